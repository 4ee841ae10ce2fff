"""References of cells, and tags changed in the bytes of a part; part of the child that marks a workbook."""

from __future__ import annotations

import re
from xml.sax.saxutils import quoteattr

Cell = tuple[int, int]
TAG = re.compile(rb"""<([^\s/>]+)(?:\s+[^\s=]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*(/?)>""")
_ATTRIBUTE = re.compile(rb"""(\s+)([^\s=]+)(\s*=\s*)("[^"]*"|'[^']*')""")


def place_of(reference: str) -> Cell:
    """Row and column, from 0, of a reference such as C14.

    >>> place_of("C14"), place_of("$AA$1")
    ((13, 2), (0, 26))
    """
    column = 0
    digits = ""
    for letter in reference.replace("$", ""):
        if letter.isalpha():
            column = column * 26 + ord(letter.upper()) - 64
        else:
            digits += letter
    return int(digits) - 1, column - 1


def name_of(row: int, column: int) -> str:
    """The reference of a cell."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def with_attribute(tag: bytes, name: bytes, value: str) -> bytes:
    """Set an attribute in the bytes of a tag."""
    new = quoteattr(value).encode()
    for found in _ATTRIBUTE.finditer(tag):
        if found.group(2) == name:
            return tag[: found.start(4)] + new + tag[found.end(4) :]
    end = len(tag) - (2 if tag.endswith(b"/>") else 1)
    return tag[:end].rstrip() + b" " + name + b"=" + new + tag[end:]


def without_attribute(tag: bytes, name: bytes) -> bytes:
    """Take an attribute out of the bytes of a tag."""
    for found in _ATTRIBUTE.finditer(tag):
        if found.group(2) == name:
            return tag[: found.start()] + tag[found.end() :]
    return tag
