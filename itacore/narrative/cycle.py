"""What the calendar of the assessment asks for now.

The measures for a fiscal year N+1 come from the results of N, which are published in August of N; they are
carried out from 1 October to 30 September and reported after 31 March and after the year's end.
"""

from __future__ import annotations

from datetime import date

from itacore.thai import fiscal_year_of
from itacore.wording import say


def tell_now(today: date, assessed_year: int) -> str | None:
    """Say what is to be done this month with the results of a year; None where its cycle is over.

    >>> tell_now(date(2026, 11, 20), 2569)
    'ขณะนี้ไตรมาส\\xa01 ปี 2570: ประกาศมาตรการจากผลปี 2569 และเริ่มดำเนินการ'
    >>> tell_now(date(2026, 9, 1), 2569)
    'ก่อน 1\\xa0ตุลาคม: วิเคราะห์ผลปี 2569 และกำหนดมาตรการของปี 2570'
    >>> tell_now(date(2026, 11, 20), 2568)
    """
    running = fiscal_year_of(today.year, today.month)
    if running <= assessed_year:
        return say("overview", "now.plan", year=assessed_year, next=assessed_year + 1)
    if running == assessed_year + 2 and today.month == 10:
        return say("overview", "now.report-year", year=running - 1)
    if running > assessed_year + 1:
        return None
    if today.month >= 10:
        key = "start"
    elif today.month <= 3:
        key = "half"
    else:
        key = "report-half" if today.month == 4 else "rest"
    return say("overview", f"now.{key}", year=assessed_year, next=running)
