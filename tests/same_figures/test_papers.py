"""The summary of weak points, opened again as Word and Excel files, holds the figures of ``analyze --json``."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from docx import Document

from itacore import __main__ as command_line
from itacore.reports.materials import Materials
from itacore.reports.report import ChartBlock
from itacore.reports.weaknesses import build_weakness_summary
from itacore.thai import THAI_DIGITS, format_number
from tests.same_figures.drawn import figures_in, plain
from tests.same_figures.test_pages_and_charts import check_gates, check_points
from tests.same_figures.test_tables import assert_exact
from tests.same_figures.truth import CRITERIA, UNITS, Case, Column, Table, Truth, figures_of


def make(case: Case, year: int, folder: Path, form: str, *options: str) -> Path:
    """Let the command line write the summary of a year."""
    path, out = folder / f"{case.name}.xlsx", folder / f"summary.{form}"
    path.write_bytes(case.content)
    call = ["report", str(path), "--kind", "weaknesses", "--format", form, "--out", str(out)]
    assert command_line.main([*call, "--year", str(year), *options]) == 0
    return out


def words_of(cell: str) -> list[str]:
    return [plain(line) for line in cell.split("\n")]


def key_figures(truth: Truth, year: int) -> list[tuple[float, float | None]]:
    """The total and the instruments, each with its change."""
    units = [(truth.unit(year, code), truth.unit_change(year, code)) for code in UNITS]
    return [(truth.total(year), truth.change(year)), *units]


@pytest.mark.parametrize("options", [(), ("--arabic-digits",)], ids=["thai", "arabic"])
def test_the_word_paper(case: Case, tmp_path: Path, options: tuple[str, ...]) -> None:
    truth = case.truth
    for year in truth.years:
        document = Document(str(make(case, year, tmp_path, "docx", *options)))
        tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
        texts = [paragraph.text for paragraph in document.paragraphs]
        every = "\n".join([*texts, *(cell for table in tables for row in table for cell in row)])
        thai = re.findall(rf"[{THAI_DIGITS}]+\.[{THAI_DIGITS}]+", every)
        assert bool(thai) != bool(re.findall(r"[0-9]\.[0-9]", every))
        assert bool(thai) == (not options)

        assert_key_figures(tables[0][0], truth, year)
        assert_indicators(tables[1], truth, year)
        assert format_number(truth.total(year)) in plain(texts[2])
        assert plain(texts[3]) == plain(truth.years[year]["rating"]["reason"])
        assert set(figures_in(every)) <= figures_of(truth, year)


def assert_key_figures(cells: list[str], truth: Truth, year: int) -> None:
    """Total and instruments stand beside each other, each with its change and the year it is from."""
    for cell, (value, change) in zip(cells, key_figures(truth, year), strict=True):
        _, figure, *remark = words_of(cell)
        assert figure == format_number(value)
        if change is None:
            assert remark == []
        else:
            moved = format_number(change, sign=True)
            assert remark[0].split()[0] == moved or (moved == "0.00" and not figures_in(remark[0]))
            assert remark[0].endswith(str(truth.base(year)))


def assert_indicators(rows: list[list[str]], truth: Truth, year: int) -> None:
    """Every indicator stands under its class, most points to gain first."""
    found: dict[str, tuple[str, ...]] = {}
    group = ""
    for row in rows[1:]:
        if len(set(row)) == 1:
            group = re.split(r" \(| –", plain(row[0]))[0]
        else:
            code, *figures = map(plain, row[:-1])
            found[code] = (group, *figures)
    scores, changes, points = truth.scores(year), truth.changes(year), truth.points(year)
    classes = truth.class_names(year)
    expected = {
        code: (
            classes[code],
            truth.names(year)[code],
            format_number(scores[code]),
            *([format_number(changes[code], sign=True)] if changes else []),
            format_number(points[code]),
        )
        for code in points
    }
    assert found == expected
    for name in set(classes.values()):
        of_class = [code for code in points if classes[code] == name]
        assert [code for code in found if classes[code] == name] == of_class


def test_charts_in_the_word_paper(case: Case) -> None:
    for year in case.truth.years:
        report = build_weakness_summary(Materials(case.profiles[year], "ก", None, CRITERIA))
        charts = [block.figure for block in report.blocks if isinstance(block, ChartBlock)]
        rating, points = (json.loads(figure.to_json()) for figure in charts)
        check_gates(rating, case.truth, year)
        check_points(points, case.truth, year)


def columns_of(sheet: Any, rows: int | None = None) -> list[tuple[Any, ...]]:
    """Columns of a sheet's table below its headings."""
    return list(zip(*sheet.iter_rows(min_row=2, max_row=rows, values_only=True), strict=True))


def indicator_sheet(truth: Truth, year: int) -> Table:
    scores, base, classes = truth.scores(year), truth.base(year), truth.class_names(year)
    before: Table = []
    if base:
        before = [
            Column([truth.scores(base)[code] for code in scores]),
            Column([truth.changes(year)[code] for code in scores]),
        ]
    return [
        Column(list(scores)),
        Column([truth.names(year)[code] for code in scores]),
        Column(truth.instruments(year)),
        Column(list(scores.values())),
        *before,
        Column([truth.weights(year)[code] for code in scores]),
        Column([truth.points(year)[code] for code in scores]),
        Column([classes[code] for code in scores]),
        None,
    ]


def points_sheet(truth: Truth, year: int) -> Table:
    points = {code: gain for code, gain in truth.points(year).items() if gain > 1e-9}
    return [
        Column([f"{code} {truth.names(year)[code]}" for code in points]),
        Column(list(points.values())),
        Column([truth.scores(year)[code] for code in points]),
        Column([truth.weights(year)[code] for code in points]),
    ]


def years_sheet(truth: Truth) -> Table:
    years = list(truth.years)
    return [
        Column([str(year) for year in years]),
        Column([truth.total(year) for year in years]),
        Column([truth.change(year) for year in years]),
        Column([truth.years[year]["rating"]["final"] for year in years]),
    ]


def test_the_workbook(case: Case, tmp_path: Path) -> None:
    truth = case.truth
    for year in truth.years:
        path = make(case, year, tmp_path, "xlsx")
        summary, indicators, points, years, measures = openpyxl.load_workbook(path)
        rows = list(summary.iter_rows(values_only=True))
        figures = [row for row in rows if isinstance(row[1], int | float)]
        expected = key_figures(truth, year)
        assert [row[1] for row in figures] == pytest.approx([value for value, _ in expected], abs=1e-9)
        for row, (_, change) in zip(figures, expected, strict=True):
            assert row[2] == ("–" if change is None else pytest.approx(change, abs=1e-9))
        assert_exact(columns_of(indicators), indicator_sheet(truth, year))
        assert_exact(columns_of(points), points_sheet(truth, year))
        assert_exact(columns_of(years), years_sheet(truth))
        numbers = [c for s in (indicators, points, years) for column in columns_of(s)[1:] for c in column]
        assert any(isinstance(value, float) for value in numbers)
        assert not [value for value in numbers if isinstance(value, str) and figures_in(value) == [value]]
        weak = {e["code"] for e in truth.weakest(year) if e["class"] != "to-keep"}
        assert set(columns_of(measures)[0]) == weak
        texts = "\n".join(
            str(cell)
            for sheet in (summary, indicators)
            for row in sheet.values
            for cell in row
            if isinstance(cell, str)
        )
        assert set(figures_in(texts)) <= figures_of(truth, year)


def test_charts_in_the_workbook_remember_what_their_cells_hold(case: Case, tmp_path: Path) -> None:
    for year in case.truth.years:
        content = make(case, year, tmp_path, "xlsx").read_bytes()
        book = openpyxl.load_workbook(io.BytesIO(content))
        drawn: list[str] = []
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            for name in package.namelist():
                if name.startswith("xl/charts/chart"):
                    drawn += check_caches(book, package.read(name).decode("utf-8"))
        scores = case.truth.scores(year)
        assert len(drawn) == (4 if case.truth.base(year) else 3 if len(case.truth.years) > 1 else 2)
        assert len(scores) == 10


def check_caches(book: Any, chart: str) -> list[str]:
    """Compare every cache of values with the cells that it is of; give their addresses."""
    found = re.findall(r"<c:val><c:numRef><c:f>(.*?)</c:f><c:numCache>(.*?)</c:numCache>", chart, re.DOTALL)
    assert len(found) == chart.count("<c:ser>")
    for address, cache in found:
        sheet, cells = address.rsplit("!", 1)
        held = [row[0].value for row in book[sheet.strip("'")][cells.replace("$", "")]]
        remembered = [float(value) for value in re.findall(r"<c:v>(.*?)</c:v>", cache)]
        assert remembered == pytest.approx([value for value in held if value is not None], abs=1e-9)
        assert None not in held
    return [address for address, _ in found]
