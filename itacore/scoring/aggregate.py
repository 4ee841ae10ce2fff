"""Bring scores from whatever level was read up to the total.

Item -> sub-indicator (OIT) -> indicator -> instrument are simple means; the total is the weighted sum of
the instruments. Source: the rules of 2568 as quoted in published reports; earlier years recompute to what was
published.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from itacore.criteria import RuleBook
from itacore.criteria.model import Instrument, Part
from itacore.scoring.panel import Bools, Floats, Panel
from itacore.scoring.points import find_weighted_points


@dataclass(frozen=True, eq=False)
class Figures:
    """Figures of all levels for the rows of one rule book; NaN where not known.

    ``units`` holds instruments and parts on 0-100 as the rating uses them. ``from_indicators`` tells per
    instrument where its figure is the mean of its indicators. ``weighted`` tells per instrument and part
    where the published figure was weighted points.
    """

    subindicators: dict[str, Floats]
    indicators: dict[str, Floats]
    units: dict[str, Floats]
    total: Floats
    from_indicators: dict[str, Bools]
    weighted: dict[str, Bools]


def mean_of(arrays: Sequence[Floats], rows: int) -> Floats:
    """Mean where every part is known, NaN elsewhere or where there are no parts."""
    if not arrays:
        return np.full(rows, np.nan)
    total = arrays[0].copy()
    for array in arrays[1:]:
        total += array
    return total / len(arrays)


def weighted_mean_of(parts: Sequence[Part], figures: dict[str, Floats]) -> Floats:
    """Mean of parts by their weights."""
    whole = sum(part.weight for part in parts)
    return np.asarray(sum(figures[part.code] * part.weight for part in parts) / whole)


def aggregate(panel: Panel, book: RuleBook) -> Figures:
    """Compute every level above the ones read; what was read stands.

    Parameters
    ----------
    panel
        Rows of years to which ``book`` applies.
    book
        The rules.

    Returns
    -------
    Figures
        One array a code, aligned with the rows of ``panel``.
    """
    rows = len(panel)
    subindicators = {
        sub.code: _first(panel.read(sub.code), mean_of(items_of(sub.code, panel, book), rows))
        for sub in book.subindicators
    }
    indicators = {}
    for instrument in book.instruments:
        for indicator in book.indicators_of(instrument.code):
            code = indicator.code
            subs = [subindicators[s.code] for s in book.subindicators if s.indicator == code]
            halves = [panel.read(f"{part.code}.{code}") for part in instrument.parts]
            below = (subs, items_of(code, panel, book), halves)
            indicators[code] = _first(
                panel.read(code), *(mean_of(arrays, rows) for arrays in below if arrays)
            )
    means = _means_of_units(panel, book, indicators)
    weighted = find_weighted_points(panel, book, means)
    units = _figures_of_units(panel, book, means, weighted)
    total = np.zeros(rows)
    for instrument in book.instruments:
        total = total + instrument.weight * units[instrument.code]
    from_indicators = {i.code: ~np.isnan(means[i.code]) for i in book.instruments}
    return Figures(subindicators, indicators, units, total, from_indicators, weighted)


def items_of(parent: str, panel: Panel, book: RuleBook) -> list[Floats]:
    """Scores read of the items of a sub-indicator or an indicator; none where no item was read at all."""
    codes = [item.code for item in book.items if item.parent == parent]
    return [panel.read(code) for code in codes] if any(code in panel.scores for code in codes) else []


def part_indicators_of(part: Part, instrument: Instrument, panel: Panel, book: RuleBook) -> list[Floats]:
    """Scores read of the indicators of a part (EIT1.6 ...)."""
    return [panel.read(f"{part.code}.{i.code}") for i in book.indicators_of(instrument.code)]


def _means_of_units(panel: Panel, book: RuleBook, indicators: dict[str, Floats]) -> dict[str, Floats]:
    """Figures of instruments and parts from the indicators below them."""
    means = {}
    for instrument in book.instruments:
        own = [indicators[i.code] for i in book.indicators_of(instrument.code)]
        means[instrument.code] = mean_of(own, len(panel))
        for part in instrument.parts:
            means[part.code] = mean_of(part_indicators_of(part, instrument, panel, book), len(panel))
    return means


def _figures_of_units(
    panel: Panel, book: RuleBook, means: dict[str, Floats], weighted: dict[str, Bools]
) -> dict[str, Floats]:
    """Figures of instruments and parts: from indicators, else from parts, else as published on 0-100."""
    unknown = np.full(len(panel), np.nan)

    def published(unit: Instrument | Part) -> Floats:
        given = panel.published.get(unit.code, unknown)
        return np.where(weighted[unit.code], given / unit.weight, given)

    units: dict[str, Floats] = {}
    for instrument in book.instruments:
        for part in instrument.parts:
            units[part.code] = _first(means[part.code], published(part))
        of_parts = weighted_mean_of(instrument.parts, units) if instrument.parts else unknown
        units[instrument.code] = _first(means[instrument.code], of_parts, published(instrument))
    return units


def _first(*candidates: Floats) -> Floats:
    """Take the first known figure of each row."""
    result = candidates[0]
    for candidate in candidates[1:]:
        result = np.where(np.isnan(result), candidate, result)
    return result
