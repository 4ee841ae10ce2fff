"""Read scores that a person types into a table: rows are figures, columns are fiscal years, cells are texts.

What a cell may hold and what is wrong with it is judged by the same parsers as the cells of a file. Only cells
that differ from what the workspace holds go into the import; an emptied cell goes in as a missing figure, which
takes the earlier one out.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from itacore.agencies import agency_type, clean_name, find_agency, identify
from itacore.criteria import Criteria
from itacore.issues import Issue, IssueLog, Severity
from itacore.reading.cells import FAULTS, SheetCells, Source, State
from itacore.reading.grid import grid_of_rows
from itacore.reading.labels import tidy
from itacore.reading.ratings import rating_label, split_rating
from itacore.reading.read import Reading, default_vocabulary
from itacore.reading.runs import HIGHEST_RANK, RANK_LEVELS, TEXT_LEVELS
from itacore.reading.scales import HIGHEST_OF_OTHERS, fault_of_scale
from itacore.reading.typed_tables import (
    Cell,
    Figure,
    TypedAgency,
    TypedTables,
    gather_figures,
    show_figure,
    whole_characters,
)
from itacore.reading.years import ReadableYears
from itacore.thai import BUDDHIST_ERA_OFFSET, fiscal_year_of, normalize
from itacore.wording import say

__all__ = [
    "Cell",
    "TypedAgency",
    "TypedReading",
    "newest_results",
    "read_typed",
    "typed_agency",
    "typing_rows",
    "write_cells",
]

PUBLISHED_ROWS = ("total", "rating", "rank", "rank-of", "rank-group")
NO_LETTERS = ("Cc", "Cf", "Cs")  # control characters, invisible marks, halves of characters
RESULTS_MONTH = 8  # results of a fiscal year come out in its August


@dataclass(frozen=True, eq=False)
class TypedReading:
    """What was typed.

    ``document`` holds the changed cells alone, with missing figures for those that were emptied; ``whole`` is
    what stands once it is saved, with the row and column of the typing table as provenance. ``faulty`` cells
    give no figure to either.
    """

    rows: tuple[str, ...]
    years: tuple[int, ...]
    document: Reading
    whole: Reading
    changed: frozenset[Cell]
    faulty: frozenset[Cell]

    @property
    def cleared(self) -> frozenset[Cell]:
        """Cells whose figure is taken out, whether the text is empty or says that there is none."""
        return self.changed - gather_figures(self.document.scores, self.document.declared).keys()

    def cell(self, issue: Issue) -> Cell | None:
        """Row and year of an issue, None where it is about no single cell."""
        if issue.row is None or issue.column is None or min(issue.row, issue.column) < 0:
            return None
        return self.rows[issue.row], self.years[issue.column]


def newest_results(today: date) -> int:
    """Give the latest fiscal year whose results are out.

    >>> newest_results(date(2026, 7, 31)), newest_results(date(2026, 8, 1)), newest_results(date(2026, 11, 1))
    (2568, 2569, 2569)
    """
    return today.year + BUDDHIST_ERA_OFFSET - (today.month < RESULTS_MONTH)


def typed_agency(name: str) -> TypedAgency | None:
    """Take the name of an agency as a person types it, with its district and province where they stand behind.

    >>> typed_agency("อบต.ตัวอย่าง จังหวัดสมมุติ").province, typed_agency(" ")
    ('สมมุติ', None)
    """
    plain = clean_name("".join(c for c in name if c.isspace() or unicodedata.category(c) not in NO_LETTERS))
    if not any(map(str.isalpha, plain)):
        return None
    found = find_agency(plain)
    if found is None:
        return TypedAgency(identify([plain], [None], "")[0], plain, agency_type(plain))
    [identity] = identify([found.name], [found.province], "")
    return TypedAgency(identity, found.name, found.type, found.district, found.province)


def typing_rows(criteria: Criteria, years: Iterable[int]) -> tuple[str, ...]:
    """Give the codes of the rows: indicators, published total and level, parts where a year has them, ranks."""
    first = criteria.first_year
    books = [criteria.for_year(max(year, first)).book for year in sorted(years, reverse=True)]
    indicators = dict.fromkeys(i.code for book in books for i in book.indicators)
    parts = dict.fromkeys(p.code for book in books for i in book.instruments for p in i.parts)
    return (*indicators, *PUBLISHED_ROWS[:2], *parts, *PUBLISHED_ROWS[2:])


def write_cells(scores: pd.DataFrame, declared: pd.DataFrame, rows: Sequence[str]) -> dict[Cell, str]:
    """Write the figures of one agency as texts of the table's cells."""
    wanted = set(rows)
    return {
        cell: show_figure(cell, v)
        for cell, v in gather_figures(scores, declared).items()
        if cell[0] in wanted
    }


def read_typed(
    cells: Mapping[Cell, str],
    *,
    agency: TypedAgency,
    years: Sequence[int],
    today: date,
    criteria: Criteria,
    file: str,
    held: tuple[pd.DataFrame, pd.DataFrame] | None = None,
) -> TypedReading:
    """Read a table of texts.

    Parameters
    ----------
    cells
        Texts by row and fiscal year; a cell that is missing is blank.
    agency, years
        Whose scores they are, and the columns of the table.
    today
        Tells the running fiscal year; later years are errors.
    criteria
        Rule books, which tell rows and levels of each year.
    file
        How the figures were given, for provenance.
    held
        Scores and declared figures of this agency in the workspace.

    Returns
    -------
    TypedReading
        Issues name row and column of the table; see ``TypedReading.cell``.
    """
    cells = {cell: whole_characters(text) for cell, text in cells.items()}
    rows = typing_rows(criteria, years)
    before = gather_figures(*held) if held else {}
    untouched = {
        cell for cell, old in before.items() if cells.get(cell, "").strip() == show_figure(cell, old)
    }
    reader = _Reader(cells, rows, tuple(years), criteria, file, untouched)
    reader.read(ReadableYears.of(criteria, fiscal_year_of(today.year, today.month)))
    table = [(row, year) for year in years for row in rows]
    kept: dict[Cell, Figure] = {}
    changes: dict[Cell, Figure | None] = {}
    for cell in table:
        if cell in reader.faulty:
            continue
        new, old = reader.figures.get(cell), before.get(cell)
        if old is not None and (new == old or cell in untouched or cell in reader.closed):
            kept[cell] = old
        elif new is not None or old is not None:
            changes[cell] = new
            if new is not None:
                kept[cell] = new
    others = {cell: value for cell, value in before.items() if cell[0] not in rows or cell[1] not in years}
    write = TypedTables(rows, tuple(years), agency, file, cells)
    return TypedReading(
        rows,
        tuple(years),
        write.reading(changes, reader.issues, placed=False),
        write.reading({**others, **kept}, reader.issues, placed=True),
        frozenset(changes),
        frozenset(reader.faulty),
    )


class _Reader:
    """Reads the texts of the table as figures and reports the faulty ones."""

    def __init__(
        self,
        cells: Mapping[Cell, str],
        rows: tuple[str, ...],
        years: tuple[int, ...],
        criteria: Criteria,
        file: str,
        untouched: Set[Cell],
    ) -> None:
        texts = [[normalize(cells.get((row, year), "")) for year in years] for row in rows]
        self.issues = IssueLog()
        self.rows, self.years, self.criteria, self.file = rows, years, criteria, file
        self.sheet = SheetCells(grid_of_rows(texts), default_vocabulary(), Source(file, 0, 0), self.issues)
        self.figures: dict[Cell, Figure] = {}
        self.faulty: set[Cell] = set()
        self.untouched = untouched  # what stood before is no fault of the person who types
        self.closed: set[Cell] = set()  # cells that the rules of their year do not have

    def read(self, readable: ReadableYears) -> None:
        """Read all columns."""
        for column, year in enumerate(self.years):
            if not readable.first <= year <= readable.running:
                code = "year-other-model" if year < readable.first else "year-in-future"
                places: dict[str, object] = {
                    "year": year,
                    "first": readable.first,
                    "running": readable.running,
                }
                if year < readable.first:
                    places["instead"] = say("issues", "causes.no-other-year-hint", first=readable.first)
                self.issues.add(Issue(code, self.file, places=places, severity_override=Severity.ERROR))
                self.faulty |= {(row, year) for row in self.rows}
                continue
            self._read_scores(column, year)
            self._read_ranks(column, year)
            self._read_texts(column, year)

    def _indices(self, levels: Iterable[str] | None) -> list[int]:
        """Rows of some levels; None: those of scores."""
        special = {*TEXT_LEVELS, *RANK_LEVELS}
        return [
            index
            for index, row in enumerate(self.rows)
            if (row not in special if levels is None else row in set(levels))
        ]

    def _fault(self, code: str, row: int, column: int, **places: object) -> None:
        self.faulty.add((self.rows[row], self.years[column]))
        self.figures.pop((self.rows[row], self.years[column]), None)
        found = self.sheet.grid.shown(row, column)
        self.issues.add(Issue(code, self.file, None, row, column, {"found": found, **places}))

    def _note(self, code: str, row: int, column: int) -> None:
        found = self.sheet.grid.shown(row, column)
        self.issues.add(Issue(code, self.file, None, row, column, {"found": found}))

    def _read_scores(self, column: int, year: int) -> None:
        indices = self._indices(None)
        values, states = self.sheet.values(np.array(indices), column)
        known = self.criteria.for_year(year).book.codes | {"total"}
        given = values[states == State.SCORE]
        codes = [self.rows[index] for index in np.array(indices)[states == State.SCORE].tolist()]
        scale = fault_of_scale(codes, given)
        for row, value, state in zip(indices, values.tolist(), states.tolist(), strict=True):
            code = self.rows[row]
            if code not in known:
                self.closed.add((code, year))
            if state == State.EMPTY or (code not in known and (code, year) in self.untouched):
                continue
            if code not in known:
                self._fault("code-not-in-year", row, column, figure=code, year=year)
            elif State(state) in FAULTS:
                self._fault(FAULTS[State(state)], row, column)
            elif state == State.MISSING:
                self._note("missing-mark", row, column)
            elif split_rating(tidy(self.sheet.grid.shown(row, column))):
                self._fault("not-a-number", row, column)  # the rating has a field of its own
            elif scale and value <= HIGHEST_OF_OTHERS:
                self._fault(scale, row, column)
            else:
                self.figures[code, year] = value
                if 0 < value <= 1:
                    self._note("score-very-small", row, column)

    def _read_ranks(self, column: int, year: int) -> None:
        indices = self._indices(RANK_LEVELS)
        values, states = self.sheet.values(np.array(indices), column, highest=HIGHEST_RANK)
        for row, value, state in zip(indices, values.tolist(), states.tolist(), strict=True):
            if state == State.SCORE and value >= 1 and value == int(value):
                self.figures[self.rows[row], year] = value
            elif state == State.MISSING:
                self._note("missing-mark", row, column)
            elif state != State.EMPTY:
                self._fault("rank-not-whole", row, column)
        rank, count = self.figures.get(("rank", year)), self.figures.get(("rank-of", year))
        if isinstance(rank, float) and isinstance(count, float) and rank > count:
            self._fault("rank-above-count", self.rows.index("rank"), column, count=int(count))

    def _read_texts(self, column: int, year: int) -> None:
        levels = [level.label for level in self.criteria.for_year(year).book.levels]
        written = {normalize(level): level for level in levels}
        for row in self._indices(TEXT_LEVELS):
            text = self.sheet.grid.shown(row, column)
            is_rating = self.rows[row] == "rating"
            label = written.get(text, rating_label(text)) if is_rating else rating_label(text)
            if not text:
                continue
            if not label:
                self._note("missing-mark", row, column)
            elif not is_rating:
                self.figures[self.rows[row], year] = text
            elif label in levels or ("rating", year) in self.untouched:
                self.figures["rating", year] = label
            else:
                places = {"declared": text, "year": year, "levels": ", ".join(levels)}
                self._fault("rating-unknown", row, column, **places)
