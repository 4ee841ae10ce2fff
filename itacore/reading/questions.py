"""What a person is asked where a sheet can be read in several ways: each way, and what it would give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from itacore.criteria import Criteria
from itacore.issues import Issue, IssueLog
from itacore.reading.cells import SheetCells, Source, State
from itacore.reading.grid import Grid
from itacore.reading.labels import Vocabulary
from itacore.reading.mapping import LABEL, SCORE, MappedColumn, Mappings, SheetMapping, with_shape
from itacore.reading.mapping_table import guess_mapping, rows_between, suggest_year_cell
from itacore.reading.read import Reading, default_vocabulary, read_grids
from itacore.reading.sheet import find_tables
from itacore.thai import fiscal_year_of

File = tuple[str, str, tuple[Grid, ...]]
COLUMNS, YEAR = "columns-unclear", "year-missing"
MOST_OPTIONS = 4
MOST_ROWS = 5000  # of a larger sheet no preview is made
YEARS_OFFERED = 8


@dataclass(frozen=True)
class Figure:
    """A figure that an option would give."""

    code: str
    fiscal_year: int
    shown: float | str


@dataclass(frozen=True)
class Option:
    """One way to read a sheet: the column or the year it stands for, and what it gives."""

    value: int
    mapping: SheetMapping
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Question:
    """A question about one sheet; ``code`` is that of the issue behind it.

    ``options`` are ways that fit about equally; ``other_years`` are years that may be chosen besides.
    """

    code: str
    file: str
    sha256: str
    sheet: str
    options: tuple[Option, ...]
    base: SheetMapping
    other_years: tuple[int, ...] = ()


def find_questions(
    files: Sequence[File], issues: Sequence[Issue], today: date, criteria: Criteria | None = None
) -> list[Question]:
    """Find what to ask about files whose reading left issues.

    Parameters
    ----------
    files
        As they were read: name, SHA-256, grids.
    issues
        Of that reading.
    today, criteria
        As for the reading.

    Returns
    -------
    list of Question
        At most one a sheet, in the order of the sheets.
    """
    vocabulary = Vocabulary(criteria) if criteria else default_vocabulary()
    found = []
    for number, (name, sha256, grids) in enumerate(files):
        for grid in grids:
            own = [i for i in issues if (i.file, i.sheet) == (name, grid.sheet) and i.code in (COLUMNS, YEAR)]
            # A cell of a column of years at fault is no question; a title that leaves the year open is one.
            issue = next(
                (i for i in own if i.code == COLUMNS or i.cell is None or i.places.get("years")), None
            )
            if issue is None:
                continue
            cells = SheetCells(grid, vocabulary, Source(name, number, 0), IssueLog())
            rows = issue.places.get("rows")
            base = understand(cells, rows if isinstance(rows, tuple) and len(rows) == 2 else None)
            if base is not None:
                ask = _ask_columns if issue.code == COLUMNS else _ask_year
                question = ask(issue, cells, base, (name, sha256, (grid,)), today, criteria)
                found += [question] if question else []
    return found


def understand(cells: SheetCells, rows: tuple[int, int] | None = None) -> SheetMapping | None:
    """Describe what the finders understand of a sheet (of the table with these rows, if there is one)."""
    return guess_mapping(find_tables(cells), cells, rows)


def _ask_columns(
    issue: Issue, cells: SheetCells, base: SheetMapping, file: File, today: date, criteria: Criteria | None
) -> Question | None:
    """Ask which of several columns holds the scores."""
    columns = _candidates(issue, cells, base)
    if not 2 <= len(columns) <= MOST_OPTIONS:
        return None
    kept = tuple(c for c in base.columns if not c.is_figure or c.column not in columns)
    ways = []
    for column in columns:
        year_cell = suggest_year_cell(cells, base.heading, column)
        mapped = MappedColumn(column, SCORE, year_cell=year_cell)
        ways.append((column, replace(base, columns=(*kept, mapped))))
    return _question(COLUMNS, ways, base, file, today, criteria)


def _candidates(issue: Issue, cells: SheetCells, base: SheetMapping) -> list[int]:
    """Columns that may hold the scores: as the issue names them, else those with a score beside most labels."""
    named = issue.places.get("columns")
    if isinstance(named, list | tuple) and all(isinstance(c, int) for c in named):
        return [int(c) for c in named]
    if base.figures != "rows":
        return []
    taken = {c.column for c in base.columns if not c.is_figure or c.meaning == LABEL}
    rows = np.array([r.row for r in base.rows], dtype=np.int64)
    rows = rows if len(rows) else rows_between(base, cells.grid.rows)
    return [
        column
        for column in range(base.column_of(LABEL) or 0, cells.grid.columns)
        if column not in taken and 2 * int((cells.values(rows, column)[1] == State.SCORE).sum()) > len(rows)
    ]


def _ask_year(
    issue: Issue, cells: SheetCells, base: SheetMapping, file: File, today: date, criteria: Criteria | None
) -> Question | None:
    """Ask of which year the scores of a sheet are."""
    if not any(c.is_figure for c in base.columns):
        return None
    named = issue.places.get("years")
    years = [int(y) for y in named if isinstance(y, int)] if isinstance(named, list | tuple) else []
    ways = [(year, replace(base, year=year)) for year in years[:MOST_OPTIONS]]
    running = fiscal_year_of(today.year, today.month)
    others = tuple(y for y in range(running, running - YEARS_OFFERED, -1) if y not in years)
    return _question(YEAR, ways, base, file, today, criteria, others)


def _question(
    code: str,
    ways: Sequence[tuple[int, SheetMapping]],
    base: SheetMapping,
    file: File,
    today: date,
    criteria: Criteria | None,
    other_years: tuple[int, ...] = (),
) -> Question:
    name, sha256, (grid,) = file
    options = [
        Option(value, with_shape(mapping, grid), _figures(preview(file, mapping, today, criteria)))
        for value, mapping in ways
    ]
    shaped = with_shape(base, grid)
    return Question(code, name, sha256, grid.sheet, tuple(options), shaped, other_years)


def preview(
    file: File, mapping: SheetMapping | None, today: date, criteria: Criteria | None = None
) -> Reading:
    """Read one sheet by a mapping (None: by the finders), as it would be read with its file."""
    _, sha256, (grid,) = file
    return read_grids([file], today, criteria, mappings=Mappings({(sha256, grid.sheet): mapping}))


def _figures(reading: Reading) -> tuple[Figure, ...]:
    if reading.cells["non_empty"] > MOST_ROWS:
        return ()
    scores = reading.scores[["code", "fiscal_year", "score"]].itertuples(index=False)
    return tuple(Figure(str(code), int(year), float(score)) for code, year, score in scores)
