"""What must hold between the entries of a rule book."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from itacore.criteria.model import RuleBook

CLOSE = 1e-9
BETWEEN_LABELS = "|"


def find_faults(book: RuleBook) -> Iterator[str]:
    """Find every contradiction between the entries of a rule book, each as "place: what is wrong"."""
    yield from _codes(book)
    yield from _weights(book)
    yield from _parents(book)
    yield from _levels(book)
    yield from _gates(book)
    for code in book.comparability:
        if code not in book.codes:
            yield f"comparability: {code} is no code of this year"


def _codes(book: RuleBook) -> Iterator[str]:
    """A score carries its code alone, so a code may stand only once in the whole book."""
    codes = [instrument.code for instrument in book.instruments]
    codes += [part.code for instrument in book.instruments for part in instrument.parts]
    codes += [indicator.code for indicator in book.indicators]
    codes += [sub.code for sub in book.subindicators]
    codes += [item.code for item in book.items]
    for code, count in Counter(codes).items():
        if count > 1 and code:
            yield f"code {code} stands twice"


def _weights(book: RuleBook) -> Iterator[str]:
    if abs(sum(instrument.weight for instrument in book.instruments) - 1) > CLOSE:
        yield "instruments: weights must add up to 1"
    for instrument in book.instruments:
        parts = sum(part.weight for part in instrument.parts)
        if instrument.parts and abs(parts - instrument.weight) > CLOSE:
            yield f"instruments {instrument.code}: weights of the parts must add up to the instrument's"
        if min([instrument.weight, *(part.weight for part in instrument.parts)]) <= 0:
            yield f"instruments {instrument.code}: a weight must be more than 0"


def _parents(book: RuleBook) -> Iterator[str]:
    instruments = {instrument.code for instrument in book.instruments}
    indicators = {indicator.code for indicator in book.indicators}
    parents = indicators | {sub.code for sub in book.subindicators}
    for instrument in book.instruments:
        if not book.indicators_of(instrument.code):
            yield f"instruments {instrument.code}: has no indicator"
    for indicator in book.indicators:
        if indicator.instrument not in instruments:
            yield f"indicators {indicator.code}: instrument {indicator.instrument} is not known"
    for sub in book.subindicators:
        if sub.indicator not in indicators:
            yield f"subindicators {sub.code}: indicator {sub.indicator} is not known"
    for item in book.items:
        if item.parent not in parents:
            yield f"items {item.code}: parent {item.parent} is not known"


def _levels(book: RuleBook) -> Iterator[str]:
    bounds = [level.lower_bound for level in book.levels]
    if not bounds or bounds != sorted(bounds, reverse=True) or bounds[-1] != 0:
        yield "rating.levels: must stand from the highest lower bound down to 0"
    elif book.levels[-1].all_at_least is not None or book.levels[-1].any_below is not None:
        yield "rating.levels: the last one takes what is left, so it has no condition"
    for label, count in Counter(level.label for level in book.levels).items():
        if count > 1:
            yield f"rating.levels: label {label} stands twice"
        if BETWEEN_LABELS in label:
            yield f"rating.levels: label {label} must not hold {BETWEEN_LABELS}"


def _gates(book: RuleBook) -> Iterator[str]:
    units = {instrument.code for instrument in book.instruments} | set(book.part_of)
    for gate in sorted({gate for reading in book.gates for gate in reading} - units):
        yield f"rating.gates: {gate} is no instrument or part"
    conditional = any(x.all_at_least is not None or x.any_below is not None for x in book.levels)
    if conditional and not book.gates:
        yield "rating.gates: levels have conditions, so the gates must be named"
