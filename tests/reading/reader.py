"""Read what a test built; the account of its cells is checked every time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date

from itacore.reading import Reading, read_files, read_grids
from tests.reading.workbooks import Sheet, count_cells, to_grids, to_xlsx

TODAY = date(2026, 11, 20)  # fiscal year 2570
NAME = "results.xlsx"
Found = list[tuple[str, str | None, str | None]]


def read_bytes(data: bytes, name: str = NAME) -> Reading:
    """Read a file; every cell that openpyxl sees must be accounted for."""
    reading = read_files([(name, data)], TODAY)
    check_receipt(reading, [data])
    return reading


def read_sheets(sheets: Sequence[Sheet], name: str = NAME) -> Reading:
    """Write sheets as a workbook and read it."""
    return read_bytes(to_xlsx(sheets), name)


def read_rows(sheets: Sequence[Sheet], name: str = NAME) -> Reading:
    """Read sheets as grids, without a file: fast, but without formats, formulas and faults."""
    reading = read_grids([(name, "0" * 64, to_grids(sheets))], TODAY)
    cells = reading.cells
    assert cells["non_empty"] == sum(
        value not in (None, "") for s in sheets for row in s.rows for value in row
    )
    check_receipt(reading, ())
    return reading


def check_receipt(reading: Reading, files: Iterable[bytes]) -> None:
    """The counts add up, agree with openpyxl, and no cell has two issues."""
    cells = reading.cells
    assert cells["non_empty"] == cells["used"] + cells["context"] + cells["ignored"] + cells["faulty"]
    for file, data in zip(reading.files, files, strict=False):
        if file.sheets and zipfile.is_zipfile(io.BytesIO(data)):
            assert file.cells["non_empty"] == count_cells(data)
    places = [(i.file, i.sheet, i.cell) for i in reading.issues if i.cell]
    assert len(places) == len(set(places))
    assert all(line.reason for file in reading.files for line in file.receipt if line.account == "ignored")
    assert not any(
        line.reason for file in reading.files for line in file.receipt if line.account != "ignored"
    )


def issues_of(reading: Reading) -> Found:
    """Issues as (code, sheet, cell)."""
    return [(issue.code, issue.sheet, issue.cell) for issue in reading.issues]


def layouts_of(reading: Reading) -> list[str | None]:
    """What each sheet was read as."""
    return [sheet.layout for file in reading.files for sheet in file.sheets]
