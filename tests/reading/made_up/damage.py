"""What goes wrong in files: figures that are none, labels that contradict themselves, tables that disagree."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from tests.reading.made_up.canvas import Canvas, Cell
from tests.reading.made_up.data import INDICATORS, NAMES
from tests.reading.workbooks import Fault, Value

CELL_DAMAGE = ("over", "negative", "letter", "fault", "label", "unknown", "total", "over", "letter")
_OTHERS = ("การมีส่วนร่วมของประชาชน", "ตัวชี้วัดที่ 11", "11. การบริหารความเสี่ยง")


def damage_cells(sheets: Sequence[Canvas], dice: random.Random, kind: str) -> list[str]:
    """Damage some cell of some sheet; tell what was done."""
    sheet = dice.choice(sheets)
    if kind in ("label", "unknown"):
        return _damage_label(sheet, dice, kind)
    scores = [
        (cell, one)
        for cell, one in sheet.placed.items()
        if one.key[2] not in ("rating", "rank") and not _in_label(sheet, cell) and one.must_be_read
    ]
    if kind == "total":
        scores = [(cell, one) for cell, one in scores if one.key[2] == "total"]
    if not scores:
        return []
    for cell, one in dice.sample(scores, min(len(scores), dice.randint(1, 2))):
        text = one.value or "90"
        if kind == "total":
            wrong = f"{max(0.5, float(text) - dice.uniform(1, 9)):.2f}"
            _write(sheet, cell, float(wrong))
            if _repeats(sheets, one.key) == 1:
                sheet.placed[cell] = replace(one, value=wrong)
            else:
                return _withdraw(sheets, one.key, kind)
            continue
        value: Value = {
            "over": float(text) + 100,
            "negative": -float(text) - 0.01,
            "letter": (text if "0" in text else f"{text}0").replace("0", "O", 1),
            "fault": Fault("#N/A"),
        }[kind]
        _write(sheet, cell, value)
        if _repeats(sheets, one.key) > 1:
            del sheet.placed[cell]
        else:
            sheet.placed[cell] = replace(one, value=None, lost=True)
    return [kind]


def _repeats(sheets: Sequence[Canvas], key: object) -> int:
    return sum(one.key == key for sheet in sheets for one in sheet.placed.values())


def _withdraw(sheets: Sequence[Canvas], key: object, kind: str) -> list[str]:
    """A figure that now stands in the book with two values may be read from neither place."""
    for sheet in sheets:
        for cell, one in sheet.placed.items():
            if one.key == key:
                sheet.placed[cell] = replace(one, value=None, lost=True)
    return [kind]


def _in_label(sheet: Canvas, cell: Cell) -> bool:
    return cell in sheet.labels


def _write(sheet: Canvas, cell: Cell, value: Value) -> None:
    sheet.cells[cell] = value
    sheet.formats.pop(cell, None)


def _damage_label(sheet: Canvas, dice: random.Random, kind: str) -> list[str]:
    """Give a label the number of another indicator, or write one that is no indicator."""
    labels = {
        cell: code
        for cell, code in sheet.labels.items()
        if code in INDICATORS and isinstance(sheet.cells[cell], str) and cell not in sheet.placed
    }
    if not labels:
        return []
    cell, code = dice.choice(list(labels.items()))
    row, column = cell
    other_labels = [c for r, c in sheet.labels if r == row and c > column]
    end = min(other_labels, default=sheet.columns)
    beside = [
        at for at, one in sheet.placed.items() if one.key[2] == code and at[0] == row and column < at[1] < end
    ]
    lower = min((r for r, c in sheet.labels if c == column and r > row), default=sheet.rows)
    below = [
        at
        for at, one in sheet.placed.items()
        if one.key[2] == code and at[1] == column and row < at[0] < lower
    ]
    if kind == "label":
        wrong = dice.choice([other for other in INDICATORS if other != code])
        sheet.cells[cell] = f"{wrong}. {NAMES[code][0]}"
    else:
        sheet.cells[cell] = dice.choice(_OTHERS)
    keys = {sheet.placed[at].key for at in beside or below}
    for at, one in list(sheet.placed.items()):
        if at in (beside or below):
            sheet.placed[at] = replace(one, value=None, lost=True)
    return [kind] if keys else []


def disagree(first: Canvas, second: Canvas, dice: random.Random) -> bool:
    """Change a figure of the second sheet that the first has too; neither may be read."""
    shared = [
        (cell, other)
        for cell, one in second.placed.items()
        for other, same in first.placed.items()
        if one.key == same.key and one.key[2] in INDICATORS
    ]
    if not shared:
        return False
    cell, other = dice.choice(shared)
    was = float(second.placed[cell].value or 50)
    _write(second, cell, round(was - 3 if was > 50 else was + 3, 2))
    for sheet, at in ((second, cell), (first, other)):
        sheet.placed[at] = replace(sheet.placed[at], value=None, lost=True)
    return True
