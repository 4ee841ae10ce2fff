"""A sheet while it is drawn: every figure on it is known with its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.reading.made_up.pen import Pen
from tests.reading.workbooks import Sheet, Value

Cell = tuple[int, int]
Key = tuple[int, int, str]  # place of the office, year, code


@dataclass(frozen=True)
class Placed:
    """A figure on a sheet. ``value`` is what must be read there, None where nothing may be."""

    key: Key
    value: str | None
    lost: bool = False

    @property
    def must_be_read(self) -> bool:
        """Whether a reader has no reason to leave it out."""
        return self.value is not None and not self.lost


@dataclass
class Canvas:
    """Cells, merged ranges, and the figures among them."""

    pen: Pen
    cells: dict[Cell, Value] = field(default_factory=dict)
    placed: dict[Cell, Placed] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    formats: dict[Cell, str] = field(default_factory=dict)
    labels: dict[Cell, str] = field(default_factory=dict)  # labels of indicators, with their codes
    faults: list[str] = field(default_factory=list)
    head: int = 0  # first row of the heading of the table

    @property
    def rows(self) -> int:
        """Count of rows."""
        return max((row for row, _ in self.cells), default=-1) + 1

    @property
    def columns(self) -> int:
        """Count of columns."""
        return max((column for _, column in self.cells), default=-1) + 1

    def put(self, row: int, column: int, value: Value) -> None:
        """Write a cell."""
        if value is not None:
            self.cells[row, column] = value

    def write(self, row: int, *values: Value, at: int = 0) -> int:
        """Write a row of cells; give its number."""
        for column, value in enumerate(values, start=at):
            self.put(row, column, value)
        return row

    def figure(self, row: int, column: int, key: Key, text: str | None) -> None:
        """Write a score, or a mark where there is none."""
        if text is None:
            self.put(row, column, self.pen.missing())
            return
        value, shown = self.pen.score(text)
        self.put(row, column, value)
        self.placed[row, column] = Placed(key, text)
        if shown:
            self.formats[row, column] = shown

    def word(self, row: int, column: int, key: Key, text: str | None) -> None:
        """Write a rating or a rank, or a mark where there is none."""
        if text is None:
            self.put(row, column, self.pen.missing())
            return
        self.placed[row, column] = Placed(key, text)
        self.put(row, column, int(text) if text.isdigit() else self.pen.rating(text))

    def label(self, row: int, column: int, code: str, text: Value) -> None:
        """Write the label of an indicator."""
        self.put(row, column, text)
        self.labels[row, column] = code

    def merge(self, row: int, column: int, last_row: int, last_column: int) -> None:
        """Merge a range, if it is more than one cell and nothing but its first is filled."""
        inside = [
            (r, c)
            for r in range(row, last_row + 1)
            for c in range(column, last_column + 1)
            if (r, c) != (row, column)
        ]
        if inside and not any(cell in self.cells for cell in inside):
            self.merges.append((row, column, last_row, last_column))

    def shifted(self, to: Callable[[Cell], Cell]) -> Canvas:
        """The same sheet with every cell elsewhere."""
        return Canvas(
            self.pen,
            {to(cell): value for cell, value in self.cells.items()},
            {to(cell): value for cell, value in self.placed.items()},
            [(*to((a, b)), *to((c, d))) for a, b, c, d in self.merges],
            {to(cell): value for cell, value in self.formats.items()},
            {to(cell): value for cell, value in self.labels.items()},
            self.faults,
            to((self.head, 0))[0],
        )

    def moved(self, down: int, right: int) -> Canvas:
        """The same sheet further down and to the right."""
        return self.shifted(lambda cell: (cell[0] + down, cell[1] + right))

    def with_blank_row(self, at: int) -> Canvas:
        """The same sheet with a blank row."""
        return self.shifted(lambda cell: (cell[0] + (cell[0] >= at), cell[1]))

    def with_blank_column(self, at: int) -> Canvas:
        """The same sheet with a blank column."""
        return self.shifted(lambda cell: (cell[0], cell[1] + (cell[1] >= at)))

    def add(self, other: Canvas) -> None:
        """Lay another sheet on this one; they share no cell."""
        assert not self.cells.keys() & other.cells.keys()
        self.cells |= other.cells
        self.placed |= other.placed
        self.merges += other.merges
        self.formats |= other.formats
        self.labels |= other.labels
        self.faults += other.faults

    def sheet(self, name: str, rotated_row: int | None = None) -> Sheet:
        """The finished sheet."""
        rows: list[list[Value]] = [[None] * self.columns for _ in range(self.rows)]
        for (row, column), value in self.cells.items():
            rows[row][column] = value
        return Sheet(name, rows, self.merges, self.formats, rotated_row=rotated_row)


def stack(pieces: list[Canvas], gaps: list[int]) -> Canvas:
    """Pieces under each other, each after its gap of blank rows."""
    whole = Canvas(pieces[0].pen)
    for piece, gap in zip(pieces, gaps, strict=True):
        whole.add(piece.moved(whole.rows + gap if whole.cells else 0, 0))
    return whole


def beside(pieces: list[Canvas], gaps: list[int]) -> Canvas:
    """Pieces beside each other, each after its gap of blank columns."""
    whole = Canvas(pieces[0].pen)
    for piece, gap in zip(pieces, gaps, strict=True):
        whole.add(piece.moved(0, whole.columns + gap if whole.cells else 0))
    return whole
