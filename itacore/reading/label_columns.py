"""Columns whose cells name figures: names, numbers in their labels, bare numbers under a heading that says so."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from itacore.agencies import looks_like_agency
from itacore.reading.cells import Bools, Floats, Ints, SheetCells
from itacore.reading.grid import Kind
from itacore.reading.headings import ALL_TEN, headings, loose_number
from itacore.reading.labels import FIGURE_ROLES, PUBLISHED_ROLES, Label

ROW_ROLES = FIGURE_ROLES | PUBLISHED_ROLES | {"unknown-indicator"}
COUNTED_ROLES = FIGURE_ROLES | {"instrument"}
_HEADING_ROLES = frozenset(headings().values()) - PUBLISHED_ROLES
_CONTRADICTED = PUBLISHED_ROLES | {"indicator"}
_OF_HEADS = frozenset({"score", "code", "label"})
_PUBLISHED_BELOW = 12  # rows under the labels that may hold total, rating and rank
CODES = np.array([*range(1, 12), 9.1, 9.2, 9.3, 9.4, 9.5, 10.1, 10.2])
_LARGEST_GROUP = 5  # indicators of an instrument
_FEW_TEXTS = 400
_SAMPLE = 200


@dataclass(eq=False)
class LabelColumn:
    """A column of labels: the rows that have one, ascending, and what each says.

    ``numbers`` is the column of bare numbers beside the names, where there is one.
    """

    column: int
    rows: Ints
    labels: NDArray[np.object_]
    numbers: int | None = None

    @property
    def distinct(self) -> set[str]:
        """Codes of figures that it names."""
        return {label.figure for label in set(self.labels.tolist()) if label.role in COUNTED_ROLES}

    @property
    def is_weak(self) -> bool:
        """Whether bare numbers are all that it has."""
        labels = [label for label in self.labels.tolist() if label.role in FIGURE_ROLES]
        return bool(labels) and all(label.weak for label in labels)


def find_label_columns(cells: SheetCells) -> list[LabelColumn]:
    """Find the columns of labels of a sheet, from left to right; names and their numbers count as one."""
    found = [column for c in range(cells.grid.columns) if (column := _read_column(cells, c)) is not None]
    strong = [column for column in found if not column.is_weak]
    result = list(strong)
    for weak in (column for column in found if column.is_weak):
        beside = _beside(weak, strong)
        if beside is None:
            result.append(weak)
        else:
            _join(cells, beside, weak)
    return sorted(result, key=lambda column: column.column)


def end_below(cells: SheetCells, block: LabelColumn) -> int:
    """First row below labels that cannot belong to them: after two blank rows, or where another table begins."""
    last = int(block.rows[-1])
    blank = 0
    for row in range(last + 1, min(last + 1 + _PUBLISHED_BELOW, cells.grid.rows)):
        blank = 0 if cells.grid.filled[row].any() else blank + 1
        if blank == 2 or cells.role(row, block.column) in FIGURE_ROLES or begins_table(cells, row):
            return row
    return min(last + 1 + _PUBLISHED_BELOW, cells.grid.rows)


def begins_table(cells: SheetCells, row: int) -> bool:
    """Whether a row heads another table: it names what its columns hold, years, or an agency, and holds no figures."""
    used = np.flatnonzero(cells.grid.filled[row]).tolist()
    years = [c for c in used if cells.year(row, c)]
    if any(cells.holds_number(row, c) for c in used if c not in years):
        return False
    if years or any(cells.role(row, c) in _OF_HEADS for c in used):
        return True
    return any((text := cells.grid.text(row, c)) and looks_like_agency(text) for c in used)


def _read_column(cells: SheetCells, column: int) -> LabelColumn | None:
    """Labels of one column; None where it names fewer than two figures, or one without a heading of codes."""
    grid = cells.grid
    places = grid.texts[:, column]
    used = np.unique(places[places >= 0])
    if len(used) > _FEW_TEXTS and not _some_labels(cells, places):
        return None
    meanings = {place: label for place in used.tolist() if (label := cells.label_of(place)) is not None}
    coded = _under_codes(cells, column, meanings)
    meanings |= _loose_labels(cells, places, coded)
    known: list[Label] = []
    which = np.full(len(grid.strings) + 1, -1, dtype=np.int64)
    for place, label in meanings.items():
        if label.role in ROW_ROLES:
            which[place] = len(known)
            known.append(label)
    of_rows = which[places]
    for row in np.flatnonzero(coded & (grid.kinds[:, column] == Kind.NUMBER)).tolist():
        of_rows[row] = len(known)
        known.append(_number_label(cells, f"{grid.numbers[row, column]:.10g}"))
    weak = np.array([label.weak for label in known] + [False])
    rows = np.flatnonzero((of_rows >= 0) & (coded | ~weak[of_rows]) & ~_groups(cells, column, of_rows, known))
    kept = [
        known[of_rows[row]].role != "total" or not _heads_years(cells, row, column) for row in rows.tolist()
    ]
    rows = rows[np.array(kept, dtype=bool)]
    labels = np.empty(len(known), dtype=object)
    labels[:] = known
    found = LabelColumn(column, rows, labels[of_rows[rows]])
    enough = len(found.distinct) >= 2 or (bool(found.distinct) and coded[rows].any())
    return found if enough else None


def _loose_labels(cells: SheetCells, places: NDArray[np.int32], coded: Bools) -> dict[int, Label]:
    """Labels such as "KPI 3" under a heading of codes, as numbers, where all ten stand there in their order."""
    own = places[coded & (places >= 0)].tolist()
    if not len(ALL_TEN) <= len(own) <= _FEW_TEXTS:
        return {}
    found = [(place, number) for place in own if (number := loose_number(cells.grid.strings[place]))]
    if [number for _, number in found] != ALL_TEN:
        return {}
    return {place: _number_label(cells, number) for place, number in found}


def _number_label(cells: SheetCells, text: str) -> Label:
    """What a bare number under a heading of codes means."""
    return cells.vocabulary.label(text) or Label("unknown-indicator", "", text, weak=True)


def _groups(cells: SheetCells, column: int, of_rows: Ints, known: list[Label]) -> Bools:
    """Rows at which a cell merged over several rows names an instrument: the head of a group, not a label."""
    groups = np.zeros(len(of_rows), dtype=bool)
    for first, own, last, _ in cells.grid.merges:
        if own == column and last > first and of_rows[first] >= 0:
            groups[first] = known[of_rows[first]].role == "instrument"
    return groups


def _heads_years(cells: SheetCells, row: int, column: int) -> bool:
    """Whether a cell such as "ITA 2567" stands in a row of years: it heads a column and labels no row."""
    if cells.year(row, column) is None:
        return False
    used = np.flatnonzero(cells.grid.filled[row]).tolist()
    return any(other != column and cells.year(row, other) is not None for other in used)


def _some_labels(cells: SheetCells, places: NDArray[np.int32]) -> bool:
    """Whether a column of many different texts has labels at all, judged by some of them."""
    filled = places[places >= 0]
    sample = np.unique(np.concatenate([filled[:_SAMPLE], filled[:: max(1, len(filled) // _SAMPLE)]]))
    labels = [
        label for place in sample if (label := cells.label_of(int(place))) and label.role in COUNTED_ROLES
    ]
    return len(labels) >= 2


def _under_codes(cells: SheetCells, column: int, labels: dict[int, Label]) -> Bools:
    """Rows whose nearest heading above in the column says that numbers are numbers of indicators."""
    grid = cells.grid
    under = np.zeros(grid.rows, dtype=bool)
    heads = {place: label.role for place, label in labels.items() if label.role in _HEADING_ROLES}
    if "code" not in heads.values():
        return under
    rows = np.flatnonzero(np.isin(grid.texts[:, column], list(heads))).tolist()
    for row, end in zip(rows, [*rows[1:], grid.rows], strict=True):
        if heads[int(grid.texts[row, column])] == "code":
            values, _ = cells.values(np.arange(row + 1, end), column, highest=np.inf)
            under[row + 1 : end] = _may_be_codes(values)
    return under


def _may_be_codes(numbers: Floats) -> bool:
    """Whether most numbers under a heading are numbers of indicators: else they are scores of another table."""
    numbers = numbers[~np.isnan(numbers)]
    return int(np.isin(numbers, CODES).sum()) * 2 >= len(numbers)


def _beside(weak: LabelColumn, strong: list[LabelColumn]) -> LabelColumn | None:
    """The column of names that a column of bare numbers belongs to: the nearest one on the same rows."""
    near = sorted(strong, key=lambda column: abs(column.column - weak.column))
    return next(
        (c for c in near if len(np.intersect1d(c.rows, weak.rows)) * 2 >= min(len(c.rows), len(weak.rows))),
        None,
    )


def _counts_within_groups(numbers: LabelColumn) -> bool:
    """Whether numbers count the rows of each instrument anew: 1 to 5, 1 to 3, 1 to 2."""
    counted = [
        int(label.number) for label in numbers.labels.tolist() if label.weak and label.number.isdigit()
    ]
    steps = all(b in (a + 1, 1) for a, b in pairwise(counted))
    return counted.count(1) > 1 and steps and max(counted) <= _LARGEST_GROUP


def _join(cells: SheetCells, names: LabelColumn, numbers: LabelColumn) -> None:
    """Hold the numbers against the names; a row without a known name is known by its number if nothing objects."""
    of_row = dict(zip(names.rows.tolist(), names.labels.tolist(), strict=True))
    if _counts_within_groups(numbers):
        names.numbers = numbers.column
        return
    for row, number in zip(numbers.rows.tolist(), numbers.labels.tolist(), strict=True):
        name = of_row.get(row)
        if name is None:
            written = cells.grid.text(row, names.column)
            of_row[row] = Label("unknown-indicator", "", number.number) if written else number
        elif number.role in PUBLISHED_ROLES:
            continue
        elif name.role in _CONTRADICTED | {number.role} and not name.number and name.code != number.code:
            of_row[row] = replace(name, number=number.number, conflict=True)
    names.rows = np.array(sorted(of_row), dtype=np.int64)
    names.labels = np.empty(len(of_row), dtype=object)
    names.labels[:] = [of_row[row] for row in names.rows.tolist()]
    names.numbers = numbers.column
