"""How one sheet is to be read, as a person said it: where the figures stand and what each column or row is."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np

from itacore.agencies import find_agency
from itacore.reading.grid import Grid, Kind
from itacore.tables import DECLARED_LEVELS
from itacore.thai import compact, to_arabic_digits

FIELDS = ("agency", "type", "district", "province", "year")
LABEL = "label"  # the column whose cells name the figure of each row
SCORE = "score"  # a column of figures whose rows say which
PARTS = ("EIT1", "EIT2")  # such a column that belongs to a part of the EIT as a whole
SEARCHED_ROWS = 60
_LEAST_TEXTS = 2
_TITLE_ROWS = 10
_LONGEST_TITLE = 300
_YEAR = re.compile(
    r"(?:พศ)?(?:25[3-9]\d|20[0-6]\d|19[89]\d)|(?<=ปี)\d\d(?!\d)|(?<=พศ)\d\d(?!\d)|(?<=งบประมาณ)\d\d(?!\d)"
)

_MONTHS = (
    "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม "
    "มค กพ มีค เมย พค มิย กค สค กย ตค พย ธค"
).split()
_DATE = re.compile(rf"\d{{1,2}}(?:{'|'.join(_MONTHS)})")
_SLASHED = re.compile(r"\d{1,2}/\d{1,2}/\d{2,4}")

Cell = tuple[int, int]


@dataclass(frozen=True)
class MappedColumn:
    """A column that is read; rows and columns count from 0.

    ``meaning`` is a field of the row (``FIELDS``), "label", a code of a figure where figures stand in columns,
    or "score" (or a part of the EIT) where they stand in rows. ``year_cell`` is the heading cell that tells the
    year of the column, ``year`` one that the person fixed; ``agency`` is that of the whole column.
    """

    column: int
    meaning: str
    year: int | None = None
    year_cell: Cell | None = None
    agency: str | None = None

    @property
    def is_figure(self) -> bool:
        """Whether the column holds figures."""
        return self.meaning not in FIELDS and self.meaning != LABEL


@dataclass(frozen=True)
class MappedRow:
    """A row that holds the figure of a code."""

    row: int
    code: str


@dataclass(frozen=True)
class SheetMapping:
    """How to read one sheet.

    Attributes
    ----------
    figures
        Whether each column is a figure, or each row.
    heading
        First and last row of the heading, None where there is none.
    first, last
        Data rows; ``last`` None: as far as they go.
    columns, rows
        What is read. Without ``rows`` the column of labels tells the figure of each row.
    year, agency
        Fixed by the person where no cell tells; they hold for this sheet only.
    shape
        Fingerprint of the headings, "" where they say too little to know the form again.
    origin
        File and sheet where a person made it, to be named where it is used again.
    """

    figures: Literal["columns", "rows"]
    heading: tuple[int, int] | None
    first: int
    last: int | None
    columns: tuple[MappedColumn, ...]
    rows: tuple[MappedRow, ...] = ()
    year: int | None = None
    agency: str | None = None
    shape: str = ""
    origin: str = ""

    @property
    def top(self) -> int:
        """First row that belongs to the table."""
        return self.heading[0] if self.heading else self.first

    @property
    def first_figure(self) -> int:
        """The first column of figures."""
        return min((c.column for c in self.columns if c.is_figure), default=0)

    def column_of(self, meaning: str) -> int | None:
        """The column of a field or of the labels, None where there is none."""
        return next((c.column for c in self.columns if c.meaning == meaning), None)

    def moved(self, down: int) -> SheetMapping:
        """The same mapping for a sheet with more rows above."""
        return replace(
            self,
            heading=(self.heading[0] + down, self.heading[1] + down) if self.heading else None,
            first=self.first + down,
            last=None if self.last is None else self.last + down,
            columns=tuple(
                replace(c, year_cell=c.year_cell and (c.year_cell[0] + down, c.year_cell[1]))
                for c in self.columns
            ),
            rows=tuple(replace(r, row=r.row + down) for r in self.rows),
        )

    def for_other_files(self) -> SheetMapping | None:
        """What may be remembered for files of the same form: without the year and agency that a person fixed.

        None where the headings say too little, or where columns are told apart by nothing but fixed years.
        """
        if not self.shape:
            return None
        free = tuple(replace(c, year=None) for c in self.columns)
        figures = [(c.meaning, c.year_cell, c.agency) for c in free if c.is_figure]
        if len(set(figures)) < len(figures):
            return None
        return replace(self, columns=free, year=None, agency=None)


@dataclass(frozen=True)
class Mappings:
    """The mappings that a reading may use.

    ``own`` are those a person made for one sheet of one file, by SHA-256 and sheet; None there: read that sheet
    without any. ``remembered`` are used for every sheet whose headings have their shape. ``agencies`` names
    the agency, by SHA-256, of files that name none.
    """

    own: Mapping[tuple[str, str], SheetMapping | None] = field(default_factory=dict)
    remembered: tuple[SheetMapping, ...] = ()
    agencies: Mapping[str, str] = field(default_factory=dict)

    def find(self, sha256: str, grid: Grid) -> tuple[SheetMapping, bool] | None:
        """The mapping for a sheet, and whether it was made for this very sheet; None where there is none."""
        place = (sha256, grid.sheet)
        if place in self.own:
            own = self.own[place]
            return None if own is None else (own, True)
        if not self.remembered:
            return None
        headings = Headings(grid)
        for mapping in reversed(self.remembered):
            fitting = fit(mapping, headings)
            if fitting is not None:
                return fitting, False
        return None


class Headings:
    """The texts of a sheet as they are compared: without years, dates and agencies; each row read once."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self._lines: dict[int, list[tuple[int, str]]] = {}
        used = np.flatnonzero(grid.filled.any(axis=0))
        self.width = int(used[-1]) + 1 if len(used) else 0

    def line(self, row: int, columns: range | None = None) -> list[tuple[int, str]]:
        """Filled cells of a row, or those of some columns."""
        if row not in self._lines:
            filled = np.flatnonzero(self.grid.filled[row]).tolist()
            self._lines[row] = [(column, self._plain(row, column)) for column in filled]
        line = self._lines[row]
        return line if columns is None else [(c, text) for c, text in line if c in columns]

    def titles(self, top: int) -> list[str]:
        """Texts over a heading, which say what its figures are."""
        lines = [self.line(row) for row in range(max(0, top - _TITLE_ROWS), top)]
        return [text for line in lines for _, text in line if text]

    def _plain(self, row: int, column: int) -> str:
        if self.grid.kinds[row, column] == Kind.DATE:
            return ""
        text = _SLASHED.sub("", to_arabic_digits(self.grid.shown(row, column)))
        agency = find_agency(text) if len(text) < _LONGEST_TITLE else None
        for name in (agency.name, agency.district, agency.province) if agency else ():
            text = text.replace(name or "", "")
        return _DATE.sub("", _YEAR.sub("", compact(text)))


def fit(mapping: SheetMapping, headings: Headings) -> SheetMapping | None:
    """Move a remembered mapping to where its headings stand in a sheet; None where they do not stand there."""
    if not mapping.shape:
        return None
    height = mapping.first - mapping.top
    for top in range(min(SEARCHED_ROWS, headings.grid.rows - height)):
        moved = mapping.moved(top - mapping.top)
        if shape_of(moved, headings) == mapping.shape:
            return moved
    return None


def with_shape(mapping: SheetMapping, grid: Grid) -> SheetMapping:
    """The mapping with the fingerprint of its headings in a sheet."""
    return replace(mapping, shape=shape_of(mapping, Headings(grid)))


def shape_of(mapping: SheetMapping, headings: Headings) -> str:
    """Fingerprint of the titles and headings that a mapping names, and of the labels of its rows.

    Titles count, because the same headings under another title may be another assessment.
    """
    grid = headings.grid
    lines: list[list[tuple[int, str]]] = []
    if mapping.heading is not None:
        first, last = max(mapping.heading[0], 0), min(mapping.heading[1] + 1, grid.rows)
        lines += [headings.line(row) for row in range(first, last)]
    named = mapping.column_of(LABEL)
    labels = range(mapping.first_figure) if named is None else range(named, named + 1)
    for mapped in mapping.rows:
        if mapped.row >= grid.rows:
            return ""
        line = headings.line(mapped.row, labels)
        lines.append([(-1, mapped.code), *((c, text) for c, text in line if not text.isdigit())])
    texts = {text for line in lines for _, text in line if len(text) > 1 and not text.isdigit()}
    if len(texts) < _LEAST_TEXTS:
        return ""
    content = [headings.width, headings.titles(mapping.top), lines]
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()[:32]


def is_code(text: str) -> bool:
    """Whether a text is the code of a figure: an indicator, a part, an item, a total, a rating …

    >>> [is_code(text) for text in ("1", "9.1", "EIT1.6", "o12", "total", "IIT", "x", "11a")]
    [True, True, True, True, True, True, False, False]
    """
    if text in DECLARED_LEVELS:
        return text != "instrument"
    return re.fullmatch(r"\d{1,2}(\.\d{1,2})?|[oie]\d{1,2}|(IIT|EIT|OIT)|EIT[12](\.[678])?", text) is not None
