"""What an entry of the catalogue of measures must look like; every fault is found in one pass.

Sources: the form described in docs/how-to-add-a-measure.md; indicators, sub-indicators and the OIT items of each
year as the rule books have them; topics as data/topics.toml has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from itacore.measures.faults import Fault
from itacore.measures.texts import Finding, count_visible, find_text_faults

EFFORTS = ("low", "medium", "high")
COSTS = ("none", "low", "budget")
MARKS = ("stated", "found", "inferred")
OWNER_KEYS = ("municipality", "sao", "other")
QUESTION_START = "ถ้า"
RESULT_STARTS = ("ร้อยละ", "จำนวน", "คะแนน", "เวลา")

# Most visible characters of a text; one of a list has its list's.
LIMITS = {
    "question": 100,
    "title": 40,
    "how": 150,
    "steps": 100,
    "result_indicator": 80,
    "evidence": 50,
    "owner": 70,
    "source": 110,
    "name": 40,
}
LENGTHS = {"steps": (3, 5), "evidence": (1, 5)}

_TEXTS = ("question", "title", "how", "result_indicator", "source")
_CHOICES = {"effort": EFFORTS, "cost": COSTS, "mark": MARKS}
FIELDS = (
    *("id", "indicator", "topic", "subindicators", *_TEXTS, *LENGTHS),
    *("owner", "quarters", "effort", "cost", "oit_items", "mark"),
)
_HEAD_FIELDS = ("indicator", "name", "measure")
_ID = re.compile(r"ind-(\d{2})(?:-[a-z0-9]+)+")
_MEASURABLE = re.compile(r"\d|ภายในเดือน|ทุก(?:วัน|สัปดาห์|เดือน|ไตรมาส)")


@dataclass(frozen=True)
class Known:
    """What the texts of the catalogue may point at.

    ``subindicators`` holds the codes of each indicator, rising; ``items`` the OIT items of each fiscal year
    (Buddhist Era) whose list is known, with the sub-indicator of each.
    """

    subindicators: Mapping[str, tuple[str, ...]]
    items: Mapping[int, Mapping[str, str]]
    topics: tuple[int, ...]


def find_file_faults(data: Mapping[str, object], file: str, known: Known) -> list[Fault]:
    """Find every fault in one file of the catalogue.

    Parameters
    ----------
    data
        The file as read from TOML.
    file
        Its name, with which every fault begins.
    known
        Indicators with their sub-indicators, items by year, and topics.

    Returns
    -------
    list of Fault
        In the order of the file, then of ``FIELDS``.

    >>> known = Known({"1": ()}, {}, (1,))
    >>> data = {"indicator": "1", "name": "การปฏิบัติหน้าที่", "measure": []}
    >>> [str(fault) for fault in find_file_faults(data, "01.toml", known)]
    ['01.toml: head: measure: no measure; add at least one table [[measure]]']
    """
    faults: list[Fault] = []

    def head(field: str, code: str, **places: object) -> None:
        faults.append(Fault(file, "head", field, code, places))

    indicator = data.get("indicator")
    if not isinstance(indicator, str) or not re.fullmatch(r"[1-9]\d?", indicator):
        head("indicator", "head-indicator")
        indicator = None
    else:
        if indicator not in known.subindicators:
            listed = ", ".join(known.subindicators)
            head("indicator", "indicator-unknown", indicator=indicator, known=listed)
        if file != f"{int(indicator):02d}.toml":
            head("indicator", "head-file", indicator=indicator, name=f"{int(indicator):02d}.toml")
    for code, places in _text_faults("name", data.get("name")):
        head("name", code, **places)
    for key in sorted(set(data) - set(_HEAD_FIELDS)):
        head(key, "key-unknown")
    entries = data.get("measure")
    if not isinstance(entries, list) or not entries:
        head("measure", "no-measure")
        entries = []
    for number, entry in enumerate(entries, start=1):
        label = entry.get("id") if isinstance(entry, dict) else None
        label = label if isinstance(label, str) and label else f"entry {number}"
        faults += [replace(f, file=file, entry=label) for f in _entry_faults(entry, indicator, known)]
    return faults


def _entry_faults(entry: object, indicator: str | None, known: Known) -> Iterator[Fault]:
    """Faults of an entry, still without the names of file and entry."""

    def fault(field: str, code: str, places: Mapping[str, object] | None = None, within: str = "") -> Fault:
        return Fault("", "", field, code, places or {}, within)

    if not isinstance(entry, dict):
        yield fault("", "entry-table")
        return
    own = known.subindicators.get(indicator or "", ())
    for field in FIELDS:
        value = entry.get(field)
        if field not in entry:
            if field != "subindicators" or own:
                yield fault(field, "key-missing")
        elif field == "owner":
            yield from (fault(field, *found) for found in _owner_faults(value))
        elif field in LENGTHS:
            yield from (fault(field, *found) for found in _list_faults(field, value))
        else:
            yield from (fault(field, *found) for found in _value_faults(field, value, indicator, known))
    yield from (fault("oit_items", *found) for found in _parent_faults(entry, own, known))
    yield from (fault(str(key), "key-unknown") for key in sorted(set(entry) - set(FIELDS)))


def _value_faults(field: str, value: object, indicator: str | None, known: Known) -> Iterator[Finding]:
    if field == "id":
        yield from _id_faults(value, indicator)
    elif field == "indicator":
        if indicator not in (None, value):
            yield "indicator-other", {"indicator": indicator}
    elif field == "topic":
        if type(value) is not int or value not in known.topics:
            yield "topic", {"known": ", ".join(map(str, known.topics))}
    elif field == "subindicators":
        yield from _subindicator_faults(value, known.subindicators.get(indicator or "", ()))
    elif field in _CHOICES:
        if value not in _CHOICES[field]:
            yield "choice", {"found": repr(value), "choices": ", ".join(_CHOICES[field])}
    elif field == "quarters":
        yield from _quarter_faults(value)
    elif field == "oit_items":
        yield from _item_faults(value, known.items)
    else:
        yield from _field_faults(field, value)


def _id_faults(value: object, indicator: str | None) -> Iterator[Finding]:
    match = _ID.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        yield "id-form", {}
    elif indicator is not None and int(match[1]) != int(indicator):
        yield "id-indicator", {"start": f"ind-{int(indicator):02d}-"}


def _text_faults(field: str, value: object) -> Iterator[Finding]:
    if not isinstance(value, str) or not value.strip():
        yield "text", {}
        return
    yield from find_text_faults(value)
    if count_visible(value) > LIMITS[field]:
        yield "text-long", {"found": count_visible(value), "most": LIMITS[field]}


def _field_faults(field: str, value: object) -> Iterator[Finding]:
    yield from _text_faults(field, value)
    if not isinstance(value, str) or not value.strip():
        return
    if field == "question" and not value.startswith(QUESTION_START):
        yield "condition", {"start": QUESTION_START}
    if field == "how" and not _MEASURABLE.search(value):
        yield "not-measurable", {}
    if field == "result_indicator" and not value.startswith(RESULT_STARTS):
        yield "not-countable", {"starts": ", ".join(RESULT_STARTS)}


def _list_faults(field: str, value: object) -> Iterator[tuple[str, dict[str, object], str]]:
    low, high = LENGTHS[field]
    if not isinstance(value, list) or not low <= len(value) <= high:
        yield "list", {"low": low, "high": high}, ""
        return
    for number, text in enumerate(value, start=1):
        for code, places in _text_faults(field, text):
            yield code, places, f"text {number}"
        if text in value[: number - 1]:
            yield "list-twice", {"first": value.index(text) + 1}, f"text {number}"


def _owner_faults(value: object) -> Iterator[tuple[str, dict[str, object], str]]:
    if not isinstance(value, dict) or set(value) != set(OWNER_KEYS):
        yield "owner", {"keys": ", ".join(OWNER_KEYS)}, ""
        return
    for key in OWNER_KEYS:
        for code, places in _text_faults("owner", value[key]):
            yield code, places, key


def _quarter_faults(value: object) -> Iterator[Finding]:
    right = isinstance(value, list) and all(type(q) is int and 1 <= q <= 4 for q in value)
    if not right or not value or value != sorted(set(value)):  # type: ignore[call-overload]
        yield "quarters", {}


def _subindicator_faults(value: object, own: tuple[str, ...]) -> Iterator[Finding]:
    if not own:
        yield "subindicators-none", {}
    elif not isinstance(value, list) or not value or value != [code for code in own if code in value]:
        yield "subindicators", {"known": ", ".join(own)}


def _item_faults(value: object, items: Mapping[int, Mapping[str, str]]) -> Iterator[Finding]:
    if not isinstance(value, dict):
        yield "items-table", {}
        return
    for year, codes in value.items():
        known = items.get(int(year), {}) if re.fullmatch(r"[0-9]{4}", year) else {}
        if not known:
            yield "items-year", {"year": year, "known": ", ".join(str(y) for y in sorted(items))}
        elif not isinstance(codes, list) or not codes:
            yield "items-codes", {"year": year}
        else:
            unknown = [str(code) for code in codes if not isinstance(code, str) or code not in known]
            if unknown:
                yield "items-unknown", {"year": year, "codes": ", ".join(unknown)}
            elif codes != sorted(set(codes), key=lambda code: int(code[1:])):
                yield "items-order", {"year": year}


def _parent_faults(entry: Mapping[str, object], own: tuple[str, ...], known: Known) -> Iterator[Finding]:
    """Items of sub-indicators that the entry does not name."""
    items, named = entry.get("oit_items"), entry.get("subindicators")
    if not isinstance(items, dict) or any(True for _ in _subindicator_faults(named, own)):
        return
    for year, codes in items.items():
        parents = known.items.get(int(year), {}) if str(year).isdecimal() else {}
        for code in codes if isinstance(codes, list) else ():
            parent = parents.get(code) if isinstance(code, str) else None
            if parent is not None and parent not in named:  # type: ignore[operator]
                yield "items-subindicator", {"year": year, "code": code, "parent": parent}
