"""Columns that say of each row which agency, year or place it speaks of."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from itacore.agencies import looks_like_agency
from itacore.reading.cells import Floats, Ints, SheetCells
from itacore.reading.years import two_digit_year

ENTITY_ROLES = frozenset({"agency", "year", "type", "district", "province", "group"})
_STAND_INS = ("group", "province")  # the name where no column names the agency
_SAMPLE = 200
_MOST_NAMES = 0.5
_ENOUGH = 3
_MOST_RANKS = 60
_SUBINDICATORS = {9.1, 9.2, 9.3, 9.4, 9.5, 10.1, 10.2}


def header_cells(cells: SheetCells, head: Iterable[int], column: int) -> list[tuple[int, int]]:
    """Cells over a column in rows of a heading, the lowest first; a merged cell counts once."""
    found: list[tuple[int, int]] = []
    for row in reversed(list(head)):
        source = cells.grid.source(row, column)
        if cells.grid.filled[source] and source not in found:
            found.append(source)
    return found


def find_fields(cells: SheetCells, head: range, rows: Ints, taken: set[int]) -> dict[str, int]:
    """Find columns of agency, year and place by their heading, the agency also by what it holds."""
    fields: dict[str, int] = {}
    for column in range(cells.grid.columns):
        if column in taken:
            continue
        roles = (cells.role(*source) for source in header_cells(cells, head, column) if source[1] == column)
        role = next((role for role in roles if role), None)
        if role in ENTITY_ROLES and _fits(cells, rows, column, role):
            fields.setdefault(role, column)
    return with_agency(cells, rows, fields, taken)


def with_agency(cells: SheetCells, rows: Ints, fields: dict[str, int], taken: set[int]) -> dict[str, int]:
    """Add the column of agencies where no heading names it: by its texts, else the group or province instead."""
    if "agency" in fields:
        return fields
    others = taken | set(fields.values())
    for column in range(cells.grid.columns):
        if column not in others and share_of_agencies(cells, rows, column) > _MOST_NAMES:
            return {**fields, "agency": column}
    for role in _STAND_INS:
        if role in fields:
            column = fields[role]
            kept = {name: place for name, place in fields.items() if place != column}
            return {**kept, "agency": column}
    return fields


def share_of_agencies(cells: SheetCells, rows: Ints, column: int) -> float:
    """Share of the filled cells of a column that read as names of agencies."""
    some = _spread(rows)
    filled = int(cells.grid.filled[some, column].sum())
    places = cells.grid.texts[some, column]
    names = sum(looks_like_agency(cells.grid.strings[place]) for place in places.tolist() if place >= 0)
    return names / filled if filled else 0.0


def counts_rows(numbers: Floats) -> bool:
    """Whether numbers are ranks, row numbers or codes of sub-indicators: each is one more than another, from 1 or low.

    >>> counts_rows(np.array([2.0, 1.0, 3.0])), counts_rows(np.array([98.0, 99.0, 100.0]))
    (True, False)
    """
    if len(numbers) < _ENOUGH:
        return False
    low, high = float(numbers.min()), float(numbers.max())
    if high - low + 1 == len(numbers) and (low == 1 or high <= _MOST_RANKS):
        return bool((np.diff(np.sort(numbers)) == 1).all())
    return high < 11 and set(np.round(numbers, 6).tolist()) <= _SUBINDICATORS


def _fits(cells: SheetCells, rows: Ints, column: int, role: str) -> bool:
    """Whether a column under a heading of years holds years, and one of names holds texts."""
    sources = [cells.grid.source(row, column) for row in _spread(rows).tolist()]
    filled = [source for source in sources if cells.grid.filled[source]]
    if role == "year":
        good = [s for s in filled if cells.year(*s) or two_digit_year(cells.grid.shown(*s))]
    else:
        good = [s for s in filled if cells.grid.texts[s] >= 0]
    return len(good) * 2 > len(filled)


def _spread(rows: Ints) -> Ints:
    """Some rows from all over a table, so that their order does not matter much; all rows of a small one."""
    return rows if len(rows) <= _SAMPLE else rows[np.linspace(0, len(rows) - 1, _SAMPLE).astype(np.int64)]
