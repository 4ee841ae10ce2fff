"""Read .ods, the workbooks of LibreOffice, packed or as one piece of XML."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from .package import Package, parse
from .packing import PlainSheet, check_count
from .refusal import MOST_CELLS, RefusedError

_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
_STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0 "
_CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
_BODIES = tuple(f"{_OFFICE}{kind}" for kind in ("spreadsheet", "text", "presentation", "drawing"))
_NUMBERS = {"float", "currency", "percentage"}
_ERROR = re.compile(r"#[A-Z0-9/]+[!?]?|Err:\d+")
# What holds texts that are in no cell: notes, drawings, earlier versions.
_ASIDE = {
    f"{_OFFICE}annotation",
    f"{_TABLE}shapes",
    f"{_TABLE}tracked-changes",
    f"{_TABLE}named-expressions",
    f"{_TABLE}dde-links",
    f"{_TABLE}data-pilot-tables",
    "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0 frame",
    "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0 custom-shape",
}


def read(opened: Package | str) -> list[PlainSheet]:
    """Read every sheet.

    Raises
    ------
    RefusedError
        The file is encrypted or broken, holds no table, or repeats its cells without end.
    """
    if isinstance(opened, str):
        content: bytes | bytearray = re.sub(r"^\s*<\?xml[^>]*\?>", "", opened).encode("utf-8", "replace")
    else:
        if "META-INF/manifest.xml" in opened and b"encryption-data" in opened.read("META-INF/manifest.xml"):
            raise RefusedError("file-encrypted")
        content = opened.read("content.xml")
    reader = _Reader()
    parse(content, reader)
    if reader.body != _BODIES[0]:
        raise RefusedError("file-opendocument" if reader.body else "file-broken")
    return reader.sheets


class _Reader:
    """Takes up the cells of all sheets while the XML goes by."""

    def __init__(self) -> None:
        self.sheets: list[PlainSheet] = []
        self.body = ""
        self.hidden_styles: set[str] = set()
        self.style = ""
        self.aside = 0
        self.skipped = 0  # depth inside a table that is no sheet of its own
        self.row = self.column = 0
        self.rows = 1  # how often the row is repeated
        self.columns = 0
        self.column_place = 0
        self.cell: dict[str, str] | None = None
        self.lines: list[list[str]] = []
        self.collecting = False
        self.filled: list[tuple[int, int, str, Any]] = []  # column, how often, what, value
        self.empty_formulas: list[tuple[int, int, str]] = []
        self.calculated = False
        self.count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self.aside or name in _ASIDE:
            self.aside += 1
        elif name.startswith(_TABLE):
            self.start_part(name[len(_TABLE) :], attributes)
        elif self.cell is not None and name.startswith(_TEXT):
            self.start_text(name[len(_TEXT) :], attributes)
        elif name in _BODIES:
            self.body = name
        elif name == f"{_STYLE}style":
            self.style = attributes.get(f"{_STYLE}name", "")
        elif name == f"{_STYLE}table-properties" and attributes.get(f"{_TABLE}display") == "false":
            self.hidden_styles.add(self.style)

    def start_part(self, part: str, attributes: dict[str, str]) -> None:
        """A part of a table begins."""
        if part == "table":
            name = attributes.get(f"{_TABLE}name", "")
            if self.skipped or self.cell is not None or name.startswith("'file:"):
                self.skipped += 1
                return
            visible = attributes.get(f"{_TABLE}style-name") not in self.hidden_styles
            self.sheets.append(PlainSheet(name, visible))
            check_count(len(self.sheets))
            self.row = self.column_place = 0
            self.empty_formulas, self.calculated = [], False
        elif self.skipped or not self.sheets:
            return
        elif part == "table-column":
            many = _times(attributes, "number-columns-repeated")
            if _is_hidden(attributes):
                place = self.column_place
                self.sheets[-1].hidden_columns.update(range(place, min(place + many, 16_384)))
            self.column_place += many
        elif part == "table-row":
            self.column, self.filled = 0, []
            self.rows = _times(attributes, "number-rows-repeated")
            if _is_hidden(attributes):
                self.sheets[-1].hidden_rows.update(range(self.row, min(self.row + self.rows, 1_048_576)))
        elif part in ("table-cell", "covered-table-cell"):
            self.cell, self.lines = attributes, []
            self.columns = _times(attributes, "number-columns-repeated")

    def start_text(self, part: str, attributes: dict[str, str]) -> None:
        """A part of a text begins."""
        if part in ("p", "h"):
            self.lines.append([])
            self.collecting = True
        elif self.lines:
            if part == "s":
                self.lines[-1].append(" " * min(int(attributes.get(f"{_TEXT}c", 1)), 1_000))
            elif part in ("tab", "line-break"):
                self.lines[-1].append("\t" if part == "tab" else "\n")

    def text(self, data: str) -> None:
        if self.collecting and not self.aside:
            self.lines[-1].append(data)

    def end(self, name: str) -> None:
        if self.aside:
            self.aside -= 1
        elif name in (f"{_TEXT}p", f"{_TEXT}h"):
            self.collecting = False
        elif name == f"{_TABLE}table" and self.skipped:
            self.skipped -= 1
        elif self.skipped or not self.sheets:
            return
        elif name == f"{_TABLE}table":
            self.end_table()
        elif name == f"{_TABLE}table-row":
            self.end_row()
        elif self.cell is not None and name in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            self.end_cell(self.cell)
            self.cell = None

    def end_cell(self, cell: dict[str, str]) -> None:
        """Tell what a cell holds once all of it was seen."""
        shown = "\n".join("".join(line) for line in self.lines)
        what, value = _value(cell, shown)
        if f"{_TABLE}formula" in cell:
            self.calculated = self.calculated or (what != "uncalculated" and bool(shown))
            if what == "uncalculated" and self.lines:
                what = "empty"
        if what:
            self.filled.append((self.column, self.columns, what, value))
        across = _times(cell, "number-columns-spanned")
        down = _times(cell, "number-rows-spanned")
        if across > 1 or down > 1:
            self.sheets[-1].merges.append(
                (self.row, self.column, self.row + down - 1, self.column + across - 1)
            )
        self.column += self.columns

    def end_row(self) -> None:
        """Put the cells of a row where they belong, as often as they are repeated."""
        sheet = self.sheets[-1]
        self.count += self.rows * sum(many for _, many, _, _ in self.filled)
        if self.count > MOST_CELLS:
            raise RefusedError("file-too-heavy")
        for column, many, what, value in self.filled:
            for row in range(self.row, self.row + self.rows):
                for place in range(column, column + many):
                    if what == "empty":
                        self.empty_formulas.append((row, place, value))
                    else:
                        _put(sheet, (row, place), what, value)
        self.row += self.rows

    def end_table(self) -> None:
        """Tell formulas that gave a text of nothing from those that were never calculated."""
        sheet = self.sheets[-1]
        for row, column, formula in self.empty_formulas:
            if self.calculated or '""' in formula:
                sheet.blanks.append((row, column))
            else:
                sheet.uncalculated.append((row, column, formula))
        self.empty_formulas = []


def _times(attributes: dict[str, str], name: str) -> int:
    """How often something is repeated or how far it reaches."""
    text = attributes.get(f"{_TABLE}{name}", "1")
    return max(1, int(text)) if text.isdigit() else 1


def _is_hidden(attributes: dict[str, str]) -> bool:
    return attributes.get(f"{_TABLE}visibility") in ("collapse", "filter")


def _put(sheet: PlainSheet, cell: tuple[int, int], what: str, value: Any) -> None:
    if what == "error":
        sheet.errors.append((*cell, value))
    elif what == "uncalculated":
        sheet.uncalculated.append((*cell, value))
    else:
        sheet.put(*cell, value)
        if what == "percent":
            sheet.percent.append(cell)


def _value(cell: dict[str, str], shown: str) -> tuple[str, Any]:
    """What a cell holds: "" for nothing, value, percent, error or uncalculated; and its value."""
    kind = cell.get(f"{_OFFICE}value-type")
    formula = cell.get(f"{_TABLE}formula")
    if cell.get(f"{_CALC}value-type") == "error" or (formula and _ERROR.fullmatch(shown)):
        return "error", shown or "#ERROR"
    if kind in _NUMBERS:
        number = float(cell.get(f"{_OFFICE}value", "nan"))
        if number != number:
            return ("uncalculated", formula) if formula else ("value", shown)
        if shown.upper() in ("TRUE", "FALSE"):
            return "value", shown.upper() == "TRUE"
        return ("percent" if kind == "percentage" else "value"), number
    if kind == "boolean":
        return "value", cell.get(f"{_OFFICE}boolean-value") == "true"
    if kind == "date":
        day = cell.get(f"{_OFFICE}date-value", "")[:10]
        try:
            return "value", date.fromisoformat(day)
        except ValueError:
            return "value", shown
    if kind == "string":
        text = shown or cell.get(f"{_OFFICE}string-value", "")
        return "value", text
    if kind is None and formula and not shown:
        return "uncalculated", formula
    return ("value", shown) if shown else ("", None)
