"""What the fast reader does not show of a workbook: error cells, formulas without a result, per cent, blank
texts, hidden rows and columns.

A quick search of the bytes tells which sheets may hold any of these; only such a sheet is walked through cell
by cell, and for what is hidden not even that.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .package import Package, make_parser

_BLANK_INLINE = (b"<t/>", b"<t />", b"<t></t>", b"<t> ")
PERCENT_FORMATS = {"9", "10"}
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_COLUMN = re.compile(rb"<(?:\w+:)?col\s([^>]*)>")
_ROW = re.compile(rb"<(?:\w+:)?row(?=[\s/>])([^>]*)>")
_ATTRIBUTE = re.compile(rb"([\w:]+)\s*=\s*([\"'])(.*?)\2", re.DOTALL)
_REFERENCE = re.compile(r"\$?[A-Za-z]{1,3}\$?\d")


@dataclass(frozen=True)
class Book:
    """What a workbook says of all its cells: the numbers of its styles that show per cent and of its shared
    strings that are nothing but blanks; whether the program that wrote it left all formulas to be calculated."""

    percent_styles: frozenset[int]
    blank_strings: frozenset[int]
    to_calculate: bool


def look_again(package: Package, doubtful: Mapping[str, set[str]]) -> list[dict[str, Any]]:
    """Look for what the fast reader hides.

    Parameters
    ----------
    package
        The workbook.
    doubtful
        Sheets by name with what the fast reader saw in them: "blanks" (empty cells), "small" (numbers up to 1).
        Where it saw none of these only rows and columns can hide.

    Returns
    -------
    list
        One entry a sheet that hides something: name, cells as (row, column, text), hidden rows and columns,
        all from 0.
    """
    found = []
    parts, to_calculate = _read_book(package)
    styles = package.read("xl/styles.xml") if "xl/styles.xml" in package else b""
    strings = package.read("xl/sharedStrings.xml") if "xl/sharedStrings.xml" in package else b""
    book = Book(_percent_styles(styles), _blank_strings(strings), to_calculate)
    for name, part in parts:
        doubts = doubtful.get(name)
        if doubts is None or part not in package:
            continue
        content = package.read(part)
        entry: dict[str, Any] = hidden_parts(content)
        if doubts and _may_hide(content, doubts, book):
            walk = _Walk(book)
            walk.parse(content)
            entry |= walk.result()
        if any(entry.values()):
            found.append({"name": name, **entry})
        package.forget(part)
    return found


def hidden_parts(content: bytes | bytearray) -> dict[str, list[int]]:
    """List the hidden rows and columns of a sheet, from 0."""
    if b"hidden" not in content:
        return {}
    body = content.find(b"sheetData")
    columns = [
        (int(a.get("min", 1)) - 1, int(a.get("max", a.get("min", 1))))
        for a in map(_attributes, _COLUMN.findall(content, 0, max(body, 0)))
        if a.get("hidden") in ("1", "true")
    ]
    rows, row = [], -1
    if content.find(b"hidden", max(body, 0)) >= 0:
        for attributes in map(_attributes, _ROW.findall(content, max(body, 0))):
            row = int(attributes["r"]) - 1 if attributes.get("r", "").isdigit() else row + 1
            if attributes.get("hidden") in ("1", "true"):
                rows.append(row)
    return {
        "hidden_rows": rows,
        "hidden_columns": sorted(
            {column for first, end in columns for column in range(first, min(end, 16_384))}
        ),
    }


def _attributes(tag: bytes) -> dict[str, str]:
    """Read the attributes of a tag that is given without its name."""
    return {key.decode(): value.decode("utf-8", "replace") for key, _, value in _ATTRIBUTE.findall(tag)}


def _may_hide(content: bytes | bytearray, doubts: set[str], book: Book) -> bool:
    """Search the bytes of a sheet for signs of what may hide in it."""
    if "small" in doubts and book.percent_styles:
        return True
    blanks = "blanks" in doubts
    if not blanks and not ("small" in doubts and book.to_calculate):
        return False
    if b"<worksheet" not in content[:4000] or _has_formula(content):
        return True
    inline = b"inlineStr" in content and any(sign in content for sign in _BLANK_INLINE)
    return blanks and (bool(book.blank_strings) or inline or b't="e"' in content or b"'e'" in content)


class _Walk:
    """Walks through the cells of one sheet."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.row, self.column = -1, -1
        self.cell: dict[str, str] = {}
        self.formula: list[str] | None = None
        self.value: list[str] | None = None
        self.inline = False
        self.collect: list[str] | None = None
        self.calculated = False
        self.errors: list[tuple[int, int, str]] = []
        self.percent: list[tuple[int, int]] = []
        self.blanks: list[tuple[int, int]] = []
        self.empty_formulas: list[tuple[int, int, str]] = []
        self.zero_formulas: list[tuple[int, int, str]] = []

    def parse(self, content: bytes | bytearray) -> None:
        parser = make_parser()
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.text
        parser.Parse(content, True)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "c":
            self.column = _column_of(attributes["r"]) if "r" in attributes else self.column + 1
            self.cell, self.formula, self.value, self.inline = attributes, None, None, False
        elif name == "v":
            self.collect = self.value = []
        elif name == "f":
            self.collect = self.formula = []
        elif name == "is":
            self.inline, self.value = True, []
        elif name == "t" and self.inline:
            self.collect = self.value
        elif name == "row":
            self.row = int(attributes["r"]) - 1 if "r" in attributes else self.row + 1
            self.column = -1

    def text(self, data: str) -> None:
        if self.collect is not None:
            self.collect.append(data)

    def end(self, name: str) -> None:
        name = name.rpartition(":")[2]
        if name in ("v", "f", "t"):
            self.collect = None
        elif name == "c":
            self.judge()

    def judge(self) -> None:
        """Tell what a cell is once all of it was seen."""
        kind = self.cell.get("t", "n")
        value = "".join(self.value or ())
        blank = not value.strip()
        place = (self.row, self.column)
        if kind == "e":
            self.errors.append((*place, value))
        elif self.formula is not None and blank:
            text = "=" + "".join(self.formula)
            self.blanks.append(place) if kind == "str" else self.empty_formulas.append((*place, text))
        elif self.formula is not None and value == "0" and self.book.to_calculate:
            self.zero_formulas.append((*place, "=" + "".join(self.formula)))
        elif (kind == "inlineStr" and self.inline and blank) or (kind == "s" and self.is_blank_string(value)):
            self.blanks.append(place)
        elif kind == "n" and not blank and int(self.cell.get("s", 0)) in self.book.percent_styles:
            self.percent.append(place)
        self.calculated = self.calculated or (self.formula is not None and not blank and value != "0")

    def is_blank_string(self, value: str) -> bool:
        """Whether a shared string, given by its number, is nothing but blanks."""
        return value.isdigit() and int(value) in self.book.blank_strings

    def result(self) -> dict[str, Any]:
        """Sort formulas without a result: some can give nothing but "", or plainly were calculated and gave it."""
        uncalculated = list(self.zero_formulas)
        for row, column, text in self.empty_formulas:
            if '""' in text and (self.calculated or not _REFERENCE.search(text)):
                self.blanks.append((row, column))
            else:
                uncalculated.append((row, column, text))
        return {
            "errors": self.errors,
            "uncalculated": uncalculated,
            "percent": self.percent,
            "blanks": self.blanks,
        }


def _has_formula(content: bytes | bytearray) -> bool:
    """Whether a sheet has an element f; others that begin with this letter do not count."""
    at = content.find(b"<f")
    while at >= 0 and content[at + 2 : at + 3].isalpha():
        at = content.find(b"<f", at + 2)
    return at >= 0


def _column_of(reference: str) -> int:
    """Column, from 0, of a reference such as C14."""
    column = 0
    for letter in reference:
        if not letter.isalpha():
            break
        column = column * 26 + ord(letter.upper()) - 64
    return column - 1


def _elements(content: bytes | bytearray) -> list[tuple[str, dict[str, str]]]:
    """List the elements of a small part with their attributes, without prefixes."""
    found: list[tuple[str, dict[str, str]]] = []
    parser = make_parser()

    def start(name: str, attributes: dict[str, str]) -> None:
        plain = {
            key.rpartition(":")[2]: value for key, value in attributes.items() if not key.startswith("xmlns")
        }
        found.append((name.rpartition(":")[2], plain))

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda name: found.append(("/" + name.rpartition(":")[2], {}))
    parser.Parse(content, True)
    return found


def _read_book(package: Package) -> tuple[list[tuple[str, str]], bool]:
    """Sheets with their parts, and whether the program that wrote the book left all formulas to be calculated."""
    book = _elements(package.read("xl/workbook.xml"))
    links = _elements(package.read("xl/_rels/workbook.xml.rels"))
    targets = {
        a["Id"]: posixpath.join("/xl", a["Target"]).lstrip("/") for name, a in links if name == "Relationship"
    }
    sheets = [(a["name"], targets[a["id"]]) for name, a in book if name == "sheet" and a.get("id") in targets]
    return sheets, any(a.get("fullCalcOnLoad") in ("1", "true") for name, a in book if name == "calcPr")


def _percent_styles(content: bytes | bytearray) -> frozenset[int]:
    """Numbers of the cell styles that show per cent."""
    elements = _elements(content) if content else []
    formats = set(PERCENT_FORMATS)
    for name, attributes in elements:
        if name == "numFmt" and "%" in _QUOTED.sub("", attributes.get("formatCode", "")):
            formats.add(attributes.get("numFmtId", ""))
    names = [name for name, _ in elements]
    if "cellXfs" not in names:
        return frozenset()
    styles = elements[names.index("cellXfs") : names.index("/cellXfs")]
    ids = [attributes.get("numFmtId", "0") for name, attributes in styles if name == "xf"]
    return frozenset(number for number, own in enumerate(ids) if own in formats)


def _blank_strings(content: bytes | bytearray) -> frozenset[int]:
    """Numbers of the shared strings that are nothing but blanks."""
    if not re.search(rb"<(?:\w+:)?t(?:\s[^<>]*)?(?:/>|>\s*</)|<(?:\w+:)?si\s*/>", content):
        return frozenset()
    texts: list[list[str]] = []
    parser = make_parser()
    inside = [False]

    def start(name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "si":
            texts.append([])
        inside[0] = name == "t"

    def text(data: str) -> None:
        if inside[0] and texts:
            texts[-1].append(data)

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda name: inside.__setitem__(0, False)
    parser.CharacterDataHandler = text
    parser.Parse(content, True)
    return frozenset(number for number, parts in enumerate(texts) if not "".join(parts).strip())
