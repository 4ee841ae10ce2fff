"""How a sheet is to be read, as a person says it: exact figures, the form known again, faults told together."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from itacore.issues import IssueLog
from itacore.reading import Reading, read_grids
from itacore.reading.cells import SheetCells, Source
from itacore.reading.grid import Grid
from itacore.reading.mapping import Headings, MappedColumn, MappedRow, Mappings, SheetMapping, fit, with_shape
from itacore.reading.mapping_json import MappingError, find_faults, mapping_from_json, mapping_to_json
from itacore.reading.questions import understand
from itacore.reading.read import default_vocabulary
from tests.reading.layout_e import Shape, agencies_table
from tests.reading.layouts import (
    long,
    plain_list,
    ranked_list,
    totals_by_agency,
    totals_by_year,
    years_across,
)
from tests.reading.reader import NAME, TODAY, check_receipt, issues_of, layouts_of
from tests.reading.styles import Style
from tests.reading.truths import KHUN_KAEO, LUMPHUK, figures_of, figures_read, make_province
from tests.reading.workbooks import Sheet, to_grids

LATEST = KHUN_KAEO.only(2568)
PROVINCE = make_province(2567, 2568)
SHA = "0" * 64
LAYOUTS = {
    "years across": years_across(KHUN_KAEO),
    "years across in Thai digits": years_across(KHUN_KAEO, Style(year="ปีงบประมาณ")),
    "ranked list": ranked_list(LATEST),
    "plain list": plain_list(LATEST),
    "agencies with years": agencies_table(PROVINCE, Shape(year_column=True)),
    "merged agencies": agencies_table(PROVINCE, Shape(year_column=True, merged="agency", groups=True)),
    "agencies with parts": agencies_table(
        make_province(2568, parts=True), Shape(parts=True, year_column=True)
    ),
    "totals by agency": totals_by_agency(make_province(2568)),
    "totals by year": totals_by_year(KHUN_KAEO),
    "long": long(PROVINCE),
    "long in Thai": long(PROVINCE, thai=True),
}
# Headings that nobody knows: only a person can tell what stands under them.
STRANGE = Sheet(
    "Sheet1",
    [
        ["ผลการประเมินของเทศบาลตำบลตัวอย่าง ปีงบประมาณ 2568"],
        ["หัวเรื่อง ก", "หัวเรื่อง ข", "หัวเรื่อง ค"],
        ["แถวแรก", "ดี", 90.5],
        ["แถวที่สอง", "ดี", 81.25],
        ["แถวสุดท้าย", "ดี", 77],
    ],
)
BY_HAND = SheetMapping(
    "rows",
    (1, 1),
    2,
    4,
    (MappedColumn(0, "label"), MappedColumn(2, "score")),
    (MappedRow(2, "1"), MappedRow(3, "2"), MappedRow(4, "total")),
)
OTHER_YEAR = Sheet(
    "Sheet1",
    [
        [],
        ["ผลการประเมินของเทศบาลตำบลตัวอย่าง ปีงบประมาณ 2569"],
        ["หัวเรื่อง ก", "หัวเรื่อง ข", "หัวเรื่อง ค"],
        ["แถวแรก", "พอใช้", 91],
        ["แถวที่สอง", "ดี", 82.75],
        ["แถวสุดท้าย", "ดี", 78.5],
    ],
)


def headings_of(sheet: Sheet) -> Headings:
    return Headings(grid_of(sheet))


def grid_of(sheet: Sheet) -> Grid:
    return to_grids([sheet])[0]


def read(sheets: Sequence[Sheet], mappings: Mappings | None = None, today: date = TODAY) -> Reading:
    reading = read_grids([(NAME, SHA, to_grids(sheets))], today, mappings=mappings)
    check_receipt(reading, ())
    return reading


def by_hand(sheet: Sheet, mapping: SheetMapping) -> Reading:
    return read([sheet], Mappings({(SHA, sheet.name): mapping}))


def guess(sheet: Sheet) -> SheetMapping:
    mapping = understand(SheetCells(grid_of(sheet), default_vocabulary(), Source(NAME, 0, 0), IssueLog()))
    assert mapping is not None
    return mapping


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_sheet_is_read_by_what_the_finders_understood_as_by_the_finders(layout: str) -> None:
    sheet = LAYOUTS[layout]
    found = read([sheet])
    mapping = guess(sheet)
    assert find_faults(mapping) == []
    mapped = by_hand(sheet, mapping)
    assert layouts_of(mapped) == ["mapped"]
    assert figures_read(mapped) == figures_read(found)
    assert issues_of(mapped) == issues_of(found)
    assert mapped.cells["used"] == found.cells["used"]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_mapping_survives_json(layout: str) -> None:
    sheet = LAYOUTS[layout]
    mapping = with_shape(guess(sheet), grid_of(sheet))
    assert mapping_from_json(json.loads(json.dumps(mapping_to_json(mapping)))) == mapping


def test_unknown_headings_are_read_as_the_person_says() -> None:
    assert figures_read(read([STRANGE])) == {}
    reading = by_hand(STRANGE, BY_HAND)
    assert figures_read(reading) == {("เทศบาลตำบลตัวอย่าง", 2568): {"1": 90.5, "2": 81.25, "total": 77.0}}
    assert issues_of(reading) == []
    assert reading.cells == {"non_empty": 13, "used": 3, "context": 10, "ignored": 0, "faulty": 0}


def test_columns_of_figures_with_a_fixed_year_and_agency() -> None:
    sheet = Sheet("x", [["ก", "ข", "ค"], [90, 80.5, "ผ่านดี"]])
    columns = (MappedColumn(0, "IIT"), MappedColumn(1, "9"), MappedColumn(2, "rating"))
    mapping = SheetMapping("columns", (0, 0), 1, None, columns, year=2567, agency="อบต.ตัวอย่าง จังหวัดสมมุติ")
    reading = by_hand(sheet, mapping)
    assert figures_read(reading) == {("อบต.ตัวอย่าง", 2567): {"IIT": 90.0, "9": 80.5, "rating": "ผ่านดี"}}
    assert reading.agencies["province"].tolist() == ["สมมุติ"]
    assert issues_of(reading) == []


def test_a_faulty_cell_is_told_as_ever() -> None:
    reading = by_hand(STRANGE.with_value("C4", "8I.25").with_value("C3", 101), BY_HAND)
    assert figures_read(reading) == {("เทศบาลตำบลตัวอย่าง", 2568): {"total": 77.0}}
    assert sorted(issues_of(reading)) == [("not-a-number", "Sheet1", "C4"), ("over-100", "Sheet1", "C3")]


def test_numbers_that_the_person_left_out_are_named() -> None:
    fewer = replace(BY_HAND, rows=BY_HAND.rows[:2])
    reading = by_hand(STRANGE, fewer)
    assert figures_read(reading) == {("เทศบาลตำบลตัวอย่าง", 2568): {"1": 90.5, "2": 81.25}}
    assert issues_of(reading) == [("numbers-not-used", "Sheet1", "C5")]


def test_without_any_year_nothing_is_read_and_the_person_is_told() -> None:
    reading = by_hand(STRANGE.with_value("A1", "เทศบาลตำบลตัวอย่าง"), BY_HAND)
    assert figures_read(reading) == {}
    assert [code for code, _, _ in issues_of(reading)] == ["year-missing"]


def test_next_years_file_of_the_same_form_is_read_by_the_remembered_mapping() -> None:
    mapping = with_shape(replace(BY_HAND, origin="ผล.xlsx"), grid_of(STRANGE)).for_other_files()
    assert mapping is not None
    reading = read([OTHER_YEAR], Mappings(remembered=(mapping,)))
    assert layouts_of(reading) == ["mapped"]
    assert figures_read(reading) == {("เทศบาลตำบลตัวอย่าง", 2569): {"1": 91.0, "2": 82.75, "total": 78.5}}
    assert issues_of(reading) == [("mapping-used", "Sheet1", None)]
    assert "ผล.xlsx" in next(iter(reading.issues)).message


def test_a_person_may_have_one_sheet_read_without_what_is_remembered() -> None:
    mapping = with_shape(guess(LAYOUTS["plain list"]), grid_of(LAYOUTS["plain list"]))
    place = (SHA, "Sheet1")
    assert layouts_of(read([LAYOUTS["plain list"]], Mappings(remembered=(mapping,)))) == ["mapped"]
    undone = read([LAYOUTS["plain list"]], Mappings({place: None}, (mapping,)))
    assert layouts_of(undone) == ["plain-list"]
    assert issues_of(undone) == []


@pytest.mark.parametrize(
    ("cell", "value"),
    [("A2", "หัวเรื่องอื่น"), ("B2", None), ("A4", "แถวอื่น"), ("D2", "ใหม่")],
    ids=["heading", "no heading", "label", "column more"],
)
def test_a_form_that_changed_is_not_read_by_the_mapping(cell: str, value: str | None) -> None:
    mapping = with_shape(BY_HAND, grid_of(STRANGE))
    changed = STRANGE.with_value(cell, value)
    assert fit(mapping, headings_of(STRANGE)) == mapping
    assert fit(mapping, headings_of(changed)) is None
    assert figures_read(read([changed], Mappings(remembered=(mapping,)))) == {}


@pytest.mark.parametrize("layout", ["years across", "plain list", "agencies with years", "totals by agency"])
def test_the_form_is_told_by_its_headings_not_by_its_data(layout: str) -> None:
    sheet = LAYOUTS[layout]
    mapping = with_shape(guess(sheet), grid_of(sheet))
    later = sheet.mapped(
        lambda v: v + 1 if isinstance(v, int) and v > 2500 else v / 2 if isinstance(v, float) else v
    )
    assert fit(mapping, headings_of(later)) == mapping
    assert fit(mapping, headings_of(later.moved(3, 0))) == mapping.moved(3)
    assert all(
        fit(mapping, headings_of(other)) is None
        for name, other in LAYOUTS.items()
        if not name.startswith(layout)
    )


def test_the_same_headings_under_another_title_are_another_form() -> None:
    mapping = with_shape(BY_HAND, grid_of(STRANGE))
    for title in ("คะแนนตัวชี้วัดที่ 9 ของเทศบาลตำบลตัวอย่าง ปีงบประมาณ 2569", "ผลการประเมิน LPA", None):
        assert fit(mapping, headings_of(STRANGE.with_value("A1", title))) is None
    same = "ผลการประเมินของอบต.ในเมือง ปีงบประมาณ พ.ศ. ๒๕๗๐"
    assert fit(mapping, headings_of(STRANGE.with_value("A1", same))) == mapping


def test_the_date_of_a_paper_is_no_part_of_its_form() -> None:
    dated = STRANGE.with_value("B1", "ข้อมูล ณ วันที่ 15 สิงหาคม 2568")
    mapping = with_shape(BY_HAND, grid_of(dated))
    assert fit(mapping, headings_of(dated.with_value("B1", "ข้อมูล ณ วันที่ 3 กันยายน 2569"))) == mapping
    slashed = with_shape(BY_HAND, grid_of(STRANGE.with_value("B1", "พิมพ์ 15/8/2568")))
    assert fit(slashed, headings_of(STRANGE.with_value("B1", "พิมพ์ ๑/๑๐/๒๕๖๙"))) == slashed


def test_what_a_person_fixed_for_one_file_is_not_remembered_for_others() -> None:
    silent = STRANGE.with_value("A1", "ผล")
    fixed = with_shape(replace(BY_HAND, year=2568, agency="เทศบาลตำบลตัวอย่าง"), grid_of(silent))
    assert figures_read(by_hand(silent, fixed)).keys() == {("เทศบาลตำบลตัวอย่าง", 2568)}
    assert fixed.for_other_files() == replace(fixed, year=None, agency=None)
    reading = read([OTHER_YEAR.with_value("A2", "ผล")], Mappings(remembered=(fixed.for_other_files(),)))  # type: ignore[arg-type]
    assert figures_read(reading) == {}
    assert "year-missing" in [code for code, _, _ in issues_of(reading)]


def test_a_table_beside_the_one_that_is_explained_is_read_as_ever() -> None:
    rows = [[*list(row)[:3], None, None, *list(row)[:3]] for row in plain_list(LATEST).rows]
    sheet = Sheet("Sheet1", rows).with_value("H2", "ปีงบประมาณ 2567")
    found = read([sheet])
    assert figures_read(by_hand(sheet, guess(sheet))) == figures_read(found)


def test_columns_told_apart_by_fixed_years_alone_are_not_remembered() -> None:
    columns = (MappedColumn(0, "label"), MappedColumn(1, "score", 2567), MappedColumn(2, "score", 2568))
    mapping = with_shape(replace(BY_HAND, columns=columns), grid_of(STRANGE))
    assert find_faults(mapping) == []
    assert mapping.for_other_files() is None


def test_headings_that_say_too_little_are_no_form() -> None:
    sheet = Sheet("x", [[1, 2, 3], [90, 80, 70]])
    columns = (MappedColumn(0, "1"), MappedColumn(1, "2"))
    mapping = with_shape(SheetMapping("columns", (0, 0), 1, None, columns, year=2568), grid_of(sheet))
    assert mapping.shape == ""
    assert mapping.for_other_files() is None


def test_the_year_of_a_column_comes_from_its_heading_in_the_file_at_hand() -> None:
    mapping = with_shape(guess(years_across(KHUN_KAEO)), grid_of(years_across(KHUN_KAEO)))
    sheet = years_across(KHUN_KAEO).mapped(
        lambda v: str(v).replace("๒๕๖๘", "๒๕๖๙").replace("2568", "2569") if isinstance(v, str) else v
    )
    years = {year for _, year in figures_read(read([sheet], Mappings(remembered=(mapping,))))}
    assert years == {2566, 2567, 2569}


def test_another_assessment_is_refused_whatever_a_person_says() -> None:
    sheet = Sheet("x", [["หัวข้อประเมิน", "คะแนนเต็ม", "ผล LPA"], ["ด้านที่ 1 การบริหารจัดการ", 100, 90]])
    columns = (MappedColumn(0, "label"), MappedColumn(2, "score"))
    mapping = SheetMapping("rows", (0, 0), 1, 1, columns, (MappedRow(1, "1"),), 2568, "อบต.ตัวอย่าง")
    assert figures_read(by_hand(sheet, mapping)) == {}


def test_all_faults_of_damaged_json_are_told_together() -> None:
    damaged = {
        "figures": "sideways",
        "heading": [1],
        "first": "2",
        "last": -4,
        "columns": [{"column": 0, "meaning": 7}, "x"],
        "rows": [[1]],
        "year": 2568.5,
        "colour": "red",
    }
    with pytest.raises(MappingError) as error:
        mapping_from_json(damaged)
    assert {(fault.code, fault.place) for fault in error.value.details} == {
        ("unknown-key", "colour"),
        ("wrong-type", "figures"),
        ("wrong-type", "heading"),
        ("wrong-type", "first"),
        ("wrong-type", "last"),
        ("wrong-type", "columns.0.meaning"),
        ("wrong-type", "columns.1"),
        ("wrong-type", "rows.0"),
        ("wrong-type", "year"),
    }


@pytest.mark.parametrize("content", [None, [], "x", 3])
def test_json_that_is_no_mapping_is_a_fault(content: object) -> None:
    with pytest.raises(MappingError):
        mapping_from_json(content)


def test_all_that_makes_a_mapping_impossible_is_told_together() -> None:
    columns = (
        MappedColumn(0, "agency"),
        MappedColumn(1, "agency"),
        MappedColumn(2, "1"),
        MappedColumn(2, "1"),
        MappedColumn(3, "ความสุข"),
    )
    wrong = SheetMapping("columns", (3, 1), 1, 0, columns, year=2400)
    assert sorted((fault.code, fault.found) for fault in find_faults(wrong)) == [
        ("column-twice", "3"),
        ("field-twice", "agency"),
        ("figure-twice", "1"),
        ("first-in-heading", "2"),
        ("heading-order", ""),
        ("last-before-first", "1"),
        ("unknown-meaning", "ความสุข"),
        ("year-range", "2400"),
    ]
    empty = SheetMapping("rows", None, 0, None, ())
    assert [fault.code for fault in find_faults(empty)] == ["no-figures", "no-labels"]
    rows = replace(BY_HAND, rows=(MappedRow(2, "1"), MappedRow(2, "2"), MappedRow(4, "1"), MappedRow(9, "3")))
    assert [fault.code for fault in find_faults(rows)] == ["row-outside", "row-twice", "code-twice"]


def test_two_agencies_of_the_finders_agree_with_the_published_figures() -> None:
    sheet = years_across(LUMPHUK)
    assert figures_read(by_hand(sheet, guess(sheet))) == figures_of([LUMPHUK])
