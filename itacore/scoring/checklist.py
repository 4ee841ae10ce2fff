"""The OIT items of a year one by one: what the office knows of each, and what follows for 9 and 10.

An estimate is made only where the rule book says that an item gets 100 or nothing. It is never one number
while an item is open: then it is the exact range, from all open items failing to all of them succeeding.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from itacore.criteria import AppliedRules, Criteria, Mark, RuleBook
from itacore.criteria.model import Item, Subindicator
from itacore.scoring.aggregate import aggregate
from itacore.scoring.panel import Panel
from itacore.scoring.precision import HALF_CENT, NOISE

SCORED, NOT_SCORED, TO_COME = "scored", "not", "to-come"
STATES = (SCORED, NOT_SCORED, TO_COME)
FULL = 100.0
States = Mapping[str, str]  # by code of item; an item that is not there is unknown


@dataclass(frozen=True)
class ItemGroup:
    """The items of a sub-indicator."""

    subindicator: Subindicator
    items: tuple[Item, ...]

    @property
    def code(self) -> str:
        """Code of the sub-indicator."""
        return self.subindicator.code


@dataclass(frozen=True)
class Counts:
    """How many items are in each state."""

    scored: int
    not_scored: int
    to_come: int
    unknown: int

    @property
    def all(self) -> int:
        """Count of all items."""
        return self.scored + self.not_scored + self.to_come + self.unknown


@dataclass(frozen=True)
class Span:
    """The scores that are possible, unrounded; both ends are the same where no item is open."""

    lowest: float
    highest: float
    open: bool


@dataclass(frozen=True)
class Line:
    """An indicator or sub-indicator: its items counted, its estimate and its published score, None if unknown."""

    code: str
    name: str
    is_indicator: bool
    counts: Counts
    span: Span | None
    published: float | None

    @property
    def difference(self) -> float | None:
        """The estimate minus the published score; of a range the end nearest to it.

        None where one of them is unknown or they agree: a published score has two decimals.
        """
        if self.span is None or self.published is None:
            return None
        nearest = min(max(self.published, self.span.lowest), self.span.highest)
        apart = nearest - self.published
        return apart if abs(apart) > HALF_CENT + NOISE else None


def group_items(rules: AppliedRules) -> tuple[ItemGroup, ...]:
    """Give the OIT items of a year by sub-indicator, empty where the year's own list is not known.

    >>> from itacore.criteria import read_criteria
    >>> [(group.code, len(group.items)) for group in group_items(read_criteria().for_year(2568))][:3]
    [('9.1', 4), ('9.2', 7), ('9.3', 2)]
    >>> group_items(read_criteria().for_year(2567)), group_items(read_criteria().for_year(2569))
    ((), ())
    """
    if rules.provisional:
        return ()
    book = rules.book
    groups = ((sub, tuple(i for i in book.items if i.parent == sub.code)) for sub in book.subindicators)
    return tuple(ItemGroup(sub, items) for sub, items in groups if items)


def is_all_or_nothing(rules: AppliedRules) -> bool:
    """Whether the rules say that every OIT item of the year gets 100 or nothing.

    >>> from itacore.criteria import read_criteria
    >>> [year for year in range(2562, 2570) if is_all_or_nothing(read_criteria().for_year(year))]
    [2564, 2565]
    """
    scores = rules.book.item_scores
    known = scores is not None and scores.mark is not Mark.UNKNOWN and scores.rule == "all-or-nothing"
    return known and not rules.provisional


def count_states(items: Iterable[Item], states: States) -> Counts:
    """Count the items in each state."""
    found = Counter(states.get(item.code) for item in items)
    return Counts(found[SCORED], found[NOT_SCORED], found[TO_COME], found[None])


def estimate(rules: AppliedRules, states: States) -> dict[str, Span]:
    """Estimate the sub-indicators and indicators of OIT from the states of their items.

    Parameters
    ----------
    rules
        The rules of the year; means are made as they are of scores that were read.
    states
        What is known of the items, by code.

    Returns
    -------
    dict
        By code, points 0-100; empty where items are not known to be all-or-nothing. A code is left out where
        the rule book does not list all items below it.

    >>> from itacore.criteria import read_criteria
    >>> ticked = {**dict.fromkeys(["o42"], "scored"), "o43": "not"}
    >>> estimate(read_criteria().for_year(2565), ticked)["10.2"]
    Span(lowest=50.0, highest=50.0, open=False)
    >>> estimate(read_criteria().for_year(2568), ticked)
    {}
    """
    if not is_all_or_nothing(rules):
        return {}
    groups, book = group_items(rules), rules.book
    ends = {item.code: np.array(_ends_of(states.get(item.code))) for group in groups for item in group.items}
    figures = aggregate(_panel(book, ends), book)
    open_in = {
        group.code: any(states.get(item.code) not in (SCORED, NOT_SCORED) for item in group.items)
        for group in groups
    }
    for group in groups:
        parent = group.subindicator.indicator
        open_in[parent] = open_in.get(parent, False) or open_in[group.code]
    found = {code: {**figures.subindicators, **figures.indicators}[code] for code in open_in}
    return {
        code: Span(float(low), float(high), open_in[code])
        for code, (low, high) in found.items()
        if not np.isnan(low)
    }


def read_figures(scores: pd.DataFrame, agency_id: str, fiscal_year: int) -> dict[str, float]:
    """Give the scores of all levels that were read of one agency and year, by code.

    Parameters
    ----------
    scores
        The table of itacore.tables, of any number of agencies.
    """
    own = scores[(scores["agency_id"] == agency_id) & (scores["fiscal_year"] == fiscal_year)]
    own = own[own["score"].notna()]
    return dict(zip(own["code"].astype(str), own["score"].astype(float), strict=True))


def states_of_figures(groups: Iterable[ItemGroup], figures: Mapping[str, float]) -> dict[str, str]:
    """Give the states that published scores of items tell: 100 or 0; another score tells neither.

    >>> from itacore.criteria import read_criteria
    >>> groups = group_items(read_criteria().for_year(2568))
    >>> states_of_figures(groups, {"o1": 100.0, "o2": 0.0, "o3": 50.0, "9.1": 100.0})
    {'o1': 'scored', 'o2': 'not'}
    """
    told = {FULL: SCORED, 0.0: NOT_SCORED}
    return {
        item.code: told[figures[item.code]]
        for group in groups
        for item in group.items
        if figures.get(item.code) in told
    }


def lay_out(rules: AppliedRules, states: States, figures: Mapping[str, float]) -> tuple[Line, ...]:
    """Give each indicator of OIT and its sub-indicators with counts, estimate and published score.

    Parameters
    ----------
    rules, states
        As of ``estimate``.
    figures
        Published scores by code, as of ``read_figures``.
    """
    groups, spans, book = group_items(rules), estimate(rules, states), rules.book
    lines = []

    def add(code: str, items: Iterable[Item], *, is_indicator: bool) -> None:
        counts = count_states(items, states)
        name, span, published = book.name_of(code), spans.get(code), figures.get(code)
        lines.append(Line(code, name, is_indicator, counts, span, published))

    for indicator in book.indicators:
        below = [group for group in groups if group.subindicator.indicator == indicator.code]
        if below:
            add(indicator.code, [item for group in below for item in group.items], is_indicator=True)
        for group in below:
            add(group.code, group.items, is_indicator=False)
    return tuple(lines)


def change_state(states: States, code: str, state: str | None) -> dict[str, str]:
    """Set what is known of an item; None makes it unknown again."""
    kept = {known: value for known, value in states.items() if known != code}
    return kept if state is None else {**kept, code: state}


def fill_unknown(states: States, told: Mapping[str, str]) -> dict[str, str]:
    """Set items that are still unknown; what is known stays.

    >>> fill_unknown({"o1": "not"}, {"o1": "scored", "o2": "scored"})
    {'o1': 'not', 'o2': 'scored'}
    """
    return {**told, **states}


def states_from_content(content: object) -> dict[str, str]:
    """Restore states that were kept as they are; what another version of the program wrote is unknown.

    >>> states_from_content({"o1": "scored", "o2": "half", "o3": None, 4: "not"}), states_from_content([])
    ({'o1': 'scored'}, {})
    """
    if not isinstance(content, Mapping):
        return {}
    return {code: state for code, state in content.items() if isinstance(code, str) and state in STATES}


def year_of_list(book: RuleBook, criteria: Criteria, years: Iterable[int]) -> int | None:
    """Give the year whose list of items a book has: its own where it is among ``years``, else the latest.

    An office that confirms that a new year has the items of an earlier one finds the measures of those items.
    None where no year has the same list.
    """
    own = _oit_items(book)
    same = {year for year in years if year in criteria.books and _oit_items(criteria.books[year]) == own}
    if not own or not same:
        return None
    return book.fiscal_year if book.fiscal_year in same else max(same)


def _oit_items(book: RuleBook) -> list[Item]:
    subindicators = {sub.code for sub in book.subindicators}
    return [item for item in book.items if item.parent in subindicators]


def _ends_of(state: str | None) -> tuple[float, float]:
    """Lowest and highest score of an item."""
    if state == SCORED:
        return FULL, FULL
    return (0.0, 0.0) if state == NOT_SCORED else (0.0, FULL)


def _panel(book: RuleBook, ends: Mapping[str, np.ndarray]) -> Panel:
    """Two rows of one year: all items as low, and all as high, as they may be."""
    rows = np.zeros(2, dtype=np.int64)
    return Panel(
        agency_ids=pd.Index(["lowest", "highest"]),
        agency=np.arange(2),
        year=rows + book.fiscal_year,
        scores=dict(ends),
        total=np.full(2, np.nan),
        published={},
        rating=rows - 1,
        rating_labels=(),
    )
