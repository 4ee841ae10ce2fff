"""A published rating as its label alone, also where it stands behind a score in the same cell."""

from __future__ import annotations

import re

from itacore.thai import compact, normalize

_LETTERS = ("AA", "A", "B", "C", "D", "E", "F")
_WORDS = ("ผ่านดีเยี่ยม", "ผ่านดี", "ต้องปรับปรุงโดยด่วน", "ต้องปรับปรุง", "ผ่าน")
_BEFORE = ("ระดับผลการประเมิน", "ผลการประเมิน", "อยู่ใน", "ระดับ", "RATING", "GRADE", "เกรด")
_MISSING = frozenset({"", "NA", "NONE", "NULL", "ไม่มี", "ไม่มีข้อมูล", "ไม่มีผล", "ไม่ทราบ"})
_BESIDE = re.compile(
    r"^'?\s*(?P<score>\d{1,3}(?:\.\d+)?)\s*(?:คะแนน|%)?(?:\s*[(\[/]\s*|\s+(?:[–—-]\s+)?|(?=[ก-๙]))"
    r"(?P<words>[^()\[\]\d]{1,40})[)\]]?$"
)
# What says how a score is judged and is no level.
_VERDICTS = frozenset({"ผ่านเกณฑ์", "ไม่ผ่านเกณฑ์", "ผ่านการประเมิน", "ไม่ผ่านการประเมิน", "ไม่ผ่าน"})


def split_rating(text: str) -> tuple[float, str] | None:
    """Part a score from the rating behind it; None where the text is no such pair, "" for a mere verdict.

    >>> split_rating("88.37 (ผ่าน)"), split_rating("92.5 ระดับ A"), split_rating("70 ไม่ผ่านเกณฑ์")
    ((88.37, 'ผ่าน'), (92.5, 'A'), (70.0, ''))
    >>> split_rating("91.5 ปีก่อน")
    """
    match = _BESIDE.match(text.strip())
    if not match:
        return None
    bare = compact(match["words"]).upper()
    for before in _BEFORE:
        bare = bare.removeprefix(before)
    if bare in _LETTERS or bare in _WORDS:
        return float(match["score"]), bare
    return (float(match["score"]), "") if bare in _VERDICTS else None


def rating_label(text: str) -> str:
    """Reduce a published rating to its label alone; empty for a mark of missing.

    What is no known label stays as written, so that it can be named in an issue.

    >>> rating_label("ระดับ A (ผ่าน)"), rating_label("อยู่ในระดับ ผ่านดี"), rating_label("–")
    ('A', 'ผ่านดี', '')
    """
    bare = compact(text).upper()
    for before in _BEFORE:
        bare = bare.removeprefix(before)
    if bare in _MISSING:
        return ""
    for letter in _LETTERS:
        after = bare[len(letter) : len(letter) + 1]
        if bare.startswith(letter) and (not after or not after.isascii()):
            return letter
    if not bare.startswith("ผ่านเกณฑ์"):
        for word in _WORDS:
            if bare.startswith(word):
                return word
    return normalize(text)
