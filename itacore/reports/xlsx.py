"""A report as a workbook: a summary, tables of figures that stay figures, and charts that Excel draws itself."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any

import pandas as pd
import xlsxwriter

from itacore.data_table import DataTable
from itacore.reports.forms import FormSheet
from itacore.reports.letters import cut, fit
from itacore.reports.report import Block, Heading, KeyFigures, Note, Paragraph, Report, Sheet
from itacore.reports.xlsx_charts import FONT, GROUND, INK, RULE, SOFT, add_chart, with_thai_fonts
from itacore.wording import say

SIZE = 16
LINK = "#1D4E89"
FIGURE, SIGNED = "0.00", "+0.00;\u22120.00;0.00"
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_NO_DAY = datetime(2000, 1, 1)  # a workbook must name one
_UNSHEETLY = "[]:*?/\\'"
_LONGEST_SHEET = 31
_LONGEST_TEXT = 32_767  # letters of a cell, set by Excel
_CHART_ROWS = 17
_ROW, _WIDEST = 24.0, 60.0
_WIDE_LETTER, _LINE_END = 1.07, 4.0  # digits that a letter is wide at most, and that a line leaves free
_SUMMARY_WIDTHS = (44.0, 18.0, 18.0, 18.0)


def write_report_xlsx(report: Report) -> bytes:
    """Write a report as a workbook; the same report gives the same bytes."""
    day = datetime.combine(report.dated, datetime.min.time()) if report.dated else _NO_DAY
    book = _Book(report.title, day)
    if report.summary:
        book.add_summary(report)
    for sheet in report.sheets:
        if isinstance(sheet, FormSheet):
            book.add_form(sheet)
        else:
            book.add_sheet(sheet)
    return book.bytes()


def write_table_xlsx(table: DataTable) -> bytes:
    """Write one table as a workbook."""
    return write_sheets_xlsx(table.title, [Sheet(table.title, table)])


def write_sheets_xlsx(title: str, sheets: Iterable[Sheet]) -> bytes:
    """Write tables as a workbook, a sheet each; the same tables give the same bytes."""
    book = _Book(title, _NO_DAY)
    for sheet in sheets:
        book.add_sheet(sheet)
    return book.bytes()


def sheet_name(title: str, taken: Iterable[str] = ()) -> str:
    """Make a title fit for a sheet: no forbidden characters, at most 31, no name twice.

    >>> sheet_name("คะแนน [1/2]: 'ก'"), sheet_name("ก", ["ก"])
    ('คะแนน -1-2-- -ก-', 'ก 2')
    """
    plain = "".join("-" if c in _UNSHEETLY else c for c in fit(title)).strip() or "-"
    used = {name.lower() for name in taken} | {"history"}  # Excel keeps that one for itself
    name, number = cut(plain, _LONGEST_SHEET).strip() or "-", 1
    while name.lower() in used:
        number += 1
        name = f"{cut(plain, _LONGEST_SHEET - len(str(number)) - 1)} {number}"
    return name


def letters_wide(text: str) -> int:
    """Count the letters that take room: marks over and under a letter do not.

    >>> letters_wide("ที่นี่")
    2
    """
    return sum(unicodedata.category(char) != "Mn" for char in text)


class _Book:
    """A workbook on its way, with the few formats that all sheets share."""

    def __init__(self, title: str, day: datetime) -> None:
        self._sink = io.BytesIO()
        self._book = xlsxwriter.Workbook(self._sink, _OPTIONS)
        for own in (self._book.formats[0], self._book.default_url_format):
            own.set_font_name(FONT)
            own.set_font_size(SIZE)
        self._book.set_properties({"title": fit(title), "author": "", "comments": "", "created": day})

    def bytes(self) -> bytes:
        """Finish."""
        self._book.close()
        return with_thai_fonts(self._sink.getvalue())

    def _format(self, **more: object) -> Any:
        return self._book.add_format({"font_name": FONT, "font_size": SIZE, "valign": "top", **more})

    def _heading(self, **more: object) -> Any:
        ground = {"bold": True, "bg_color": GROUND, "bottom": 1, "bottom_color": RULE}
        return self._format(**ground, text_wrap=True, valign="vcenter", **more)

    @cached_property
    def _head(self) -> Any:
        return self._heading(align="left", indent=1)

    @cached_property
    def _head_right(self) -> Any:
        return self._heading(align="right")

    @cached_property
    def _text(self) -> Any:
        return self._format(text_wrap=True, align="left", indent=1)

    @cached_property
    def _link(self) -> Any:
        return self._format(text_wrap=True, align="left", indent=1, font_color=LINK, underline=1)

    @cached_property
    def _right(self) -> Any:
        return self._format(align="right")

    @cached_property
    def _figure(self) -> Any:
        return self._format(num_format=FIGURE)

    @cached_property
    def _signed(self) -> Any:
        return self._format(num_format=SIGNED)

    def _new_sheet(self, title: str) -> Any:
        sheet = self._book.add_worksheet(sheet_name(title, self._book.sheetnames))
        sheet.set_default_row(_ROW)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(left=0.6, right=0.6, top=0.8, bottom=0.8)
        sheet.fit_to_pages(1, 0)
        return sheet

    def _write_text(self, sheet: Any, row: int, column: int, text: str, look: Any) -> None:
        sheet.write_string(row, column, cut(fit(text), _LONGEST_TEXT), look)

    def add_summary(self, report: Report) -> None:
        """The first sheet: what the paper says in words, and its key figures."""
        sheet = self._new_sheet(say("reports", "common.summary-sheet"))
        sheet.hide_gridlines(2)
        for column, width in enumerate(_SUMMARY_WIDTHS):
            sheet.set_column(column, column, width)
        small = self._format(font_color=SOFT, text_wrap=True, font_size=14)
        self._write_wide(sheet, 0, report.title, self._format(bold=True, font_size=22, font_color=INK), 22)
        self._write_wide(sheet, 1, report.subtitle.plain, self._format(font_color=SOFT, text_wrap=True), SIZE)
        row = 2
        for block in report.summary:
            row = self._write_block(sheet, row, block, small)

    def _write_block(self, sheet: Any, row: int, block: Block, small: Any) -> int:
        if isinstance(block, KeyFigures):
            return self._write_key_figures(sheet, row + 1, block)
        if isinstance(block, Note):
            self._write_wide(sheet, row, block.words.plain, small, 14)
        elif isinstance(block, Paragraph | Heading):
            strong = isinstance(block, Heading) or block.lead or any(run.bold for run in block.words.runs)
            size = 18 if isinstance(block, Paragraph) and block.lead else SIZE
            look = self._format(bold=strong, font_size=size, text_wrap=True, font_color=INK)
            self._write_wide(sheet, row, block.words.plain, look, size)
        else:
            raise TypeError(f"{type(block).__name__} has no place in a summary")
        return row + 1

    def _write_wide(self, sheet: Any, row: int, text: str, look: Any, size: int) -> None:
        """Write a text over the width of the summary, with the height that it needs."""
        last = len(_SUMMARY_WIDTHS) - 1
        sheet.merge_range(row, 0, row, last, "", look)
        self._write_text(sheet, row, 0, text, look)
        lines = _lines(text, sum(_SUMMARY_WIDTHS) * SIZE / size)
        sheet.set_row(row, _ROW * size / SIZE * lines + 3)

    def _write_key_figures(self, sheet: Any, row: int, block: KeyFigures) -> int:
        for column, key in enumerate(("figure", "value", "change")):
            look = self._head_right if column else self._head
            self._write_text(sheet, row, column, say("reports", f"common.column-{key}"), look)
        for figure in block.figures:
            row += 1
            self._write_text(sheet, row, 0, figure.name, self._text)
            for column, value, look in ((1, figure.value, self._figure), (2, figure.change, self._signed)):
                if value is None:
                    self._write_text(sheet, row, column, figure.text if column == 1 else "–", self._right)
                else:
                    sheet.write_number(row, column, without_noise(value), look)
        return row + 2

    def add_form(self, form: FormSheet) -> None:
        """A form to fill in."""
        from itacore.reports.xlsx_forms import add_form  # counts letters as this module does

        add_form(self._book, self._new_sheet(form.title), form)

    def add_sheet(self, content: Sheet) -> None:
        """A table with headings that stay in sight, its charts below it."""
        table = content.table
        sheet = self._new_sheet(content.title)
        shown = table.shown()
        widths = {name: content.widths.get(name, _width(name, texts)) for name, texts in shown.items()}
        for column, name in enumerate(shown):
            sheet.set_column(column, column, widths[name])
            right = pd.api.types.is_float_dtype(table.frame[name])
            self._write_text(sheet, 0, column, name, self._head_right if right else self._head)
            self._write_column(sheet, column, table, name)
            self._write_links(sheet, column, table.frame[name], content.links.get(name, ()))
        rows = len(table.frame)
        if content.filtered and rows:
            sheet.autofilter(0, 0, rows, len(shown) - 1)
        sheet.set_row(0, _height(shown, widths, None))
        for row in range(rows):
            sheet.set_row(row + 1, _height(shown, widths, row))
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        if content.charts:
            sheet.fit_to_pages(1, 1)
        for number, chart in enumerate(content.charts):
            add_chart(self._book, sheet, chart, table, rows + 2 + number * _CHART_ROWS)

    def _write_column(self, sheet: Any, column: int, table: DataTable, name: str) -> None:
        values = table.frame[name]
        is_number = pd.api.types.is_numeric_dtype(values)
        look = self._signed if name in table.signed else self._figure
        if not pd.api.types.is_float_dtype(values):
            look = self._text
        for row, (value, missing) in enumerate(zip(values, values.isna(), strict=True), start=1):
            if missing:
                sheet.write_blank(row, column, None, self._text)
            elif is_number:
                sheet.write_number(row, column, without_noise(float(value)), look)
            else:
                self._write_text(sheet, row, column, str(value), self._text)

    def _write_links(self, sheet: Any, column: int, texts: Iterable[object], links: Iterable[str]) -> None:
        """Let texts lead to files; the text stays what is shown."""
        for row, (text, link) in enumerate(zip(texts, links, strict=False), start=1):
            if link:
                shown = cut(fit(str(text)), _LONGEST_TEXT)
                sheet.write_url(row, column, f"external:{link}", self._link, string=shown)


def without_noise(value: float) -> float:
    """Drop binary noise, so that a workbook shows the figure as we do.

    >>> without_noise(98.57 - 91.875)
    6.695
    """
    return round(value, 9)


def _width(name: str, shown: Sequence[str]) -> float:
    """Width of a column in characters, from its longest entry."""
    widest = max([letters_wide(name), *(letters_wide(text) for text in shown)], default=8)
    return min(_WIDEST, max(9.0, widest * 1.15 + 3))


def _lines(text: str, width: float) -> int:
    """Lines that a wrapped text takes; words are not split, so that all but a line alone end before their room."""
    room = max(1.0, width - _LINE_END)
    counts = map(letters_wide, text.split("\n"))
    return sum(1 if count * _WIDE_LETTER <= width else -int(-count // room) for count in counts)


def _height(shown: Mapping[str, Sequence[str]], widths: Mapping[str, float], row: int | None) -> float:
    """Height of a row of a table, or of its headings."""
    texts = {name: name if row is None else values[row] for name, values in shown.items()}
    return min(400.0, _ROW * max((_lines(text, widths[name] - 2) for name, text in texts.items()), default=1))
