"""Fill the named places of one part of a Word document: content controls and bookmarks; part of own_template_child.py.

A value is lines of text or a table. One line goes in beside what else stands in the paragraph; several lines and tables
take the place of whole paragraphs, or, for lines in the midst of a paragraph, follow each other by line breaks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

from itacore.reports.own_template_marks import (
    BLOCKS,
    between,
    draw_in,
    name_of_control,
    name_of_place,
    pair_bookmarks,
)
from itacore.reports.own_template_put import Putter, Value, is_several, runs_of_lines
from itacore.reports.own_template_xml import (
    Element,
    UnfillableError,
    blocks_of,
    check_removable,
    half_marks,
    is_deleted,
    is_shown_twice,
    is_within,
    level_of,
    make,
    q,
    shows,
    take_out,
)

_LEFT_ALONE = re.compile(r"_|OLE_LINK\d*$")  # bookmarks that Word makes itself
_OF_OTHER_KINDS = re.compile(
    r"\}(?:picture|docPartObj|docPartList|equation|group|citation|bibliography|checkbox|repeatingSection"
    r"|repeatingSectionItem|webExtensionLinked|webExtensionCreated|entityPicker)$"
)


@dataclass
class Outcome:
    """What became of the places of a document."""

    filled: dict[str, int] = field(default_factory=dict)
    empty: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    failed: list[tuple[str, str]] = field(default_factory=list)

    def add(self, name: str) -> None:
        """Count a filled place."""
        self.filled[name] = self.filled.get(name, 0) + 1


def fill_part(root: Element, values: Mapping[str, Value | None], putter: Putter, outcome: Outcome) -> bool:
    """Fill all places of a part; gives whether anything of it changed.

    Parameters
    ----------
    root
        The part's root.
    values
        By name of place; None leaves it as it is.
    putter
        Puts values in.
    outcome
        Takes up what became of each place.
    """
    return _Filler(root, values, putter, outcome).fill()


class _Filler:
    """Fills the places of one part, the outer ones first."""

    def __init__(
        self, root: Element, values: Mapping[str, Value | None], putter: Putter, outcome: Outcome
    ) -> None:
        self.root, self.values, self.putter, self.outcome = root, values, putter, outcome
        self.changed = False
        self.put: list[
            tuple[str, bool, list[Element]]
        ] = []  # what stands in which place, whether it is shown twice

    def fill(self) -> bool:
        bookmarks = pair_bookmarks(self.root)
        for node in list(self.root.iter(q("sdt"), q("bookmarkStart"))):
            if node.tag == q("sdt"):
                name, written = name_of_control(node, self.values)
                if written:
                    self.place(node, name, written, partial(self.control, node))
                continue
            written = node.get(q("name"), "")
            if written and not _LEFT_ALONE.match(written):
                fill = partial(self.bookmark, node, bookmarks.get(node))
                self.place(node, name_of_place(written, self.values), written, fill)
        for name, twice, texts in self.put:  # a bookmark may have reached into a place that was filled before
            if not all(is_within(text, self.root) for text in texts):
                self.fail(name, "inside")
            elif not twice:
                self.outcome.add(name)
        return self.changed

    def place(
        self, node: Element, name: str | None, written: str, fill: Callable[[Value], list[Element]]
    ) -> None:
        """Fill one place and take up what became of it."""
        if name is None:
            if written not in self.outcome.unknown:
                self.outcome.unknown.append(written)
            return
        if not is_within(node, self.root):
            self.fail(name, "inside")
            return
        if is_deleted(node):
            self.fail(name, "deleted")
            return
        value = self.values[name]
        if value is None:
            if name not in self.outcome.empty:
                self.outcome.empty.append(name)
            return
        twice = is_shown_twice(node)
        try:
            new = fill(value)
        except UnfillableError as reason:
            self.fail(name, str(reason.args[0]))
            return
        self.changed = True
        self.put.append((name, twice, [text for one in new for text in one.iter(q("t"))]))

    def fail(self, name: str, reason: str) -> None:
        if (name, reason) not in self.outcome.failed:
            self.outcome.failed.append((name, reason))

    # ---- content controls ----------------------------------------------------------------------------------

    def control(self, control: Element, value: Value) -> list[Element]:
        """Fill a content control."""
        properties = control.find(q("sdtPr"))
        if any(_OF_OTHER_KINDS.search(str(one.tag)) for one in properties):
            raise UnfillableError("kind")
        level, content = level_of(control), control.find(q("sdtContent"))
        if content is None:
            content = make("sdtContent")
            control.append(content)
        if level == "row":
            raise UnfillableError("row")
        whole = level != "inline"
        holder = content
        if level == "cell":
            holder = next(iter(content.findall(q("tc"))), None)
            if holder is None:
                raise UnfillableError("kind")
        if whole:
            new = self.putter.put_blocks(holder, blocks_of(holder), value, control)
        else:
            paragraph = control.getparent()
            whole = is_several(value) and _is_block(paragraph) and not shows(_others(paragraph, control))
            if whole:
                new = self.lift(control, content, paragraph, value)
            else:
                new = self.putter.put_runs(content, list(content), value, control)
        _settle(properties, value, whole)
        return new

    def lift(self, control: Element, content: Element, paragraph: Element, value: Value) -> list[Element]:
        """Make a control that is alone in its paragraph one of whole paragraphs, and fill it."""
        check_removable([paragraph])
        before, after = half_marks([paragraph])
        paragraph.addprevious(control)
        nodes = list(content)
        take_out(nodes)
        content.append(paragraph)
        paragraph.extend(nodes)
        for mark in before:
            control.addprevious(mark)
        for mark in reversed(after):
            control.addnext(mark)
        return self.putter.put_blocks(content, [paragraph], value, control)

    # ---- bookmarks -----------------------------------------------------------------------------------------

    def bookmark(self, start: Element, end: Element | None, value: Value) -> list[Element]:
        """Fill what lies between the two marks; the marks stay around it."""
        if end is None or not is_within(end, self.root):
            raise UnfillableError("open")
        if start.get(q("colFirst")) is not None:
            raise UnfillableError("crosses")
        draw_in(start, end)
        first, last = start.getparent(), end.getparent()
        if first is last and level_of(start) == "block":
            nodes = between(start, end)
            if not any(one.tag in BLOCKS for one in nodes):
                raise UnfillableError("crosses")
            return self.putter.put_blocks(first, nodes, value, start)
        if first is last:
            return self.in_paragraph(first, start, end, value)
        if first.tag != q("p") or last.tag != q("p") or first.getparent() is not last.getparent():
            raise UnfillableError("crosses")
        return self.across_paragraphs(first, last, start, end, value)

    def in_paragraph(self, paragraph: Element, start: Element, end: Element, value: Value) -> list[Element]:
        """Fill a bookmark within a paragraph."""
        inner = between(start, end)
        if is_several(value) and _is_block(paragraph) and not shows(_others(paragraph, *inner)):
            return self.putter.put_blocks(paragraph.getparent(), [paragraph], value, start, (start, end))
        return self.putter.put_runs(paragraph, inner, value, start, start)

    def across_paragraphs(
        self, first: Element, last: Element, start: Element, end: Element, value: Value
    ) -> list[Element]:
        """Fill a bookmark that begins in one paragraph and ends in a later one of the same text."""
        middle = between(first, last)
        head, tail = list(first)[: first.index(start)], list(last)[last.index(end) + 1 :]
        if _is_block(first) and not shows(head) and not shows(tail):
            nodes = [first, *middle, last]
            return self.putter.put_blocks(first.getparent(), nodes, value, start, (start, end))
        if "table" in value:
            raise UnfillableError("line")
        rest = [one for one in list(last)[: last.index(end)] if one.tag != q("pPr")]
        inner = [*between(start, None), *middle, *rest]
        check_removable([*inner, *last.findall(q("pPr"))])
        letters, (starts, ends) = self.putter.letters(inner, start), half_marks(inner)
        take_out([*inner, last])
        runs = runs_of_lines(value, letters)
        first.extend([*starts, *runs, *ends, end, *tail])
        return runs


def _others(paragraph: Element, *nodes: Element) -> list[Element]:
    """The children of a paragraph but for some."""
    return [one for one in paragraph if one not in nodes and one.tag != q("pPr")]


def _settle(properties: Element, value: Value, whole: bool) -> None:
    """Take out what would show the old text again, or forbids what now stands in a control."""
    several = is_several(value)
    for one in list(properties):
        name = str(one.tag).rpartition("}")[2]
        plain = one.tag == q("text")
        if name in ("showingPlcHdr", "dataBinding") or (plain and several and whole):
            properties.remove(one)
        elif name == "date":
            one.attrib.pop(q("fullDate"), None)
        elif plain and (several or any("\n" in text for text, _ in value["lines"][0])):
            one.set(q("multiLine"), "1")


def _is_block(paragraph: Element) -> bool:
    """Whether it is a paragraph that others may stand beside."""
    return bool(paragraph.tag == q("p") and level_of(paragraph) == "block")
