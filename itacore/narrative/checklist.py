"""The sentences about OIT items one by one: how many are scored, the estimate, and where it differs."""

from __future__ import annotations

from collections.abc import Iterable

from itacore.criteria import AppliedRules
from itacore.narrative.words import join_words
from itacore.scoring.checklist import Counts, Line, Span, is_all_or_nothing
from itacore.thai import format_number
from itacore.wording import say


def tell_counts(counts: Counts) -> str:
    """Say how many items are in each known state; what no item is in is left out.

    >>> tell_counts(Counts(30, 5, 8, 0)).replace("\\xa0", " ")
    'ได้คะแนนแล้ว 30 ข้อ ยังไม่ได้ 5 ข้อ รอเผยแพร่ 8 ข้อ'
    >>> tell_counts(Counts(0, 0, 0, 28)).replace("\\xa0", " ")
    'ยังไม่ได้ระบุผลของทั้ง 28 ข้อ'
    """
    if counts.unknown == counts.all:
        return _say("counts.none", count=counts.all)
    if counts.scored == counts.all:
        return _say("counts.all", count=counts.all)
    parts = (
        ("scored", counts.scored),
        ("not", counts.not_scored),
        ("to-come", counts.to_come),
    )
    return " ".join(_say(f"counts.{state}", count=count) for state, count in parts if count)


def tell_unknown(counts: Counts) -> str:
    """Say of how many items nothing is known, where something is known of others; else nothing.

    >>> tell_unknown(Counts(1, 0, 0, 42)).replace("\\xa0", " "), tell_unknown(Counts(0, 0, 0, 43))
    ('ยังไม่ระบุ 42 ข้อ', '')
    """
    return _say("counts.unknown", count=counts.unknown) if 0 < counts.unknown < counts.all else ""


def tell_span(span: Span | None) -> str:
    """Write an estimate: one number where no item is open, else the range.

    >>> tell_span(Span(50.0, 50.0, False)), tell_span(None)
    ('50.00', '–')
    >>> tell_span(Span(200 / 3, 100.0, True)).replace("\\xa0", " ")
    '66.67 ถึง 100.00'
    """
    if span is None:
        return format_number(None)
    if not span.open:
        return format_number(span.lowest)
    return _say("span", low=format_number(span.lowest), high=format_number(span.highest))


def tell_estimate(rules: AppliedRules) -> str:
    """Say what the estimate rests on, or why none can be made."""
    year, scores = rules.fiscal_year, rules.book.item_scores
    if is_all_or_nothing(rules):
        return _say("estimate.made", year=year)
    if scores is not None and scores.rule == "partial":
        return _say("estimate.partial", year=year, mark=say("criteria", f"mark.{scores.mark.value}"))
    return _say("estimate.unknown", year=year)


def tell_differences(lines: Iterable[Line]) -> list[str]:
    """Name the estimates that differ from a published score, each with the difference."""
    told = []
    for line in lines:
        if line.difference is None or line.span is None:
            continue
        key = "difference.span" if line.span.open else "difference.one"
        told.append(
            _say(
                key,
                code=line.code,
                span=tell_span(line.span),
                published=format_number(line.published),
                apart=format_number(abs(line.difference)),
            )
        )
    return told


def tell_no_list(rules: AppliedRules, years: Iterable[int]) -> str:
    """Say that the items of a year are not known, and of which years they are."""
    known = join_words([str(year) for year in sorted(years)])
    return _say("no-list.text", year=rules.fiscal_year, years=known)


def _say(key: str, **places: object) -> str:
    return say("checklist", key, **places)
