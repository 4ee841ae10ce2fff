"""One sheet's XML with other styles at some cells and a place for comments; every other byte stays.

Part of the child that marks a workbook. The parser tells where an element begins and the bytes are changed there,
so that a large sheet is walked through once and nothing else in it is written anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from itacore.reports.marked_package import UnmarkableError
from itacore.reports.marked_tags import TAG, Cell, name_of, place_of, with_attribute, without_attribute

Range = tuple[int, int, int, int]
Restyle = Callable[[int, str], int]
NEAR = 30  # rows below a cell whose heights matter to the comment beside it
_SHEET_DATA = re.compile(rb"<(/?)(?:[^\s<>/:]+:)?sheetData[\s/>]")
_ENCODINGS = {None, "utf-8", "us-ascii"}
# What may stand before the place of comments; everything else comes behind it.
_BEFORE = set(
    "sheetCalcPr sheetProtection protectedRanges scenarios autoFilter sortState dataConsolidate customSheetViews"
    " mergeCells phoneticPr conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup"
    " headerFooter rowBreaks colBreaks customProperties cellWatches ignoredErrors smartTags drawing".split()
)
_TRUE = ("1", "true")


@dataclass
class Measures:
    """Widths of columns in characters and heights of rows in points, for the boxes of comments."""

    width: float = 9.14
    height: float = 15.0
    columns: list[tuple[int, int, float, int]] = field(default_factory=list)  # first, last, width, style
    rows: dict[int, float] = field(default_factory=dict)

    def column(self, number: int) -> float:
        """Width of a column, from 0."""
        return next((w for first, last, w, _ in self.columns if first <= number <= last), self.width)

    def row(self, number: int) -> float:
        """Height of a row, from 0."""
        return self.rows.get(number, self.height)

    def style(self, column: int) -> int:
        """Style of the empty cells of a column."""
        return next((style for first, last, _, style in self.columns if first <= column <= last), 0)


class SheetWalk:
    """Walks through a sheet and gathers the changes that give cells their new styles."""

    def __init__(self, content: bytes, wanted: Mapping[Cell, str], restyle: Restyle) -> None:
        self.content = content
        self.measures = Measures()
        self.merges: list[Range] = []
        self.legacy: str | None = None
        self._legacy_at: int | None = None
        self._restyle = restyle
        self._severity = wanted
        self._rows: dict[int, list[int]] = {}
        for row, column in sorted(wanted):
            self._rows.setdefault(row, []).append(column)
        self._pending = sorted(self._rows)
        self._measured = {row + near for row in self._rows for near in range(-1, NEAR)}
        self._last = max(self._measured, default=-1)
        self._edits: list[tuple[int, int, bytes]] = []
        self._row = self._column = -1
        self._row_style = 0
        self._cells: list[int] | None = None  # those still to come in a row with cells to mark
        self._depth = 0
        self._closed = False
        self._prefix = b""
        self._walk()

    def pieces(self, legacy: str | None, relations: str) -> Iterator[bytes]:
        """The sheet with all changes; ``legacy`` is the relation to the comments' drawing where it gets one."""
        edits = list(self._edits)
        if legacy is not None:
            element = f"legacyDrawing xmlns:r={quoteattr(relations)} r:id={quoteattr(legacy)}/>".encode()
            at = self._legacy_at or 0
            edits.append((at, at, b"<" + self._prefix + element))
        done = 0
        for start, end, new in sorted(edits, key=lambda edit: edit[:2]):
            yield self.content[done:start]
            yield new
            done = end
        yield self.content[done:]

    def _walk(self) -> None:
        self._parser = parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._first
        parser.XmlDeclHandler = self._declaration
        parser.StartDoctypeDeclHandler = self._refuse
        marks = list(_SHEET_DATA.finditer(self.content, max(0, len(self.content) - (4 << 20))))
        marks = marks or list(_SHEET_DATA.finditer(self.content))
        if not marks:
            raise UnmarkableError("odd")
        at = marks[-1].start()
        try:
            parser.Parse(memoryview(self.content)[:at], False)
            self._depth = 2 if marks[-1].group(1) else 1
            if parser.StartElementHandler is None:
                parser.StartElementHandler = self._start
            parser.EndElementHandler = self._end
            parser.Parse(memoryview(self.content)[at:], True)
        except expat.ExpatError:
            raise UnmarkableError("odd") from None
        if not self._closed or self._legacy_at is None:
            raise UnmarkableError("odd")

    def _declaration(self, version: str, encoding: str | None, standalone: int) -> None:
        if (encoding.lower() if encoding else None) not in _ENCODINGS:
            raise UnmarkableError("odd")

    def _refuse(self, *_: object) -> None:
        raise UnmarkableError("odd")

    def _first(self, name: str, attributes: dict[str, str]) -> None:
        """The root: from here on elements of its namespace are told from all others."""
        space, _, local = name.rpartition(" ")
        if local != "worksheet" or self.content[:2] in (b"\xff\xfe", b"\xfe\xff"):
            raise UnmarkableError("odd")
        self.space = space
        self._names = {
            f"{space} row": self._start_row,
            f"{space} sheetData": self._start_data,
            f"{space} col": self._start_column,
            f"{space} sheetFormatPr": self._default_sizes,
            f"{space} mergeCell": self._merge,
        }
        self._parser.StartElementHandler = self._start

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        act = self._names.get(name)
        if act is not None:
            act(attributes)

    def _start_behind(self, name: str, attributes: dict[str, str]) -> None:
        self._start(name, attributes)
        if self._depth == 1:
            self._after_data(name, attributes)
        self._depth += 1

    def _start_data(self, attributes: dict[str, str]) -> None:
        self._data_at, self._data_tag = self._parser.CurrentByteIndex, self._tag()
        self._prefix = self._data_tag.group(1)[: -len(b"sheetData")]

    def _start_column(self, attributes: dict[str, str]) -> None:
        hidden = attributes.get("hidden") in _TRUE
        width = 0.0 if hidden else float(attributes.get("width", self.measures.width))
        first, last = int(attributes["min"]) - 1, int(attributes["max"]) - 1
        self.measures.columns.append((first, last, width, int(attributes.get("style", 0))))

    def _default_sizes(self, attributes: dict[str, str]) -> None:
        self.measures.height = float(attributes.get("defaultRowHeight", self.measures.height))
        base = float(attributes.get("baseColWidth", 8)) + 0.71
        self.measures.width = float(attributes.get("defaultColWidth", base))

    def _merge(self, attributes: dict[str, str]) -> None:
        first, _, last = attributes["ref"].partition(":")
        self.merges.append((*place_of(first), *place_of(last or first)))

    def _start_row(self, attributes: dict[str, str]) -> None:
        row = int(attributes["r"]) - 1 if "r" in attributes else self._row + 1
        if self._pending and (self._pending[0] < row or row <= self._row):
            self._add_rows(row, self._parser.CurrentByteIndex)
        if not self._pending and row > self._last:
            self._parser.StartElementHandler = None  # nothing more to see until the end of the rows
        self._row, self._column, self._cells = row, -1, None
        self._names.pop(f"{self.space} c", None)
        if row in self._measured:
            hidden = attributes.get("hidden") in _TRUE
            if hidden or "ht" in attributes:
                self.measures.rows[row] = 0.0 if hidden else float(attributes["ht"])
        if self._pending and self._pending[0] == row:
            self._pending.pop(0)
            self._open_row(row, attributes)

    def _open_row(self, row: int, attributes: dict[str, str]) -> None:
        """Enter a row with cells to mark; a row without any cell is written as one that has some."""
        self._row_style = int(attributes.get("s", 0)) if attributes.get("customFormat") in _TRUE else -1
        self._cells = list(self._rows[row])
        start, tag = self._parser.CurrentByteIndex, self._tag()
        if tag.group(2):
            whole = tag.group()[: -len(b"/>")].rstrip() + b">" + self._made(row, self._cells)
            self._edits.append(
                (start, tag.end(), without_attribute(whole, b"spans") + b"</" + self._prefix + b"row>")
            )
            self._cells = None
        else:
            self._row_at, self._row_tag, self._spans_kept = start, tag, True
            self._parser.EndElementHandler = self._end
            self._names[f"{self.space} c"] = self._cell

    def _cell(self, attributes: dict[str, str]) -> None:
        cells = self._cells or []
        column = place_of(attributes["r"])[1] if "r" in attributes else self._column + 1
        at = self._parser.CurrentByteIndex
        if cells and (cells[0] < column or column <= self._column):
            missing = [one for one in cells if one < column]
            if column <= self._column:
                raise UnmarkableError("odd")
            self._insert(at, missing)
            del cells[: len(missing)]
        self._column = column
        if cells and cells[0] == column:
            cells.pop(0)
            tag = self._tag()
            style = self._restyle(int(attributes.get("s", 0)), self._severity[self._row, column])
            self._edits.append((at, tag.end(), with_attribute(tag.group(), b"s", str(style))))

    def _end(self, name: str) -> None:
        if self._closed:
            self._depth -= 1
            if self._depth == 0 and self._legacy_at is None:
                self._legacy_at = self._parser.CurrentByteIndex
        elif name == f"{self.space} row" and self._cells is not None:
            self._insert(self._parser.CurrentByteIndex, self._cells)
            self._cells = None
            if self._depth == 0:
                self._parser.EndElementHandler = None
        elif name == f"{self.space} sheetData" and self._depth:
            self._end_data()

    def _end_data(self) -> None:
        """Leave the rows; those still missing come last."""
        self._closed, self._depth = True, 1
        self._parser.StartElementHandler = self._start_behind
        if not self._pending:
            return
        if not self._data_tag.group(2):
            self._add_rows(1 << 21, self._parser.CurrentByteIndex)
            return
        rows = b"".join(self._made_row(row) for row in self._pending)
        whole = self._data_tag.group()[: -len(b"/>")].rstrip() + b">" + rows
        self._edits.append(
            (self._data_at, self._data_tag.end(), whole + b"</" + self._prefix + b"sheetData>")
        )

    def _after_data(self, name: str, attributes: dict[str, str]) -> None:
        """Find the place of comments: before the first element that must come behind it."""
        space, _, local = name.rpartition(" ")
        if space == self.space and local == "legacyDrawing":
            self.legacy = next((v for key, v in attributes.items() if key.endswith(" id")), None)
            self._legacy_at = self._parser.CurrentByteIndex
        elif self._legacy_at is None and not (space == self.space and local in _BEFORE):
            self._legacy_at = self._parser.CurrentByteIndex

    def _tag(self) -> re.Match[bytes]:
        """The tag at which the parser stands."""
        tag = TAG.match(self.content, self._parser.CurrentByteIndex)
        if tag is None:
            raise UnmarkableError("odd")
        return tag

    def _insert(self, at: int, columns: list[int]) -> None:
        """Write cells that are missing in a row."""
        if not columns:
            return
        if self._spans_kept:
            shorter = without_attribute(self._row_tag.group(), b"spans")
            self._edits.append((self._row_at, self._row_tag.end(), shorter))
            self._spans_kept = False
        self._edits.append((at, at, self._made(self._row, columns)))

    def _made(self, row: int, columns: list[int]) -> bytes:
        made = b""
        for column in columns:
            own = self._row_style if self._row_style >= 0 else self.measures.style(column)
            style = self._restyle(own, self._severity[row, column])
            made += b'<%bc r="%b" s="%d"/>' % (self._prefix, name_of(row, column).encode(), style)
        return made

    def _made_row(self, row: int) -> bytes:
        self._row_style = -1
        cells = self._made(row, self._rows[row])
        return b'<%brow r="%d">%b</%brow>' % (self._prefix, row + 1, cells, self._prefix)

    def _add_rows(self, before: int, at: int) -> None:
        """Write rows that are missing; where rows do not stand in order, nobody knows where they belong."""
        if before <= self._row:
            raise UnmarkableError("odd")
        while self._pending and self._pending[0] < before:
            self._edits.append((at, at, self._made_row(self._pending.pop(0))))
