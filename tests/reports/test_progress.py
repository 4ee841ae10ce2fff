"""Reports on carrying out measures: what they say, what they ask, and that suggestions are never in them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from itacore.measures.progress import Progress
from itacore.reports.forms import FormSheet
from itacore.reports.report import Clause, FillIn, Heading, Note, Paragraph, Report, Signature, Table, Turn
from itacore.thai import NBSP
from tests.reports.carried_out import BUILDERS, DONE, FULL, OFFICE, PLAN, WAITING, bare, paper
from tests.reports.letters import ALL, GOLDEN

KHUN_KAEO = GOLDEN["khun-kaeo-2568"]


def blocks_of(report: Report, kind: type) -> list[Any]:
    return [block for block in report.blocks if isinstance(block, kind)]


def rows_of(table: Table) -> list[list[str]]:
    return [[cell.plain.replace(NBSP, " ") for cell in row.cells] for row in table.rows]


def said(report: Report) -> list[str]:
    return [block.words.plain.replace(NBSP, " ") for block in blocks_of(report, Clause)]


@pytest.mark.parametrize("kind", BUILDERS)
@pytest.mark.parametrize("name", sorted(ALL))
def test_every_kind_of_result_opens_a_report(kind: str, name: str) -> None:
    report = paper(kind, ALL[name], chosen_measures=PLAN)
    year = ALL[name].rules.fiscal_year
    assert report.subtitle.plain.replace(NBSP, " ") == f"เทศบาลตำบลตัวอย่าง 5 · ปีงบประมาณ พ.ศ. {year + 1}"
    assert said(report)[0].startswith("ในการประเมินคุณธรรมและความโปร่งใส")
    assert f"ปีงบประมาณ พ.ศ. {year} เทศบาลตำบลตัวอย่าง 5 " in said(report)[0]
    assert f"ปีงบประมาณ พ.ศ. {year + 1} จำนวน 12 มาตรการ" in said(report)[0]
    assert "None" not in "".join(said(report))
    assert "nan" not in "".join(said(report))


def test_the_introduction_in_full() -> None:
    report = paper("progress", KHUN_KAEO, chosen_measures=PLAN, progress={0: DONE, 1: WAITING}, months=6)
    assert said(report) == [
        "ในการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ (ITA) ปีงบประมาณ พ.ศ. 2568 "
        "เทศบาลตำบลตัวอย่าง 5 ได้คะแนนรวม 96.73 คะแนน ผลการประเมินอยู่ในระดับผ่านดี "
        "และหน่วยงานได้กำหนดมาตรการส่งเสริมคุณธรรมและความโปร่งใส ปีงบประมาณ พ.ศ. 2569 จำนวน 12 มาตรการ",
        "ในจำนวนนี้ ดำเนินการแล้ว 1 มาตรการ ยังไม่ดำเนินการ 1 มาตรการ และยังไม่ได้บันทึกสถานะ 10 มาตรการ "
        "รายงานนี้เป็นผลการดำเนินงานรอบ 6 เดือน ตั้งแต่วันที่ 1 ตุลาคม 2568 ถึงวันที่ 31 มีนาคม 2569 "
        "รายละเอียดอยู่ในตารางต่อไปนี้",
    ]
    assert not blocks_of(report, Paragraph)
    notes = "".join(note.words.plain for note in blocks_of(report, Note))
    assert "เกณฑ์" in notes
    assert "ระมัดระวัง" not in notes  # it compares no years


def test_a_round_that_is_not_known_is_to_be_marked() -> None:
    (choice,) = blocks_of(paper("progress", KHUN_KAEO, chosen_measures=PLAN), Paragraph)
    assert choice.words.plain.replace(NBSP, " ") == (
        "รอบที่รายงาน (    ) รอบ 6 เดือน (1 ตุลาคม 2568 ถึง 31 มีนาคม 2569)  "
        "(    ) รอบ 12 เดือน (1 ตุลาคม 2568 ถึง 30 กันยายน 2569)"
    )


def test_another_round_is_refused() -> None:
    with pytest.raises(ValueError, match="a round has"):
        paper("progress", KHUN_KAEO, months=9)


def test_the_table_of_progress() -> None:
    report = paper("progress", KHUN_KAEO, chosen_measures=PLAN, progress={0: DONE})
    (table,) = blocks_of(report, Table)
    assert [column.heading.plain for column in table.columns] == [
        "มาตรการ/โครงการ/กิจกรรม",
        "ขั้นตอน/วิธีการ",
        "ผลการดำเนินงาน",
        "ปัญหา/อุปสรรค/ข้อเสนอแนะ",
    ]
    assert sum(column.share for column in table.columns) == pytest.approx(1)
    assert isinstance(report.blocks[0], Turn)
    assert (table.wide, table.ruled, table.splits) == (True, True, True)
    first, second, *others = rows_of(table)
    assert first == [
        "1. มาตรการเปิดเผยข้อมูล 1\nตัวชี้วัดที่ 9 การเปิดเผยข้อมูล\nผู้รับผิดชอบ: กองคลัง\nระยะเวลา: ม.ค. 69 – มี.ค. 69",
        "1. รวบรวมข้อมูล 5 รายการ\n2. ลงเว็บไซต์ภายใน 7 วัน\nตัวชี้วัดผลสำเร็จ: เปิดเผยครบ 28 รายการ",
        "ดำเนินการแล้ว\nลงข้อมูลครบ 28 รายการ\nดำเนินการเมื่อ: 10 มีนาคม 2569\nเผยแพร่ที่: https://example.go.th/1"
        "\nหลักฐาน: ภาพหน้าเว็บ 1, หนังสือเวียน 2",
        "เครื่องเก่า 2 เครื่อง\nจัดหาเครื่องใหม่",
    ]
    assert second[2:] == ["", ""]
    assert len(others) == 10
    assert rows_of(table)[-1][1].count("\n") == 29
    assert {row.room for row in table.rows} == {3.0}


def test_the_table_with_evidence_asks_for_the_status() -> None:
    report = paper("progress-evidence", KHUN_KAEO, chosen_measures=PLAN, progress={1: WAITING})
    table = blocks_of(report, Table)[0]
    assert [column.heading.plain for column in table.columns] == [
        "มาตรการ",
        "วิธีการ",
        "ผู้รับผิดชอบ",
        "ระยะเวลา",
        "ผลการดำเนินงาน",
        "ข้อเสนอแนะ",
    ]
    assert sum(column.share for column in table.columns) == pytest.approx(1)
    first, second, *_ = rows_of(table)
    asked = "(    ) ดำเนินการแล้ว\n(    ) อยู่ระหว่างดำเนินการ\n(    ) ยังไม่ดำเนินการ\nกำหนดแล้วเสร็จ ................"
    assert first[0] == "1. มาตรการเปิดเผยข้อมูล 1"
    assert first[2:] == ["กองคลัง", "ม.ค. 69 – มี.ค. 69", asked, ""]
    assert second[4] == "ยังไม่ดำเนินการ\nกำหนดแล้วเสร็จ: 30 กันยายน 2569"


@pytest.mark.parametrize("kind", BUILDERS)
def test_what_is_not_finished_is_asked_when_it_shall_be(kind: str) -> None:
    told = {0: Progress("not-done"), 1: Progress("under-way", "เริ่มแล้ว"), 2: Progress("done", "ครบแล้ว")}
    report = paper(kind, KHUN_KAEO, chosen_measures=PLAN[:3], progress=told)
    at = [column.heading.plain for column in blocks_of(report, Table)[0].columns].index("ผลการดำเนินงาน")
    assert [row[at] for row in rows_of(blocks_of(report, Table)[0])] == [
        "ยังไม่ดำเนินการ\nกำหนดแล้วเสร็จ ................",
        "อยู่ระหว่างดำเนินการ\nเริ่มแล้ว\nกำหนดแล้วเสร็จ ................",
        "ดำเนินการแล้ว\nครบแล้ว",
    ]


def test_links_stand_on_lines_of_their_own_and_only_where_there_is_room() -> None:
    told = {0: replace(DONE, links=("https://example.go.th/1", "https://example.go.th/2"))}
    report = paper("progress", KHUN_KAEO, chosen_measures=PLAN[:1], progress=told)
    links = "\nเผยแพร่ที่: https://example.go.th/1\nhttps://example.go.th/2\n"
    assert links in rows_of(blocks_of(report, Table)[0])[0][2]
    assert links in str(report.sheets[0].rows[0][7])
    report = paper("progress-evidence", KHUN_KAEO, chosen_measures=PLAN[:1], progress=told)
    assert "https" not in rows_of(blocks_of(report, Table)[0])[0][4]  # the page of evidence has them
    texts = [block.words.plain for block in blocks_of(report, Paragraph)]
    assert "เผยแพร่ที่ (ลิงก์)\n1. https://example.go.th/1\n2. https://example.go.th/2" in texts
    assert "รายการหลักฐาน\n1. ภาพหน้าเว็บ 1\n2. หนังสือเวียน 2" in texts


def test_days_stay_on_one_line() -> None:
    told = {0: Progress("done", done_on="10 มี.ค. 2569"), 1: WAITING}
    for kind in BUILDERS:
        report = paper(kind, KHUN_KAEO, chosen_measures=PLAN[:2], progress=told)
        cells = "".join(cell.plain for row in blocks_of(report, Table)[0].rows for cell in row.cells)
        assert "10\u00a0มี.ค.\u00a02569" in cells
        assert "30\u00a0กันยายน\u00a02569" in cells


def test_a_page_a_measure_with_all_that_the_plan_says() -> None:
    report = paper("progress-evidence", KHUN_KAEO, chosen_measures=PLAN)
    heads = [b for b in blocks_of(report, Heading) if b.words.plain.startswith("มาตรการที่")]
    assert [head.words.plain for head in heads] == [
        f"มาตรการที่ {at}: {measure.title}" for at, measure in enumerate(PLAN, start=1)
    ]
    assert [head.new_page for head in heads] == [False, *[True] * 11]
    plans = [table for table in blocks_of(report, Table) if table.columns[0].heading.plain == "รายการ"]
    assert rows_of(plans[0]) == [
        ["ตัวชี้วัด", "9 การเปิดเผยข้อมูล"],
        ["ผู้รับผิดชอบ", FULL.owner],
        ["ระยะเวลา", FULL.period],
        ["ขั้นตอน/วิธีการ", "1. รวบรวมข้อมูล 5 รายการ\n2. ลงเว็บไซต์ภายใน 7 วัน"],
        ["สรุปวิธีดำเนินการ", FULL.how],
        ["ตัวชี้วัดผลสำเร็จ", FULL.result_indicator],
        ["งบประมาณ", FULL.budget],
        ["การติดตามผล", FULL.follow_up],
        ["หลักฐานตามแผน", FULL.evidence],
    ]
    pictures = [table for table in blocks_of(report, Table) if table.columns[0].heading.plain == "ภาพที่ 1"]
    assert len(pictures) == len(plans) == 12
    assert [cell.plain for cell in pictures[0].rows[0].cells] == ["", ""]
    assert pictures[0].rows[0].room > 4


def test_a_page_asks_for_what_is_not_said_and_shows_what_is() -> None:
    asked = [
        "กำหนดแล้วเสร็จ (กรณียังไม่เสร็จ)",
        "สิ่งที่ดำเนินการ",
        "วันที่ดำเนินการ",
        "เผยแพร่ที่ (ลิงก์)",
        "รายการหลักฐาน",
        "ปัญหา อุปสรรค และข้อเสนอแนะ",
    ]
    report = paper("progress-evidence", KHUN_KAEO, chosen_measures=PLAN[:1])
    assert [block.label.plain for block in blocks_of(report, FillIn)] == asked
    report = paper("progress-evidence", KHUN_KAEO, chosen_measures=PLAN[:1], progress={0: DONE})
    assert not blocks_of(report, FillIn)
    texts = [block.words.plain.replace(NBSP, " ") for block in blocks_of(report, Paragraph)]
    assert "สถานะ ( / ) ดำเนินการแล้ว  (    ) อยู่ระหว่างดำเนินการ  (    ) ยังไม่ดำเนินการ" in texts
    assert "วันที่ดำเนินการ 10 มีนาคม 2569" in texts
    report = paper("progress-evidence", KHUN_KAEO, chosen_measures=PLAN[:1], progress={0: WAITING})
    assert [block.label.plain for block in blocks_of(report, FillIn)] == asked[1:]
    texts = [block.words.plain.replace(NBSP, " ") for block in blocks_of(report, Paragraph)]
    assert any(text.endswith("( / ) ยังไม่ดำเนินการ") for text in texts)
    assert "กำหนดแล้วเสร็จ (กรณียังไม่เสร็จ) 30 กันยายน 2569" in texts


@pytest.mark.parametrize("kind", BUILDERS)
@pytest.mark.parametrize("chosen", [None, ()])
@pytest.mark.parametrize("name", ["khun-kaeo-2568", "lumphuk-2565"])
def test_without_a_plan_the_table_is_empty_and_nothing_is_suggested(
    kind: str, chosen: Any, name: str
) -> None:
    report = paper(kind, GOLDEN[name], chosen_measures=chosen)
    table = blocks_of(report, Table)[0]
    assert [row[0] for row in rows_of(table)] == [f"{at}." for at in range(1, 7)]
    assert {cell for row in rows_of(table) for cell in row[1:]} == {""}
    assert "ยังไม่มีแผนมาตรการของปีงบประมาณ" in said(report)[1]
    assert "มาตรการ" not in said(report)[0]
    if kind == "progress-evidence":
        assert len([block for block in blocks_of(report, Note) if "ทำสำเนาหน้านี้" in block.words.plain]) == 1
        assert len([b for b in blocks_of(report, Heading) if b.words.plain.startswith("มาตรการที่ ....")]) == 1


def test_what_a_plan_leaves_open_is_left_to_write_on() -> None:
    row = rows_of(blocks_of(paper("progress", KHUN_KAEO, chosen_measures=(bare(FULL),)), Table)[0])[0]
    assert row[0].endswith("ผู้รับผิดชอบ: ................\nระยะเวลา: ................")
    assert row[1] == "................"


def test_numbers_that_the_office_gave_are_not_given_again() -> None:
    own = tuple(type(FULL)(None, "9", f"{number} เรื่อง", "", "", "", "") for number in ("๑.", "๒."))
    rows = rows_of(blocks_of(paper("progress", KHUN_KAEO, chosen_measures=own), Table)[0])
    assert [row[0].split("\n")[0] for row in rows] == ["๑. เรื่อง", "๒. เรื่อง"]


def test_a_code_that_no_indicator_has_stays_as_it_is() -> None:
    own = (type(FULL)(None, "99", "เรื่อง", "", "", "", ""),)
    assert "\n99\n" in rows_of(blocks_of(paper("progress", KHUN_KAEO, chosen_measures=own), Table)[0])[0][0]


@pytest.mark.parametrize("kind", BUILDERS)
def test_the_reporter_signs(kind: str) -> None:
    (signature,) = blocks_of(paper(kind, KHUN_KAEO, particulars=OFFICE, chosen_measures=PLAN), Signature)
    assert [words.plain for words in signature.lines[1:4]] == ["(ชื่อสมมุติ 1)", "เจ้าพนักงานธุรการ", "ผู้รายงาน"]
    (signature,) = blocks_of(paper(kind, KHUN_KAEO), Signature)
    assert signature.lines[2].plain.startswith("ตำแหน่ง ....")


def test_the_sheet_has_a_row_a_step() -> None:
    report = paper("progress", KHUN_KAEO, chosen_measures=PLAN, progress={0: DONE})
    (sheet,) = report.sheets
    assert isinstance(sheet, FormSheet)
    assert [row[0] for row in sheet.rows] == [
        1,
        1,
        *(at for at in range(2, 12) for _ in range(4)),
        *[12] * 30,
    ]
    headings = [column.heading for column in sheet.columns]
    texts = [cell.replace(NBSP, " ") if isinstance(cell, str) else cell for cell in sheet.rows[0]]
    first = dict(zip(headings, texts, strict=True))
    assert first == {
        "ที่": 1,
        "มาตรการ/โครงการ/กิจกรรม": FULL.title,
        "ตัวชี้วัด": "9 การเปิดเผยข้อมูล",
        "ขั้นตอน/วิธีการ": "1. รวบรวมข้อมูล 5 รายการ",
        "ผู้รับผิดชอบ": FULL.owner,
        "ระยะเวลา": FULL.period,
        "สถานะ": "ดำเนินการแล้ว",
        "ผลการดำเนินงาน": "ลงข้อมูลครบ 28 รายการ\nดำเนินการเมื่อ: 10 มีนาคม 2569\nเผยแพร่ที่: https://example.go.th/1"
        "\nหลักฐาน: ภาพหน้าเว็บ 1, หนังสือเวียน 2",
        "ปัญหา/อุปสรรค/ข้อเสนอแนะ": "เครื่องเก่า 2 เครื่อง\nจัดหาเครื่องใหม่",
        "ตัวชี้วัดผลสำเร็จ": FULL.result_indicator,
        "สรุปวิธีดำเนินการ": FULL.how,
        "งบประมาณ": FULL.budget,
        "การติดตามผล": FULL.follow_up,
        "หลักฐานตามแผน": FULL.evidence,
    }
    assert sheet.rows[1][1:4] == ("มาตรการที่ 1 (ต่อ)", "", "2. ลงเว็บไซต์ภายใน 7 วัน")
    assert [column.heading for column in sheet.columns if column.open] == headings[6:9]


def test_an_office_without_a_name_and_a_paper_without_a_day() -> None:
    report = paper("progress", KHUN_KAEO, None, dated=None)
    assert report.subtitle.plain.startswith("ไม่ทราบชื่อหน่วยงาน")
    assert report.dated is None


def test_nothing_said_of_a_measure_leaves_its_cells_open() -> None:
    report = paper("progress", KHUN_KAEO, chosen_measures=PLAN[:1], progress={0: Progress(), 7: DONE})
    assert rows_of(blocks_of(report, Table)[0])[0][2:] == ["", ""]
