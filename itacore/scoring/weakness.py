"""Which indicators are weak: by score, by points to gain, by fall, and in three classes.

The classes follow the requirement that weak points to mend at once stand apart from points to develop; their
thresholds are data (data/weakness.toml), their reading is inferred.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from itacore.criteria import RuleBook
from itacore.criteria.model import Instrument
from itacore.scoring.aggregate import Figures, part_indicators_of
from itacore.scoring.panel import Bools, Floats, Ints, Panel
from itacore.scoring.precision import NOISE, snap
from itacore.scoring.ranges import settled_spans
from itacore.scoring.rating import Rating

DEFAULT_FILE = Path(__file__).resolve().parents[2] / "data" / "weakness.toml"
URGENT, DEVELOP, KEEP = "urgent", "to-develop", "to-keep"
CLASSES = (URGENT, DEVELOP, KEEP)


@dataclass(frozen=True)
class Thresholds:
    """Thresholds of the classes, in points (ranks: a count)."""

    develop_below: float
    fall_more_than: float
    most_points_ranks: int
    most_points_at_least: float


@dataclass(frozen=True, eq=False)
class Weakness:
    """Rows x indicators of the rule book, in its order.

    ``points_to_gain`` are points of the total, NaN where the indicator is not known; ranks are from 1, 0
    where it is not known; ``classes`` are positions in ``CLASSES``, -1 where it is not known.
    """

    points_to_gain: Floats
    rank_by_score: Ints
    rank_by_points: Ints
    classes: Ints


@lru_cache(maxsize=4)
def read_thresholds(path: Path = DEFAULT_FILE) -> Thresholds:
    """Read the thresholds of the classes.

    >>> read_thresholds().develop_below
    95.0
    """
    with path.open("rb") as file:
        data = tomllib.load(file)
    return Thresholds(
        float(data["develop_below"]),
        float(data["fall_more_than"]),
        int(data["most_points_ranks"]),
        float(data["most_points_at_least"]),
    )


def rank_rows(values: Floats, *, largest_first: bool) -> Ints:
    """Rank the figures of each row from 1; equal figures (within 1e-9) share the better rank; NaN gets 0.

    >>> rank_rows(np.array([[3.0, 1.0, 1.0, np.nan]]), largest_first=False).tolist()
    [[3, 1, 1, 0]]
    """
    order = -values if largest_first else values
    better_than = order - NOISE
    ranks = np.where(np.isnan(values), 0, 1).astype(np.int16)
    for column in range(values.shape[1]):
        ranks += order[:, column : column + 1] < better_than
    return ranks.astype(np.int64)


def find_weakness(
    panel: Panel, figures: Figures, rating: Rating, change: Floats, book: RuleBook, thresholds: Thresholds
) -> Weakness:
    """Rank every known indicator and put it in a class.

    Parameters
    ----------
    panel, figures, rating
        What was read of the rows, what was computed from it, and how it was judged.
    change
        Change of each indicator against the base year, rows x indicators, NaN where there is none.
    book
        The rules.
    thresholds
        Of the classes.
    """
    codes = [indicator.code for indicator in book.indicators]
    scores = _columns([figures.indicators[code] for code in codes])
    points = _columns([book.indicator_weights[code] * (100.0 - figures.indicators[code]) for code in codes])
    rank_by_points = rank_rows(points, largest_first=True)
    limits = (book.pass_line, thresholds.develop_below)
    snapped = snap(scores, limits)
    urgent = snapped < book.pass_line
    develop = (
        (snapped < thresholds.develop_below)
        | (change < -thresholds.fall_more_than - NOISE)
        | (
            (rank_by_points <= thresholds.most_points_ranks)
            & (points >= thresholds.most_points_at_least - NOISE)
        )
    )
    holding = find_holding(figures, rating, book)
    for instrument in book.instruments:
        columns = [codes.index(i.code) for i in book.indicators_of(instrument.code)]
        for unit, lowest in _lowest_by_unit(instrument, scores[:, columns], panel, book).items():
            below = snap(figures.units[unit], limits) < book.pass_line
            urgent[:, columns] |= lowest & below[:, None]
            develop[:, columns] |= lowest & holding[unit][:, None]
    classes = np.where(np.isnan(scores), -1, np.where(urgent, 0, np.where(develop, 1, 2)))
    return Weakness(points, rank_rows(scores, largest_first=False), rank_by_points, classes)


def find_holding(figures: Figures, rating: Rating, book: RuleBook) -> dict[str, Bools]:
    """Tell which instruments and parts hold the rating below the next level.

    The rating is the final one, else the lowest possible one. A unit holds it where the next level asks more
    of it than it has or can have. Where only the parts of one instrument are unknown, every other gate and
    the total reach the next level, and the published rating shows that it was not reached, one of these parts
    must be short: their instrument holds the rating.
    """
    gates = {gate for reading in book.gates for gate in reading}
    units = gates | {book.part_of.get(gate, gate) for gate in gates}
    spans = settled_spans(rating.ranges, book)
    lowest = np.log2(np.maximum(rating.possible, 1)).astype(np.int64)
    current = np.where(rating.final >= 0, rating.final, lowest)
    holding = {unit: np.zeros(len(current), dtype=bool) for unit in figures.units}
    for index, level in enumerate(book.levels):
        floor = level.all_at_least
        here = current == index + 1
        if floor is None or not here.any():
            continue
        short = {unit: snap(spans[unit][1], [floor]) < floor for unit in units}
        reached = {unit: snap(spans[unit][0], [floor]) >= floor for unit in units}
        for unit in units:
            holding[unit] |= here & short[unit]
        total_reached = snap(rating.total, [level.lower_bound]) >= level.lower_bound
        for instrument in book.instruments:
            parts = {part.code for part in instrument.parts} & gates
            others = [reached[gate] for gate in gates - parts]
            if parts and others:
                rest = np.all(others, axis=0) & total_reached & (rating.final == index + 1)
                holding[instrument.code] |= here & rest & ~np.any([short[p] for p in parts], axis=0)
    return holding


def _lowest_by_unit(instrument: Instrument, scores: Floats, panel: Panel, book: RuleBook) -> dict[str, Bools]:
    """Which indicators are the lowest of an instrument, and of each of its parts.

    Of a part by its own indicators where all of them are known, else by those of the instrument.
    """
    lowest = {instrument.code: _is_lowest(scores)}
    for part in instrument.parts:
        own = _columns(part_indicators_of(part, instrument, panel, book))
        known = ~np.isnan(own).any(axis=1, keepdims=True)
        lowest[part.code] = np.where(known, _is_lowest(own), lowest[instrument.code])
    return lowest


def _is_lowest(scores: Floats) -> Bools:
    known = np.where(np.isnan(scores), np.inf, scores)
    return np.asarray(known <= known.min(axis=1, keepdims=True) + NOISE)


def _columns(arrays: Sequence[Floats]) -> Floats:
    """Put arrays beside each other; each column stays contiguous."""
    return np.array(arrays).T
