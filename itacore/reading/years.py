"""The fiscal year of every row and column of a table, and which years can be read."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from itacore.criteria import Criteria
from itacore.reading.cells import Account, Bools, Ints, SheetCells
from itacore.reading.context import Surroundings
from itacore.reading.grid import Kind
from itacore.reading.table import FoundTable, ScoreColumn
from itacore.thai import compact

UNKNOWN = 0


@dataclass(frozen=True)
class ReadableYears:
    """Years that can be read: from the first of this model of assessment to the one that is running."""

    first: int
    running: int

    @classmethod
    def of(cls, criteria: Criteria, running: int) -> ReadableYears:
        """Years of the rule books, to the running one."""
        return cls(criteria.first_year, running)

    def include(self, years: Ints) -> Bools:
        """Whether each year can be read."""
        return (years >= self.first) & (years <= self.running)

    def report(
        self, cells: SheetCells, year: int, cell: tuple[int, int] | None, **candidates: tuple[int, ...]
    ) -> None:
        """Say why a year cannot be read; ``candidates`` may tell between which years a person has to choose."""
        row, column = cell or (None, None)
        if year == UNKNOWN:
            cells.issue("year-missing", row, column, **candidates)
        elif year < self.first:
            cells.issue("year-other-model", row, column, year=year, first=self.first)
        else:
            cells.issue("year-in-future", row, column, year=year, running=self.running)


def years_of_rows(table: FoundTable, cells: SheetCells, around: int | None) -> Ints:
    """Year of every data row: from its section, its column of years, else from the headings; 0 where unknown."""
    if table.row_years is not None:
        return table.row_years
    if "year" in table.fields:
        cells.mark(table.rows, table.fields["year"], Account.CONTEXT)
        years = years_of_column(cells, table.rows, table.fields["year"])
        return _only_of_own_agency(years, table, cells)
    return np.full(len(table.rows), around or UNKNOWN, dtype=np.int64)


def _only_of_own_agency(years: Ints, table: FoundTable, cells: SheetCells) -> Ints:
    """Leave a blank year unknown where the year above it is another agency's and the column has several years.

    A column of years before the agencies heads groups of them and holds for all below.
    """
    agency, year = table.fields.get("agency"), table.fields["year"]
    if agency is None or agency > year or len(np.unique(years[years != UNKNOWN])) < 2:
        return years
    filled, result = cells.grid.filled, years.copy()
    for index in np.flatnonzero(~filled[table.rows, year] & filled[table.rows, agency]).tolist():
        if not filled[cells.grid.source(int(table.rows[index]), year)]:
            result[index] = UNKNOWN
    return result


def years_of_column(cells: SheetCells, rows: Ints, column: int) -> Ints:
    """Read a column of years; cells left blank take the year above them."""
    grid = cells.grid
    years = np.zeros(len(rows), dtype=np.int64)
    numbers = grid.numbers[rows, column]
    plain = (grid.kinds[rows, column] == Kind.NUMBER) & (numbers >= 2530) & (numbers <= 2599)
    plain &= numbers == np.floor(numbers)
    years[plain] = numbers[plain].astype(np.int64)
    memory: dict[str, int] = {}
    for index in np.flatnonzero(~plain).tolist():
        source = grid.source(int(rows[index]), column)
        if not grid.filled[source]:
            years[index] = years[index - 1] if index and rows[index - 1] == rows[index] - 1 else UNKNOWN
            continue
        shown = grid.shown(*source)
        if shown not in memory:
            memory[shown] = cells.year(*source) or two_digit_year(shown) or UNKNOWN
        years[index] = memory[shown]
    return years


def two_digit_year(text: str) -> int | None:
    """Read a year of two digits, good only in a column of years.

    >>> two_digit_year("๖๘"), two_digit_year("12")
    (2568, None)
    """
    bare = compact(text)
    return 2500 + int(bare) if bare.isdigit() and len(bare) == 2 and 55 <= int(bare) <= 99 else None


def report_row_years(
    table: FoundTable,
    cells: SheetCells,
    years: Ints,
    ok: Bools,
    readable: ReadableYears,
    around: Surroundings,
) -> None:
    """Say of which rows the year cannot be read: row by row where rows have years, else once."""
    if "year" not in table.fields and table.row_years is None:
        columns = tuple(column.column for column in table.columns if column.year is None)
        readable.report(
            cells,
            int(years[0]),
            around.year_cell,
            years=around.years,
            columns=columns,
            rows=(table.first, table.last),
        )
        return
    column = table.fields.get("year", table.columns[0].column)
    for index in np.flatnonzero(~ok).tolist():
        readable.report(cells, int(years[index]), (int(table.rows[index]), column))


def usable_column(column: ScoreColumn, cells: SheetCells, readable: ReadableYears) -> bool:
    """Whether the year of a column, if it has one of its own, can be read; says why where it cannot."""
    if column.year is None or readable.first <= column.year <= readable.running:
        return True
    readable.report(cells, column.year, column.year_cell)
    return False
