"""Offices of one name in one province that only their districts tell apart: none of their figures can be read yet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations

import numpy as np

from itacore.agencies import clean_name
from itacore.reading.cells import Account, Bools, SheetCells
from itacore.reading.contradictions import cell_of
from itacore.reading.facts import Columns, FoundAgency


def without_mixed_districts(
    figures: Columns,
    keep: Bools,
    found: Sequence[FoundAgency],
    numbers: Sequence[int],
    sheets: Sequence[SheetCells],
) -> Bools:
    """Leave out the figures of agencies that stand in several districts; an issue at the first of each.

    Parameters
    ----------
    figures, keep
        All figures, and which of them count so far.
    found, numbers
        Agencies as found, and the number in ``figures`` of each.
    sheets
        By their number.
    """
    names: dict[int, str] = {}
    districts: dict[int, dict[str, str]] = {}
    for agency, number in zip(found, numbers, strict=True):
        if agency.name and agency.district:
            names.setdefault(number, agency.name)
            districts.setdefault(number, {}).setdefault(_key(agency.district), agency.district)
    mixed = [
        number
        for number, own in districts.items()
        if any(_differ(one, other) for one, other in combinations(own, 2))
    ]
    result = keep.copy()
    for number in mixed:
        index = np.flatnonzero(keep & (figures.agencies == number)).tolist()
        result[index] = False
        for place, at in enumerate(index):
            sheet, row, column = cell_of(figures, sheets, at)
            sheet.change(
                row, column, Account.IGNORED if place else Account.FAULTY, "unclear" if place else ""
            )
            if not place:
                sheet.issue(
                    "agency-two-districts",
                    row,
                    column,
                    agency=names[number],
                    districts=", ".join(districts[number].values()),
                )
    return result


def _key(district: str) -> str:
    """A district in the form in which it is compared.

    >>> _key("อ.เมือง") == _key("อำเภอ เมือง") == _key("เมือง")
    True
    """
    return re.sub(r"[\s.]+", "", re.sub(r"^\s*(?:กิ่งอำเภอ|กิ่ง\s*อ\.|อำเภอ|อ\.|เขต)", "", clean_name(district)))


def _differ(one: str, other: str) -> bool:
    """Whether two districts are not the same one; "เมือง" is also written with the name of its province."""
    return not (one.startswith(other) or other.startswith(one))
