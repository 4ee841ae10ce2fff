"""Days as officers write them, in Buddhist Era."""

from __future__ import annotations

import re
from datetime import date

from itacore.thai import BUDDHIST_ERA_OFFSET, NBSP, to_arabic_digits
from itacore.wording import say

_SHORT = "มค กพ มีค เมย พค มิย กค สค กย ตค พย ธค".split()
_WORDS = re.compile(r"^(?:วันที่)?\s*(\d{1,2})\s*(?:เดือน)?\s*([ก-๛.\s]+?)\s*(?:พ\.?ศ\.?)?\s*(\d{2}|\d{4})$")
_FIGURES = re.compile(r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$")


def tell_day(day: date) -> str:
    """Write a day.

    >>> tell_day(date(2026, 9, 21)).replace(NBSP, " ")
    '21 กันยายน 2569'
    """
    return f"{day.day}{NBSP}{say('reports', f'month.{day.month}')}{NBSP}{day.year + BUDDHIST_ERA_OFFSET}"


def read_day(text: str) -> date | None:
    """Read a day of Buddhist or Common Era, None where the text is none.

    >>> read_day("๒๑ ก.ย ๒๕๖๕"), read_day("วันที่ 21 กันยายน พ.ศ. 2565"), read_day("21/9/2022")
    (datetime.date(2022, 9, 21), datetime.date(2022, 9, 21), datetime.date(2022, 9, 21))
    >>> read_day("31 กุมภาพันธ์ 2565"), read_day("กันยายน")
    (None, None)
    """
    plain = to_arabic_digits(text).replace(NBSP, " ").strip()
    words, figures = _WORDS.match(plain), _FIGURES.match(plain)
    if words:
        day, month, year = int(words[1]), _month(words[2]), int(words[3])
        year += 2500 if len(words[3]) == 2 else 0
    elif figures:
        day, month, year = (int(part) for part in figures.groups())
    else:
        return None
    try:
        return date(year - BUDDHIST_ERA_OFFSET if year > 2400 else year, month, day)
    except ValueError:
        return None


def _month(text: str) -> int:
    key = re.sub(r"[.\s]", "", text)
    full = {say("reports", f"month.{month}"): month for month in range(1, 13)}
    return full.get(key) or (_SHORT.index(key) + 1 if key in _SHORT else 0)
