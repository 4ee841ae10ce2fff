"""What is wrong in the form of a year: all faults together, in the order of its fields."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from itacore.criteria.draft import (
    LONGEST_LABEL,
    LONGEST_NOTE,
    LONGEST_SOURCE,
    Condition,
    Draft,
    DraftFault,
    clean,
    plain,
    read_figure,
)
from itacore.criteria.relations import BETWEEN_LABELS
from itacore.thai import NumberKind, parse_number


def find_draft_faults(draft: Draft) -> tuple[DraftFault, ...]:
    """Find all faults of a form together, in the order of its fields."""
    return tuple(_faults(draft))


def _faults(draft: Draft) -> Iterator[DraftFault]:
    yield from _weight_faults(draft)
    yield from _level_faults(draft)
    for name, text, most in (
        ("source", draft.source, LONGEST_SOURCE),
        ("date", draft.date, LONGEST_LABEL),
        ("note", draft.note, LONGEST_NOTE),
    ):
        if name == "source" and not clean(text):
            yield DraftFault(name, "source-missing")
        if len(text) > most:
            yield DraftFault(name, "too-long", {"most": most})


def _weight_faults(draft: Draft) -> Iterator[DraftFault]:
    used = draft.parts if draft.with_parts else {}
    readable = True
    for code, text in {**draft.weights, **used}.items():
        fault = _number_fault(f"weight.{code}", text, zero=False)
        if fault:
            readable = False
            yield fault
    if not readable:
        return
    total = sum((read_figure(text) for text in draft.weights.values()), Decimal(0))
    if total != 100:
        yield DraftFault("weight", "weights", {"total": plain(float(total))})
    for instrument in sorted({code.rstrip("0123456789") for code in used}):
        parts = sum(
            (read_figure(text) for code, text in used.items() if code.startswith(instrument)), Decimal(0)
        )
        whole = read_figure(draft.weights[instrument])
        if parts != whole:
            places = {"total": plain(float(parts)), "code": instrument, "whole": plain(float(whole))}
            yield DraftFault("parts", "parts", places)


def _number_fault(name: str, text: str, *, zero: bool = True) -> DraftFault | None:
    found = parse_number(text)
    if found.kind is NumberKind.MISSING:
        return DraftFault(name, "number-missing")
    if found.value is None:
        return DraftFault(name, "not-a-number", {"found": clean(text)[:20]})
    if not 0 <= found.value <= 100:
        return DraftFault(name, "out-of-range")
    return DraftFault(name, "zero") if not zero and found.value == 0 else None


def _level_faults(draft: Draft) -> Iterator[DraftFault]:
    if not draft.levels:
        yield DraftFault("levels", "no-levels")
        return
    faults = list(_field_faults(draft))
    yield from faults
    unread = {fault.where for fault in faults}
    labels = [clean(level.label) for level in draft.levels]
    for label in dict.fromkeys(label for label in labels if label and labels.count(label) > 1):
        yield DraftFault("levels", "label-twice", {"label": label})
    if not any(name.endswith(".lower") for name in unread):
        bounds = [read_figure(level.lower_bound) for level in draft.levels]
        yield from _order_faults(draft, bounds)
        if "pass" not in unread and read_figure(draft.pass_line) not in bounds:
            yield DraftFault("pass", "pass-line")


def _field_faults(draft: Draft) -> Iterator[DraftFault]:
    """Faults of single fields of the levels and of the pass line."""
    for number, level in enumerate(draft.levels, 1):
        label = clean(level.label)
        if not label:
            yield DraftFault(f"level.{number}.label", "label-missing")
        elif len(label) > LONGEST_LABEL:
            yield DraftFault(f"level.{number}.label", "too-long", {"most": LONGEST_LABEL})
        elif BETWEEN_LABELS in label:
            yield DraftFault(f"level.{number}.label", "label-mark", {"mark": BETWEEN_LABELS})
        checked = {"lower": level.lower_bound}
        if level.condition is not Condition.NONE:
            checked["bound"] = level.bound
        for name, text in checked.items():
            fault = _number_fault(f"level.{number}.{name}", text)
            if fault:
                yield fault
    fault = _number_fault("pass", draft.pass_line)
    if fault:
        yield fault


def _order_faults(draft: Draft, bounds: list[Decimal]) -> Iterator[DraftFault]:
    """Faults of the levels as a ladder: falling to 0, each one reachable, the last one without a condition."""
    for number, (above, below) in enumerate(pairwise(bounds), 2):
        if below > above:
            yield DraftFault(f"level.{number}.lower", "order")
        elif below == above and draft.levels[number - 2].condition is Condition.NONE:
            yield DraftFault(f"level.{number}.lower", "unreachable")
    if bounds[-1] != 0:
        yield DraftFault(f"level.{len(bounds)}.lower", "last-bound")
    if draft.levels[-1].condition is not Condition.NONE:
        yield DraftFault(f"level.{len(bounds)}.condition", "last-condition")
