"""The child that marks a workbook, in a process of its own.

Run as ``python -I marked_child.py LIMIT_UNZIPPED LIMIT_MEMORY``; standard input carries one line of JSON (what to
mark, and all words) and then the workbook. Standard output carries one line of JSON ("marked", or "refused" with
the code of a reason) and then the marked workbook.
"""

from __future__ import annotations

import json
import os
import sys
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).resolve().parents[2]))  # python -I leaves this folder out

from itacore.reports.marked_comments import Comments
from itacore.reports.marked_list import add_list, styles_of
from itacore.reports.marked_package import Package, UnmarkableError, is_strict, relations, space_of
from itacore.reports.marked_sheet import Range, SheetWalk
from itacore.reports.marked_styles import Styles
from itacore.reports.marked_tags import Cell

SEVERITIES = ("error", "warning", "note")
NOTE = SEVERITIES[-1]


def mark(data: bytes, words: dict[str, Any], most_unzipped: int) -> tuple[bytes, dict[str, Any]]:
    """Mark a workbook; gives its bytes, the count of cells marked and the ending that its name needs."""
    package = Package(data, most_unzipped)
    book = _book_of(package)
    root = package.tree(book)
    space = space_of(root)
    sheets = root.find(f"{{{space}}}sheets")
    if sheets is None:
        raise UnmarkableError("odd")
    protection = root.find(f"{{{space}}}workbookProtection")
    if protection is not None and protection.get("lockStructure") in ("1", "true"):
        raise UnmarkableError("locked")
    strict = is_strict(root)
    parts: dict[str, str] = {}
    for one in sheets:
        identifier = next((value for key, value in one.items() if key.endswith("}id")), "")
        part = package.links(book).part(identifier)
        if part is not None and part not in parts.values():
            parts[one.get("name", "")] = part
    styles = styles_of(package, book)
    count = 0
    for name, cells in words["cells"].items():
        if name in parts:
            count += _mark_sheet(package, parts[name], cells, styles, words["author"], strict)
    add_list(package, book, words["list"])
    macros = "macroEnabled" in package.type_of(book)
    return package.write(), {"marked": count, "ending": "xlsm" if macros else "xlsx"}


def _book_of(package: Package) -> str:
    """Find the part that names the sheets, in a package that may be written anew."""
    if any(name.startswith("_xmlsignatures/") for name in package.names) or package.links("").targets(
        "origin"
    ):
        raise UnmarkableError("signed")
    books = [part for _, part in package.links("").targets("officeDocument")]
    if not books or not package.has(books[0]):
        raise UnmarkableError("not-xlsx")
    kind = package.type_of(books[0])
    if "sheet.main+xml" not in kind and "sheet.macroEnabled.main+xml" not in kind:
        raise UnmarkableError("not-xlsx")
    return books[0]


def _mark_sheet(
    package: Package, part: str, cells: list[Any], styles: Styles, author: str, strict: bool
) -> int:
    """Colour the cells of a sheet and write the comments beside them; gives the count of cells."""
    content = package.read(part)
    marks = {
        (row, column): Mark(severity, [(t, b) for t, b in pieces]) for row, column, severity, pieces in cells
    }
    walk = SheetWalk(content, _colours(marks), styles.marked)
    moved = _onto_merges(marks, walk.merges)
    if moved.keys() != marks.keys():
        marks = moved
        walk = SheetWalk(content, _colours(marks), styles.marked)
    comments = Comments(package, part, strict)
    texts = {cell: mark.pieces for cell, mark in marks.items() if cell not in comments.conversations}
    legacy = None
    if texts:
        legacy = comments.add(texts, author, walk.space, walk.legacy, walk.measures, walk.merges)
    package.put(part, list(walk.pieces(legacy, relations(strict))))
    return len(marks)


@dataclass
class Mark:
    """What a cell gets: the colour of a severity, and a comment."""

    severity: str
    pieces: list[tuple[str, bool]]


def _colours(marks: Mapping[Cell, Mark]) -> dict[Cell, str]:
    return {cell: mark.severity for cell, mark in marks.items() if mark.severity != NOTE}


def _onto_merges(marks: Mapping[Cell, Mark], merges: Sequence[Range]) -> dict[Cell, Mark]:
    """Move marks of cells that a merged range hides to the cell that it shows."""
    moved: dict[Cell, Mark] = {}
    for (row, column), mark in marks.items():
        shown = next(((a, b) for a, b, c, d in merges if a <= row <= c and b <= column <= d), (row, column))
        if shown in moved:
            first = moved[shown]
            severity = min(first.severity, mark.severity, key=SEVERITIES.index)
            moved[shown] = Mark(severity, [*first.pieces, ("\n", False), *mark.pieces])
        else:
            moved[shown] = mark
    return moved


def main() -> None:
    """Read standard input, write standard output; always end with one line of JSON unless killed."""
    most_unzipped, most_memory = int(sys.argv[1]), int(sys.argv[2])
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (most_memory, most_memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ImportError, ValueError, OSError):
        pass
    marked = b""
    try:
        words = json.loads(sys.stdin.buffer.readline())
        marked, answer = mark(sys.stdin.buffer.read(), words, most_unzipped)
    except UnmarkableError as refused:
        answer = {"refused": refused.args[0]}
    except MemoryError:
        answer = {"refused": "too-heavy"}
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError):
        answer = {"refused": "broken"}
    except (ValueError, LookupError, RuntimeError, TypeError):
        answer = {"refused": "odd"}
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + marked)
    sys.stdout.buffer.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
