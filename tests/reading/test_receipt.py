"""Every cell of a file ends in exactly one of: used, context, ignored with a reason, faulty with an issue."""

from __future__ import annotations

from dataclasses import replace

import pytest

from itacore.reading import Reading
from tests.reading.layout_e import Shape, agencies_table
from tests.reading.layouts import long, plain_list, ranked_list, totals_by_agency, years_across
from tests.reading.reader import issues_of, read_bytes, read_sheets
from tests.reading.styles import Style
from tests.reading.truths import KHUN_KAEO, make_province
from tests.reading.workbooks import Fault, Formula, Sheet, to_xlsx, to_xlsx_by_openpyxl

LATEST = KHUN_KAEO.only(2568)
PROVINCE = make_province(2567, 2568)
YEAR = make_province(2568)


def reasons(reading: Reading) -> dict[str, int]:
    """Count of ignored cells by reason."""
    return {line.reason: line.count for line in reading.files[0].receipt if line.account == "ignored"}


@pytest.mark.parametrize(
    ("sheet", "used"),
    [
        (years_across(KHUN_KAEO), 3 * 12),
        (plain_list(LATEST), 12),
        (ranked_list(LATEST), 12),
        (agencies_table(PROVINCE, Shape(year_column=True)), 8 * 11),
        (agencies_table(PROVINCE, Shape(year_column=True, instruments=True, rank=True)), 8 * 15),
        (totals_by_agency(YEAR), 4),
        (long(PROVINCE), 8 * 14),
    ],
)
def test_scores_are_used_and_all_else_is_context(sheet: Sheet, used: int) -> None:
    cells = read_sheets([sheet]).cells
    filled = sum(value is not None for row in sheet.rows for value in row)
    assert cells == {"non_empty": filled, "used": used, "context": filled - used, "ignored": 0, "faulty": 0}


def test_faulty_cells_have_an_issue_and_ignored_ones_a_reason() -> None:
    sheet = (
        years_across(KHUN_KAEO)
        .with_value("E5", "9O.81")
        .with_value("E6", "–")
        .with_value("E7", Fault("#N/A"))
    )
    sheet = sheet.with_value("E8", Formula("=1+1")).with_value("B20", "หมายเหตุ").with_value("G7", 12.5)
    reading = read_sheets([sheet])
    assert issues_of(reading) == [
        ("missing-mark", "Sheet1", "E6"),
        ("not-a-number", "Sheet1", "E5"),
        ("error-cell", "Sheet1", "E7"),
        ("formula-not-calculated", "Sheet1", "E8"),
        ("numbers-not-used", "Sheet1", "G7"),
    ]
    assert reading.cells == {"non_empty": 60, "used": 32, "context": 23, "ignored": 2, "faulty": 3}
    assert reasons(reading) == {"missing-mark": 1, "column-not-used": 1}


def test_blank_texts_are_counted_and_never_read() -> None:
    sheet = (
        plain_list(LATEST)
        .with_value("E1", " ")
        .with_value("E2", "\t\n")
        .with_value("F9", "")
        .with_value("C4", "  ")
    )
    for data in (to_xlsx([sheet]), to_xlsx_by_openpyxl([sheet])):
        reading = read_bytes(data)
        assert issues_of(reading) == []
        assert reading.cells["used"] == 11
        assert reasons(reading)["blank-text"] >= 3


def test_formulas_count_with_and_without_a_result() -> None:
    sheet = (
        plain_list(LATEST)
        .with_value("C14", Formula('=IF(TRUE,"","")', ""))
        .with_value("D4", Formula('=""', ""))
    )
    sheet = sheet.with_value("C4", Formula("=90+9.52", 99.52)).with_value(
        "C5", Formula('=T("99.81")', "99.81")
    )
    reading = read_sheets([sheet])
    assert issues_of(reading) == []
    assert reading.cells["used"] == 11
    assert reasons(reading) == {"blank-text": 2}


def test_whole_sheets_are_ignored_with_their_reason() -> None:
    good = plain_list(LATEST)
    hidden = replace(good, name="ซ่อน", state="hidden")
    deep = replace(good, name="ซ่อนลึก", state="veryHidden")
    other = Sheet("อื่น", [["งบประมาณ", 1200.5], ["รายจ่าย", 1100.25]])
    reading = read_sheets([good, hidden, deep, other])
    assert issues_of(reading) == [
        ("hidden-sheet", "ซ่อน", None),
        ("hidden-sheet", "ซ่อนลึก", None),
        ("sheet-without-scores", "อื่น", None),
    ]
    by_sheet = {(line.sheet, line.reason): line.count for line in reading.files[0].receipt if line.reason}
    assert by_sheet == {
        ("ซ่อน", "hidden-sheet"): 40,
        ("ซ่อนลึก", "hidden-sheet"): 40,
        ("อื่น", "no-scores-in-sheet"): 4,
    }


def severities(reading: Reading) -> list[tuple[str, str, str | None]]:
    """Issues as (code, severity, sheet)."""
    return [(issue.code, issue.severity.value, issue.sheet) for issue in reading.issues]


def test_scores_that_are_hidden_alone_are_one_error() -> None:
    hidden = replace(plain_list(LATEST), name="คะแนน", state="hidden")
    note = Sheet("บันทึก", [["ดูแผ่นอื่น", 5]])
    reading = read_sheets([note, hidden])
    assert severities(reading) == [("hidden-sheet", "error", "คะแนน")]
    (issue,) = reading.issues
    assert issue.message.endswith("มาใช้ และไม่พบคะแนนในแผ่นอื่น")
    assert reading.scores_read == 0


def test_a_hidden_sheet_without_scores_explains_nothing() -> None:
    hidden = Sheet("รายชื่อ", [["สำนักปลัด"], ["กองคลัง"]], state="hidden")
    reading = read_sheets([Sheet("บันทึก", [["ดูแผ่นอื่น"]]), hidden])
    assert severities(reading) == [("hidden-sheet", "warning", "รายชื่อ"), ("no-scores", "error", None)]


def test_years_of_another_model_are_a_warning_and_an_error_where_nothing_else_is_read() -> None:
    def table(*years: int) -> list[Sheet]:
        return [Sheet("s", [[LATEST.name], ["ปีงบประมาณ", "คะแนน"], *([year, 90.5] for year in years)])]

    assert severities(read_sheets(table(2562, 2561))) == [("year-other-model", "warning", "s")]
    assert severities(read_sheets(table(2561, 2560))) == [("year-other-model", "error", "s")] * 2


def test_numbers_that_no_table_takes_are_named() -> None:
    table = agencies_table(PROVINCE, Shape(year_column=True), Style(year="number"))
    below = [[], [], [], [None, "ผ่านดีเยี่ยม", *[None] * 5, 1.5], [None, "ผ่านดี", *[None] * 5, "๓.๒๕"]]
    reading = read_sheets([replace(table, rows=[*table.rows, *below])])
    assert issues_of(reading) == [("numbers-not-used", "Sheet1", "H14")]
    assert reasons(reading) == {"not-in-a-table": 2}


def test_rows_that_sum_up_are_left_out() -> None:
    table = agencies_table(YEAR, Shape(), name="2568")
    sums = [[None, "ค่าเฉลี่ย", *[None] * 3, *[90.5] * 11], [None, "คะแนนสูงสุด", *[None] * 3, *[99.5] * 11]]
    sums += [[None, "จำนวนหน่วยงานที่ผ่าน", *[None] * 13, 3], [None, "ร้อยละที่ผ่านเกณฑ์", *[None] * 13, 75.0]]
    reading = read_sheets([replace(table, rows=[*table.rows, *sums])])
    assert issues_of(reading) == []
    assert len(reading.agencies) == 4
    assert reasons(reading) == {"summary-row": 2 * 12 + 2 * 2}
