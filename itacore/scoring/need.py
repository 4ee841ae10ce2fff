"""Which agencies of a province to look after first.

The order is a judgement of ours, stated in data/wording/pack.toml for those who read the list: who does not pass
comes before who might not, figures that contradict each other before those that are whole, an agency without
the newest year before those that have it, and who passes with little before who passes with more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from itacore.criteria import Criteria, RuleBook
from itacore.scoring.profile import level_or_none, number_or_none
from itacore.scoring.reason import Reason, explain_rating

FAILS, UNSETTLED, CONTRADICTS, MISSING, BELOW, TOP = (
    "fails",
    "unsettled",
    "contradicts",
    "missing",
    "below",
    "top",
)
ORDER = (FAILS, UNSETTLED, CONTRADICTS, MISSING, BELOW, TOP)


@dataclass(frozen=True, eq=False)
class Need:
    """Where one agency stands.

    ``kind`` is "fails" (it passes on no reading of its figures), "unsettled" (it may pass or not),
    "contradicts" (it passes, but published figures contradict each other), "missing" (the newest year is not
    there), "below" (it passes, a higher level is left) or "top". ``row`` is its row of ``Analysis.ratings``, that of
    an earlier year where ``kind`` is "missing", None without any. ``short`` are the points missing: to the pass line
    where it fails, else to the next level; None where not known.
    """

    agency_id: str
    kind: str
    row: Mapping[str, Any] | None
    short: float | None = None

    @property
    def fiscal_year(self) -> int | None:
        """The year that is looked at."""
        return None if self.row is None else int(self.row["fiscal_year"])


def order_by_need(
    ratings: pd.DataFrame, agency_ids: Sequence[str], criteria: Criteria, fiscal_year: int | None = None
) -> tuple[Need, ...]:
    """Sort agencies so that those to look after first stand first.

    Within a kind: who fails by the points missing to the pass line, most first (where the total is not known, as many
    as are missing for certain); the unsettled and the contradicting by the total, lowest first; the missing by their
    last year, earliest first, and none before any; who passes by the lowest level still possible, lowest first, then by
    the points missing to the next level, most first, then by the total. An unknown total stands last. What is equal
    keeps the order of ``agency_ids``.

    Parameters
    ----------
    ratings
        ``Analysis.ratings``.
    agency_ids
        All agencies, also those without a rating.
    criteria
        The rule books.
    fiscal_year
        The year to look at; without it the newest of all, and for an agency without that its own newest.
    """
    newest = fiscal_year
    if newest is None and len(ratings):
        newest = int(ratings["fiscal_year"].max())
    rows: dict[str, Mapping[str, Any]] = {}
    for row in ratings.to_dict("records"):
        if fiscal_year is None or row["fiscal_year"] == fiscal_year:
            rows[str(row["agency_id"])] = row  # type: ignore[assignment]  # years rise: the newest stays
    found = [_judge(str(key), rows.get(str(key)), criteria, newest) for key in agency_ids]
    return tuple(need for _, need in sorted(found, key=lambda pair: pair[0]))


def _judge(
    agency_id: str, row: Mapping[str, Any] | None, criteria: Criteria, newest: int | None
) -> tuple[tuple[float, ...], Need]:
    """Give an agency's place in the order, and where it stands."""
    if row is None:
        return _place(MISSING), Need(agency_id, MISSING, None)
    total = number_or_none(row["total"])
    known = total if total is not None else float("inf")
    year = int(row["fiscal_year"])
    if year != newest:
        return _place(MISSING, year, known), Need(agency_id, MISSING, row)
    book = criteria.for_year(year).book
    reason = explain_rating(row, book)
    contradicts = bool(row["disagrees"] or row["impossible"] or row["outside"])
    final = level_or_none(row["final"])
    believed = (*reason.possible, row["declared"]) if contradicts or final is None else (final,)
    levels = [level for level in book.levels if level.label in believed]
    passes = {level.passes for level in levels}
    if passes == {False}:
        highest = levels[0]
        above = book.level_above(highest.label)
        least = book.pass_line - (above.lower_bound if above else highest.lower_bound)
        short = max(0.0, book.pass_line - total if total is not None else least)
        return _place(FAILS, -short, known), Need(agency_id, FAILS, row, short if total is not None else None)
    if passes != {True}:
        return _place(UNSETTLED, known), Need(agency_id, UNSETTLED, row)
    if contradicts:
        return _place(CONTRADICTS, known), Need(agency_id, CONTRADICTS, row)
    if levels[-1] is book.levels[0]:
        return _place(TOP, known), Need(agency_id, TOP, row)
    points = _short_of_next(reason, book)
    lowest = book.levels.index(levels[-1])
    return _place(BELOW, -lowest, -(points or 0.0), known), Need(agency_id, BELOW, row, points)


def _place(kind: str, *more: float) -> tuple[float, ...]:
    return (float(ORDER.index(kind)), *more)


def _short_of_next(reason: Reason, book: RuleBook) -> float | None:
    """Points missing where most are missing: of the total, or of a gate that is known to be short."""
    known = [gate.short for gate in reason.gates if gate.short]
    if reason.kind == "mean" and reason.mean is not None:
        known.append(reason.gates[0].bound - reason.mean)
    if reason.total_short:
        known.append(reason.total_short)
    return max(known, default=None)
