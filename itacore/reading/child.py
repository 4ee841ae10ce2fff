"""The reading child: turns the bytes of a workbook into plain grids, in a process of its own.

Run as ``python -I child.py LIMIT_UNZIPPED LIMIT_MEMORY`` with the workbook on standard input. Files are hostile
until read: this process may die of memory or time, the program and its other users do not. It imports little, so
that it starts in some milliseconds. Standard output carries one line of JSON and then the raw arrays it announces;
nothing in it is ever executed.

For every sheet the arrays hold the columns one after the other: numbers as float64 (NaN where the cell is no number)
and texts as int32 positions in the sheet's list of distinct texts (-1 where the cell is no text).
"""

from __future__ import annotations

import gc
import io
import json
import math
import os
import sys
import zipfile
import zlib
from array import array
from typing import Any
from xml.parsers import expat

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
MOST_ENTRIES = 10_000
NAN = float("nan")
HEAD = 100  # rows in which headings are looked for before the numbers below them are taken at once


class RefusedError(Exception):
    """The file is refused; the first argument is the code of the issue."""


def kind_of_file(data: bytes, limit_unzipped: int) -> None:
    """Refuse everything but an .xlsx workbook of sane size, with the code that names what it is."""
    if not data:
        raise RefusedError("file-empty")
    if data.startswith(OLE):
        raise RefusedError("file-encrypted" if ENCRYPTED in data else "file-old-excel")
    if data.startswith(b"%PDF"):
        raise RefusedError("file-pdf")
    if not data.startswith(b"PK"):
        raise RefusedError("file-not-workbook")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError):
        raise RefusedError("file-broken") from None
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > limit_unzipped:
        raise RefusedError("file-too-heavy")
    names = {entry.filename for entry in entries}
    if any(entry.flag_bits & 1 for entry in entries):
        raise RefusedError("file-encrypted")
    if "xl/workbook.bin" in names:
        raise RefusedError("file-xlsb")
    if any(name.startswith("word/") for name in names):
        raise RefusedError("file-word")
    if "content.xml" in names:
        raise RefusedError("file-opendocument")
    if not any(name.startswith("xl/") for name in names):
        raise RefusedError("file-not-workbook")


class Packed:
    """A column as numbers, positions of texts, and the rare other values as (row, kind, value).

    An array of no length stands for a column without any number, or without any text; ``smallest`` is its
    smallest number.
    """

    def __init__(self, numbers: array[float], places: array[int], smallest: float = math.inf) -> None:
        self.numbers = numbers
        self.places = places
        self.others: list[Any] = []
        self.smallest = smallest


def pack_column(column: tuple[Any, ...], texts: dict[str, int]) -> Packed:
    """Pack a column; new texts are added to ``texts``."""
    head = next(
        (row for row in range(min(len(column), HEAD), 0, -1) if type(column[row - 1]) is not float), 0
    )
    below = column[head:]
    kinds = set(map(type, below))
    if kinds == {float} and math.isfinite(sum(below)):
        first = pack_values(column[:head], texts)
        first.numbers.extend(below)
        first.places.extend(array("i", [-1]) * len(below) if head else ())
        first.smallest = min(first.smallest, min(below))
        return first
    if kinds <= {str} and set(map(type, column[:head])) <= {str}:
        for value in dict.fromkeys(column):
            texts.setdefault(value, len(texts))
        return Packed(array("d"), array("i", map(texts.__getitem__, column)))
    return pack_values(column, texts)


def pack_values(values: tuple[Any, ...], texts: dict[str, int]) -> Packed:
    """Pack values of any kind, one by one."""
    packed = Packed(array("d", [NAN]) * len(values), array("i", [-1]) * len(values))
    for row, value in enumerate(values):
        kind = type(value)
        if kind is str:
            packed.places[row] = texts.setdefault(value, len(texts))
        elif kind in (float, int) and math.isfinite(value):
            packed.numbers[row] = value
            packed.smallest = min(packed.smallest, value)
        else:
            packed.others.append((row, *other_value(value)))
    return packed


def other_value(value: Any) -> tuple[str, Any]:
    """Describe a date, a time, a truth value, a number without bounds."""
    if isinstance(value, bool):
        return "bool", value
    if isinstance(value, float):
        return "number", str(value)
    if hasattr(value, "year"):
        return "date", [value.year, value.month, value.day]
    return "time", str(value)


def read(data: bytes, limit_unzipped: int) -> tuple[dict[str, Any], list[array[Any]]]:
    """Read every sheet into arrays and their description, then look for what hides in them."""
    import python_calamine

    kind_of_file(data, limit_unzipped)
    try:
        sheets, arrays, doubtful = read_sheets(data)
    except python_calamine.PasswordError:
        raise RefusedError("file-encrypted") from None
    except python_calamine.CalamineError:
        raise RefusedError("file-broken") from None
    if not sheets:
        raise RefusedError("file-no-sheet")
    second: list[dict[str, Any]] = []
    if doubtful:
        import second_look  # type: ignore[import-not-found]

        second = second_look.look_again(data, doubtful)
    return {"sheets": sheets, "second": second}, arrays


def read_sheets(data: bytes) -> tuple[list[dict[str, Any]], list[array[Any]], dict[str, set[str]]]:
    """Read with the fast reader; tell also which sheets have empty cells ("blanks"), numbers up to 1 ("small")."""
    import python_calamine

    sheets: list[dict[str, Any]] = []
    arrays: list[array[Any]] = []
    doubtful: dict[str, set[str]] = {}
    with python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
        for position, meta in enumerate(book.sheets_metadata):
            if meta.typ is not python_calamine.SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_index(position)
            rows = sheet.to_python(skip_empty_area=False)
            texts: dict[str, int] = {}
            others: list[Any] = []
            doubts: set[str] = set()
            for index, column in enumerate(zip(*rows, strict=False)):
                packed = pack_column(column, texts)
                arrays.extend((packed.numbers, packed.places))
                others.extend((row, index, kind, value) for row, kind, value in packed.others)
                if packed.smallest <= 1:
                    doubts.add("small")
            if "" in texts or not rows:
                doubts.add("blanks")
            if doubts:
                doubtful[meta.name] = doubts
            sheets.append(
                {
                    "name": meta.name,
                    "visible": meta.visible is python_calamine.SheetVisibleEnum.Visible,
                    "rows": len(rows),
                    "columns": len(rows[0]) if rows else 0,
                    "texts": list(texts),
                    "others": others,
                    "merges": [[*a, *b] for a, b in sheet.merged_cell_ranges or []],
                }
            )
    return sheets, arrays, doubtful


def main() -> None:
    """Read standard input, write standard output; always end with one line of JSON unless killed."""
    sys.path.append(os.path.dirname(os.path.abspath(__file__)))  # python -I leaves this folder out
    limit_unzipped, limit_memory = int(sys.argv[1]), int(sys.argv[2])
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (limit_memory, limit_memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ImportError, ValueError, OSError):
        pass
    gc.disable()
    arrays: list[array[Any]] = []
    try:
        answer, arrays = read(sys.stdin.buffer.read(), limit_unzipped)
    except RefusedError as refused:
        answer = {"refused": refused.args[0]}
    except MemoryError:
        answer = {"refused": "file-too-heavy"}
    except (
        zipfile.BadZipFile,
        zlib.error,
        expat.ExpatError,
        ValueError,
        LookupError,
        OSError,
        EOFError,
        RuntimeError,
    ):
        answer = {"refused": "file-broken"}
    answer["arrays"] = [[a.typecode, len(a)] for a in arrays]
    out = sys.stdout.buffer
    out.write(
        json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass") + b"\n"
    )
    for one in arrays:
        out.write(one)
    out.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
