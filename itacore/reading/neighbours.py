"""Tables beside and above each other: which headings speak of which table."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from itacore.reading.cells import SheetCells
from itacore.reading.context import Surroundings, read_surroundings
from itacore.reading.table import FoundTable

_ROWS_ABOVE = 60


def surroundings(cells: SheetCells, table: FoundTable, tables: Sequence[FoundTable]) -> Surroundings:
    """Read what stands around a table, without what belongs to the other tables of the sheet."""
    others = [other for other in tables if other is not table]
    rows = _rows_above(table, others)
    beside = [other for other in others if _stand_beside(table, other)]
    if not beside:
        return read_surroundings(cells, rows)
    group = sorted([table, *beside], key=lambda one: one.span[0])
    edges = [_left_edge(cells, one, left) for left, one in zip([None, *group], group, strict=False)]
    at = group.index(table)
    start = 0 if at == 0 else edges[at]
    end = cells.grid.columns if at == len(group) - 1 else edges[at + 1]
    first = min(one.start for one in group)
    shared = [row for row in rows if row < first and cells.grid.filled[row].sum() == 1]
    return read_surroundings(cells, rows, range(start, end), shared)


def _rows_above(table: FoundTable, others: Sequence[FoundTable]) -> list[int]:
    """Rows of headings over a table, the nearest first, without the rows of tables above it."""
    start = max(0, table.first - _ROWS_ABOVE)
    above = [other for other in others if not _stand_beside(table, other)]
    return [
        row
        for row in range(table.first - 1, start - 1, -1)
        if not any(other.start <= row <= other.last for other in above)
    ]


def _stand_beside(one: FoundTable, other: FoundTable) -> bool:
    """Whether two tables share rows and no columns."""
    same_rows = one.start <= other.last and other.start <= one.last
    return same_rows and (one.span[1] < other.span[0] or other.span[1] < one.span[0])


def _left_edge(cells: SheetCells, table: FoundTable, left: FoundTable | None) -> int:
    """First column of a table, with columns of ranks and the like before its labels."""
    edge = table.span[0]
    rows = np.arange(table.start, table.last + 1)
    while edge - 1 > (left.span[1] if left else -1) and cells.grid.filled[rows, edge - 1].any():
        edge -= 1
    return edge
