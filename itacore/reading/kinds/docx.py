"""Read the tables of a Word document (.docx)."""

from __future__ import annotations

from .flow import Flow
from .package import Package, check_doctype, make_parser
from .packing import PlainSheet
from .refusal import RefusedError

_WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main ",
    "http://purl.oclc.org/ooxml/wordprocessingml/main ",
)
_OFFICE_LINK = "/officeDocument"
# Versions of the text that are not the one shown.
_ASIDE = {"del", "moveFrom", "instrText", "delText", "footnoteReference"}


def read(package: Package) -> list[PlainSheet]:
    """Read every table, with the paragraphs above it on its top.

    Raises
    ------
    RefusedError
        The document is broken.
    """
    part = _main_part(package)
    content = package.read(part)
    check_doctype(content[:2_000])
    reader = _Reader()
    reader.parse(content)
    return reader.flow.finish()


def _main_part(package: Package) -> str:
    if "word/document.xml" in package:
        return "word/document.xml"
    found: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if attributes.get("Type", "").endswith(_OFFICE_LINK):
            found.append(attributes.get("Target", "").lstrip("/"))

    if "_rels/.rels" in package:
        parser = make_parser()
        parser.StartElementHandler = start
        parser.Parse(package.read("_rels/.rels"), True)
    if not found or found[0] not in package:
        raise RefusedError("file-broken")
    return found[0]


class _Reader:
    """Takes up paragraphs and tables while the XML goes by."""

    def __init__(self) -> None:
        self.flow = Flow()
        self.aside = 0
        self.pieces: list[str] = []
        self.outer: list[list[str]] = []  # paragraphs around the one in a text box
        self.run_start = 0
        self.collecting = False
        self.vanished = False
        self.in_row_head = False
        self.before = 0
        self.hidden_row = False
        self.row_open = False
        self.span = 1
        self.reach: str | None = None
        self.cell_waits = False

    def parse(self, content: bytes | bytearray) -> None:
        parser = make_parser(" ")
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.text
        parser.Parse(content, True)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, part = name.rpartition(" ")
        if self.aside:
            self.aside += 1
            return
        word = f"{space} " in _WORD
        if part == "Fallback" or (word and part in _ASIDE):
            if not self.in_row_head:
                self.aside += 1
            return
        if not word:
            return
        if part == "t":
            self.collecting = True
        elif part == "r":
            self.run_start, self.vanished = len(self.pieces), False
        elif part == "vanish":
            self.vanished = _value(attributes, "1") not in ("0", "false", "off")
        elif part == "tab":
            self.pieces.append(" ")
        elif part in ("br", "cr"):
            self.pieces.append("\n")
        elif part in ("noBreakHyphen", "softHyphen"):
            self.pieces.append("-" if part == "noBreakHyphen" else "")
        elif part == "p":
            self.open_cell()
            self.outer.append(self.pieces)
            self.pieces = []
        else:
            self.start_part(part, attributes)

    def start_part(self, part: str, attributes: dict[str, str]) -> None:
        """A part of a table begins."""
        if part == "tbl":
            self.open_cell()
            self.flow.start_table()
        elif part == "tr":
            self.before, self.hidden_row, self.row_open = 0, False, False
        elif part == "trPr":
            self.in_row_head = True
        elif part == "gridBefore":
            self.before = _count(attributes)
        elif part == "hidden" and self.in_row_head:
            self.hidden_row = _value(attributes, "1") not in ("0", "false", "off")
        elif part == "tc":
            if not self.row_open:
                self.flow.start_row(self.hidden_row, self.before)
                self.row_open = True
            self.span, self.reach, self.cell_waits = 1, None, True
        elif part == "gridSpan":
            self.span = _count(attributes)
        elif part == "vMerge":
            self.reach = _value(attributes, "continue")

    def open_cell(self) -> None:
        """Begin the cell whose properties were all seen."""
        if not self.cell_waits:
            return
        self.cell_waits = False
        self.flow.start_cell(self.span)
        if self.reach:
            self.flow.reach_down(self.reach == "restart")

    def text(self, data: str) -> None:
        if self.collecting and not self.aside:
            self.pieces.append(data)

    def end(self, name: str) -> None:
        space, _, part = name.rpartition(" ")
        if self.aside:
            self.aside -= 1
            return
        if f"{space} " not in _WORD:
            return
        if part == "t":
            self.collecting = False
        elif part == "r" and self.vanished:
            del self.pieces[self.run_start :]
        elif part == "p":
            self.flow.add_line("".join(self.pieces))
            self.pieces = self.outer.pop()
        elif part == "trPr":
            self.in_row_head = False
        elif part == "tc":
            self.open_cell()
            self.flow.end_cell()
        elif part == "tbl":
            self.flow.end_table()
            self.row_open = True


def _value(attributes: dict[str, str], default: str) -> str:
    return next((value for key, value in attributes.items() if key.rpartition(" ")[2] == "val"), default)


def _count(attributes: dict[str, str]) -> int:
    text = _value(attributes, "1")
    return max(1, int(text)) if text.isdigit() else 1
