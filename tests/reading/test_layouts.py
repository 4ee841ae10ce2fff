"""The same results, written in every layout and in every way of writing, are read as the same figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from tests.reading.layout_e import Shape, agencies_table, one_year_a_sheet
from tests.reading.layouts import (
    long,
    plain_list,
    ranked_list,
    totals_by_agency,
    totals_by_year,
    years_across,
)
from tests.reading.reader import issues_of, layouts_of, read_bytes, read_rows, read_sheets
from tests.reading.styles import LABELS, NUMBERS, YEARS, Style
from tests.reading.truths import KHUN_KAEO, LUMPHUK, Agency, figures_of, figures_read, make_province
from tests.reading.workbooks import Sheet, to_xlsx, to_xlsx_by_openpyxl

LATEST = KHUN_KAEO.only(2568)
PROVINCE = make_province(2567, 2568)
IN_PARTS = make_province(2567, 2568, parts=True)

SHAPES = {
    "ตัวชี้วัดที่ N": Shape(),
    "names": Shape(heads="names"),
    "rotated names": Shape(heads="names", rotated=True),
    "numbered names": Shape(heads="numbered names"),
    "numbers": Shape(heads="numbers"),
    "numbers under ตัวชี้วัดที่": Shape(heads="numbers", number_head=True),
    "numbers under groups": Shape(heads="numbers", groups=True),
    "three rows of headings": Shape(heads="numbers", groups=True, number_head=True),
    "groups": Shape(groups=True),
    "groups over names": Shape(groups=True, heads="names"),
    "groups not merged": Shape(groups=True, heads="names", merged_groups=False),
    "instruments": Shape(instruments=True),
    "instruments and groups": Shape(instruments=True, groups=True, heads="names"),
    "rank": Shape(rank=True),
    "no title": Shape(title=False),
    "parts": Shape(parts=True),
    "parts over names": Shape(parts=True, heads="names"),
    "parts over numbers": Shape(parts=True, heads="numbers"),
    "parts under ตัวชี้วัดที่": Shape(parts=True, heads="numbers", number_head=True),
    "parts not merged": Shape(parts=True, merged_groups=False),
    "parts and instruments": Shape(parts=True, instruments=True, heads="numbered names"),
}


def check(
    sheets: Sequence[Sheet], agencies: Sequence[Agency], *, by_rows: bool = False, **published: bool
) -> None:
    """The figures come out as they went in, and nothing is found fault with."""
    reading = read_rows(sheets) if by_rows else read_sheets(sheets)
    assert figures_read(reading) == figures_of(agencies, **published)
    assert issues_of(reading) == []


def totals_only(agencies: Sequence[Agency]) -> list[Agency]:
    """The same agencies with nothing but totals and ratings."""
    return [replace(a, years=tuple(y.only(()) for y in a.years)) for a in agencies]


@pytest.mark.parametrize("number", NUMBERS)
def test_years_across_in_every_way_of_writing_numbers(number: str) -> None:
    check([years_across(KHUN_KAEO, Style(number=number))], [KHUN_KAEO])


@pytest.mark.parametrize("year", YEARS)
def test_years_across_in_every_way_of_writing_years(year: str) -> None:
    check([years_across(KHUN_KAEO, Style(year=year))], [KHUN_KAEO])


@pytest.mark.parametrize("variant", [False, True])
@pytest.mark.parametrize("label", LABELS)
def test_years_across_in_every_way_of_writing_names(label: str, variant: bool) -> None:
    check([years_across(KHUN_KAEO, Style(label=label, variant=variant))], [KHUN_KAEO], by_rows=True)


@pytest.mark.parametrize("label", LABELS)
def test_a_rank_is_no_number_of_an_indicator(label: str) -> None:
    reading = read_sheets([ranked_list(LATEST, Style(label=label, number="thai"))])
    assert figures_read(reading) == figures_of([LATEST])
    has_number = label not in ("name", "ตัวชี้วัดname", "instrument before")
    assert issues_of(reading) == ([] if has_number else [("order-not-indicator", "Sheet1", "A3")])


@pytest.mark.parametrize("label", LABELS)
def test_names_as_a_file_holds_them(label: str) -> None:
    check([years_across(LUMPHUK, Style(label=label))], [LUMPHUK])


def test_both_writers_of_workbooks_give_the_same() -> None:
    for style in (Style(), Style(number="percent-cell"), Style(number="thai", year="date")):
        sheet = years_across(KHUN_KAEO, style)
        for data in (to_xlsx([sheet]), to_xlsx_by_openpyxl([sheet])):
            assert figures_read(read_bytes(data)) == figures_of([KHUN_KAEO])


@pytest.mark.parametrize("number", NUMBERS)
def test_lists_of_one_year(number: str) -> None:
    style = Style(number=number)
    check([ranked_list(LATEST, style)], [LATEST])
    check([plain_list(LATEST, style)], [LATEST])


@pytest.mark.parametrize("year", YEARS)
def test_year_beside_the_title(year: str) -> None:
    check([plain_list(LATEST, Style(year=year))], [LATEST], by_rows=True)


@pytest.mark.parametrize("shape", SHAPES)
def test_agencies_one_year_a_sheet(shape: str) -> None:
    own = SHAPES[shape]
    agencies = IN_PARTS if own.parts else PROVINCE
    check(one_year_a_sheet(agencies, own), agencies, published=own.instruments, rank=own.rank)


@pytest.mark.parametrize("merged", ["", "agency", "province"])
@pytest.mark.parametrize("shape", SHAPES)
def test_agencies_with_a_column_of_years(shape: str, merged: str) -> None:
    own = replace(SHAPES[shape], year_column=True, merged=merged)
    agencies = IN_PARTS if own.parts else PROVINCE
    sheet = agencies_table(agencies, own, Style(year="number"))
    check([sheet], agencies, by_rows=True, published=own.instruments, rank=own.rank)


@pytest.mark.parametrize("merged", ["", "agency", "province"])
def test_merged_cells_of_a_file(merged: str) -> None:
    shape = Shape(year_column=True, merged=merged, groups=True, heads="numbers", number_head=True)
    check([agencies_table(PROVINCE, shape, Style(year="ปีงบประมาณ"))], PROVINCE)


@pytest.mark.parametrize("number", NUMBERS)
def test_agencies_in_every_way_of_writing_numbers(number: str) -> None:
    check([agencies_table(PROVINCE, Shape(year_column=True), Style(number=number))], PROVINCE)


@pytest.mark.parametrize("year", YEARS)
def test_agencies_in_every_way_of_writing_years(year: str) -> None:
    check([agencies_table(PROVINCE, Shape(year_column=True), Style(year=year))], PROVINCE, by_rows=True)


def test_a_column_of_years_of_two_digits() -> None:
    sheet = agencies_table(PROVINCE, Shape(year_column=True), Style(year="number"))
    short = sheet.mapped(lambda value: value % 100 if value in (2567, 2568) else value)  # type: ignore[operator]
    check([short], PROVINCE)


@pytest.mark.parametrize("number", NUMBERS)
def test_totals_by_agency(number: str) -> None:
    agencies = totals_only(make_province(2568))
    check([totals_by_agency(agencies, Style(number=number))], agencies)


@pytest.mark.parametrize("year", YEARS)
def test_totals_by_year(year: str) -> None:
    reading = read_sheets([totals_by_year(KHUN_KAEO, Style(year=year))])
    assert figures_read(reading) == figures_of(totals_only([KHUN_KAEO]))
    assert issues_of(reading) == [("missing-mark", "Sheet1", "B6")]


@pytest.mark.parametrize("thai", [False, True])
@pytest.mark.parametrize("number", NUMBERS)
def test_long_tables_in_every_way_of_writing_numbers(number: str, thai: bool) -> None:
    check([long(PROVINCE, Style(number=number, year="number"), thai=thai)], PROVINCE, published=True)


@pytest.mark.parametrize("thai", [False, True])
@pytest.mark.parametrize("year", YEARS)
def test_long_tables_in_every_way_of_writing_years(year: str, thai: bool) -> None:
    check([long(IN_PARTS, Style(year=year), thai=thai)], IN_PARTS, by_rows=True, published=True)


@pytest.mark.parametrize(
    ("sheet", "layout"),
    [
        (years_across(KHUN_KAEO), "years-across"),
        (ranked_list(LATEST), "ranked-list"),
        (plain_list(LATEST), "plain-list"),
        (agencies_table(PROVINCE, Shape(year_column=True)), "agencies"),
        (totals_by_year(KHUN_KAEO), "totals"),
        (long(PROVINCE), "long"),
    ],
)
def test_the_layout_is_named(sheet: Sheet, layout: str) -> None:
    assert layouts_of(read_rows([sheet])) == [layout]
