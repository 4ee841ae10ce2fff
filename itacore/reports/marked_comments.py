"""Comments beside the cells of a sheet: their texts, the boxes in which Office shows them, and both parts' places.

Part of the child that marks a workbook. A comment that a person wrote stays in front of ours; a cell with a
conversation (threaded comments) gets none, since Office would not show it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lxml import etree  # type: ignore[import-untyped]

from itacore.reports.marked_boxes import add_boxes, anchor, new_boxes
from itacore.reports.marked_package import Element, Package, UnmarkableError, space_of
from itacore.reports.marked_sheet import Measures, Range
from itacore.reports.marked_tags import Cell, name_of, place_of

COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
FONT, SIZE = "Tahoma", 10
LONGEST = 32_000
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
Parts = Sequence[tuple[str, bool]]  # pieces of a text, and whether they are bold


class Comments:
    """The comments of one sheet."""

    def __init__(self, package: Package, sheet: str, strict: bool) -> None:
        self._package, self._sheet, self._strict = package, sheet, strict
        links = package.links(sheet)
        found = links.targets("comments")
        self._root: Element = None
        if found and package.has(found[0][1]):
            self._root = package.tree(found[0][1])
        self.conversations: set[Cell] = set()
        for _, part in links.targets("threadedComment"):
            if package.has(part):
                references = (one.get("ref") for one in package.look(part).iter() if isinstance(one.tag, str))
                self.conversations |= {place_of(one) for one in references if one}

    def add(
        self, texts: Mapping[Cell, Parts], author: str, space: str, legacy: str | None, measures: Measures,
        merges: Sequence[Range],
    ) -> str | None:  # fmt: skip
        """Add comments; gives the relation to their drawing, None where the sheet names it already."""
        links = self._package.links(self._sheet)
        if self._root is None:
            self._root = etree.Element(f"{{{space}}}comments", nsmap={None: space})
            part = self._package.new_name("xl/comments{}.xml")
            self._package.add(part, self._root, COMMENTS_TYPE)
            links.add("comments", part, self._strict)
        self._write_texts(texts, author)
        lasts = {(a, b): (c, d) for a, b, c, d in merges}
        boxes = {
            cell: anchor(cell, lasts.get(cell, cell), "".join(comment.itertext()), measures)
            for cell, comment in self._by_cell().items()
        }
        if legacy is None:
            return links.add("vmlDrawing", new_boxes(self._package, boxes), self._strict)
        drawing = links.part(legacy)
        if drawing is None:
            raise UnmarkableError("odd")
        add_boxes(self._package, drawing, {cell: boxes[cell] for cell in texts})
        return None

    def _tag(self, name: str) -> str:
        return f"{{{space_of(self._root)}}}{name}"

    def _by_cell(self) -> dict[Cell, Element]:
        return {place_of(one.get("ref", "A1")): one for one in self._root.iter(self._tag("comment"))}

    def _write_texts(self, texts: Mapping[Cell, Parts], author: str) -> None:
        """Write our texts: into new comments, or behind those of a person."""
        authors = self._child(self._root, "authors", 0)
        names = [one.text for one in authors]
        if author not in names:
            etree.SubElement(authors, self._tag("author")).text = author
            names.append(author)
        every = self._child(self._root, "commentList", 1)
        present = self._by_cell()
        for cell, parts in texts.items():
            comment = present.get(cell)
            if comment is None:
                comment = etree.SubElement(
                    every, self._tag("comment"), ref=name_of(*cell), authorId=str(names.index(author))
                )
            text = self._child(comment, "text", 0)
            before = "".join(text.itertext())
            if "".join(part for part, _ in parts) in before:
                continue  # this very mark is there already
            runs = [*([("\n\n", False)] if before.strip() else []), *parts]
            self._append_runs(text, runs, LONGEST - len(before))

    def _child(self, parent: Element, name: str, at: int) -> Element:
        found = parent.find(self._tag(name))
        if found is None:
            found = etree.Element(self._tag(name))
            parent.insert(at, found)
        return found

    def _append_runs(self, text: Element, runs: Parts, room: int) -> None:
        """Write runs behind those that are there, as far as Excel has room in a comment."""
        plain = text.find(self._tag("t"))
        if plain is not None:  # a text is either plain or made of runs
            run = etree.Element(self._tag("r"))
            text.replace(plain, run)
            plain.set(_SPACE, "preserve")
            run.append(plain)
        at = len(text.findall(self._tag("r")))
        for words, bold in runs:
            run = etree.Element(self._tag("r"))
            look = etree.SubElement(run, self._tag("rPr"))
            if bold:
                etree.SubElement(look, self._tag("b"))
            etree.SubElement(look, self._tag("sz"), val=str(SIZE))
            etree.SubElement(look, self._tag("color"), indexed="81")
            etree.SubElement(look, self._tag("rFont"), val=FONT)
            etree.SubElement(look, self._tag("family"), val="2")
            word = etree.SubElement(run, self._tag("t"))
            word.text = words[: max(0, room)]
            room -= len(words)
            word.set(_SPACE, "preserve")
            text.insert(at, run)
            at += 1
