"""A plan as a workbook that can be edited and read back without loss: the table, and the meeting that set it."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import xlsxwriter

from itacore.measures.chosen import ChosenMeasure
from itacore.measures.plan import OfficePlan, topic_of
from itacore.measures.plan_columns import MEETING_ROWS, PlanColumn, read_columns
from itacore.measures.plan_dates import tell_day
from itacore.reports.letters import fit
from itacore.reports.xlsx import letters_wide, sheet_name
from itacore.reports.xlsx_charts import FONT, GROUND, INK, RULE, SOFT, with_thai_fonts
from itacore.wording import say

SIZE, ROW, HIGHEST = 16, 24.0, 400.0
UNPRINTED = ("how", "evidence", "id")  # the last columns: for work, not for paper
HEAD = 3  # row of the headings
MEETING_WIDTHS = (24.0, 90.0)
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_NO_DAY = datetime(2000, 1, 1)  # a workbook must name one


def write_plan(plan: OfficePlan, agency_name: str, indicators: Mapping[str, str]) -> bytes:
    """Write a plan as a workbook; the same plan gives the same bytes.

    Parameters
    ----------
    plan
        The measures and the meeting.
    agency_name
        Name of the agency, for the title.
    indicators
        Codes of the indicators with their names.
    """
    sink = io.BytesIO()
    book = xlsxwriter.Workbook(sink, _OPTIONS)
    for own in (book.formats[0], book.default_url_format):
        own.set_font_name(FONT)
        own.set_font_size(SIZE)
    title = say("plan", "file.title", year=plan.fiscal_year)
    book.set_properties({"title": title, "author": "", "comments": "", "created": _NO_DAY})
    look = _Look(book)
    _write_table(book, look, plan, agency_name, indicators)
    _write_meeting(book, look, plan)
    book.close()
    return with_thai_fonts(sink.getvalue())


class _Look:
    """Formats that both sheets share."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        base = {"font_name": FONT, "font_size": SIZE, "valign": "top", "text_wrap": True}
        self.title = book.add_format({**base, "bold": True, "font_size": 20, "text_wrap": False})
        self.soft = book.add_format({**base, "font_color": SOFT, "text_wrap": False})
        edge = {"border": 1, "border_color": RULE}
        self.head = book.add_format(
            {**base, **edge, "bold": True, "bg_color": GROUND, "font_color": INK, "valign": "vcenter"}
        )
        # Marked as text, so that what is typed later stays as it is typed.
        self.text = book.add_format({**base, **edge, "num_format": "@", "align": "left", "indent": 1})
        self.number = book.add_format({**base, **edge, "align": "center"})


def _add_sheet(book: xlsxwriter.Workbook, title: str) -> Any:
    sheet = book.add_worksheet(sheet_name(title, book.sheetnames))
    sheet.set_default_row(ROW)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.6, right=0.6, top=0.8, bottom=0.8)
    sheet.fit_to_pages(1, 0)
    return sheet


def _write_table(
    book: xlsxwriter.Workbook,
    look: _Look,
    plan: OfficePlan,
    agency_name: str,
    indicators: Mapping[str, str],
) -> None:
    sheet = _add_sheet(book, say("plan", "file.sheet", year=plan.fiscal_year))
    sheet.write_string(0, 0, say("plan", "file.title", year=plan.fiscal_year), look.title)
    sheet.set_row(0, ROW * 1.3)
    sheet.write_string(1, 0, fit(agency_name), look.soft)
    columns = read_columns()
    for at, column in enumerate(columns):
        sheet.set_column(at, at, column.width)
        sheet.write_string(HEAD, at, column.heading, look.head)
    sheet.set_row(HEAD, ROW * 2)
    for row, measure in enumerate(plan.measures, start=1):
        texts = [_cell(column, measure, indicators) for column in columns]
        for at, (column, text) in enumerate(zip(columns, texts, strict=True)):
            if column.field == "number":
                sheet.write_number(HEAD + row, at, row, look.number)
            elif text:
                sheet.write_string(HEAD + row, at, fit(text), look.text)
            else:
                sheet.write_blank(HEAD + row, at, None, look.text)
        sheet.set_row(HEAD + row, _height(texts, [column.width for column in columns]))
    sheet.freeze_panes(HEAD + 1, 4)
    sheet.repeat_rows(HEAD)
    printed = sum(1 for column in columns if column.field not in UNPRINTED)
    sheet.print_area(0, 0, HEAD + len(plan.measures), printed - 1)


def _cell(column: PlanColumn, measure: ChosenMeasure, indicators: Mapping[str, str]) -> str:
    match column.field:
        case "number":
            return ""
        case "indicator":
            return f"{measure.indicator} {indicators.get(measure.indicator, '')}".strip()
        case "topic":
            topic = topic_of(measure)
            return f"{topic.number} {topic.name}" if topic else ""
        case "steps":
            return "\n".join(measure.steps)
        case "id":
            return measure.id or ""
        case field:
            return str(getattr(measure, field))


def _write_meeting(book: xlsxwriter.Workbook, look: _Look, plan: OfficePlan) -> None:
    sheet = _add_sheet(book, say("plan", "file.meeting"))
    for at, width in enumerate(MEETING_WIDTHS):
        sheet.set_column(at, at, width)
    sheet.write_string(0, 0, say("plan", "file.meeting-title"), look.title)
    sheet.set_row(0, ROW * 1.3)
    meeting = plan.meeting
    held_on = tell_day(meeting.held_on) if meeting.held_on else ""
    values = {
        **{name: str(getattr(meeting, name)) for name in ("title", "place", "decision")},
        "held_on": held_on,
        "participants": "\n".join(meeting.participants),
    }
    for row, field in enumerate(MEETING_ROWS, start=1):
        sheet.write_string(row, 0, say("plan", f"meeting.{field}"), look.head)
        if values[field]:
            sheet.write_string(row, 1, fit(values[field]), look.text)
        else:
            sheet.write_blank(row, 1, None, look.text)
        sheet.set_row(row, _height([values[field]], MEETING_WIDTHS[1:]))


def _height(texts: Sequence[str], widths: Sequence[float]) -> float:
    lines = [
        sum(max(1, -int(-letters_wide(line) // max(1.0, width * 0.8 - 2))) for line in text.split("\n"))
        for text, width in zip(texts, widths, strict=True)
    ]
    return min(HIGHEST, ROW * max(lines))
