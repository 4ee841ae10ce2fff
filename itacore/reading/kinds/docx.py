"""Read the tables of a Word document (.docx)."""

from __future__ import annotations

from .flow import UNKNOWN_SIGN, Flow, lowered, raised, struck
from .package import Package, make_parser, parse
from .packing import PlainSheet
from .refusal import RefusedError

_WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main ",
    "http://purl.oclc.org/ooxml/wordprocessingml/main ",
)
_MATH = (
    "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "http://purl.oclc.org/ooxml/officeDocument/math",
)
# Parts of an equation that stand over, under or behind each other.
_MATH_PARTS = {"num", "den", "sup", "sub", "deg", "lim", "fName"}
_OFFICE_LINK = "/officeDocument"
# Versions of the text that are not the one shown.
_ASIDE = {"del", "moveFrom", "instrText", "delText", "footnoteReference", "rt"}
_PICTURES = {"blip", "imagedata"}  # as Word writes them now, and as it did


def read(package: Package) -> list[PlainSheet]:
    """Read every table, with the paragraphs above it on its top.

    Raises
    ------
    RefusedError
        The document is broken.
    """
    part = _main_part(package)
    content = package.read(part)
    reader = _Reader()
    parse(content, reader)
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
        self.outer: list[tuple[list[str], int, set[str]]] = []  # paragraphs around the one in a text box
        self.run_start = 0
        self.run_marks: set[str] = set()
        self.collecting = False
        self.in_row_head = False
        self.before = 0
        self.hidden_row = False
        self.deleted_row = False
        self.row_open = False
        self.span = 1
        self.reach: str | None = None
        self.cell_waits = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, part = name.rpartition(" ")
        if self.aside:
            self.aside += 1
            return
        word = f"{space} " in _WORD
        if part == "Fallback" or (word and part in _ASIDE):
            if not self.in_row_head:
                self.aside += 1
            elif part == "del":
                self.deleted_row = True
            return
        if space in _MATH:
            self.collecting = part == "t"
            if part in _MATH_PARTS:
                self.pieces.append(UNKNOWN_SIGN)
        if part in _PICTURES and not word:
            self.flow.add_picture()
        if not word:
            return
        if part == "t":
            self.collecting = True
        elif part == "r":
            self.run_start, self.run_marks = len(self.pieces), set()
        elif part in ("vanish", "strike", "dstrike"):
            if _is_on(attributes):
                self.run_marks.add(part.lstrip("d"))
        elif part == "vertAlign":
            self.run_marks.add(_value(attributes, ""))
        elif part == "tab":
            self.pieces.append(" ")
        elif part in ("br", "cr"):
            self.pieces.append("\n")
        elif part in ("noBreakHyphen", "softHyphen"):
            self.pieces.append("-" if part == "noBreakHyphen" else "")
        elif part == "sym":
            self.add_symbol(attributes)
        elif part == "p":
            self.open_cell()
            self.outer.append((self.pieces, self.run_start, self.run_marks))
            self.pieces = []
        else:
            self.start_part(part, attributes)

    def start_part(self, part: str, attributes: dict[str, str]) -> None:
        """A part of a table begins."""
        if part == "tbl":
            self.open_cell()
            self.flow.start_table()
        elif part == "tr":
            self.before, self.hidden_row, self.deleted_row, self.row_open = 0, False, False, False
        elif part == "trPr":
            self.in_row_head = True
        elif part == "gridBefore":
            self.before = _count(attributes)
        elif part == "hidden" and self.in_row_head:
            self.hidden_row = _is_on(attributes)
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

    def end_run(self) -> None:
        """Take up a run of letters that look alike, as it is shown."""
        run = self.pieces[self.run_start :]
        if "vanish" in self.run_marks:
            run = []
        if "superscript" in self.run_marks:
            run = [raised("".join(run))]
        if "subscript" in self.run_marks:
            run = [lowered("".join(run))]
        if "strike" in self.run_marks:
            run = [struck("".join(run))]
        self.pieces[self.run_start :] = run
        self.run_marks = set()

    def add_symbol(self, attributes: dict[str, str]) -> None:
        """Take up a sign of a font of signs: a digit of the font Symbol, else no letter that is known."""
        own = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        code = own.get("char", "").upper()
        if own.get("font") == "Symbol" and code[:3] in ("F03", "003") and code[3:].isdigit():
            self.pieces.append(code[3:])
        elif "".join(self.pieces)[-1:].strip():
            self.pieces.append(UNKNOWN_SIGN)

    def text(self, data: str) -> None:
        if self.collecting and not self.aside:
            self.pieces.append(data)

    def end(self, name: str) -> None:
        space, _, part = name.rpartition(" ")
        if self.aside:
            self.aside -= 1
            return
        if space in _MATH:
            self.collecting = False
        if f"{space} " not in _WORD:
            return
        if part == "t":
            self.collecting = False
        elif part == "r":
            self.end_run()
        elif part == "p":
            self.flow.add_line("" if self.deleted_row else "".join(self.pieces))
            self.pieces, self.run_start, self.run_marks = self.outer.pop()
        elif part == "trPr":
            self.in_row_head = False
        elif part == "tc":
            self.open_cell()
            self.flow.end_cell()
        elif part == "tbl":
            self.flow.end_table()
            self.row_open = True


def _is_on(attributes: dict[str, str]) -> bool:
    return _value(attributes, "1") not in ("0", "false", "off")


def _value(attributes: dict[str, str], default: str) -> str:
    return next((value for key, value in attributes.items() if key.rpartition(" ")[2] == "val"), default)


def _count(attributes: dict[str, str]) -> int:
    text = _value(attributes, "1")
    return max(1, int(text)) if text.isdigit() else 1
