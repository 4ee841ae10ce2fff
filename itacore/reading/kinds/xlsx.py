"""Read .xlsx and .xlsm: the fast reader for all cells, a second look for what it hides."""

from __future__ import annotations

import io
import threading
import zlib
from array import array
from typing import Any

import python_calamine

from .package import Package
from .packing import check_area, check_count, check_merges, pack_column
from .refusal import RefusedError, check_size
from .second_look import look_again


def read(package: Package) -> tuple[list[dict[str, Any]], list[array[Any]]]:
    """Read every sheet; the parts are counted beside it, on another processor."""
    check = _Check(package)
    check.start()
    try:
        sheets, arrays, doubtful = _read_sheets(package.data)
    except python_calamine.PasswordError:
        raise RefusedError("file-encrypted") from None
    except python_calamine.CalamineError:
        check.finish()
        raise RefusedError("file-broken") from None
    check.finish()
    found = {entry["name"]: entry for entry in look_again(package, doubtful)}
    for sheet in sheets:
        second = dict(found.get(sheet["name"], {}))
        sheet["hidden_rows"] = second.pop("hidden_rows", [])
        sheet["hidden_columns"] = second.pop("hidden_columns", [])
        sheet["second"] = second
    return sheets, arrays


class _Check(threading.Thread):
    """Counts what the parts inflate to while the fast reader works; inflating leaves Python free."""

    def __init__(self, package: Package) -> None:
        super().__init__(daemon=True)
        self.package = package
        self.refused: Exception | None = None

    def run(self) -> None:
        try:
            self.package.check_all()
        except (RefusedError, MemoryError) as refused:
            self.refused = refused
        except (zlib.error, ValueError, OSError):
            self.refused = RefusedError("file-broken")

    def finish(self) -> None:
        """Wait for the count; refuse what it refuses."""
        self.join()
        if self.refused:
            raise self.refused


def _read_sheets(data: bytes) -> tuple[list[dict[str, Any]], list[array[Any]], dict[str, set[str]]]:
    """Read with the fast reader; tell also which sheets have empty cells ("blanks"), numbers up to 1 ("small")."""
    sheets: list[dict[str, Any]] = []
    arrays: list[array[Any]] = []
    doubtful: dict[str, set[str]] = {}
    area = 0
    with python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
        check_count(len(book.sheets_metadata))
        for position, meta in enumerate(book.sheets_metadata):
            if meta.typ is not python_calamine.SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_index(position)
            rows = sheet.to_python(skip_empty_area=False)
            width = len(rows[0]) if rows else 0
            check_size(len(rows), width)
            area += len(rows) * width
            check_area(area)
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
            doubtful[meta.name] = doubts
            merges = [[*a, *b] for a, b in sheet.merged_cell_ranges or []]
            check_merges(merges, len(rows), width)
            sheets.append(
                {
                    "name": meta.name,
                    "visible": meta.visible is python_calamine.SheetVisibleEnum.Visible,
                    "rows": len(rows),
                    "columns": width,
                    "texts": list(texts),
                    "others": others,
                    "merges": merges,
                }
            )
    return sheets, arrays, doubtful
