"""The boxes in which Office shows comments: a drawing in VML, one a sheet.

Part of the child that marks a workbook. Office itself does not always write these drawings as proper XML, so their
bytes are searched and added to, never parsed and written anew.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from itacore.reports.marked_package import Package, UnmarkableError
from itacore.reports.marked_sheet import Measures
from itacore.reports.marked_tags import Cell

DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
BOX, LINE, FRAME = 380, 20, 14  # pixels: width of a box, height of a line, room around the text
LETTERS = 50  # of a line
BLOCK = 1024  # numbers of shapes that a drawing owns at a time
_SPACES = {
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "x": "urn:schemas-microsoft-com:office:excel",
}
_NOTE = re.compile(rb"<(\w+:)?ClientData\b[^>]*ObjectType=[\"']Note[\"'][^>]*>.*?</\1ClientData>", re.DOTALL)
_ROW = re.compile(rb"<(?:\w+:)?Row>\s*(\d+)\s*<")
_COLUMN = re.compile(rb"<(?:\w+:)?Column>\s*(\d+)\s*<")
_ANCHOR = re.compile(rb"(<(?:\w+:)?Anchor>)[\s\d,]+(<)")
_BLOCKS = re.compile(rb"(<(?:\w+:)?idmap\b[^>]*\bdata=)([\"'])([\d,\s]*)\2")
_SHAPE_TYPE_ID = re.compile(rb"\bid=[\"']_x0000_t202[\"']")
_EMPTY = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit">'
    '<o:idmap v:ext="edit" data=""/></o:shapelayout></xml>'
)
_SHAPE_TYPE = (
    '<v:shapetype{spaces} id="_x0000_t202" coordsize="21600,21600" o:spt="202"'
    ' path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = (
    '<v:shape{spaces} id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;visibility:hidden"'
    ' fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
    '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>'
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)


def new_boxes(package: Package, boxes: Mapping[Cell, str]) -> str:
    """Add a drawing with boxes, given as cell and anchor; gives its part."""
    drawing = package.new_name("xl/drawings/vmlDrawing{}.vml")
    package.declare("vml", DRAWING_TYPE)
    package.put(drawing, [_with_shapes(package, _EMPTY.encode(), boxes)])
    return drawing


def add_boxes(package: Package, drawing: str, boxes: Mapping[Cell, str]) -> None:
    """Make the boxes in a drawing as large as their texts ask now, and add those that are missing."""
    seen: set[Cell] = set()

    def judge(found: re.Match[bytes]) -> bytes:
        note = found.group()
        row, column = _ROW.search(note), _COLUMN.search(note)
        if row is None or column is None:
            return note
        cell = int(row.group(1)), int(column.group(1))
        seen.add(cell)
        if cell not in boxes:
            return note
        anchor = boxes[cell].encode()
        if _ANCHOR.search(note):
            return _ANCHOR.sub(lambda old: old.group(1) + anchor + old.group(2), note)
        at, prefix = note.index(b">") + 1, found.group(1) or b""
        return b"%b<%bAnchor>%b</%bAnchor>%b" % (note[:at], prefix, anchor, prefix, note[at:])

    content = _NOTE.sub(judge, package.current(drawing))
    missing = {cell: anchor for cell, anchor in boxes.items() if cell not in seen}
    package.put(drawing, [_with_shapes(package, content, missing) if missing else content])


def anchor(cell: Cell, last: Cell, text: str, measures: Measures) -> str:
    """Place a box to the right of a cell (or merged range, to its last cell), as high as its text asks."""
    lines = sum(-(-max(1, _letters(line)) // LETTERS) for line in text.split("\n"))
    first_column, first_row = last[1] + 1, max(0, cell[0] - 1)
    column, room = first_column, float(BOX + 15)
    while room > (wide := _pixels(measures.column(column))) and column < first_column + 200:
        room -= wide
        column += 1
    row, height = first_row, float(lines * LINE + FRAME + 8)
    while height > (high := measures.row(row) * 96 / 72) and row < first_row + 400:
        height -= high
        row += 1
    return f"{first_column}, 15, {first_row}, 8, {column}, {int(room)}, {row}, {int(height)}"


def _pixels(width: float) -> float:
    """Pixels of a column of so many characters."""
    return width * 7 + 5 if width else 0.0


def _letters(text: str) -> int:
    return sum(unicodedata.category(letter) != "Mn" for letter in text)


def _free_numbers(package: Package, count: int) -> list[int]:
    """Numbers for shapes, out of blocks that no drawing of the workbook owns."""
    taken = {0}
    for name in package.names:
        if name.endswith(".vml"):
            for found in _BLOCKS.finditer(package.current(name)):
                taken |= {int(one) for one in found.group(3).replace(b",", b" ").split()}
    blocks = range(max(taken) + 1, max(taken) + 2 + count // BLOCK)
    numbers = [block * BLOCK + at for block in blocks for at in range(1, BLOCK)]
    return numbers[:count]


def _with_blocks(content: bytes, numbers: Sequence[int]) -> bytes:
    """Name the blocks of our numbers in a drawing."""
    own = b",".join(b"%d" % block for block in sorted({number // BLOCK for number in numbers}))

    def add(found: re.Match[bytes]) -> bytes:
        old = found.group(3).strip()
        return found.group(1) + found.group(2) + (old + b"," + own if old else own) + found.group(2)

    return _BLOCKS.sub(add, content, count=1)


def _with_shapes(package: Package, content: bytes, boxes: Mapping[Cell, str]) -> bytes:
    """Put boxes into a drawing."""
    at = content.rfind(b"</xml>")
    if at < 0:
        raise UnmarkableError("odd")
    numbers = _free_numbers(package, len(boxes))
    root = content[: content.find(b">")]
    spaces = "".join(
        f' xmlns:{prefix}="{space}"'
        for prefix, space in _SPACES.items()
        if f"xmlns:{prefix}=".encode() not in root
    )
    shapes = [] if _SHAPE_TYPE_ID.search(content) else [_SHAPE_TYPE.format(spaces=spaces)]
    for ((row, column), place), number in zip(boxes.items(), numbers, strict=True):
        shapes.append(_SHAPE.format(spaces=spaces, number=number, anchor=place, row=row, column=column))
    return _with_blocks(content[:at] + "".join(shapes).encode() + content[at:], numbers)
