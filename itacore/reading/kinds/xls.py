"""Read .xls, the workbooks of Excel 97 to 2003 and earlier, with their formats."""

from __future__ import annotations

import os
import re
import struct
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

import xlrd  # type: ignore[import-untyped]

from .packing import PlainSheet, check_count
from .refusal import MOST_CELLS, RefusedError

_FORMULA, _BOF, _EOF = 0x0006, 0x0809, 0x000A
_EMPTY_RESULT = 3  # a formula gave a text of nothing, or was never calculated
_EMPTY_TEXT = b"\x17\x00"  # "" inside a formula: the mark of a text, its length
_REFERENCES = re.compile(rb"[\x24\x25\x44\x45\x64\x65]")  # marks of references to cells and ranges
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.')


def read(data: bytes) -> Iterator[PlainSheet]:
    """Read every sheet.

    Raises
    ------
    RefusedError
        The file is encrypted or broken.
    """
    with open(os.devnull, "w") as nothing:
        try:
            book = xlrd.open_workbook(
                file_contents=data, logfile=nothing, formatting_info=True, ragged_rows=True, on_demand=True
            )
            check_count(book.nsheets)
            percent = {number for number in range(len(book.xf_list)) if _shows_percent(book, number)}
            for number in range(book.nsheets):
                yield _read_sheet(book, number, percent)
                book.unload_sheet(number)
        except xlrd.XLRDError as reason:
            encrypted = "encrypted" in str(reason).lower() or "password" in str(reason).lower()
            raise RefusedError("file-encrypted" if encrypted else "file-broken") from None
        except xlrd.compdoc.CompDocError:
            raise RefusedError("file-broken") from None


def _shows_percent(book: Any, style: int) -> bool:
    shown = book.format_map.get(book.xf_list[style].format_key)
    return shown is not None and "%" in _QUOTED.sub("", shown.format_str)


def _read_sheet(book: Any, number: int, percent: set[int]) -> PlainSheet:
    found = book.sheet_by_index(number)
    sheet = PlainSheet(found.name, visible=not found.visibility)
    cells = sum(found.row_len(row) for row in range(found.nrows))
    if cells > MOST_CELLS:
        raise RefusedError("file-too-heavy")
    empty: list[tuple[int, int]] = []
    for row in range(found.nrows):
        kinds, values = found.row_types(row), found.row_values(row)
        for column, (kind, value) in enumerate(zip(kinds, values, strict=True)):
            if kind == xlrd.XL_CELL_NUMBER:
                sheet.put(row, column, float(value))
                if found.cell_xf_index(row, column) in percent:
                    sheet.percent.append((row, column))
            elif kind == xlrd.XL_CELL_TEXT and value:
                sheet.put(row, column, str(value))
            elif kind == xlrd.XL_CELL_TEXT:
                empty.append((row, column))
            elif kind == xlrd.XL_CELL_BOOLEAN:
                sheet.put(row, column, bool(value))
            elif kind == xlrd.XL_CELL_DATE:
                sheet.put(row, column, _date(value, book.datemode))
            elif kind == xlrd.XL_CELL_ERROR:
                sheet.errors.append((row, column, xlrd.error_text_from_code.get(value, "#ERROR")))
    _judge_empty(book, number, sheet, empty)
    sheet.merges = [(a, c, b - 1, d - 1) for a, b, c, d in found.merged_cells]
    sheet.hidden_rows = {row for row, about in found.rowinfo_map.items() if about.hidden}
    sheet.hidden_columns = {column for column, about in found.colinfo_map.items() if about.hidden}
    return sheet


def _date(value: float, mode: int) -> date | time | float:
    """The day of a number that is shown as a date; a number that no calendar has stays one."""
    try:
        year, month, day, hour, minute, second = xlrd.xldate_as_tuple(value, mode)
    except xlrd.XLDateError:
        return value
    if not year:
        return time(hour, minute, second)
    return datetime(year, month, day, hour, minute, second)


def _judge_empty(book: Any, number: int, sheet: PlainSheet, empty: list[tuple[int, int]]) -> None:
    """Tell formulas that were never calculated from those that gave a text of nothing, and from such texts."""
    if not empty:
        return
    formulas = dict(_formulas(book, number))
    calculated = any(result is not None for result, _ in formulas.values())
    for cell in empty:
        if cell not in formulas:
            sheet.blanks.append(cell)
            continue
        _, parts = formulas[cell]
        if _EMPTY_TEXT in parts and (calculated or not _REFERENCES.search(parts)):
            sheet.blanks.append(cell)
        else:
            sheet.uncalculated.append((*cell, "="))


def _formulas(book: Any, number: int) -> Iterator[tuple[tuple[int, int], tuple[bytes | None, bytes]]]:
    """Walk through the formulas of a sheet: cell, result (None for a text of nothing), parts."""
    at, depth = book._sh_abs_posn[number], 0
    while at + 4 <= len(book.mem):
        code, length = struct.unpack_from("<HH", book.mem, at)
        record = bytes(book.mem[at + 4 : at + 4 + length])
        at += 4 + length
        depth += (code == _BOF) - (code == _EOF)
        if depth <= 0:
            return
        if code == _FORMULA and depth == 1 and len(record) >= 20:
            row, column = struct.unpack_from("<HH", record)
            result = record[6:14]
            nothing = result[6:] == b"\xff\xff" and result[0] == _EMPTY_RESULT
            yield (row, column), (None if nothing else result, record[20:])
