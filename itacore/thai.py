"""Thai text, digits, numbers and fiscal years as officers write them.

Sources: the Unicode chart U+0E00 for the two spellings of SARA AM; results as published by agencies
for the ways of writing a number or a year.
"""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum

THAI_DIGITS = "๐๑๒๓๔๕๖๗๘๙"
NBSP = "\u00a0"
MINUS = "\u2212"
BUDDHIST_ERA_OFFSET = 543

_TO_ARABIC = str.maketrans(THAI_DIGITS, "0123456789")
_TO_THAI = str.maketrans("0123456789", THAI_DIGITS)
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad]")
_TONES = "\u0e48-\u0e4b"
_SARA_AM = re.compile(f"\u0e4d([{_TONES}]*)\u0e32")
_TONE_AFTER_AM = re.compile(f"\u0e33([{_TONES}]+)")
_MARKS = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]{2,}")
# Order of the marks over and under one letter: below it, vowels, tones, the rest.
_MARK_ORDER = (
    "\u0e3a\u0e38\u0e39\u0e31\u0e34\u0e35\u0e36\u0e37\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4d\u0e4e"
)
_TAG = re.compile(r"<(?!\s*\d)[^<>]{0,200}>")  # "<85>" is no tag but a figure with marks
_SPACES = re.compile(r"\s+")


def normalize(text: str) -> str:
    """Bring Thai text to one form without changing its words.

    Both spellings of SARA AM become U+0E33 with the tone mark before it, two SARA E become SARA AE, marks
    over and under a letter stand in their order and once, invisible characters go, runs of white space become
    one space.

    >>> normalize("การใช้อ\u0e4d\u0e32นาจ  ") == "การใช้อำนาจ"
    True
    >>> normalize("น\u0e4d\u0e49\u0e32") == normalize("น\u0e49\u0e4d\u0e32") == "น้ำ"
    True
    """
    if text.isascii():
        return _SPACES.sub(" ", text).strip()
    text, before = _INVISIBLE.sub("", text), ""
    while text != before:  # one mending may uncover another
        text, before = _tidy_marks(text), text
    return _SPACES.sub(" ", text).strip()


def _tidy_marks(text: str) -> str:
    """Bring vowels and marks to one form."""
    text = unicodedata.normalize("NFC", text).replace("\u0e40\u0e40", "\u0e41")
    text = _MARKS.sub(lambda run: _in_order(run.group()), text)
    text = _SARA_AM.sub("\\1\u0e33", text)
    return _TONE_AFTER_AM.sub("\\1\u0e33", text)


def _in_order(marks: str) -> str:
    """Sort marks over and under one letter, each once."""
    return "".join(sorted(set(marks), key=_MARK_ORDER.index))


def without_tags(text: str) -> str:
    """Replace HTML tags left over from a web page by spaces.

    >>> without_tags("<p>๑. การใช้อำนาจ</p>").strip()
    '๑. การใช้อำนาจ'
    """
    return _TAG.sub(" ", text) if "<" in text else text


def to_arabic_digits(text: str) -> str:
    """Write Thai digits as Arabic ones.

    >>> to_arabic_digits("ปี ๒๕๖๘")
    'ปี 2568'
    """
    return text.translate(_TO_ARABIC)


def to_thai_digits(text: str) -> str:
    """Write Arabic digits as Thai ones.

    >>> to_thai_digits("96.73")
    '๙๖.๗๓'
    """
    return text.translate(_TO_THAI)


_COMPACT = re.compile(r"[\s.,:;()\[\]{}\"'“”‘’/\\|_*\-–—]+")


def compact(text: str) -> str:
    """Reduce a heading to what is compared: one form, Arabic digits, small letters, no spaces or marks.

    >>> compact(" ลำดับ ที่. ") == compact("ลำดับที่")
    True
    """
    return _COMPACT.sub("", to_arabic_digits(normalize(without_tags(text)))).lower()


class NumberKind(Enum):
    """What a text in the place of a number turned out to be."""

    NUMBER = "number"
    MISSING = "missing"
    NOT_A_NUMBER = "not-a-number"


@dataclass(frozen=True)
class ParsedNumber:
    """A number as read from text; ``value`` is None unless ``kind`` is NUMBER."""

    kind: NumberKind
    value: float | None = None


_MISSING_MARKS = {
    "",
    *(
        "- -- --- – — − na n/a n.a. null none ไม่มี ไม่มีข้อมูล ไม่มีผล ไม่มีคะแนน "
        "ไม่มีผลคะแนน ไม่มีผลการประเมิน ไม่พบข้อมูล ไม่ปรากฏข้อมูล ไม่มีผลประเมิน "
        "ไม่ได้เข้ารับการประเมิน ไม่เข้ารับการประเมิน ไม่ได้เข้าร่วมการประเมิน "
        "ไม่ได้เข้าร่วม ไม่เข้าร่วม ไม่เข้าร่วมการประเมิน ไม่ได้ประเมิน "
        "ไม่ได้รับการประเมิน ไม่ประเมิน ไม่ทราบ ยังไม่ประกาศ ยังไม่มีข้อมูล รอผล"
    ).split(),
}
_NUMBER = re.compile(
    r"^(?:คะแนน|ร้อยละ|เท่ากับ|=)?\s*([+\-−–]?\s?\d{1,3}(?:[.,]\d+)?|[+\-−–]?\d+(?:\.\d+)?|[+\-−–]?\.\d+)"
    r"\s*(?:%|คะแนน|เปอร์เซ็นต์)?\s*$"
)


def parse_number(text: str) -> ParsedNumber:
    """Read a score as officers write it; never repair what is not a number.

    Takes Thai and Arabic digits, the words คะแนน and ร้อยละ, a percent sign, a decimal comma. A comma
    before exactly three digits separates thousands.

    >>> parse_number("๙๙.๕๒ คะแนน").value, parse_number("99,52").value, parse_number("ร้อยละ 99.52").value
    (99.52, 99.52, 99.52)
    >>> parse_number("9O.81").kind.value, parse_number("ไม่มีข้อมูล").kind.value
    ('not-a-number', 'missing')
    """
    text = to_arabic_digits(normalize(without_tags(text)))
    bare = text.strip(" ()[]").replace(" ", "").lower()
    if bare in _MISSING_MARKS:
        return ParsedNumber(NumberKind.MISSING)
    match = _NUMBER.match(text)
    if not match:
        return ParsedNumber(NumberKind.NOT_A_NUMBER)
    digits = match.group(1).replace(" ", "").replace("−", "-").replace("–", "-")
    whole, comma, decimals = digits.partition(",")
    if comma:
        digits = whole + decimals if len(decimals) == 3 else f"{whole}.{decimals}"
    return ParsedNumber(NumberKind.NUMBER, float(digits))


def format_number(value: float | None, digits: int = 2, *, sign: bool = False) -> str:
    """Write a number with a fixed count of decimals, halves away from zero, as published scores are.

    Binary noise below 1e-9 is not part of a score. With ``sign`` a rise carries "+", a fall U+2212;
    what rounds to zero carries none. None becomes "–".

    >>> format_number(95.625), format_number(-0.33655, sign=True), format_number(0.001, sign=True)
    ('95.63', '−0.34', '0.00')
    """
    if value is None or not math.isfinite(value):
        return "–"
    exact = Decimal(repr(round(float(value), 9)))
    rounded = exact.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
    text = f"{abs(rounded):f}"
    if rounded < 0:
        return MINUS + text
    return "+" + text if sign and rounded > 0 else text


def format_count(value: int) -> str:
    """Write a count of things, with a comma at the thousands.

    >>> format_count(692), format_count(8317)
    ('692', '8,317')
    """
    return f"{value:,}"


class YearRole(Enum):
    """In which sense a text names a year; smaller values say more about the assessed year."""

    FISCAL = 1
    PLAIN = 2
    SHORT = 3
    RANGE = 4
    PLAN = 5
    DATE = 6


@dataclass(frozen=True)
class YearMention:
    """A year named in a text: four-digit Buddhist Era, and in which sense."""

    year: int
    role: YearRole


_MONTHS = (
    r"มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน|ธันวาคม"
    r"|ม\.?ค\.?|ก\.?พ\.?|มี\.?ค\.?|เม\.?ย\.?|พ\.?ค\.?|มิ\.?ย\.?|ก\.?ค\.?|ส\.?ค\.?|ก\.?ย\.?|ต\.?ค\.?|พ\.?ย\.?|ธ\.?ค\.?"
)
_ERA = r"(?:พ\s*\.?\s*ศ\s*\.?|ค\s*\.?\s*ศ\s*\.?)"
_LONG_YEAR = re.compile(r"(?<!\d)(?<!\d[.,])(25[3-9]\d|20[0-6]\d|19[89]\d)(?![\d]|[.,]\d)")
_SHORT_YEAR = re.compile(
    rf"(?:ปี(?:งบประมาณ|งบ)?|ita|{_ERA})[\s_\-]*{_ERA}?\s*['’]?([5-7]\d)(?![\d.,]\d|\d|\s*(?:คะแนน|ขึ้นไป|%))",
    re.IGNORECASE,
)
_DATE_BEFORE = re.compile(rf"(?:{_MONTHS}|\d{{1,2}}\s*[/.\-]\s*\d{{1,2}}\s*[/.\-])\s*{_ERA}?\s*$")
_FISCAL_BEFORE = re.compile(
    rf"(?:ปีงบประมาณ|ประจำปี(?:งบประมาณ)?|ปีงบ|งบประมาณ|fy|fiscal\s*year|ita)\s*(?:ปี)?\s*{_ERA}?\s*$",
    re.IGNORECASE,
)
_PLAN_BEFORE = re.compile(r"(มาตรการ|แผน(?!ก)|แนวทาง|เป้าหมาย|ข้อเสนอแนะ)")
_RESULT_BEFORE = re.compile(r"(ผล|คะแนน|การวิเคราะห์|ita)", re.IGNORECASE)
_TO = r"\s*(?:-|–|—|ถึง|/)\s*"
_RANGE_AFTER = re.compile(rf"^{_TO}(?:ปี\s*)?{_ERA}?\s*(?:25|20)?\d\d(?!\d)")
_RANGE_BEFORE = re.compile(rf"(?:25|20)\d\d{_TO}(?:ปี\s*)?{_ERA}?\s*$")


def to_buddhist_era(year: int) -> int:
    """Turn a year of the Common Era into the Buddhist Era; leave the Buddhist Era alone.

    >>> to_buddhist_era(2025), to_buddhist_era(2568)
    (2568, 2568)
    """
    return year + BUDDHIST_ERA_OFFSET if year < 2400 else year


def find_years(text: str) -> tuple[YearMention, ...]:
    """Find every year that a text names, in its order, with the sense of each.

    >>> [(m.year, m.role.name) for m in find_years("ผล ITA ประจำปีงบประมาณ พ.ศ. ๒๕๖๘ ณ วันที่ ๒๗ กันยายน ๒๕๖๘")]
    [(2568, 'FISCAL'), (2568, 'DATE')]
    >>> [m.year for m in find_years("ปี 68")], [m.year for m in find_years("96.73 คะแนน")]
    ([2568], [])
    """
    text = to_arabic_digits(normalize(without_tags(text)))
    found: list[tuple[int, YearMention]] = []
    for match in _LONG_YEAR.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        if _DATE_BEFORE.search(before):
            role = YearRole.DATE
        elif _RANGE_AFTER.match(after) or _RANGE_BEFORE.search(before):
            role = YearRole.RANGE
        elif _is_plan(before):
            role = YearRole.PLAN
        elif _FISCAL_BEFORE.search(before):
            role = YearRole.FISCAL
        else:
            role = YearRole.PLAIN
        found.append((match.start(), YearMention(to_buddhist_era(int(match.group(1))), role)))
    for match in _SHORT_YEAR.finditer(text):
        found.append((match.start(1), YearMention(2500 + int(match.group(1)), YearRole.SHORT)))
    return tuple(mention for _, mention in sorted(found, key=lambda pair: pair[0]))


def _is_plan(before: str) -> bool:
    """Whether the words before a year speak of next year's plan rather than of a result."""
    plan = max((m.end() for m in _PLAN_BEFORE.finditer(before)), default=-1)
    result = max((m.end() for m in _RESULT_BEFORE.finditer(before)), default=-1)
    return plan > result


def parse_year(value: str | float) -> int | None:
    """Read a cell that names one year and no other; None for ranges, dates and years of a plan.

    A bare number must be a whole year of four digits; a text may hold other short words.

    >>> parse_year("พ.ศ.๒๕๖๖"), parse_year(2023.0), parse_year("ปี 66")
    (2566, 2566, 2566)
    >>> parse_year(66.0), parse_year("2566-2568")
    (None, None)
    """
    if not isinstance(value, str):
        if not (1980 <= value <= 2069 or 2530 <= value <= 2599) or value != int(value):
            return None
        return to_buddhist_era(int(value))
    if len(value) > 60:
        return None
    mentions = {m.year for m in find_years(value)}
    roles = {m.role for m in find_years(value)}
    if len(mentions) != 1 or roles & {YearRole.RANGE, YearRole.DATE, YearRole.PLAN}:
        return None
    return mentions.pop()


def fiscal_year_of(year_ce: int, month: int) -> int:
    """Give the Thai fiscal year (Buddhist Era) in which a month of the Common Era lies.

    Fiscal year N runs from 1 October N-1 to 30 September N.

    >>> fiscal_year_of(2026, 9), fiscal_year_of(2026, 10)
    (2569, 2570)
    """
    return year_ce + BUDDHIST_ERA_OFFSET + (1 if month >= 10 else 0)
