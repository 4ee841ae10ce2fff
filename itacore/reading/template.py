"""The blank workbook offered for download (layout I): one sheet for one agency, one for many, one that explains."""

from __future__ import annotations

import io
from datetime import datetime

import xlsxwriter

from itacore.criteria import Criteria, RuleBook, read_criteria
from itacore.wording import read_wording, say

FONT = "TH SarabunPSK"
YEARS_SHOWN = 8
ROWS_FOR_MANY = 300
ROW_HEIGHT = 24  # points; 16-point Thai letters with their marks need it
HEAD = 6  # row of the headings of the sheet for one agency
MADE = datetime(2026, 1, 1)


def write_template(criteria: Criteria | None = None, last_year: int | None = None) -> bytes:
    """Write the blank workbook; the same call gives the same bytes.

    Parameters
    ----------
    criteria
        Rule books; default the shipped ones.
    last_year
        Latest year with a column; default the year after the latest rule book.

    Returns
    -------
    bytes
        An .xlsx file.
    """
    criteria = criteria or read_criteria()
    newest = criteria.books[max(criteria.books)]
    last = last_year or newest.fiscal_year + 1
    years = [y for y in range(last - YEARS_SHOWN + 1, last + 1) if y >= criteria.first_year]
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output, {"in_memory": True})
    book.set_properties({"created": MADE})
    book.formats[0].set_font_name(FONT)
    book.formats[0].set_font_size(16)
    look = _Look(book)
    _one_agency(book, look, criteria, years)
    _many_agencies(book, look, newest)
    _help(book, look)
    book.close()
    return output.getvalue()


class _Look:
    """Cell formats of the template."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        base = {"font_name": FONT, "font_size": 16, "valign": "vcenter"}
        self.title = book.add_format({**base, "bold": True, "font_size": 20})
        self.label = book.add_format({**base, "bold": True})
        self.head = book.add_format(
            {
                **base,
                "bold": True,
                "bg_color": "#1D4E89",
                "font_color": "#FFFFFF",
                "align": "center",
                "border": 1,
                "text_wrap": True,
            }
        )
        self.name = book.add_format({**base, "border": 1})
        self.group = book.add_format({**base, "border": 1, "bold": True, "align": "center"})
        self.score = book.add_format(
            {**base, "border": 1, "num_format": "0.00", "bg_color": "#FFFFF2", "locked": False}
        )
        self.field = book.add_format({**base, "border": 1, "bg_color": "#FFFFF2", "locked": False})
        self.text = book.add_format({**base, "text_wrap": True})


def _one_agency(book: xlsxwriter.Workbook, look: _Look, criteria: Criteria, years: list[int]) -> None:
    """The sheet for one agency: indicators, parts, total, rating and rank by year."""
    rules = criteria.books[max(criteria.books)]
    sheet = book.add_worksheet(say("template", "one-sheet"))
    sheet.set_default_row(ROW_HEIGHT)
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 10)
    sheet.set_column(1, 1, 34)
    sheet.set_column(2, 1 + len(years), 11)
    sheet.write(0, 0, say("template", "title-one"), look.title)
    for row, key in enumerate(("agency", "type", "district", "province"), start=1):
        sheet.write(row, 0, say("template", key), look.label)
        sheet.write_blank(row, 1, None, look.field)
    heads = [say("template", "instrument"), say("template", "indicator")]
    heads += [say("template", "year", year=year) for year in years]
    for column, head in enumerate(heads):
        sheet.write(HEAD, column, head, look.head)
    rating = _names_of_rows(sheet, look, rules)
    last = 1 + len(years)
    for row in range(HEAD + 1, rating + 2):
        for column in range(2, last + 1):
            sheet.write_blank(row, column, None, look.score if row < rating else look.field)
    sheet.data_validation(HEAD + 1, 2, rating - 1, last, _score_rule())
    sheet.data_validation(rating, 2, rating, last, _rating_rule(criteria))
    sheet.freeze_panes(HEAD + 1, 2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _names_of_rows(sheet: xlsxwriter.worksheet.Worksheet, look: _Look, rules: RuleBook) -> int:
    """Write the names of the rows; give the row of the rating, which stands between total and rank."""
    row = HEAD + 1
    for instrument in rules.instruments:
        indicators = rules.indicators_of(instrument.code)
        sheet.merge_range(row, 0, row + len(indicators) - 1, 0, instrument.code, look.group)
        for indicator in indicators:
            name = say("template", "numbered", code=indicator.code, name=indicator.name)
            sheet.write(row, 1, name, look.name)
            row += 1
    names = [part.name for instrument in rules.instruments for part in instrument.parts]
    names += [say("template", key) for key in ("total", "rating", "rank")]
    for name in names:
        sheet.write_blank(row, 0, None, look.group)
        sheet.write(row, 1, name, look.name)
        row += 1
    return row - 2


def _rating_rule(criteria: Criteria) -> dict[str, object]:
    """Levels of all years, those of the latest first."""
    newest_first = sorted(criteria.books.values(), key=lambda book: -book.fiscal_year)
    return {
        "validate": "list",
        "source": list(dict.fromkeys(level.label for book in newest_first for level in book.levels)),
        "ignore_blank": True,
        "error_title": say("template", "invalid-title"),
        "error_message": say("template", "invalid-rating"),
    }


def _score_rule() -> dict[str, object]:
    return {
        "validate": "decimal",
        "criteria": "between",
        "minimum": 0,
        "maximum": 100,
        "ignore_blank": True,
        "input_message": say("template", "hint-scores"),
        "error_title": say("template", "invalid-title"),
        "error_message": say("template", "invalid"),
    }


def _many_agencies(book: xlsxwriter.Workbook, look: _Look, rules: RuleBook) -> None:
    sheet = book.add_worksheet(say("template", "many-sheet"))
    sheet.set_default_row(ROW_HEIGHT)
    fields = [say("template", key) for key in ("fiscal-year", "agency", "type", "district", "province")]
    codes = [say("template", "short-numbered", code=i.code) for i in rules.indicators]
    parts = [part.name for instrument in rules.instruments for part in instrument.parts]
    heads = [
        *fields,
        *codes,
        *parts,
        say("template", "total"),
        say("template", "rating"),
        say("template", "rank"),
    ]
    sheet.write(0, 0, say("template", "title-many"), look.title)
    for column, head in enumerate(heads):
        sheet.write(2, column, head, look.head)
    sheet.set_row(2, 48)
    sheet.set_column(0, 0, 12)
    sheet.set_column(1, 1, 34)
    sheet.set_column(2, 4, 16)
    sheet.set_column(5, len(heads) - 1, 11)
    first = len(fields)
    sheet.data_validation(3, first, ROWS_FOR_MANY + 2, first + len(codes) + len(parts), _score_rule())
    sheet.freeze_panes(3, 2)


def _help(book: xlsxwriter.Workbook, look: _Look) -> None:
    sheet = book.add_worksheet(say("template", "help-sheet"))
    sheet.set_default_row(ROW_HEIGHT)
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 110)
    keys = sorted(key for key in read_wording("template") if key.startswith("help."))
    for row, key in enumerate(keys):
        sheet.write(row, 0, say("template", key), look.text)
