"""Put text, paragraphs or a table in place of what stands in a Word document; part of own_template_child.py."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from itacore.reports.own_template_letters import Styles, first_letters, paragraph_of
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
    ) -> None:
        """Put text in place of nodes within a paragraph, behind ``after`` or at the end of the parent."""
        if "table" in value:
            raise UnfillableError("line")
        check_removable(nodes)
        letters, (starts, ends) = self.letters(nodes, place), half_marks(nodes)
        take_out(nodes)
        new = [*starts, *runs_of_lines(value, letters), *ends]
        if after is None:
            parent.extend(new)
            return
        for one in reversed(new):
            after.addnext(one)

    def put_blocks(
        self,
        holder: Element,
        nodes: Sequence[Element],
        value: Value,
        place: Element,
        marks: tuple[Element, Element] | None = None,
    ) -> None:
        """Put paragraphs or a table in place of nodes of a holder; marks of a bookmark go around them."""
        check_removable(nodes)
        starts, ends = half_marks(nodes)
        model = next((one for one in nodes if one.tag == q("p")), None)
        letters = self.letters(nodes, place)
        if "table" in value:
            around = next((one for one in [holder, *holder.iterancestors()] if one.tag == q("tc")), None)
            pattern = find_pattern(nodes, around, letters, self.styles, self.looks)
            new = [build_table(value["table"], pattern, self.room(holder))]
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
            _close(holder, new[-1])

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

    def room(self, holder: Element) -> int | None:
        """The width that a holder has; None in text boxes."""
        for node in [holder, *holder.iterancestors()]:
            if node.tag == q("txbxContent"):
                return None
            if node.tag == q("tc"):
                width = node.find(f"{q('tcPr')}/{q('tcW')}")
                known = (
                    width is not None and width.get(q("type")) == "dxa" and width.get(q("w"), "").isdigit()
                )
                return max(int(width.get(q("w"))) - _CELL_SPACE, 500) if known else None
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
        if not first:
            take_out([child for tag in _NOT_IN_CLONES for child in own.findall(q(tag))])
        new.append(own)
    new.extend(runs_of(pieces, letters))
    return new


def _close(holder: Element, table: Element) -> None:
    """Put a narrow paragraph behind a table that another table or the end of a cell follows, as Word asks."""
    last = table
    following = last.getnext()
    while following is not None and following.tag not in (q("p"), q("tbl"), q("sdt"), q("sectPr")):
        following = following.getnext()
    if following is None and holder.tag == q("sdtContent") and level_of(holder.getparent()) == "block":
        following = holder.getparent().getnext()
    if following is None or following.tag in (q("tbl"), q("sectPr")):
        paragraph, properties = make("p"), make("pPr")
        properties.append(make("spacing", before=0, after=0, line=120, lineRule="exact"))
        paragraph.append(properties)
        last.addnext(paragraph)


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
