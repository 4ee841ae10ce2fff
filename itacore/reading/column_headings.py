"""Where the headings over columns of figures stand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from itacore.reading.cells import Bools, Floats, Ints, SheetCells
from itacore.reading.grid import Kind
from itacore.reading.headings import ALL_TEN, loose_number
from itacore.reading.label_columns import CODES
from itacore.reading.labels import FIGURE_ROLES, Label
from itacore.reading.title_lines import fields_told, is_field_line
from itacore.thai import compact

_MOST_ROWS = 4
_SEARCHED_ROWS = 4000
_FIELD_HEADS = frozenset("order agency year type district province group".split())
_FIGURES = FIGURE_ROLES | {"instrument", "total", "score"}
_SPLITTING = frozenset("score total rating rank weight weighted full change target count".split())


@dataclass(frozen=True)
class Heading:
    """Rows of a heading, ``top`` to ``bottom``, over ``columns``; the data rows end before ``end``.

    ``main`` names the figures; rows above group them, rows below split them. In rows of ``numbered`` bare
    numbers are numbers of indicators.
    """

    top: int
    main: int
    bottom: int
    end: int
    numbered: frozenset[int]
    columns: range

    @property
    def body(self) -> slice:
        """Rows under the heading."""
        return slice(self.bottom + 1, self.end)


def find_headings(cells: SheetCells) -> list[Heading]:
    """Find rows that name two figures, or a total beside agencies or years, with the rows that belong to them."""
    runs: list[list[int]] = []
    for row in _candidates(cells).tolist():
        if _names_figures(cells, row):
            if runs and row == runs[-1][-1] + 1:
                runs[-1].append(row)
            else:
                runs.append([row])
    found: list[Heading] = []
    for run in runs:
        top, bottom = run[0], run[-1]
        while bottom + 1 < cells.grid.rows and _splits(cells, bottom + 1):
            bottom += 1
        lowest = found[-1].bottom + 1 if found else 0
        while top > lowest and run[0] - top < _MOST_ROWS - 1 and _groups(cells, top - 1, run[0]):
            top -= 1
        numbered = frozenset(row for row in range(top, bottom + 1) if _numbers(cells, row))
        found.append(Heading(top, run[0], bottom, cells.grid.rows, numbered, range(cells.grid.columns)))
    found = [replace(h, end=after.top) for h, after in pairwise(found)] + found[-1:]
    return [part for heading in found for part in _side_by_side(cells, heading)]


def _side_by_side(cells: SheetCells, heading: Heading) -> list[Heading]:
    """Cut a heading where the fields of another table begin beside the figures of the first."""
    roles: list[str | None] = []
    for column in heading.columns:
        found = [cells.role(row, column) for row in range(heading.bottom, heading.top - 1, -1)]
        roles.append(next((role for role in found if role), None))
    named = "agency" if "agency" in roles else "year"
    starts = [0]
    figures = False
    for column, role in enumerate(roles):
        if role == named and figures:
            start = column
            while roles[start - 1] in _FIELD_HEADS:
                start -= 1
            starts.append(start)
        figures = (figures or role in _FIGURES) and role != named
    if len(starts) == 1 or named not in roles[: starts[1]]:
        return [heading]
    ends = [*starts[1:], cells.grid.columns]
    return [replace(heading, columns=range(a, b)) for a, b in zip(starts, ends, strict=True)]


def _candidates(cells: SheetCells) -> Ints:
    """Rows that may be headings: with texts or numbers of figures, without the decimals of scores."""
    grid = cells.grid
    is_number = grid.kinds == Kind.NUMBER
    decimal = _is_decimal(grid.numbers) & is_number
    of_texts = _is_decimal(cells.decimal_texts())
    if of_texts.any():
        decimal |= of_texts[grid.texts]
    may_head = (grid.texts >= 0).any(axis=1) | (is_number.sum(axis=1) >= 3)
    return np.flatnonzero(may_head & ~decimal.any(axis=1))[:_SEARCHED_ROWS]


def _is_decimal(values: Floats) -> Bools:
    """Which numbers have decimals and are no codes of sub-indicators."""
    with np.errstate(invalid="ignore"):
        decimal: Bools = (values != np.floor(values)) & ~np.isnan(values)
    decimal[decimal] = ~np.isin(values[decimal], CODES)
    return decimal


def _names_figures(cells: SheetCells, row: int) -> bool:
    """Whether a row names two figures, or a total or score beside a column of agencies or years."""
    filled = np.flatnonzero(cells.grid.filled[row]).tolist()
    labels = [label for c in filled if (label := label_at(cells, row, c))]
    roles = {label.role for label in labels}
    codes = {label.code for label in labels if not label.weak and label.role in FIGURE_ROLES | {"instrument"}}
    codes |= set(map(str, _numbers(cells, row)))
    if len(codes) >= 2:
        return True
    if roles & {"agency", "year"} and (told := fields_told(cells, row)):
        filled = [c for c in filled if c not in told]
        labels = [label for c in filled if (label := label_at(cells, row, c))]
        roles = {label.role for label in labels}
    if not roles & {"agency", "year", "province", "group"} or roles & {"code", "label"}:
        return False
    years = {year for c in filled if cells.role(row, c) != "year" and (year := cells.year(row, c))}
    return bool(codes or roles & {"total", "score"}) or ("agency" in roles and len(years) >= 2)


def label_at(cells: SheetCells, row: int, column: int) -> Label | None:
    """Meaning of a heading cell; a number of a figure is a weak label."""
    source = cells.grid.source(row, column)
    if cells.grid.kinds[source] == Kind.NUMBER:
        value = cells.grid.numbers[source]
        return cells.vocabulary.label(f"{value:.10g}") if value in CODES else None
    return cells.label(row, column)


def head_at(cells: SheetCells, row: int, column: int) -> Label | None:
    """Meaning of a heading cell, also of "KPI 3" or "ข้อ 3": like a bare number a weak label."""
    source = cells.grid.source(row, column)
    return label_at(cells, row, column) or cells.vocabulary.label(loose_number(cells.grid.text(*source)))


def _numbers(cells: SheetCells, row: int) -> list[int]:
    """Bare numbers of a row that number figures: all ten in order, or some under a heading that says so.

    In order: each is one more than the one before, but the parts of the EIT may begin again at 6. A row that
    counts all columns of the table numbers no figures.
    """
    filled = np.flatnonzero(cells.grid.filled[row]).tolist()
    weak = [label for c in filled if (label := head_at(cells, row, c)) and label.weak]
    numbers = [int(label.number) for label in weak if label.number.isdigit()]
    digits = [c for c in filled if compact(cells.grid.shown(row, c)).isdigit() and cells.year(row, c) is None]
    loose = [number for c in filled if (number := loose_number(cells.grid.text(row, c)))]
    if len(numbers) < 2 or len(digits) > len(numbers) or (loose and loose != ALL_TEN):
        return []
    if any(b != a + 1 and (a, b) != (8, 6) for a, b in pairwise(numbers)):
        return []
    if numbers[0] == 1 and numbers[-1] == 10:
        return numbers
    for above in range(row - 1, max(0, row - 2) - 1, -1):
        if cells.holds_decimals(above):
            break
        for column in np.flatnonzero(cells.grid.texts[above] >= 0).tolist():
            text = (cells.grid.text(above, column) or "").lower()
            if "ตัวชี้วัด" in text or "indicator" in text or cells.role(above, column) == "instrument":
                return numbers
    return []


def _groups(cells: SheetCells, row: int, main: int) -> bool:
    """Whether a row above the main heading belongs to it: it names groups of columns, or several things.

    A lone cell over the first column of the table is a title.
    """
    filled = np.flatnonzero(cells.grid.filled[row]).tolist()
    if len(filled) >= 2:
        return not is_field_line(cells, row) and not any(_looks_like_score(cells, row, c) for c in filled)
    below = np.flatnonzero(cells.grid.filled[main])
    if not filled or filled[0] <= below[0]:
        return False
    role, text = cells.role(row, filled[0]), cells.grid.text(row, filled[0]) or ""
    return role in ("instrument", "code", "score", "total") or ("ตัวชี้วัด" in text and len(text) < 40)


def _looks_like_score(cells: SheetCells, row: int, column: int) -> bool:
    plain = cells.year(row, column) is None and label_at(cells, row, column) is None
    return plain and cells.holds_number(row, column)


def _splits(cells: SheetCells, row: int) -> bool:
    """Whether a row below the main heading splits its columns by year or kind of figure, or just counts them."""
    filled = np.flatnonzero(cells.grid.filled[row]).tolist()
    if len(filled) < 2:
        return False
    if all(cells.year(row, c) or cells.role(row, c) in _SPLITTING for c in filled):
        return True
    counted = [compact(cells.grid.shown(row, c)) for c in filled]
    if len(filled) < 3 or not all(map(str.isdecimal, counted)):
        return False
    first = int(counted[0])
    by_place = [first + c - filled[0] for c in filled]
    numbers = [int(n) for n in counted]
    return first in (1, 2) and numbers in ([*range(first, first + len(filled))], by_place)
