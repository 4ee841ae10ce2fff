"""Lines over a table: their texts, the fields that they fill in, and whether they head its columns."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from itacore.agencies import clean_name, find_agency, find_place, looks_like_agency
from itacore.reading.cells import SheetCells
from itacore.reading.facts import FoundAgency
from itacore.reading.labels import FIGURE_ROLES, PUBLISHED_ROLES
from itacore.thai import parse_year

_FIELDS = frozenset({"agency", "type", "district", "province", "year"})
_COLUMNS = frozenset("order code label score weight weighted full change target note count level".split())
_PAIR = re.compile(r"^\s*([^:：]{1,40}?)\s*[:：]\s*(.*)$", re.DOTALL)


@dataclass
class Line:
    """A row of headings: its texts, the fields that it fills in, a year beside its heading.

    ``heads_columns`` marks a row that heads the columns of a table: a year in it is that of a column;
    ``is_name`` marks the name of the sheet or the file. A line in no cell has the row -1.
    """

    row: int
    texts: list[str]
    fields: dict[str, str]
    year: int | None = None
    heads_columns: bool = False
    first_column: int = 0
    is_name: bool = False

    @property
    def cell(self) -> tuple[int, int] | None:
        """Its first cell, where it stands in the sheet."""
        return (self.row, self.first_column) if self.row >= 0 else None

    @property
    def agency(self) -> FoundAgency | None:
        """The agency that the line names, with the place that it gives."""
        found = next((agency for text in self.texts if (agency := find_agency(text))), None)
        name = self.fields.get("agency") or (found.name if found else None)
        if name is None:
            return None
        if found is None or found.name != name:
            return FoundAgency(name)
        return FoundAgency(name, found.type, found.district, found.province)


def read_line(cells: SheetCells, row: int, columns: range | None) -> Line:
    """Read a row over a table, or what stands of it in some columns."""
    line = Line(row, [], {})
    heading: str | None = None
    figures = years = 0
    for column in np.flatnonzero(cells.grid.filled[row]).tolist():
        if columns is not None and column not in columns:
            continue
        text = cells.grid.text(row, column)
        if heading == "year":
            line.year = line.year or cells.year(row, column)
        elif heading and text and is_name(cells, row, column):
            line.fields.setdefault(heading, clean_name(text))
        heading = None
        if not text:
            continue
        line.first_column = line.first_column if line.texts else column
        line.texts.append(text)
        pair = _PAIR.match(text)
        label = cells.vocabulary.label(pair[1]) if pair else cells.label(row, column)
        role = label.role if label and label.role in _FIELDS else None
        if pair and role == "year":
            line.year = line.year or parse_year(pair[2])
        elif pair and role and pair[2].strip():
            line.fields.setdefault(role, clean_name(pair[2]))
        else:
            heading = role
        years += cells.year(row, column) is not None
        if role is None and label is not None:
            line.heads_columns = line.heads_columns or label.role in _COLUMNS
            figures += label.role in FIGURE_ROLES | PUBLISHED_ROLES
    line.heads_columns = (line.heads_columns and len(line.texts) > 1) or figures > 1 or years > 1
    _split_agency(line.fields)
    return line


def line_of(cells: SheetCells, text: str) -> Line:
    """A line that stands in no cell."""
    line = Line(-1, [text], {})
    pair = _PAIR.match(text)
    label = cells.vocabulary.label(pair[1]) if pair else None
    if pair and label and label.role == "year":
        line.year = parse_year(pair[2])
    elif pair and label and label.role in _FIELDS and pair[2].strip():
        line.fields[label.role] = clean_name(pair[2])
    _split_agency(line.fields)
    return line


def is_field_line(cells: SheetCells, row: int) -> bool:
    """Whether a row does not head columns but says something of the whole table: a field and beside it its value."""
    filled = np.flatnonzero(cells.grid.filled[row]).tolist()
    if len(filled) not in (2, 4, 6):
        return False
    for column, value in zip(filled[::2], filled[1::2], strict=True):
        role = cells.role(row, column)
        if role == "year":
            if cells.year(row, value) is None:
                return False
        elif role not in _FIELDS or not is_name(cells, row, value):
            return False
    return True


def fields_told(cells: SheetCells, row: int) -> set[int]:
    """Columns of a row that head nothing: right beside the word for the agency or the year stands which it is.

    Beside several years the word heads a row, and beside other words a column.
    """
    told: set[int] = set()
    for column in np.flatnonzero(cells.grid.filled[row]).tolist():
        role = cells.role(row, column)
        value = cells.grid.merge(row, column)[3] + 1
        if role not in ("agency", "year") or value >= cells.grid.columns:
            continue
        text = cells.grid.text(row, value)
        if role == "agency":
            known = text is not None and looks_like_agency(text) and is_name(cells, row, value)
        else:
            after = value + 1 < cells.grid.columns and cells.year(row, value + 1) is not None
            known = cells.year(row, value) is not None and not after
        if known:
            told |= {column, value}
    return told


def is_name(cells: SheetCells, row: int, column: int) -> bool:
    """Whether a cell may name an agency or a place: it has letters, and is no heading, figure or year."""
    text = cells.grid.text(row, column)
    plain = text is not None and any(map(str.isalpha, text))
    return plain and cells.label(row, column) is None and cells.year(row, column) is None


def _split_agency(fields: dict[str, str]) -> None:
    """Where a field names the agency inside more words, keep the agency and take the place from the words."""
    named = fields.get("agency")
    found = find_agency(named) if named and not _is_plain_name(named) else None
    if found:
        fields["agency"] = found.name
        for role, value in (("district", found.district), ("province", found.province)):
            if value:
                fields.setdefault(role, value)


def _is_plain_name(name: str) -> bool:
    return looks_like_agency(name) and find_place(name) == (None, None)
