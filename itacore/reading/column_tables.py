"""Find tables in which each column is a figure and each row an agency or a year."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from itacore.agencies import clean_name, looks_like_agency
from itacore.reading.cells import Account, Ints, SheetCells, State
from itacore.reading.column_headings import Heading, find_headings
from itacore.reading.entities import with_agency
from itacore.reading.facts import FoundAgency
from itacore.reading.figure_columns import Described
from itacore.reading.labels import PUBLISHED_ROLES
from itacore.reading.summary_rows import without_summaries
from itacore.reading.table import FoundTable, Pending, ScoreColumn
from itacore.reading.unpublished import speaks_of_hope

_GAP = 3
_SAMPLE = 50
_MOST_SECTIONS = 5000
_PLACES = ("type", "district", "province")


def find_column_tables(cells: SheetCells) -> list[FoundTable]:
    """Find every table whose columns are figures."""
    tables = [_build(cells, heading) for heading in find_headings(cells)]
    return [table for table in tables if table is not None]


def _build(cells: SheetCells, heading: Heading) -> FoundTable | None:
    """Describe the table under a heading."""
    pending = Pending()
    found = Described(cells, pending, heading)
    columns = found.columns
    if not columns and found.odd:
        return _refused(heading, found, pending)
    if not columns:
        return None
    rows = _filled_rows(cells, heading.bottom + 1, heading.end, columns)
    fields = with_agency(cells, rows, _with_years(cells, rows, found.fields), {c.column for c in columns})
    rows = without_summaries(cells, pending, rows, fields, columns, heading.columns)
    rows = _before_gap(cells, rows, fields)
    if not _holds_figures(cells, rows, columns, listed=not fields.keys() & {"agency", "year"}):
        return None
    indicators = any(column.code not in PUBLISHED_ROLES for column in columns)
    many = "agency" in fields
    table = FoundTable(
        "agencies" if indicators and many else "years-down" if indicators else "totals",
        heading.top,
        rows,
        columns,
        fields={role: c for role, c in fields.items() if role in ("agency", "year", *_PLACES)},
        pending=pending,
        labels=found.labels,
        odd=found.odd,
    )
    if "agency" not in fields or "year" not in fields:
        _read_sections(cells, table, heading.bottom)
    return table


def _with_years(cells: SheetCells, rows: Ints, fields: dict[str, int]) -> dict[str, int]:
    """A column headed as agencies that holds years under the name of each agency is one of years."""
    if "agency" not in fields or "year" in fields:
        return fields
    some = rows[:_SAMPLE]
    years = sum(cells.year(row, fields["agency"]) is not None for row in some.tolist())
    if years * 2 <= len(some):
        return fields
    return {**{role: c for role, c in fields.items() if role != "agency"}, "year": fields["agency"]}


def _refused(heading: Heading, found: Described, pending: Pending) -> FoundTable:
    """A heading none of whose figures can be read."""
    row = np.array([heading.main], dtype=np.int64)
    return FoundTable("", heading.top, row, [], pending=pending, labels=found.labels, odd=found.odd)


def _filled_rows(cells: SheetCells, start: int, end: int, columns: list[ScoreColumn]) -> Ints:
    """Rows that hold anything in a column of figures."""
    filled = np.zeros(max(0, end - start), dtype=bool)
    for column in columns:
        filled |= cells.grid.filled[start:end, column.column]
    return np.flatnonzero(filled) + start


def _holds_figures(cells: SheetCells, rows: Ints, columns: list[ScoreColumn], *, listed: bool) -> bool:
    """Whether most of what stands in columns of figures may be figures: numbers, missing marks, formulas at fault.

    Where rows name neither agency nor year and no column of an indicator holds any, it is a list: ``listed``.
    """
    filled = wrong = 0
    good: list[bool] = []
    for column in columns:
        if column.code not in ("rating", "rank-group"):
            _, state = cells.values(rows, column.column, highest=np.inf)
            own, foreign = int((state != State.EMPTY).sum()), cells.count_foreign(rows, column.column, state)
            filled, wrong = filled + own, wrong + foreign
            if own and column.code not in PUBLISHED_ROLES:
                good.append(foreign * 2 <= own)
    return filled > 0 and wrong * 2 <= filled and (not (listed and good) or any(good))


def _before_gap(cells: SheetCells, rows: Ints, fields: dict[str, int]) -> Ints:
    """Rows up to the first gap of three blank rows after which no agency is named."""
    for index in (np.flatnonzero(np.diff(rows) > _GAP) + 1).tolist():
        before, after = int(rows[index - 1]), int(rows[index])
        filled = np.flatnonzero(cells.grid.filled[before : after + 1].any(axis=1))
        name = cells.grid.text(after, fields["agency"]) if "agency" in fields else None
        if np.diff(filled).max() > _GAP and not (name and looks_like_agency(name)):
            return rows[:index]
    return rows


def _name_left_out(cells: SheetCells, table: FoundTable, rows: Ints) -> None:
    """Name figures above those of the table, under its heading, that are targets or the like."""
    for column in table.columns:
        filled = rows[cells.grid.filled[rows, column.column]]
        if len(filled):
            row = int(filled[0])
            found = cells.grid.shown(row, column.column)
            table.pending.issue("numbers-not-used", row, column.column, count=len(filled), found=found)
            table.pending.mark(filled, column.column, Account.IGNORED, "not-in-a-table")


def _read_sections(cells: SheetCells, table: FoundTable, bottom: int) -> None:
    """Give rows the year or agency of the section row above them, where rows hold nothing but one of these."""
    between = np.setdiff1d(np.arange(bottom + 1, table.last), table.rows)[:_MOST_SECTIONS]
    year: int | None = None
    agency: FoundAgency | None = None
    years = np.zeros(len(table.rows), dtype=np.int64)
    agencies: list[FoundAgency | None] = [None] * len(table.rows)
    hoped = np.zeros(len(table.rows), dtype=bool)
    in_hope = False
    for row, end in pairwise([*between.tolist(), table.last + 1]):
        filled = np.flatnonzero(cells.grid.filled[row]).tolist()
        if len(filled) > 2:
            continue
        for column in filled:
            in_hope = (in_hope and cells.year(row, column) is None) or speaks_of_hope(
                cells.grid.text(row, column) or ""
            )
            year = cells.year(row, column) or year
            text = cells.grid.text(row, column)
            if text and looks_like_agency(text):
                agency = FoundAgency(clean_name(text))
        for index in range(*np.searchsorted(table.rows, [row, end]).tolist()):
            years[index] = year or 0
            agencies[index] = agency
            hoped[index] = in_hope
    if hoped.any() and not hoped.all():
        left_out = table.rows[hoped]
        table.rows, years = table.rows[~hoped], years[~hoped]
        _name_left_out(cells, table, left_out[left_out < table.first])
        agencies = [one for one, left_out in zip(agencies, hoped.tolist(), strict=True) if not left_out]
    if "year" not in table.fields and years.all() and any(column.year is None for column in table.columns):
        table.row_years = years
    if "agency" not in table.fields and any(agencies):
        table.row_agencies = agencies
