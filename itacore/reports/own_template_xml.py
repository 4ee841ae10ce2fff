"""Names of Word's XML and what the filling of an office's own form asks of it; part of own_template_child.py."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

Element = Any
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def q(tag: str) -> str:
    """The full name of an element or attribute."""
    return f"{{{WORD}}}{tag}"


def _names(tags: str) -> frozenset[str]:
    return frozenset(q(tag) for tag in tags.split())


_HOLDERS = _names("body tc txbxContent hdr ftr footnote endnote")
_SHOWN = _names(
    "t tab br cr sym drawing pict object noBreakHyphen softHyphen footnoteReference endnoteReference"
)
_SHOWN |= _names("footnoteRef endnoteRef ptab fldSimple fldChar") | {
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
}
_STARTS = _names("bookmarkStart commentRangeStart permStart moveFromRangeStart moveToRangeStart")
_ENDS = _names("bookmarkEnd commentRangeEnd permEnd moveFromRangeEnd moveToRangeEnd")
_BESIDES = _names("tcPr sectPr")  # what stands beside the blocks of a cell or body
_TAKEN_AWAY = _names("del moveFrom")


class UnfillableError(Exception):
    """A place cannot be filled; the first argument is the code of the reason."""


def make(tag: str, **attributes: object) -> Element:
    """Make an element of WordprocessingML."""
    element = etree.Element(q(tag), nsmap={"w": WORD})
    for name, value in attributes.items():
        element.set(q(name), str(value))
    return element


def level_of(node: Element) -> str:
    """Where a content control or mark stands: block, cell, row or inline."""
    parent = node.getparent()
    if parent is None:
        return "inline"
    if parent.tag in _HOLDERS:
        return "block"
    if parent.tag == q("tbl"):
        return "row"
    if parent.tag == q("tr"):
        return "cell"
    if parent.tag == q("sdtContent"):
        return level_of(parent.getparent())
    return level_of(parent) if parent.tag == q("customXml") else "inline"


def is_shown_twice(node: Element) -> bool:
    """Whether a node lies in the second form of a text box, which older programs show."""
    return any(ancestor.tag == _FALLBACK for ancestor in node.iterancestors())


def is_deleted(node: Element) -> bool:
    """Whether a node lies in a text or row that somebody deleted while changes were tracked."""
    return any(
        one.tag in _TAKEN_AWAY or (one.tag == q("tr") and one.find(f"{q('trPr')}/{q('del')}") is not None)
        for one in node.iterancestors()
    )


def is_within(node: Element, root: Element) -> bool:
    """Whether a node still is a part of the tree."""
    return any(ancestor is root for ancestor in node.iterancestors())


def shows(nodes: Iterable[Element]) -> bool:
    """Whether anything of the nodes is seen."""
    return any(one.tag in _SHOWN for node in nodes for one in node.iter())


def text_of(nodes: Iterable[Element]) -> str:
    """The text of nodes."""
    return "".join(one.text or "" for node in nodes for one in node.iter(q("t")))


def blocks_of(holder: Element) -> list[Element]:
    """The children of a holder that are its content."""
    return [child for child in holder if child.tag not in _BESIDES]


def check_removable(nodes: Sequence[Element]) -> None:
    """Refuse to take out what something outside rests on.

    Raises
    ------
    UnfillableError
        "section" where a section ends in the nodes, "field" where a field lies only partly in them.
    """
    depth = 0
    for node in nodes:
        if next(node.iter(q("sectPr")), None) is not None:
            raise UnfillableError("section")
        for mark in node.iter(q("fldChar")):
            kind = mark.get(q("fldCharType"))
            depth += {"begin": 1, "end": -1}.get(kind, 0)
            if depth < 0 or (depth == 0 and kind == "separate"):
                raise UnfillableError("field")
    if depth:
        raise UnfillableError("field")


def half_marks(nodes: Sequence[Element]) -> tuple[list[Element], list[Element]]:
    """Starts and ends of ranges whose other half lies outside the nodes, which must not go."""
    starts = {_key(one): one for one in _marks(nodes, _STARTS)}
    ends = {_key(one): one for one in _marks(nodes, _ENDS)}
    return (
        [one for key, one in starts.items() if key not in ends],
        [one for key, one in ends.items() if key not in starts],
    )


def _marks(nodes: Sequence[Element], tags: frozenset[str]) -> Iterator[Element]:
    for node in nodes:
        for one in node.iter():
            if one.tag in tags:
                yield one


def _key(mark: Element) -> tuple[str, str]:
    kind = etree.QName(mark).localname.removesuffix("Start").removesuffix("End")
    return kind, mark.get(q("id"), "")


def take_out(nodes: Iterable[Element]) -> None:
    """Remove nodes from their parents."""
    for node in nodes:
        parent = node.getparent()
        if parent is not None:
            parent.remove(node)


def runs_of(pieces: Iterable[Sequence[Any]], letters: Element) -> list[Element]:
    """Make runs of pieces of text and whether they are bold; a text is only ever text.

    A line break within a piece is one in Word.
    """
    runs = []
    for text, bold in pieces:
        run = make("r")
        own = deepcopy(letters)
        if bold:
            put(own, make("b"))
            put(own, make("bCs"))
        if len(own):
            run.append(own)
        for at, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")):
            if at:
                run.append(make("br"))
            for place, part in enumerate(line.split("\t")):
                if place:
                    run.append(make("tab"))
                if part:
                    written = make("t")
                    written.text = part
                    written.set(_XML_SPACE, "preserve")
                    run.append(written)
        runs.append(run)
    return runs


_RUN_ORDER = [
    q(tag)
    for tag in (
        "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
        "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs "
        "em lang eastAsianLayout specVanish oMath"
    ).split()
]


def put(properties: Element, one: Element) -> None:
    """Set a property of a run, in the order of the schema."""
    take_out(properties.findall(one.tag))
    place = _RUN_ORDER.index(one.tag)
    later = [child for child in properties if child.tag in _RUN_ORDER and _RUN_ORDER.index(child.tag) > place]
    if later:
        later[0].addprevious(one)
    else:
        properties.append(one)
