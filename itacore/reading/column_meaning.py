"""What one column under a heading is: a figure with its part and year, a field, or nothing that is read."""

from __future__ import annotations

from itacore.reading.cells import SheetCells
from itacore.reading.column_headings import Heading, head_at
from itacore.reading.entities import ENTITY_ROLES
from itacore.reading.labels import FIGURE_ROLES, PUBLISHED_ROLES, Label, names_group
from itacore.reading.table import ScoreColumn

_NO_FIGURE = frozenset("weight weighted full change target note count code label level".split())
_OF_OTHERS = frozenset({"target", "count"})  # over columns of years or figures: none of them is a result
_OVER_COLUMNS = FIGURE_ROLES | _OF_OTHERS | {"instrument", "total", "score", "rank"}
_EIT = ("6", "7", "8")

Cell = tuple[int, int]


class HeadedColumn:
    """What one column is, from its headings, the lowest first."""

    def __init__(self, cells: SheetCells, heading: Heading, column: int) -> None:
        self.cells = cells
        self.heading = heading
        self.column = column
        self.code: str | None = None
        self.weak = False
        self.number_cell: Cell | None = None
        self.part: str | None = None
        self.year: int | None = None
        self.year_cell: Cell | None = None
        self.field: str | None = None
        self.is_order = False
        self.skipped = False
        self.similar: Cell | None = None
        self.refused: tuple[Cell, Label] | None = None
        for row in range(heading.bottom, heading.top - 1, -1):
            source = _over(cells, heading, row, column)
            if source is not None and not self.read(source):
                break

    @property
    def figure(self) -> ScoreColumn | None:
        """The column as one of figures, None where it is none."""
        if self.code is None or self.skipped:
            return None
        code = (
            f"{self.part}.{self.code}" if self.code in _EIT and self.part in ("EIT1", "EIT2") else self.code
        )
        return ScoreColumn(self.column, code, self.part, self.year, self.year_cell)

    @property
    def is_bare_year(self) -> bool:
        """Whether a year is all that the headings say."""
        known = self.field or self.is_order or self.skipped or self.refused or self.code
        return not known and self.year is not None

    @property
    def total(self) -> ScoreColumn:
        """The column as one of totals."""
        return ScoreColumn(self.column, "total", None, self.year, self.year_cell)

    @property
    def is_unknown(self) -> bool:
        """Whether the column has a heading of its own that means nothing known."""
        known = self.field or self.is_order or self.skipped or self.refused or self.code
        return not known and self.lowest is not None

    @property
    def lowest(self) -> Cell | None:
        """The lowest heading cell of the column's own that is a text, and none that counts the columns."""
        grid = self.cells.grid
        for row in range(self.heading.bottom, self.heading.top - 1, -1):
            source = grid.source(row, self.column)
            text = grid.text(*source)
            if source[1] == self.column and text is not None and any(map(str.isalpha, text)):
                return source
        return None

    def read(self, source: Cell) -> bool:
        """Take up one heading cell; whether to go on to the one above."""
        label = head_at(self.cells, *source)
        role = label.role if label else None
        own = source[1] == self.column
        year = self.cells.year(*source)
        if year and self.year is None and role not in ENTITY_ROLES:
            self.year, self.year_cell = year, source
        if label is None or (label.weak and source[0] not in self.heading.numbered):
            return True
        if self.code is None and own and role in ENTITY_ROLES | {"order"}:
            self.is_order, self.field = role == "order", role if role != "order" else None
            return False
        if self.code is None and own and role in _NO_FIGURE:
            self.skipped = True
            return False
        if role in _OF_OTHERS and names_group(self.cells.grid.text(*source)):
            self.skipped = True
            return False
        if role == "instrument" and (self.code is not None or self.spans(source)):
            self.part = self.part or label.code
            if self.weak and self.belongs_elsewhere(source):
                self.refused = (
                    self.number_cell or source,
                    Label("indicator", number=self.code or "", conflict=True),
                )
                return False
        elif role in FIGURE_ROLES | PUBLISHED_ROLES | {"score", "unknown-indicator"}:
            return self.read_figure(source, label)
        return True

    def read_figure(self, source: Cell, label: Label) -> bool:
        """Take up a heading cell that names a figure."""
        contradicts = self.weak and label.role == "indicator" and label.code != self.code
        if label.conflict or contradicts or (self.code is None and label.role == "unknown-indicator"):
            self.refused = (
                source,
                Label("indicator", number=self.code or "", conflict=True) if contradicts else label,
            )
            return False
        if self.code in (None, "score") or (self.code == "total" and self.is_split_from(source, label)):
            self.code, self.weak, self.number_cell = label.figure, label.weak, source
            self.similar = source if label.similar else None
        return True

    def is_split_from(self, source: Cell, label: Label) -> bool:
        """Whether "ITA 2568" or "mean" stands under the name of an indicator, so that it is that indicator's."""
        below_is_year = self.year_cell is not None and self.year_cell[0] > source[0]
        merged = self.cells.grid.merge(*source) != (*source, *source)
        return label.role in FIGURE_ROLES and not label.weak and (below_is_year or merged)

    def belongs_elsewhere(self, source: Cell) -> bool:
        """Whether a bare number stands under the merged name of an instrument that is not its own."""
        own = self.cells.vocabulary.instrument_of.get(self.code or "")
        merged = self.cells.grid.merge(*source) != (*source, *source)
        return merged and own is not None and self.part is not None and not self.part.startswith(own)

    def spans(self, source: Cell) -> bool:
        """Whether a heading cell stands over more columns than this one."""
        _, first, _, last = self.cells.grid.merge(*source)
        return last > first or source[1] != self.column


def _means_something(cells: SheetCells, heading: Heading, row: int, column: int) -> bool:
    """Whether a heading cell names a figure or a year, and does not just count the columns."""
    label = head_at(cells, row, column) if cells.grid.filled[row, column] else None
    return (label is not None and (not label.weak or row in heading.numbered)) or bool(
        cells.year(row, column)
    )


def _over(cells: SheetCells, heading: Heading, row: int, column: int) -> Cell | None:
    """The heading cell over a column; one of a group that is not merged reaches right over blank cells."""
    grid = cells.grid
    source = grid.source(row, column)
    if grid.filled[source]:
        return source
    if not any(
        _means_something(cells, heading, below, column) for below in range(row + 1, heading.bottom + 1)
    ):
        return None
    for left in range(column - 1, heading.columns.start - 1, -1):
        source = grid.source(row, left)
        if grid.filled[source]:
            is_group = cells.role(*source) in _OVER_COLUMNS or cells.year(*source)
            return source if is_group and grid.merge(*source) == (*source, *source) else None
    return None
