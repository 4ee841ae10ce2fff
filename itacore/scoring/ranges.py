"""What each instrument and part may still be, given all that was read.

What was read stands. An unread figure may be whatever its own unread items, sub-indicators and indicators
allow, each from 0 to 100; parts agree with their instrument, and the units with a published total to +-0.005.
That an indicator is the mean of the same indicator of its instrument's parts is only inferred: it gives an
unread indicator where both are known, and narrows nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from itacore.criteria import RuleBook
from itacore.criteria.model import Instrument
from itacore.scoring.aggregate import Figures, items_of, part_indicators_of, weighted_mean_of
from itacore.scoring.panel import Bools, Floats, Panel
from itacore.scoring.precision import HALF_CENT, NOISE, TOLERANCE

Span = tuple[Floats, Floats]


@dataclass(frozen=True, eq=False)
class Ranges:
    """Lowest and highest figure of each unit, and how they hang together.

    ``slack`` tells per instrument with parts how far the mean of its parts may stand from it; ``tie`` how far
    the weighted sum of the units may stand from ``total``; infinite where they stand apart. ``total`` is NaN
    where it is whatever the units give.
    """

    low: dict[str, Floats]
    high: dict[str, Floats]
    slack: dict[str, Floats]
    total: Floats
    tie: Floats


def find_ranges(panel: Panel, figures: Figures, book: RuleBook) -> Ranges:
    """Find what each unit may still be, and the total that the rating takes."""
    low: dict[str, Floats] = {}
    high: dict[str, Floats] = {}
    slack: dict[str, Floats] = {}
    for instrument in book.instruments:
        figure = figures.units[instrument.code]
        span = (figure, figure)
        if np.isnan(figure).any():
            codes = [i.code for i in book.indicators_of(instrument.code)]
            span = _known_or(figure, _mean([_indicator_span(code, panel, figures, book) for code in codes]))
        low[instrument.code], high[instrument.code] = span
        for part in instrument.parts:
            halves = part_indicators_of(part, instrument, panel, book)
            span = _known_or(figures.units[part.code], _mean([_any_or(half) for half in halves]))
            low[part.code], high[part.code] = span
        if instrument.parts:
            slack[instrument.code] = _slack(instrument, low, high)
    total = figures.total
    published = ~np.isnan(panel.total)
    agrees = ~(np.abs(total - panel.total) > TOLERANCE + NOISE)
    ranges = Ranges(
        low, high, slack, np.where(published & agrees, panel.total, total), np.full(len(panel), np.inf)
    )
    tied = np.isnan(total) & published
    return replace(ranges, tie=_tie(ranges, tied, book)) if tied.any() else ranges


def span_of(instrument: Instrument, ranges: Ranges) -> Span:
    """What an instrument may be once its parts have their say."""
    low, high = ranges.low[instrument.code], ranges.high[instrument.code]
    if not instrument.parts:
        return low, high
    slack = ranges.slack[instrument.code]
    return (
        np.maximum(low, weighted_mean_of(instrument.parts, ranges.low) - slack),
        np.minimum(high, weighted_mean_of(instrument.parts, ranges.high) + slack),
    )


def settled_spans(ranges: Ranges, book: RuleBook) -> dict[str, Span]:
    """What each unit may be once its parts, or its instrument and the other parts, have their say."""
    spans: dict[str, Span] = {}
    for instrument in book.instruments:
        low, high = spans[instrument.code] = span_of(instrument, ranges)
        for part in instrument.parts:
            share = part.weight / instrument.weight
            others = [p for p in instrument.parts if p is not part]
            rest_low = sum(
                (ranges.low[p.code] * (p.weight / instrument.weight) for p in others), np.zeros(len(low))
            )
            rest_high = sum(
                (ranges.high[p.code] * (p.weight / instrument.weight) for p in others), np.zeros(len(low))
            )
            slack = ranges.slack[instrument.code]
            spans[part.code] = (
                np.maximum(ranges.low[part.code], (low - slack - rest_high) / share),
                np.minimum(ranges.high[part.code], (high + slack - rest_low) / share),
            )
    return spans


def _slack(instrument: Instrument, low: dict[str, Floats], high: dict[str, Floats]) -> Floats:
    """How far parts may stand from their instrument: not at all, by rounding where they must, else apart.

    Apart where nothing from 0 to 100 agrees with what was read.
    """
    code = instrument.code
    miss = np.maximum(
        weighted_mean_of(instrument.parts, low) - high[code],
        low[code] - weighted_mean_of(instrument.parts, high),
    )
    return np.where(miss <= NOISE, 0.0, np.where(miss <= TOLERANCE + NOISE, TOLERANCE, np.inf))


def _tie(ranges: Ranges, tied: Bools, book: RuleBook) -> Floats:
    """How far the units may stand from a published total that they do not give by themselves."""
    least, most = np.zeros(len(tied)), np.zeros(len(tied))
    for instrument in book.instruments:
        low, high = span_of(instrument, ranges)
        least, most = least + instrument.weight * low, most + instrument.weight * high
    miss = np.maximum(least - ranges.total, ranges.total - most)
    tie = np.where(
        miss <= HALF_CENT + NOISE, HALF_CENT, np.where(miss <= TOLERANCE + NOISE, TOLERANCE, np.inf)
    )
    return np.where(tied, tie, np.inf)


def _indicator_span(code: str, panel: Panel, figures: Figures, book: RuleBook) -> Span:
    """What an indicator may be: its figure, else what its unread sub-indicators or items allow."""
    subs = [sub.code for sub in book.subindicators if sub.indicator == code]
    if subs:
        spans = [_known_or(figures.subindicators[sub], _items_span(sub, panel, book)) for sub in subs]
        return _known_or(figures.indicators[code], _mean(spans))
    return _known_or(figures.indicators[code], _items_span(code, panel, book))


def _items_span(parent: str, panel: Panel, book: RuleBook) -> Span:
    items = items_of(parent, panel, book)
    return _mean([_any_or(item) for item in items]) if items else _any_or(np.full(len(panel), np.nan))


def _any_or(figure: Floats) -> Span:
    """A figure as read, anything from 0 to 100 where it was not."""
    return np.where(np.isnan(figure), 0.0, figure), np.where(np.isnan(figure), 100.0, figure)


def _known_or(figure: Floats, span: Span) -> Span:
    return np.where(np.isnan(figure), span[0], figure), np.where(np.isnan(figure), span[1], figure)


def _mean(spans: Sequence[Span]) -> Span:
    lows, highs = zip(*spans, strict=True)
    return np.mean(lows, axis=0), np.mean(highs, axis=0)
