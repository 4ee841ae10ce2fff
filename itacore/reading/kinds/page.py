"""Read the tables of a web page, also where it is called .xls, as many systems on the web save it."""

from __future__ import annotations

import re
from html import unescape

from .flow import Flow
from .packing import PlainSheet
from .refusal import MOST_CELLS, RefusedError

# A tag with its attributes, a remark, or a text; a sign that begins none of these is text.
_TOKEN = re.compile(
    r"<(/?)([A-Za-z][\w:.-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>|<!--.*?-->|<![A-Za-z][^\[>]*\[.*?\]\s*>|<[!?][^>]*>|([^<]+|<)",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"([\w:-]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_BLOCKS = frozenset(
    "p div h1 h2 h3 h4 h5 h6 li ul ol caption center title header section article pre dt dd".split()
)
_RAW = frozenset("script style noscript template textarea title".split())
_ASIDE = frozenset("head svg math select iframe object".split()) | _RAW
_CELLS = frozenset("td th".split())
_VOID = frozenset("br hr img input meta link col area base embed source wbr".split())
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n]+")
_MOST_DEPTH = 5_000


def read(text: str) -> list[PlainSheet]:
    """Read every table, with the lines above it on its top."""
    reader = _Reader()
    at = 0
    while match := _TOKEN.match(text, at):
        at = match.end()
        closing, tag, attributes, words = match.groups()
        if words is not None:
            reader.add_text(words)
        elif tag is None:
            continue
        elif closing:
            reader.end(tag.lower())
        else:
            tag = tag.lower()
            reader.start(tag, attributes)
            if tag in _RAW and not attributes.endswith("/"):
                at = _end_of_raw(text, tag, at)
    reader.end_line()
    return reader.flow.finish()


def _end_of_raw(text: str, tag: str, at: int) -> int:
    """Where the content of a tag ends that holds no tags."""
    found = re.compile(f"</{tag}", re.IGNORECASE).search(text, at)
    return found.start() if found else len(text)


class _Reader:
    """Takes up lines and tables while the page goes by."""

    def __init__(self) -> None:
        self.flow = Flow()
        self.pieces: list[str] = []
        self.aside: list[str] = []

    def start(self, tag: str, text: str) -> None:
        """A tag opens."""
        hidden = ("none" in text or "hid" in text) and _is_hidden(_attributes(text))
        if self.aside and self._is_end_left_out(tag):
            self.aside.clear()
        if self.aside or tag in _ASIDE or (hidden and tag not in ("tr", "col")):
            if tag not in _VOID and not text.endswith("/"):
                self.aside.append(tag)
            if len(self.aside) > _MOST_DEPTH:
                raise RefusedError("file-too-heavy")
        elif tag == "br":
            self.pieces.append("\n")
        elif tag in _CELLS:
            self.end_line()
            spans = _attributes(text) if "span" in text.lower() else {}
            self.flow.start_cell(_count(spans.get("colspan")), _count(spans.get("rowspan")))
        elif tag == "tr":
            self.end_line()
            self.flow.start_row(hidden)
        elif tag == "table":
            self.end_line()
            self.flow.start_table()
        elif tag in _BLOCKS:
            self.end_line()
        elif tag == "input":
            own = _attributes(text)
            if own.get("type", "text").lower() in ("text", "number"):
                self.pieces.append(own.get("value", ""))

    def _is_end_left_out(self, tag: str) -> bool:
        """Whether a tag ends what is left aside, where the page does not say so itself."""
        if self.aside[0] == "head":
            return tag in ("body", "table")
        return len(self.aside) == 1 and self.aside[0] in _CELLS and tag in (*_CELLS, "tr")

    def end(self, tag: str) -> None:
        """A tag closes."""
        if self.aside:
            if tag in self.aside:
                while self.aside.pop() != tag:
                    pass
                return
            if not (tag in ("tr", "table") and self.aside[0] in _CELLS):
                return
            self.aside.clear()
        if tag in _CELLS:
            self.end_line()
            self.flow.end_cell()
        elif tag == "table":
            self.end_line()
            self.flow.end_table()
        elif tag in _BLOCKS:
            self.end_line()

    def add_text(self, text: str) -> None:
        """Take up text between tags."""
        if not self.aside:
            plain = unescape(text) if "&" in text else text
            self.pieces.append(_BLANKS.sub(" ", plain))

    def end_line(self) -> None:
        """End a line of text."""
        if not self.pieces:
            return
        text = "".join(self.pieces)
        self.pieces = []
        if text.strip():
            self.flow.add_line(text)


def _attributes(text: str) -> dict[str, str]:
    """Read the attributes of a tag."""
    return {name.lower(): unescape(one or two or three) for name, one, two, three in _ATTRIBUTE.findall(text)}


def _is_hidden(attributes: dict[str, str]) -> bool:
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style", "")))


def _count(text: str | None) -> int:
    found = re.match(r"\s*(\d{1,7})", text or "")
    return min(max(1, int(found[1])), MOST_CELLS) if found else 1
