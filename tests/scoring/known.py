"""The definition of a possible level: what is known of a result, and the first level that fits.

A level is possible if and only if scores that agree with all that was read put the total and every condition
in it. Two searches decide it, both slow, in fractions and whole numbers: ``cells.cut_cells`` and
``grid.search_grid``. Nothing here knows the code under test.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from itacore.criteria import RuleBook
from tests.scoring.tables import Result

TIE = Fraction(5, 1000)  # how far a total may stand from scores that agree with it
TOLERANCE = Fraction(2, 100)  # how far figures may disagree by rounding
FULL = (Fraction(0), Fraction(100))
Span = tuple[Fraction, Fraction]


def level_of(book: RuleBook, total: Fraction, gates: Sequence[Fraction]) -> str:
    """The first level, from the top, that fits."""
    for level in book.levels:
        if total < Fraction(str(level.lower_bound)):
            continue
        if level.all_at_least is not None and not all(g >= Fraction(str(level.all_at_least)) for g in gates):
            continue
        if level.any_below is not None and not any(g < Fraction(str(level.any_below)) for g in gates):
            continue
        return level.label
    raise AssertionError("the lowest level takes everything")


@dataclass(frozen=True)
class Known:
    """What is known of one result: a span a unit, whether parts must average to EIT, and the total."""

    spans: dict[str, Span]
    coupled: bool
    slack: Fraction  # how far parts may stand from EIT
    totals: tuple[Fraction | None, ...]  # totals to rate by; None: whatever the units give
    tie: Fraction | None  # how far the units may stand from the total; None: apart from it
    sound: bool  # nothing that was read contradicts the rest

    @property
    def total(self) -> Fraction | None:
        return self.totals[0]


def know(result: Result, book: RuleBook) -> Known:
    """Work out what is known, as the definition has it."""
    read = {code: Fraction(str(score)) for code, score in result.scores.items()}
    published = {code: Fraction(str(value)) for code, value in result.published.items()}
    spans: dict[str, Span] = {}
    coupled, slack, sound = False, Fraction(0), True
    for instrument in book.instruments:
        own = [
            _span_of_indicator(book, instrument.code, i.code, read)
            for i in book.indicators_of(instrument.code)
        ]
        mean = _mean(own)
        parts, whole = instrument.parts, Fraction(str(instrument.weight))
        shares = [Fraction(str(part.weight)) / whole for part in parts]
        for part in parts:
            codes = [f"{part.code}.{i.code}" for i in book.indicators_of(instrument.code)]
            span = _mean([(read[c], read[c]) if c in read else FULL for c in codes])
            if span[0] != span[1] and part.code in published:
                span = (published[part.code], published[part.code])
            spans[part.code] = span
        of_parts = tuple(
            sum(s * spans[p.code][end] for s, p in zip(shares, parts, strict=True)) for end in (0, 1)
        )
        parts_known = bool(parts) and all(spans[p.code][0] == spans[p.code][1] for p in parts)
        if mean[0] != mean[1]:
            if parts_known:
                mean = (of_parts[0], of_parts[0])
            elif instrument.code in published:
                mean = (published[instrument.code], published[instrument.code])
        spans[instrument.code] = mean
        if parts and not parts_known:
            miss = max(of_parts[0] - mean[1], mean[0] - of_parts[1], Fraction(0))
            coupled = miss <= TOLERANCE
            slack = TOLERANCE if miss > 0 else Fraction(0)
            sound = miss == 0
    totals, tie = _total(result, book, spans, coupled, slack)
    sound &= len(totals) == 1 and (tie == TIE or result.total is None or _computed(spans, book) is not None)
    return Known(spans, coupled, slack, totals, tie, sound)


def _computed(spans: dict[str, Span], book: RuleBook) -> Fraction | None:
    """The total, where all instruments are known."""
    if any(spans[i.code][0] != spans[i.code][1] for i in book.instruments):
        return None
    return sum((Fraction(str(i.weight)) * spans[i.code][0] for i in book.instruments), Fraction(0))


def _span_of_indicator(book: RuleBook, instrument: str, code: str, read: dict[str, Fraction]) -> Span:
    if code in read:
        return read[code], read[code]
    subs = [s.code for s in book.subindicators if s.indicator == code]
    if subs:
        return _mean([_span_of_items(book, sub, read) for sub in subs])
    span = _span_of_items(book, code, read)
    if span[0] == span[1]:
        return span
    parts = next(i for i in book.instruments if i.code == instrument).parts
    halves = [f"{part.code}.{code}" for part in parts]
    if halves and all(half in read for half in halves):
        mean = sum(read[half] for half in halves) / len(halves)
        return mean, mean
    return span


def _span_of_items(book: RuleBook, parent: str, read: dict[str, Fraction]) -> Span:
    if parent in read:
        return read[parent], read[parent]
    items = [item.code for item in book.items if item.parent == parent]
    return _mean([(read[i], read[i]) if i in read else FULL for i in items]) if items else FULL


def _mean(spans: Sequence[Span]) -> Span:
    return sum(s[0] for s in spans) / len(spans), sum(s[1] for s in spans) / len(spans)


def _total(
    result: Result, book: RuleBook, spans: dict[str, Span], coupled: bool, slack: Fraction
) -> tuple[tuple[Fraction | None, ...], Fraction | None]:
    low, high = Fraction(0), Fraction(0)
    for instrument in book.instruments:
        least, most = spans[instrument.code]
        if instrument.parts and coupled:
            whole = Fraction(str(instrument.weight))
            ends = [
                sum(Fraction(str(p.weight)) / whole * spans[p.code][e] for p in instrument.parts)
                for e in (0, 1)
            ]
            least, most = max(least, ends[0] - slack), min(most, ends[1] + slack)
        low += Fraction(str(instrument.weight)) * least
        high += Fraction(str(instrument.weight)) * most
    declared = None if result.total is None else Fraction(str(result.total))
    computed = _computed(spans, book)
    if declared is None:
        return (computed,), None
    if computed is not None:
        return ((declared,) if abs(declared - computed) <= TOLERANCE else (declared, computed)), None
    miss = max(low - declared, declared - high, Fraction(0))
    return (declared,), TIE if miss <= TIE else TOLERANCE if miss <= TOLERANCE else None
