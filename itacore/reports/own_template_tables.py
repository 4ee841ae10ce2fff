"""A table of ours as Word's XML, in the looks of the form's own table where the place has one.

The own table is one that stands inside the place as a pattern (its first row gives the looks of the head, the next
row of as many cells those of the rows below, column by column where it has as many as ours), else the one in whose
cell the place is. Without either the table looks as in our papers.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from itacore.reports.own_template_letters import Styles, first_letters
from itacore.reports.own_template_xml import Element, make, put, q, runs_of, take_out, text_of

_KEPT = ("tblStyle", "tblStyleRowBandSize", "tblStyleColBandSize", "tblBorders", "shd", "tblCellMar")
_KEPT_OF_CELL = ("tcBorders", "shd", "noWrap", "tcMar", "textDirection", "vAlign")
_TWIPS = 1440  # an inch


@dataclass(frozen=True)
class TableLooks:
    """Colours, the largest size of letters in half points, and space beside the text of a cell in twentieths."""

    rule: str
    ground: str
    size: int
    space: int


@dataclass(frozen=True)
class CellLook:
    """How cells of a row look: properties of cell and paragraph, None without, and of runs."""

    cell: Element | None
    paragraph: Element | None
    letters: Element


@dataclass(frozen=True)
class Pattern:
    """How a table looks: properties of the table, of cells of the head and of other rows, a look a column or one."""

    table: Element
    head: tuple[CellLook, ...]
    body: tuple[CellLook, ...]
    bold: bool


def find_pattern(
    nodes: Sequence[Element], around: Element | None, letters: Element, styles: Styles, looks: TableLooks
) -> Pattern:
    """Find how a table in the place of nodes is to look.

    Parameters
    ----------
    nodes
        What stands in the place.
    around
        The cell around the place, None outside tables.
    letters
        Properties of what stands in the place.
    styles, looks
        Letters of the document, and our looks.
    """
    sample = next((one for node in nodes for one in node.iter(q("tbl"))), None)
    if sample is not None:
        rows = [cells for row in sample.iter(q("tr")) if (cells := list(row.iter(q("tc"))))]
        like_head = [cells for cells in rows[1:] if len(cells) == len(rows[0])]
        head = _looks_of(rows[0] if rows else [], styles)
        return Pattern(_kept(sample), head, _looks_of(like_head[0], styles) if like_head else head, False)
    table = None if around is None else next(around.iterancestors(q("tbl")), None)
    if around is not None and table is not None:
        kept = _kept(table)
        inner = CellLook(_kept_cell(around, "tcBorders"), None, letters)
        return Pattern(kept, (inner,), (inner,), True)
    size = min(looks.size, styles.size(letters, first_letters(nodes)[1]))
    for tag in ("sz", "szCs"):
        put(letters, make(tag, val=size))
    properties = make("tblPr")
    borders = make("tblBorders")
    for side in ("top", "bottom", "insideH"):
        borders.append(make(side, val="single", sz=4, space=0, color=looks.rule))
    properties.append(borders)
    margins = make("tblCellMar")
    for side in ("left", "right"):
        margins.append(make(side, w=looks.space, type="dxa"))
    properties.append(margins)
    head_cell = make("tcPr")
    head_cell.append(make("shd", val="clear", color="auto", fill=looks.ground))
    first, other = CellLook(head_cell, None, letters), CellLook(None, None, letters)
    return Pattern(properties, (first,), (other,), True)


def _kept(table: Element) -> Element:
    """The properties of a table of the form that ours takes over."""
    new, own = make("tblPr"), table.find(q("tblPr"))
    if own is not None:
        new.extend(deepcopy(child) for tag in _KEPT for child in own.findall(q(tag)))
    return new


def _kept_cell(cell: Element, *tags: str) -> Element | None:
    new, own = make("tcPr"), cell.find(q("tcPr"))
    if own is not None:
        new.extend(deepcopy(child) for tag in tags for child in own.findall(q(tag)))
    return new if len(new) else None


def _looks_of(cells: Sequence[Element], styles: Styles) -> tuple[CellLook, ...]:
    """The looks of the cells of a row; one without a text has the letters of the first."""
    looks: list[CellLook] = []
    for cell in cells:
        found, paragraph = first_letters([cell])
        properties = None if paragraph is None else paragraph.find(q("pPr"))
        if properties is not None:
            properties = deepcopy(properties)
            tags = ("numPr", "pageBreakBefore", "rPr", "pPrChange")
            take_out([child for tag in tags for child in properties.findall(q(tag))])
        text = text_of([cell])
        letters = looks[0].letters if looks and not text else styles.letters(found, paragraph, text)
        looks.append(CellLook(_kept_cell(cell, *_KEPT_OF_CELL), properties, letters))
    return tuple(looks) or (CellLook(None, None, styles.letters(None, None, "")),)


def build_table(table: dict[str, Any], pattern: Pattern, room: int | None) -> Element:
    """Build a table.

    Parameters
    ----------
    table
        Caption, columns (heading, share, whether right) and rows (whether a group, whether they may split, cells).
    pattern
        How it looks.
    room
        Its width in twentieths of a point, None where that is not known.
    """
    built = make("tbl")
    total = room or 9000
    widths = [max(1, round(total * share)) for _, share, _ in table["columns"]]
    built.append(_properties(pattern, room, table["caption"]))
    grid = make("tblGrid")
    grid.extend(make("gridCol", w=width) for width in widths)
    built.append(grid)
    unit = widths if room else [max(1, round(5000 * share)) for _, share, _ in table["columns"]]
    kind = "dxa" if room else "pct"
    built.append(_row([c[0] for c in table["columns"]], table["columns"], unit, kind, pattern, head=True))
    for group, splits, cells in table["rows"]:
        built.append(_row(cells, table["columns"], unit, kind, pattern, group=group, splits=splits))
    return built


def _properties(pattern: Pattern, room: int | None, caption: str) -> Element:
    """Properties in the order of the schema."""
    own = {child.tag: child for child in pattern.table}
    new = make("tblPr")
    for tag in ("tblStyle", "tblStyleRowBandSize", "tblStyleColBandSize"):
        new.extend([own[q(tag)]] if q(tag) in own else [])
    new.append(make("tblW", w=room or 5000, type="dxa" if room else "pct"))
    for tag in ("tblBorders", "shd"):
        new.extend([own[q(tag)]] if q(tag) in own else [])
    new.append(make("tblLayout", type="fixed"))
    new.extend([own[q("tblCellMar")]] if q("tblCellMar") in own else [])
    look = {"firstRow": 1, "lastRow": 0, "firstColumn": 0, "lastColumn": 0, "noHBand": 0, "noVBand": 1}
    new.append(make("tblLook", val="0420", **look))
    new.append(make("tblDescription", val=caption))
    return new


def _row(
    cells: Sequence[Any],
    columns: Sequence[Any],
    widths: Sequence[int],
    kind: str,
    pattern: Pattern,
    *,
    head: bool = False,
    group: bool = False,
    splits: bool = False,
) -> Element:
    row, properties = make("tr"), make("trPr")
    if not splits:
        properties.append(make("cantSplit"))
    if head:
        properties.append(make("tblHeader"))
    if len(properties):
        row.append(properties)
    looks = pattern.head if head else pattern.body
    for at, pieces in enumerate(cells):
        cell, of_cell = make("tc"), make("tcPr")
        look = looks[at if len(looks) == len(columns) else 0]
        of_cell.append(make("tcW", w=sum(widths) if group else widths[at], type=kind))
        if group and len(widths) > 1:
            of_cell.append(make("gridSpan", val=len(widths)))
        if look.cell is not None:
            of_cell.extend(deepcopy(child) for child in look.cell)
        cell.append(of_cell)
        right = bool(columns[at][2]) and not group
        bold = group or (head and pattern.bold)
        cell.append(_paragraph(pieces, look, right, bold, group))
        row.append(cell)
    return row


def _paragraph(pieces: Sequence[Any], look: CellLook, right: bool, bold: bool, group: bool) -> Element:
    paragraph = make("p")
    properties = make("pPr") if look.paragraph is None else deepcopy(look.paragraph)
    if group and properties.find(q("keepNext")) is None:
        properties.insert(0 if properties.find(q("pStyle")) is None else 1, make("keepNext"))
    if look.paragraph is None:
        properties.append(make("spacing", before=0, after=0, line=240, lineRule="auto"))
        properties.append(make("ind", left=0, right=0, firstLine=0))
        properties.append(make("jc", val="right" if right else "left"))
    # The mark of the paragraph has the letters too, so that lines keep their height.
    mark = deepcopy(look.letters)
    if bold or any(strong for _, strong in pieces):
        put(mark, make("b"))
        put(mark, make("bCs"))
    properties.append(mark)
    paragraph.append(properties)
    for run in runs_of([(text, strong or bold) for text, strong in pieces], look.letters):
        paragraph.append(run)
    return paragraph
