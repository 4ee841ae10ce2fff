"""What stands around a table: agency, place and year in the headings, the sheet's and the file's name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from itacore.agencies import clean_name, find_agency, find_place, looks_like_agency
from itacore.reading.cells import SheetCells, speaks_of_paper
from itacore.reading.facts import FoundAgency
from itacore.reading.labels import FIGURE_ROLES, PUBLISHED_ROLES, speaks_of_hope
from itacore.thai import YearRole, find_years, normalize, parse_year, to_arabic_digits

_USABLE = (YearRole.FISCAL, YearRole.PLAIN, YearRole.SHORT)
_FIELDS = frozenset({"agency", "type", "district", "province", "year"})
_COLUMNS = frozenset("order code label score weight weighted full change target note count level".split())
# "ปี 2567 และ 2568": the second year is as good as the first.
_JOINED = re.compile(
    r"(25\d\d)\s*(?:กับ|และ|เทียบ|,|&|vs\.?)\s*(?:ปี)?\s*(?:งบประมาณ)?\s*(?:พ\.?\s*ศ\.?)?\s*(25\d\d)"
)
# A sentence that tells a score speaks of the year of that score, which another line may contradict.
_SCORE_TOLD = re.compile(r"(?<![\d.,])\d{2,3}[.,]\d{1,2}(?![\d.,])")
_PAIR = re.compile(r"^\s*([^:：]{1,40}?)\s*[:：]\s*(.*)$", re.DOTALL)


@dataclass(frozen=True)
class Surroundings:
    """What headings, sheet name and file name say; None where they say nothing.

    ``years`` are the years between which a title leaves open which is the assessed one; ``year_cell`` is the
    place of that title.
    """

    agency: FoundAgency
    year: int | None
    years: tuple[int, ...] = ()
    year_cell: tuple[int, int] | None = None


@dataclass
class _Line:
    """A row of headings: its texts, the fields that it fills in, a year beside its heading.

    ``heads_columns`` marks a row that heads the columns of a table: a year in it is that of a column.
    """

    row: int
    texts: list[str]
    fields: dict[str, str]
    year: int | None = None
    heads_columns: bool = False
    first_column: int = 0

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


def read_surroundings(
    cells: SheetCells, rows: Iterable[int], columns: range | None = None, shared: Iterable[int] = ()
) -> Surroundings:
    """Read rows of headings, the nearest to the table first, then the sheet's and the file's name.

    Parameters
    ----------
    rows
        Rows over the table.
    columns
        Columns in which headings of the table stand; all of them where no table stands beside it.
    shared
        Rows over the table and its neighbours that no neighbour claims: they speak of all of them.
    """
    lines = [_read_line(cells, row, columns) for row in rows]
    if columns is not None:
        lines += [_read_line(cells, row, None) for row in shared]
    outer = [_Line(-1, [text], {}) for text in (cells.grid.sheet, _stem(cells.source.file))]
    year, open_years, cell = _year_of_lines(lines, outer)
    return Surroundings(_agency_of(lines, outer), year, open_years, cell)


def _year_of_lines(
    lines: list[_Line], outer: list[_Line]
) -> tuple[int | None, tuple[int, ...], tuple[int, int] | None]:
    """The year of the nearest line that tells one; else the years that the nearest title leaves open, and its cell."""
    unclear: tuple[int, ...] = ()
    cell: tuple[int, int] | None = None
    told: list[tuple[int, _Line]] = []
    for line in (*lines, *outer):
        if line.year:
            return line.year, (), None
        if line.heads_columns:
            continue
        if line.row >= 0 and any(_is_hope(text) for text in line.texts):
            return None, (), None
        years = _years_of(line.texts)
        if len(years) == 1 and line.row >= 0 and any(_SCORE_TOLD.search(text) for text in line.texts):
            told.append((years[0], line))
            continue
        if told and years and line.row < 0:
            years = tuple(sorted({*years, *(year for year, _ in told)}))
        if len(years) == 1:
            return years[0], (), None
        if years and not unclear:
            unclear, cell = years, (line.row, line.first_column) if line.row >= 0 else None
    if told and not unclear:
        unclear = tuple(sorted({year for year, _ in told}))
        cell = (told[0][1].row, told[0][1].first_column)
        return (unclear[0], (), None) if len(unclear) == 1 else (None, unclear, cell)
    return None, unclear, cell


def _is_hope(text: str) -> bool:
    """Whether a title says that what stands under it is the target or forecast of a year."""
    return speaks_of_hope(text) and "ผล" not in text and bool(find_years(text))


def _agency_of(lines: list[_Line], outer: list[_Line]) -> FoundAgency:
    """The agency of the nearest line that names one, else of the sheet's, else of the file's name.

    What its line does not say of its kind and place the lines beside it say, those of another table do not.
    """
    for number, line in enumerate((*lines, *outer)):
        agency = line.agency
        if agency is None:
            continue
        end = _end_of_block(lines, number)
        around = lines[:end] if end else lines
        fields: dict[str, str] = {}
        for one in around:
            for role, value in one.fields.items():
                fields.setdefault(role, value)
        district, province = find_place(normalize(" ".join(text for one in around for text in one.texts)))
        return FoundAgency(
            agency.name,
            fields.get("type") or agency.type,
            fields.get("district") or agency.district or district,
            fields.get("province") or agency.province or province,
        )
    return FoundAgency(None)


def _end_of_block(lines: list[_Line], number: int) -> int:
    """Where the lines end that stand together with one of them; 0 where it is the name of sheet or file."""
    if number >= len(lines):
        return 0
    end = number + 1
    while end < len(lines) and lines[end].row == lines[end - 1].row - 1:
        end += 1
    return end


def _read_line(cells: SheetCells, row: int, columns: range | None) -> _Line:
    line = _Line(row, [], {})
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


def _years_of(texts: list[str]) -> tuple[int, ...]:
    """The fiscal years that texts of equal rank name, in the strongest sense that any of them has."""
    mentions = [mention for text in texts if not speaks_of_paper(text) for mention in find_years(text)]
    mentions += [
        mention
        for text in texts
        if speaks_of_paper(text)
        for mention in find_years(text)
        if mention.role is YearRole.FISCAL
    ]
    plain = {mention.year for mention in mentions if mention.role in _USABLE}
    joined = [
        tuple(map(int, pair)) for text in texts for pair in _JOINED.findall(to_arabic_digits(normalize(text)))
    ]
    for role in _USABLE:
        years = {mention.year for mention in mentions if mention.role is role}
        if years:
            beside = {year for pair in joined if years & set(pair) for year in pair}
            return tuple(sorted(years | (beside & plain)))
    return ()


def _stem(file_name: str) -> str:
    name = file_name.replace("\\", "/").rsplit("/", 1)[-1]
    return re.sub(r"\.[A-Za-z]{2,5}$", "", name)
