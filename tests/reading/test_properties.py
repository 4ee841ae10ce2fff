"""What must not matter: the order of data rows and of sheets, the place of a table in its sheet."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itacore.issues import cell_name
from itacore.thai import parse_number
from tests.reading.layout_e import Shape, agencies_table, one_year_a_sheet
from tests.reading.layouts import (
    long,
    plain_list,
    ranked_list,
    totals_by_agency,
    totals_by_year,
    years_across,
)
from tests.reading.reader import issues_of, read_rows
from tests.reading.styles import Style
from tests.reading.truths import KHUN_KAEO, Agency, Figures, figures_of, figures_read, make_province
from tests.reading.workbooks import Sheet

LATEST = KHUN_KAEO.only(2568)
STYLES = st.builds(
    Style,
    number=st.sampled_from(["number", "text", "thai", "points", "percent-sign"]),
    year=st.sampled_from(["ปี", "พ.ศ.", "ปีงบประมาณ", "number"]),
    label=st.sampled_from(["name", "thai number", "ตัวชี้วัดที่ N name", "number)"]),
)
SHAPES = st.builds(
    Shape,
    heads=st.sampled_from(["ตัวชี้วัดที่ N", "names", "numbered names"]),
    groups=st.booleans(),
    instruments=st.booleans(),
    title=st.booleans(),
)
AGENCIES = st.integers(1, 4).map(lambda count: make_province(2566, 2567, 2568)[:count])
ORDERS = st.randoms(use_true_random=False)
# Each layout as a sheet and the rows that are data: from this one to the end.
LISTS: dict[str, tuple[Callable[[Style], Sheet], int]] = {
    "ranked": (lambda style: ranked_list(LATEST, style), 2),
    "plain": (lambda style: plain_list(LATEST, style), 3),
    "totals by year": (lambda style: totals_by_year(KHUN_KAEO, style), 2),
}


def shuffled(sheet: Sheet, first: int, order: random.Random) -> Sheet:
    """The same sheet with its data rows in another order."""
    rows = list(sheet.rows[first:])
    order.shuffle(rows)
    return replace(sheet, rows=[*sheet.rows[:first], *rows])


def figures_alike(one: Sequence[Sheet], other: Sequence[Sheet]) -> None:
    """Both read as the same figures."""
    assert figures_read(read_rows(one)) == figures_read(read_rows(other))


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(sorted(LISTS)), STYLES, ORDERS)
def test_order_of_the_rows_of_a_list(layout: str, style: Style, order: random.Random) -> None:
    make, first = LISTS[layout]
    sheet = make(style)
    figures_alike([sheet], [shuffled(sheet, first, order)])


@settings(deadline=None, max_examples=60)
@given(AGENCIES, SHAPES, STYLES, ORDERS)
def test_order_of_agencies(agencies: list[Agency], shape: Shape, style: Style, order: random.Random) -> None:
    sheet = agencies_table(agencies, replace(shape, year_column=True), style)
    head = shape.title + shape.groups + 1
    figures_alike([sheet], [shuffled(sheet, head, order)])


@settings(deadline=None, max_examples=30)
@given(AGENCIES, STYLES, st.booleans(), ORDERS)
def test_order_of_a_long_table(
    agencies: list[Agency], style: Style, thai: bool, order: random.Random
) -> None:
    sheet = long(agencies, style, thai=thai)
    figures_alike([sheet], [shuffled(sheet, 1, order)])


@settings(deadline=None, max_examples=30)
@given(AGENCIES, SHAPES, ORDERS)
def test_order_of_sheets(agencies: list[Agency], shape: Shape, order: random.Random) -> None:
    sheets = [
        *one_year_a_sheet(agencies, shape),
        years_across(KHUN_KAEO, name="ขุนแก้ว"),
        Sheet("ว่าง", [["-"]]),
    ]
    other = list(sheets)
    order.shuffle(other)
    figures_alike(sheets, other)


@settings(deadline=None, max_examples=100)
@given(
    st.sampled_from([*sorted(LISTS), "years across", "agencies", "long", "totals by agency"]),
    STYLES,
    st.integers(0, 70),
    st.integers(0, 9),
)
def test_place_of_a_table(layout: str, style: Style, down: int, right: int) -> None:
    agencies = make_province(2568)
    sheet = {
        **{name: make for name, (make, _) in LISTS.items()},
        "years across": lambda style: years_across(KHUN_KAEO, style),
        "agencies": lambda style: agencies_table(agencies, Shape(year_column=True, groups=True), style),
        "long": lambda style: long(agencies, style),
        "totals by agency": lambda style: totals_by_agency(agencies, style),
    }[layout](style)
    one, other = read_rows([sheet]), read_rows([sheet.moved(down, right)])
    assert figures_read(one) == figures_read(other)
    assert one.cells == other.cells
    assert [code for code, _, _ in issues_of(one)] == [code for code, _, _ in issues_of(other)]


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.lists(
            st.one_of(
                st.none(),
                st.floats(-10, 110),
                st.integers(2500, 2600),
                st.sampled_from(
                    "หน่วยงาน คะแนน คะแนนรวม ตัวชี้วัด ปี IIT EIT OIT 1 ๑. 9.1 o1 – ระดับ ๒๕๖๘ การใช้อำนาจ ลำดับ รวม".split()
                ),
                st.text(max_size=6),
            ),
            max_size=6,
        ),
        max_size=12,
    )
)
def test_nothing_makes_the_reader_fall(rows: list[list[object]]) -> None:
    reading = read_rows([Sheet("x", rows), Sheet("2568", rows)])
    scores = reading.scores["score"]
    assert scores.between(0, 100).all()


SCORE_CELLS: dict[str, tuple[Sheet, Figures]] = {
    "years across": (years_across(KHUN_KAEO), figures_of([KHUN_KAEO])),
    "plain": (plain_list(LATEST), figures_of([LATEST])),
    "agencies": (
        agencies_table(make_province(2567, 2568), Shape(year_column=True)),
        figures_of(make_province(2567, 2568)),
    ),
    "long": (long(make_province(2568)), figures_of(make_province(2568), published=True)),
}
IN_PLACE_OF_A_SCORE = st.one_of(
    st.floats(-50, 150).map(lambda value: round(value, 2)),
    st.sampled_from(
        [
            "9O.81",
            "–",
            "-",
            "N/A",
            "ไม่มีข้อมูล",
            "๘๘.๘๘",
            "88,88",
            "88.88 คะแนน",
            "ร้อยละ 88.88",
            "๑๒๓.๔",
            "-5",
            "ก",
        ]
    ),
    st.text(min_size=1, max_size=5).filter(lambda text: text.strip() != ""),
)


@settings(deadline=None, max_examples=150)
@given(st.sampled_from(sorted(SCORE_CELLS)), st.data(), IN_PLACE_OF_A_SCORE)
def test_a_changed_score_changes_nothing_else(layout: str, data: st.DataObject, value: object) -> None:
    """It is read where it is a number from 0 to 100; else it is missing, and its cell is named."""
    sheet, truth = SCORE_CELLS[layout]
    scores = [(r, c) for r, row in enumerate(sheet.rows) for c, v in enumerate(row) if isinstance(v, float)]
    row, column = data.draw(st.sampled_from(scores))
    cell = cell_name(row, column)
    reading = read_rows([sheet.with_value(cell, value)])
    read = figures_read(reading)
    changed = {
        (key, code) for key, own in truth.items() for code in own if read.get(key, {}).get(code) != own[code]
    }
    assert len(changed) <= 1
    extra = {(key, code) for key, own in read.items() for code in own if code not in truth.get(key, {})}
    assert extra == set()
    for key, code in changed:
        found = read.get(key, {}).get(code)
        if found is None:
            assert cell in [issue.cell for issue in reading.issues]
        else:
            assert 0 <= float(found) <= 100
            assert parse_number(str(value)).value == pytest.approx(float(found))
