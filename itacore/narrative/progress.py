"""The sentences that open a report on carrying out measures: the result they come from, the round, how far they are."""

from __future__ import annotations

import re
from collections.abc import Mapping

from itacore.narrative.instruments import tell_total_and_level
from itacore.narrative.words import join_words
from itacore.scoring.profile import Profile
from itacore.thai import NBSP
from itacore.wording import say

ROUNDS = (6, 12)  # months from 1 October of the year before
_DAY = re.compile(r"(?:[\d๐-๙]{1,2} +)?[ก-๎.]{3,12} +[\d๐-๙]{2,4}(?![\d๐-๙])")


def _say(key: str, **places: object) -> str:
    return say("progress", key, **places)


def tell_origin(profile: Profile, agency: str, count: int) -> str:
    """Say the result that the measures come from, and how many of them the office has set.

    Parameters
    ----------
    profile
        Of the assessed year; the measures are those of the year after.
    agency
        What stands for the name of the agency.
    count
        How many measures the plan has; 0 without a plan.
    """
    year = profile.rules.fiscal_year
    told = _say("intro.result", year=year, agency=agency, result=tell_total_and_level(profile))
    return told + _say("intro.plan", next=year + 1, count=count) if count else told


def tell_round(months: int | None, fiscal_year: int) -> str:
    """Say of which round a report is, or ask for it.

    >>> tell_round(None, 2570)
    'รายงานนี้ใช้ได้ทั้งรอบ 6\\xa0เดือนและรอบ 12\\xa0เดือน โปรดทำเครื่องหมาย / ในวงเล็บหน้ารอบที่รายงาน'
    """
    if months is None:
        return _say("round.open")
    return _say("round.known", months=months, before=fiscal_year - 1, last=_last_day(months, fiscal_year))


def name_round(months: int, fiscal_year: int) -> str:
    """Name a round with its days.

    >>> name_round(12, 2570).replace("\\xa0", " ")
    'รอบ 12 เดือน (1 ตุลาคม 2569 ถึง 30 กันยายน 2570)'
    """
    return _say("round.one", months=months, before=fiscal_year - 1, last=_last_day(months, fiscal_year))


def _last_day(months: int, fiscal_year: int) -> str:
    if months not in ROUNDS:
        raise ValueError(f"a round has {ROUNDS} months, not {months}")
    return _say(f"round.last-{months}", year=fiscal_year)


def tell_statuses(counts: Mapping[str, int], unsaid: int) -> str:
    """Say how many measures have which status, and of how many nothing is said; empty where of all.

    >>> tell_statuses({"done": 2, "under-way": 0}, 1).replace("\\xa0", " ")
    'ในจำนวนนี้ ดำเนินการแล้ว 2 มาตรการ และยังไม่ได้บันทึกสถานะ 1 มาตรการ'
    >>> tell_statuses({"done": 0}, 1)
    ''
    """
    if not any(counts.values()):
        return ""
    parts = [
        _say("intro.status-one", status=_say(f"status.{status}"), count=count)
        for status, count in counts.items()
        if count
    ]
    if unsaid:
        parts.append(_say("intro.status-none", count=unsaid))
    return _say("intro.status", counts=join_words(parts))


def whole_day(text: str) -> str:
    """Let no line end inside a day.

    >>> whole_day(" 30 กันยายน 2569 ประชุม 2 ครั้ง").replace(NBSP, "_")
    '30_กันยายน_2569 ประชุม 2 ครั้ง'
    """
    return _DAY.sub(lambda day: NBSP.join(day.group().split()), text.strip())
