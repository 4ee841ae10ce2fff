"""The slides of what is to be done: the measures, who does them when, what the meeting is asked to decide."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from itacore.narrative.slide import MOST_WORDS, MeasureLine, NumberedMeasure, PlanRow, Slide
from itacore.word_count import count_words, first_words, whole_words
from itacore.wording import say

MOST_SUGGESTED = 3
ON_A_SLIDE = 4
MOST_OWNERS = 6
LONGEST_TITLE, LONGEST_OWNER = 110, 32  # letters that a slide has room for
LONG_TITLE, SHORT_TITLE = 16, 14  # words: a longer title is cut so that two have room on a slide
QUARTERS = (1, 2, 3, 4)
_MARKS = frozenset("ัิีึืฺุู็่้๊๋์ํ๎")  # stand over or under a letter


def _say(key: str, **places: object) -> str:
    return say("present", key, **places)


def tell_plan_slides(
    measures: Sequence[MeasureLine], fiscal_year: int, *, suggested: bool, room: int
) -> list[Slide]:
    """Say what is to be done, by whom and when, and what is asked of the meeting; nothing without measures.

    Parameters
    ----------
    measures
        The first first.
    fiscal_year
        The assessed year; measures are for the year after.
    suggested
        Whether the measures are suggestions and not the office's choice.
    room
        How many slides may list measures; what they have no room for is counted.
    """
    if not measures:
        return []
    shown = list(measures[:MOST_SUGGESTED] if suggested else measures)
    numbered = [
        NumberedMeasure(number, measure, shorten_title(measure.title))
        for number, measure in enumerate(shown, start=1)
    ]
    slides = _tell_measures(numbered, fiscal_year + 1, suggested, room)
    return [
        *slides,
        _tell_plan(numbered, fiscal_year + 1, sum(len(slide.measures) for slide in slides)),
        _tell_decision(len(numbered), fiscal_year, suggested),
    ]


def _tell_measures(numbered: list[NumberedMeasure], year: int, suggested: bool, room: int) -> list[Slide]:
    """List the measures on one slide where its words allow that, else on as many as are needed and may be."""
    kind = "suggested" if suggested else "chosen"
    title = _say(f"measures.{kind}{'-one' if len(numbered) == 1 else ''}", count=len(numbered), year=year)
    remarks = [_say("measures.suggested-remark"), ""] if suggested else [""]
    for remark in remarks:
        used = count_words(f"{title} {remark}") + sum(map(_words_of, numbered))
        if len(numbered) <= ON_A_SLIDE and used <= MOST_WORDS:
            return [Slide("measures", title, remark, measures=tuple(numbered))]
    return _tell_parts(numbered, f"measures.{kind}-part", room)


def _tell_parts(numbered: list[NumberedMeasure], key: str, room: int) -> list[Slide]:
    """List the measures on several slides, as far as there is room, each headed by the numbers of its own."""
    count = len(numbered)

    def head(page: Sequence[NumberedMeasure]) -> str:
        one = "-one" if len(page) == 1 else ""
        return _say(f"{key}{one}", first=page[0].number, last=page[-1].number, count=count)

    space = MOST_WORDS - count_words(head(numbered))
    pages = _pack(numbered, space)
    even = _part_evenly(numbered, len(pages))
    if len(pages) <= room and all(sum(map(_words_of, page)) <= space for page in even):
        pages = even
    return [Slide("measures", head(page), measures=page) for page in pages[:room]]


def words_of(slide: Slide) -> int:
    """Count the words that a person reads on a slide, without those of its chart."""
    texts = [
        slide.title,
        slide.remark,
        slide.label,
        slide.figure,
        slide.level or "",
        *slide.lines,
        *slide.notes,
    ]
    return sum(map(count_words, texts)) + sum(map(_words_of, slide.measures))


def _pack(numbered: Sequence[NumberedMeasure], space: int) -> list[tuple[NumberedMeasure, ...]]:
    """Part the measures in their order into slides that hold so many words; each has one at least."""
    pages: list[list[NumberedMeasure]] = []
    used = 0
    for one in numbered:
        words = _words_of(one)
        if not pages or used + words > space or len(pages[-1]) == ON_A_SLIDE:
            pages.append([])
            used = 0
        pages[-1].append(one)
        used += words
    return [tuple(page) for page in pages]


def _part_evenly(numbered: Sequence[NumberedMeasure], count: int) -> list[tuple[NumberedMeasure, ...]]:
    """Part the measures into slides of equal length, or one longer."""
    size, longer = divmod(len(numbered), count)
    ends = [size * page + min(page, longer) for page in range(count + 1)]
    return [tuple(numbered[start:end]) for start, end in pairwise(ends)]


def _words_of(one: NumberedMeasure) -> int:
    return count_words(f"{one.number} {one.title}") + count_words(tell_served(one.measure))


def tell_served(measure: MeasureLine) -> str:
    """Say which indicator a measure serves, nothing where that is not known."""
    return _say("measures.for", code=measure.indicator) if measure.indicator else ""


def shorten_title(title: str) -> str:
    """Cut the title of a measure to the words and the room that a slide has for it."""
    return shorten(
        title if count_words(title) <= LONG_TITLE else first_words(title, SHORT_TITLE), LONGEST_TITLE
    )


def _tell_plan(numbered: list[NumberedMeasure], year: int, listed: int) -> Slide:
    """Who does which measure in which quarter; ``listed`` of them were read on the slides before."""
    rows = plan_rows(numbered)
    quarters = [quarter for quarter in QUARTERS if any(row.quarters[quarter - 1] for row in rows)]
    owners = len({one.measure.owner.strip() for one in numbered} - {""})
    who = _say(f"plan.{'owners' if owners > 1 else 'owner' if owners else 'no-owner'}", owners=owners)
    if not quarters or any(row.other for row in rows):
        when = "plan.no-quarter"
    else:
        when = "plan.quarters" if len(quarters) > 1 else "plan.quarter"
    title = _say(when, who=who, first=quarters[0] if quarters else "", last=quarters[-1] if quarters else "")
    count = len(numbered)
    places = {"count": count - listed, "first": listed + 1, "last": count}
    more = (_say(f"plan.more{'-one' if count - listed == 1 else ''}", **places),) if count > listed else ()
    return Slide("plan", title, _say("plan.remark", year=year), notes=more, plan=rows)


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
    """Cut a text to the room of a slide, behind a word where one ends near; marks over and under take no room.

    >>> shorten("ทำประกาศ และเผยแพร่", 30), shorten("ทำประกาศ และเผยแพร่", 10), shorten("จัดทำคู่มือบริการ", 8)
    ('ทำประกาศ และเผยแพร่', 'ทำประกาศ…', 'จัดทำคู่มือ…')
    """
    room, end = most, len(text)
    for at, char in enumerate(text):
        room -= char not in _MARKS
        if room < 0:
            end = at
            break
    if end == len(text):
        return text
    whole = whole_words(text, end)
    return f"{whole if len(whole) >= end * 0.7 else text[:end].rstrip()}…"
