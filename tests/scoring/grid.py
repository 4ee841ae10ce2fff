"""Possible levels by trying scores one by one, in whole numbers."""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from itacore.criteria import RuleBook
from tests.scoring.known import Known, know
from tests.scoring.tables import Result

BESIDE = [b + d for b in (70, 85, 95) for d in (-0.001, 0.0, 0.001)]
GRID = sorted({*(5.0 * i for i in range(17)), *(float(i) for i in range(85, 101)), *BESIDE})


def search_grid(result: Result, book: RuleBook) -> set[str]:
    """The levels that scores of the grid reach, each tried in turn, all in whole numbers.

    A score is counted in thousandths times the percents of its weight. One unknown figure follows from EIT
    where its parts must average it, one from a published total (and 0.005 below and above it). For results
    that do not contradict themselves.
    """
    known = know(result, book)
    assert known.sound
    percents = {i.code: round(i.weight * 100) for i in book.instruments}
    percents |= {p.code: round(p.weight * 100) for i in book.instruments for p in i.parts}
    spans = {u: tuple(_whole(end * percents[u] * 1000) for end in known.spans[u]) for u in percents}
    whole = {u: np.array([a]) for u, (a, b) in spans.items() if a == b}
    axes = {}
    for unit, (low, high) in spans.items():
        values = np.array([round(g * 1000) * percents[unit] for g in GRID])
        axes[unit] = np.unique(np.clip(values, low, high))
    tried = _combine(book, known, whole, axes)
    return _levels_of(tried, spans, percents, known, book)


def _whole(value: Fraction) -> int:
    assert value.denominator == 1
    return int(value)


def _combine(
    book: RuleBook, known: Known, whole: dict[str, NDArray[np.int64]], axes: dict[str, NDArray[np.int64]]
) -> dict[str, NDArray[np.int64]]:
    """All combinations of the axes, in which EIT is the sum of its parts and the units make up the total."""
    composed = [i for i in book.instruments if i.parts and known.coupled]
    follows = ""
    for instrument in composed:
        one, two = (part.code for part in instrument.parts)
        ends = [axes[instrument.code].min() - axes[one], axes[instrument.code].max() - axes[one]]
        axes[two] = np.unique(np.concatenate([axes[two], *ends]))
        if instrument.code in whole:
            follows = two if two not in whole else one
    skip = {follows} | {i.code for i in composed}
    free = [unit for unit in axes if unit not in skip]
    summands = _summands(book, known, whole)
    tied = [unit for unit in free if axes[unit].size > 1 and unit in summands]
    last = tied[0] if known.tie is not None and tied else None
    mesh = np.meshgrid(*(axes[unit] for unit in free if unit != last), indexing="ij")
    tried = dict(zip([unit for unit in free if unit != last], (m.ravel() for m in mesh), strict=True))
    size = mesh[0].size if mesh else 1
    offsets = [0]
    if last is not None:
        offsets = [-500, -499, 0, 499, 500]
    rows = {unit: np.repeat(values, len(offsets)) for unit, values in tried.items()}
    if last is not None:
        assert known.total is not None
        rows |= {unit: np.full(size * len(offsets), points[0]) for unit, points in whole.items()}
        rows[last] = _whole(known.total * 100_000) + np.tile(offsets, size)
        for unit in summands:
            if unit != last:
                rows[last] = rows[last] - rows[unit]
    for instrument in composed:
        one, two = (part.code for part in instrument.parts)
        if follows:
            other = one if follows == two else two
            rows[instrument.code] = np.full(size * len(offsets), whole[instrument.code][0])
            rows[follows] = rows[instrument.code] - rows[other]
        else:
            rows[instrument.code] = rows[one] + rows[two]
    return rows


def _summands(book: RuleBook, known: Known, whole: Collection[str]) -> list[str]:
    """The units whose points add up to the total: the parts of an instrument that is not known."""
    units = []
    for instrument in book.instruments:
        parts = [part.code for part in instrument.parts]
        units += parts if parts and known.coupled and instrument.code not in whole else [instrument.code]
    return units


def _levels_of(
    tried: dict[str, NDArray[np.int64]],
    spans: dict[str, tuple[int, int]],
    percents: dict[str, int],
    known: Known,
    book: RuleBook,
) -> set[str]:
    """The levels of those combinations that agree with all that is known."""
    ground = sum(tried[i.code] for i in book.instruments)
    agree = np.ones(len(ground), dtype=bool)
    for unit, (low, high) in spans.items():
        agree &= (tried[unit] >= low) & (tried[unit] <= high)
    found: set[str] = set()
    for total in known.totals:
        sums = ground if total is None else np.full(len(ground), _whole(total * 100_000))
        fits = agree.copy()
        if total is not None and known.tie is not None:
            fits &= abs(ground - sums) <= 500
        for reading in book.gates or ((),):
            left = fits.copy()
            for level in book.levels:
                here = left & (sums >= round(level.lower_bound * 100_000))
                if level.all_at_least is not None:
                    for g in reading:
                        here &= tried[g] >= round(level.all_at_least * 1000) * percents[g]
                if level.any_below is not None:
                    below = [tried[g] < round(level.any_below * 1000) * percents[g] for g in reading]
                    here &= np.any(below, axis=0)
                left &= ~here
                if here.any():
                    found.add(level.label)
    return found
