"""Layout I: our own blank workbook, filled in."""

from __future__ import annotations

import io
from functools import lru_cache

import openpyxl

from itacore.reading.template import HEAD, write_template
from itacore.wording import say
from tests.reading.made_up.canvas import Canvas
from tests.reading.made_up.data import PARTS, Truth
from tests.reading.made_up.pen import Pen
from tests.reading.workbooks import Value


@lru_cache(maxsize=1)
def _blank() -> tuple[tuple[str, dict[tuple[int, int], Value], list[tuple[int, int, int, int]]], ...]:
    """Name, cells and merged ranges of each sheet."""
    book = openpyxl.load_workbook(io.BytesIO(write_template()))
    return tuple(
        (
            page.title,
            {
                (c.row - 1, c.column - 1): c.value
                for row in page.iter_rows()
                for c in row
                if c.value is not None
            },
            [(m.min_row - 1, m.min_col - 1, m.max_row - 1, m.max_col - 1) for m in page.merged_cells.ranges],
        )
        for page in book.worksheets
    )


def filled_template(truth: Truth, pen: Pen) -> list[tuple[str, Canvas]]:
    """All sheets of the template, with one filled in: for one office or for many."""
    sheets = []
    for name, cells, merges in _blank():
        out = Canvas(pen, dict(cells), merges=list(merges))
        if name == say("template", "one-sheet") and len(truth.offices) == 1:
            _fill_one(out, truth)
        elif name == say("template", "many-sheet") and len(truth.offices) > 1:
            _fill_many(out, truth)
        sheets.append((name, out))
    return sheets


def _fill_one(out: Canvas, truth: Truth) -> None:
    (office,) = truth.offices
    out.write(1, office.name, at=1)
    out.write(3, office.district, at=1)
    out.write(4, office.province, at=1)
    columns = {value: column for (row, column), value in out.cells.items() if row == HEAD}
    labels = {row: str(value) for (row, column), value in out.cells.items() if column == 1 and row > HEAD}
    for year in truth.years:
        column = columns.get(say("template", "year", year=year))
        for row, label in labels.items():
            _put(out, truth, (row, column), (0, year), label)


def _fill_many(out: Canvas, truth: Truth) -> None:
    heads = {column: str(value) for (row, column), value in out.cells.items() if row == 2}
    row = 3
    for number, office in enumerate(truth.offices):
        for year in truth.years:
            out.write(row, year, office.name, office.type, office.district, office.province)
            for column, label in heads.items():
                if column > 4:
                    _put(out, truth, (row, column), (number, year), label)
            row += 1


def _put(out: Canvas, truth: Truth, cell: tuple[int, int | None], whose: tuple[int, int], label: str) -> None:
    row, column = cell
    words = {say("template", key): key for key in ("total", "rating", "rank")}
    code = words.get(label) or label.split(".")[0].removeprefix("ตัวชี้วัดที่ ")
    code = PARTS[int(label[-1]) - 1] if label.startswith("EIT ส่วนที่") else code
    text = truth.of(*whose).get(code)
    if column is not None and text is not None:
        (out.word if code in ("rating", "rank") else out.figure)(row, column, (*whose, code), text)
