"""One agency under two spellings: names nearly alike that share no year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from rapidfuzz import process
from rapidfuzz.distance import OSA

from itacore.agencies import agency_type, name_key, place_key
from itacore.agency_names import tell_agencies
from itacore.districts import district_key
from itacore.scoring.proofreading.findings import Finding
from itacore.scoring.proofreading.wide import Wide

# Slips that a name may have, by how many letters its shorter spelling has at least, without the words of its type.
_SLIPS = {1: 5, 2: 10}
_MOST_NAMES = 500
# A municipality written without its kind may be of any.
_MUNICIPALITY = "เทศบาล"
_MUNICIPALITIES = ("เทศบาลตำบล", "เทศบาลเมือง", "เทศบาลนคร")


@dataclass(frozen=True)
class _Name:
    """An agency that lacks a year which others have."""

    agency_id: str
    body: str
    district: str
    years: int


def check_spellings(wide: Wide, agencies: pd.DataFrame) -> Iterator[Finding]:
    """Agencies of one type and province whose names differ in a letter or two and that share no year.

    Places with numbers and known districts must agree; of one name, the districts may differ likewise. More than
    500 agencies with missing years in one province are not compared.
    """
    if not len(wide.year):
        return
    first = int(wide.year.min())
    bits = np.bincount(wide.agency, weights=2.0 ** (wide.year - first)).astype(np.int64)
    partial = np.flatnonzero((bits > 0) & (bits != np.bitwise_or.reduce(bits)))
    if not len(partial):
        return
    masks = np.unique(bits[partial])
    alone = masks[((masks[:, None] & masks) != 0).all(axis=1)]  # share a year with every other
    partial = partial[~np.isin(bits[partial], alone)]
    present = {str(wide.agency_ids[place]): int(bits[place]) for place in partial.tolist()}
    shown: Mapping[str, str] = {}
    for block in _blocks(agencies, present):
        for one, other in _near(block):
            shown = shown or tell_agencies(agencies, "")
            few, many = sorted((one, other), key=lambda name: (name.years.bit_count(), -name.years))
            own = _list_years(few.years, first)
            places = {
                "agency": shown[few.agency_id],
                "years": ", ".join(map(str, own)),
                "other": shown[many.agency_id],
                "other_years": ", ".join(map(str, _list_years(many.years, first))),
            }
            yield Finding("agency-two-spellings", few.agency_id, own[0], "", "", places, names="agency")


def _blocks(agencies: pd.DataFrame, years: Mapping[str, int]) -> Iterator[Sequence[_Name]]:
    """Agencies that may be one: of the same type and province."""
    blocks: dict[tuple[str, str], list[_Name]] = {}
    named = agencies[agencies["agency_id"].isin(years) & agencies["name"].notna()]
    provinces = {text: place_key(text) for text in named["province"].dropna().unique()}
    for row in named.to_dict("records"):
        key, kind = name_key(row["name"]), agency_type(row["name"]) or ""
        province = provinces.get(row["province"], "")
        prefix = kind or (_MUNICIPALITY if key.startswith(_MUNICIPALITY) else "")
        district = district_key(row["district"], province) if isinstance(row["district"], str) else ""
        agency = str(row["agency_id"])
        name = _Name(agency, key.removeprefix(prefix), district, years[agency])
        for own in _MUNICIPALITIES if prefix == _MUNICIPALITY else (kind,):
            blocks.setdefault((own, province), []).append(name)
    yield from (block for block in blocks.values() if 1 < len(block) <= _MOST_NAMES)


def _near(block: Sequence[_Name]) -> Iterator[tuple[_Name, _Name]]:
    """Pairs of a block that look like one agency."""
    bodies = [name.body for name in block]
    years = np.array([name.years for name in block])
    _, digits = np.unique(["".join(filter(str.isdigit, body)) for body in bodies], return_inverse=True)
    may_be_one = np.triu(((years[:, None] & years) == 0) & (digits[:, None] == digits), 1)
    if not may_be_one.any():
        return
    slips = process.cdist(bodies, bodies, scorer=OSA.distance, score_cutoff=max(_SLIPS), dtype=np.uint8)
    for first, second in np.argwhere(may_be_one & (slips <= max(_SLIPS))).tolist():
        one, other = block[first], block[second]
        count = int(slips[first, second])
        enough = min(len(one.body), len(other.body)) >= _SLIPS.get(count, 0)
        if enough and not _districts_apart(one.district, other.district, same_name=not count):
            yield one, other


def _districts_apart(one: str, other: str, *, same_name: bool) -> bool:
    """Whether two known districts are two, not one with a slip in it."""
    if not one or not other or one == other:
        return False
    slips = OSA.distance(one, other)
    return not same_name or min(len(one), len(other)) < _SLIPS.get(slips, len(one) + len(other))


def _list_years(mask: int, first: int) -> list[int]:
    return [first + bit for bit in range(mask.bit_length()) if mask >> bit & 1]
