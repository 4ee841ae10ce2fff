"""The form by which a person confirms a year, as typed, and its faults as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum

from itacore.errors import CriteriaError
from itacore.thai import normalize, parse_number

LONGEST_LABEL = 40
LONGEST_SOURCE = 300
LONGEST_NOTE = 500


class Condition(Enum):
    """What a level asks of the gates beside the total."""

    NONE = "none"
    ALL_AT_LEAST = "all"
    ANY_BELOW = "any"


class Gates(Enum):
    """What the conditions hold for: each part, each instrument, or it is not known which."""

    PARTS = "parts"
    WHOLE = "whole"
    BOTH = "both"


class Comparison(Enum):
    """Whether the OIT list compares with the year before."""

    SAME = "same"
    CAREFUL = "careful"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class LevelDraft:
    """A rating level as typed."""

    label: str = ""
    lower_bound: str = ""
    condition: Condition = Condition.NONE
    bound: str = ""


@dataclass(frozen=True)
class Draft:
    """A rule book as typed: figures are texts, weights in percent by code."""

    fiscal_year: int
    weights: Mapping[str, str]
    with_parts: bool
    parts: Mapping[str, str]
    levels: tuple[LevelDraft, ...]
    pass_line: str
    gates: Gates
    same_names: bool
    same_items: bool
    comparison: Comparison
    source: str = ""
    date: str = ""
    note: str = ""

    @property
    def conditional(self) -> bool:
        """Whether any level has a condition."""
        return any(level.condition is not Condition.NONE for level in self.levels)


@dataclass(frozen=True)
class DraftFault:
    """A fault of the form: which field, and the code of its words in data/wording/criteria.toml."""

    where: str
    code: str
    places: Mapping[str, object] = field(default_factory=dict)


class DraftError(CriteriaError):
    """Faults of a form; ``details`` holds them as data."""

    def __init__(self, details: tuple[DraftFault, ...]) -> None:
        self.details = details
        super().__init__(f"{fault.where}: {fault.code}" for fault in details)


def read_figure(text: str) -> Decimal:
    """Read a figure that was checked before."""
    return Decimal(repr(parse_number(text).value))


def plain(value: float) -> str:
    """Write a figure without needless zeros.

    >>> plain(95.0), plain(12.5)
    ('95', '12.5')
    """
    return f"{value:.6f}".rstrip("0").rstrip(".")


def clean(text: str) -> str:
    """Bring a text to one form and one line."""
    return " ".join(normalize(text).split())
