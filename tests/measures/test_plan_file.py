"""A plan goes out as a workbook and comes back the same; a changed file tells what is wrong, and where."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itacore.criteria import read_criteria
from itacore.measures.chosen import ChosenMeasure
from itacore.measures.plan import Meeting, OfficePlan, tidy, topic_of
from itacore.measures.plan_file import PlanFile, read_plan
from itacore.reading.grid import grid_of_rows
from itacore.reading.workbook import open_workbook
from itacore.reports.plan_workbook import write_plan

NAMES = {i.code: i.name for i in read_criteria().for_year(2568).book.indicators}
HOSTILE = r"<b>=cmd|' /C calc'!A0 & {{x}} #let $x$ \input"
HEADS = ["ตัวชี้วัด", "มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ", "ระยะเวลา"]


def back(plan: OfficePlan) -> PlanFile:
    """Write a plan and read it again."""
    opened = open_workbook(write_plan(plan, "เทศบาลตำบลตัวอย่าง", NAMES))
    assert opened.refused is None
    return read_plan(opened.grids, "แผน.xlsx", fiscal_year=plan.fiscal_year, indicators=NAMES)


def read_rows(*rows: Sequence[object], year: int = 2569) -> PlanFile:
    return read_plan([grid_of_rows(rows, "แผน")], "แผน.xlsx", fiscal_year=year, indicators=NAMES)


def faults(found: PlanFile) -> list[tuple[str, str | None]]:
    return [(issue.code, issue.cell) for issue in found.issues]


def test_a_plan_comes_back_as_it_was() -> None:
    measures = (
        ChosenMeasure(
            "ind-09-link-check", "9", HOSTILE, "=1+1", "กองคลัง\nกองช่าง", "ม.ค. ๗๐ – มี.ค. ๗๐", "@SUM(A1)"
        ),
        ChosenMeasure(
            None,
            "10",
            "จัดทำแผน ๕ ปี",
            "",
            "",
            "",
            "",
            ("๑. ประชุม", "- ทำ _x0041_", "+2"),
            "ร้อยละ ๑๐๐",
            "15,000 บาท",
            "รายงานเดือนมีนาคม\n\nและกันยายน",
            2,
        ),
        ChosenMeasure(None, "1", "0123", "1e5", "007", "TRUE", "#N/A"),
    )
    meeting = Meeting("ประชุม =1", date(2026, 9, 21), "", ("ปลัดเทศบาล", HOSTILE), "เห็นชอบ\nตามเสนอ")
    plan = OfficePlan(2569, measures, meeting)
    found = back(plan)
    assert faults(found) == []
    assert (found.measures, found.meeting) == (measures, meeting)
    assert write_plan(plan, "ก", NAMES) == write_plan(plan, "ก", NAMES)


letters = st.text(st.one_of(st.sampled_from("กขำ๑9=+-@'\"<&\n _x{}#N/A"), st.characters()), max_size=40).map(
    tidy
)
words = letters.filter(bool)
lists = st.lists(words.map(lambda text: tidy(text.replace("\n", ""))).filter(bool), max_size=4).map(tuple)


@st.composite
def own_measures(draw: st.DrawFn) -> ChosenMeasure:
    code = draw(st.sampled_from(sorted(NAMES)))
    plain = ChosenMeasure(
        draw(st.none() | words), code, draw(words), *(draw(letters) for _ in range(4)),
        steps=draw(lists), result_indicator=draw(letters), budget=draw(letters), follow_up=draw(letters),
    )  # fmt: skip
    number = draw(st.none() | st.integers(1, 7))
    own = topic_of(plain)
    topic = None if own is None or number == own.number else number
    return ChosenMeasure(**{**vars(plain), "topic": topic})


days = st.none() | st.dates(date(1960, 1, 1), date(2050, 1, 1))
meetings = st.builds(
    Meeting, title=letters, held_on=days, place=letters, participants=lists, decision=letters
)


@settings(max_examples=25, deadline=None)
@given(measures=st.lists(own_measures(), min_size=1, max_size=4).map(tuple), meeting=meetings)
def test_no_letter_and_no_order_is_lost(measures: tuple[ChosenMeasure, ...], meeting: Meeting) -> None:
    found = back(OfficePlan(2569, measures, meeting))
    assert [issue.code for issue in found.issues if issue.code != "plan-measure-twice"] == []
    assert (found.measures, found.meeting) == (measures, meeting)


def test_tables_of_offices_are_read_by_their_own_headings() -> None:
    """The columns of three published plans."""
    memo = read_rows(
        ["ตัวชี้วัด", "มาตรการ/แนวทาง", "วิธีการดำเนินการ", "ผู้รับผิดชอบ", "ระยะเวลาดำเนินการ", "การติดตามผล"],
        [
            "๑๐. การป้องกันการทุจริต",
            "๑. จัดทำแผน ๒. รายงาน",
            "๑. ประชุม\n๒. ประกาศ",
            "สำนักปลัด",
            "ก.ย. ๖๕ – มี.ค ๖๖",
            "ก",
        ],
    )
    assert faults(memo) == []
    assert memo.measures == (
        ChosenMeasure(
            None, "10", "๑. จัดทำแผน ๒. รายงาน", "", "สำนักปลัด", "ก.ย. ๖๕ – มี.ค ๖๖", "",
            steps=("๑. ประชุม", "๒. ประกาศ"), follow_up="ก",
        ),
    )  # fmt: skip
    topics = read_rows(
        ["ประเด็น", "วิธีการนำผลการวิเคราะห์ไปสู่การปฏิบัติ", "การกำหนดขั้นตอน หรือวิธีการปฏิบัติ", "ผู้รับผิดชอบหรือ ผู้ที่เกี่ยวข้อง"],
        ["3.ช่องทางและรูปแบบ", "ก", "ข", "ค"],
    )
    assert faults(topics) == [("plan-indicator-from-topic", "A2")]
    assert [(m.indicator, m.topic, m.title) for m in topics.measures] == [("7", None, "ก")]
    analysis = read_rows(
        ["ตัวชี้วัด", "ผลการวิเคราะห์", "มาตรการ/โครงการ/กิจกรรม", "ขั้นตอน / วิธีการดำเนินการ", "ระยะเวลา ดำเนินการ"],
        ["๙. การเปิดเผยข้อมูล", "ได้ ๙๑.๒๕ คะแนน", "ก", "ข", "ไตรมาส ๑-๔"],
    )
    assert faults(analysis) == [("plan-column-unknown", "B1")]
    assert [m.period for m in analysis.measures] == ["ไตรมาส ๑-๔"]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (["", "ก", "", "", ""], [("plan-indicator-missing", "A2")]),
        (["77", "ก", "", "", ""], [("plan-indicator-unknown", "A2")]),
        (["9", "", "ขั้น", "", ""], [("plan-title-missing", "B2")]),
        (["9", "ก" * 401, "", "", ""], [("plan-text-too-long", "B2")]),
        (["9", "ก" * 400, "", "", ""], []),
        (["9", "ก", "", "", "", "นอกตาราง"], [("plan-text-outside", "F2")]),
        (["การใช้อำนาจ", "ก", "", "", ""], []),
    ],
)
def test_each_fault_names_its_cell(row: list[object], expected: list[tuple[str, str]]) -> None:
    assert faults(read_rows(HEADS, row)) == expected


def test_headings_again_after_a_page_break_are_no_measure() -> None:
    found = read_rows(HEADS, ["9", "ก", "", "", ""], HEADS, ["9", "ก", "", "", ""])
    assert faults(found) == [("plan-measure-twice", "B4")]
    assert [m.title for m in found.measures] == ["ก", "ก"]


def test_a_file_of_another_year_or_without_a_plan_is_told() -> None:
    assert faults(read_rows(["แผนปีงบประมาณ พ.ศ. ๒๕๖๘"], HEADS, ["9", "ก", "", "", ""])) == [
        ("plan-other-year", "A1")
    ]
    assert faults(read_rows(["ตัวชี้วัด", "คะแนน"], ["9", 91.25])) == [("plan-no-table", None)]
    assert faults(read_rows(HEADS)) == [("plan-empty", None)]


def test_a_faulty_cell_and_an_unreadable_day_are_told() -> None:
    plan = OfficePlan(2569, (ChosenMeasure(None, "9", "ก", "ข", "", "", ""),), Meeting("ประชุม"))
    book = openpyxl.load_workbook(io.BytesIO(write_plan(plan, "ก", NAMES)))
    book.worksheets[0]["F5"] = "=1/0"
    book.worksheets[1]["B3"] = "สิ้นเดือน"
    book.create_sheet("อื่น")["A1"] = "บันทึก"
    changed = io.BytesIO()
    book.save(changed)
    opened = open_workbook(changed.getvalue())
    found = read_plan(opened.grids, "แผน.xlsx", fiscal_year=2569, indicators=NAMES)
    assert sorted(faults(found)) == [
        ("plan-cell-unreadable", "F5"),
        ("plan-meeting-date", "B3"),
        ("plan-sheet-unread", None),
    ]


def test_cells_merged_over_rows_make_no_second_measure_and_endless_tables_are_told() -> None:
    rows = [HEADS, ["9", "ก", "ข", "ค", "ง"], [], ["", "ง", "จ", "", ""]]
    merges = [*((1, column, 2, column) for column in range(1, 5)), (1, 0, 3, 0)]
    grid = grid_of_rows(rows, "แผน", merges)
    found = read_plan([grid], "แผน.xlsx", fiscal_year=2569, indicators=NAMES)
    assert faults(found) == []
    assert [(m.indicator, m.title) for m in found.measures] == [("9", "ก"), ("9", "ง")]
    many = read_rows(HEADS, *(["9", f"ก {at}", "", "", ""] for at in range(1001)))
    assert faults(many) == [("plan-too-many-rows", None)]
