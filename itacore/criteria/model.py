"""The rules of one fiscal year as frozen values.

A rule book is read from ``data/criteria/YEAR.toml``; nothing about a year is written in code.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property


class Mark(Enum):
    """How certain a block of rules is."""

    STATED = "stated"
    FOUND = "found"
    INFERRED = "inferred"
    UNKNOWN = "unknown"
    CONFIRMED = "confirmed"


@dataclass(frozen=True)
class Block:
    """Where a block of rules comes from and how certain it is; ``date`` of the source is as written."""

    mark: Mark
    source: str
    note: str | None = None
    date: str | None = None


@dataclass(frozen=True)
class ItemScores:
    """How an OIT item is scored in a year, with where that is known from.

    ``rule`` is "all-or-nothing" (100 or 0) or "partial" (something between is possible).
    """

    rule: str
    mark: Mark
    source: str
    note: str | None = None


@dataclass(frozen=True)
class Part:
    """A part of an instrument with a score and a weight of its own (EIT1, EIT2)."""

    code: str
    name: str
    weight: float


@dataclass(frozen=True)
class Instrument:
    """An instrument: ``weight`` is its share of the total (0-1)."""

    code: str
    name: str
    weight: float
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True)
class Indicator:
    """An indicator: its score is the mean of its sub-indicators or items."""

    code: str
    instrument: str
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Subindicator:
    """A sub-indicator: its score is the mean of its items."""

    code: str
    indicator: str
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Item:
    """An item; ``parent`` is a sub-indicator (OIT) or an indicator (IIT, EIT)."""

    code: str
    parent: str
    title: str
    reversed: bool = False
    role: str | None = None


@dataclass(frozen=True)
class Level:
    """A rating level: lower bound of the total (inclusive) and a condition on every gate or on any gate."""

    label: str
    lower_bound: float
    passes: bool
    all_at_least: float | None = None
    any_below: float | None = None


@dataclass(frozen=True)
class RuleBook:
    """All rules of one fiscal year.

    ``levels`` stand from the highest down; the first that fits is the rating. ``gates`` holds one tuple of
    instrument or part codes a reading of the conditions; with several readings the rating is their union.
    ``item_scores`` is None where it is not known how OIT items are scored.
    """

    fiscal_year: int
    blocks: dict[str, Block]
    instruments: tuple[Instrument, ...]
    indicators: tuple[Indicator, ...]
    subindicators: tuple[Subindicator, ...]
    items: tuple[Item, ...]
    levels: tuple[Level, ...]
    gates: tuple[tuple[str, ...], ...]
    pass_line: float
    comparability: dict[str, str] = field(default_factory=dict)
    item_scores: ItemScores | None = None

    @cached_property
    def indicator_weights(self) -> dict[str, float]:
        """Share of the total (0-1) of each indicator: its instrument's weight over how many it has."""
        return {
            indicator.code: instrument.weight / len(self.indicators_of(instrument.code))
            for instrument in self.instruments
            for indicator in self.indicators_of(instrument.code)
        }

    @cached_property
    def gate_weights(self) -> dict[str, float]:
        """Share of the total (0-1) of each instrument without parts and of each part."""
        return {
            unit.code: unit.weight
            for instrument in self.instruments
            for unit in (instrument.parts or (instrument,))
        }

    @cached_property
    def part_of(self) -> dict[str, str]:
        """Instrument of each part."""
        return {part.code: instrument.code for instrument in self.instruments for part in instrument.parts}

    @cached_property
    def instrument_of(self) -> dict[str, str]:
        """Instrument of each indicator."""
        return {indicator.code: indicator.instrument for indicator in self.indicators}

    @cached_property
    def codes(self) -> frozenset[str]:
        """Every code that a score of this year may carry."""
        units = {i.code for i in self.instruments} | set(self.part_of)
        parts = {
            f"{part.code}.{indicator.code}"
            for instrument in self.instruments
            for part in instrument.parts
            for indicator in self.indicators_of(instrument.code)
        }
        return frozenset(
            units
            | parts
            | {x.code for x in self.indicators}
            | {x.code for x in self.subindicators}
            | {x.code for x in self.items}
        )

    @property
    def conditions_certain(self) -> bool:
        """Whether the conditions of the levels are known, not inferred."""
        return self.blocks["conditions"].mark not in (Mark.INFERRED, Mark.UNKNOWN)

    def indicators_of(self, instrument: str) -> tuple[Indicator, ...]:
        """Give the indicators of an instrument in their order."""
        return tuple(i for i in self.indicators if i.instrument == instrument)

    def name_of(self, code: str) -> str:
        """Give the name of an instrument, part, indicator or sub-indicator; else the code itself."""
        for group in (self.indicators, self.instruments, self.subindicators):
            for entry in group:
                if entry.code == code:
                    return entry.name
        for instrument in self.instruments:
            for part in instrument.parts:
                if part.code == code:
                    return part.name
        return code

    def level(self, label: str | None) -> Level | None:
        """Give the level of that label, None where the year has none."""
        return next((level for level in self.levels if level.label == label), None)

    def level_above(self, label: str | None) -> Level | None:
        """Give the next higher level, None at the top or for an unknown label."""
        labels = [level.label for level in self.levels]
        if label not in labels or labels.index(label) == 0:
            return None
        return self.levels[labels.index(label) - 1]


@dataclass(frozen=True)
class AppliedRules:
    """The rule book used for a fiscal year; ``provisional`` where it belongs to an earlier year."""

    fiscal_year: int
    book: RuleBook

    @property
    def provisional(self) -> bool:
        """Whether the year has no rule book of its own."""
        return self.book.fiscal_year != self.fiscal_year


@dataclass(frozen=True)
class Criteria:
    """The rule books of all years.

    ``books`` are those in force. ``confirmed`` are those that the office confirmed: a year of them that the
    program has no book for stands in ``books`` as well, the others are only kept.
    """

    books: dict[int, RuleBook]
    confirmed: dict[int, RuleBook] = field(default_factory=dict)

    @cached_property
    def first_year(self) -> int:
        """The earliest fiscal year with a rule book; what lies before is another model."""
        return min(self.books)

    def is_confirmed(self, fiscal_year: int) -> bool:
        """Whether the book in force of that year is the office's."""
        return fiscal_year in self.confirmed and self.books.get(fiscal_year) is self.confirmed[fiscal_year]

    @property
    def set_aside(self) -> dict[int, RuleBook]:
        """The office's books of years that the program has a book for."""
        return {year: book for year, book in self.confirmed.items() if not self.is_confirmed(year)}

    def for_year(self, fiscal_year: int) -> AppliedRules:
        """Give the rules of a year, or provisionally those of the nearest earlier year.

        Raises
        ------
        KeyError
            The year lies before the first rule book: it belongs to another model.
        """
        earlier = [year for year in self.books if year <= fiscal_year]
        if not earlier:
            raise KeyError(fiscal_year)
        return AppliedRules(fiscal_year, self.books[max(earlier)])
