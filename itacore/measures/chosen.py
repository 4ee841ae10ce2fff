"""What an office has decided: its chosen measures in order, and what it found about an indicator.

The chosen measures of a year are the office's plan for the year after: who does what by when.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from itacore.measures.catalogue import Measure
from itacore.measures.topics import topic_of_indicator
from itacore.wording import say

SOURCES = ("advice", "items", "meeting", "other")
# Letters that a field holds at most; steps together, each on a line.
LIMITS = {
    **{"title": 400, "how": 2000, "steps": 4000, "owner": 200, "period": 120, "evidence": 1000},
    **{"result_indicator": 1000, "budget": 200, "follow_up": 1000},
}


@dataclass(frozen=True)
class ChosenMeasure:
    """A measure in the office's own words: one row of its plan.

    ``id`` is the catalogue's, None for a measure of the office's own; ``indicator`` is the code it serves;
    ``topic`` is the number of one of the seven topics, None for that of the indicator. ``period`` is a text;
    what months it names is read by ``periods.read_months``. All else may be empty.
    """

    id: str | None
    indicator: str
    title: str
    how: str
    owner: str
    period: str
    evidence: str
    steps: tuple[str, ...] = ()
    result_indicator: str = ""
    budget: str = ""
    follow_up: str = ""
    topic: int | None = None


_OTHERS = ("id", "steps", "topic")
TEXTS = tuple(field.name for field in fields(ChosenMeasure) if field.name not in _OTHERS)


@dataclass(frozen=True)
class Finding:
    """What the office found about an indicator; ``source`` is one of ``SOURCES``."""

    source: str
    text: str


def adopt(measure: Measure, agency_type: str | None) -> ChosenMeasure:
    """Take a measure of the catalogue over, in the words of a type of agency.

    >>> from itacore.measures import read_catalogue
    >>> adopt(read_catalogue()["ind-01-no-gift"], "เทศบาลตำบล").period
    'ไตรมาส\\xa01'
    """
    return ChosenMeasure(
        id=measure.id,
        indicator=measure.indicator,
        title=measure.title,
        how=measure.how,
        owner=measure.owner.for_type(agency_type),
        period=tell_quarters(measure.quarters),
        evidence=" ".join(f"({at}) {text}" for at, text in enumerate(measure.evidence, start=1))
        if len(measure.evidence) > 1
        else "".join(measure.evidence),
        steps=measure.steps,
        result_indicator=measure.result_indicator,
        budget=say("measures", "budget-none") if measure.cost == "none" else "",
        follow_up=say("measures", "follow-up"),
        topic=None if measure.topic == topic_of_indicator(measure.indicator) else measure.topic,
    )


def tell_quarters(quarters: Sequence[int]) -> str:
    """Name quarters of the fiscal year.

    >>> tell_quarters([1, 2, 3, 4]), tell_quarters([2, 3]), tell_quarters([1, 2, 4])
    ('ตลอดปีงบประมาณ', 'ไตรมาส\\xa02\\xa0ถึง\\xa03', 'ไตรมาส\\xa01,\\xa02\\xa0และ\\xa04')
    """
    if len(quarters) == 4:
        return say("measures", "quarters.all")
    if len(quarters) == 1:
        return say("measures", "quarters.one", quarter=quarters[0])
    first, last = quarters[0], quarters[-1]
    if len(quarters) == last - first + 1:
        return say("measures", "quarters.range", first=first, last=last)
    listed = ",\u00a0".join(str(quarter) for quarter in quarters[:-1])
    return say("measures", "quarters.some", listed=listed, last=last)


def move(chosen: Sequence[ChosenMeasure], at: int, by: int) -> tuple[ChosenMeasure, ...]:
    """Move one measure up or down; at the ends nothing moves.

    >>> a, b = (ChosenMeasure(None, "1", title, "", "", "", "") for title in "ab")
    >>> [m.title for m in move((a, b), 1, -1)], [m.title for m in move((a, b), 0, -1)]
    (['b', 'a'], ['a', 'b'])
    """
    result = list(chosen)
    to = min(max(at + by, 0), len(result) - 1)
    result.insert(to, result.pop(at))
    return tuple(result)


def edit(chosen: Sequence[ChosenMeasure], at: int, **changes: Any) -> tuple[ChosenMeasure, ...]:
    """Change the wording of one measure."""
    return (*chosen[:at], replace(chosen[at], **changes), *chosen[at + 1 :])


def chosen_to_content(chosen: Sequence[ChosenMeasure]) -> list[dict[str, Any]]:
    """Give chosen measures as plain values that can be stored."""
    return [{**asdict(measure), "steps": list(measure.steps)} for measure in chosen]


def chosen_from_content(content: object) -> tuple[ChosenMeasure, ...]:
    """Restore what ``chosen_to_content`` gave, of another version of the program as far as it goes.

    An entry without a title or indicator is left out (see ``count_unread``); other texts may be missing.

    >>> one = (ChosenMeasure("x", "9", "ก", "ข", "ค", "ง", "จ"),)
    >>> chosen_from_content(chosen_to_content(one)) == one
    True
    """
    return tuple(measure for measure in map(_measure, _entries(content)) if measure)


def count_unread(content: object) -> int:
    """Count the entries that ``chosen_from_content`` leaves out.

    >>> count_unread([{"title": "ก", "indicator": "9"}, {"title": "ข"}, 7]), count_unread(None)
    (2, 0)
    """
    return len(_entries(content)) - len(chosen_from_content(content))


def _entries(content: object) -> Sequence[object]:
    return content if isinstance(content, list) else [] if content is None else [content]


def _measure(entry: object) -> ChosenMeasure | None:
    if not isinstance(entry, Mapping):
        return None
    texts = {name: _text(entry, name) for name in TEXTS}
    if not texts["title"].strip() or not texts["indicator"].strip():
        return None
    steps, topic = entry.get("steps"), entry.get("topic")
    return ChosenMeasure(
        id=_text(entry, "id") or None,
        steps=tuple(s for s in steps if isinstance(s, str)) if isinstance(steps, list | tuple) else (),
        topic=topic if type(topic) is int else None,
        **texts,
    )


def _text(entry: Mapping[Any, Any], name: str) -> str:
    value = entry.get(name)
    return value if isinstance(value, str) else ""


def findings_to_content(findings: Mapping[str, Finding]) -> dict[str, dict[str, str]]:
    """Give findings by indicator as plain values; empty ones are left out."""
    return {code: asdict(finding) for code, finding in findings.items() if finding.text.strip()}


def findings_from_content(content: object) -> dict[str, Finding]:
    """Restore what ``findings_to_content`` gave, of another version of the program as far as it goes.

    An entry without a text is left out; a source that is not one of ``SOURCES`` is "other".

    >>> findings_from_content(findings_to_content({"9": Finding("items", "ก"), "8": Finding("items", " ")}))
    {'9': Finding(source='items', text='ก')}
    """
    found = {}
    for code, entry in content.items() if isinstance(content, Mapping) else ():
        if isinstance(entry, Mapping) and _text(entry, "text").strip():
            source = _text(entry, "source")
            found[str(code)] = Finding(source if source in SOURCES else "other", _text(entry, "text"))
    return found
