"""An office's own texts stand in a paper as long as the program would say there what it said when they were written."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from docx import Document
from openpyxl import load_workbook

from itacore.reports.docx import write_docx
from itacore.reports.editing import (
    OwnText,
    Passage,
    edit_report,
    keep_own,
    texts_from_content,
    texts_to_content,
    without,
    write_own,
)
from itacore.reports.forms import FormSheet
from itacore.reports.pdf import write_pdf
from itacore.reports.report import (
    Block,
    Bullets,
    Heading,
    Note,
    Paragraph,
    Report,
    Run,
    Table,
    Words,
    join,
    ours,
    verbatim,
)
from itacore.reports.xlsx import write_report_xlsx
from itacore.thai import NBSP
from tests.reports.cases import HOSTILE, khun_kaeo, lumphuk
from tests.reports.pdf_reading import holds, with_pypdf


def paper(*blocks: Block, summary: tuple[Block, ...] = ()) -> Report:
    return Report("รายงาน", ours("ปี 2568"), None, blocks, summary)


def say(text: str) -> Paragraph:
    return Paragraph(ours(text))


THREE = paper(
    Heading(ours("ผล")), say("ได้ 96.73 คะแนน"), say("ลดลง 0.34"), Heading(ours("แผน")), say("มี 3 ข้อ")
)


def passage(report: Report, at: int, own: dict[str, OwnText] | None = None) -> Passage:
    return edit_report(report, own or {}).passages[at]


def lines(report: Report) -> list[str]:
    return [b.words.plain for b in report.blocks if isinstance(b, Paragraph | Note | Heading)]


def test_every_generated_text_is_a_passage_under_its_heading() -> None:
    bold = join(ours("ข้อ 9: ", bold=True), ours("ควรทำก่อน"))
    report = paper(
        say("ก่อนหัวข้อ"),
        Heading(ours("ผล")),
        Bullets((bold, verbatim("คำของหน่วยงาน"), ours("ข้อสอง"))),
        Table(ours("ตาราง"), (), ()),
        Note(join(ours("หมายเหตุ"), Words((Run(" · 1 มกราคม", fixed=True),)))),
        Paragraph(join(ours("วันที่", bold=True), ours(" "), verbatim("1 มกราคม"))),
    )
    found = [(p.key, p.heading, p.label, p.words.plain) for p in edit_report(report, {}).passages]
    assert found == [
        ("0/1", "", "", "ก่อนหัวข้อ"),
        ("1/1", "ผล", "ข้อ 9: ", "ควรทำก่อน"),
        ("1/2", "ผล", "", "ข้อสอง"),
        ("1/3", "ผล", "", "หมายเหตุ"),
    ]


def test_without_own_texts_a_paper_is_as_it_was() -> None:
    assert edit_report(THREE, {}).report.blocks == THREE.blocks


def test_an_own_text_stands_in_place_of_the_generated_one_as_written() -> None:
    own = write_own({}, passage(THREE, 1), " ลดลงเล็กน้อย 0.34 ")
    assert own == {"1/2": OwnText("ลดลง 0.34", "ลดลงเล็กน้อย 0.34")}
    edited = edit_report(THREE, own)
    assert lines(edited.report) == ["ผล", "ได้ 96.73 คะแนน", "ลดลงเล็กน้อย 0.34", "แผน", "มี 3 ข้อ"]
    assert edited.report.blocks[2] == Paragraph(verbatim("ลดลงเล็กน้อย 0.34"))
    assert [p.used for p in edited.passages] == [False, True, False]
    assert edit_report(THREE, without(own, "1/2")).report.blocks == THREE.blocks


def test_a_line_is_a_paragraph_and_an_empty_text_leaves_it_out() -> None:
    two = write_own({}, passage(THREE, 0), "หนึ่ง\r\n\n  สอง\x00 ")
    assert lines(edit_report(THREE, two).report)[:3] == ["ผล", "หนึ่ง", "สอง"]
    none = write_own({}, passage(THREE, 2), " \n ")
    assert lines(edit_report(THREE, none).report) == ["ผล", "ได้ 96.73 คะแนน", "ลดลง 0.34", "แผน"]


def test_items_of_a_list_are_edited_one_by_one() -> None:
    report = paper(Bullets((ours("หนึ่ง"), join(ours("ข้อ 2 ", bold=True), ours("สอง")))))
    first, second = edit_report(report, {}).passages
    own = write_own(write_own({}, first, ""), second, "ก\nข")
    items = [
        (b.items[0].plain, b.items[1].plain)
        for b in edit_report(report, own).report.blocks
        if isinstance(b, Bullets)
    ]
    assert items == [("ข้อ 2 ก", "ข")]
    assert edit_report(paper(Bullets((ours("หนึ่ง"),))), {"0/1": OwnText("หนึ่ง", "")}).report.blocks == ()


def test_what_is_fixed_stays_behind_the_own_text() -> None:
    note = Note(Words((Run("เกณฑ์ปี 2568"), Run(" · ไม่ใช่ระบบของสำนักงาน · 1 มกราคม", fixed=True))))
    told_own = edit_report(paper(note), {"0/1": OwnText("เกณฑ์ปี 2568", "ก\nข")}).report
    assert lines(told_own) == ["ก", "ข · ไม่ใช่ระบบของสำนักงาน · 1 มกราคม"]
    left_out = edit_report(paper(note), {"0/1": OwnText("เกณฑ์ปี 2568", "")}).report
    assert lines(left_out) == ["ไม่ใช่ระบบของสำนักงาน · 1 มกราคม"]


@pytest.mark.parametrize("digits", [True, False])
def test_the_generated_wording_in_either_digits_is_no_own_text(digits: bool) -> None:
    first = passage(paper(say(f"ได้{NBSP}96.73")), 0)
    own = {"0/1": OwnText(f"ได้{NBSP}96.73", "ก")}
    edited = passage(paper(say(f"ได้{NBSP}96.73")), 0, own)
    assert write_own(own, edited, first.written(digits).replace(NBSP, " ")) == {}


def test_a_paragraph_that_moved_keeps_its_own_text() -> None:
    own = write_own({}, passage(THREE, 1), "ของเรา")
    moved = paper(Heading(ours("ใหม่")), say("ใหม่"), *THREE.blocks)
    found = edit_report(moved, own)
    assert lines(found.report)[4] == "ของเรา"
    assert found.lost == {}
    again = write_own(own, found.passages[2], "ของเราใหม่")
    assert again == {"1/2": OwnText("ลดลง 0.34", "ของเราใหม่")}
    other = write_own(again, found.passages[0], "อื่น")
    assert [p.used for p in edit_report(moved, other).passages] == [True, False, True, False]


def test_a_key_that_another_text_took_is_not_overwritten() -> None:
    own = write_own({}, passage(THREE, 0), "ของเรา")
    moved = paper(Heading(ours("ผล")), say("มาใหม่"), say("ได้ 96.73 คะแนน"))
    both = write_own(own, passage(moved, 0, own), "ของใหม่")
    assert lines(edit_report(moved, both).report) == ["ผล", "ของใหม่", "ของเรา"]


def test_new_figures_let_the_generated_text_into_the_paper_until_a_person_has_chosen() -> None:
    own = write_own({}, passage(THREE, 0), "ได้ดีมาก 96.73 คะแนน")
    new = paper(Heading(ours("ผล")), say("ได้ 97.10 คะแนน"), *THREE.blocks[2:])
    found = edit_report(new, own)
    assert lines(found.report)[1] == "ได้ 97.10 คะแนน"
    first = found.passages[0]
    assert (first.changed, first.used) == (True, False)
    assert first.own == OwnText("ได้ 96.73 คะแนน", "ได้ดีมาก 96.73 คะแนน")
    assert lines(edit_report(new, keep_own(own, first)).report)[1] == "ได้ดีมาก 96.73 คะแนน"
    assert without(own, first.own_key) == {}
    # and with the old figures back, the own text is right again
    assert lines(edit_report(THREE, own).report)[1] == "ได้ดีมาก 96.73 คะแนน"


def test_a_text_whose_paragraph_is_gone_is_told_and_not_put_elsewhere() -> None:
    own = {"1/1": OwnText("ประโยคที่ไม่มีใครเขียนอีกแล้ว", "ของเรา")}
    found = edit_report(THREE, own)
    assert found.report.blocks == THREE.blocks
    assert found.lost == own
    assert not any(p.own for p in found.passages)


def test_equal_paragraphs_are_told_apart_by_their_keys() -> None:
    twice = paper(say("เหมือนกัน"), say("เหมือนกัน"))
    own = write_own({}, passage(twice, 1), "ที่สอง")
    assert lines(edit_report(twice, own).report) == ["เหมือนกัน", "ที่สอง"]


def test_a_paragraph_that_moved_while_its_figures_changed_is_found_by_its_words() -> None:
    was = "ผลของปีงบประมาณ 2568 ใช้กำหนดมาตรการของปีงบประมาณ 2569"
    new = paper(say("รายงานผลของปีนี้ใช้ประกอบการกำหนดแผน"), say(was.replace("2568", "2567")))
    found = edit_report(new, {"0/1": OwnText(was, "ของเรา")}).passages
    assert [p.changed for p in found] == [False, True]
    reworded = paper(say("ผลของปี 2568 ใช้กำหนดแผน"), say(was.replace("2568", "2567")))
    here = edit_report(reworded, {"0/1": OwnText("ผลของปี 2568 ใช้กำหนดแผนปี 2569", "ของเรา")}).passages
    assert [p.changed for p in here] == [True, False]


def test_a_text_does_not_take_the_place_of_another_that_fits_it_better() -> None:
    twice = paper(say("เหมือนกัน"), say("เหมือนกัน"))
    first, second = OwnText("เหมือนกัน", "แรก"), OwnText("เหมือนกัน", "สอง")
    own = {"0/1+": second, "0/1": first}
    assert lines(edit_report(twice, own).report) == ["แรก", "สอง"]
    near = paper(say("ได้คะแนนรวม 96 คะแนน ในปีนี้"))
    far = {"0/9": OwnText("ได้คะแนนรวม 96 คะแนน", "ไกล"), "0/8": OwnText("ได้คะแนนรวม 95 คะแนน ในปีนี้", "ใกล้")}
    found = edit_report(near, far)
    assert [p.own.text for p in found.passages if p.own] == ["ใกล้"]
    assert list(found.lost) == ["0/9"]


def test_the_summary_of_a_workbook_says_the_same() -> None:
    shared = say("ได้ 96.73 คะแนน")
    report = paper(shared, say("อื่น"), summary=(shared, Heading(ours("ผล"))))
    edited = edit_report(report, {"0/1": OwnText("ได้ 96.73 คะแนน", "ก\nข")}).report
    assert edited.summary == (Paragraph(verbatim("ก")), Paragraph(verbatim("ข")), Heading(ours("ผล")))


def test_texts_are_kept_as_plain_values() -> None:
    own = write_own({}, passage(THREE, 0), HOSTILE)
    assert texts_from_content(texts_to_content(own)) == own
    for other in (None, [], 7, {"1/1": 7}, {"1/1": {"generated": "ก"}}):
        assert texts_from_content(other) == {}


def test_a_form_has_the_own_text_in_its_lines_and_its_note() -> None:
    note = Note(Words((Run("เกณฑ์ปี 2568"), Run(" · 1 มกราคม", fixed=True))))
    form = FormSheet("แบบ", ("รายงาน", "ได้ 96.73 คะแนน"), (), (), note=note.words.plain)
    report = replace(paper(say("ได้ 96.73 คะแนน"), note), sheets=(form,))
    first, second = edit_report(report, {}).passages
    own = write_own(write_own({}, first, "ก\nข"), second, "ค")
    (edited,) = edit_report(report, own).report.sheets
    assert isinstance(edited, FormSheet)
    assert (edited.lines, edited.note) == (("รายงาน", "ก", "ข"), "ค · 1 มกราคม")


# ---- in the papers -----------------------------------------------------------------------------------------

OWN = f"เทศบาล 5 ได้คะแนนสูง {HOSTILE}"


def test_every_format_has_the_own_text_letter_by_letter() -> None:
    report = khun_kaeo()
    first = edit_report(report, {}).passages[0]
    assert first.words.plain.startswith("ปี 2568 ได้ 96.73")
    edited = edit_report(report, write_own({}, first, OWN)).report
    assert Document(io.BytesIO(write_docx(edited))).paragraphs[2].text == OWN
    assert holds("\n".join(with_pypdf(write_pdf(edited))), OWN)
    sheet = load_workbook(io.BytesIO(write_report_xlsx(edited))).worksheets[0]
    assert OWN in [cell.value for row in sheet for cell in row]


@pytest.mark.parametrize("report", [khun_kaeo(), lumphuk()], ids=["khun-kaeo", "lumphuk"])
def test_every_passage_of_a_real_paper_can_be_edited_and_reset(report: Report) -> None:
    passages = edit_report(report, {}).passages
    own: dict[str, OwnText] = {}
    for at, one in enumerate(passages):
        own = write_own(own, one, f"ของหน่วยงาน {at}")
    edited = edit_report(report, own)
    assert [p.own.text for p in edited.passages if p.own and p.used] == [
        f"ของหน่วยงาน {at}" for at in range(len(passages))
    ]
    for one in edited.passages:
        own = write_own(own, one, one.written(arabic_digits=False))
    assert own == {}
