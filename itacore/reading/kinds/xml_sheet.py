"""Read workbooks in one piece of XML, as Excel 2003 and many systems on the web wrote them, often called .xls."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from .package import parse
from .packing import PlainSheet, check_count, plain_value
from .refusal import MOST_CELLS, RefusedError

_SHEET = "urn:schemas-microsoft-com:office:spreadsheet "
_VISIBLE = "urn:schemas-microsoft-com:office:excel Visible"
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


def read(text: str) -> list[PlainSheet]:
    """Read every sheet.

    Raises
    ------
    RefusedError
        The file declares entities or has more cells than any file of scores.
    """
    content = re.sub(r"^\s*<\?xml[^>]*\?>", "", text).encode("utf-8", "replace")
    reader = _Reader()
    parse(content, reader)
    return reader.sheets


class _Reader:
    """Takes up the cells of all sheets while the XML goes by."""

    def __init__(self) -> None:
        self.sheets: list[PlainSheet] = []
        self.percent_styles: set[str] = set()
        self.style = ""
        self.row = self.column = -1
        self.row_style = ""
        self.row_span = 0
        self.cell: dict[str, str] = {}
        self.kind: str | None = None
        self.pieces: list[str] = []
        self.collecting = False
        self.count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == _VISIBLE:
            self.pieces, self.collecting = [], True
        if not name.startswith(_SHEET):
            return
        part = name[len(_SHEET) :]
        own = {key[len(_SHEET) :]: value for key, value in attributes.items() if key.startswith(_SHEET)}
        if part == "Style":
            self.style = own.get("ID", "")
        elif part == "NumberFormat":
            shown = own.get("Format", "")
            if shown == "Percent" or "%" in _QUOTED.sub("", shown):
                self.percent_styles.add(self.style)
        elif part == "Worksheet":
            self.sheets.append(PlainSheet(own.get("Name", "")))
            check_count(len(self.sheets))
            self.row = self.column = -1
        elif not self.sheets:
            return
        elif part == "Column":
            self.start_column(own)
        elif part == "Row":
            self.row = _place(own, self.row)
            self.column, self.row_style = -1, own.get("StyleID", "")
            self.row_span = int(own.get("Span", 0))
            if own.get("Hidden") == "1":
                self.sheets[-1].hidden_rows.update(
                    range(self.row, min(self.row + 1 + self.row_span, 1_048_576))
                )
        elif part == "Cell":
            self.start_cell(own)
        elif part == "Data":
            self.kind, self.pieces, self.collecting = own.get("Type", "String"), [], True

    def start_column(self, own: dict[str, str]) -> None:
        """A column begins; the counter of columns is that of cells until the first row."""
        self.column = _place(own, self.column)
        last = min(self.column + int(own.get("Span", 0)), 16_384)
        if own.get("Hidden") == "1":
            self.sheets[-1].hidden_columns.update(range(self.column, last + 1))
        self.column = last

    def start_cell(self, own: dict[str, str]) -> None:
        self.column = _place(own, self.column)
        self.cell, self.kind, self.pieces = own, None, []
        across, down = int(own.get("MergeAcross", 0)), int(own.get("MergeDown", 0))
        if across or down:
            self.sheets[-1].merges.append((self.row, self.column, self.row + down, self.column + across))
        self.count += 1
        if self.count > MOST_CELLS:
            raise RefusedError("file-too-heavy")

    def text(self, data: str) -> None:
        if self.collecting:
            self.pieces.append(data)

    def end(self, name: str) -> None:
        if name == f"{_SHEET}Data":
            self.collecting = False
        elif name == f"{_SHEET}Row":
            self.row += self.row_span
        elif name == _VISIBLE and self.sheets:
            self.collecting = False
            self.sheets[-1].visible = "Hidden" not in "".join(self.pieces)
        elif name == f"{_SHEET}Cell" and self.sheets:
            self.end_cell()

    def end_cell(self) -> None:
        """Put the cell into its place once all of it was seen."""
        sheet, place, text = self.sheets[-1], (self.row, self.column), "".join(self.pieces)
        if self.kind is None or (not text and "Formula" in self.cell and self.kind != "String"):
            if "Formula" in self.cell:
                sheet.uncalculated.append((*place, self.cell["Formula"]))
        elif self.kind == "Error":
            sheet.errors.append((*place, text or "#ERROR"))
        else:
            sheet.put(*place, _value(self.kind, text))
            style = self.cell.get("StyleID") or self.row_style
            if self.kind == "Number" and style in self.percent_styles:
                sheet.percent.append(place)
        self.column += int(self.cell.get("MergeAcross", 0))
        self.kind = None


def _place(own: dict[str, str], before: int) -> int:
    """The place of a row, column or cell: as it says, else after the one before."""
    return int(own["Index"]) - 1 if own.get("Index", "").isdigit() else before + 1


def _value(kind: str, text: str) -> Any:
    if kind == "Number":
        try:
            return float(text)
        except ValueError:
            return text
    if kind == "Boolean":
        return text == "1"
    if kind == "DateTime":
        try:
            return date.fromisoformat(text[:10])
        except ValueError:
            return text
    return plain_value(text) if kind != "String" else text
