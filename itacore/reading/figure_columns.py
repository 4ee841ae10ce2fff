"""What each column under a heading is: a figure, a year, an agency, or nothing that is read."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import numpy as np

from itacore.reading.cells import Account, SheetCells, State
from itacore.reading.column_headings import Heading
from itacore.reading.column_meaning import Cell, HeadedColumn
from itacore.reading.column_totals import settle_totals, speaks_of_totals
from itacore.reading.entities import counts_rows
from itacore.reading.headings import counts_respondents, is_share
from itacore.reading.labels import PUBLISHED_ROLES
from itacore.reading.table import Pending, ScoreColumn
from itacore.thai import normalize

_INDICATORS = frozenset(map(str, range(1, 11)))
_OF_THE_WHOLE = frozenset("total rating rank rank-of rank-group".split())
_SAMPLE = 50


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
        found = [HeadedColumn(cells, heading, column) for column in heading.columns]
        self.leave_out_respondents(found)
        for one in found:
            self.take(one)
        if self.columns:
            self.columns = settle_totals(cells, pending, heading, self.columns)
            self.leave_out_marks_of_indicators()
        elif speaks_of_totals(cells, heading):
            self.columns = [one.total for one in found if one.is_bare_year]
        self.labels += sum(column.code not in PUBLISHED_ROLES for column in self.columns)
        self.name_unknown([one for one in found if one.is_unknown])

    def leave_out_respondents(self, found: list[HeadedColumn]) -> None:
        """Leave out columns that count those who answered, and beside them those headed as bare shares."""
        heads = [(one, self.cells.grid.text(*one.lowest) or "" if one.lowest else "") for one in found]
        if any(counts_respondents(text) for _, text in heads):
            for one, text in heads:
                one.skipped = one.skipped or counts_respondents(text) or is_share(text)

    def take(self, found: HeadedColumn) -> None:
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

    def name_unknown(self, unknown: list[HeadedColumn]) -> None:
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
