"""The slides of what is to be done: the measures, who does them when, what the meeting is asked to decide."""

from __future__ import annotations

from collections.abc import Sequence

from itacore.narrative.slide import MeasureLine, NumberedMeasure, PlanRow, Slide
from itacore.wording import say

MOST_SUGGESTED = 3
ON_A_SLIDE = 4
MOST_SLIDES = 3  # of measures; further ones are counted
MOST_OWNERS = 6
LONGEST_TITLE, LONGEST_OWNER = 110, 32  # letters that a slide has room for
QUARTERS = (1, 2, 3, 4)
_MARKS = frozenset("ัิีึืฺุู็่้๊๋์ํ๎")  # stand over or under a letter


def _say(key: str, **places: object) -> str:
    return say("present", key, **places)


def tell_plan_slides(measures: Sequence[MeasureLine], fiscal_year: int, *, suggested: bool) -> list[Slide]:
    """Say what is to be done, by whom and when, and what is asked of the meeting; nothing without measures.

    Parameters
    ----------
    measures
        The first first.
    fiscal_year
        The assessed year; measures are for the year after.
    suggested
        Whether the measures are suggestions and not the office's choice.
    """
    if not measures:
        return []
    shown = list(measures[:MOST_SUGGESTED] if suggested else measures)
    numbered = [NumberedMeasure(number, measure) for number, measure in enumerate(shown, start=1)]
    slides = _tell_measures(numbered, fiscal_year + 1, suggested)
    listed = numbered[: ON_A_SLIDE * MOST_SLIDES]
    return [
        *slides,
        _tell_plan(listed, fiscal_year + 1),
        _tell_decision(len(numbered), fiscal_year, suggested),
    ]


def _tell_measures(numbered: list[NumberedMeasure], year: int, suggested: bool) -> list[Slide]:
    key = f"measures.{'suggested' if suggested else 'chosen'}{'-one' if len(numbered) == 1 else ''}"
    title = _say(key, count=len(numbered), year=year)
    remark = _say("measures.suggested-remark") if suggested else ""
    pages = _pages(numbered[: ON_A_SLIDE * MOST_SLIDES])
    rest = len(numbered) - sum(len(page) for page in pages)
    notes = (_say("measures.more", count=rest),) if rest else ()
    if len(pages) == 1:
        return [Slide("measures", title, remark, notes=notes, measures=pages[0])]
    return [
        Slide(
            "measures",
            _say("measures.part", first=page[0].number, last=page[-1].number, count=len(numbered), year=year),
            notes=notes if page is pages[-1] else (),
            measures=page,
        )
        for page in pages
    ]


def _pages(numbered: list[NumberedMeasure]) -> list[tuple[NumberedMeasure, ...]]:
    """Part the measures into slides that are about equally full."""
    count = -(-len(numbered) // ON_A_SLIDE)
    size, longer = divmod(len(numbered), count)
    pages, start = [], 0
    for page in range(count):
        end = start + size + (page < longer)
        pages.append(tuple(numbered[start:end]))
        start = end
    return pages


def _tell_plan(numbered: list[NumberedMeasure], year: int) -> Slide:
    """Who does which measure in which quarter."""
    rows = plan_rows(numbered)
    quarters = [quarter for quarter in QUARTERS if any(row.quarters[quarter - 1] for row in rows)]
    owners = len({one.measure.owner.strip() for one in numbered} - {""})
    who = _say(f"plan.{'owners' if owners > 1 else 'owner' if owners else 'no-owner'}", owners=owners)
    if not quarters or any(row.other for row in rows):
        when = "plan.no-quarter"
    else:
        when = "plan.quarters" if len(quarters) > 1 else "plan.quarter"
    title = _say(when, who=who, first=quarters[0] if quarters else "", last=quarters[-1] if quarters else "")
    return Slide("plan", title, _say("plan.remark", year=year), plan=rows)


def plan_rows(numbered: Sequence[NumberedMeasure]) -> tuple[PlanRow, ...]:
    """Give a row an owner, in the order of their first measures; owners past the sixth share the last row."""
    by_owner: dict[str, list[NumberedMeasure]] = {}
    for one in numbered:
        by_owner.setdefault(one.measure.owner.strip(), []).append(one)
    groups = [(owner or _say("plan.unnamed"), measures) for owner, measures in by_owner.items()]
    if len(groups) > MOST_OWNERS:
        rest = groups[MOST_OWNERS - 1 :]
        together = sorted((one for _, measures in rest for one in measures), key=lambda one: one.number)
        groups = [*groups[: MOST_OWNERS - 1], (_say("plan.rest", count=len(rest)), together)]
    return tuple(_plan_row(owner, measures) for owner, measures in groups)


def _plan_row(owner: str, measures: Sequence[NumberedMeasure]) -> PlanRow:
    when = {one.number: one.measure.quarters for one in measures}
    by_quarter = tuple(tuple(n for n, quarters in when.items() if q in quarters) for q in QUARTERS)
    return PlanRow(owner, by_quarter, tuple(n for n, quarters in when.items() if not quarters))


def _tell_decision(count: int, fiscal_year: int, suggested: bool) -> Slide:
    """What the meeting is asked to decide."""
    kind = "suggested" if suggested else "chosen"
    places = {"count": count, "year": fiscal_year, "next": fiscal_year + 1}
    lines = [_say("decision.result", **places), _say(f"decision.{kind}-measures", **places)]
    lines.append(_say(f"decision.{kind}-owners", **places))
    return Slide(
        "decision",
        _say(f"decision.{kind}", **places),
        _say("decision.remark", **places),
        lines=tuple(f"{at}. {line}" for at, line in enumerate(lines, start=1)),
    )


def shorten(text: str, most: int) -> str:
    """Cut a text to the room of a slide, at a space where one is near; marks over and under take no room.

    >>> shorten("ทำประกาศ และเผยแพร่", 30), shorten("ทำประกาศ และเผยแพร่", 10)
    ('ทำประกาศ และเผยแพร่', 'ทำประกาศ…')
    """
    room, end = most, len(text)
    for at, char in enumerate(text):
        room -= char not in _MARKS
        if room < 0:
            end = at
            break
    if end == len(text):
        return text
    space = text.rfind(" ", 0, end + 1)
    return f"{text[: space if space >= end * 0.7 else end].rstrip()}…"
