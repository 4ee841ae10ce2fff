"""The sentences of the analysis about the assessment itself: its idea, instruments and rules of a year."""

from __future__ import annotations

from itacore.criteria import AppliedRules, RuleBook
from itacore.criteria.model import Instrument
from itacore.narrative.criteria import CERTAIN, percent, tell_weights
from itacore.narrative.words import bound, join_words, unit_name
from itacore.thai import format_number
from itacore.wording import read_wording, say

SHOWN_BLOCKS = ("weights", "indicators", "subindicators", "levels", "conditions")


def _say(key: str, **places: object) -> str:
    return say("analysis", key, **places)


def tell_principle(fiscal_year: int) -> list[str]:
    """Say what the assessment is and what its result is for."""
    return [
        _say("principle.what"),
        _say("principle.use"),
        _say("principle.cycle", year=fiscal_year, next=fiscal_year + 1),
    ]


def tell_instruments(rules: AppliedRules) -> str:
    """Say how many instruments and indicators there are."""
    book = rules.book
    return _say(
        "instruments.count",
        year=rules.fiscal_year,
        count=len(book.instruments),
        indicators=len(book.indicators),
    )


def tell_instrument(instrument: Instrument, book: RuleBook) -> tuple[str, str]:
    """Say what an instrument is called, and what it asks whom for which indicators."""
    head = _say(
        "instruments.head",
        name=instrument.name,
        code=instrument.code,
        weight=percent(instrument.weight),
    )
    said = [_optional(f"instruments.what-{instrument.code}")]
    indicators = book.indicators_of(instrument.code)
    names = join_words([indicator.name for indicator in indicators])
    said.append(_say("instruments.indicators", count=len(indicators), names=names))
    for indicator in indicators:
        subs = [sub.name for sub in book.subindicators if sub.indicator == indicator.code]
        if subs:
            places = {"name": indicator.name, "count": len(subs), "names": join_words(subs)}
            said.append(_say("instruments.subindicators", **places))
    for part in instrument.parts:
        said.append(_say("instruments.part", unit=unit_name(part.code), weight=percent(part.weight)))
        said.append(_optional(f"instruments.what-{part.code}"))
    return head, " ".join(text for text in said if text)


def _optional(key: str) -> str:
    """What is said of an instrument; nothing of one that the program does not know."""
    return read_wording("analysis").get(key, "")


def tell_steps(book: RuleBook) -> list[tuple[str, list[str]]]:
    """Give the steps from answers to the total: the name of each, and how every unit does it.

    The units are the instruments, or their parts where they have any, in their order.
    """
    units = [(u.code, i) for i in book.instruments for u in (i.parts or (i,))]
    with_subs = {book.instrument_of.get(sub.indicator) for sub in book.subindicators}
    has_subs = [instrument.code in with_subs for _, instrument in units]

    def each(with_its: str, without: str) -> list[str]:
        return [_say(f"steps.{with_its if has else without}") for has in has_subs]

    rows = [
        (_say("steps.items"), each("items-checked", "items-answered")),
        (_say("steps.indicators"), each("mean-of-subs", "mean-of-items")),
        (_say("steps.instruments"), each("mean-of-indicators", "mean-of-indicators")),
        (_say("steps.weights"), [percent(weight) for weight in book.gate_weights.values()]),
    ]
    if any(has_subs):
        rows.insert(1, (_say("steps.subindicators"), each("mean-of-items", "none")))
    return rows


def tell_sum(book: RuleBook) -> str:
    """Say how the total is made of the instruments."""
    return _say("steps.sum", weights=tell_weights(book))


def tell_target(rules: AppliedRules) -> list[str]:
    """Say from which total on a year is passed, and what the country aims at."""
    year = rules.fiscal_year
    known = read_wording("analysis").get(f"target.of-{year}")
    national = known.format(year=year) if known else _say("target.unknown", year=year)
    return [_say("target.pass", bound=bound(rules.book.pass_line)), national]


def tell_passed(total: float | None, book: RuleBook) -> str:
    """Say whether a total reaches the line from which on a year is passed; nothing without a total."""
    if total is None:
        return ""
    key = "target.passed" if total >= book.pass_line - 1e-9 else "target.missed"
    return _say(key, total=format_number(total), bound=bound(book.pass_line))


def tell_block_sources(book: RuleBook) -> list[tuple[str, str, str]]:
    """Give what each part of the rules rests on: its name, its source, and how certain it is where it is not."""
    told = []
    for key in SHOWN_BLOCKS:
        block = book.blocks.get(key)
        if block is not None:
            certainty = "" if block.mark in CERTAIN else say("criteria", f"mark.{block.mark.value}")
            told.append((say("criteria", f"subject.{key}"), block.source, certainty))
    return told
