"""A published rating as its label alone."""

from __future__ import annotations

from itacore.thai import compact, normalize

_LETTERS = ("AA", "A", "B", "C", "D", "E", "F")
_WORDS = ("ผ่านดีเยี่ยม", "ผ่านดี", "ต้องปรับปรุงโดยด่วน", "ต้องปรับปรุง", "ผ่าน")
_BEFORE = ("ระดับผลการประเมิน", "ผลการประเมิน", "อยู่ใน", "ระดับ", "RATING", "GRADE", "เกรด")
_MISSING = frozenset({"", "NA", "NONE", "NULL", "ไม่มี", "ไม่มีข้อมูล", "ไม่มีผล", "ไม่ทราบ"})


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
