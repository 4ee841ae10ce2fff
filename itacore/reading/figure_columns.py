"""What each column under a heading is: a figure, a year, an agency, or nothing that is read."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import numpy as np

from itacore.reading.cells import Account, SheetCells, State
from itacore.reading.column_headings import Heading, label_at
from itacore.reading.entities import ENTITY_ROLES, counts_rows
from itacore.reading.labels import FIGURE_ROLES, PUBLISHED_ROLES, Label, names_group
from itacore.reading.table import Pending, ScoreColumn
from itacore.thai import normalize

_NO_FIGURE = frozenset("weight weighted full change target note count code label level".split())
_OF_OTHERS = frozenset({"target", "count"})  # over columns of years or figures: none of them is a result
_OVER_COLUMNS = FIGURE_ROLES | _OF_OTHERS | {"instrument", "total", "score", "rank"}
_EIT = ("6", "7", "8")
_INDICATORS = frozenset(map(str, range(1, 11)))
_OF_THE_WHOLE = frozenset("total rating rank rank-of rank-group".split())
_SAMPLE = 50
_TITLE_ROWS = 10

Cell = tuple[int, int]


class Described:
    """The columns under one heading.

    ``columns`` are figures, ``fields`` tell agency, year and place by role; ``labels`` counts headings of
    figures, ``odd`` those whose number and name do not belong together.
    """

    def __init__(self, cells: SheetCells, pending: Pending, heading: Heading) -> None:
        self.cells = cells
        self.pending = pending
        self.heading = heading
        self.columns: list[ScoreColumn] = []
        self.fields: dict[str, int] = {}
        self.labels = self.odd = 0
        found = [_Column(cells, heading, column) for column in heading.columns]
        for one in found:
            self.take(one)
        if self.columns:
            self.columns = _settle_totals(cells, heading, self.columns)
            self.leave_out_marks_of_indicators()
        elif _speaks_of_totals(cells, heading):
            self.columns = [one.total for one in found if one.is_bare_year]
        self.labels += sum(column.code not in PUBLISHED_ROLES for column in self.columns)
        self.name_unknown([one for one in found if one.is_unknown])

    def take(self, found: _Column) -> None:
        """Take up one column."""
        if found.field:
            self.fields.setdefault(found.field, found.column)
        elif found.is_order:
            self.pending.mark(self.heading.body, found.column, Account.CONTEXT)
        elif found.skipped:
            self.pending.mark(self.heading.body, found.column, Account.IGNORED, "column-not-used")
        elif found.refused is not None:
            cell, label = found.refused
            self.labels += 1
            self.odd += bool(label.number)
            code = "label-conflict" if label.conflict else "unknown-indicator"
            self.refuse(code, found.column, cell, label.number)
        elif found.figure is not None and self.only_counts(found.figure):
            self.pending.mark(self.heading.body, found.column, Account.CONTEXT)
        elif found.figure is not None:
            self.columns.append(found.figure)
            if found.similar:
                shown = self.shown(found.similar)
                self.pending.issue("name-similar", *found.similar, found=shown, code=found.figure.code)

    def leave_out_marks_of_indicators(self) -> None:
        """Of several ranks or ratings of a year leave out those that stand right behind an indicator: its own."""
        for code in ("rank", "rating"):
            alike = Counter(column.year for column in self.columns if column.code == code)
            behind = {
                mark.column
                for before, mark in pairwise(self.columns)
                if mark.code == code and alike[mark.year] > 1 and before.code not in _OF_THE_WHOLE
            }
            if behind and self.columns[0].code == code and self.columns[1].code not in _OF_THE_WHOLE:
                behind.add(self.columns[0].column)
            for column in behind:
                self.pending.mark(self.heading.body, column, Account.IGNORED, "column-not-used")
            self.columns = [column for column in self.columns if column.column not in behind]

    def refuse(self, code: str, column: int, cell: Cell, number: str = "") -> None:
        """Name a heading that is no indicator, or whose number and name disagree; its column is not read."""
        self.pending.issue(code, *cell, found=self.shown(cell), number=number)
        self.pending.mark(*cell, Account.FAULTY)
        self.pending.mark(self.heading.body, column, Account.IGNORED, "unclear")

    def name_unknown(self, unknown: list[_Column]) -> None:
        """Name columns of scores between those of indicators whose heading is not known, if one is missing."""
        own = [c.column for c in self.columns if c.code not in PUBLISHED_ROLES]
        codes = {(c.code or "").rpartition(".")[2] for c in self.columns}
        if len(own) < 2 or codes >= _INDICATORS:
            return
        for one in unknown:
            if one.lowest and min(own) < one.column <= max(own) + 1 and self.holds_scores(one.column):
                self.refuse("unknown-indicator", one.column, one.lowest)

    def only_counts(self, column: ScoreColumn) -> bool:
        """Whether a column of figures holds nothing but row numbers."""
        values, _ = self.cells.values(
            np.arange(*self.heading.body.indices(self.cells.grid.rows)), column.column
        )
        return column.code not in ("rank", "rank-of") and counts_rows(values[~np.isnan(values)])

    def holds_scores(self, column: int) -> bool:
        """Whether most cells of a column are scores."""
        rows = np.arange(self.heading.bottom + 1, min(self.heading.bottom + 1 + _SAMPLE, self.heading.end))
        _, state = self.cells.values(rows, column)
        filled = int((state != State.EMPTY).sum())
        return 0 < filled < 2 * int((state == State.SCORE).sum())

    def shown(self, cell: Cell) -> str:
        """What a heading cell says."""
        return normalize(self.cells.grid.shown(*cell))


class _Column:
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
        label = label_at(self.cells, *source)
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
    label = label_at(cells, row, column) if cells.grid.filled[row, column] else None
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


def _settle_totals(cells: SheetCells, heading: Heading, columns: list[ScoreColumn]) -> list[ScoreColumn]:
    """Tell the total from the mean of an instrument's group, and what a column headed only "score" is."""
    means = [column for column in columns if column.code in ("total", "score") and column.part]
    groups = {column.part for column in means}
    for column in means:
        more = any(other.part == column.part and other.column > column.column for other in means)
        last = column.part == columns[-1].part
        if _is_merged_over(cells, heading, column.column) or (len(groups) > 1 and (more or not last)):
            column.code = column.part
    codes = {column.code for column in columns}
    if "total" in codes or any(code not in PUBLISHED_ROLES | {"score"} for code in codes):
        return [column for column in columns if column.code != "score"]
    for column in columns:
        column.code = "total" if column.code == "score" else column.code
    return columns


def _speaks_of_totals(cells: SheetCells, heading: Heading) -> bool:
    """Whether titles, sheet and file speak of results of the ITA and of no single indicator or instrument."""
    above = cells.grid.texts[max(0, heading.top - _TITLE_ROWS) : heading.main]
    titles = [cells.grid.strings[place] for place in np.unique(above[above >= 0]).tolist()]
    titles += [cells.grid.sheet, cells.source.file]
    labels = [cells.vocabulary.label(title) for title in titles]
    if any(label and label.role in FIGURE_ROLES | {"instrument", "unknown-indicator"} for label in labels):
        return False
    text = " ".join(titles).lower()
    return any(word in text for word in ("ita", "คะแนน", "คุณธรรม")) and "ตัวชี้วัด" not in text


def _is_merged_over(cells: SheetCells, heading: Heading, column: int) -> bool:
    """Whether the name of an instrument is merged over a column, so that the column surely belongs to it."""
    for row in range(heading.top, heading.bottom + 1):
        if cells.role(row, column) == "instrument":
            _, first, _, last = cells.grid.merge(*cells.grid.source(row, column))
            return last > first
    return False
