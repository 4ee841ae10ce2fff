"""Turn a found table into facts: account for its cells, report its faults."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from itacore.agencies import clean_name, looks_like_agency
from itacore.issues import Issue, Severity
from itacore.reading.beside import take_ratings_beside
from itacore.reading.cells import Account, Ints, SheetCells, State
from itacore.reading.context import Surroundings
from itacore.reading.districts import headed_districts, stated_places
from itacore.reading.facts import Facts, FoundAgency, level_of_code
from itacore.reading.grid import Kind
from itacore.reading.ratings import rating_label
from itacore.reading.runs import HIGHEST_RANK, RANK_LEVELS, TEXT_LEVELS, Run
from itacore.reading.scales import refuse_other_scales
from itacore.reading.table import FoundTable, ScoreColumn
from itacore.reading.unpublished import Disclaimer
from itacore.reading.years import ReadableYears, report_row_years, usable_column, years_of_rows
from itacore.thai import parse_year
from itacore.wording import say

PLACE_FIELDS = ("type", "district", "province")


def emit(
    table: FoundTable, cells: SheetCells, facts: Facts, around: Surroundings, readable: ReadableYears
) -> int:
    """Take up the figures of a table.

    Returns
    -------
    int
        Count of scores and totals read.
    """
    table.pending.apply(cells)
    if around.disclaimer and _disclaimed(table, cells, around.disclaimer):
        return 0
    runs = _runs(table, cells, facts, around, readable)
    for run in runs:
        if run.kind not in TEXT_LEVELS:
            highest = HIGHEST_RANK if run.kind in RANK_LEVELS else 100.0
            run.values, run.state = cells.values(run.rows, run.column, highest=highest)
    refuse_other_scales([run for run in runs if run.kind == "score"], cells, facts)
    read = 0
    for run in runs:
        if run.kind in TEXT_LEVELS:
            _take_texts(run, cells, facts)
        else:
            read += _take_numbers(run, cells, facts)
    take_ratings_beside(runs, cells, facts)
    if read and around.agency.name is None and not _tells_agency(table):
        cells.issue("agency-unknown")
    return read


def _disclaimed(table: FoundTable, cells: SheetCells, disclaimer: Disclaimer) -> bool:
    """Say that a table is said to hold no published results; whether it is left out for that."""
    row, column = disclaimer.cell or (table.top, table.span[0])
    verdict = say("issues", f"verdicts.unpublished-{'left-out' if disclaimer.sure else 'read'}")
    places = {"found": disclaimer.text, "verdict": verdict}
    severity = None if disclaimer.sure else Severity.WARNING
    cells.issues.add(
        Issue("not-published", cells.source.file, cells.grid.sheet, row, column, places, severity)
    )
    for score in table.columns if disclaimer.sure else ():
        cells.mark(table.rows, score.column, Account.IGNORED, "unclear")
    return disclaimer.sure


def _tells_agency(table: FoundTable) -> bool:
    own = "agency" in table.fields or all(c.agency is not None for c in table.columns)
    return own or (table.row_agencies is not None and all(table.row_agencies))


def _runs(
    table: FoundTable, cells: SheetCells, facts: Facts, around: Surroundings, readable: ReadableYears
) -> list[Run]:
    """Cut the columns of a table into runs of figures of one kind, without the years that cannot be read."""
    agencies = _agencies_of_rows(table, cells, facts, around)
    years = years_of_rows(table, cells, around.year)
    ok = readable.include(years)
    undated = [column for column in table.columns if column.year is None]
    if not ok.all() and any(_holds_anything(cells, table.rows[~ok], column.column) for column in undated):
        report_row_years(table, cells, years, ok, readable, around)
    runs: list[Run] = []
    for column in table.columns:
        if not usable_column(column, cells, readable):
            cells.mark(table.rows, column.column, Account.IGNORED, "year-not-read")
            continue
        own_ok = ok if column.year is None else np.ones(len(ok), dtype=bool)
        cells.mark(table.rows[~own_ok], column.column, Account.IGNORED, "year-not-read")
        own_years = years if column.year is None else np.full(len(years), column.year, dtype=np.int64)
        own = agencies if column.agency is None else np.full(len(years), facts.agency(column.agency))
        for kind, index, codes in _kinds(table, column, facts, np.flatnonzero(own_ok)):
            runs.append(Run(column.column, kind, table.rows[index], own[index], own_years[index], codes))
    return runs + _runs_of_ratings(table, facts, agencies, years, readable)


def _runs_of_ratings(
    table: FoundTable, facts: Facts, agencies: Ints, years: Ints, readable: ReadableYears
) -> list[Run]:
    """The ratings that stand beside totals in columns of their own."""
    if table.row_codes is None or "total" not in table.codes:
        return []
    of_totals = np.flatnonzero(table.row_codes == table.codes.index("total"))
    runs = []
    for column in table.ratings:
        own = years if column.year is None else np.full(len(years), column.year, dtype=np.int64)
        index = of_totals[readable.include(own[of_totals])]
        codes = np.full(len(index), facts.code("rating"))
        runs.append(Run(column.column, "rating", table.rows[index], agencies[index], own[index], codes))
    return runs


def _holds_anything(cells: SheetCells, rows: Ints, column: int) -> bool:
    return bool(cells.grid.filled[rows, column].any())


def _kinds(table: FoundTable, column: ScoreColumn, facts: Facts, index: Ints) -> list[tuple[str, Ints, Ints]]:
    """Rows of a column by the kind of their figures: (kind, places in the table's rows, codes by number)."""
    if table.row_codes is None:
        assert column.code is not None
        return [(_kind(column.code), index, np.full(len(index), facts.code(column.code)))]
    names = [_joined(code, column.part) for code in table.codes]
    numbers = np.array([facts.code(name) for name in names], dtype=np.int64)
    kinds = np.array([_kind(name) for name in names], dtype=object)
    row_codes = table.row_codes[index]
    found = []
    for kind in dict.fromkeys(kinds):
        chosen = kinds[row_codes] == kind
        if chosen.any():
            found.append((str(kind), index[chosen], numbers[row_codes[chosen]]))
    return found


def _joined(code: str, part: str | None) -> str:
    """Code of a figure in a column that belongs to a part of an instrument."""
    if part is None or level_of_code(code) not in ("indicator", "instrument"):
        return code
    return part if level_of_code(code) == "instrument" else f"{part}.{code}"


def _kind(code: str) -> str:
    level = level_of_code(code)
    return level if level in TEXT_LEVELS + RANK_LEVELS else "score"


def _take_numbers(run: Run, cells: SheetCells, facts: Facts) -> int:
    assert run.values is not None
    assert run.state is not None
    if run.kind in RANK_LEVELS:
        _refuse_ranks(run, cells)
    good = run.state == State.SCORE
    if run.kind == "score":
        for index in np.flatnonzero(good & (run.values > 0) & (run.values <= 1)).tolist():
            row = int(run.rows[index])
            cells.issue("score-very-small", row, run.column, found=cells.grid.shown(row, run.column))
    cells.report_faults(run.rows, run.column, run.state)
    facts.add(run.chunk(cells.source.sheet_number, good, run.values[good]))
    return int(good.sum()) if run.kind == "score" else 0


def _refuse_ranks(run: Run, cells: SheetCells) -> None:
    """Leave out what is no rank: a rank is a whole number from 1."""
    assert run.values is not None
    assert run.state is not None
    broken = (run.state == State.SCORE) & ((run.values < 1) | (run.values != np.floor(run.values)))
    wrong = broken | np.isin(run.state, (State.NOT_A_NUMBER, State.NEGATIVE, State.OVER))
    run.state[wrong] = State.EMPTY
    cells.mark(run.rows[wrong], run.column, Account.FAULTY)
    for row in run.rows[wrong].tolist():
        cells.issue("rank-not-whole", row, run.column, found=cells.grid.shown(row, run.column))


def _take_texts(run: Run, cells: SheetCells, facts: Facts) -> None:
    """Read published ratings (or the group of a rank) as their label alone."""
    places = cells.grid.texts[run.rows, run.column]
    is_text = cells.grid.kinds[run.rows, run.column] == Kind.TEXT
    labels = {place: rating_label(cells.grid.strings[place]) for place in np.unique(places[is_text]).tolist()}
    texts = np.full(len(cells.grid.strings) + 1, -1, dtype=np.int64)
    for place, label in labels.items():
        texts[place] = facts.text(label) if label else -1
    own = np.where(is_text, texts[places], -1)
    run.texts = own
    known = own >= 0
    cells.mark(run.rows[known], run.column, Account.USED)
    cells.mark(run.rows[is_text], run.column, Account.IGNORED, "missing-mark")
    cells.mark(run.rows, run.column, Account.IGNORED, "column-not-used")
    facts.add(run.chunk(cells.source.sheet_number, known, np.full(int(known.sum()), np.nan), own[known]))


def _agencies_of_rows(table: FoundTable, cells: SheetCells, facts: Facts, around: Surroundings) -> Ints:
    """Agency of every data row, by number."""
    nobody = FoundAgency(None, file=cells.source.file_number)
    outer = around.agency if around.agency.name else replace(around.agency, file=nobody.file)
    if table.row_agencies is not None:
        return np.array([facts.agency(found or outer) for found in table.row_agencies], dtype=np.int64)
    if "agency" not in table.fields:
        return np.full(len(table.rows), facts.agency(outer), dtype=np.int64)
    column = table.fields["agency"]
    apart = table.row_codes is not None or "year" in table.fields or table.row_years is not None
    names = filled_down(cells, table.rows, column, over_blanks=apart)
    roles = [role for role in PLACE_FIELDS if table.fields.get(role, column) != column]
    places = [filled_down(cells, table.rows, table.fields[role]) for role in roles]
    for role, one in zip(roles, places, strict=True):
        if role != "type":
            one[~stated_places(cells, table.rows, column, table.fields[role])] = -1
    for used in [column, *(table.fields[role] for role in roles)]:
        cells.mark(table.rows, used, Account.CONTEXT)
    heads, over = headed_districts(cells, table.rows, table.top)
    key = names.astype(np.int64)
    for one in [*places, heads] if over else places:
        _, key = np.unique(key * (len(cells.grid.strings) + 1) + one + 1, return_inverse=True)
    _, first, inverse = np.unique(key, return_index=True, return_inverse=True)
    clean = _Cleaner(cells)
    numbers = np.empty(len(first), dtype=np.int64)
    for number, index in enumerate(first.tolist()):
        found = {role: clean(int(one[index])) for role, one in zip(roles, places, strict=True)}
        own = FoundAgency(
            clean(int(names[index])),
            found.get("type"),
            found.get("district"),
            found.get("province"),
            headed=over[heads[index]] if heads[index] >= 0 else None,
        )
        numbers[number] = facts.agency(own if own.name else nobody)
    rows_of = numbers[inverse]
    for row in table.rows[rows_of == facts.agencies.get(nobody, -1)].tolist():
        cells.issue("agency-unknown", row, column)
    return rows_of


class _Cleaner:
    """Gives distinct texts in their clean form, each cleaned once; None for one that names nothing."""

    def __init__(self, cells: SheetCells) -> None:
        self.cells = cells
        self.known: dict[int, str | None] = {-1: None}

    def __call__(self, place: int) -> str | None:
        if place not in self.known:
            text = self.cells.grid.strings[place]
            named = looks_like_agency(text) or (
                any(map(str.isalpha, text)) and not self.cells.label_of(place) and parse_year(text) is None
            )
            self.known[place] = clean_name(text) or None if named else None
        return self.known[place]


def filled_down(cells: SheetCells, rows: Ints, column: int, *, over_blanks: bool = True) -> NDArray[np.int32]:
    """Distinct texts of a column, with merged cells and cells left blank under them filled from above.

    Without ``over_blanks`` only merged ones: where a year would have the same agency twice, a blank cell names none.
    """
    texts: NDArray[np.int32] = cells.grid.texts[rows, column]
    for index in np.flatnonzero(texts < 0).tolist():
        source = cells.grid.source(int(rows[index]), column)
        texts[index] = cells.grid.texts[source]
        above = over_blanks and index and rows[index] == rows[index - 1] + 1 and not cells.grid.filled[source]
        if above and texts[index] < 0:
            texts[index] = texts[index - 1]
    return texts
