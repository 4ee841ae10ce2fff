"""Small pieces of sentences: lists, figures, names of instruments and levels."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from itacore.thai import BUDDHIST_ERA_OFFSET, NBSP, format_number


def join_words(words: Sequence[str], last: str = "และ") -> str:
    """Join words as a Thai list: those that begin in Thai without commas, numbers and letters with them.

    >>> join_words(["9", "8", "7"]), join_words(["ผ่านดี", "ผ่านดีเยี่ยม"], "หรือ")
    ('9, 8 และ 7', 'ผ่านดีหรือผ่านดีเยี่ยม')
    >>> join_words(["ผ่าน", "ผ่านดี", "ผ่านดีเยี่ยม"]), join_words(["A", "B"])
    ('ผ่าน ผ่านดี และผ่านดีเยี่ยม', 'A และ B')
    >>> join_words(["ข้อ 9 (1.2)", "ข้อ 8 (0.5)", "ข้อ 7 (0.1)"])
    'ข้อ 9 (1.2) ข้อ 8 (0.5) และข้อ 7 (0.1)'
    """
    if len(words) < 2:
        return "".join(words)
    if any(char.isascii() for word in words for char in word):
        comma = ", " if any(word[:1].isascii() for word in words) else " "
        gap = " " if words[-1][:1].isascii() else ""
        return f"{comma.join(words[:-1])} {last}{gap}{words[-1]}"
    if len(words) == 2:
        return f"{words[0]}{last}{words[1]}"
    return f"{' '.join(words[:-1])} {last}{words[-1]}"


def level_word(level: str | None) -> str:
    """Write a rating level behind a Thai word: letters stand off by a space that does not break.

    >>> "ระดับ" + level_word("C") == "ระดับ" + NBSP + "C", level_word("ผ่านดี")
    (True, 'ผ่านดี')
    """
    return f"{NBSP}{level}" if level and level.isascii() else level or ""


def unit_name(code: str) -> str:
    """Short name of an instrument or part.

    >>> unit_name("EIT1"), unit_name("IIT")
    ('EIT\\xa0ส่วนที่\\xa01', 'IIT')
    """
    return f"{code[:3]}{NBSP}ส่วนที่{NBSP}{code[3:]}" if len(code) == 4 else code


def bound(value: float) -> str:
    """Write a bound without needless decimals.

    >>> bound(95.0)
    '95'
    """
    return format_number(value, 0) if value == int(value) else format_number(value)


def short_of(points: float) -> str:
    """Write missing points, with as many decimals as keep them from looking like none.

    >>> short_of(0.0067), short_of(0.0004)
    ('0.01', '0.0004')
    """
    two = format_number(points)
    return two if two != "0.00" or points == 0 else format_number(points, 4)


_MONTHS = "ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค.".split()


def short_moment(moment: datetime) -> str:
    """Write a moment in local time, Buddhist Era.

    >>> short_moment(datetime(2026, 11, 20, 9, 5)).replace(NBSP, " ")
    '20 พ.ย. 2569 09:05 น.'
    """
    local = moment.astimezone() if moment.tzinfo else moment
    return (
        f"{local.day}{NBSP}{_MONTHS[local.month - 1]}{NBSP}{local.year + BUDDHIST_ERA_OFFSET}"
        f"{NBSP}{local:%H:%M}{NBSP}น."
    )
