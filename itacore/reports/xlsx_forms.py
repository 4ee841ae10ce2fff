"""A form in a workbook: texts that are never formulas, lines around cells, lists to choose from, ready to print."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from itacore.reports.forms import FormColumn, FormSheet
from itacore.reports.letters import cut, fit
from itacore.reports.xlsx import letters_wide
from itacore.reports.xlsx_charts import FONT, GROUND, INK, RULE, SOFT

SIZE, ROW, HIGHEST = 16, 24.0, 400.0
ROOM = 2 * ROW  # to write in
_LONGEST_TEXT, _LONGEST_HINT, _LONGEST_LIST = 32_767, 255, 255  # letters, set by Excel
_BASE = {"font_name": FONT, "font_size": SIZE, "valign": "top", "text_wrap": True}
_EDGE = {"border": 1, "border_color": RULE}


def add_form(book: Any, sheet: Any, form: FormSheet) -> None:
    """Write a form on an empty sheet of a workbook that takes no text for a formula."""
    sheet.hide_gridlines(2)
    printed = sum(1 for column in form.columns if column.printed)
    width = sum(column.width for column in form.columns[:printed])
    for at, column in enumerate(form.columns):
        sheet.set_column(at, at, column.width)
    row = 0
    for text in form.lines:
        size = 22 if row == 0 else SIZE
        look = book.add_format({**_BASE, "bold": row == 0, "font_size": size, "font_color": INK})
        _write_across(sheet, row, printed, text, look, width * SIZE / size, ROW * size / SIZE)
        row += 1
    head = row
    _write_head(book, sheet, head, form.columns)
    last = _write_rows(book, sheet, head, form)
    row = last + 1
    small = book.add_format({**_BASE, "font_size": 13, "font_color": SOFT})
    centred = book.add_format({**_BASE, "align": "center", "valign": "bottom", "text_wrap": False})
    for at, text in enumerate(form.foot):
        row += 1
        sheet.set_row(row, ROW * (1 if at else 1.6))
        sheet.merge_range(row, printed - 3, row, printed - 1, "", centred)
        sheet.write_string(row, printed - 3, _plain(text), centred)
    if form.note:
        row += 1
        _write_across(sheet, row, printed, form.note, small, width * SIZE / 13, ROW * 13 / SIZE)
    sheet.freeze_panes(head + 1, 2)
    sheet.repeat_rows(head)
    sheet.print_area(0, 0, row, printed - 1)
    sheet.set_footer(f'&C&"{FONT}"&14{form.page} &P / &N')


def _write_head(book: Any, sheet: Any, row: int, columns: Sequence[FormColumn]) -> None:
    looks = {
        fills: book.add_format(
            {
                **_BASE,
                **_EDGE,
                "bold": True,
                "font_color": INK,
                "valign": "vcenter",
                "align": "center",
                **ground,
            }
        )
        for fills, ground in ((False, {"bg_color": GROUND}), (True, {"bg_color": "#FFF3D6"}))
    }
    for at, column in enumerate(columns):
        sheet.write_string(row, at, column.heading, looks[column.open])
    sheet.set_row(row, _height([c.heading for c in columns], columns, ROW))


def _write_rows(book: Any, sheet: Any, head: int, form: FormSheet) -> int:
    """Write the rows; give the last one."""
    # Marked as text, so that what is typed later stays as it is typed.
    look = book.add_format({**_BASE, **_EDGE, "num_format": "@", "align": "left", "indent": 1})
    number = book.add_format({**_BASE, **_EDGE, "align": "center"})
    row = head
    for row, cells in enumerate(form.rows, start=head + 1):
        for at, cell in enumerate(cells):
            if isinstance(cell, int):
                sheet.write_number(row, at, cell, number)
            elif cell:
                sheet.write_string(row, at, _plain(cell), look)
            else:
                sheet.write_blank(row, at, None, look)
        sheet.set_row(row, _height([str(cell) for cell in cells], form.columns, ROOM))
    for at, column in enumerate(form.columns):
        if column.choices:
            _add_choices(sheet, head + 1, row, at, column, form)
    return row


def _add_choices(sheet: Any, first: int, last: int, at: int, column: FormColumn, form: FormSheet) -> None:
    if len(",".join(column.choices)) > _LONGEST_LIST:
        raise ValueError(f"the choices of {column.heading} take more letters than a list of Excel holds")
    sheet.data_validation(
        first,
        at,
        last,
        at,
        {
            "validate": "list",
            "source": list(column.choices),
            "input_message": cut(form.choose, _LONGEST_HINT),
            "error_message": cut(form.wrong, _LONGEST_HINT),
        },
    )


def _write_across(
    sheet: Any, row: int, columns: int, text: str, look: Any, width: float, line: float
) -> None:
    """Write a text over the printed width, with the height that it needs."""
    sheet.merge_range(row, 0, row, columns - 1, "", look)
    sheet.write_string(row, 0, _plain(text), look)
    sheet.set_row(row, min(HIGHEST, line * _lines(text, width * 0.9)))


def _plain(text: str) -> str:
    return cut(fit(text), _LONGEST_TEXT)


def _lines(text: str, room: float) -> int:
    return sum(max(1, -int(-letters_wide(line) // max(1.0, room))) for line in text.split("\n"))


def _height(texts: Sequence[str], columns: Sequence[FormColumn], least: float) -> float:
    lines = [_lines(text, column.width * 0.85 - 2) for text, column in zip(texts, columns, strict=True)]
    return min(HIGHEST, max(least, ROW * max(lines)))
