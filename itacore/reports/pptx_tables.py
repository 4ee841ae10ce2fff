"""Native tables of slides: tinted cells, thin rules between rows, every run with its typeface."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

from itacore.charts.style import LIGHT
from itacore.reports.deck import Cell, Grid, ListedMeasure
from itacore.reports.pptx_text import LINE, SMALLEST, WIDE, Line, Type, colour_xml, element, fill_text
from itacore.reports.report import ours
from itacore.reports.xlsx import letters_wide
from itacore.wording import say

Place = tuple[float, float, float, float]  # left, top, width and height in inches
PLAIN_TABLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # PowerPoint's table without any look
_ALIGN = {"left": "l", "center": "ctr", "right": "r"}
_LARGEST, _LARGEST_TITLE = 30.0, 38.0
FEW = 3  # measures, whose letters are large
_TALLEST = (2.6, 2.0, 1.5)  # their rows by how many there are, in inches
_NUMBER = 1.0
_MOST_ROW = 1.1
_NARROW = frozenset(" ,.\u00a0")  # than a letter


def add_grid(slide: Any, grid: Grid, place: Place, arabic_digits: bool) -> Any:
    """Put a table on a slide and give its frame; letters are as large as its cells let them."""
    left, top, width, height = place
    row_height = min(height / len(grid.rows), _MOST_ROW)
    widths = [width * share for share in grid.shares]
    size = _LARGEST
    while size > SMALLEST and not _fits(grid, widths, row_height, size):
        size -= 1
    frame = _new_table(
        slide, len(grid.rows), len(grid.shares), (left, top, width, row_height * len(grid.rows))
    )
    table = frame.table
    _set_sizes(table, widths, row_height)
    for at, cells in enumerate(grid.rows):
        for column, content in enumerate(cells):
            look = Type(size, content.bold, content.ink or LIGHT.ink)
            line = Line(content.words, look, _ALIGN[content.align])
            side = _side(content.align, grid.air)
            _fill_cell(table.cell(at, column), [line], arabic_digits, content.fill, side=side)
    _join_empty(table, grid)
    return frame


def _join_empty(table: Any, grid: Grid) -> None:
    """Join the empty cells of the first column with what they go on: an empty line may be taller than a row."""
    texts = [row[0].words.plain for row in grid.rows]
    if not texts[0]:
        table.cell(0, 1).merge(table.cell(0, 0))
    starts = [at for at, text in enumerate(texts) if text and at]
    for start, end in pairwise([*starts, len(texts)]):
        if end - start > 1:
            table.cell(start, 0).merge(table.cell(end - 1, 0))


def _fits(grid: Grid, widths: Sequence[float], row_height: float, size: float) -> bool:
    """Whether every text fits its cell; only what stands left may take a second line."""
    for row in grid.rows:
        for width, cell in zip(widths, row, strict=True):
            lines = -(-_wide(cell.words.plain) * size // (width * 72 - 2 * _side(cell.align, grid.air) - 2))
            if lines * size * LINE + 2 > row_height * 72 or (lines > 1 and cell.align != "left"):
                return False
    return True


def add_key(slide: Any, key: Sequence[Cell], place: Place, arabic_digits: bool, *, across: bool) -> Any:
    """Say beside or (``across``) below a table what its tints mean."""
    left, top, width, height = place
    head = Cell(ours(say("charts", "label.zones")), ink=LIGHT.soft)
    count = len(key) + 1
    row_height = height if across else min(0.78, height / count)
    rows, columns = (1, count) if across else (count, 1)
    frame = _new_table(slide, rows, columns, (left, top, width, row_height * rows))
    _set_sizes(frame.table, [width / columns] * columns, row_height)
    for at, content in enumerate((head, *key)):
        line = Line(content.words, Type(SMALLEST, False, content.ink), _ALIGN[content.align])
        cell = frame.table.cell(0, at) if across else frame.table.cell(at, 0)
        _fill_cell(cell, [line], arabic_digits, content.fill, side=_side(content.align, 2))
    return frame


def add_measures(slide: Any, measures: Sequence[ListedMeasure], place: Place, arabic_digits: bool) -> Any:
    """List measures: the number, what is done, and below which indicator it serves; few stand wide apart."""
    left, top, width, height = place
    few = len(measures) <= FEW
    row_height = min(height / len(measures), _TALLEST[min(len(measures), FEW) - 1])
    text_width = width - _NUMBER
    size = _LARGEST_TITLE if few else _LARGEST
    while size > SMALLEST and any(_tall(one, size, text_width) > row_height * 72 for one in measures):
        size -= 1
    under = min(size, 26.0 if few else 22.0)
    whole = row_height * len(measures)
    frame = _new_table(slide, len(measures), 2, (left, top + (height - whole) / 3, width, whole))
    table = frame.table
    _set_sizes(table, [_NUMBER, text_width], row_height)
    for at, measure in enumerate(measures):
        lines = [Line(measure.title, Type(size, True))]
        if measure.under.plain:
            lines.append(Line(measure.under, Type(under, False, LIGHT.soft), before=2))
        rule = at + 1 < len(measures)
        number = Line(ours(measure.number), Type(size, True, LIGHT.own))
        _fill_cell(table.cell(at, 0), [number], arabic_digits, "", rule=rule)
        _fill_cell(table.cell(at, 1), lines, arabic_digits, "", rule=rule)
    return frame


def _tall(measure: ListedMeasure, size: float, width: float) -> float:
    """How much room a measure takes, in points."""
    lines = -(-_wide(measure.title.plain) * size // (width * 72 - 2 * _side("left", 0)))
    return lines * size * LINE + (26 * LINE + 2 if measure.under.plain else 0) + 8


def _wide(text: str) -> float:
    """How wide a text is, of the size of its letters, in a typeface that stands in for ours."""
    return WIDE * (letters_wide(text) - 0.3 * sum(letter in _NARROW for letter in text))


def _side(align: str, air: float) -> float:
    """Room beside a text in its cell, in points."""
    return 6 if align == "left" else air


def _new_table(slide: Any, rows: int, columns: int, place: Place) -> Any:
    frame = slide.shapes.add_table(rows, columns, *(Inches(length) for length in place))
    properties = frame._element.find(f".//{qn('a:tblPr')}")
    for name in list(properties.attrib):
        del properties.attrib[name]
    if rows > 1 and columns > 2:
        properties.set("firstRow", "1")
    properties.find(qn("a:tableStyleId")).text = PLAIN_TABLE
    return frame


def _set_sizes(table: Any, widths: Sequence[float], row_height: float) -> None:
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Inches(width)
    for row in table.rows:
        row.height = Inches(row_height)


def _fill_cell(
    cell: Any, lines: Sequence[Line], arabic_digits: bool, fill: str, *, rule: bool = False, side: float = 6
) -> None:
    cell.margin_left = cell.margin_right = Pt(side)
    cell.margin_top = cell.margin_bottom = Emu(Pt(1))
    fill_text(cell._tc.txBody, lines, arabic_digits)
    properties = cell._tc.get_or_add_tcPr()
    properties.set("anchor", "ctr")
    edges = (
        [("lnB", LIGHT.grid)]
        if rule
        else [(edge, LIGHT.page) for edge in ("lnL", "lnR", "lnT", "lnB")]
        if fill
        else []
    )
    for edge, colour in edges:
        properties.append(element(f'<a:{edge} w="25400">{colour_xml(colour)}</a:{edge}>'))
    properties.append(element(colour_xml(fill) if fill else "<a:noFill/>"))
