"""What must hold between the entries of a rule book."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from itacore.criteria.faults import Fault
from itacore.criteria.model import RuleBook
from itacore.thai import normalize

CLOSE = 1e-9
BETWEEN_LABELS = "|"


def find_faults(book: RuleBook) -> Iterator[Fault]:
    """Find every contradiction between the entries of a rule book."""
    yield from _codes(book)
    yield from _weights(book)
    yield from _parents(book)
    yield from _levels(book)
    yield from _gates(book)
    for code in book.comparability:
        if code not in book.codes:
            yield Fault("comparability", "comparability", {"code": code})


def _codes(book: RuleBook) -> Iterator[Fault]:
    """A score carries its code alone, so a code may stand only once in the whole book."""
    codes = [instrument.code for instrument in book.instruments]
    codes += [part.code for instrument in book.instruments for part in instrument.parts]
    codes += [indicator.code for indicator in book.indicators]
    codes += [sub.code for sub in book.subindicators]
    codes += [item.code for item in book.items]
    for code, count in Counter(codes).items():
        if count > 1 and code:
            yield Fault("", "code-twice", {"code": code})


def _weights(book: RuleBook) -> Iterator[Fault]:
    if abs(sum(instrument.weight for instrument in book.instruments) - 1) > CLOSE:
        yield Fault("instruments", "weights")
    for instrument in book.instruments:
        parts = sum(part.weight for part in instrument.parts)
        if instrument.parts and abs(parts - instrument.weight) > CLOSE:
            yield Fault(f"instruments {instrument.code}", "weights-parts")
        if min([instrument.weight, *(part.weight for part in instrument.parts)]) <= 0:
            yield Fault(f"instruments {instrument.code}", "weight-zero")


def _parents(book: RuleBook) -> Iterator[Fault]:
    instruments = {instrument.code for instrument in book.instruments}
    indicators = {indicator.code for indicator in book.indicators}
    parents = indicators | {sub.code for sub in book.subindicators}
    for instrument in book.instruments:
        if not book.indicators_of(instrument.code):
            yield Fault(f"instruments {instrument.code}", "no-indicator")
    for indicator in book.indicators:
        if indicator.instrument not in instruments:
            yield Fault(f"indicators {indicator.code}", "instrument", {"code": indicator.instrument})
    for sub in book.subindicators:
        if sub.indicator not in indicators:
            yield Fault(f"subindicators {sub.code}", "indicator", {"code": sub.indicator})
    for item in book.items:
        if item.parent not in parents:
            yield Fault(f"items {item.code}", "parent", {"code": item.parent})


def _levels(book: RuleBook) -> Iterator[Fault]:
    bounds = [level.lower_bound for level in book.levels]
    if not bounds or bounds != sorted(bounds, reverse=True) or bounds[-1] != 0:
        yield Fault("rating.levels", "levels-order")
    elif book.levels[-1].all_at_least is not None or book.levels[-1].any_below is not None:
        yield Fault("rating.levels", "levels-last")
    for label, count in Counter(normalize(level.label) for level in book.levels).items():
        if count > 1:
            yield Fault("rating.levels", "label-twice", {"label": label})
        if BETWEEN_LABELS in label:
            yield Fault("rating.levels", "label-mark", {"label": label, "mark": BETWEEN_LABELS})


def _gates(book: RuleBook) -> Iterator[Fault]:
    units = {instrument.code for instrument in book.instruments} | set(book.part_of)
    for gate in sorted({gate for reading in book.gates for gate in reading} - units):
        yield Fault("rating.gates", "gate", {"code": gate})
    conditional = any(x.all_at_least is not None or x.any_below is not None for x in book.levels)
    if conditional and not book.gates:
        yield Fault("rating.gates", "gates")
