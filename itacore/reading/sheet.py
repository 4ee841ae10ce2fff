"""Read one sheet: choose its tables, take up their figures, account for every other cell."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from itacore.issues import Severity, issue_codes
from itacore.reading.cells import Account, Ints, SheetCells
from itacore.reading.column_tables import find_column_tables
from itacore.reading.context import read_surroundings
from itacore.reading.emit import emit
from itacore.reading.facts import Facts
from itacore.reading.grid import Kind
from itacore.reading.headings import look_alikes
from itacore.reading.row_tables import find_row_tables
from itacore.reading.table import FoundTable
from itacore.reading.years import ReadableYears
from itacore.thai import compact

_ROWS_ABOVE = 60
_LOOK_ALIKE_ROWS = 60
_LONGEST_WORD = 120


@dataclass(frozen=True, eq=False)
class SheetResult:
    """What a sheet was read as; ``layout`` is None where no scores were found, ``refused`` where that was said."""

    cells: SheetCells
    layout: str | None = None
    scores: int = 0
    refused: bool = False


def read_sheet(cells: SheetCells, facts: Facts, readable: ReadableYears) -> SheetResult:
    """Read a sheet into ``facts``; its issues go where the cells report."""
    if not cells.grid.filled.any():
        return SheetResult(cells)
    if not cells.grid.visible:
        return _refuse(cells, "hidden-sheet", "hidden-sheet")
    tables = _choose([*find_row_tables(cells), *find_column_tables(cells)])
    other = _other_assessment(cells)
    if other is None and any(table.is_other_assessment for table in tables):
        other = "other-names"
    if other is not None:
        return _refuse(cells, f"look-alike-{other}", "other-assessment")
    before = cells.issues.counts.copy()
    scores = 0
    for table in tables:
        if table.columns:
            around = read_surroundings(cells, _rows_above(table, tables))
            scores += emit(table, cells, facts, around, readable)
        else:
            table.pending.apply(cells)
    read = [table for table in tables if table.columns]
    _account_for_rest(cells, read)
    return SheetResult(cells, read[0].layout if scores else None, scores, _something_said(cells, before))


def _something_said(cells: SheetCells, before: Counter[str]) -> bool:
    """Whether anything but notes was reported since the issues were counted."""
    new = cells.issues.counts - before
    return any(issue_codes()[code] is not Severity.NOTE for code in new)


def _refuse(cells: SheetCells, issue: str, reason: str) -> SheetResult:
    """Leave a whole sheet out."""
    cells.mark_where(cells.grid.filled, Account.IGNORED, reason)
    cells.issue(issue)
    return SheetResult(cells, refused=True)


def _choose(tables: list[FoundTable]) -> list[FoundTable]:
    """Choose tables that share no cells, the larger first; of equal ones the first found."""
    chosen: list[FoundTable] = []
    for table in sorted(tables, key=lambda table: -table.size):
        if not any(_overlap(table, other) for other in chosen):
            chosen.append(table)
    return sorted(chosen, key=lambda table: (table.first, min((c.column for c in table.columns), default=0)))


def _overlap(one: FoundTable, other: FoundTable) -> bool:
    """Whether two tables would read the same cells."""
    if one.row_codes is not None and other.row_codes is not None and one.columns and other.columns:
        columns = {c.column for c in one.columns} & {c.column for c in other.columns}
        return bool(columns) and len(np.intersect1d(one.rows, other.rows)) > 0
    return _start(one) <= other.last and _start(other) <= one.last


def _start(table: FoundTable) -> int:
    """First row that belongs to a table alone: its heading where columns are figures, else its first label."""
    return table.top if table.row_codes is None and table.columns else table.first


def _rows_above(table: FoundTable, tables: list[FoundTable]) -> list[int]:
    """Rows of headings over a table, the nearest first, without the rows of other tables."""
    others = [other for other in tables if other is not table]
    start = max(0, table.first - _ROWS_ABOVE)
    return [
        row
        for row in range(table.first - 1, start - 1, -1)
        if not any(_start(other) <= row <= other.last for other in others)
    ]


def _other_assessment(cells: SheetCells) -> str | None:
    """Code of another assessment whose words the sheet uses, None where it uses none."""
    head = cells.grid.texts[:_LOOK_ALIKE_ROWS]
    texts = [cells.grid.strings[place] for place in np.unique(head[head >= 0]).tolist()]
    labels = [cells.vocabulary.label(text) for text in texts]
    if sum(label is not None and label.role == "indicator" and not label.weak for label in labels) >= 3:
        return None
    keys = [compact(text) for text in texts if len(text) < _LONGEST_WORD]
    for code, words in look_alikes().items():
        if sum(any(key == word or (len(word) > 5 and word in key) for key in keys) for word in words) >= 2:
            return code
    return None


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
