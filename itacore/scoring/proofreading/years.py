"""A year that stands where another is missing, as a slip of the keyboard puts it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from itacore.scoring.proofreading.findings import Finding
from itacore.scoring.proofreading.wide import Wide

_MOST_AGENCIES = 1000


def check_years(wide: Wide, provenance: pd.DataFrame) -> Iterator[Finding]:
    """A year between two years of which exactly one lies between them, as 2566, 2564, 2568.

    Other orders say nothing: newest first and unsorted lists are common.
    """
    gap = np.flatnonzero((np.diff(wide.agency) == 0) & (np.diff(wide.year) == 2))
    agencies = np.unique(wide.agency[gap])
    if not len(agencies) or len(agencies) > _MOST_AGENCIES:
        return
    column = provenance["agency_id"].cat
    names = wide.agency_ids[agencies]
    rows = np.flatnonzero(column.categories.isin(names)[column.codes])
    for agency, own in provenance.iloc[rows].groupby("agency_id", observed=True, sort=False):
        for _, sheet in own.groupby(["file", "sheet"], observed=True, sort=False):
            for year, before, after in _between(_in_order(sheet)):
                first = sheet[sheet["fiscal_year"] == year].iloc[0]
                places = {
                    "year": year,
                    "before": before,
                    "after": after,
                    "meant": (before + after) // 2,
                }
                yield Finding(
                    "year-out-of-order",
                    str(agency),
                    year,
                    str(first["level"]),
                    str(first["code"]),
                    places,
                    names="year",
                )


def _in_order(sheet: pd.DataFrame) -> list[int]:
    """Years of an agency in one sheet as they stand: from left to right, else from top to bottom."""
    cells = sheet.groupby("fiscal_year", sort=False)[["column", "row"]].min()
    for direction in ("column", "row"):
        if cells[direction].is_unique:
            return [int(year) for year in cells.sort_values(direction).index]
    return []


def _between(years: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Years that stand between two others of which one year lies between, and that is missing."""
    for before, year, after in zip(years, years[1:], years[2:], strict=False):
        meant = (before + after) // 2
        if abs(after - before) == 2 and year != meant and meant not in years:
            yield year, before, after
