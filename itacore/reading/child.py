"""The reading child: turns the bytes of a file into plain grids, in a process of its own.

Run as ``python -I child.py LIMIT_UNZIPPED LIMIT_MEMORY`` with the file on standard input. Files are hostile
until read: this process may die of memory or time, the program and its other users do not. It imports little, so
that it starts in some milliseconds. Standard output carries one line of JSON and then the raw arrays it announces
(see kinds/packing.py); nothing in it is ever executed.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import struct
import sys
import zlib
from array import array
from typing import Any
from xml.parsers.expat import ExpatError

# What libraries raise on broken files; anything else ends the process with an error, which means the same.
FAULTS = (
    *(
        ArithmeticError,
        AssertionError,
        AttributeError,
        EOFError,
        LookupError,
        OSError,
        RuntimeError,
        TypeError,
    ),
    *(ValueError, ExpatError, struct.error, zlib.error),
)


def read(data: bytes, limit_unzipped: int) -> tuple[dict[str, Any], list[array[Any]]]:
    """Tell the kind of a file and read its sheets into arrays and their description.

    Raises
    ------
    RefusedError
        See kinds/refusal.py.
    """
    refusal, packing, telling = (_part(name) for name in ("refusal", "packing", "telling"))
    kind = telling.tell_kind(data)
    notes: list[str] = []
    if kind == "package":
        opened: Any = _part("package").Package(data, limit_unzipped)
        kind = opened.kind()
        notes = ["file-macros"] if opened.has_macros() else []
    elif kind == "text":
        opened = telling.decode(data)
        kind = telling.tell_text(opened)
    else:
        opened = data
        notes = ["file-macros"] if telling.has_macros(data) else []
    documents: list[dict[str, Any]] = []
    if kind == "xlsx":
        sheets, arrays = _part("xlsx").read(opened)
    else:
        sheets, arrays, documents = packing.pack_sheets(_part(kind.replace("-", "_")).read(opened))
    if not sheets:
        raise refusal.RefusedError(
            "file-no-table" if kind in ("docx", "page", "message") else "file-no-sheet"
        )
    if any([sheet.pop("cut", False) for sheet in sheets]):
        notes.append("file-cut-short")
    return {"kind": kind, "notes": notes, "sheets": sheets, "documents": documents}, arrays


def _part(name: str) -> Any:
    """A module of the folder kinds, which only this process reads from there."""
    return importlib.import_module(f"kinds.{name}")


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
    refused = _part("refusal").RefusedError
    arrays: list[array[Any]] = []
    try:
        answer, arrays = read(sys.stdin.buffer.read(), limit_unzipped)
    except refused as reason:
        answer = {"refused": reason.code, "places": reason.places}
    except MemoryError:
        answer = {"refused": "file-too-heavy"}
    except FAULTS:
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
