"""An office's own form, filled and opened again: every form of a place that Word writes, and all else as it was."""

from __future__ import annotations

import io
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from lxml import etree

from itacore.reports.own_template import Filled, fill_template, tell_filled
from itacore.reports.own_template_places import read_places
from itacore.reports.report import ours
from itacore.wording import read_wording
from tests.machine import find_libreoffice
from tests.reports.own_forms import (
    HOSTILE,
    LETTERS,
    TABLE,
    VALUES,
    body_lines,
    cell,
    changed,
    control,
    filled,
    form,
    lines,
    mark,
    paragraph,
    parts,
    run,
    table,
    text_box,
)

REPORTS = Path(__file__).parents[2] / "itacore" / "reports"
OPEN, CLOSE = mark("total")
SEVERAL_OPEN, SEVERAL_CLOSE = mark("strengths", 2)


# ---- content controls --------------------------------------------------------------------------------------


def test_a_control_in_a_line_takes_the_text_and_keeps_the_letters() -> None:
    made, document = filled(paragraph(run("ได้ ") + control("total", run("[รวม]", LETTERS)) + run(" คะแนน")))
    assert body_lines(document) == ["ได้ 96.73 คะแนน"]
    assert dict(made.filled) == {"total": 1}
    letters = document.element.body.find(f".//{qn('w:sdtContent')}/{qn('w:r')}/{qn('w:rPr')}")
    assert letters.find(qn("w:rFonts")).get(qn("w:cs")) == "Leelawadee"
    assert letters.find(qn("w:szCs")).get(qn("w:val")) == "40"
    assert letters.find(qn("w:bCs")) is not None


def test_a_control_is_found_by_its_title_where_it_has_no_tag() -> None:
    made, document = filled(paragraph(control("Total ", run("x"), named="alias")))
    assert body_lines(document) == ["96.73"]
    assert made.count == 1


def test_a_place_in_several_runs_takes_the_letters_of_the_first() -> None:
    split = run("[ร", LETTERS) + run("ว") + run("ม]")
    _, document = filled(paragraph(control("total", split)))
    runs = document.element.body.findall(f".//{qn('w:r')}")
    assert [one.findtext(qn("w:t")) for one in runs] == ["96.73"]
    assert runs[0].find(qn("w:rPr")).find(qn("w:szCs")).get(qn("w:val")) == "40"


def test_several_lines_become_paragraphs_like_the_one_that_stood_there() -> None:
    indented = '<w:ind w:left="720"/><w:jc w:val="both"/>'
    block = control("strengths", paragraph(run("[จุดแข็ง]", LETTERS), indented))
    made, document = filled(paragraph(run("ก่อน")) + block + paragraph(run("หลัง")))
    assert body_lines(document) == ["ก่อน", "ข้อ 1", "ข้อ 2", "ข้อ 3", "หลัง"]
    inside = document.element.body.find(qn("w:sdt")).find(qn("w:sdtContent"))
    for one in inside.findall(qn("w:p")):
        assert one.find(f"{qn('w:pPr')}/{qn('w:ind')}").get(qn("w:left")) == "720"
        assert one.find(f"{qn('w:r')}/{qn('w:rPr')}/{qn('w:szCs')}").get(qn("w:val")) == "40"
    assert made.count == 1


def test_several_lines_amid_other_words_follow_each_other_by_line_breaks() -> None:
    _, document = filled(paragraph(run("คือ ") + control("strengths", run("x")) + run(" จบ")))
    assert body_lines(document) == ["คือ ข้อ 1|ข้อ 2|ข้อ 3 จบ"]


def test_a_control_alone_in_its_paragraph_takes_whole_paragraphs() -> None:
    _, document = filled(
        paragraph(control("strengths", run("x", LETTERS), "<w:text/>"), '<w:jc w:val="center"/>')
    )
    assert body_lines(document) == ["ข้อ 1", "ข้อ 2", "ข้อ 3"]
    assert [one.alignment for one in _paragraphs(document)] == [1, 1, 1]
    assert document.element.body.find(f".//{qn('w:sdtPr')}/{qn('w:text')}") is None  # holds one line only


def _paragraphs(document: Any) -> list[Any]:
    return [Paragraph(one, document._body) for one in document.element.body.iter(qn("w:p"))]


def test_controls_of_cells_and_in_cells_are_filled() -> None:
    whole = control("rating", cell(paragraph(run("x"), '<w:jc w:val="right"/>') + paragraph(run("y"))))
    made, document = filled(table(cell(paragraph(control("total", run("x")))) + whole) + paragraph(""))
    assert [one.text for one in _paragraphs(document)][1] == "ผ่านดี"
    assert body_lines(document) == ["96.73", "ผ่านดี", ""]
    assert made.count == 2


def test_headers_footers_and_both_forms_of_a_text_box_are_filled() -> None:
    inside = paragraph(control("agency", run("x")))
    made, document = filled(
        paragraph(text_box(inside)), header=paragraph(control("rating", run("x"))), footer=inside
    )
    assert body_lines(document) == ["", "เทศบาลตำบลตัวอย่าง 5", "เทศบาลตำบลตัวอย่าง 5"]
    section = document.sections[0]
    assert lines(section.header._element) == ["ผ่านดี"]
    assert lines(section.footer._element) == ["เทศบาลตำบลตัวอย่าง 5"]
    assert dict(made.filled) == {"agency": 2, "rating": 1}  # the older form of the box is no place of its own


def test_a_place_that_occurs_several_times_is_filled_each_time() -> None:
    made, document = filled(paragraph(control("total", run("x"))) * 3)
    assert body_lines(document) == ["96.73"] * 3
    assert dict(made.filled) == {"total": 3}


def test_a_known_control_within_an_unknown_one_is_filled_and_the_other_told() -> None:
    made, document = filled(control("ส่วนที่ 1", paragraph(run("ก ") + control("total", run("x")))))
    assert body_lines(document) == ["ก 96.73"]
    assert made.unknown == ("ส่วนที่ 1",)


def test_a_place_within_a_filled_one_is_told() -> None:
    made, document = filled(control("rating", paragraph(run("ก ") + control("total", run("x")))))
    assert body_lines(document) == ["ผ่านดี"]
    assert made.failed == (("total", "inside"),)


def test_what_would_bring_the_old_text_back_is_taken_out() -> None:
    bound = '<w:dataBinding w:xpath="/x" w:storeItemID="{1}"/><w:showingPlcHdr/>'
    bound += '<w:date w:fullDate="2020-01-01T00:00:00Z"/>'
    grey = '<w:rPr><w:rStyle w:val="PlaceholderText"/><w:color w:val="808080"/><w:szCs w:val="36"/></w:rPr>'
    _, document = filled(paragraph(control("total", run("คลิกที่นี่", grey), bound)))
    properties = document.element.body.find(f".//{qn('w:sdtPr')}")
    assert [etree.QName(one).localname for one in properties] == ["tag", "date"]
    assert properties.find(qn("w:date")).get(qn("w:fullDate")) is None
    letters = document.element.body.find(f".//{qn('w:sdtContent')}//{qn('w:rPr')}")
    assert [etree.QName(one).localname for one in letters] == ["szCs"]


@pytest.mark.parametrize("kind", ["<w:picture/>", "<w:docPartObj/>", "<w:equation/>"])
def test_a_control_that_holds_no_text_is_told_and_left(kind: str) -> None:
    made, document = filled(paragraph(control("total", run("เดิม"), kind)))
    assert body_lines(document) == ["เดิม"]
    assert made.failed == (("total", "kind"),)


def test_controls_without_a_name_are_no_places() -> None:
    nameless = "<w:sdt><w:sdtPr><w:id w:val='5'/></w:sdtPr><w:sdtContent><w:r><w:t>ก</w:t></w:r></w:sdtContent></w:sdt>"
    made, _ = filled(paragraph(nameless))
    assert (made.count, made.unknown, made.failed) == (0, (), ())


# ---- bookmarks ---------------------------------------------------------------------------------------------


def test_a_bookmark_within_a_run_of_words() -> None:
    made, document = filled(paragraph(run("ได้ ") + OPEN + run("x", LETTERS) + CLOSE + run(" คะแนน")))
    assert body_lines(document) == ["ได้ 96.73 คะแนน"]
    assert dict(made.filled) == {"total": 1}
    found = document.element.body.find(f".//{qn('w:bookmarkStart')}").getnext()
    assert found.findtext(qn("w:t")) == "96.73"  # the marks stay around the text
    assert found.find(qn("w:rPr")).find(qn("w:szCs")).get(qn("w:val")) == "40"


def test_a_bookmark_over_several_runs() -> None:
    _, document = filled(
        paragraph(run("ก") + OPEN + run("x", LETTERS) + run("y") + run("z") + CLOSE + run("ข"))
    )
    assert body_lines(document) == ["ก96.73ข"]


def test_an_empty_bookmark_takes_the_letters_beside_it() -> None:
    _, document = filled(paragraph(run("ได้ ", LETTERS) + OPEN + CLOSE))
    assert body_lines(document) == ["ได้ 96.73"]
    last = document.element.body.findall(f".//{qn('w:r')}")[-1]
    assert last.find(qn("w:rPr")).find(qn("w:szCs")).get(qn("w:val")) == "40"


def test_a_bookmark_over_paragraphs_joins_them_as_typing_would() -> None:
    body = (
        paragraph(run("ก่อน ") + OPEN + run("x"))
        + paragraph(run("y"))
        + paragraph(run("z") + CLOSE + run(" หลัง"))
    )
    made, document = filled(body)
    assert body_lines(document) == ["ก่อน 96.73 หลัง"]
    assert made.count == 1


def test_a_bookmark_over_whole_paragraphs_takes_lines() -> None:
    body = (
        paragraph(SEVERAL_OPEN + run("x"), "<w:keepNext/>")
        + paragraph(run("y") + SEVERAL_CLOSE)
        + paragraph("")
    )
    _, document = filled(body)
    assert body_lines(document) == ["ข้อ 1", "ข้อ 2", "ข้อ 3", ""]
    assert (
        document.element.body.find(f".//{qn('w:bookmarkEnd')}").getparent() is list(document.element.body)[2]
    )


def test_a_bookmark_that_ends_at_the_start_of_the_next_paragraph() -> None:
    body = paragraph(SEVERAL_OPEN + run("x")) + paragraph(SEVERAL_CLOSE + run("หลัง"))
    _, document = filled(body)
    assert body_lines(document) == ["ข้อ 1", "ข้อ 2", "ข้อ 3", "หลัง"]


@pytest.mark.parametrize(
    "body",
    [
        SEVERAL_OPEN + paragraph(run("x")) + SEVERAL_CLOSE + paragraph(run("หลัง")),
        SEVERAL_OPEN + paragraph(run("x")) + paragraph(SEVERAL_CLOSE + run("หลัง")),
        paragraph(SEVERAL_OPEN + run("x")) + SEVERAL_CLOSE + paragraph(run("หลัง")),
    ],
)
def test_marks_between_paragraphs(body: str) -> None:
    made, document = filled(body)
    assert body_lines(document) == ["ข้อ 1", "ข้อ 2", "ข้อ 3", "หลัง"]
    assert dict(made.filled) == {"strengths": 1}


def test_a_number_behind_the_name_makes_the_same_place_again() -> None:
    again, closed = mark("total_2", 7)
    made, document = filled(paragraph(OPEN + CLOSE) + paragraph(again + run("x") + closed))
    assert body_lines(document) == ["96.73", "96.73"]
    assert dict(made.filled) == {"total": 2}


def test_bookmarks_of_word_itself_are_passed_over_and_others_told() -> None:
    own = "".join(
        "".join(mark(name, at)) for at, name in enumerate(("_GoBack", "_Toc1", "OLE_LINK1", "ส่วนเปิด"), 10)
    )
    made, _ = filled(paragraph(own + run("ก")))
    assert made.unknown == ("ส่วนเปิด",)


def test_a_bookmark_over_cells_or_without_an_end_is_told_and_left() -> None:
    across = table(cell(paragraph(OPEN + run("ก"))) + cell(paragraph(run("ข") + CLOSE)))
    made, document = filled(across + paragraph(mark("rating", 3)[0] + run("ค")))
    assert body_lines(document) == ["ก", "ข", "ค"]
    assert made.failed == (("total", "crosses"), ("rating", "open"))


def test_marks_of_others_within_a_place_stay_where_their_other_half_does() -> None:
    note = '<w:commentRangeStart w:id="4"/>', '<w:commentRangeEnd w:id="4"/>'
    whole, half = mark("ภายใน", 8)
    inner = OPEN + run("x") + whole + run("y") + half + note[1] + run("z") + CLOSE
    _, document = filled(paragraph(note[0] + run("ก") + inner))
    tags = [etree.QName(one).localname for one in document.element.body[0]]
    assert tags == ["commentRangeStart", "r", "bookmarkStart", "r", "commentRangeEnd", "bookmarkEnd"]


def test_what_a_field_or_a_section_rests_on_is_not_taken_out() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    section = paragraph(control("rating", run("ข")), "<w:sectPr/>")
    made, _ = filled(paragraph(OPEN + begin + CLOSE + end) + control("agency", section) + paragraph(""))
    assert made.failed == (("total", "field"), ("agency", "section"))
    assert dict(made.filled) == {"rating": 1}


# ---- tables ------------------------------------------------------------------------------------------------


def first_table(document: Any) -> Any:
    return next(document.element.body.iter(qn("w:tbl")))


def test_a_table_in_a_paragraph_of_its_own_looks_like_ours() -> None:
    made, document = filled(paragraph(control("ranked_table", run("[ตาราง]"))) + paragraph(run("หลัง")))
    assert body_lines(document) == ["ข้อ", "คะแนน", "หมวด", "9", "91.25", "หลัง"]
    found = first_table(document)
    assert found.find(f"{qn('w:tblPr')}/{qn('w:tblDescription')}").get(qn("w:val")) == "ตาราง 1"
    assert found.find(f"{qn('w:tblPr')}/{qn('w:tblBorders')}") is not None
    rows = found.findall(qn("w:tr"))
    assert rows[0].find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    assert rows[1].find(f".//{qn('w:gridSpan')}").get(qn("w:val")) == "2"
    width = (
        document.sections[0].page_width - document.sections[0].left_margin - document.sections[0].right_margin
    )
    assert int(found.find(f"{qn('w:tblPr')}/{qn('w:tblW')}").get(qn("w:w"))) == width // 635
    assert made.count == 1


def test_a_table_takes_the_looks_of_the_one_that_stands_in_its_place() -> None:
    looks = '<w:tblStyle w:val="LightGrid-Accent1"/><w:tblW w:w="0" w:type="auto"/>'
    head = '<w:tcPr><w:shd w:val="clear" w:fill="FFCC00"/></w:tcPr>'
    pattern = table(
        f"<w:tc>{head}{paragraph(run('หัว', LETTERS))}</w:tc>" + cell(paragraph("")),
        cell(paragraph(run("ตัว"), '<w:jc w:val="center"/>')) + cell(paragraph("")),
        properties=looks,
    )
    _, document = filled(control("ranked_table", pattern) + paragraph(run("หลัง")))
    found = first_table(document)
    assert found.find(f"{qn('w:tblPr')}/{qn('w:tblStyle')}").get(qn("w:val")) == "LightGrid-Accent1"
    assert found.find(f"{qn('w:tblPr')}/{qn('w:tblBorders')}") is None
    rows = found.findall(qn("w:tr"))
    fills = [[shade.get(qn("w:fill")) for shade in row.iter(qn("w:shd"))] for row in rows]
    assert fills == [["FFCC00"], [], []]
    sizes = [one.get(qn("w:val")) for one in rows[0].iter(qn("w:szCs"))]
    assert set(sizes) == {"40"}
    assert [one.get(qn("w:val")) for one in rows[2].iter(qn("w:jc"))] == ["center", "right"]


def test_a_table_in_a_cell_takes_the_style_around_it_and_its_width() -> None:
    around = table(
        cell(paragraph(control("ranked_table", run("x")))), properties='<w:tblStyle w:val="TableGrid"/>'
    )
    _, document = filled(around + paragraph(""))
    inner = first_table(document).find(f".//{qn('w:tc')}/{qn('w:sdt')}/{qn('w:sdtContent')}/{qn('w:tbl')}")
    assert inner.find(f"{qn('w:tblPr')}/{qn('w:tblStyle')}").get(qn("w:val")) == "TableGrid"
    assert int(inner.find(f"{qn('w:tblPr')}/{qn('w:tblW')}").get(qn("w:w"))) == 4000 - 216
    assert inner.getnext().tag == qn("w:p")  # a cell ends in a paragraph


def test_a_table_for_a_bookmark_takes_the_paragraph() -> None:
    start, end = mark("ranked_table")
    _, document = filled(paragraph(run("ก")) + paragraph(start + run("x") + end) + paragraph(run("ข")))
    tags = [etree.QName(one).localname for one in document.element.body]
    assert tags == ["p", "bookmarkStart", "tbl", "bookmarkEnd", "p", "sectPr"]


def test_a_table_amid_other_words_is_told_and_left() -> None:
    made, document = filled(paragraph(run("ก ") + control("ranked_table", run("เดิม"))))
    assert body_lines(document) == ["ก เดิม"]
    assert made.failed == (("ranked_table", "line"),)


def test_a_control_around_rows_is_told() -> None:
    rows = control("ranked_table", f"<w:tr>{cell(paragraph(run('ก')))}</w:tr>")
    made, document = filled(
        table(cell(paragraph(run("หัว")))).replace("</w:tbl>", f"{rows}</w:tbl>") + paragraph("")
    )
    assert made.failed == (("ranked_table", "row"),)
    assert body_lines(document) == ["หัว", "ก", ""]


# ---- letters for Thai --------------------------------------------------------------------------------------


def bare(body: str) -> bytes:
    """A form whose styles say nothing of letters."""
    root = etree.fromstring(parts(form(body))["word/styles.xml"])
    for one in list(root.iter(qn("w:rPr"))):
        one.getparent().remove(one)
    return changed(form(body), {"word/styles.xml": etree.tostring(root)})


def letters_of(data: bytes) -> dict[str, str]:
    made = fill_template(data, VALUES)
    properties = Document(io.BytesIO(made.data)).element.body.find(f".//{qn('w:r')}/{qn('w:rPr')}")
    found = {etree.QName(one).localname: one.get(qn("w:val")) for one in properties}
    fonts = properties.find(qn("w:rFonts"))
    return found | {"rFonts": "" if fonts is None else fonts.get(qn("w:cs"))}


def test_where_neither_place_nor_style_says_letters_ours_are_set() -> None:
    found = letters_of(bare(paragraph(control("total", run("รวม")))))
    assert found == {"rFonts": "TH SarabunPSK", "sz": "32", "szCs": "32"}


def test_letters_of_a_style_are_left_to_it() -> None:
    data = form(paragraph(control("total", run("รวม"))))
    made = fill_template(data, VALUES)
    assert Document(io.BytesIO(made.data)).element.body.find(f".//{qn('w:r')}/{qn('w:rPr')}") is None


def test_letters_of_a_place_in_latin_hold_for_thai_too() -> None:
    latin = '<w:rPr><w:rFonts w:ascii="Tahoma"/><w:b/><w:sz w:val="44"/></w:rPr>'
    found = letters_of(form(paragraph(control("total", run("total", latin)))))
    assert found == {"rFonts": "Tahoma", "b": None, "bCs": None, "sz": "44", "szCs": "44"}


# ---- the whole ---------------------------------------------------------------------------------------------


def test_all_other_parts_stay_byte_for_byte() -> None:
    data = form(
        paragraph(control("total", run("x"))), header=paragraph(run("หัวกระดาษ")), footer=paragraph(run("ท้าย"))
    )
    link = b'<Relationship Id="rId99" Type="http://x/image" Target="https://example.com/a.png" TargetMode="External"/>'
    rels = "word/_rels/document.xml.rels"
    data = changed(
        data, {"word/media/own.bin": b"\x00\x01", rels: parts(data)[rels].replace(b"</Rel", link + b"</Rel")}
    )
    made = fill_template(data, VALUES)
    before, after = parts(data), parts(made.data)
    assert list(before) == list(after)
    assert [name for name in before if before[name] != after[name]] == ["word/document.xml"]
    assert made.outside  # told, never fetched
    assert any("ภายนอก" in line for line in tell_filled(made))


def test_a_form_without_places_comes_back_as_it_was() -> None:
    data = form(paragraph(run("{{total}} «total» [total] MERGEFIELD total")))
    made = fill_template(data, VALUES)
    assert parts(made.data) == parts(data)
    assert tell_filled(made)[0].startswith("ไม่พบที่ว่าง")


def test_text_is_never_markup_nor_a_field() -> None:
    hostile = HOSTILE + '\x00 </w:t><w:fldSimple w:instr="x"/> \n{ HYPERLINK "x" }'
    _, document = filled(
        paragraph(run("{{total}} ") + control("findings", run("x"))), findings=(ours(hostile),)
    )
    expected = "{{total}} " + hostile.replace("\x00", "").replace("\n", "|")
    assert body_lines(document) == [expected]
    assert not list(document.element.body.iter(qn("w:fldSimple"), qn("w:instrText"), qn("w:fldChar")))


def test_the_same_input_gives_the_same_bytes_and_a_filled_form_can_be_filled_again() -> None:
    body = control("strengths", paragraph(run("x"))) + paragraph(SEVERAL_OPEN + run("y") + SEVERAL_CLOSE)
    data = form(body + control("ranked_table", paragraph(run("x"))) + paragraph(control("total", run("x"))))
    first = fill_template(data, VALUES)
    assert fill_template(data, VALUES).data == first.data
    again = fill_template(first.data, VALUES)
    assert again.filled == first.filled
    assert parts(again.data)["word/document.xml"] == parts(first.data)["word/document.xml"]


def test_numbers_of_ours_take_thai_digits_and_names_stay() -> None:
    data = form(paragraph(control("total", run("x"))) + paragraph(control("agency", run("x"))))
    document = Document(io.BytesIO(fill_template(data, VALUES).data))
    assert body_lines(document) == ["๙๖.๗๓", "เทศบาลตำบลตัวอย่าง 5"]


def test_what_is_not_known_is_a_dash_or_left_and_told() -> None:
    made, document = filled(
        paragraph(control("rank", run("[ลำดับ]"))) + paragraph(control("signature_name", run("[ชื่อ]"))),
    )
    assert body_lines(document) == ["–", "[ชื่อ]"]
    assert (made.dashed, made.empty) == (("rank",), ("signature_name",))
    told = "\n".join(tell_filled(made))
    assert "ลำดับที่ประกาศ (rank)" in told
    assert "ชื่อผู้ลงนามคนแรก (signature_name)" in told


def test_a_template_of_word_becomes_a_document() -> None:
    data = form(paragraph(control("total", run("x"))))
    types = parts(data)["[Content_Types].xml"].replace(b"document.main+xml", b"template.main+xml")
    made = fill_template(changed(data, {"[Content_Types].xml": types}), VALUES, arabic_digits=True)
    assert body_lines(Document(io.BytesIO(made.data))) == ["96.73"]


def test_many_unknown_names_are_counted() -> None:
    made, _ = filled("".join(paragraph(control(f"ช่อง-{at}", run("x"))) for at in range(20)))
    assert len(made.unknown) == 20
    assert "และอีก 8" in tell_filled(made)[-1].replace("\u00a0", " ")


def test_every_reason_has_words() -> None:
    reasons = {key.partition(".")[2] for key in read_wording("own_template") if key.startswith("failed.")}
    sources = [path.read_text(encoding="utf-8") for path in REPORTS.glob("own_template_*.py")]
    raised = r'(?:UnfillableError\(|self\.fail\(name, )"(\w+)"\)'
    assert reasons == {reason for source in sources for reason in re.findall(raised, source)}
    for reason in reasons:
        assert "คะแนนรวม" in tell_filled(Filled(b"", None, {}, failed=(("total", reason),)))[-1]


@pytest.mark.libreoffice
def test_libreoffice_shows_what_was_filled_in(tmp_path: Path) -> None:
    start, end = mark("agency", 5)
    body = (
        paragraph(run("หน่วยงาน ") + start + run("x") + end)
        + control("strengths", paragraph(run("x")))
        + table(
            cell(paragraph(control("ranked_table", run("x")))) + cell(paragraph(control("total", run("x"))))
        )
        + paragraph(text_box(paragraph(control("rating", run("x")))))
    )
    made = fill_template(form(body, header=paragraph(control("agency", run("x")))), VALUES)
    (tmp_path / "form.docx").write_bytes(made.data)
    program = find_libreoffice()
    assert program is not None
    command = [
        *(str(program), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"),
        *("--convert-to", "fodt", "--outdir", str(tmp_path), str(tmp_path / "form.docx")),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    shown = "".join(etree.parse(tmp_path / "form.fodt").getroot().itertext())
    for text in ("หน่วยงาน เทศบาลตำบลตัวอย่าง 5", "ข้อ ๑", "ข้อ ๓", "๙๑.๒๕", "๙๖.๗๓", "ผ่านดี"):
        assert text in shown, text
    assert shown.count("เทศบาลตำบลตัวอย่าง 5") == 2


def test_the_values_of_these_tests_are_places() -> None:
    assert set(VALUES) < {place.name for place in read_places()}
    assert TABLE.rows[0].group
