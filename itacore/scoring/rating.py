"""The exact set of rating levels that are still possible.

A level is possible if and only if scores that agree with all that was read put the total and every condition
in it. Because the total rises with every gate, each box of a level is decided by the range of totals that it
allows; no search is needed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from itacore.criteria import RuleBook
from itacore.criteria.model import Instrument
from itacore.scoring.aggregate import Figures
from itacore.scoring.boxes import Box, boxes_of
from itacore.scoring.panel import Bools, Floats, Ints, Panel
from itacore.scoring.precision import NOISE, TOLERANCE, snap
from itacore.scoring.ranges import Ranges, find_ranges, settled_spans


@dataclass(frozen=True, eq=False)
class Rating:
    """The judgement of every row; levels are positions in the rule book, from the top.

    possible
        Bit k is set where level k is possible; at least one is.
    declared, final
        Position of the published and of the final level, -1 where there is none (or no such level).
    total
        The total that was rated; NaN where it is not known.
    near_bound
        Where a figure of the rating lies within 0.02 of a bound that it is compared with.
    disagrees
        Where the published total and the computed one differ by more than 0.02; both are then rated.
    impossible
        Where no scores agree with the published total; it is then rated apart from the scores.
    """

    ranges: Ranges
    possible: Ints
    declared: Ints
    final: Ints
    total: Floats
    near_bound: Bools
    disagrees: Bools
    impossible: Bools


def rate_rows(panel: Panel, figures: Figures, book: RuleBook) -> Rating:
    """Rate the rows of years to which ``book`` applies.

    Parameters
    ----------
    panel
        What was read.
    figures
        What was computed from it.
    book
        The rules.

    Returns
    -------
    Rating
        Aligned with the rows of ``panel``.
    """
    ranges = find_ranges(panel, figures, book)
    possible = find_possible(ranges, book)
    disagrees = np.abs(figures.total - panel.total) > TOLERANCE + NOISE
    if disagrees.any():
        published = find_possible(replace(ranges, total=panel.total), book)
        possible = np.where(disagrees, possible | published, possible)
    labels = {level.label: position for position, level in enumerate(book.levels)}
    levels = np.array([*(labels.get(label, -1) for label in panel.rating_labels), -1], dtype=np.int64)
    declared = levels[panel.rating]
    inside = (declared >= 0) & (((possible >> np.maximum(declared, 0)) & 1) == 1)
    alone = (panel.rating < 0) & ((possible & (possible - 1)) == 0)
    only = np.log2(np.maximum(possible, 1)).astype(np.int64)
    return Rating(
        ranges=ranges,
        possible=possible,
        declared=declared,
        final=np.where(inside, declared, np.where(alone, only, -1)),
        total=ranges.total,
        near_bound=find_near_bounds(panel, ranges, book),
        disagrees=disagrees,
        impossible=np.isnan(figures.total) & ~np.isnan(panel.total) & np.isinf(ranges.tie),
    )


def find_possible(ranges: Ranges, book: RuleBook) -> Ints:
    """Find the possible levels of every row; bit k stands for level k, from the top."""
    boxes = boxes_of(book)
    bounds = {
        0.0,
        100.0,
        *(box.low for box in boxes),
        *(box.floor for box in boxes if np.isfinite(box.floor)),
    }
    bounds |= {bound for box in boxes for _, bound in box.below}
    low = {code: snap(values, bounds) for code, values in ranges.low.items()}
    high = {
        code: low[code] if values is ranges.low[code] else snap(values, bounds)
        for code, values in ranges.high.items()
    }
    snapped = replace(ranges, low=low, high=high, total=snap(ranges.total, bounds))
    possible = np.zeros(len(ranges.total), dtype=np.int64)
    for box in boxes:
        possible |= np.where(_reachable(box, snapped, book), 1 << box.level, 0)
    return possible


@dataclass(frozen=True, eq=False)
class _Interval:
    """An interval of figures a row; ``open`` where its upper end does not belong to it."""

    low: Floats
    high: Floats
    open: Bools

    @property
    def exists(self) -> Bools:
        return np.asarray((self.low < self.high) | ((self.low == self.high) & ~self.open))


def _reachable(box: Box, ranges: Ranges, book: RuleBook) -> Bools:
    """Where some scores that agree with what is known lie in the box."""
    total = ranges.total
    exists = np.ones(len(total), dtype=bool)
    least, most, is_open = np.zeros(len(total)), np.zeros(len(total)), np.zeros(len(total), dtype=bool)
    for instrument in book.instruments:
        own = _within(box, instrument.code, ranges)
        if instrument.parts:
            parts = {part.code: _within(box, part.code, ranges) for part in instrument.parts}
            for part in parts.values():
                exists &= part.exists
            own = _agreeing(own, instrument, parts, ranges.slack[instrument.code])
        exists &= own.exists
        least = least + instrument.weight * own.low
        most = most + instrument.weight * own.high
        is_open |= own.open
    lowest, highest = total - ranges.tie, total + ranges.tie
    tied = (least <= highest + NOISE) & np.where(is_open, most > lowest + NOISE, most >= lowest - NOISE)
    given = (total >= box.low) & (total < box.high) & tied
    bands = [bound for bound in (box.low, box.high) if np.isfinite(bound)]
    least, most = snap(least, bands), snap(most, bands)
    free = (least < box.high) & np.where(is_open, most > box.low, most >= box.low)
    return exists & np.where(np.isnan(total), free, given)


def _within(box: Box, code: str, ranges: Ranges) -> _Interval:
    """What an instrument or part may be inside the box."""
    low, high = ranges.low[code], ranges.high[code]
    if code in box.gates and np.isfinite(box.floor):
        low = np.maximum(low, box.floor)
    bound = dict(box.below).get(code)
    if bound is None:
        return _Interval(low, high, np.zeros(len(low), dtype=bool))
    return _Interval(low, np.minimum(high, bound), high >= bound)


def _agreeing(
    own: _Interval, instrument: Instrument, parts: Mapping[str, _Interval], slack: Floats
) -> _Interval:
    """What an instrument may be where the mean of its parts must agree with it."""
    shares = {part.code: part.weight / instrument.weight for part in instrument.parts}
    low = sum((shares[code] * part.low for code, part in parts.items()), -slack)
    high = sum((shares[code] * part.high for code, part in parts.items()), slack)
    is_open = np.any([part.open for part in parts.values()], axis=0)
    # noise of the sums must not decide: a mean within 1e-9 of the instrument's figure is that figure
    low = np.where(np.abs(low - own.high) <= NOISE, own.high, low)
    high = np.where(np.abs(high - own.low) <= NOISE, own.low, high)
    return _Interval(
        np.maximum(own.low, low),
        np.minimum(own.high, high),
        np.where(high < own.high, is_open, np.where(high == own.high, own.open | is_open, own.open)),
    )


def find_near_bounds(panel: Panel, ranges: Ranges, book: RuleBook) -> Bools:
    """Where a figure of the rating lies within 0.02 of a bound that it is compared with.

    Only known figures count, and a part that follows from its instrument and the other parts. An instrument
    whose parts are the gates counts while a part is not known: where it is below a bound, so is a part.
    """
    near = np.zeros(len(panel), dtype=bool)
    for bound in {level.lower_bound for level in book.levels if level.lower_bound > 0}:
        near |= np.abs(ranges.total - bound) <= TOLERANCE + NOISE
        near |= np.abs(panel.total - bound) <= TOLERANCE + NOISE
    figures = {}
    for code, (low, high) in settled_spans(ranges, book).items():
        figures[code] = np.where(high - low <= NOISE, high, np.nan)
    gates = {gate for reading in book.gates for gate in reading}
    for instrument in book.instruments:
        parts = [part.code for part in instrument.parts if part.code in gates]
        if parts and instrument.code not in gates:
            some_unknown = np.any([np.isnan(figures[part]) for part in parts], axis=0)
            figures[instrument.code] = np.where(some_unknown, figures[instrument.code], np.nan)
            gates.add(instrument.code)
    for bound in {b for level in book.levels for b in (level.all_at_least, level.any_below) if b is not None}:
        for gate in gates:
            near |= np.abs(figures[gate] - bound) <= TOLERANCE + NOISE
    return near
