"""Offices of one name that only their districts tell apart: which one a figure belongs to, where that is told."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from itacore.agencies import clean_name, find_place, identify
from itacore.districts import district_key, plain_district
from itacore.reading.cells import Account, Bools, Ints, SheetCells
from itacore.reading.contradictions import cell_of
from itacore.reading.facts import Columns, FoundAgency

_ROWS_ABOVE = 3
_MOST_SECTIONS = 1000
_DISTRICT_ALONE = re.compile(r"(?:กิ่ง ?)?(?:อำเภอ|อ\.) ?[ก-๎]{2,}(?: (?:จังหวัด|จ\.) ?[ก-๎]+)?")


def with_headed_districts(found: Sequence[FoundAgency]) -> list[FoundAgency]:
    """Give agencies the district that stands over their rows where one name stands under several of them."""
    if not any(agency.headed for agency in found):
        return list(found)
    by_name = identify([agency.name for agency in found], [agency.province for agency in found], "")
    heads: dict[str, set[str]] = {}
    for identity, agency in zip(by_name, found, strict=True):
        if agency.headed:
            heads.setdefault(identity, set()).add(district_key(agency.headed))
    several = {identity for identity, own in heads.items() if len(own) > 1}
    return [
        replace(agency, district=agency.district or agency.headed) if identity in several else agency
        for identity, agency in zip(by_name, found, strict=True)
    ]


def identify_found(
    found: Sequence[FoundAgency], hashes: Sequence[str]
) -> tuple[list[str], dict[str, tuple[str, ...]]]:
    """Tell who each agency is; one without a name is that of its file.

    Returns
    -------
    tuple
        An identity for each, and the districts of those that stand in several while their text tells none.
    """
    names, provinces = [agency.name for agency in found], [agency.province for agency in found]
    districts = [agency.district for agency in found]
    by_name = identify(names, provinces, "")
    identities = identify(names, provinces, "", districts) if any(districts) else by_name
    several: dict[str, dict[str, str]] = {}
    for whole, identity, district in zip(by_name, identities, districts, strict=True):
        if identity != whole and district:
            several.setdefault(whole, {}).setdefault(identity, plain_district(district))
    untold = {
        identity: tuple(several[identity].values())
        for identity, agency in zip(identities, found, strict=True)
        if agency.name and identity in several
    }
    own = [
        identity if agency.name else f"unnamed:{hashes[agency.file or 0][:12]}"
        for identity, agency in zip(identities, found, strict=True)
    ]
    return own, untold


def without_untold(
    figures: Columns,
    keep: Bools,
    untold: Mapping[int, tuple[str, Sequence[str]]],
    sheets: Sequence[SheetCells],
) -> Bools:
    """Leave out the figures that may be of several offices; an issue at the first of each sheet and year.

    Parameters
    ----------
    figures, keep
        All figures, and which of them count so far.
    untold
        By the number of the agency in ``figures``: its name and the districts that the name has.
    sheets
        By their number.
    """
    if not untold:
        return keep
    result = keep & ~np.isin(figures.agencies, list(untold))
    told: set[tuple[int, int, int]] = set()
    for at in np.flatnonzero(keep & ~result).tolist():
        sheet, row, column = cell_of(figures, sheets, at)
        number, year = int(figures.agencies[at]), int(figures.years[at])
        if (place := (number, year, sheet.source.sheet_number)) in told:
            sheet.change(row, column, Account.IGNORED, "unclear")
            continue
        told.add(place)
        name, districts = untold[number]
        sheet.change(row, column, Account.FAULTY)
        sheet.issue("agency-two-districts", row, column, agency=name, districts=", ".join(districts))
    return result


def headed_districts(cells: SheetCells, rows: Ints, top: int) -> tuple[NDArray[np.int32], list[str]]:
    """Districts that rows of a table have from a row over them, or from the name of the sheet, that is nothing else.

    Parameters
    ----------
    rows, top
        Rows of a table, and where its heading begins.

    Returns
    -------
    tuple
        For each row the number of its district, -1 where none is told; and the districts.
    """
    found = {-1: cells.grid.sheet}
    start = max(0, top - _ROWS_ABOVE)
    between = np.ones(int(rows.max(initial=start)) - start + 1, dtype=bool)
    between[rows[rows >= start] - start] = False
    others = np.flatnonzero(between) + start
    for row in others[cells.grid.filled[others].sum(axis=1) == 1].tolist()[:_MOST_SECTIONS]:
        found[row] = cells.grid.text(row, int(np.flatnonzero(cells.grid.filled[row])[0])) or ""
    alone = {row: text for row, text in found.items() if _DISTRICT_ALONE.fullmatch(clean_name(text))}
    told = {row: place for row, text in alone.items() if (place := find_place(text)[0])}
    if not told:
        return np.full(len(rows), -1, dtype=np.int32), []
    districts = list(dict.fromkeys(told.values()))
    numbers = np.array([-1, *map(districts.index, told.values())], dtype=np.int32)
    return numbers[np.searchsorted(np.array(list(told), dtype=np.int64), rows)], districts


def stated_places(cells: SheetCells, rows: Ints, names: int, column: int) -> Bools:
    """Whether each row tells its own district or province; a blank cell may be one that nobody filled in.

    A blank cell tells the one above where it is merged with it, where the name of the agency is left blank as
    well, and where the column writes a place only at the head of its rows.

    Parameters
    ----------
    rows
        Rows of a table.
    names, column
        Columns of the agencies, and of their districts or provinces.
    """
    texts = cells.grid.texts[rows, column]
    stated: Bools = texts >= 0
    again = (np.diff(texts) == 0) & stated[1:]
    if int(stated.sum()) * 2 < len(rows) and not again.any():
        return np.ones(len(rows), dtype=bool)
    unnamed = cells.grid.texts[rows, names] < 0
    for index in np.flatnonzero(~stated).tolist():
        merged = bool(cells.grid.filled[cells.grid.source(int(rows[index]), column)])
        stated[index] = merged or (index > 0 and bool(unnamed[index]) and bool(stated[index - 1]))
    return stated
