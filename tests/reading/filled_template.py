"""Layout I: the blank workbook of the program, filled in by hand, as openpyxl would have a person do it."""

from __future__ import annotations

import io
from collections.abc import Sequence

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from itacore.reading.template import write_template
from itacore.wording import say
from tests.reading.styles import PLAIN, Style
from tests.reading.truths import Agency, Year


def fill_one(agency: Agency, style: Style = PLAIN) -> bytes:
    """Fill in the sheet for one agency."""
    book = openpyxl.load_workbook(io.BytesIO(write_template()))
    page = book[say("template", "one-sheet")]
    for row, value in ((2, agency.name), (3, agency.type), (4, agency.district), (5, agency.province)):
        page.cell(row, 2).value = value
    columns = {str(cell.value): cell.column for cell in page[7]}
    rows = {str(page.cell(row, 2).value): row for row in range(8, page.max_row + 1)}
    for year in agency.years:
        column = columns[say("template", "year", year=year.fiscal_year)]
        for label, row in rows.items():
            _put(page, row, column, _value(label, year, style))
    return _save(book)


def fill_many(agencies: Sequence[Agency], style: Style = PLAIN) -> bytes:
    """Fill in the sheet for many agencies."""
    book = openpyxl.load_workbook(io.BytesIO(write_template()))
    page = book[say("template", "many-sheet")]
    heads = {cell.column: str(cell.value) for cell in page[3]}
    row = 4
    for agency in agencies:
        for year in agency.years:
            fields = (year.fiscal_year, agency.name, agency.type, agency.district, agency.province)
            for column, value in enumerate(fields, start=1):
                _put(page, row, column, value)
            for column, label in heads.items():
                if column > len(fields):
                    _put(page, row, column, _value(label, year, style))
            row += 1
    return _save(book)


def _value(label: str, year: Year, style: Style) -> object:
    """What a person enters under or beside a label of the template."""
    if label == say("template", "rating"):
        return year.rating
    if label == say("template", "rank"):
        return year.rank
    if label == say("template", "total"):
        return style.score(year.total)
    if label.startswith("EIT ส่วนที่"):
        return style.score(year.published.get(f"EIT{label[-1]}"))
    code = label.split(".")[0].removeprefix("ตัวชี้วัดที่ ")
    return style.score(year.scores.get(code))


def _put(page: Worksheet, row: int, column: int, value: object) -> None:
    if value is not None:
        page.cell(row, column).value = value  # type: ignore[assignment]


def _save(book: openpyxl.Workbook) -> bytes:
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()
