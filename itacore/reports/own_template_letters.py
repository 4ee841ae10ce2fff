"""The letters of a text that is put into an office's own form: those of the words that stood there.

Word takes font, size and weight of Thai letters from attributes of their own. A place that says nothing of them, in a
style that does not either, would show Thai in whatever the program falls back to; then ours are set.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass

from itacore.reports.own_template_xml import Element, make, put, q, take_out

_THAI = re.compile("[\u0e01-\u0e5b]")
CHANGES = ("rPrChange", "ins", "del", "moveFrom", "moveTo")
_NOT_COPIED = (*CHANGES, "fitText", "vanish", "webHidden", "specVanish")
_PAIRS = (("sz", "szCs"), ("b", "bCs"), ("i", "iCs"))  # of Latin letters and of Thai ones


@dataclass(frozen=True)
class Letters:
    """Font and size in half points, where a form gives none."""

    font: str
    size: int


class Styles:
    """What a document's styles say of letters."""

    def __init__(self, root: Element | None, ours: Letters) -> None:
        self.ours = ours
        self._styles = (
            {} if root is None else {one.get(q("styleId"), ""): one for one in root.iter(q("style"))}
        )
        self._defaults = (
            None if root is None else root.find(f"{q('docDefaults')}/{q('rPrDefault')}/{q('rPr')}")
        )
        self._paragraph = next(
            (
                key
                for key, one in self._styles.items()
                if one.get(q("type")) == "paragraph" and one.get(q("default")) in ("1", "true", "on")
            ),
            "",
        )

    def letters(self, found: Element | None, paragraph: Element | None, text: str) -> Element:
        """Give the properties that a new run gets.

        Parameters
        ----------
        found
            Those of the run that stood there, None where there was none.
        paragraph
            The paragraph around it.
        text
            What stood there; where it has no Thai letter, what was said of its letters is said of Thai ones too.
        """
        new = make("rPr") if found is None else deepcopy(found)
        for tag in _NOT_COPIED:
            take_out(new.findall(q(tag)))
        if not _THAI.search(text):
            _for_thai(new)
        said = list(self._said(new, paragraph))
        fonts = [one.find(q("rFonts")) for one in said]
        if not any(f is not None and (f.get(q("cs")) or f.get(q("cstheme"))) for f in fonts):
            own = new.find(q("rFonts"))
            own = make("rFonts") if own is None else own
            for slot in ("ascii", "hAnsi"):
                if not any(f is not None and (f.get(q(slot)) or f.get(q(f"{slot}Theme"))) for f in fonts):
                    own.set(q(slot), self.ours.font)
            own.set(q("cs"), self.ours.font)
            put(new, own)
        if self._size(said, "szCs") is None:
            size = self._size(said, "sz")
            if size is None:
                put(new, make("sz", val=self.ours.size))
            put(new, make("szCs", val=size or self.ours.size))
        return new

    def size(self, letters: Element, paragraph: Element | None) -> int:
        """Give the size in half points that Thai letters come to."""
        return self._size(list(self._said(letters, paragraph)), "szCs") or self.ours.size

    def _size(self, said: Sequence[Element], tag: str) -> int | None:
        for properties in said:
            found = properties.find(q(tag))
            if found is not None and found.get(q("val"), "").isdigit():
                return int(found.get(q("val")))
        return None

    def _said(self, own: Element, paragraph: Element | None) -> Iterator[Element]:
        """All that is said of letters, the nearest first."""
        yield own
        character = own.find(q("rStyle"))
        yield from self._of_style("" if character is None else character.get(q("val"), ""))
        style = None if paragraph is None else paragraph.find(f"{q('pPr')}/{q('pStyle')}")
        yield from self._of_style(self._paragraph if style is None else style.get(q("val"), ""))
        if self._defaults is not None:
            yield self._defaults

    def _of_style(self, key: str) -> Iterator[Element]:
        """What a style and those that it rests on say; a circle of styles ends."""
        seen: set[str] = set()
        while key in self._styles and key not in seen:
            seen.add(key)
            style = self._styles[key]
            properties = style.find(q("rPr"))
            if properties is not None:
                yield properties
            base = style.find(q("basedOn"))
            key = "" if base is None else base.get(q("val"), "")


def _for_thai(properties: Element) -> None:
    """Say of Thai letters what is said of Latin ones, where it is not said."""
    for latin, thai in _PAIRS:
        found = properties.find(q(latin))
        if found is not None and properties.find(q(thai)) is None:
            put(properties, make(thai, **{"val": found.get(q("val"))} if found.get(q("val")) else {}))
    fonts = properties.find(q("rFonts"))
    if fonts is not None and fonts.get(q("ascii")) and not (fonts.get(q("cs")) or fonts.get(q("cstheme"))):
        fonts.set(q("cs"), fonts.get(q("ascii")))


def first_letters(nodes: Sequence[Element]) -> tuple[Element | None, Element | None]:
    """Find the properties of the first run with a text in nodes, else of the first run, and its paragraph."""
    first = None
    for node in nodes:
        for run in node.iter(q("r")):
            if first is None:
                first = run
            if any(one.text for one in run.findall(q("t"))):
                return run.find(q("rPr")), paragraph_of(run)
    if first is not None:
        return first.find(q("rPr")), paragraph_of(first)
    paragraph = next((one for node in nodes for one in node.iter(q("p"))), None)
    return None if paragraph is None else paragraph.find(f"{q('pPr')}/{q('rPr')}"), paragraph


def paragraph_of(node: Element) -> Element | None:
    """The paragraph around a node."""
    return next(node.iterancestors(q("p")), None)
