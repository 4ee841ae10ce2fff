"""Read the tables of a web page, also where it is called .xls, as many systems on the web save it."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

from .flow import Flow, lowered, raised, struck
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
_MENUS = frozenset("nav footer".split())
_ASIDE = frozenset("head svg math select iframe object".split()) | _RAW
_CELLS = frozenset("td th".split())
_Look = Callable[[str], str]
_MARKS: dict[str, _Look] = dict(sup=raised, rt=raised, sub=lowered, s=struck, strike=struck)
_MARKS["del"] = struck
_STYLES: tuple[tuple[re.Pattern[str], _Look], ...] = (
    (re.compile(r"text-decoration[^;]*line-through", re.IGNORECASE), struck),
    (re.compile(r"vertical-align\s*:\s*(?:super|text-top)", re.IGNORECASE), raised),
    (re.compile(r"vertical-align\s*:\s*(?:sub|text-bottom)", re.IGNORECASE), lowered),
)
_INLINE = frozenset("span font b i u em strong small big ins mark label".split())
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
        self.marks: list[tuple[str, _Look | None]] = []  # open tags that change what a text means
        self.menus = self.links = 0  # open tags of menus and links
        self.in_list = self.spoken = False  # whether the line is of a list, and more than a link

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
        elif tag == "a":
            self.links += not text.endswith("/")
        elif tag in _MENUS:
            self.end_line()
            self.menus += 1
        elif tag in _MARKS or tag in _INLINE:
            look = _look_of(tag, text)
            if look or any(tag == name for name, _ in self.marks):
                self.marks.append((tag, look))
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
            self.in_list = tag == "li"
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
        open_mark = next((at for at in range(len(self.marks) - 1, -1, -1) if self.marks[at][0] == tag), None)
        if open_mark is not None:
            del self.marks[open_mark:]
        elif tag == "a":
            self.links = max(self.links - 1, 0)
        elif tag in _MENUS:
            self.end_line()
            self.menus = max(self.menus - 1, 0)
        elif tag in _CELLS:
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
            plain = _BLANKS.sub(" ", plain)
            for _, look in self.marks:
                plain = look(plain) if look else plain
            self.pieces.append(plain)
            self.spoken = self.spoken or (not self.links and not plain.isspace())

    def end_line(self) -> None:
        """End a line of text."""
        self.marks.clear()
        if not self.pieces:
            return
        text = "".join(self.pieces)
        leads_away = self.menus or (self.in_list and not self.spoken)
        self.pieces, self.in_list, self.spoken, self.links = [], False, False, 0
        if text.strip():
            self.flow.add_line(text, leads_away=bool(leads_away))


def _attributes(text: str) -> dict[str, str]:
    """Read the attributes of a tag."""
    return {name.lower(): unescape(one or two or three) for name, one, two, three in _ATTRIBUTE.findall(text)}


def _look_of(tag: str, text: str) -> _Look | None:
    """What a tag makes of the text inside it, by its name or its style."""
    if "line-through" in text or "vertical-align" in text:
        style = _attributes(text).get("style", "")
        return next((look for pattern, look in _STYLES if pattern.search(style)), _MARKS.get(tag))
    return _MARKS.get(tag)


def _is_hidden(attributes: dict[str, str]) -> bool:
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style", "")))


def _count(text: str | None) -> int:
    found = re.match(r"\s*(\d{1,7})", text or "")
    return min(max(1, int(found[1])), MOST_CELLS) if found else 1
