"""What stands around a table: agency, place and year in the headings, the sheet's and the file's name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from itacore.agencies import clean_name, find_agency, find_place, looks_like_agency
from itacore.reading.cells import SheetCells, speaks_of_paper
from itacore.reading.facts import FoundAgency
from itacore.thai import YearRole, find_years, normalize, parse_year

_USABLE = (YearRole.FISCAL, YearRole.PLAIN, YearRole.SHORT)
_FIELDS = frozenset({"agency", "type", "district", "province", "year"})
_COLUMNS = frozenset("order code label score weight weighted full change target note count level".split())
_PAIR = re.compile(r"^\s*([^:：]{1,40}?)\s*[:：]\s*(.*)$", re.DOTALL)


@dataclass(frozen=True)
class Surroundings:
    """What headings, sheet name and file name say; None where they say nothing."""

    agency: FoundAgency
    year: int | None


@dataclass
class _Line:
    """A row of headings: its texts, the fields that it fills in, a year beside its heading.

    ``heads_columns`` marks a row that heads the columns of a table: a year in it is that of a column.
    """

    texts: list[str]
    fields: dict[str, str]
    year: int | None = None
    heads_columns: bool = False


def read_surroundings(cells: SheetCells, rows: Iterable[int]) -> Surroundings:
    """Read rows of headings, the nearest to the table first, then the sheet's and the file's name."""
    lines = [_read_line(cells, row) for row in rows]
    fields: dict[str, str] = {}
    for line in lines:
        for role, value in line.fields.items():
            fields.setdefault(role, value)
    outer = [cells.grid.sheet, _stem(cells.source.file)]
    year = next((line.year for line in lines if line.year), None)
    titles = [line.texts for line in lines if not line.heads_columns]
    for group in [*titles, *([text] for text in outer)]:
        year = year or _year_of(group)
    texts = [text for line in lines for text in line.texts]
    return Surroundings(_agency_of(fields, texts, outer), year)


def _agency_of(fields: dict[str, str], texts: list[str], outer: list[str]) -> FoundAgency:
    """The agency, from a field that names it, else the headings, else the sheet's, else the file's name."""
    found = next((agency for text in [*texts, *outer] if (agency := find_agency(text))), None)
    name = fields.get("agency") or (found.name if found else None)
    if name is None:
        return FoundAgency(None)
    if found is None or (fields.get("agency") and found.name != name):
        found = None
    district, province = find_place(normalize(" ".join(texts)))
    return FoundAgency(
        name,
        fields.get("type") or (found.type if found else None),
        fields.get("district") or (found.district if found else None) or district,
        fields.get("province") or (found.province if found else None) or province,
    )


def _read_line(cells: SheetCells, row: int) -> _Line:
    line = _Line([], {})
    heading: str | None = None
    for column in np.flatnonzero(cells.grid.filled[row]).tolist():
        text = cells.grid.text(row, column)
        if heading == "year":
            line.year = line.year or cells.year(row, column)
        elif heading and text and is_name(cells, row, column):
            line.fields.setdefault(heading, clean_name(text))
        heading = None
        if not text:
            continue
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
        line.heads_columns = line.heads_columns or (
            role is None and label is not None and label.role in _COLUMNS
        )
    line.heads_columns = line.heads_columns and len(line.texts) > 1
    _split_agency(line.fields)
    return line


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


def _year_of(texts: list[str]) -> int | None:
    """The one fiscal year that texts of equal rank name, by the strongest sense; None where none or several."""
    mentions = [mention for text in texts if not speaks_of_paper(text) for mention in find_years(text)]
    mentions += [
        mention
        for text in texts
        if speaks_of_paper(text)
        for mention in find_years(text)
        if mention.role is YearRole.FISCAL
    ]
    for role in _USABLE:
        years = {mention.year for mention in mentions if mention.role is role}
        if years:
            return years.pop() if len(years) == 1 else None
    return None


def _stem(file_name: str) -> str:
    name = file_name.replace("\\", "/").rsplit("/", 1)[-1]
    return re.sub(r"\.[A-Za-z]{2,5}$", "", name)
