"""Faults of a rule book as data: where, what is wrong, and the words of it in English for developers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from itacore.errors import CriteriaError

# The Thai words of the same codes, for people, stand in data/wording/criteria.toml under [fault].
MESSAGES = {
    "toml": "not readable as TOML: {detail}",
    "too-long": "must have at most {most} characters and no line of more than {line}",
    "other-year": "is {found}; must be {year}",
    "text": "must be a text",
    "text-long": "must be a text of at most {most} characters",
    "choice": "must be one of {choices}",
    "texts": 'must be a list of texts, like ["a", "b"]',
    "lists": 'must be a list of lists of codes, like [["A", "B"]]',
    "number": "must be a number from {low} to {high}",
    "whole-number": "must be a whole number from {low} to {high}",
    "flag": "must be true or false, without quotation marks",
    "table": "must be written as [{table}]",
    "tables": "must be written as [[{table}]]",
    "key": "is not known here; known are {known}",
    "comparability": "{code} is no code of this year",
    "code-twice": "code {code} stands twice",
    "weights": "weights must add up to 1",
    "weights-parts": "weights of the parts must add up to the instrument's",
    "weight-zero": "a weight must be more than 0",
    "no-indicator": "has no indicator",
    "instrument": "instrument {code} is not known",
    "indicator": "indicator {code} is not known",
    "parent": "parent {code} is not known",
    "levels-order": "must stand from the highest lower bound down to 0",
    "levels-last": "the last one takes what is left, so it has no condition",
    "label-twice": "label {label} stands twice",
    "label-mark": "label {label} must not hold {mark}",
    "gate": "{code} is no instrument or part",
    "gates": "levels have conditions, so the gates must be named",
    "shipped": "{year} has a rule book in the program",
    "years": "must be one of {years}",
    "instruments-other": "must be {codes}, as in {year}",
    "indicators-other": "must be {codes}, as in {year}",
    "parts-other": "parts must be {codes}, or none",
}


@dataclass(frozen=True)
class Fault:
    """A fault of a rule book; ``code`` is stable, ``where`` names the place in the file, "" for the whole."""

    where: str
    code: str
    places: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        message = MESSAGES[self.code].format(**self.places)
        return f"{self.where}: {message}" if self.where else message


class BookError(CriteriaError):
    """Faults of one rule book; ``details`` holds them as data, ``faults`` in English."""

    def __init__(self, details: Iterable[Fault], name: str = "") -> None:
        self.details = tuple({str(fault): fault for fault in details}.values())
        super().__init__(f"{name}: {fault}" if name else str(fault) for fault in self.details)
