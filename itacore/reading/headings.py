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

_BEFORE_SUMMARY = re.compile(r"^(?:grand|sub|overall)(?=[a-z])|^\d{1,2}(?=\D)")
_OF_ALL = re.compile(
    r"(?:ทั้ง|ระดับ|ราย)(?:จังหวัด|ประเทศ|อำเภอ|หมด|สิ้น|ภาค)|เกณฑ์|สรุป|คะแนน|ค่าคะแนน|ค่ามาตรฐาน|(?:ไม่)?ผ่าน(?:เกณฑ์|การประเมิน)|avg(?![a-z])|x̄"
)


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
def _summary_start() -> re.Pattern[str]:
    """What such a row begins with; a Latin word must end there (Min is no Ministry)."""
    words = map(compact, _words()["rows"]["summary"])
    return re.compile("|".join(rf"{word}(?![a-z])" if word.isascii() else re.escape(word) for word in words))


def sums_up(text: str) -> bool:
    """Whether the label of a row in a table of agencies says that the row sums others up.

    >>> sums_up("ค่าเฉลี่ยทั้งจังหวัด"), sums_up("เทศบาลตำบลตัวอย่าง")
    (True, False)
    """
    if len(text) >= 60:
        return False
    return _summary_start().match(_BEFORE_SUMMARY.sub("", compact(text))) is not None


def speaks_of_all(text: str) -> bool:
    """Whether what stands in the place of an agency speaks of all of them or of a bound, and names none.

    >>> speaks_of_all("ทั้งจังหวัด"), speaks_of_all("เกณฑ์ผ่าน"), speaks_of_all("โรงพยาบาลตัวอย่าง")
    (True, True, False)
    """
    return _OF_ALL.match(_BEFORE_SUMMARY.sub("", compact(text))) is not None


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
