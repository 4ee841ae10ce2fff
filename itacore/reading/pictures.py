"""Cells of a document that hold nothing but a picture, where a score should stand."""

from __future__ import annotations

from itacore.agencies import looks_like_agency
from itacore.reading.cells import SheetCells
from itacore.reading.labels import FIGURE_ROLES, PUBLISHED_ROLES

_MOST_ROWS = 200  # between a heading and a picture
_FIGURES = FIGURE_ROLES | PUBLISHED_ROLES
_HEADS = _FIGURES | {"score"}


def report_pictures(cells: SheetCells) -> None:
    """Name the scores of each column that stand there as pictures."""
    found: dict[int, list[int]] = {}
    for row, column in cells.grid.pictures:
        if row < cells.grid.rows and column < cells.grid.columns and _is_score(cells, row, column):
            found.setdefault(column, []).append(row)
    for column, rows in found.items():
        cells.issue("scores-as-pictures", rows[0], column, count=len(rows))


def _is_score(cells: SheetCells, row: int, column: int) -> bool:
    """Whether a cell stands under a heading of scores and beside what they are of.

    A picture of evidence beside an indicator stands under another heading.
    """
    head = _heading(cells, row, column)
    if head is None:
        return False
    roles = [
        cells.role(row, left) for left in range(column) if cells.grid.filled[cells.grid.source(row, left)]
    ]
    if any(role in _FIGURES for role in roles):
        return cells.role(*head) in _HEADS or _names_column(cells, head)
    return bool(roles) and cells.role(*head) in _FIGURES


def _heading(cells: SheetCells, row: int, column: int) -> tuple[int, int] | None:
    """The nearest cell above that holds a text or a year."""
    for above in range(row - 1, max(row - 1 - _MOST_ROWS, -1), -1):
        source = cells.grid.source(above, column)
        if cells.grid.text(*source) is not None and not cells.holds_number(*source):
            return source
        if cells.year(*source) is not None:
            return source
    return None


def _names_column(cells: SheetCells, head: tuple[int, int]) -> bool:
    """Whether a heading over scores says whose or of which year they are."""
    text = cells.grid.text(*head)
    return cells.year(*head) is not None or (text is not None and looks_like_agency(text))
