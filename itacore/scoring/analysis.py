"""From read scores to ratings, changes and weak indicators, for one agency or the whole country."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from itacore.criteria import AppliedRules, Criteria, RuleBook
from itacore.scoring.aggregate import Figures, aggregate
from itacore.scoring.change import History, build_history, split_change
from itacore.scoring.panel import Ints, Panel, build_panel
from itacore.scoring.rating import Rating, rate_rows
from itacore.scoring.weakness import CLASSES, Thresholds, find_weakness, read_thresholds

SEPARATOR = "|"


@dataclass(frozen=True, eq=False)
class Analysis:
    """Everything computed from scores and declared figures; derived, never stored.

    ratings
        One row an agency and year, sorted by agency (in the order of the tables' categories) and year:
        agency_id, fiscal_year, criteria_year (the rule book used), provisional, total_computed,
        total_declared, total (the one rated), one column an instrument or part on 0-100, possible (labels,
        lowest level first, joined by "|"), declared, final, near_bound, disagrees (totals differ by more
        than 0.02; the computed one is then ``total``, and ``possible`` is the union of both), impossible (no
        scores agree with the published total), outside (declared rating not among the possible), base_year
        (0 where there is none), change (of the total).
    indicators
        One row a known indicator: agency_id, fiscal_year, code, score, points_to_gain, rank_by_score,
        rank_by_points, weakness_class, change.
    contributions
        One row a part of the change of the computed total: agency_id, fiscal_year, code (indicator, or
        instrument where indicators are missing), contribution (points of the total); code "rules" is the part
        of the rules. A year has no rows unless its total and that of its base year are computed.
    weighted
        Published figures of instruments and parts that were weighted points: agency_id, fiscal_year, code.
    """

    ratings: pd.DataFrame
    indicators: pd.DataFrame
    contributions: pd.DataFrame
    weighted: pd.DataFrame


@dataclass(frozen=True, eq=False)
class _Year:
    """The rows of one fiscal year with their rules, what was read, computed and judged."""

    rows: Ints
    rules: AppliedRules
    panel: Panel
    figures: Figures
    rating: Rating

    @property
    def book(self) -> RuleBook:
        return self.rules.book


def analyze(
    scores: pd.DataFrame, declared: pd.DataFrame, criteria: Criteria, thresholds: Thresholds | None = None
) -> Analysis:
    """Rate, compare and find weak indicators.

    Parameters
    ----------
    scores, declared
        Tables of itacore.tables; years before the first rule book must not be in them.
    criteria
        The rule books.
    thresholds
        Of the classes; default data/weakness.toml.

    Returns
    -------
    Analysis
        See there for columns, keys and order.

    Raises
    ------
    KeyError
        A fiscal year lies before the first rule book.
    TableError
        A figure stands twice for one agency and year.
    """
    panel = build_panel(scores, declared)
    years = [_judge_year(panel, int(year), criteria) for year in np.unique(panel.year)]
    history = build_history(panel, [(year.rows, year.book, year.figures) for year in years])
    return Analysis(
        _rating_table(panel, years, history),
        _indicator_table(panel, years, history, thresholds or read_thresholds()),
        _contribution_table(panel, history),
        _weighted_table(panel, years, history),
    )


def _judge_year(panel: Panel, fiscal_year: int, criteria: Criteria) -> _Year:
    rules = criteria.for_year(fiscal_year)
    rows = np.flatnonzero(panel.year == fiscal_year)
    part = panel.take(rows)
    figures = aggregate(part, rules.book)
    return _Year(rows, rules, part, figures, rate_rows(part, figures, rules.book))


def _rating_table(panel: Panel, years: Sequence[_Year], history: History) -> pd.DataFrame:
    size = len(panel)
    labels = _Labels(panel.rating_labels)
    sets = _Labels()
    possible, final, criteria_year = (np.full(size, -1, dtype=np.int64) for _ in range(3))
    total = np.full(size, np.nan)
    near, disagrees, impossible, outside = (np.zeros(size, dtype=bool) for _ in range(4))
    for year in years:
        rating, rows = year.rating, year.rows
        names = np.array([labels.code(level.label) for level in year.book.levels] + [-1])
        masks, positions = np.unique(rating.possible, return_inverse=True)
        possible[rows] = np.array([sets.code(_set_label(int(mask), year.book)) for mask in masks])[positions]
        final[rows] = names[rating.final]
        criteria_year[rows] = year.book.fiscal_year
        total[rows] = rating.total
        near[rows], disagrees[rows], impossible[rows] = rating.near_bound, rating.disagrees, rating.impossible
        outside[rows] = (year.panel.rating >= 0) & (rating.final < 0)
    return pd.DataFrame(
        {
            **_keys(panel),
            "criteria_year": criteria_year,
            "provisional": criteria_year != panel.year,
            "total_computed": history.total,
            "total_declared": panel.total,
            "total": total,
            **{code: history.units[:, i] for i, code in enumerate(history.unit_codes)},
            "possible": sets.categorical(possible),
            "declared": labels.categorical(panel.rating),
            "final": labels.categorical(final),
            "near_bound": near,
            "disagrees": disagrees,
            "impossible": impossible,
            "outside": outside,
            "base_year": np.where(history.base >= 0, panel.year[history.base], 0),
            "change": _change_of_total(panel, total, history),
        }
    )


def _change_of_total(panel: Panel, rated: np.ndarray, history: History) -> np.ndarray:
    """Change of the computed totals, else of the published ones, else of those rated."""
    change = history.since_base(history.total)
    for totals in (panel.total, rated):
        change = np.where(np.isnan(change), history.since_base(totals), change)
    return change


def _set_label(mask: int, book: RuleBook) -> str:
    """Labels of a set of levels, lowest first."""
    return SEPARATOR.join(
        level.label for position, level in reversed(list(enumerate(book.levels))) if mask >> position & 1
    )


def _indicator_table(
    panel: Panel, years: Sequence[_Year], history: History, thresholds: Thresholds
) -> pd.DataFrame:
    change = history.since_base(history.scores)
    size = history.scores.shape
    points = np.full(size, np.nan, order="F")
    by_score, by_points, classes = (np.zeros(size, dtype=np.int64, order="F") for _ in range(3))
    for year in years:
        columns = [history.codes.index(i.code) for i in year.book.indicators]
        moved = np.array([change[year.rows, column] for column in columns]).T
        found = find_weakness(year.panel, year.figures, year.rating, moved, year.book, thresholds)
        for i, column in enumerate(columns):
            points[year.rows, column] = found.points_to_gain[:, i]
            by_score[year.rows, column] = found.rank_by_score[:, i]
            by_points[year.rows, column] = found.rank_by_points[:, i]
            classes[year.rows, column] = found.classes[:, i]
    known = ~np.isnan(history.scores)
    rows, which = np.nonzero(known)
    return pd.DataFrame(
        {
            **_keys(panel, rows),
            "code": _categorical(which, history.codes),
            "score": history.scores[known],
            "points_to_gain": points[known],
            "rank_by_score": by_score[known],
            "rank_by_points": by_points[known],
            "weakness_class": _categorical(classes[known], CLASSES),
            "change": change[known],
        }
    )


def _contribution_table(panel: Panel, history: History) -> pd.DataFrame:
    codes, parts = split_change(history)
    rows, which = np.nonzero(~np.isnan(parts))
    return pd.DataFrame(
        {**_keys(panel, rows), "code": _categorical(which, codes), "contribution": parts[rows, which]}
    )


def _weighted_table(panel: Panel, years: Sequence[_Year], history: History) -> pd.DataFrame:
    found = np.zeros((len(panel), len(history.unit_codes)), dtype=bool)
    for year in years:
        for code, where in year.figures.weighted.items():
            found[year.rows, history.unit_codes.index(code)] = where
    rows, which = np.nonzero(found)
    return pd.DataFrame({**_keys(panel, rows), "code": _categorical(which, history.unit_codes)})


def _keys(panel: Panel, rows: Ints | slice = slice(None)) -> dict[str, object]:
    agency = pd.Categorical.from_codes(panel.agency[rows], categories=panel.agency_ids)
    return {"agency_id": agency, "fiscal_year": panel.year[rows]}


def _categorical(codes: Ints, labels: Iterable[str]) -> pd.Categorical:
    return pd.Categorical.from_codes(codes, categories=pd.Index(list(labels), dtype="str"))


class _Labels:
    """Labels in the order in which they are first asked for."""

    def __init__(self, labels: Iterable[str] = ()) -> None:
        self._codes = {label: code for code, label in enumerate(labels)}

    def code(self, label: str) -> int:
        return self._codes.setdefault(label, len(self._codes))

    def categorical(self, codes: Ints) -> pd.Categorical:
        return _categorical(codes, self._codes)
