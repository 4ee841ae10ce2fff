"""Names of places in a Word document, and the marks of bookmarks; part of own_template_child.py."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from itacore.reports.own_template_xml import Element, UnfillableError, level_of, q, shows

BLOCKS = frozenset(q(tag) for tag in ("p", "tbl", "sdt"))
_AGAIN = re.compile(r"_\d+$")


def name_of_place(written: str, known: Mapping[str, object]) -> str | None:
    """Find the place that a name means; a number behind it makes a bookmark of the same place once more.

    >>> name_of_place(" Total ", {"total": 1}), name_of_place("total_2", {"total": 1}), name_of_place("sum", {})
    ('total', 'total', None)
    """
    plain = written.strip().lower()
    if plain in known:
        return plain
    short = _AGAIN.sub("", plain)
    return short if short in known else None


def name_of_control(control: Element, known: Mapping[str, object]) -> tuple[str | None, str]:
    """The place that a control is, by its tag, else its title; and its name as written."""
    properties = control.find(q("sdtPr"))
    if properties is None:
        return None, ""
    found = [properties.find(q(tag)) for tag in ("tag", "alias")]
    written = [one.get(q("val"), "").strip() for one in found if one is not None]
    written = [one for one in written if one]
    name = next((known_as for one in written if (known_as := name_of_place(one, known))), None)
    return name, written[0] if written else ""


def pair_bookmarks(root: Element) -> dict[Element, Element]:
    """The ends of bookmarks by their starts; the two forms of a text box have marks of the same number."""
    ends: dict[Element, Element] = {}
    waiting: dict[str, Element] = {}
    for one in root.iter(q("bookmarkStart"), q("bookmarkEnd")):
        key = one.get(q("id"), "")
        if one.tag == q("bookmarkStart"):
            waiting[key] = one
        elif key in waiting:
            ends[waiting.pop(key)] = one
    return ends


def between(start: Element, end: Element | None) -> list[Element]:
    """What stands between two marks of one parent, to the end of the parent without a second."""
    found: list[Element] = []
    for one in start.itersiblings():
        if one is end:
            return found
        found.append(one)
    if end is not None:
        raise UnfillableError("open")
    return found


def draw_in(start: Element, end: Element) -> None:
    """Bring the marks of a bookmark to one level: Word writes the same choice in several ways."""
    if level_of(start) == "block":
        first = next(_blocks_beside(start), None)
        apart = end.getparent() is not start.getparent()
        if first is not None and first.tag == q("p") and apart:
            first.insert(1 if first.find(q("pPr")) is not None else 0, start)
    if level_of(end) == "block" and level_of(start) != "block":
        last = next(_blocks_beside(end, before=True), None)
        if last is not None and last.tag == q("p"):
            last.append(end)
    paragraph = end.getparent()
    if paragraph.tag == q("p") and paragraph is not start.getparent():
        before = [one for one in list(paragraph)[: paragraph.index(end)] if one.tag != q("pPr")]
        earlier = next(_blocks_beside(paragraph, before=True), None)
        if not shows(before) and earlier is not None:
            if earlier.tag == q("p"):
                earlier.append(end)
            elif start.getparent() is paragraph.getparent():
                paragraph.addprevious(end)


def _blocks_beside(node: Element, *, before: bool = False) -> Iterator[Element]:
    """The paragraphs, tables and controls beside a node, the nearest first; marks are passed over."""
    return (one for one in node.itersiblings(preceding=before) if one.tag in BLOCKS)
