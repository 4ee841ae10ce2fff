"""Find tables in which each column is a figure and each row an agency or a year."""

from __future__ import annotations

import re
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from itacore.agencies import clean_name, looks_like_agency
from itacore.reading.cells import Account, Ints, SheetCells, State
from itacore.reading.column_headings import Heading, find_headings
from itacore.reading.entities import share_of_agencies, with_agency
from itacore.reading.facts import FoundAgency
from itacore.reading.figure_columns import Described
from itacore.reading.headings import speaks_of_all, sums_up
from itacore.reading.labels import PUBLISHED_ROLES, speaks_of_hope
from itacore.reading.table import FoundTable, Pending, ScoreColumn
from itacore.thai import normalize, parse_number, to_arabic_digits

_GAP = 3
_SAMPLE = 50
_MOST_SECTIONS = 5000
_LONGEST_HEAD = 60
_SOME_NAMES = 0.3
_GROUP = re.compile(
    r"^(?:(?:อำเภอ|อ\.)\s*\S.*"
    r"|(?:เทศบาล(?:ตำบล|เมือง|นคร)?|องค์การบริหารส่วน(?:ตำบล|จังหวัด)|อบต\.?|อบจ\.?|ทต\.?|ทม\.?|ทน\.?)"
    r"\s*[(\[]?\s*(?:จำนวน|รวม|ทั้งหมด|ทุกแห่ง)?\s*\d*\s*(?:แห่ง)?\s*[)\]]?)$"
)
_NO_DATA = frozenset("weight weighted full change target count total score".split())
_PLACES = ("type", "district", "province")


def find_column_tables(cells: SheetCells) -> list[FoundTable]:
    """Find every table whose columns are figures."""
    tables = [_build(cells, heading) for heading in find_headings(cells)]
    return [table for table in tables if table is not None]


def _build(cells: SheetCells, heading: Heading) -> FoundTable | None:
    """Describe the table under a heading."""
    pending = Pending()
    found = Described(cells, pending, heading)
    columns = found.columns
    if not columns and found.odd:
        return _refused(heading, found, pending)
    if not columns:
        return None
    rows = _filled_rows(cells, heading.bottom + 1, heading.end, columns)
    fields = with_agency(cells, rows, _with_years(cells, rows, found.fields), {c.column for c in columns})
    rows = _without_summaries(cells, pending, rows, fields, columns, heading.columns)
    rows = _before_gap(cells, rows, fields)
    if not _holds_figures(cells, rows, columns):
        return None
    indicators = any(column.code not in PUBLISHED_ROLES for column in columns)
    many = "agency" in fields
    table = FoundTable(
        "agencies" if indicators and many else "years-down" if indicators else "totals",
        heading.top,
        rows,
        columns,
        fields={role: c for role, c in fields.items() if role in ("agency", "year", *_PLACES)},
        pending=pending,
        labels=found.labels,
        odd=found.odd,
    )
    if "agency" not in fields or "year" not in fields:
        _read_sections(cells, table, heading.bottom)
    return table


def _with_years(cells: SheetCells, rows: Ints, fields: dict[str, int]) -> dict[str, int]:
    """A column headed as agencies that holds years under the name of each agency is one of years."""
    if "agency" not in fields or "year" in fields:
        return fields
    some = rows[:_SAMPLE]
    years = sum(cells.year(row, fields["agency"]) is not None for row in some.tolist())
    if years * 2 <= len(some):
        return fields
    return {**{role: c for role, c in fields.items() if role != "agency"}, "year": fields["agency"]}


def _refused(heading: Heading, found: Described, pending: Pending) -> FoundTable:
    """A heading none of whose figures can be read."""
    row = np.array([heading.main], dtype=np.int64)
    return FoundTable("", heading.top, row, [], pending=pending, labels=found.labels, odd=found.odd)


def _filled_rows(cells: SheetCells, start: int, end: int, columns: list[ScoreColumn]) -> Ints:
    """Rows that hold anything in a column of figures."""
    filled = np.zeros(max(0, end - start), dtype=bool)
    for column in columns:
        filled |= cells.grid.filled[start:end, column.column]
    return np.flatnonzero(filled) + start


def _holds_figures(cells: SheetCells, rows: Ints, columns: list[ScoreColumn]) -> bool:
    """Whether most of what stands in columns of figures may be figures: numbers, missing marks, formulas at fault."""
    filled = wrong = 0
    for column in columns:
        if column.code not in ("rating", "rank-group"):
            _, state = cells.values(rows, column.column, highest=np.inf)
            filled += int((state != State.EMPTY).sum())
            wrong += cells.count_foreign(rows, column.column, state)
    return filled > 0 and wrong * 2 <= filled


def _before_gap(cells: SheetCells, rows: Ints, fields: dict[str, int]) -> Ints:
    """Rows up to the first gap of three blank rows after which no agency is named."""
    for index in (np.flatnonzero(np.diff(rows) > _GAP) + 1).tolist():
        before, after = int(rows[index - 1]), int(rows[index])
        filled = np.flatnonzero(cells.grid.filled[before : after + 1].any(axis=1))
        name = cells.grid.text(after, fields["agency"]) if "agency" in fields else None
        if np.diff(filled).max() > _GAP and not (name and looks_like_agency(name)):
            return rows[:index]
    return rows


def _without_summaries(
    cells: SheetCells,
    pending: Pending,
    rows: Ints,
    fields: dict[str, int],
    columns: list[ScoreColumn],
    within: range | None = None,
) -> Ints:
    """Leave out rows that sum up the table (mean, highest …)."""
    first = min(column.column for column in columns)
    within = within or range(cells.grid.columns)
    checked = set(range(within.start, first))
    if "agency" in fields:
        checked = {*range(within.start, min(first, within.start + 4)), fields["agency"]}
    summary = np.zeros(len(rows), dtype=bool)
    named = fields.get("agency")
    of_groups = named is not None and share_of_agencies(cells, rows, named) >= _SOME_NAMES
    for column in sorted(checked - {fields.get("year")}):
        places = cells.grid.texts[rows, column]
        found = [p for p in np.unique(places[places >= 0]).tolist() if _is_no_agency(cells, p)]
        if of_groups and column == named:
            summary |= np.isin(places, _groups_named(cells, places))
        elif of_groups and column not in fields.values():
            blank = cells.grid.texts[rows, named] < 0
            summary |= blank & np.isin(places, _of_all(cells, places[blank]))
        if found:
            summary |= np.isin(places, found)
    for row in rows[summary].tolist():
        pending.mark(row, slice(within.start, within.stop), Account.IGNORED, "summary-row")
    return rows[~summary]


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


def _read_sections(cells: SheetCells, table: FoundTable, bottom: int) -> None:
    """Give rows the year or agency of the section row above them, where rows hold nothing but one of these."""
    between = np.setdiff1d(np.arange(bottom + 1, table.last), table.rows)[:_MOST_SECTIONS]
    year: int | None = None
    agency: FoundAgency | None = None
    years = np.zeros(len(table.rows), dtype=np.int64)
    agencies: list[FoundAgency | None] = [None] * len(table.rows)
    hoped = np.zeros(len(table.rows), dtype=bool)
    in_hope = False
    for row, end in pairwise([*between.tolist(), table.last + 1]):
        filled = np.flatnonzero(cells.grid.filled[row]).tolist()
        if len(filled) > 2:
            continue
        for column in filled:
            in_hope = (in_hope and cells.year(row, column) is None) or speaks_of_hope(
                cells.grid.text(row, column) or ""
            )
            year = cells.year(row, column) or year
            text = cells.grid.text(row, column)
            if text and looks_like_agency(text):
                agency = FoundAgency(clean_name(text))
        for index in range(*np.searchsorted(table.rows, [row, end]).tolist()):
            years[index] = year or 0
            agencies[index] = agency
            hoped[index] = in_hope
    if hoped.any() and not hoped.all():
        table.rows, years = table.rows[~hoped], years[~hoped]
        agencies = [one for one, left_out in zip(agencies, hoped.tolist(), strict=True) if not left_out]
    if "year" not in table.fields and years.all() and any(column.year is None for column in table.columns):
        table.row_years = years
    if "agency" not in table.fields and any(agencies):
        table.row_agencies = agencies
