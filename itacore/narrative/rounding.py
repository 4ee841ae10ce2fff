"""Whether differences that a paper prints are those of the figures that it prints beside them."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from itacore.thai import format_number
from itacore.wording import say


def tell_rounding(changes: Iterable[tuple[float | None, float | None, float | None]]) -> str:
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


def _printed(value: float) -> Decimal:
    """Give a figure as it is printed."""
    return Decimal(format_number(value).replace("\u2212", "-"))
