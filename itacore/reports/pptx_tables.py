"""Native tables of slides: tinted cells, thin rules between rows, every run with its typeface."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

from itacore.charts.style import LIGHT
from itacore.reports.deck import Cell, Grid, ListedMeasure
from itacore.reports.pptx_text import LETTER, SMALLEST, Line, Type, colour_xml, element, fill_text
from itacore.reports.report import ours
from itacore.reports.xlsx import letters_wide
from itacore.wording import say

Place = tuple[float, float, float, float]  # left, top, width and height in inches
PLAIN_TABLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # PowerPoint's table without any look
_ALIGN = {"left": "l", "center": "ctr", "right": "r"}
_LARGEST = 26.0
_MOST_ROW = 0.9
_WIDE = LETTER * 1.09  # Thai digits take more
_LINE = 1.27  # height of a line, of its letters


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
            _fill_cell(table.cell(at, column), [line], arabic_digits, content.fill)
    return frame


def _fits(grid: Grid, widths: Sequence[float], row_height: float, size: float) -> bool:
    """Whether every text fits its cell; only what stands left may take a second line."""
    for row in grid.rows:
        for width, cell in zip(widths, row, strict=True):
            lines = -(-letters_wide(cell.words.plain) * size * _WIDE // ((width - 0.18) * 72))
            if lines * size * _LINE > row_height * 72 or (lines > 1 and cell.align != "left"):
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
        _fill_cell(cell, [line], arabic_digits, content.fill)
    return frame


def add_measures(slide: Any, measures: Sequence[ListedMeasure], place: Place, arabic_digits: bool) -> Any:
    """List measures: the number, what is done, and below whom it serves, who and when."""
    left, top, width, height = place
    few = len(measures) < 4
    row_height = min(height / len(measures), 1.4)
    frame = _new_table(slide, len(measures), 2, (left, top, width, row_height * len(measures)))
    table = frame.table
    _set_sizes(table, [0.8, width - 0.8], row_height)
    for at, measure in enumerate(measures):
        number = Line(ours(measure.number), Type(36 if few else 30, True, LIGHT.own))
        title = Line(measure.title, Type(32 if few else 26, True))
        lines = [title]
        if measure.under.plain:
            lines.append(Line(measure.under, Type(24 if few else 22, False, LIGHT.soft), before=2))
        _fill_cell(table.cell(at, 0), [number], arabic_digits, "", rule=at + 1 < len(measures))
        _fill_cell(table.cell(at, 1), lines, arabic_digits, "", rule=at + 1 < len(measures))
    return frame


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
    cell: Any, lines: Sequence[Line], arabic_digits: bool, fill: str, *, rule: bool = False
) -> None:
    cell.margin_left = cell.margin_right = Inches(0.08 if lines[0].align == "l" else 0.02)
    cell.margin_top = cell.margin_bottom = Emu(Pt(1))
    fill_text(cell._tc.txBody, lines, arabic_digits)
    properties = cell._tc.get_or_add_tcPr()
    properties.set("anchor", "ctr")
    edges = (
        [("lnB", LIGHT.grid)]
        if rule
        else [(side, LIGHT.page) for side in ("lnL", "lnR", "lnT", "lnB")]
        if fill
        else []
    )
    for side, colour in edges:
        properties.append(element(f'<a:{side} w="25400">{colour_xml(colour)}</a:{side}>'))
    properties.append(element(colour_xml(fill) if fill else "<a:noFill/>"))
