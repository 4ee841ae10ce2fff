"""The list that a person sees: causes first, as errors; what merely follows points to them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from itacore.answer import study
from itacore.criteria import read_criteria
from itacore.issues import Issue
from itacore.reading.typed import TypedAgency, read_typed
from tests.kinds import GOOD as MEASURED
from tests.reading.bad_figures import FIGURES
from tests.reading.good_sheets import GOOD, LIST
from tests.reading.reader import TODAY, read_bytes, read_sheets
from tests.reading.workbooks import Sheet, Value

CRITERIA = read_criteria()
Told = list[tuple[str, str, str | None]]


def study_sheets(*sheets: Sheet) -> list[Issue]:
    return list(study(read_sheets(sheets), CRITERIA)[1])


def issues_of(sheet: Sheet = GOOD, **cells: Value) -> list[Issue]:
    """Issues of a table with some cells changed; in GOOD E5 to E14 are the scores of 2568, E15 total, E16 level."""
    for cell, value in cells.items():
        sheet = sheet.with_value(cell, value)
    return study_sheets(sheet)


def told(issues: list[Issue]) -> Told:
    return [(issue.code, issue.severity.value, issue.cell) for issue in issues]


def test_a_share_of_one_leads_to_the_total_and_the_level() -> None:
    issues = issues_of(E5=0.9952)
    assert told(issues) == [
        ("score-very-small", "error", "E5"),
        ("total-disagrees", "error", "E15"),
        ("rating-disagrees", "error", "E16"),
    ]
    cause, total, level = issues
    assert cause.message.endswith("ถ้าเป็น 99.52 จะเข้ากับคะแนนรวม 96.73")
    assert total.message.endswith("คะแนน เรื่องนี้เป็นผลจากช่อง E5")
    assert level.message.endswith(" เรื่องนี้เป็นผลจากช่อง E5")
    assert {total.hint, level.hint} == {"แก้ช่องที่เป็นต้นเหตุก่อน แล้วเรื่องนี้จะหายไปเอง"}


def test_a_small_score_that_explains_nothing_stays_a_warning() -> None:
    issues = issues_of(LIST, C4=0.5)  # 50 would not make the total fit
    assert told(issues)[-1] == ("score-very-small", "warning", "C4")
    assert told(issues)[0] == ("total-disagrees", "error", "C14")
    assert "ผลจาก" not in issues[0].message


def test_swapped_digits_lead_and_the_total_stays_an_error_for_either_may_be_wrong() -> None:
    issues = issues_of(E10=79.61)
    assert told(issues)[:2] == [("digits-swapped", "error", "E10"), ("total-disagrees", "error", "E15")]
    assert issues[1].message.endswith("คะแนน เรื่องนี้อาจเป็นผลจากช่อง E10")
    assert issues[1].hint == "ตรวจช่องที่อาจเป็นต้นเหตุกับผลที่ประกาศก่อน ถ้าถูกต้องแล้ว จึงตรวจเรื่องนี้"
    assert [issue.severity.value for issue in issues[2:]] == ["note"] * len(issues[2:])


def test_copied_neighbours_lead() -> None:
    issues = issues_of(E11=97.61, E12=97.61)
    assert told(issues) == [
        ("neighbours-equal", "error", "E11"),
        ("total-disagrees", "error", "E15"),
        ("rating-disagrees", "error", "E16"),
    ]
    assert issues[0].message.endswith(" และคะแนนรวมในไฟล์ก็ไม่ตรงกับที่คำนวณได้")


def test_a_jump_that_the_total_does_not_know_leads() -> None:
    issues = issues_of(D8=49.43)
    assert told(issues)[:2] == [("jump-improbable", "error", "D8"), ("total-disagrees", "error", "D15")]


def test_one_jump_is_not_told_again_in_the_year_after() -> None:
    """Without totals of the next year both jumps are doubtful; the second follows from the first."""
    issues = issues_of(D10=19.61, E15=None, D15=97.06)
    assert [issue.cell for issue in issues if issue.severity.value != "note"].count("E10") == 0


def test_weighted_points_lead() -> None:
    issues = list(study(read_bytes(FIGURES["weighted-points.xlsx"]()), CRITERIA)[1])
    assert told(issues) == [
        ("indicators-weighted-points", "error", "C4"),
        ("total-disagrees", "error", "C14"),
        ("rating-disagrees", "error", "C15"),
    ]


def test_an_instrument_that_its_indicator_spoils_points_to_it() -> None:
    rows: list[list[Value]] = [*LIST.rows, [None, "คะแนน EIT", 95.17]]
    sheet = replace(LIST, rows=rows).with_value("C9", 79.61)
    issues = study_sheets(sheet)
    assert told(issues)[:2] == [("digits-swapped", "error", "C9"), ("total-disagrees", "error", "C14")]
    assert ("instrument-disagrees", "note", f"C{len(rows)}") in told(issues)


def test_a_total_with_a_slip_of_its_own_is_the_cause() -> None:
    scores = {f"E{row}": 97.61 for row in (10, 11, 12)}
    mean = (99.52 + 99.81 + 100 + 99.43 + 100 + 3 * 97.61 + 91.25 + 100) / 10
    issues = issues_of(**scores, E15=round(mean, 2), E16=None)
    assert told(issues) == [("total-disagrees", "error", "E15"), ("neighbours-equal", "note", "E11")]
    assert issues[1].message.endswith("เรื่องนี้เป็นผลจากช่อง E15")


def test_what_a_cause_does_not_explain_stays_as_it_is() -> None:
    """No scores in the place of the equal ones reach the total."""
    issues = issues_of(E5=99.81, E6=99.81, E7=99.81, E15=99.9, E16=None)
    assert told(issues) == [("total-disagrees", "error", "E15"), ("neighbours-equal", "warning", "E6")]
    assert "ผลจาก" not in issues[0].message


def test_a_repeated_row_leads_where_its_total_tells_that_it_is_wrong() -> None:
    heads: list[Value] = ["หน่วยงาน", *(f"ตัวชี้วัดที่ {code}" for code in range(1, 11)), "คะแนนรวม"]
    scores: list[Value] = [99.52, 99.81, 100.0, 99.43, 100.0, 97.61, 94.38, 93.51, 91.25, 100.0]
    wrong: list[Value] = ["อบต.ผิด", *scores, 80.12]
    good: list[Value] = ["อบต.ถูก", *scores, 96.73]
    for rows, row in (([wrong, good], 2), ([good, wrong], 3)):
        issues = study_sheets(Sheet("2568", [heads, *rows]))
        assert told(issues) == [
            ("row-repeated", "error", f"B{row}"),
            ("total-disagrees", "error", f"L{row}"),
        ]


def test_an_issue_of_another_sheet_is_pointed_to_with_its_sheet() -> None:
    label: list[Value] = ["ปีงบประมาณ", "คะแนนรวม"]
    totals = Sheet("สรุป", [[GOOD.rows[0][0]], label, [2568, 96.73]])
    issues = study_sheets(GOOD.with_value("E10", 79.61).with_value("E15", None), totals)
    total = next(issue for issue in issues if issue.code == "total-disagrees")
    assert (total.sheet, total.cell) == ("สรุป", "B3")
    assert total.message.endswith("อาจเป็นผลจากแผ่น คะแนน ช่อง E10")


def test_in_the_typing_table_a_cause_is_pointed_to_by_its_row_and_year() -> None:
    cells = {(code, 2568): f"{score:.2f}" for code, score in MEASURED.items()}
    found = read_typed(
        {**cells, ("6", 2568): "79.61", ("total", 2568): "96.73"},
        agency=TypedAgency("x", "เทศบาลตำบลตัวอย่าง"),
        years=[2568],
        today=TODAY,
        criteria=CRITERIA,
        file="กรอก",
    )
    swap, total = study(found.whole, CRITERIA)[1]
    assert (found.cell(swap), found.cell(total)) == (("6", 2568), ("total", 2568))
    assert total.message.endswith("อาจเป็นผลจากตัวชี้วัดที่ 6 ปี 2568")


def test_an_agency_under_two_spellings_explains_why_it_is_missing() -> None:
    issues = list(study(read_bytes(FIGURES["two-spellings.xlsx"]()), CRITERIA)[1])
    assert told(issues) == [("agency-two-spellings", "warning", "B4"), ("agency-missing", "note", None)]
    assert issues[1].message.endswith("อาจเป็นผลจากแผ่น จังหวัด ช่อง B4")


@pytest.mark.parametrize("name", sorted(FIGURES))
def test_errors_come_first_and_every_cell_has_one_issue(name: str) -> None:
    reading = read_bytes(FIGURES[name]())
    issues = list(study(reading, CRITERIA)[1])
    order = ["error", "warning", "note"]
    ranks = [order.index(issue.severity.value) for issue in issues]
    assert ranks == sorted(ranks)
    cells = [(issue.sheet, issue.cell) for issue in issues if issue.cell]
    assert len(cells) == len(set(cells))
    told_before = {(issue.sheet, issue.cell) for issue in reading.issues}
    assert told_before <= {(issue.sheet, issue.cell) for issue in issues}
