"""Sheets described once, written as real workbooks or as grids; and the account of their cells by openpyxl."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

import openpyxl
import xlsxwriter
from openpyxl.styles import Alignment

from itacore.issues import cell_name
from itacore.reading.grid import Grid, grid_of_rows

Value = object  # text, number, date, None, Formula or Fault


@dataclass(frozen=True)
class Formula:
    """A formula; ``result`` None: never calculated."""

    text: str
    result: float | str | None = None


@dataclass(frozen=True)
class Fault:
    """A cell that shows an error of Excel, such as #N/A."""

    text: str


@dataclass(frozen=True)
class Sheet:
    """A sheet: rows of values, merged ranges (first row, first column, last row, last column), number formats."""

    name: str
    rows: Sequence[Sequence[Value]]
    merges: Sequence[tuple[int, int, int, int]] = ()
    formats: Mapping[tuple[int, int], str] = field(default_factory=dict)
    state: str = "visible"
    rotated_row: int | None = None

    def moved(self, down: int, right: int) -> Sheet:
        """The same sheet with blank rows above and blank columns before."""
        return replace(
            self,
            rows=[[]] * down + [[None] * right + list(row) for row in self.rows],
            merges=[(a + down, b + right, c + down, d + right) for a, b, c, d in self.merges],
            formats={(r + down, c + right): text for (r, c), text in self.formats.items()},
            rotated_row=None if self.rotated_row is None else self.rotated_row + down,
        )

    def mapped(self, change: Callable[[Value], Value]) -> Sheet:
        """The same sheet with every value changed."""
        return replace(self, rows=[[change(value) for value in row] for row in self.rows])

    def with_value(self, cell: str, value: Value, number_format: str | None = None) -> Sheet:
        """The same sheet with one cell changed."""
        row, column = openpyxl.utils.cell.coordinate_to_tuple(cell)
        rows = [list(r) for r in self.rows]
        rows.extend([] for _ in range(row - len(rows)))
        rows[row - 1].extend([None] * (column - len(rows[row - 1])))
        rows[row - 1][column - 1] = value
        formats = {**self.formats, (row - 1, column - 1): number_format} if number_format else self.formats
        return replace(self, rows=rows, formats=formats)

    def find(self, value: Value, nth: int = 0) -> str:
        """Name of the cell that holds a value."""
        return [cell_name(r, c) for r, row in enumerate(self.rows) for c, v in enumerate(row) if v == value][
            nth
        ]


def to_xlsx(sheets: Sequence[Sheet]) -> bytes:
    """Write sheets with xlsxwriter, the same bytes for the same sheets."""
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output, {"in_memory": True})
    book.set_properties({"created": datetime(2026, 1, 1)})
    plain = book.add_format()
    for sheet in sheets:
        page = book.add_worksheet(sheet.name)
        if sheet.state == "hidden":
            page.hide()
        elif sheet.state == "veryHidden":
            page.very_hidden()
        for merge in sheet.merges:
            page.merge_range(*merge, "", plain)
        for r, row in enumerate(sheet.rows):
            for c, value in enumerate(row):
                look: dict[str, object] = {}
                if (r, c) in sheet.formats:
                    look["num_format"] = sheet.formats[r, c]
                if r == sheet.rotated_row:
                    look["rotation"] = 90
                if isinstance(value, date):
                    look.setdefault("num_format", "yyyy")
                _write(page, r, c, value, book.add_format(look) if look else None)
    book.close()
    return output.getvalue()


def _write(page: xlsxwriter.worksheet.Worksheet, r: int, c: int, value: Value, shape: object) -> None:
    match value:
        case None:
            return
        case Formula(text, result):
            page.write_formula(r, c, text, shape, 0 if result is None else result)
        case Fault(text):
            page.write_formula(r, c, "=NA()" if text == "#N/A" else "=1/0", shape, text)
        case str():
            page.write_string(r, c, value, shape)
        case date():
            page.write_datetime(r, c, value, shape)
        case _:
            page.write(r, c, value, shape)


def to_xlsx_by_openpyxl(sheets: Sequence[Sheet]) -> bytes:
    """Write sheets with openpyxl, which never calculates a formula and writes texts inline."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        page = book.create_sheet(sheet.name)
        page.sheet_state = sheet.state
        for r, row in enumerate(sheet.rows, start=1):
            for c, value in enumerate(row, start=1):
                if value is None:
                    continue
                plain = value.text if isinstance(value, Formula | Fault) else value
                cell = page.cell(r, c, plain)  # type: ignore[arg-type]
                cell.number_format = sheet.formats.get((r - 1, c - 1), cell.number_format)
                if r - 1 == sheet.rotated_row:
                    cell.alignment = Alignment(textRotation=90)
        for a, b, last_row, last_column in sheet.merges:
            page.merge_cells(
                start_row=a + 1, start_column=b + 1, end_row=last_row + 1, end_column=last_column + 1
            )
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def to_grids(sheets: Sequence[Sheet]) -> tuple[Grid, ...]:
    """Turn sheets of texts and numbers into grids, without a file."""
    return tuple(grid_of_rows(s.rows, s.name, s.merges, s.state == "visible") for s in sheets)


def count_cells(data: bytes) -> int:
    """Count the cells of a workbook that hold anything, as openpyxl sees them."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    return sum(cell.value is not None for page in book.worksheets for row in page.iter_rows() for cell in row)
