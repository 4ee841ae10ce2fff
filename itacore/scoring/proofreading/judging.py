"""Values that contradict each other, judged by the published total: which cannot be, which fits best."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property
from itertools import groupby
from math import prod

import numpy as np
import pandas as pd

from itacore.criteria import Criteria
from itacore.reading import Reading
from itacore.scoring.aggregate import aggregate
from itacore.scoring.panel import Bools, Floats, Ints, Panel, build_panel
from itacore.scoring.precision import HALF_CENT, NOISE, TOLERANCE
from itacore.tables import DECLARED, SCORE_LEVELS, SCORES, Table, concat_tables, make_table

MOST_COMBINATIONS = 4096
_ROWS_AT_ONCE = 100_000
_JUDGED_LEVELS = (*SCORE_LEVELS, "total")

Key = tuple[str, int, str]
Value = float | str


class Verdict(Enum):
    """What the published total says of a value."""

    EXCLUDED = "excluded"
    PREFERRED = "preferred"
    POSSIBLE = "possible"


class Ground(Enum):
    """What the verdicts of an agency and year rest on."""

    TOTAL = "total"
    NO_TOTAL = "no-total"
    INCOMPLETE = "incomplete"
    NONE_FITS = "none-fits"
    TOO_MANY = "too-many"


@dataclass(frozen=True)
class Place:
    """A cell; row and column count from 0."""

    file: str
    sheet: str | None
    row: int
    column: int


@dataclass(frozen=True)
class Candidate:
    """One of the values of a figure, the cells that hold it, and what the total says of it."""

    value: Value
    places: tuple[Place, ...]
    written: str | None = None
    verdict: Verdict = Verdict.POSSIBLE


@dataclass(frozen=True)
class Contested:
    """A figure with several values, in the order in which they stand in the files."""

    level: str
    code: str
    candidates: tuple[Candidate, ...]

    @property
    def settled(self) -> Candidate | None:
        """The only value that is not excluded."""
        left = [c for c in self.candidates if c.verdict is not Verdict.EXCLUDED]
        return left[0] if len(left) == 1 else None

    @property
    def preferred(self) -> Candidate | None:
        """The value that fits the total best, None where several do or none can be told."""
        return next((c for c in self.candidates if c.verdict is Verdict.PREFERRED), None)


@dataclass(frozen=True)
class Contradiction:
    """Everything contested of one agency in one year.

    ``total`` is the published total that judges, None where there is none or it is contested itself;
    ``combinations`` counts how the values can be put together.
    """

    agency_id: str
    fiscal_year: int
    figures: tuple[Contested, ...]
    ground: Ground
    total: float | None
    combinations: int


def judge_contradictions(reading: Reading, criteria: Criteria) -> tuple[Contradiction, ...]:
    """Try every way of putting contradicting values together against the published total.

    A way whose total differs from the published one by more than 0.02 cannot be; a value in no other way is
    excluded. A value is preferred where all ways that round to the published total hold it.

    Parameters
    ----------
    reading
        Its contradictions, and the figures that they belong to.
    criteria
        The rule books.
    """
    cases = list(_gather(reading.contradictions))
    panel = _panel_of(reading, cases)
    for case in cases:
        if case.axes:
            case.find_row(panel)
    for year in dict.fromkeys(case.fiscal_year for case in cases):
        book = criteria.for_year(year).book
        judged = [c for c in cases if c.fiscal_year == year and c.axes and c.size <= MOST_COMBINATIONS]
        for batch in _batches(judged):
            tried = _combine(panel, batch)
            computed = aggregate(tried, book).total
            start = 0
            for case in batch:
                ways = slice(start, start := start + case.size)
                case.judge(computed[ways], tried.total[ways])
    return tuple(case.result for case in cases)


class _Case:
    """The contested figures of one agency and year while they are judged."""

    def __init__(self, agency_id: str, fiscal_year: int, figures: Sequence[Contested]) -> None:
        self.agency_id, self.fiscal_year = agency_id, fiscal_year
        self.figures = list(figures)
        self.axes = [n for n, figure in enumerate(figures) if figure.level in _JUDGED_LEVELS]
        self.size = prod(len(figures[n].candidates) for n in self.axes)
        self.ground = Ground.TOO_MANY if self.size > MOST_COMBINATIONS else Ground.NO_TOTAL
        self.row = -1
        self.total: float | None = None

    def find_row(self, panel: Panel) -> None:
        """Find the agency and year in a panel, and its published total."""
        here = np.flatnonzero(
            (panel.agency == panel.agency_ids.get_loc(self.agency_id)) & (panel.year == self.fiscal_year)
        )
        self.row = int(here[0])
        contested = any(figure.level == "total" for figure in self.figures)
        total = float(panel.total[self.row])
        self.total = None if contested or np.isnan(total) else total

    @cached_property
    def ways(self) -> Ints:
        """Every way of choosing one value of each figure: one row a way, one column a figure."""
        counts = [len(self.figures[n].candidates) for n in self.axes]
        return np.indices(counts).reshape(len(counts), -1).T.astype(np.int64)

    def judge(self, computed: Floats, published: Floats) -> None:
        """Give every value its verdict from the totals of all ways."""
        if np.isnan(published).all():
            return
        known = ~np.isnan(computed - published)
        off = np.abs(computed - published)
        possible = known & (off <= TOLERANCE + NOISE)
        self.ground = (
            Ground.INCOMPLETE if not known.all() else Ground.TOTAL if possible.any() else Ground.NONE_FITS
        )
        if self.ground is Ground.TOTAL:
            exact = possible & (off <= HALF_CENT + NOISE)
            for place, number in enumerate(self.axes):
                self.figures[number] = _with_verdicts(
                    self.figures[number], self.ways[:, place], possible, exact
                )

    @property
    def result(self) -> Contradiction:
        """The case as a value."""
        return Contradiction(
            self.agency_id, self.fiscal_year, tuple(self.figures), self.ground, self.total, self.size
        )


def _with_verdicts(figure: Contested, chosen: Ints, possible: Bools, exact: Bools) -> Contested:
    """A figure with the verdict of each value; ``chosen`` says which value each way holds."""
    left = set(chosen[possible].tolist())
    best = set(chosen[exact].tolist())
    verdicts = [
        Verdict.EXCLUDED
        if number not in left
        else Verdict.PREFERRED
        if best == {number} or len(left) == 1
        else Verdict.POSSIBLE
        for number in range(len(figure.candidates))
    ]
    candidates = (replace(c, verdict=v) for c, v in zip(figure.candidates, verdicts, strict=True))
    return replace(figure, candidates=tuple(candidates))


def contested_figures(contradictions: pd.DataFrame) -> dict[Key, Contested]:
    """Every figure with its values, by agency, year and code, in the order of the files; nothing judged."""
    figures: dict[Key, list[dict[str, object]]] = {}
    for row in contradictions.to_dict("records"):
        key = (str(row["agency_id"]), int(row["fiscal_year"]), str(row["code"]))
        figures.setdefault(key, []).append(row)  # type: ignore[arg-type]
    return {key: _contested(key[2], rows) for key, rows in figures.items()}


def _gather(contradictions: pd.DataFrame) -> Iterator[_Case]:
    """One case an agency and year."""
    cases: dict[tuple[str, int], list[Contested]] = {}
    for (agency, year, _), figure in contested_figures(contradictions).items():
        cases.setdefault((agency, year), []).append(figure)
    for (agency, year), contested in cases.items():
        yield _Case(agency, year, contested)


def _contested(code: str, rows: Sequence[dict[str, object]]) -> Contested:
    found: dict[Value, Candidate] = {}
    for row in rows:
        value: Value = row["text"] if isinstance(row["text"], str) else float(row["value"])  # type: ignore[arg-type]
        sheet = row["sheet"] if isinstance(row["sheet"], str) else None
        place = Place(str(row["file"]), sheet, int(row["row"]), int(row["column"]))  # type: ignore[call-overload]
        written = row["written"] if isinstance(row["written"], str) else None
        known = found.setdefault(value, Candidate(value, (), written))
        found[value] = replace(known, places=(*known.places, place))
    return Contested(str(rows[0]["level"]), code, tuple(found.values()))


def _panel_of(reading: Reading, cases: Sequence[_Case]) -> Panel:
    """The figures of the agencies concerned, with the first of the contested values."""
    agencies = list(dict.fromkeys(case.agency_id for case in cases))
    first = [(case, figure) for case in cases for figure in case.figures]

    def joined(table: Table, frame: pd.DataFrame, levels: tuple[str, ...], value: str) -> pd.DataFrame:
        own = [(case, figure) for case, figure in first if figure.level in levels]
        columns: dict[str, object] = {
            "agency_id": [case.agency_id for case, _ in own],
            "fiscal_year": [case.fiscal_year for case, _ in own],
            "level": [figure.level for _, figure in own],
            "code": [figure.code for _, figure in own],
            value: [figure.candidates[0].value for _, figure in own],
        }
        if "text" in table.names:
            columns["text"] = [None] * len(own)
        known = frame[frame["agency_id"].isin(agencies)]
        return concat_tables(table, [known, make_table(table, columns)])

    return build_panel(
        joined(SCORES, reading.scores, SCORE_LEVELS, "score"),
        joined(DECLARED, reading.declared, ("total",), "value"),
    )


def _batches(cases: Sequence[_Case]) -> Iterator[list[_Case]]:
    """Cases in groups of which all ways fit into memory."""
    ends = np.cumsum([case.size for case in cases]) // _ROWS_AT_ONCE
    for _, group in groupby(zip(ends.tolist(), cases, strict=True), key=lambda pair: pair[0]):
        yield [case for _, case in group]


def _combine(panel: Panel, cases: Sequence[_Case]) -> Panel:
    """A panel with one row a way of the cases."""
    rows = np.repeat([case.row for case in cases], [case.size for case in cases])
    tried = panel.take(rows)
    start = 0
    for case in cases:
        ways = slice(start, start := start + case.size)
        for place, number in enumerate(case.axes):
            figure = case.figures[number]
            values = np.array([c.value for c in figure.candidates], dtype=np.float64)
            column = tried.total if figure.level == "total" else tried.scores[figure.code]
            column[ways] = values[case.ways[:, place]]
    return tried
