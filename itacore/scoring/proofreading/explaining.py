"""Why a published total differs from the computed one: a plain mean, swapped digits, weighted points, hundredths."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from itacore.criteria import Criteria, RuleBook
from itacore.reading.contradictions import show_value
from itacore.scoring.panel import Bools, Floats, Ints
from itacore.scoring.precision import HALF_CENT, NOISE, TOLERANCE
from itacore.scoring.proofreading.findings import Finding
from itacore.scoring.proofreading.wide import Wide
from itacore.thai import format_number
from itacore.wording import say

# Two neighbouring digits of a score with two decimals, by their weight in hundredths.
_NEIGHBOURS = ((1000, 100), (100, 10), (10, 1))
_CLOSE = 2 * HALF_CENT + NOISE


@dataclass(frozen=True)
class TotalSlip:
    """What went wrong with a published total, as the end of its issue, and what it would be without that."""

    words: str
    right: float


Slips = dict[tuple[str, int], TotalSlip]


def explain_totals(wide: Wide, criteria: Criteria) -> tuple[Slips, list[Finding]]:
    """Look for a slip that explains each published total which differs from the computed one.

    Returns
    -------
    tuple
        Slips of totals by agency and year; and findings about indicators. A swap of digits is named only where
        no other explains the total as well.
    """
    causes: Slips = {}
    found: list[Finding] = []
    for year in np.unique(wide.year[wide.off]).tolist():
        book = criteria.for_year(year).book
        rows = np.flatnonzero(wide.off & (wide.year == year))
        columns = [wide.codes.index(i.code) for i in book.indicators]
        scores = wide.scores[rows][:, columns]
        plain = np.abs(scores.mean(axis=1) - wide.declared[rows]) <= HALF_CENT + NOISE
        points = _weighted_points(scores, wide.declared[rows], book)
        for row in rows[plain].tolist():
            words = say(
                "issues", "causes.plain-mean", declared=format_number(wide.declared[row]), count=len(columns)
            )
            causes[wide.agency_of(row), year] = TotalSlip(words, float(wide.computed[row]))
        for place in np.flatnonzero(~plain & (points >= 0)).tolist():
            found.append(_tell_points(wide, int(rows[place]), book, int(points[place])))
        hundredths = ~plain & (points < 0) & _are_hundredths(wide, rows, scores, book)
        for place in np.flatnonzero(hundredths).tolist():
            found += _tell_hundredths(wide, int(rows[place]), book)
        rest = ~plain & (points < 0) & ~hundredths
        swaps = _swaps(wide, rows[rest], scores[rest], book)
        causes.update(swaps[0])
        found += swaps[1]
    return causes, found


def _weighted_points(scores: Floats, declared: Floats, book: RuleBook) -> Ints:
    """Which instruments' indicators are weighted points, so that all adds up to the total; -1 where none are.

    The number is a place in ``_groups``: all instruments first, then the larger groups.
    """
    weights = np.array([book.indicator_weights[i.code] for i in book.indicators])
    highest = 100 * weights + HALF_CENT + NOISE
    result = np.full(len(scores), -1)
    for number, group in enumerate(_groups(book)):
        own = np.array([i.instrument in group for i in book.indicators])
        total = np.where(own, scores, scores * weights).sum(axis=1)
        fits = np.abs(total - declared) <= HALF_CENT * (len(weights) + 1) + NOISE
        fits &= (scores[:, own] <= highest[own]).all(axis=1) & (scores[:, own] > 0).any(axis=1)
        result[fits & (result < 0)] = number
    return result


def _groups(book: RuleBook) -> list[tuple[str, ...]]:
    codes = [instrument.code for instrument in book.instruments]
    return [group for size in range(len(codes), 0, -1) for group in combinations(codes, size)]


def _tell_points(wide: Wide, row: int, book: RuleBook, number: int) -> Finding:
    group = _groups(book)[number]
    weights = {i.code: book.indicator_weights[i.code] for i in book.indicators}
    points = {i.code: wide.score(row, i.code) for i in book.indicators if i.instrument in group}
    first = next(iter(points))
    right = {code: min(100.0, score / weights[code]) for code, score in points.items()}
    total = sum(weight * right.get(code, wide.score(row, code)) for code, weight in weights.items())
    places = {
        "units": ", ".join(group),
        "year": int(wide.year[row]),
        "declared": format_number(wide.declared[row]),
        "highest": format_number(100 * weights[first], 0),
        "figure": first,
    }
    return Finding(
        "indicators-weighted-points",
        wide.agency_of(row),
        int(wide.year[row]),
        "indicator",
        first,
        places,
        instead={
            **right,
            "total": total,
        },  # points are rounded, so that the total is only near the published one
    )


def _are_hundredths(wide: Wide, rows: Ints, scores: Floats, book: RuleBook) -> Bools:
    """Where a score of 1 at most, taken a hundred times, makes the total fit."""
    weights = np.array([book.indicator_weights[i.code] for i in book.indicators])
    small = np.where((scores > 0) & (scores <= 1), scores, 0.0)
    total = wide.computed[rows] + (99 * small * weights).sum(axis=1)
    fits: Bools = np.abs(total - wide.declared[rows]) <= TOLERANCE + NOISE
    return fits & small.any(axis=1)


def _tell_hundredths(wide: Wide, row: int, book: RuleBook) -> Iterator[Finding]:
    small = {i.code: wide.score(row, i.code) for i in book.indicators if 0 < wide.score(row, i.code) <= 1}
    for code, score in small.items():
        right = {"right": show_value(100 * score), "declared": format_number(wide.declared[row])}
        places = {"found": show_value(score), "more": say("issues", "causes.hundredth", **right)}
        yield Finding(
            "score-very-small",
            wide.agency_of(row),
            int(wide.year[row]),
            "indicator",
            code,
            places,
            instead={own: 100 * value for own, value in small.items()},
        )


def _swaps(wide: Wide, rows: Ints, scores: Floats, book: RuleBook) -> tuple[Slips, list[Finding]]:
    """The only swap of two neighbouring digits, in the total or in one indicator, that explains each total."""
    computed, declared = wide.computed[rows], wide.declared[rows]
    weights = [book.indicator_weights[i.code] for i in book.indicators]
    ways: list[tuple[str, Floats, Bools]] = []
    for swapped, is_swap in _swapped(declared):
        ways.append(("total", swapped, is_swap & (np.abs(swapped - computed) <= _CLOSE)))
    for place, indicator in enumerate(book.indicators):
        own = scores[:, place]
        for swapped, is_swap in _swapped(own):
            total = computed + weights[place] * (swapped - own)
            ways.append((indicator.code, swapped, is_swap & (np.abs(total - declared) <= _CLOSE)))
    only = np.sum([fits for _, _, fits in ways], axis=0) == 1
    causes: Slips = {}
    found: list[Finding] = []
    for code, swapped, fits in ways:
        for place in np.flatnonzero(fits & only).tolist():
            row, right = int(rows[place]), format_number(float(swapped[place]))
            agency, year = wide.agency_of(row), int(wide.year[row])
            if code == "total":
                words = say("issues", "causes.swapped", right=right)
                causes[agency, year] = TotalSlip(words, float(swapped[place]))
                continue
            places = {
                "figure": code,
                "year": year,
                "found": format_number(wide.score(row, code)),
                "right": right,
                "declared": format_number(float(declared[place])),
            }
            instead = {code: float(swapped[place])}
            found.append(Finding("digits-swapped", agency, year, "indicator", code, places, instead=instead))
    return causes, found


def _swapped(figures: Floats) -> Iterator[tuple[Floats, Bools]]:
    """Figures with two neighbouring digits in each other's place, and where that gives another good score."""
    known = np.where(np.isnan(figures), 0.0, figures)
    cents = np.round(known * 100).astype(np.int64)
    plain = ~np.isnan(figures) & (np.abs(known * 100 - cents) < 1e-6) & (cents < 100_00)
    for left, right in _NEIGHBOURS:
        one, other = cents // left % 10, cents // right % 10
        swapped = cents + (other - one) * (left - right)
        yield swapped / 100, plain & (one != other)
