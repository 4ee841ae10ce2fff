"""Put text, paragraphs or a table in place of what stands in a Word document; part of own_template_child.py."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from itacore.reports.own_template_letters import CHANGES, Styles, first_letters, paragraph_of
from itacore.reports.own_template_tables import TableLooks, build_table, find_pattern
from itacore.reports.own_template_xml import (
    Element,
    UnfillableError,
    check_removable,
    half_marks,
    level_of,
    make,
    q,
    runs_of,
    take_out,
    text_of,
)

Value = Mapping[str, Any]  # "lines": pieces a line, or "table"
_NOT_IN_CLONES = ("pageBreakBefore", "sectPr", "pPrChange")
_CELL_SPACE = 216  # twentieths of a point: what Word leaves beside the text of a cell
_A4 = 9072  # twentieths of a point: A4 less 3 cm and 2 cm
_BESIDE_TEXT = ("left", "right", "gutter")
_BLOCKS = frozenset(q(tag) for tag in ("p", "tbl", "sdt", "sectPr"))


@dataclass(frozen=True)
class Putter:
    """Puts values in: letters of the document, our looks of tables, width of its text in twentieths of a point."""

    styles: Styles
    looks: TableLooks
    width: int

    def put_runs(
        self,
        parent: Element,
        nodes: Sequence[Element],
        value: Value,
        place: Element,
        after: Element | None = None,
    ) -> list[Element]:
        """Put text in place of nodes within a paragraph, behind ``after`` or at the end of the parent; give it."""
        if "table" in value:
            raise UnfillableError("line")
        check_removable(nodes)
        letters, (starts, ends) = self.letters(nodes, place), half_marks(nodes)
        take_out(nodes)
        runs = runs_of_lines(value, letters)
        if after is None:
            parent.extend([*starts, *runs, *ends])
            return runs
        for one in reversed([*starts, *runs, *ends]):
            after.addnext(one)
        return runs

    def put_blocks(
        self,
        holder: Element,
        nodes: Sequence[Element],
        value: Value,
        place: Element,
        marks: tuple[Element, Element] | None = None,
    ) -> list[Element]:
        """Put paragraphs or a table in place of nodes of a holder, and give them; marks go around them."""
        check_removable(nodes)
        starts, ends = half_marks(nodes)
        model = next((one for one in nodes if one.tag == q("p")), None)
        letters = self.letters(nodes, place)
        if "table" in value:
            around = next((one for one in [holder, *holder.iterancestors()] if one.tag == q("tc")), None)
            pattern = find_pattern(nodes, around, letters, self.styles, self.looks)
            new = [build_table(value["table"], pattern, self.room(nodes[0] if nodes else holder))]
        else:
            new = [_paragraph(model, line, letters, at == 0) for at, line in enumerate(value["lines"])]
        anchor = make("p")
        if nodes:
            nodes[0].addprevious(anchor)
        else:
            holder.append(anchor)
        if marks is not None:
            take_out(marks)
            if new[0].tag == q("p"):
                new[0].insert(1 if new[0].find(q("pPr")) is not None else 0, marks[0])
                new[-1].append(marks[1])
            else:
                starts, ends = [marks[0], *starts], [*ends, marks[1]]
        take_out(nodes)
        for one in [*starts, *new, *ends]:
            anchor.addprevious(one)
        take_out([anchor])
        if "table" in value:
            _part(new[-1])
        return new

    def letters(self, nodes: Sequence[Element], place: Element) -> Element:
        """The letters of what stood in a place."""
        found, paragraph = first_letters(nodes)
        text = text_of(nodes)
        around = paragraph_of(place)
        paragraph = around if paragraph is None else paragraph
        properties = place.find(q("sdtPr")) if place.tag == q("sdt") else None
        said = None if properties is None else properties.find(q("rPr"))
        if properties is not None and _is_on(properties.find(q("showingPlcHdr"))):
            found, text = (said if said is not None else _without_style(found)), ""
        elif found is None:
            found = said if said is not None else _beside(place)
        return self.styles.letters(found, paragraph, text)

    def room(self, place: Element) -> int | None:
        """The width that there is at a place; None in text boxes."""
        for node in [place, *place.iterancestors()]:
            if node.tag == q("txbxContent"):
                return None
            if node.tag == q("tc"):
                width = node.find(f"{q('tcPr')}/{q('tcW')}")
                known = (
                    width is not None and width.get(q("type")) == "dxa" and width.get(q("w"), "").isdigit()
                )
                return max(int(width.get(q("w"))) - _CELL_SPACE, 500) if known else None
            if node.getparent() is not None and node.getparent().tag == q("body"):
                following = (one for block in [node, *node.itersiblings()] for one in block.iter(q("sectPr")))
                return width_of_section(next(following, None))
        return self.width


def _paragraph(model: Element | None, pieces: Sequence[Any], letters: Element, first: bool) -> Element:
    """A paragraph like the one that stood there."""
    new = make("p")
    properties = None if model is None else model.find(q("pPr"))
    if model is not None and first:
        for key, text in model.attrib.items():
            new.set(key, text)
    if properties is not None:
        own = deepcopy(properties)
        for mark in own.findall(q("rPr")):
            take_out([child for tag in CHANGES for child in mark.findall(q(tag))])
        if not first:
            take_out([child for tag in _NOT_IN_CLONES for child in own.findall(q(tag))])
        new.append(own)
    new.extend(runs_of(pieces, letters))
    return new


def width_of_section(section: Element | None) -> int:
    """The width of a column of text in a section; of A4 where it is not told."""
    if section is None:
        return _A4
    page, margins, columns = (section.find(q(tag)) for tag in ("pgSz", "pgMar", "cols"))
    try:
        width = int(page.get(q("w"))) - sum(int(margins.get(q(side), "0")) for side in _BESIDE_TEXT)
        count = int(columns.get(q("num"), "1")) if columns is not None else 1
    except (AttributeError, TypeError, ValueError):
        return _A4
    return max(width // max(count, 1), 1000)


def _part(table: Element) -> None:
    """Put a narrow paragraph between a table and what Word lets no table touch: another one, the end of a cell."""
    outer, before = _neighbour(table, before=True)
    if before is not None and before.tag == q("tbl"):
        while outer.getprevious().tag == q("bookmarkStart"):
            outer = outer.getprevious()
        outer.addprevious(_narrow())
    _, behind = _neighbour(table)
    if behind is None or behind.tag in (q("tbl"), q("sectPr")):
        table.addnext(_narrow())


def _neighbour(table: Element, *, before: bool = False) -> tuple[Element, Element | None]:
    """The block before or behind a table, None without; and what of the table's controls stands beside it."""
    node = table
    while True:
        found = next((one for one in node.itersiblings(preceding=before) if one.tag in _BLOCKS), None)
        around = node.getparent()
        if found is not None or around.tag != q("sdtContent") or level_of(around.getparent()) != "block":
            break
        node = around.getparent()
    while found is not None and found.tag == q("sdt"):
        inner = [one for one in found.iterfind(f"{q('sdtContent')}/*") if one.tag in _BLOCKS]
        found = inner[-1 if before else 0] if inner else None
        if found is None:
            return node, make("p")
    return node, found


def _narrow() -> Element:
    paragraph, properties = make("p"), make("pPr")
    properties.append(make("spacing", before=0, after=0, line=120, lineRule="exact"))
    paragraph.append(properties)
    return paragraph


def runs_of_lines(value: Value, letters: Element) -> list[Element]:
    """The runs of lines that follow each other by line breaks."""
    pieces: list[Sequence[Any]] = []
    for at, line in enumerate(value["lines"]):
        pieces += [*([["\n", False]] if at else []), *line]
    return runs_of(pieces, letters)


def is_several(value: Value) -> bool:
    return "table" in value or len(value["lines"]) > 1


def _is_on(element: Element | None) -> bool:
    return element is not None and element.get(q("val"), "1") not in ("0", "false", "off")


def _without_style(found: Element | None) -> Element | None:
    """The properties of a placeholder text without the grey style that Word gives it."""
    if found is None:
        return None
    own = deepcopy(found)
    take_out(own.findall(q("rStyle")))
    take_out(own.findall(q("color")))
    return own


def _beside(place: Element) -> Element | None:
    """The letters of the text beside an empty place: before it, else behind it, else of its paragraph."""
    for one in [*place.itersiblings(preceding=True), *place.itersiblings()]:
        if one.tag == q("r") and one.find(q("t")) is not None:
            return one.find(q("rPr"))
    paragraph = paragraph_of(place)
    return None if paragraph is None else paragraph.find(f"{q('pPr')}/{q('rPr')}")
