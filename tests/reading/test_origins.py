"""An issue about a year or a name stands at the cell that is to be mended, not at the score beside it."""

from __future__ import annotations

from dataclasses import replace

from itacore.answer import study
from itacore.criteria import read_criteria
from itacore.reading import Reading
from tests.reading.good_sheets import GOOD
from tests.reading.layout_e import Shape, agencies_table, one_year_a_sheet
from tests.reading.reader import read_sheets
from tests.reading.styles import Style
from tests.reading.truths import make_province
from tests.reading.workbooks import Sheet, Value

CRITERIA = read_criteria()
SLIP = "เทศบาลตำบลหนองตัวอย้าง"
SCORES: list[Value] = [90.5, 91.25, 92.5]


def cells_of(reading: Reading, code: str) -> list[tuple[str | None, str | None]]:
    return [(i.sheet, i.cell) for i in study(reading, CRITERIA)[1] if i.code == code]


def test_a_year_over_its_column() -> None:
    sheet = GOOD.with_value("D4", "ปี ๒๕๖๔")
    assert cells_of(read_sheets([sheet]), "year-out-of-order") == [("คะแนน", "D4")]


def test_a_year_beside_its_row() -> None:
    heads: list[Value] = ["ที่", "ปีงบประมาณ", *(f"ตัวชี้วัดที่ {code}" for code in (1, 2, 3))]
    rows = [[n, year, *SCORES] for n, year in enumerate((2566, 2564, 2568), start=1)]
    sheet = Sheet("s", [["เทศบาลตำบลตัวอย่าง"], heads, *rows])
    assert cells_of(read_sheets([sheet]), "year-out-of-order") == [("s", "B4")]


def test_a_year_that_stands_above_blank_cells() -> None:
    heads: list[Value] = ["ปีงบประมาณ", "ตัวชี้วัด", "คะแนน"]
    names = ["1. การปฏิบัติหน้าที่", "2. การใช้งบประมาณ", "3. การใช้อำนาจ"]
    rows = [
        [year if n == 0 else None, name, score]
        for year in (2566, 2564, 2568)
        for n, (name, score) in enumerate(zip(names, SCORES, strict=True))
    ]
    sheet = Sheet("s", [["เทศบาลตำบลตัวอย่าง"], heads, *rows])
    assert cells_of(read_sheets([sheet]), "year-out-of-order") == [("s", "A6")]


def test_a_name_beside_its_scores() -> None:
    sheet = agencies_table(
        make_province(2567, 2568), Shape(year_column=True), Style(year="number"), name="จังหวัด"
    )
    assert sheet.rows[3][1] == "เทศบาลตำบลหนองตัวอย่าง"  # its second year
    reading = read_sheets([sheet.with_value("B4", SLIP)])
    assert cells_of(reading, "agency-two-spellings") == [("จังหวัด", "B4")]


def test_a_name_on_a_sheet_of_one_year() -> None:
    first, second = one_year_a_sheet(make_province(2567, 2568), Shape())
    at = next(
        f"{chr(65 + c)}{r + 1}"
        for r, row in enumerate(second.rows)
        for c, value in enumerate(row)
        if value == make_province()[0].name
    )
    reading = read_sheets([first, second.with_value(at, make_province()[0].name + "ๆ")])
    assert cells_of(reading, "agency-two-spellings") == [(second.name, at)]


def test_a_name_that_no_cell_holds_leaves_the_issue_at_the_figure() -> None:
    table: list[list[Value]] = [["ตัวชี้วัดที่", "คะแนน"], [1, 90.5], [2, 91.5]]
    one = Sheet("เทศบาลตำบลขุนแก้ว 2567", table)
    other = replace(one, name="เทศบาลตำบลขุนแกว 2568")
    third = [
        Sheet(f"เทศบาลตำบลครบ {year}", [["ตัวชี้วัดที่", "คะแนน"], [1, 70.5], [2, year - 2490.5]])
        for year in (2567, 2568)
    ]
    found = cells_of(read_sheets([one, other, *third]), "agency-two-spellings")
    assert found == [("เทศบาลตำบลขุนแกว 2568", "B2")]
