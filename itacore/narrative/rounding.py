"""Whether differences that a paper prints are those of the figures that it prints beside them."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TypeAlias

from itacore.scoring.profile import Profile, number_or_none
from itacore.thai import format_number
from itacore.wording import say

Change: TypeAlias = tuple[float | None, float | None, float | None]


def tell_rounding(changes: Iterable[Change]) -> str:
    """Say that differences are those of unrounded figures, where a reader who subtracts finds another one.

    Parameters
    ----------
    changes
        Figure before, figure after, their difference; one that is not known is None.

    >>> tell_rounding([(97.062, 96.7256, -0.3364)]).split()[0]
    'ผลต่างและผลรวมคิดจากคะแนนก่อนปัดเศษ'
    >>> tell_rounding([(98.63, 99.52, 0.89), (None, 90.0, None)])
    ''
    """
    for before, after, change in changes:
        if before is None or after is None or change is None:
            continue
        if _printed(after) - _printed(before) != _printed(change):
            return say("reports", "notes.rounding")
    return ""


def changes_of(profile: Profile) -> list[Change]:
    """Every change of a year against its base, behind the two figures that it lies between."""
    if profile.base is None:
        return []
    base_year = int(profile.base["fiscal_year"])
    changes = [(i.scores.get(base_year), i.score, i.change) for i in profile.indicators]
    instruments = profile.rules.book.instruments
    parts = (part.code for instrument in instruments for part in instrument.parts)
    for code in ("total", *(instrument.code for instrument in instruments), *parts):
        before, after = (number_or_none(row.get(code)) for row in (profile.base, profile.row))
        change = number_or_none(profile.row["change"]) if code == "total" else profile.unit_change(code)
        changes.append((before, after, change))
    return changes


def _printed(value: float) -> Decimal:
    """Give a figure as it is printed."""
    return Decimal(format_number(value).replace("\u2212", "-"))
