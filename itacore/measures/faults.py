"""Faults of the catalogue of measures as data: where, a stable code, and the words of it in English.

The Thai words of the same codes, for people, stand in data/wording/measures.toml under [fault].
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping

from itacore.errors import CatalogueError

# What is wrong; how to mend it.
MESSAGES = {
    "folder-empty": "no file of measures; add one, such as 01.toml",
    "toml": "not readable as TOML: {detail}; mend that place",
    "encoding": "not written in UTF-8; save it as UTF-8",
    "head-indicator": 'not the number of an indicator; write it as a text, such as "9"',
    "head-file": "{indicator} in another's file; name the file {name}",
    "indicator-unknown": "{indicator} is in no rule book; known are {known}",
    "no-measure": "no measure; add at least one table [[measure]]",
    "key-unknown": "unknown field; take it out",
    "key-missing": "missing; add it",
    "entry-table": "not a table; write it under [[measure]]",
    "id-form": "not an identifier; write small ASCII words, such as ind-09-link-check",
    "id-indicator": "begins with another indicator; begin with {start}",
    "id-twice": "already used in {first}; choose another",
    "title-twice": "already the title of {first}; choose another",
    "indicator-other": "not the file's; write {indicator!r} or move the entry",
    "text": "not a text; write it between quotation marks",
    "text-long": "{found} visible characters; keep to {most}",
    "condition": "not a condition; begin with {start}",
    "not-measurable": "neither a number nor a deadline; add one",
    "not-countable": "says not what is counted; begin with {starts}",
    "list": "not a list of {low} to {high} texts; add or join some",
    "list-twice": "the same as text {first}; take one out",
    "owner": "not a table of {keys}; give exactly these",
    "quarters": "not a rising list of quarters 1 to 4; 1 is October to December",
    "choice": "{found} is not allowed; use {choices}",
    "topic": "not the number of a topic; known are {known}",
    "subindicators": "not a rising list of codes; known for this indicator are {known}",
    "subindicators-none": "the indicator has no sub-indicators; take the field out",
    "items-table": "not a table of years; leave it empty where the measure serves no item",
    "items-year": "{year}: no list of items is known for this year; known are {known}",
    "items-codes": "{year}: not a list of item codes; give some or take the year out",
    "items-unknown": "{year}: {codes} not in that year's list; see data/criteria/{year}.toml",
    "items-order": "{year}: codes out of order or given twice; let them rise",
    "items-subindicator": "{year}: {code} belongs to {parent}; add {parent} to subindicators or take it out",
    "white-space": "stray white space; keep single spaces, none at the ends, no line break",
    "invisible": "an invisible or broken character; type the text again",
    "two-am": "SARA AM written as two characters; use the one character U+0E33",
    "two-e": "two SARA E in place of SARA AE; use the one character U+0E41",
    "lone-mark": "a mark above or below without its letter; type the word again",
    "doubled-mark": "a mark typed twice; keep one",
    "loose-unit": "a number and its unit with a plain space between; join them with U+00A0",
    "thai-digits": "Thai digits; write Arabic ones, papers change them where wanted",
    "not-nfc": "not in the form NFC; type the text again",
    "accusing": "the word {word} may accuse somebody; say what is to be done instead",
    "promise": "the words {word} promise a score; say what is done and counted instead",
    "tool": "the word {word} names a tool, not a piece of work; say what is to be done instead",
}


@dataclasses.dataclass(frozen=True)
class Fault:
    """A fault of the catalogue.

    ``entry`` names the measure, or "head", "file" or "folder"; ``field`` is "" where the whole is meant;
    ``code`` is stable, a key of ``MESSAGES``; ``within`` holds the key of an owner or the number of a text.
    """

    file: str
    entry: str
    field: str
    code: str
    places: Mapping[str, object] = dataclasses.field(default_factory=dict)
    within: str = ""

    @property
    def message(self) -> str:
        """What is wrong and how to mend it, in English."""
        words = MESSAGES[self.code].format(**self.places)
        return f"{self.within}: {words}" if self.within else words

    @property
    def place(self) -> str:
        """File, entry and field.

        >>> Fault("01.toml", "ind-01-a", "title", "text").place
        '01.toml: ind-01-a: title'
        """
        return ": ".join(part for part in (self.file, self.entry, self.field) if part)

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


class FaultyCatalogueError(CatalogueError):
    """Faults of a catalogue; ``details`` holds them as data, ``faults`` in English."""

    def __init__(self, details: Iterable[Fault]) -> None:
        self.details = tuple(details)
        super().__init__(str(fault) for fault in self.details)
