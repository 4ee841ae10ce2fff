"""A made-up workbook while it is made: its sheets, what stands around their tables, and what is wrong with them."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from itacore.reading.grid import Grid, Kind, grid_of_rows
from itacore.thai import to_thai_digits
from tests.reading.made_up.canvas import Canvas, Cell, Placed
from tests.reading.made_up.damage import CELL_DAMAGE, damage_cells
from tests.reading.made_up.data import FIRST_YEAR, LAST_YEAR, Truth
from tests.reading.made_up.others import plan, rules, words_only
from tests.reading.made_up.pen import Pen, make_pen
from tests.reading.workbooks import Fault, Sheet

STRANGE_YEARS = (2560, 2561, 2572)
LONGEST_SHEET = 31  # letters, says Excel


@dataclass(frozen=True)
class Book:
    """A made-up workbook. ``placed`` holds its figures by sheet and cell; ``unclear`` means that it tells too little.

    ``kind`` names its layout, ``faults`` what was damaged in it.
    """

    kind: str
    name: str
    sheets: Sequence[Sheet]
    placed: Mapping[tuple[int, Cell], Placed]
    truth: Truth
    named: bool
    unclear: str = ""
    faults: tuple[str, ...] = ()

    @property
    def has_faults_of_formulas(self) -> bool:
        """Whether cells show errors of formulas, which openpyxl cannot write."""
        return any(isinstance(value, Fault) for sheet in self.sheets for row in sheet.rows for value in row)

    def grids(self) -> tuple[Grid, ...]:
        """The sheets as grids, as the reading child would give them."""
        return tuple(map(_grid, self.sheets))


def _grid(sheet: Sheet) -> Grid:
    """A sheet as a grid: error cells and numbers shown as per cent as a second look finds them."""
    rows = [[value.text if isinstance(value, Fault) else value for value in row] for row in sheet.rows]
    for (row, column), shown in sheet.formats.items():
        value = rows[row][column]
        if "%" in shown and isinstance(value, float):
            rows[row][column] = round(value * 100, 10)
    grid = grid_of_rows(rows, sheet.name, sheet.merges, sheet.state == "visible")
    faults = [
        (r, c) for r, row in enumerate(sheet.rows) for c, value in enumerate(row) if isinstance(value, Fault)
    ]
    for row, column in faults:
        grid.kinds[row, column] = Kind.ERROR
        grid.numbers[row, column] = np.nan
    return grid


class Maker:
    """Makes one book."""

    def __init__(self, dice: random.Random, data: random.Random) -> None:
        self.dice = dice
        self.data = data
        self.pen: Pen = make_pen(dice, plain=dice.random() < 0.35)
        self.file = dice.choice(("results", "ผล ITA", "สำเนาของ คะแนน", "Book1"))
        self.sheets: list[tuple[str, Canvas]] = []
        self.named = True
        self.unclear = ""
        self.faults: list[str] = []
        self.hidden: set[str] = set()

    def finish(self, kind: str, truth: Truth) -> Book:
        """Put around and damage what was drawn, and close the book."""
        dice = self.dice
        self.faults += [fault for _, canvas in self.sheets for fault in canvas.faults]
        self._around()
        if not self.unclear and not {"disagrees", "row again"} & {*self.faults} and dice.random() < 0.4:
            self.faults += damage_cells([canvas for _, canvas in self.sheets], dice, dice.choice(CELL_DAMAGE))
        if dice.random() < 0.4:
            self.sheets.append(("คำอธิบาย", dice.choice((words_only, rules, plan))(self.pen)))
        placed: dict[tuple[int, Cell], Placed] = {}
        sheets = []
        for number, (name, canvas) in enumerate(self.sheets):
            hidden = name in self.hidden
            sheet = canvas.sheet(name, canvas.head if dice.random() < 0.1 else None)
            sheets.append(replace(sheet, state="hidden") if hidden else sheet)
            for cell, one in canvas.placed.items():
                strange = one.key[1] in STRANGE_YEARS or bool(self.unclear) or hidden
                placed[number, cell] = replace(one, value=None) if strange else one
        return Book(
            kind,
            f"{self.file}.xlsx",
            sheets,
            placed,
            truth,
            self.named,
            self.unclear,
            tuple(self.faults),
        )

    # ---- what stands around a table ------------------------------------------------------------------------

    def _around(self) -> None:
        """Footnotes below, blank rows and columns before, on every sheet."""
        dice = self.dice
        for number, (name, canvas) in enumerate(self.sheets):
            if dice.random() < 0.3:
                row = canvas.rows + 1 + dice.randrange(2)
                last = max((p.key[1] for p in canvas.placed.values()), default=2568)
                notes = [
                    f"หมายเหตุ : มาตรการส่งเสริมคุณธรรมและความโปร่งใส ปี {last + 1}",
                    "ที่มา : สำนักงาน ป.ป.ช.",
                    f"ข้อมูล ณ วันที่ 27 กันยายน {last + 1}",
                    "* คะแนนเต็ม 100 คะแนน",
                ]
                for note in dice.sample(notes, dice.randint(1, 3)):
                    canvas.put(row, 0, note)
                    row += 1
            if dice.random() < 0.1 and canvas.head:
                canvas = canvas.with_blank_row(dice.randrange(canvas.head + 1))
            if dice.random() < 0.3:
                canvas = canvas.moved(dice.choice((0, 1, 2, 7)), dice.choice((0, 1, 3)))
            self.sheets[number] = (name, canvas)

    def lines(
        self, truth: Truth, office: int | None, year: int | None, *, field: bool = True
    ) -> list[object]:
        """Title lines that name an office and a year, each where it is given."""
        dice = self.dice
        own = truth.offices[office] if office is not None else None
        digits = to_thai_digits if dice.random() < 0.5 else str
        lines: list[object] = []
        style = dice.randrange(5) if field else dice.randrange(3)
        told = ""
        if year is not None:
            told = dice.choice(("ประจำปีงบประมาณ พ.ศ. {}", "ปีงบประมาณ {}", "ปี {}", "ประจำปี พ.ศ.{}")).format(
                digits(str(year))
            )
        if own and style == 0:
            lines.append(
                f"ผลการประเมิน ITA ของ{own.name} อำเภอ{own.district} จังหวัด{own.province} {told}".strip()
            )
        elif own and style == 1:
            lines += [
                f"ผลการประเมินคุณธรรมและความโปร่งใส (ITA) {told}".strip(),
                f"{own.name} จังหวัด{own.province}",
            ]
        elif own and style == 2:
            lines += [own.name, f"สรุปผลการประเมิน ITA {told}".strip()]
        elif own and style == 3:
            lines += [("หน่วยงาน", own.name), f"ผล ITA {told}".strip()]
        elif own:
            lines += [f"หน่วยงาน : {own.name}", *([("ปีงบประมาณ", year)] if year is not None else [])]
        elif told:
            lines.append(f"ผลการประเมิน ITA {told}")
        elif dice.random() < 0.5:
            lines.append("ตารางคะแนน ITA รายหน่วยงาน")
        if year is not None and dice.random() < 0.2:
            lines.append(
                dice.choice(
                    (f"ข้อมูล ณ วันที่ 27 กันยายน {digits(str(year + 1))}", f"พร้อมมาตรการปี {digits(str(year + 1))}")
                )
            )
        return lines

    def sheet_of(self, year: int) -> str:
        """Name of a sheet that tells its year."""
        return self.dice.choice(("{}", "ปี {}", "ITA {}", "พ.ศ. {}")).format(year)

    def years(self, least: int, most: int, *, strange: bool = True) -> tuple[int, ...]:
        """Some years in a row, sometimes with one that cannot be read."""
        count = self.dice.randint(least, most)
        last = self.dice.randint(FIRST_YEAR + count - 1, LAST_YEAR)
        years = list(range(last - count + 1, last + 1))
        if strange and count > 1 and self.dice.random() < 0.05:
            years[self.dice.choice((0, -1))] = self.dice.choice(STRANGE_YEARS)
            self.faults.append("year")
        return tuple(sorted(years))

    def add(self, name: str, canvas: Canvas) -> None:
        """Add a sheet."""
        self.sheets.append((name, canvas))
