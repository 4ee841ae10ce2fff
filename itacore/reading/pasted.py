"""Read a table that was copied from Excel, Word or a web page, for the typing table.

A table with labels is read by the finders that read files; ten bare numbers are the indicators 1 to 10. What
cannot be understood fills nothing and says what was seen.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from itacore.criteria import Criteria
from itacore.issues import Issue, Severity
from itacore.reading.cells import FAULTS
from itacore.reading.grid import grid_of_rows
from itacore.reading.headings import headings
from itacore.reading.labels import tidy
from itacore.reading.read import Reading, read_grids
from itacore.reading.runs import TEXT_LEVELS
from itacore.reading.typed import PUBLISHED_ROWS, Cell, typing_rows
from itacore.reading.typed_tables import whole_characters
from itacore.reading.years import ReadableYears
from itacore.thai import NumberKind, compact, fiscal_year_of, parse_number, parse_year, to_arabic_digits

LARGEST = 100_000  # characters; the ten indicators of all years are a thousandth of it
MOST_ROWS, MOST_COLUMNS = 2000, 200
TEN = 10
_NUMBER = re.compile(r"-?[0-9]{1,6}(?:\.[0-9]+)?")
_BLANKS = re.compile(r" {2,}|\u00a0{2,}|(?: *\u00a0 *){2,}")
_DECIMAL = re.compile(r"[0-9]{1,3}[.,][0-9]{1,4}|100|-|–|—")
_MARK_OF_CELL = frozenset(FAULTS.values()) | {"missing-mark"}
_PROBE = 50.0  # a plain score in the place of a faulty one, to learn whose place it is


@dataclass(frozen=True)
class Pasted:
    """What a pasted text holds.

    ``cells`` are texts as written, by row and fiscal year of the typing table; empty where ``problem`` says why
    nothing was understood: a code with its ``places``, or "issue" with the ``issues`` that say it. ``left_out``
    counts figures that the typing table has no row for.
    """

    cells: Mapping[Cell, str] = field(default_factory=dict)
    agency: str | None = None
    problem: str | None = None
    places: Mapping[str, object] = field(default_factory=dict)
    issues: tuple[Issue, ...] = ()
    left_out: int = 0

    @property
    def years(self) -> tuple[int, ...]:
        """Fiscal years with a cell, earliest first."""
        return tuple(sorted({year for _, year in self.cells}))


def read_pasted(text: str, *, year: int, today: date, criteria: Criteria) -> Pasted:
    """Understand a pasted text, or say why it cannot be.

    Parameters
    ----------
    text
        Cells parted by tabs, semicolons or several blanks, one row a line.
    year
        Fiscal year of figures that stand under none.
    today, criteria
        Tell the running fiscal year, and the rules.
    """
    if len(text) > LARGEST:
        return Pasted(problem="too-large", places={"size": len(text), "most": LARGEST})
    rows = split_cells(text)
    if not rows:
        return Pasted(problem="empty")
    if len(rows) > MOST_ROWS or max(map(len, rows)) > MOST_COLUMNS:
        return Pasted(problem="too-large", places={"size": len(text), "most": LARGEST})
    reading = _read(rows, year, today, criteria)
    if reading.scores_read or len(reading.declared):
        return _of_reading(reading, rows, (year, today, criteria))
    told = [issue for issue in reading.issues if issue.code != "no-scores"]
    if told:
        return Pasted(problem="issue", issues=tuple(told))
    return _bare(rows, year, ReadableYears.of(criteria, fiscal_year_of(today.year, today.month)))


def split_cells(text: str) -> list[list[str]]:
    """Cut a text into rows of cells; blank rows and columns around the table fall away.

    >>> split_cells("ข้อ\\tปี 2568\\n1\\t99.52\\n")
    [['ข้อ', 'ปี 2568'], ['1', '99.52']]
    >>> split_cells("การใช้อำนาจ 99.52 98.10")
    [['การใช้อำนาจ', '99.52', '98.10']]
    """
    if "\t" in text or ";" in text:
        mark = "\t" if "\t" in text else ";"
        rows = [[" ".join(c.split()) for c in row] for row in csv.reader(_lines(text), delimiter=mark)]
    else:
        lines = [line.strip() for line in _lines(text)]
        parted = any(_BLANKS.search(line) for line in lines)
        rows = [
            cell
            for line in lines
            for cell in [_BLANKS.split(line) if parted and _BLANKS.search(line) else _peel(line)]
        ]
    rows = [row for row in rows if any(row)]
    width = max(map(len, rows), default=0)
    rows = [row + [""] * (width - len(row)) for row in rows]
    used = [at for at in range(width) if any(row[at] for row in rows)]
    return [[row[at] for at in used] for row in rows]


def _lines(text: str) -> list[str]:
    return whole_characters(text).replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _peel(line: str) -> list[str]:
    """Cut the scores or years at the end of a line off its label."""
    words = line.split()
    if len(words) > 1 and all(_is_number(word) for word in words):
        return words
    at = len(words)
    while at > 1 and (_DECIMAL.fullmatch(to_arabic_digits(words[at - 1])) or parse_year(words[at - 1])):
        at -= 1
    if at == len(words) or (at == 1 and not any(map(str.isalpha, words[0]))):
        return [line]
    label = " ".join(words[:at])
    if headings().get(compact(label)) == "year":
        return [line]
    return [label, *words[at:]]


def _is_number(text: str) -> bool:
    return parse_number(text).kind is NumberKind.NUMBER


def _cell(text: str) -> object:
    """A cell as a workbook holds it: what is written as a plain number is one."""
    return float(text) if _NUMBER.fullmatch(text) else text


def _read(rows: Sequence[Sequence[object]], year: int, today: date, criteria: Criteria) -> Reading:
    """Read rows as a sheet named by the year, which dates what has no year of its own."""
    cells = [[_cell(cell) if isinstance(cell, str) else cell for cell in row] for row in rows]
    grid = grid_of_rows(cells, sheet=str(year))
    return read_grids([("", "", (grid,))], today, criteria)


def _of_reading(reading: Reading, rows: list[list[str]], how: tuple[int, date, Criteria]) -> Pasted:
    """Take over what the finders read; faulty cells keep their place and their text."""
    serious = [
        issue
        for issue in reading.issues
        if issue.code not in _MARK_OF_CELL and issue.severity is Severity.ERROR
    ]
    if serious:
        return Pasted(problem="issue", issues=tuple(serious))
    names = reading.agencies["name"].dropna().tolist()
    if len(reading.agencies) > 1:
        return Pasted(problem="several-agencies", places={"count": len(reading.agencies), "first": names[0]})
    marked = [(i.row, i.column) for i in reading.issues if i.code in _MARK_OF_CELL and i.row is not None]
    if marked:
        probed: list[list[object]] = [list(row) for row in rows]
        for row, column in marked:
            probed[row][column or 0] = _PROBE
        reading = _read(probed, *how)
    found = _places(reading.provenance)
    known = set(typing_rows(how[2], [year for _, year in found]))
    cells = {cell: rows[at[0]][at[1]] for cell, at in found.items() if cell[0] in known}
    if not cells:
        return Pasted(problem="other-figures", places={"count": len(found)})
    notes = tuple(i for i in reading.issues if i.severity is Severity.WARNING and i.code != "agency-unknown")
    agency = str(names[0]) if names else None
    return Pasted(cells, agency, issues=notes, left_out=len(found) - len(cells))


def _places(provenance: pd.DataFrame) -> dict[Cell, tuple[int, int]]:
    return {
        (str(code), int(year)): (int(row), int(column))
        for code, year, row, column in zip(
            provenance["code"],
            provenance["fiscal_year"],
            provenance["row"],
            provenance["column"],
            strict=True,
        )
    }


def _bare(rows: list[list[str]], year: int, readable: ReadableYears) -> Pasted:
    """Ten numbers a year without labels, in columns or in rows."""
    seen = {"rows": len(rows), "columns": len(rows[0])}
    table = _by_columns(rows)
    if table is None:
        return Pasted(problem="not-ten", places=seen)
    heads, body = table
    if _counts([row[0] for row in body]):
        if len(body[0]) == 1:
            return Pasted(problem="only-numbering", places=seen)
        heads, body = heads[1:], [row[1:] for row in body]
    wrong = next((cell for row in body for cell in row if not _is_score(cell)), None)
    if wrong is not None:
        return Pasted(problem="not-numbers", places={**seen, "found": wrong[:40]})
    years = [parse_year(head) if head else None for head in heads]
    if len(heads) == 1 and not heads[0]:
        years = [year]
    if None in years or len(set(years)) < len(years):
        return Pasted(problem="no-years", places={**seen, "columns": len(heads)})
    dated = [found for found in years if found is not None]
    outside = next((y for y in dated if not readable.first <= y <= readable.running), None)
    if outside is not None:
        places = {"year": outside, "first": readable.first, "running": readable.running}
        return Pasted(problem="year-outside", places=places)
    cells = {
        (str(at + 1), own): row[column]
        for column, own in enumerate(dated)
        for at, row in enumerate(body)
        if row[column]
    }
    return Pasted(cells)


def _by_columns(rows: list[list[str]]) -> tuple[list[str], list[list[str]]] | None:
    """Heads of the columns (empty where there are none) and ten rows; a table lying on its side is turned."""
    for table in (rows, [list(column) for column in zip(*rows, strict=True)]):
        if len(table) == TEN and not any(map(parse_year, table[0])):
            return [""] * len(table[0]), table
        if len(table) == TEN + 1 and any(map(parse_year, table[0])):
            return table[0], table[1:]
    return None


def _counts(cells: Sequence[str]) -> bool:
    """Whether cells are the numbers 1 to 10 of the indicators."""
    return [tidy(cell).strip(" .)") for cell in cells] == [str(n) for n in range(1, TEN + 1)]


def _is_score(text: str) -> bool:
    return parse_number(text).kind is not NumberKind.NOT_A_NUMBER


def place_block(
    text: str, start: Cell, table: tuple[Sequence[str], Sequence[int]], criteria: Criteria
) -> Pasted:
    """Put a block of bare numbers where the cursor stands, as spreadsheets do, where it fits.

    Blank cells leave what stands there. A first column that numbers the rows is no score: it falls away where
    the numbers are those of the rows, else nothing is filled.

    Parameters
    ----------
    text
        Rows by lines, cells by tabs.
    start
        Row and year of the cursor.
    table, criteria
        Rows and years of the typing table, and the rules that tell which rows a year has.
    """
    rows = [[cell.strip() for cell in line.split("\t")] for line in _lines(text.rstrip())]
    codes, years = list(table[0]), list(table[1])
    down, across = codes.index(start[0]), years.index(start[1])
    seen = {"rows": len(rows), "columns": max(map(len, rows), default=0)}
    wrong = next((c for row in rows for c in row if c and not _is_score(c)), None)
    if wrong is not None:
        return Pasted(problem="not-numbers", places={**seen, "found": wrong[:40]})
    numbering = [to_arabic_digits(row[0]) for row in rows]
    if _numbers_rows(numbering) and codes[down].isdigit():
        if numbering != codes[down : down + len(rows)] or seen["columns"] == 1:
            return Pasted(problem="only-numbering" if len(rows) == TEN else "not-ten", places=seen)
        rows = [row[1:] for row in rows]
    ten = sum(code.isdigit() for code in codes)
    end = ten if down < ten else len(codes)
    if down + len(rows) > end or across + max(map(len, rows)) > len(years):
        return Pasted(problem="does-not-fit", places=seen)
    cells = {
        (codes[down + r], years[across + c]): cell
        for r, row in enumerate(rows)
        for c, cell in enumerate(row)
        if cell
    }
    if not all(_takes_numbers(cell, criteria) for cell in cells):
        return Pasted(problem="does-not-fit", places=seen)
    return Pasted(cells)


def _numbers_rows(cells: Sequence[str]) -> bool:
    """Whether cells are different whole numbers of indicators, at least two."""
    return 1 < len(cells) == len(set(cells)) and all(c.isdigit() and 1 <= int(c) <= TEN for c in cells)


def _takes_numbers(cell: Cell, criteria: Criteria) -> bool:
    """Whether a cell is there in its year and holds a number."""
    code, year = cell
    if code in PUBLISHED_ROWS:
        return code not in TEXT_LEVELS
    return year < criteria.first_year or code in criteria.for_year(year).book.codes
