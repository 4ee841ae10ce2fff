"""What stands around a table: agency, place and year in the headings, the sheet's and the file's name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from itacore.agencies import find_place, name_key
from itacore.reading.cells import SheetCells, speaks_of_paper
from itacore.reading.documents import (
    Told,
    is_bare_year,
    is_caption,
    speaks_of_many,
    speaks_of_other_year,
    tells_story,
)
from itacore.reading.facts import FoundAgency
from itacore.reading.title_lines import Line, line_of, read_line
from itacore.reading.unpublished import Disclaimer, Title, find_disclaimer, is_unpublished, speaks_of_hope
from itacore.thai import YearRole, find_years, normalize, to_arabic_digits

_USABLE = (YearRole.FISCAL, YearRole.PLAIN, YearRole.SHORT)
# "ปี 2567 และ 2568": the second year is as good as the first.
_JOINED = re.compile(
    r"(25\d\d)\s*(?:กับ|และ|เทียบ|,|&|vs\.?)\s*(?:ปี)?\s*(?:งบประมาณ)?\s*(?:พ\.?\s*ศ\.?)?\s*(25\d\d)"
)
# A sentence that tells a score speaks of the year of that score, which another line may contradict.
_SCORE_TOLD = re.compile(r"(?<![\d.,])\d{2,3}[.,]\d{1,2}(?![\d.,])")


@dataclass(frozen=True)
class Surroundings:
    """What headings, sheet name and file name say; None where they say nothing.

    ``years`` are the years between which a title leaves open which is the assessed one; ``year_cell`` is the
    place of that title. ``disclaimer`` is what says that the figures are no published results.
    """

    agency: FoundAgency
    year: int | None
    years: tuple[int, ...] = ()
    year_cell: tuple[int, int] | None = None
    disclaimer: Disclaimer | None = None


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
    lines = [read_line(cells, row, columns) for row in rows]
    if columns is not None:
        lines += [read_line(cells, row, None) for row in shared]
    outer = [Line(-1, [text], {}, is_name=True) for text in (cells.grid.sheet, _stem(cells.source.file))]
    found = _surroundings_of(cells, lines, outer)
    titles = [
        Title(
            line.texts,
            line.cell,
            line.is_name,
            bool(line.year or _years_of(line.texts)),
            line.row >= 0 and cells.holds_decimals(line.row),
        )
        for line in (*lines, *outer)
        if line.texts and not line.heads_columns
    ]
    return replace(found, disclaimer=find_disclaimer(titles))


def _surroundings_of(cells: SheetCells, lines: list[Line], outer: list[Line]) -> Surroundings:
    """What lines over a table and the names of its sheet and file say."""
    told = cells.grid.told
    if told is None:
        return Surroundings(_agency_of(lines, outer), *_year_of_lines(lines, outer))
    lines += [line_of(cells, text) for text in told.own]
    if len(tabs := _bare_years(lines)) > 1:
        return Surroundings(_agency_of(lines, outer), None, tabs)
    if not told.said_before:
        return Surroundings(_agency_of(lines, outer), *_year_of_lines(lines, outer))
    if len(told.document.years) > 1:
        below = told.document.captions_below and not told.first
        lines = [
            line
            for line in lines
            if not _only_tells(line) and not (below and any(map(is_caption, line.texts)))
        ]
    said = _year_of_lines(lines, outer) if _says_year(lines) else (*_year_said_before(told, outer), None)
    if said[0] and not _says_year(lines) and any(_is_of_other_year(t) for line in lines for t in line.texts):
        said = None, tuple(sorted(told.document.years)), None
    agency = _agency_of(lines, [])
    if agency.name is None and not speaks_of_many(text for line in lines for text in line.texts):
        agency = _agency_said_before(cells, told)
    return Surroundings(agency if agency.name else _agency_of(lines, outer), *said)


def _bare_years(lines: list[Line]) -> tuple[int, ...]:
    """The years of lines that are nothing but a year: several of them one by one are tabs over all tables."""
    bare = [line for line in lines if len(line.texts) == 1 and is_bare_year(line.texts[0])]
    return tuple(sorted({year for line in bare for year in _years_of(line.texts)}))


def _is_of_other_year(text: str) -> bool:
    """Whether a title without a year says that its table is not of the year named before, or no result."""
    return speaks_of_other_year(text) or speaks_of_hope(text) or is_unpublished(text)


def _only_tells(line: Line) -> bool:
    """Whether a line speaks of a year, and not as the caption of the table under it."""
    if line.year or line.heads_columns or not _years_of(line.texts):
        return False
    return any(tells_story(text) or _SCORE_TOLD.search(text) for text in line.texts)


def _says_year(lines: list[Line]) -> bool:
    """Whether lines say anything of the year of the table under them, be it only that it is still to come."""
    told = any(not line.heads_columns and (line.year or _years_of(line.texts)) for line in lines)
    return told or any(_is_hope(text) for line in lines for text in line.texts)


def _year_said_before(told: Told, names: list[Line]) -> tuple[int | None, tuple[int, ...]]:
    """The year that the document names before a table, if it names no other; else those that it leaves open.

    The year of the file's name is as good only where the nearest line with a year, if there is any, says the same.
    """
    nearest = next((years for text in told.dated() if (years := _years_of([text]))), ())
    named, open_years, _ = _year_of_lines([], names)
    everywhere = {*told.document.years, *([named] if named else open_years)}
    if len(everywhere) == 1:
        only = next(iter(everywhere))
        return (only, ()) if nearest or named or told.beside else (None, (only,))
    if named and nearest == (named,):
        return named, ()
    return None, tuple(sorted(everywhere))


def _agency_said_before(cells: SheetCells, told: Told) -> FoundAgency:
    """The agency that the nearest line before a table names, unless what stands beside it names another."""
    before, beside = (
        next((agency for text in texts if (agency := line_of(cells, text).agency)), None)
        for texts in (told.earlier(), told.beside)
    )
    if before and beside and name_key(before.name or "") != name_key(beside.name or ""):
        return FoundAgency(None)
    return before or beside or FoundAgency(None)


def _year_of_lines(
    lines: list[Line], outer: list[Line]
) -> tuple[int | None, tuple[int, ...], tuple[int, int] | None]:
    """The year of the nearest line that tells one; else the years that the nearest title leaves open, and its cell."""
    unclear: tuple[int, ...] = ()
    cell: tuple[int, int] | None = None
    told: list[tuple[int, Line]] = []
    for line in (*lines, *outer):
        if line.year:
            return line.year, (), None
        if line.heads_columns:
            continue
        if not line.is_name and any(_is_hope(text) for text in line.texts):
            return None, (), None
        years = _years_of(line.texts)
        if len(years) == 1 and not line.is_name and any(_SCORE_TOLD.search(text) for text in line.texts):
            told.append((years[0], line))
            continue
        if told and years and line.is_name:
            years = tuple(sorted({*years, *(year for year, _ in told)}))
        if len(years) == 1:
            return years[0], (), None
        if years and not unclear:
            unclear, cell = years, line.cell
    if told and not unclear:
        unclear = tuple(sorted({year for year, _ in told}))
        cell = told[0][1].cell
        return (unclear[0], (), None) if len(unclear) == 1 else (None, unclear, cell)
    return None, unclear, cell


def _is_hope(text: str) -> bool:
    """Whether a title says that what stands under it is the target or forecast of a year."""
    return speaks_of_hope(text) and "ผล" not in text and bool(find_years(text))


def _agency_of(lines: list[Line], outer: list[Line]) -> FoundAgency:
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


def _end_of_block(lines: list[Line], number: int) -> int:
    """Where the lines end that stand together with one of them; 0 where it is the name of sheet or file."""
    if number >= len(lines):
        return 0
    end = number + 1
    while end < len(lines) and lines[end].row == lines[end - 1].row - 1:
        end += 1
    return end


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
