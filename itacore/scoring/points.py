"""Tell published instrument figures that are weighted points (OIT 40.00) from scores on 0-100.

Both circulate, sometimes in one table. Nothing in a figure itself tells which it is: what it has to agree
with does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from itacore.criteria import RuleBook
from itacore.criteria.model import Instrument, Part
from itacore.scoring.panel import Bools, Floats, Panel
from itacore.scoring.precision import HALF_CENT, NOISE, TOLERANCE


def find_weighted_points(panel: Panel, book: RuleBook, means: Mapping[str, Floats]) -> dict[str, Bools]:
    """Tell per instrument and part where its published figure is weighted points.

    A figure is points where it equals weight x mean of the indicators below it and not the mean itself; parts
    together where their sum does so for their instrument. Figures without indicators are points where
    everything together adds up to the published total as points and not as scores, or where all other figures
    of the row that can be judged are points and it is not too large for points.

    Parameters
    ----------
    panel
        Rows of years to which ``book`` applies.
    book
        The rules.
    means
        Per instrument and part its figure from indicators, NaN where not known.
    """
    units: list[Instrument | Part] = []
    for instrument in book.instruments:
        units += [instrument, *instrument.parts]
    points = {unit.code: np.zeros(len(panel), dtype=bool) for unit in units}
    if not panel.published:
        return points
    unknown = np.full(len(panel), np.nan)
    given = {unit.code: panel.published.get(unit.code, unknown) for unit in units}
    scores = {unit.code: np.zeros(len(panel), dtype=bool) for unit in units}
    for unit in units:
        _judge([unit], unit.weight, given, means[unit.code], points, scores)
    for instrument in book.instruments:
        if instrument.parts:
            _judge(instrument.parts, instrument.weight, given, means[instrument.code], points, scores)
    some_points, some_scores = np.any(list(points.values()), axis=0), np.any(list(scores.values()), axis=0)
    company = (some_points & ~some_scores) | (
        _add_up(panel, book, given, means) & ~some_points & ~some_scores
    )
    for unit in units:
        company &= ~(given[unit.code] > 100 * unit.weight + HALF_CENT + NOISE)
    for unit in units:
        points[unit.code] |= company & ~np.isnan(given[unit.code])
    return points


def _judge(
    units: Sequence[Instrument | Part],
    weight: float,
    given: Mapping[str, Floats],
    mean: Floats,
    points: dict[str, Bools],
    scores: dict[str, Bools],
) -> None:
    """Compare figures with the mean of the indicators below them, as points and as scores."""
    total = sum((given[unit.code] for unit in units), np.zeros(len(mean)))
    average = sum((given[unit.code] * (unit.weight / weight) for unit in units), np.zeros(len(mean)))
    are_scores = np.abs(average - mean) <= TOLERANCE + NOISE
    are_points = (np.abs(total - weight * mean) <= TOLERANCE + NOISE) & ~are_scores
    for unit in units:
        settled = points[unit.code] | scores[unit.code]
        points[unit.code] |= are_points & ~settled
        scores[unit.code] |= are_scores & ~settled


def _add_up(panel: Panel, book: RuleBook, given: Mapping[str, Floats], means: Mapping[str, Floats]) -> Bools:
    """Where all figures add up to the published total as points, and do not as scores."""
    as_points, as_scores = np.zeros(len(panel)), np.zeros(len(panel))
    for instrument in book.instruments:
        own = given[instrument.code]
        parts = sum((given[part.code] for part in instrument.parts), np.zeros(len(panel)))
        parts_as_scores = sum((given[p.code] * p.weight for p in instrument.parts), np.zeros(len(panel)))
        computed = instrument.weight * means[instrument.code]
        use_parts = np.isnan(own) if instrument.parts else np.zeros(len(panel), dtype=bool)
        points = np.where(use_parts, parts, own)
        scores = np.where(use_parts, parts_as_scores, own * instrument.weight)
        nothing = np.isnan(points)
        as_points += np.where(nothing, computed, points)
        as_scores += np.where(nothing, computed, scores)
    rounding = HALF_CENT * (1 + len(book.gate_weights)) + NOISE
    return (np.abs(as_points - panel.total) <= rounding) & (
        np.abs(as_scores - panel.total) > TOLERANCE + NOISE
    )
