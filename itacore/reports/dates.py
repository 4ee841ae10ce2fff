"""The day that a paper bears, in words."""

from __future__ import annotations

from datetime import date

from itacore.thai import BUDDHIST_ERA_OFFSET
from itacore.wording import say


def date_line(day: date) -> str:
    """Write the day that a paper bears, Buddhist Era.

    >>> date_line(date(2026, 11, 21)).replace("\\xa0", " ")
    'ข้อมูล ณ วันที่ 21 พฤศจิกายน 2569'
    """
    month = say("reports", f"month.{day.month}")
    return say("reports", "common.dated", day=day.day, month=month, year=day.year + BUDDHIST_ERA_OFFSET)
