"""Periods of a fiscal year as officers write them: quarters and months, October first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from itacore.measures.chosen import tell_quarters
from itacore.thai import NBSP, to_arabic_digits

SHORT = "ต.ค. พ.ย. ธ.ค. ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย.".split()
_FULL = ("ตุลาคม พฤศจิกายน ธันวาคม มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน").split()
MONTHS = range(1, 13)  # of the fiscal year: 1 is October
QUARTERS = {quarter: tuple(range(quarter * 3 - 2, quarter * 3 + 1)) for quarter in range(1, 5)}
_NAMES = {
    **{name: at for at, name in enumerate(_FULL, start=1)},
    **{name.replace(".", ""): at for at, name in enumerate(SHORT, start=1)},
}
# "มี.ค." is also written "มี.ค" and "มีค.".
_MONTH = "|".join(
    [*_FULL, *(r"\s?".join(rf"{re.escape(part)}\.?" for part in name.split(".") if part) for name in SHORT)]
)
_TO = "ถึง|[-\u2013\u2014]"
_QUARTER = rf"(?:ไตรมาส(?:ที่)?\s*)?([1-4])(?![\d/.]|\s*(?:{_MONTH}))"
_QUARTERS = re.compile(
    rf"ไตรมาส(?:ที่)?\s*([1-4])(?![\d/.])((?:\s*(?:{_TO}|,|และ)\s*{_QUARTER.replace('([1-4])', '[1-4]')})*)"
)
_FURTHER = re.compile(rf"({_TO}|,|และ)\s*{_QUARTER}")
_ONE_MONTH = re.compile(f"({_MONTH})")
_BETWEEN = re.compile(r"[\s\d]|พ\.?ศ\.?|ปี|เดือน|วันที่|สิ้น")
_WHOLE = re.compile("ตลอด(?:ทั้ง)?ปี|ทุกเดือน|ทุกไตรมาส")


def read_months(text: str) -> tuple[int, ...]:
    """Read the months of the fiscal year that a period names, in order; none where it names none.

    >>> read_months("ไตรมาส ๑-๒ (ปีงบประมาณ พ.ศ.๒๕๖๙)"), read_months("ม.ค. ๖๖ - มี.ค ๖๖")
    ((1, 2, 3, 4, 5, 6), (4, 5, 6))
    >>> read_months("1 ตุลาคม 2566 – 30 กันยายน 2567") == tuple(MONTHS), read_months("หลังประกาศแผน")
    (True, ())

    A range that begins in another fiscal year is not understood:

    >>> read_months("ก.ย. ๖๕ – มี.ค ๖๖")
    ()
    """
    plain = to_arabic_digits(text).replace(NBSP, " ")
    if _WHOLE.search(plain):
        return tuple(MONTHS)
    months = {month for quarter in _quarters(plain) for month in QUARTERS.get(quarter, ())}
    named = _months(plain)
    return () if named is None else tuple(sorted(months | named))


def quarters_of(period: str) -> tuple[int, ...]:
    """Give the quarters of the fiscal year in which a period lies at least in part; none where it names none.

    >>> quarters_of("ไตรมาส 1 ถึง ๒"), quarters_of("ตลอดปีงบประมาณ"), quarters_of("หลังประกาศแผน")
    ((1, 2), (1, 2, 3, 4), ())
    """
    months = set(read_months(period))
    return tuple(quarter for quarter, its in QUARTERS.items() if months.intersection(its))


def _quarters(text: str) -> set[int]:
    found: set[int] = set()
    for match in _QUARTERS.finditer(text):
        last = int(match[1])
        found.add(last)
        for link, digit in _FURTHER.findall(match[2]):
            found.update(range(last, int(digit)) if re.fullmatch(_TO, link) else ())
            last = int(digit)
            found.add(last)
    return found


def _months(text: str) -> set[int] | None:
    """Months named, with those between the ends of a range; None for a range of two fiscal years."""
    found: set[int] = set()
    last, end = 0, 0
    for match in _ONE_MONTH.finditer(text):
        month = _NAMES.get(match[1]) or _NAMES[re.sub(r"[.\s]", "", match[1])]
        if last and re.fullmatch(_TO, _BETWEEN.sub("", text[end : match.start()])):
            if month < last:
                return None
            found.update(range(last, month))
        found.add(month)
        last, end = month, match.end()
    return found


def tell_months(months: Iterable[int], fiscal_year: int) -> str:
    """Name months of a fiscal year: as quarters where they are whole, else as months with their year.

    >>> tell_months([4, 5, 6], 2570), tell_months(range(1, 13), 2570)
    ('ไตรมาส\\xa02', 'ตลอดปีงบประมาณ')
    >>> tell_months([3, 4, 5, 9], 2570).replace(NBSP, " ")
    'ธ.ค. 69 – ก.พ. 70, มิ.ย. 70'
    """
    wanted = sorted(set(months))
    if not wanted:
        return ""
    quarters = [quarter for quarter, its in QUARTERS.items() if set(its) <= set(wanted)]
    if len(quarters) * 3 == len(wanted):
        return tell_quarters(quarters)
    return ", ".join(_name_run(run, fiscal_year) for run in _runs(wanted))


def _runs(months: Sequence[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for month in months:
        if runs and runs[-1][-1] == month - 1:
            runs[-1].append(month)
        else:
            runs.append([month])
    return runs


def _name_run(run: Sequence[int], fiscal_year: int) -> str:
    ends = [_name(month, fiscal_year) for month in dict.fromkeys((run[0], run[-1]))]
    return f"{NBSP}\u2013{NBSP}".join(ends)


def _name(month: int, fiscal_year: int) -> str:
    year = fiscal_year - 1 if month <= 3 else fiscal_year
    return f"{SHORT[month - 1]}{NBSP}{year % 100:02d}"
