"""The words of data/headings.toml: headings of columns and rows, rows that sum up, other assessments."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from itacore.thai import compact

HEADINGS = Path(__file__).resolve().parents[2] / "data" / "headings.toml"
_YEAR_TAIL = re.compile(r"(?:ประจำ)?(?:ปีงบประมาณ|ปี)?(?:พศ)?(?:25[3-9]\d|20[0-6]\d)")
# What numbers many things, and indicators only where all ten stand in their order.
_LOOSE = re.compile(r"^(?:kpi|ข้อ)(?:ที่)?(\d{1,2})$")
ALL_TEN = [str(number) for number in range(1, 11)]
_BEFORE_SUMMARY = re.compile(r"^(?:grand|sub|overall)(?=[a-z])|^\d{1,2}(?=\D)")


@lru_cache(maxsize=1)
def _words() -> Mapping[str, Any]:
    with HEADINGS.open("rb") as file:
        return tomllib.load(file)


@lru_cache(maxsize=1)
def headings() -> Mapping[str, str]:
    """Role of every known heading, by its compact form."""
    return {
        compact(text): role for role, texts in _words()["headings"].items() for text in texts if compact(text)
    }


@lru_cache(maxsize=1)
def telling_words() -> tuple[tuple[str, str], ...]:
    """Words that tell the role of a heading wherever they stand in it, each with its role."""
    return tuple((compact(word), role) for role, words in _words()["telling"].items() for word in words)


@lru_cache(maxsize=1)
def _respondent_words() -> Mapping[str, tuple[str, ...]]:
    return {kind: tuple(map(compact, words)) for kind, words in _words()["respondents"].items()}


def counts_respondents(text: str) -> bool:
    """Whether a heading speaks of those who answered, and not of their scores.

    >>> [counts_respondents(text) for text in ("จำนวนผู้ตอบ (คน)", "ร้อยละของผู้ตอบ", "คะแนนจากผู้ตอบ", "ร้อยละ")]
    [True, True, False, False]
    """
    words, plain = _respondent_words(), compact(text)
    return any(w in plain for w in words["people"]) and not any(w in plain for w in words["scores"])


def is_share(text: str) -> bool:
    """Whether a heading says no more than that a column holds shares of a hundred.

    >>> is_share("คิดเป็นร้อยละ"), is_share("(%)"), is_share("ร้อยละของคะแนน")
    (True, True, False)
    """
    return compact_heading(text).strip("()") in _respondent_words()["shares"]


@lru_cache(maxsize=2)
def _row_start(kind: str) -> re.Pattern[str]:
    """What rows of a kind begin with; a Latin word must end there (Min is no Ministry)."""
    words = map(compact, _words()["rows"][kind])
    return re.compile("|".join(rf"{word}(?![a-z])" if word.isascii() else re.escape(word) for word in words))


def sums_up(text: str) -> bool:
    """Whether the label of a row in a table of agencies says that the row sums others up.

    >>> sums_up("ค่าเฉลี่ยทั้งจังหวัด"), sums_up("เทศบาลตำบลตัวอย่าง")
    (True, False)
    """
    if len(text) >= 60:
        return False
    return _row_start("summary").match(_BEFORE_SUMMARY.sub("", compact(text))) is not None


def speaks_of_all(text: str) -> bool:
    """Whether what stands in the place of an agency speaks of all of them or of a bound, and names none.

    >>> speaks_of_all("ทั้งจังหวัด"), speaks_of_all("เกณฑ์ผ่าน"), speaks_of_all("โรงพยาบาลตัวอย่าง")
    (True, True, False)
    """
    return _row_start("of-all").match(_BEFORE_SUMMARY.sub("", compact(text))) is not None


def loose_number(text: str | None) -> str:
    """Number of a label such as "KPI 3" or "ข้อ 3"; empty for others.

    >>> loose_number("KPI 3"), loose_number("ข้อที่ ๑๐"), loose_number("ตัวชี้วัดที่ 3")
    ('3', '10', '')
    """
    match = _LOOSE.match(compact(text)) if text and any(map(str.isdigit, text)) else None
    return str(int(match[1])) if match else ""


@lru_cache(maxsize=1)
def unpublished_words() -> Mapping[str, tuple[str, ...]]:
    """Words of targets, forecasts and self-assessments, by their kind."""
    return {kind: tuple(words) for kind, words in _words()["unpublished"].items()}


@lru_cache(maxsize=1)
def look_alikes() -> Mapping[str, frozenset[str]]:
    """Compact words that mark another assessment, by its code."""
    return {code: frozenset(map(compact, words)) for code, words in _words()["look-alikes"].items()}


@lru_cache(maxsize=1)
def plan_words() -> Mapping[str, tuple[str, ...]]:
    """What headings of a plan of measures begin with, by what they tell."""
    return {kind: tuple(map(compact, words)) for kind, words in _words()["plans"].items()}


@lru_cache(maxsize=1)
def checklist_words() -> frozenset[str]:
    """Compact headings of a list that asks whether something is published."""
    return frozenset(map(compact, _words()["checklists"]["headings"]))


def compact_heading(text: str) -> str:
    """Reduce a heading to what is compared, without a year at its end.

    >>> compact_heading("คะแนน ปี 2568")
    'คะแนน'
    """
    return _YEAR_TAIL.sub("", compact(text))
