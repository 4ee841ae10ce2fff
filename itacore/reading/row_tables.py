"""Find tables in which each row is a figure: years side by side, ranked, plain and long lists, our template."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from itacore.reading.cells import Account, SheetCells
from itacore.reading.entities import find_fields
from itacore.reading.label_columns import LabelColumn, begins_table, find_label_columns
from itacore.reading.labels import FIGURE_ROLES, PUBLISHED_ROLES, Label
from itacore.reading.row_labels import coded_rows
from itacore.reading.score_columns import choose_columns, header_rows, rating_columns
from itacore.reading.table import FoundTable, Pending, ScoreColumn

_MOST_BETWEEN = 30
_BLANK_BREAK = 3


def find_row_tables(cells: SheetCells) -> list[FoundTable]:
    """Find every table whose rows are figures."""
    columns = find_label_columns(cells)
    order = sorted(
        columns, key=lambda c: (c.is_weak, -len(c.distinct & _indicators()), -len(c.distinct), c.column)
    )
    tables: list[FoundTable] = []
    for names in order:
        scored = sum(label.value is not None for label in names.labels.tolist()) >= 2
        for block in _blocks(cells, names):
            limits = _limits(cells, block, columns)
            table = _build(cells, block, limits, scored=scored)
            if table is not None:
                tables.append(table)
    return tables


def _indicators() -> set[str]:
    return {str(number) for number in range(1, 11)}


def _limits(cells: SheetCells, block: LabelColumn, columns: list[LabelColumn]) -> tuple[int, int]:
    """Columns between which the figures of a block stand: up to the next labels of the same rows."""
    first, last = int(block.rows[0]), int(block.rows[-1])
    beside = [
        c.column
        for c in columns
        if c.column not in (block.column, block.numbers) and ((c.rows >= first) & (c.rows <= last)).sum() > 1
    ]
    start = block.column + 1 if min(beside, default=block.column) < block.column else 0
    return start, min((column for column in beside if column > block.column), default=cells.grid.columns)


def _blocks(cells: SheetCells, names: LabelColumn) -> list[LabelColumn]:
    """Cut a column of labels where one table ends and another begins."""
    rows = names.rows
    breaks = [0]
    for index in (np.flatnonzero(np.diff(rows) > 1) + 1).tolist():
        if _ends_table(cells, int(rows[index - 1]) + 1, int(rows[index]), names.column):
            breaks.append(index)
    breaks.append(len(rows))
    return [
        LabelColumn(names.column, rows[a:b], names.labels[a:b], names.numbers) for a, b in pairwise(breaks)
    ]


def _ends_table(cells: SheetCells, start: int, end: int, column: int) -> bool:
    """Whether the rows between two labels hold a heading, or nothing over three rows."""
    filled = cells.grid.filled[start:end]
    if end - start > _MOST_BETWEEN or int((~filled.any(axis=1)).sum()) >= _BLANK_BREAK:
        return True
    return any(
        cells.role(row, column) not in PUBLISHED_ROLES and begins_table(cells, row)
        for row in range(start, end)
    )


def _build(
    cells: SheetCells, block: LabelColumn, limits: tuple[int, int], *, scored: bool
) -> FoundTable | None:
    """Describe the table around a block of labels; ``scored`` where labels of its column carry scores themselves."""
    labels = block.labels.tolist()
    if not any(label.role in FIGURE_ROLES | {"instrument"} for label in labels):
        return None
    head = header_rows(cells, int(block.rows[0]), block.column)
    fields = find_fields(cells, head, block.rows, {block.column})
    pending = Pending()
    columns = choose_columns(cells, pending, block, head, fields, limits)
    if not columns and scored and any(label.value is not None for label in labels):
        columns = [ScoreColumn(block.column)]
        block = _with_scores(cells, block)
    table = FoundTable("", head.start, block.rows, columns, fields=fields, pending=pending)
    table.label_columns = tuple(c for c in (block.column, block.numbers) if c is not None)
    table.labels = len(labels)
    table.odd = sum(_is_odd(label) for label in labels)
    if columns:
        long = bool(fields.keys() & {"agency", "year"})
        table.rows, table.codes, table.row_codes = coded_rows(cells, pending, block, columns, long=long)
        table.layout = _layout(cells, block, columns, fields, head)
        table.ratings = rating_columns(cells, block, head, columns, limits)
    for column in (block.column, block.numbers):
        if column is not None and all(column != c.column for c in columns):
            pending.mark(block.rows, column, Account.CONTEXT)
    if not len(table.rows):
        table.rows, table.columns = block.rows, []
    return table


def _with_scores(cells: SheetCells, block: LabelColumn) -> LabelColumn:
    """The labels that carry a score, or say that they do."""
    keep = np.array(["คะแนน" in cells.grid.shown(row, block.column) for row in block.rows.tolist()])
    return LabelColumn(block.column, block.rows[keep], block.labels[keep], block.numbers)


def _is_odd(label: Label) -> bool:
    """Whether a label joins a number with a name that is not its own."""
    return label.conflict or (label.role == "unknown-indicator" and bool(label.number))


def _layout(
    cells: SheetCells, block: LabelColumn, columns: list[ScoreColumn], fields: dict[str, int], head: range
) -> str:
    if fields.keys() & {"agency", "year"}:
        return "long"
    if any(c.agency for c in columns):
        return "agencies-across"
    if columns[0].column == block.column:
        return "scores-in-labels"
    if len(columns) > 1:
        return "years-across"
    ranked = any(cells.role(row, c) == "order" for row in head for c in range(block.column))
    return "ranked-list" if ranked else "plain-list"
