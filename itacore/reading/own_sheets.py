"""Sheets that this program itself put into a workbook; they are never read as scores."""

from __future__ import annotations

from itacore.reading.grid import Grid
from itacore.wording import say

_HEADS = ("severity", "place", "cell", "message", "hint")
_ROWS = 10  # in which the heads of the list stand


def is_list_of_issues(grid: Grid) -> bool:
    """Whether a sheet is the list of issues of a marked workbook, whatever its name."""
    if grid.rows < 2 or grid.columns < len(_HEADS) or grid.text(0, 0) != say("marked", "list.title"):
        return False
    heads = [say("marked", f"list.{key}") for key in _HEADS]
    return any(
        [grid.text(row, column) for column in range(len(heads))] == heads
        for row in range(1, min(_ROWS, grid.rows))
    )
