"""Read one sheet: choose its tables, take up their figures, account for every other cell."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from itacore.issues import Severity, column_name, issue_codes
from itacore.reading.cells import Account, Ints, SheetCells
from itacore.reading.column_tables import find_column_tables
from itacore.reading.emit import emit
from itacore.reading.facts import Facts
from itacore.reading.grid import Kind
from itacore.reading.look_alikes import COMPANIONS, other_assessment, without_plans
from itacore.reading.mapping import SheetMapping
from itacore.reading.mapping_table import surroundings_of, table_of
from itacore.reading.neighbours import surroundings
from itacore.reading.own_sheets import is_list_of_issues
from itacore.reading.pictures import report_pictures
from itacore.reading.row_tables import find_row_tables
from itacore.reading.table import FoundTable
from itacore.reading.years import ReadableYears


@dataclass(frozen=True, eq=False)
class SheetResult:
    """What a sheet was read as; ``layout`` is None where no scores were found, ``refused`` where that was said.

    ``companion`` is the code of a sheet that often stands beside one of scores: whether it is a fault, the
    other sheets of the file tell.
    """

    cells: SheetCells
    layout: str | None = None
    scores: int = 0
    refused: bool = False
    companion: str | None = None


def read_sheet(
    cells: SheetCells, facts: Facts, readable: ReadableYears, mapping: SheetMapping | None = None
) -> SheetResult:
    """Read a sheet into ``facts``; its issues go where the cells report.

    A table that a mapping describes is read by it; other tables of the sheet are found as ever.
    """
    if not cells.grid.filled.any():
        return SheetResult(cells)
    if not cells.grid.visible:
        return _refuse(cells, "hidden-sheet", "hidden-sheet")
    if is_list_of_issues(cells.grid):
        return _refuse(cells, "own-list", "no-scores-in-sheet")
    _report_hidden(cells)
    mapped = table_of(mapping, cells) if mapping else None
    tables = _choose(find_tables(cells), mapped)
    other = other_assessment(cells, tables)
    if other in COMPANIONS:
        cells.mark_where(cells.grid.filled, Account.IGNORED, "no-scores-in-sheet")
        return SheetResult(cells, companion=f"look-alike-{other}")
    if other is not None:
        return _refuse(cells, f"look-alike-{other}", "other-assessment")
    before = cells.issues.counts.copy()
    scores = 0
    for table in tables:
        if table.columns:
            around = surroundings(cells, table, tables)
            if mapping is not None and table is mapped:
                around = surroundings_of(mapping, around)
            scores += emit(table, cells, facts, around, readable)
        else:
            table.pending.apply(cells)
    read = [table for table in tables if table.columns]
    report_pictures(cells)
    _account_for_rest(cells, read)
    return SheetResult(cells, read[0].layout if scores else None, scores, _something_said(cells, before))


def _report_hidden(cells: SheetCells) -> None:
    """Say which rows and columns are not shown in the file but read all the same."""
    rows, columns = cells.grid.hidden_rows, cells.grid.hidden_columns
    if rows:
        cells.issue("hidden-rows", count=len(rows), first=rows[0] + 1)
    if columns:
        cells.issue("hidden-columns", count=len(columns), first=column_name(columns[0]))


def _something_said(cells: SheetCells, before: Counter[str]) -> bool:
    """Whether anything but notes was reported since the issues were counted."""
    new = cells.issues.counts - before
    return any(issue_codes()[code] is not Severity.NOTE for code in new)


def _refuse(cells: SheetCells, issue: str, reason: str) -> SheetResult:
    """Leave a whole sheet out."""
    cells.mark_where(cells.grid.filled, Account.IGNORED, reason)
    cells.issue(issue)
    return SheetResult(cells, refused=True)


def find_tables(cells: SheetCells) -> list[FoundTable]:
    """Find every table that a sheet may hold; some may share cells."""
    return without_plans(cells, [*find_row_tables(cells), *find_column_tables(cells)])


def _choose(tables: list[FoundTable], mapped: FoundTable | None = None) -> list[FoundTable]:
    """Choose tables that share no cells, the larger first; of equal ones the first found.

    One that a person described comes before all; nothing else is read between its rows and columns.
    """
    chosen: list[FoundTable] = []
    if mapped is not None:
        chosen = [mapped]
        tables = [table for table in tables if _apart(table, mapped)]
    for table in sorted(tables, key=lambda table: -table.size):
        if not any(_overlap(table, other) for other in chosen):
            chosen.append(table)
    return sorted(chosen, key=lambda table: (table.first, min((c.column for c in table.columns), default=0)))


def _apart(table: FoundTable, mapped: FoundTable) -> bool:
    """Whether a table lies wholly outside the one that a person described."""
    beside = table.span[1] < mapped.span[0] or mapped.span[1] < table.span[0]
    return beside or table.last < mapped.top or mapped.last < _start(table)


def _overlap(one: FoundTable, other: FoundTable) -> bool:
    """Whether two tables would read the same cells."""
    if one.row_codes is not None and other.row_codes is not None and one.columns and other.columns:
        columns = {c.column for c in one.columns} & {c.column for c in other.columns}
        return bool(columns) and len(np.intersect1d(one.rows, other.rows)) > 0
    of_columns = one.row_codes is None and other.row_codes is None and one.columns and other.columns
    if of_columns and (one.span[1] < other.span[0] or other.span[1] < one.span[0]):
        return False
    return _start(one) <= other.last and _start(other) <= one.last


def _start(table: FoundTable) -> int:
    """First row that belongs to a table alone: its heading where columns are figures, else its first label."""
    return table.top if table.row_codes is None and table.columns else table.first


def _account_for_rest(cells: SheetCells, tables: list[FoundTable]) -> None:
    """Account for cells that no table took: headings and texts are context, numbers are ignored and named."""
    if not tables:
        cells.mark_where(cells.grid.filled, Account.IGNORED, "no-scores-in-sheet")
        return
    for table in tables:
        cells.mark(slice(table.top, table.first), slice(None), Account.CONTEXT)
    is_number = cells.grid.filled & (cells.account == Account.OPEN)
    is_number[cells.grid.kinds == Kind.TEXT] = False
    _add_number_texts(cells, is_number)
    cells.mark_where(~is_number, Account.CONTEXT)
    inside = np.zeros(cells.grid.rows, dtype=bool)
    for table in tables:
        inside[table.first : table.last + 1] = True
    for column in np.flatnonzero(is_number.any(axis=0)).tolist():
        rows = np.flatnonzero(is_number[:, column])
        if _counts(cells, rows, column) or _names_years(cells, rows, column):
            cells.mark(rows, column, Account.CONTEXT)
            continue
        cells.mark(rows[inside[rows]], column, Account.IGNORED, "column-not-used")
        cells.mark(rows, column, Account.IGNORED, "not-in-a-table")
        row = int(rows[0])
        cells.issue("numbers-not-used", row, column, count=len(rows), found=cells.grid.shown(row, column))


def _add_number_texts(cells: SheetCells, is_number: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> None:
    """Count texts that are nothing but a number with decimals as numbers."""
    is_open = (cells.account == Account.OPEN) & (cells.grid.kinds == Kind.TEXT)
    for column in np.flatnonzero(is_open.any(axis=0)).tolist():
        rows = np.flatnonzero(is_open[:, column])
        values, _ = cells.values(rows, column, highest=np.inf)
        is_number[rows[~np.isnan(values) & (values != np.floor(values))], column] = True


def _counts(cells: SheetCells, rows: Ints, column: int) -> bool:
    """Whether the numbers of a column just count its rows from 1, in any order."""
    values = np.sort(cells.grid.numbers[rows, column])
    return len(rows) >= 2 and bool(np.array_equal(values, np.arange(1, len(rows) + 1)))


def _names_years(cells: SheetCells, rows: Ints, column: int) -> bool:
    """Whether all numbers of a column are years."""
    return all(cells.year(row, column) for row in rows[:1000].tolist())
