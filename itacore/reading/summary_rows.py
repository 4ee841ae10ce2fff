"""Rows among those of agencies that are none: means, highest and lowest, districts, all of a province."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from itacore.agencies import agency_type, looks_like_agency, place_key
from itacore.reading.cells import Account, Ints, SheetCells, State
from itacore.reading.entities import share_of_agencies
from itacore.reading.headings import speaks_of_all, sums_up
from itacore.reading.table import Pending, ScoreColumn
from itacore.reading.years import years_of_column
from itacore.thai import compact, normalize, parse_number, to_arabic_digits

_LONGEST_HEAD = 60
_SOME_NAMES = 0.3
_FEWEST_BODIES = 2
_ROUNDED = 0.010001
_PROVINCE = "จังหวัด"
_LOCAL = ("เทศบาล", "องค์การบริหารส่วน", "อบต", "อบจ", "ทต", "ทม", "ทน")
_GROUP = re.compile(
    r"^(?:(?:อำเภอ|อ\.)\s*\S.*"
    r"|(?:เทศบาล(?:ตำบล|เมือง|นคร)?|องค์การบริหารส่วน(?:ตำบล|จังหวัด)|อบต\.?|อบจ\.?|ทต\.?|ทม\.?|ทน\.?)"
    r"\s*[(\[]?\s*(?:จำนวน|รวม|ทั้งหมด|ทุกแห่ง)?\s*\d*\s*(?:แห่ง)?\s*[)\]]?)$"
)
_NO_DATA = frozenset("weight weighted full change target count total score".split())


def without_summaries(
    cells: SheetCells,
    pending: Pending,
    rows: Ints,
    fields: dict[str, int],
    columns: list[ScoreColumn],
    within: range | None = None,
) -> Ints:
    """Leave out rows that sum up the table (mean, highest …), and name those that may do so."""
    first = min(column.column for column in columns)
    within = within or range(cells.grid.columns)
    checked = set(range(within.start, first))
    if "agency" in fields:
        checked = {*range(within.start, min(first, within.start + 4)), fields["agency"]}
    summary = np.zeros(len(rows), dtype=bool)
    named = fields.get("agency")
    local = _are_local(cells, rows, fields)
    of_groups = named is not None and (local or share_of_agencies(cells, rows, named) >= _SOME_NAMES)
    for column in sorted(checked - {fields.get("year")}):
        places = cells.grid.texts[rows, column]
        found = [p for p in np.unique(places[places >= 0]).tolist() if _is_no_agency(cells, p)]
        if of_groups and column == named:
            summary |= np.isin(places, _groups_named(cells, places))
        elif column == named:
            summary |= np.isin(places, _of_all(cells, places))
        elif of_groups and column not in fields.values():
            blank = cells.grid.texts[rows, named] < 0
            summary |= blank & np.isin(places, _of_all(cells, places[blank]))
        if found:
            summary |= np.isin(places, found)
    for row in rows[summary].tolist():
        pending.mark(row, slice(within.start, within.stop), Account.IGNORED, "summary-row")
    rows = rows[~summary]
    if of_groups and named is not None:
        return _without_province(cells, pending, rows, fields, columns, within)
    return rows


def _without_province(
    cells: SheetCells,
    pending: Pending,
    rows: Ints,
    fields: dict[str, int],
    columns: list[ScoreColumn],
    within: range,
) -> Ints:
    """Leave out the one province among local bodies: where it is no mean of them, what it is cannot be told.

    Several provinces are agencies themselves, and so is one that a column of types calls a province.
    """
    named = fields["agency"]
    places = cells.grid.texts[rows, named]
    strings = cells.grid.strings
    distinct = np.unique(places[places >= 0]).tolist()
    provinces = [place for place in distinct if names_province(strings[place])]
    if not provinces or len({place_key(strings[place]) for place in provinces}) > 1:
        return rows
    bodies = sum((agency_type(strings[place]) or "").startswith(_LOCAL) for place in distinct)
    others = len(distinct) - len(provinces)
    if others < _FEWEST_BODIES or not (bodies * 2 > others or _are_local(cells, rows, fields)):
        return rows
    of_province = np.isin(places, provinces)
    if "type" in fields:
        kinds = (
            cells.grid.text(*cells.grid.source(row, fields["type"])) for row in rows[of_province].tolist()
        )
        if all(compact(kind or "").startswith(_PROVINCE) for kind in kinds):
            return rows
    years = (
        years_of_column(cells, rows, fields["year"])
        if "year" in fields
        else np.zeros(len(rows), dtype=np.int64)
    )
    for index in np.flatnonzero(of_province).tolist():
        row = int(rows[index])
        others = rows[~of_province & (years == years[index])]
        if _is_mean(cells, row, others, columns):
            pending.mark(row, slice(within.start, within.stop), Account.IGNORED, "summary-row")
            continue
        pending.issue("agency-or-mean", row, named, found=normalize(cells.grid.shown(row, named)))
        pending.mark(row, named, Account.FAULTY)
        pending.mark(row, slice(within.start, within.stop), Account.IGNORED, "unclear")
    return rows[~of_province]


def _are_local(cells: SheetCells, rows: Ints, fields: dict[str, int]) -> bool:
    """Whether a column of types says of most rows that they are local bodies."""
    if "type" not in fields or fields["type"] == fields.get("agency"):
        return False
    places = cells.grid.texts[rows, fields["type"]]
    distinct, counts = np.unique(places, return_counts=True)
    local = [
        place >= 0 and compact(cells.grid.strings[place]).startswith(_LOCAL) for place in distinct.tolist()
    ]
    return 2 * int(counts[np.array(local, dtype=bool)].sum()) > len(rows)


def names_province(text: str) -> bool:
    """Whether a name is that of a province and of nothing in it.

    >>> names_province("จังหวัดนครปฐม"), names_province("จ.นครปฐม"), names_province("จังหวัด นครปฐม (30 แห่ง)")
    (True, True, True)
    >>> names_province("สำนักงานจังหวัดนครปฐม"), names_province("อบจ.นครปฐม")
    (False, False)
    """
    return text.lstrip().startswith((_PROVINCE, "จ.")) and len(place_key(text)) > 1


def _is_mean(cells: SheetCells, row: int, others: Ints, columns: list[ScoreColumn]) -> bool:
    """Whether the figures of a row are the means of those of others, as far as any can be compared."""
    compared = False
    for column in columns:
        if column.code in ("rating", "rank", "rank-of", "rank-group"):
            continue
        (own,), _ = cells.values(np.array([row]), column.column)
        values, state = cells.values(others, column.column)
        values = values[state == State.SCORE]
        if np.isnan(own) or not len(values):
            continue
        if abs(own - values.mean()) > _ROUNDED:
            return False
        compared = True
    return compared


def _is_no_agency(cells: SheetCells, place: int) -> bool:
    """Whether the first texts of a row say that it sums up, weighs or compares."""
    text = cells.grid.strings[place]
    if len(text) > _LONGEST_HEAD or looks_like_agency(text) or parse_number(text).value is not None:
        return False
    label = cells.label_of(place) if len(text) <= _LONGEST_HEAD else None
    return sums_up(text) or (label is not None and label.role in _NO_DATA)


def _groups_named(cells: SheetCells, places: NDArray[np.int32]) -> list[int]:
    """Texts in the place of an agency that name several: a district, a type, all of them."""
    strings = cells.grid.strings
    return _of_all(cells, places) + [
        p for p in np.unique(places[places >= 0]).tolist() if _names_a_group(strings[p])
    ]


def _of_all(cells: SheetCells, places: NDArray[np.int32]) -> list[int]:
    """Texts that speak of all agencies or of a bound."""
    strings = cells.grid.strings
    return [
        p
        for p in np.unique(places[places >= 0]).tolist()
        if not looks_like_agency(strings[p]) and speaks_of_all(strings[p])
    ]


def _names_a_group(text: str) -> bool:
    """Whether a name among names of agencies is that of a district or of a type: the figures are those of its agencies.

    >>> _names_a_group("อำเภอเมือง"), _names_a_group("เทศบาลตำบล (12 แห่ง)"), _names_a_group("เทศบาลตำบลตัวอย่าง")
    (True, True, False)
    """
    return not looks_like_agency(text) and _GROUP.match(to_arabic_digits(normalize(text))) is not None
