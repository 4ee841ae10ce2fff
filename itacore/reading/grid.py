"""A sheet as plain arrays: what stands in every cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from itacore.reading.documents import Told

Merge = tuple[int, int, int, int]


class Kind(IntEnum):
    """What a cell holds."""

    EMPTY = 0
    NUMBER = 1
    TEXT = 2
    OTHER = 3
    DATE = 4
    ERROR = 5
    UNCALCULATED = 6


@dataclass(frozen=True)
class SecondLook:
    """Cells of a sheet that the fast reader shows as empty or as plain numbers, each as (row, column, text).

    ``errors`` show #N/A and the like, ``uncalculated`` are formulas without a result, ``percent`` are numbers
    shown as per cent; ``blanks`` are cells that hold a text of nothing.
    """

    errors: Sequence[tuple[int, int, str]] = ()
    uncalculated: Sequence[tuple[int, int, str]] = ()
    percent: Sequence[tuple[int, int]] = ()
    blanks: Sequence[tuple[int, int]] = ()


@dataclass(frozen=True, eq=False)
class Grid:
    """The cells of one sheet, rows and columns from 0.

    ``numbers`` is NaN where a cell is no number (dates hold year x 10000 + month x 100 + day); ``texts`` holds
    positions in ``strings``, -1 where a cell has no text; numbers shown as per cent hold what is shown, not its
    hundredth; ``merge_of`` holds positions in ``merges`` (first row, first column, last row, last column), -1
    elsewhere. Texts of nothing but blanks are empty cells, and counted in ``blank_texts``; ``hidden_rows`` and
    ``hidden_columns`` are those that hold something and are not shown: they are read like the others. ``told``
    says where a table of a document stands in it, ``pictures`` which of its cells hold a picture and nothing else:
    they are empty.
    """

    sheet: str
    visible: bool
    kinds: NDArray[np.uint8]
    numbers: NDArray[np.float64]
    texts: NDArray[np.int32]
    strings: tuple[str, ...]
    merges: tuple[Merge, ...] = ()
    merge_of: NDArray[np.int32] | None = None
    blank_texts: int = 0
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    told: Told | None = None
    pictures: tuple[tuple[int, int], ...] = ()
    filled: NDArray[np.bool_] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "filled", self.kinds != Kind.EMPTY)

    @property
    def rows(self) -> int:
        """Count of rows."""
        return len(self.kinds)

    @property
    def columns(self) -> int:
        """Count of columns."""
        return int(self.kinds.shape[1])

    def text(self, row: int, column: int) -> str | None:
        """Text of a cell, None where it has none."""
        place = int(self.texts[row, column])
        return self.strings[place] if place >= 0 else None

    def source(self, row: int, column: int) -> tuple[int, int]:
        """The cell that fills this one: the first of its merged range, or itself."""
        if self.merge_of is None or self.merge_of[row, column] < 0:
            return row, column
        first_row, first_column, _, _ = self.merges[self.merge_of[row, column]]
        return first_row, first_column

    def merge(self, row: int, column: int) -> Merge:
        """The merged range that a cell belongs to; the cell alone where it is not merged."""
        if self.merge_of is None or self.merge_of[row, column] < 0:
            return row, column, row, column
        return self.merges[self.merge_of[row, column]]

    def shown(self, row: int, column: int) -> str:
        """What a person sees in the cell, as text; empty for nothing."""
        row, column = self.source(row, column)
        kind = self.kinds[row, column]
        text = self.text(row, column)
        if text is not None:
            return text
        if kind == Kind.NUMBER:
            return f"{self.numbers[row, column]:.10g}"
        if kind == Kind.DATE:
            whole = int(self.numbers[row, column])
            return f"{whole % 100}/{whole // 100 % 100}/{whole // 10000}"
        return ""


def build_grid(
    sheet: str,
    visible: bool,
    numbers: NDArray[np.float64],
    texts: NDArray[np.int32],
    strings: Sequence[str],
    merges: Iterable[Merge] = (),
    others: Iterable[tuple[int, int, str, object]] = (),
    second: SecondLook | None = None,
    hidden: tuple[Sequence[int], Sequence[int]] = ((), ()),
    told: Told | None = None,
    pictures: Iterable[tuple[int, int]] = (),
) -> Grid:
    """Put a grid together from the arrays of the reading child; the arrays become the grid's own.

    ``others`` are cells of rare kinds: (row, column, "date", [year, month, day]) or any other kind with its value;
    ``hidden`` are rows and columns that are not shown.
    """
    second = second or SecondLook()
    all_strings = list(strings)
    blank_texts = _empty_blanks(texts, all_strings, second.blanks)
    kinds = np.zeros(numbers.shape, dtype=np.uint8)
    kinds[~np.isnan(numbers)] = Kind.NUMBER
    kinds[texts >= 0] = Kind.TEXT
    rows, columns = numbers.shape

    def put(row: int, column: int, kind: Kind, text: str) -> None:
        if row < rows and column < columns:
            kinds[row, column] = kind
            numbers[row, column] = np.nan
            texts[row, column] = len(all_strings)
            all_strings.append(text)

    for row, column, kind, value in others:
        if kind == "date" and isinstance(value, list):
            kinds[row, column] = Kind.DATE
            numbers[row, column] = value[0] * 10000 + value[1] * 100 + value[2]
        else:
            put(row, column, Kind.OTHER, str(value))
    for row, column, text in second.errors:
        put(row, column, Kind.ERROR, text)
    for row, column, text in second.uncalculated:
        put(row, column, Kind.UNCALCULATED, text)
    for row, column in second.percent:
        if row < rows and column < columns and kinds[row, column] == Kind.NUMBER:
            numbers[row, column] = round(float(numbers[row, column]) * 100, 10)
    kept, merge_of = _lay_merges(merges, kinds)
    hidden_rows = tuple(row for row in hidden[0] if row < rows and kinds[row].any())
    hidden_columns = tuple(column for column in hidden[1] if column < columns and kinds[:, column].any())
    parts = (kept, merge_of, blank_texts, hidden_rows, hidden_columns, told, tuple(pictures))
    return Grid(sheet, visible, kinds, numbers, texts, tuple(all_strings), *parts)


def _empty_blanks(texts: NDArray[np.int32], strings: Sequence[str], blanks: Iterable[tuple[int, int]]) -> int:
    """Turn texts of nothing but blanks into empty cells; give the count of those and of ``blanks`` together."""
    cells = set(blanks)
    for place, text in enumerate(strings):
        if not text.strip():
            blank = texts == place
            if text:
                cells.update(zip(*(part.tolist() for part in np.nonzero(blank)), strict=True))
            texts[blank] = -1
    return len(cells)


def _lay_merges(
    merges: Iterable[Merge], kinds: NDArray[np.uint8]
) -> tuple[tuple[Merge, ...], NDArray[np.int32] | None]:
    """Cut merged ranges to the sheet and mark their cells; one that hides filled cells counts for empty ones only."""
    rows, columns = kinds.shape
    kept = tuple(
        (a, b, min(c, rows - 1), min(d, columns - 1)) for a, b, c, d in merges if a < rows and b < columns
    )
    if not kept:
        return (), None
    merge_of = np.full(kinds.shape, -1, dtype=np.int32)
    for number, (a, b, c, d) in enumerate(kept):
        area = merge_of[a : c + 1, b : d + 1]
        area[kinds[a : c + 1, b : d + 1] == Kind.EMPTY] = number
        merge_of[a, b] = number
    return kept, merge_of


def grid_of_rows(
    rows: Sequence[Sequence[object]],
    sheet: str = "Sheet1",
    merges: Iterable[Merge] = (),
    visible: bool = True,
) -> Grid:
    """Build a grid from rows of texts, numbers, dates and None: for typed and pasted tables, and for tests.

    >>> grid = grid_of_rows([["ปี", 2568], ["การใช้อำนาจ", 99.5]])
    >>> float(grid.numbers[1, 1]), grid.text(0, 0)
    (99.5, 'ปี')
    """
    width = max((len(row) for row in rows), default=0)
    numbers = np.full((len(rows), width), np.nan)
    texts = np.full((len(rows), width), -1, dtype=np.int32)
    strings: dict[str, int] = {}
    others: list[tuple[int, int, str, object]] = []
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if isinstance(value, bool):
                others.append((r, c, "bool", value))
            elif isinstance(value, int | float):
                numbers[r, c] = float(value)
            elif isinstance(value, date):
                others.append((r, c, "date", [value.year, value.month, value.day]))
            elif isinstance(value, str) and value:
                texts[r, c] = strings.setdefault(value, len(strings))
    return build_grid(sheet, visible, numbers, texts, list(strings), merges, others)
