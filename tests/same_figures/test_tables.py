"""Tables of the charts, on the pages and in their files, hold the figures of ``analyze --json``."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from itertools import product
from typing import Any

import openpyxl
import pandas as pd
import pytest

from itacore.charts.style import LIGHT
from itacore.charts.views import view_gates, view_indicators, view_points, view_years
from itacore.charts.views_over_years import view_change, view_heatmap, view_levels, view_small_multiples
from itacore.data_table import DataTable
from itacore.narrative.slides import tell_slides
from itacore.narrative.weaknesses import order_by_points
from itacore.reports.table_files import write_csv, write_xlsx
from itacore.thai import format_number
from tests.golden import read_golden
from tests.kinds import profile_of
from tests.reading.truths import INDICATORS
from tests.same_figures.conftest import IMPORT, Page
from tests.same_figures.drawn import figures_in, plain
from tests.same_figures.truth import (
    Case,
    Column,
    Table,
    Truth,
    change_table,
    class_table,
    indicator_table,
    levels_table,
    points_table,
    score_table,
    years_table,
)
from tests.scoring.tables import Result

Shown = dict[tuple[str, int], Page]


def written(column: Column) -> list[str]:
    """Entries of a column as a person reads them."""
    return [
        "–"
        if value is None
        else format_number(value, sign=column.signed)
        if isinstance(value, float)
        else plain(value)
        for value in column.values
    ]


def assert_written(table: list[list[str]], expected: Table) -> None:
    """A table of a page says exactly what is expected."""
    assert len(table) == len(expected)
    for own, column in zip(table, expected, strict=True):
        assert column is None or own == written(column)


def assert_exact(table: Iterable[Iterable[Any]], expected: Table) -> None:
    """Columns of a table hold what is expected, figures unrounded."""
    table = [list(column) for column in table]
    assert len(table) == len(expected)
    for own, column in zip(table, expected, strict=True):
        if column is None:
            continue
        assert len(own) == len(column.values)
        for value, wanted in zip(own, column.values, strict=True):
            if wanted is None:
                assert pd.isna(value) or value == ""
            elif isinstance(wanted, str):
                assert value == wanted
            else:
                assert float(value) == pytest.approx(wanted, abs=1e-9)


def tables_of(case: Case, year: int) -> list[tuple[DataTable | None, Table]]:
    """Tables of all charts for a year, each with what it must hold."""
    profile, truth = case.profiles[year], case.truth
    found = [
        (view_years(profile, LIGHT).table, years_table(truth)),
        (view_levels(profile, LIGHT).table, years_table(truth)),
        (view_indicators(profile, LIGHT, {}).table, indicator_table(truth, year)),
        (view_heatmap(profile, LIGHT).table, score_table(truth)),
        (view_points(profile, LIGHT).table, points_table(truth, year)),
    ]
    if not truth.gates(year):
        found.append((view_gates(profile, LIGHT).table, levels_table(truth, year)))
    if len(truth.years) > 1:
        found.append((view_small_multiples(profile, LIGHT).table, score_table(truth)))
    if truth.base(year):
        found.append((view_change(profile, LIGHT).table, change_table(truth, year)))
    return found


def test_the_command_line_says_what_the_agency_published(case: Case) -> None:
    golden = read_golden(case.name)
    assert list(case.truth.years) == [year.fiscal_year for year in golden.years]
    for year in golden.years:
        told = case.truth.years[year.fiscal_year]
        assert told["indicators"] == {code: float(score) for code, score in year.scores.items()}
        assert told["total"]["declared"] == float(str(year.total))
        assert told["total"]["computed"] == pytest.approx(float(year.expected["total"]), abs=5e-5)
        assert told["rating"]["final"] == year.rating


def test_tables_of_charts_are_not_rounded(case: Case) -> None:
    for year in case.truth.years:
        for table, expected in tables_of(case, year):
            assert table is not None
            assert_exact((table.frame[name] for name in table.frame), expected)


def test_tables_as_csv_are_not_rounded(case: Case) -> None:
    for year in case.truth.years:
        for table, expected in tables_of(case, year):
            assert table is not None
            rows = list(csv.reader(io.StringIO(write_csv(table).decode("utf-8-sig"))))
            assert rows[0] == list(table.frame)
            assert_exact(zip(*rows[1:], strict=True), expected)


def test_tables_as_workbooks_hold_numbers(case: Case) -> None:
    for year in case.truth.years:
        for table, expected in tables_of(case, year):
            assert table is not None
            (sheet,) = openpyxl.load_workbook(io.BytesIO(write_xlsx(table)))
            rows = list(sheet.iter_rows(values_only=True))
            assert rows[0] == tuple(table.frame)
            assert_exact(zip(*rows[1:], strict=True), expected)
            for name, column in zip(table.frame, zip(*rows[1:], strict=True), strict=True):
                if name in table.numeric:
                    assert all(value is None or isinstance(value, int | float) for value in column)


def test_equal_points_stand_in_one_order_everywhere() -> None:
    scores = [90, 90, 100, 100, 100, 94, 94, 100, 97, 100]  # five times 0.6 points, but for binary noise
    profile = profile_of([Result(2568, dict(zip(INDICATORS, scores, strict=True)))])
    table = view_points(profile, LIGHT).table
    assert table is not None
    first = ["1", "2", "6", "7", "9"]
    assert [indicator.code for indicator in order_by_points(profile)][:5] == first
    assert table.frame.iloc[:5, 0].tolist() == first
    slide = next(slide for slide in tell_slides(profile, "ก") if slide.kind == "points")
    assert figures_in(slide.title)[-1] == "1.80"
    assert "1, 2" in plain(slide.title)


def gates_of(truth: Truth, year: int) -> dict[str, tuple[float | None, float, float, float, float | None]]:
    """Rows of the table of gates by name; a range has neither a figure nor a distance from its bound."""
    return {
        name: (low if low == high else None, low, high, limit, low - limit if low == high else None)
        for name, (low, high, limit) in truth.gates(year).items()
    }


def assert_gates(table: Iterable[list[Any]], truth: Truth, year: int) -> None:
    """The table of gates holds the total and every gate that can be known, each once and none else."""
    rows = {plain(row[0]): row[1:] for row in zip(*table, strict=True)}
    expected = gates_of(truth, year)
    assert {"IIT", "OIT"} <= set(rows) <= set(expected)
    assert set(expected) - set(rows) <= {"EIT"}
    columns = [list(rows), *([row[at] for row in rows.values()] for at in range(5))]
    wanted: Table = [
        Column(list(rows)),
        *(Column([expected[name][at] for name in rows], signed=at == 4) for at in range(5)),
    ]
    if isinstance(columns[2][0], str):
        assert_written(columns, wanted)
    else:
        assert_exact(columns, wanted)


def test_the_table_of_gates_is_not_rounded(case: Case) -> None:
    for year in case.truth.years:
        table = view_gates(case.profiles[year], LIGHT).table
        assert table is not None
        if case.truth.gates(year):
            assert_gates([table.frame[name].tolist() for name in table.frame], case.truth, year)


def test_the_table_of_what_was_read(case: Case, shown: Shown) -> None:
    truth = case.truth
    (table,) = shown[IMPORT, max(truth.years)].tables.values()
    codes, _, *years = table
    assert codes[:-2] == list(truth.ranges())
    assert years == [
        [
            *(format_number(score) for score in truth.scores(year).values()),
            format_number(truth.total(year)),
            truth.years[year]["rating"]["declared"],
        ]
        for year in truth.years
    ]


def names_of(truth: Truth) -> dict[str, set[str]]:
    """Tables that every page must have."""
    several = len(truth.years) > 1
    return {
        "overview": {"gates", "indicators"} | ({"years"} if several else set()),
        "trends": {"levels"} | ({"change", "multiples", "heatmap"} if several else {"indicators"}),
        "weaknesses": {"points", "views", "classes"},
    }


def test_tables_on_pages(case: Case, shown: Shown) -> None:
    truth = case.truth
    for page, year in product(names_of(truth), truth.years):
        tables = shown[page, year].tables
        assert names_of(truth)[page] <= set(tables)
        for name, table in tables.items():
            if name == "gates" and truth.gates(year):
                assert_gates(table, truth, year)
            elif name == "views":
                assert_views(table, truth, year)
            else:
                assert_written(table, EXPECTED[name](truth, year))


EXPECTED: dict[str, Callable[[Truth, int], Table]] = {
    "gates": levels_table,
    "years": lambda truth, _: years_table(truth),
    "levels": lambda truth, _: years_table(truth),
    "indicators": indicator_table,
    "change": lambda truth, year: change_table(truth, truth.pair(year)),
    "multiples": lambda truth, _: score_table(truth),
    "heatmap": lambda truth, _: score_table(truth),
    "points": points_table,
    "classes": class_table,
}


def assert_views(table: list[list[str]], truth: Truth, year: int) -> None:
    """The weakest by score, by points to gain and by fall lead their views with their figures."""
    scores, changes = truth.scores(year), truth.changes(year)
    lowest = min(scores, key=scores.__getitem__)
    most, gain = next(iter(truth.points(year).items()))
    leaders = [(lowest, format_number(scores[lowest])), (most, format_number(gain))]
    if changes:
        fallen = min(changes, key=changes.__getitem__)
        leaders.append((fallen, format_number(changes[fallen], sign=True)))
    expected = [(f"{code} {truth.names(year)[code]}", figure) for code, figure in leaders]
    assert list(zip(table[1], table[2], strict=True))[: len(expected)] == expected
    assert len(table[0]) - len(expected) in (0, 1)  # weak for years in a row: counted in years


def test_scores_on_the_overview_name_the_cell_that_holds_them(case: Case, shown: Shown) -> None:
    (sheet,) = openpyxl.load_workbook(io.BytesIO(case.content))
    for year in case.truth.years:
        sources = shown["overview", year].tables["indicators"][-1]
        for source, score in zip(sources, case.truth.scores(year).values(), strict=True):
            assert source.startswith(f"{case.name}.xlsx")
            assert float(sheet[source.split()[-1]].value) == score
