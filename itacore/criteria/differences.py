"""In what two rule books differ."""

from __future__ import annotations

from itacore.criteria.model import RuleBook

SUBJECTS = (
    "weights",
    "parts",
    "indicators",
    "subindicators",
    "items",
    "levels",
    "conditions",
    "pass-line",
)


def list_differences(before: RuleBook, after: RuleBook) -> tuple[str, ...]:
    """List the subjects in which two books differ, in the order of ``SUBJECTS``.

    What ``list_incomparable`` names is no difference.

    >>> from itacore.criteria import read_criteria
    >>> books = read_criteria().books
    >>> list_differences(books[2567], books[2568]), list_differences(books[2562], books[2563])
    ((), ())
    """
    unknown = list_incomparable(before, after)
    differs = {
        "weights": _weights(before) != _weights(after),
        "parts": sorted(before.part_of) != sorted(after.part_of),
        "indicators": [(i.code, i.name) for i in before.indicators]
        != [(i.code, i.name) for i in after.indicators],
        "subindicators": [(s.code, s.name) for s in before.subindicators]
        != [(s.code, s.name) for s in after.subindicators],
        "items": _items(before) != _items(after),
        "levels": [(x.label, x.lower_bound) for x in before.levels]
        != [(x.label, x.lower_bound) for x in after.levels],
        "conditions": _conditions(before) != _conditions(after),
        "pass-line": before.pass_line != after.pass_line,
    }
    return tuple(subject for subject in SUBJECTS if differs[subject] and subject not in unknown)


def list_incomparable(before: RuleBook, after: RuleBook) -> tuple[str, ...]:
    """List the subjects in which two books cannot be compared: one does not know its items or conditions.

    >>> from itacore.criteria import read_criteria
    >>> books = read_criteria().books
    >>> list_incomparable(books[2567], books[2568])
    ('items', 'conditions')
    """
    same_levels = _levels(before) == _levels(after)
    readings = same_levels and before.gates != after.gates and bool({*before.gates} & {*after.gates})
    unknown = {"items": not (before.items and after.items), "conditions": readings}
    return tuple(subject for subject, is_unknown in unknown.items() if is_unknown)


def _weights(book: RuleBook) -> dict[str, float]:
    return {instrument.code: round(instrument.weight, 9) for instrument in book.instruments}


def _items(book: RuleBook) -> list[tuple[str, str, str]]:
    return [(item.code, item.parent, item.title) for item in book.items if item.code.startswith("o")]


def _levels(book: RuleBook) -> list[tuple[float | None, float | None]]:
    levels = [(x.all_at_least, x.any_below) for x in book.levels]
    return [pair for pair in levels if pair != (None, None)]


def _conditions(book: RuleBook) -> object:
    conditions = _levels(book)
    return conditions, sorted(book.gates) if conditions else []
