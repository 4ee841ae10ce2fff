"""The plan of an office for a fiscal year: its chosen measures in order, and the meeting that set them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from itacore.measures.catalogue import read_catalogue
from itacore.measures.chosen import TEXTS, ChosenMeasure, adopt
from itacore.measures.topics import Topic, read_topics, topic_of_indicator

FIELDS = ("indicator", "topic", *(name for name in TEXTS if name != "indicator"), "steps")
MEETING_LIMITS = {"title": 200, "place": 200, "participants": 4000, "decision": 4000}
_MARKED = re.compile(r"\(?[\d๐-๙]{1,2}(?:\.\d{1,2})*[.)]|[-–•*]")
_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


@dataclass(frozen=True)
class Meeting:
    """The meeting that set the measures; ``participants`` are named by their posts. All may be empty."""

    title: str = ""
    held_on: date | None = None
    place: str = ""
    participants: tuple[str, ...] = ()
    decision: str = ""


@dataclass(frozen=True)
class OfficePlan:
    """The plan for a fiscal year, from the results of the year before it."""

    fiscal_year: int
    measures: tuple[ChosenMeasure, ...]
    meeting: Meeting = Meeting()


@dataclass(frozen=True)
class MeasureChange:
    """A measure that another version of a plan words otherwise; ``fields`` are those that differ."""

    before: ChosenMeasure
    after: ChosenMeasure
    fields: tuple[str, ...]


@dataclass(frozen=True)
class PlanChanges:
    """In what two versions of a plan differ; ``moved`` where the measures of both stand in another order."""

    added: tuple[ChosenMeasure, ...]
    removed: tuple[ChosenMeasure, ...]
    changed: tuple[MeasureChange, ...]
    moved: bool

    @property
    def none(self) -> bool:
        """Whether both are the same."""
        return not (self.added or self.removed or self.changed or self.moved)


def tidy(text: str) -> str:
    r"""Bring a text to the form in which a plan holds it: one sort of line break, nothing that files cannot hold.

    >>> tidy(" ก\r\nข\x00 ")
    'ก\nข'
    """
    plain = _BREAKS.sub("\n", text)
    kept = (c for c in plain if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
    return "".join(c for c in kept if c not in "\ufffe\uffff").strip()


def lines_of(text: str) -> tuple[str, ...]:
    r"""Read a list typed one entry a line; empty lines are none.

    >>> lines_of("ก\n\n ข ")
    ('ก', 'ข')
    """
    return tuple(line.strip() for line in tidy(text).split("\n") if line.strip())


def number_steps(steps: Sequence[str]) -> tuple[str, ...]:
    """Number steps, unless the office numbered or marked them itself.

    >>> number_steps(["ประชุม", "ประกาศ"]), number_steps(["๑. ประชุม", "๒.ประกาศ"]), number_steps(["ประชุม"])
    (('1. ประชุม', '2. ประกาศ'), ('๑. ประชุม', '๒.ประกาศ'), ('ประชุม',))
    """
    if len(steps) < 2 or all(_MARKED.match(step) for step in steps):
        return tuple(steps)
    return tuple(f"{at}. {step}" for at, step in enumerate(steps, start=1))


def topic_of(measure: ChosenMeasure) -> Topic | None:
    """Give the topic of a measure: the one the office gave it, else that of its indicator.

    >>> topic_of(ChosenMeasure(None, "9", "ก", "", "", "", "")).number
    3
    """
    topics = {topic.number: topic for topic in read_topics()}
    return topics.get(measure.topic or 0) or topics.get(topic_of_indicator(measure.indicator) or 0)


def group_by_topic(measures: Sequence[ChosenMeasure]) -> list[tuple[Topic | None, tuple[int, ...]]]:
    """Give the seven topics in their order, each with the places of its measures; those of none come last."""
    found = [topic_of(measure) for measure in measures]
    groups = [(topic, tuple(at for at, own in enumerate(found) if own == topic)) for topic in read_topics()]
    without = tuple(at for at, own in enumerate(found) if own is None)
    return [*groups, (None, without)] if without else [*groups]


def group_by_indicator(
    measures: Sequence[ChosenMeasure], codes: Sequence[str]
) -> list[tuple[str, tuple[int, ...]]]:
    """Give indicators that have measures, each with their places; ``codes`` are the indicators in order."""
    order = [*codes, *dict.fromkeys(m.indicator for m in measures if m.indicator not in codes)]
    groups = [(code, tuple(at for at, m in enumerate(measures) if m.indicator == code)) for code in order]
    return [(code, places) for code, places in groups if places]


def count_without(measures: Sequence[ChosenMeasure], name: str) -> int:
    """Count the measures in which a field is empty."""
    return sum(1 for measure in measures if not getattr(measure, name))


def fill_field(measures: Sequence[ChosenMeasure], name: str, text: str) -> tuple[ChosenMeasure, ...]:
    """Give a text to every measure in which a field is empty."""
    changes: dict[str, Any] = {name: text}
    return tuple(m if getattr(m, name) else replace(m, **changes) for m in measures)


def fill_from_catalogue(
    measures: Sequence[ChosenMeasure], agency_type: str | None
) -> tuple[ChosenMeasure, ...]:
    """Fill empty fields of measures that came from the catalogue with what it says; nothing else changes."""
    return tuple(_filled(measure, agency_type) for measure in measures)


def _filled(measure: ChosenMeasure, agency_type: str | None) -> ChosenMeasure:
    original = read_catalogue().get(measure.id or "")
    if original is None:
        return measure
    words = adopt(original, agency_type)
    empty = {name: getattr(words, name) for name in (*TEXTS, "steps") if not getattr(measure, name)}
    return replace(measure, **empty)


def copy_earlier(
    measures: Sequence[ChosenMeasure], earlier: Sequence[ChosenMeasure]
) -> tuple[ChosenMeasure, ...]:
    """Put the measures of an earlier plan behind those of a plan, but for those that it has already."""
    return (*measures, *new_in(measures, earlier))


def new_in(measures: Sequence[ChosenMeasure], other: Sequence[ChosenMeasure]) -> tuple[ChosenMeasure, ...]:
    """Give the measures of another plan that a plan does not have."""
    ids = {measure.id for measure in measures if measure.id}
    titles = {(measure.indicator, measure.title) for measure in measures}
    return tuple(m for m in other if m.id not in ids and (m.indicator, m.title) not in titles)


def compare_plans(before: Sequence[ChosenMeasure], after: Sequence[ChosenMeasure]) -> PlanChanges:
    """Compare two versions of a plan; a measure is the same by its name of the catalogue, else by its title."""
    pairs: dict[int, int] = {}
    keys: tuple[Callable[[ChosenMeasure], object], ...] = (
        lambda m: m,
        lambda m: m.id and (m.id, m.title),
        lambda m: m.id,
        lambda m: (m.indicator, m.title),
        lambda m: m.title,
    )
    for key in keys:
        for new, measure in enumerate(after):
            if new in pairs or not key(measure):
                continue
            taken = set(pairs.values())
            same = (o for o, m in enumerate(before) if o not in taken and key(m) == key(measure))
            old = next(same, None)
            if old is not None:
                pairs[new] = old
    changed = []
    for new, old in sorted(pairs.items()):
        a, b = before[old], after[new]
        differing = tuple(name for name in FIELDS if getattr(a, name) != getattr(b, name))
        if differing:
            changed.append(MeasureChange(a, b, differing))
    kept = [pairs[new] for new in sorted(pairs)]
    return PlanChanges(
        added=tuple(measure for new, measure in enumerate(after) if new not in pairs),
        removed=tuple(measure for old, measure in enumerate(before) if old not in set(pairs.values())),
        changed=tuple(changed),
        moved=kept != sorted(kept),
    )


def meeting_to_content(meeting: Meeting) -> dict[str, Any]:
    """Give a meeting as plain values that can be stored."""
    return {
        "title": meeting.title,
        "held_on": meeting.held_on.isoformat() if meeting.held_on else None,
        "place": meeting.place,
        "participants": list(meeting.participants),
        "decision": meeting.decision,
    }


def meeting_from_content(content: object) -> Meeting:
    """Restore what ``meeting_to_content`` gave, of another version of the program as far as it goes.

    >>> meeting = Meeting("ประชุม", date(2026, 9, 21), "", ("ปลัดเทศบาล",), "เห็นชอบ")
    >>> meeting_from_content(meeting_to_content(meeting)) == meeting, meeting_from_content(7) == Meeting()
    (True, True)
    """
    if not isinstance(content, Mapping):
        return Meeting()
    texts = {name: content.get(name) for name in ("title", "place", "decision")}
    entries, day = content.get("participants"), content.get("held_on")
    try:
        held_on = date.fromisoformat(day) if isinstance(day, str) else None
    except ValueError:
        held_on = None
    return Meeting(
        held_on=held_on,
        participants=tuple(e for e in entries if isinstance(e, str)) if isinstance(entries, list) else (),
        **{name: text if isinstance(text, str) else "" for name, text in texts.items()},
    )
