"""Titles and headings that speak of targets, forecasts or self-assessments: what stands under them is no result."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from itacore.reading.headings import compact_heading, unpublished_words
from itacore.thai import compact, find_years, normalize

_LONGEST = 200
_OF_RESULTS = r"(?:ผล|คะแนน|การประเมิน|การ|ita|ปี|พศ)"
_AFTER_RESULTS = r"(?:ผล|คะแนน|ประเมิน|ita|\d)"
# Full marks or a bound behind the word: a target that a result is held against.
_WITH_BOUND = r"(?!(?:หมาย)?\s*(?:ร้อยละ|ไม่น้อยกว่า|[>≥=:])*\s*\d{2,3}(?!\d))"
_REMARK = re.compile(r"\s*(?:หมายเหตุ|ที่มา|แหล่งที่มา|[*※])")
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_YEAR = re.compile(r"(?:ปีงบประมาณ|ปี)?(?:พศ)?\d{2,4}$")


@dataclass(frozen=True)
class Title:
    """A line over a table, or the name of its sheet or file; whether it tells the year, or is a row of figures."""

    texts: Sequence[str]
    cell: tuple[int, int] | None
    is_name: bool = False
    tells_year: bool = False
    is_data: bool = False


@dataclass(frozen=True)
class Disclaimer:
    """A text that says of figures that they are no published results, and its cell if it has one.

    ``sure`` unless it stands apart from the title that tells the year or over other figures, is a remark, or
    speaks of several years.
    """

    text: str
    cell: tuple[int, int] | None
    sure: bool


def find_disclaimer(titles: Iterable[Title]) -> Disclaimer | None:
    """The nearest of the titles, nearest first, that says that the figures are no published results."""
    told_year = apart = False
    row: int | None = None
    for title in titles:
        far = title.is_name or (title.cell is not None and row is not None and title.cell[0] < row - 1)
        apart = apart or title.is_data or (told_year and far)
        row = title.cell[0] if title.cell else row
        for text in title.texts:
            if is_unpublished(text):
                years = {mention.year for mention in find_years(text)}
                sure = not apart and len(years) < 2 and not _REMARK.match(text)
                return Disclaimer(normalize(text), title.cell, sure)
        told_year = told_year or title.tells_year
    return None


def speaks_of_hope(text: str) -> bool:
    """Whether a heading speaks of a target, a forecast or a self-assessment, not of a result.

    >>> speaks_of_hope("คาดการณ์ ปี 2569"), speaks_of_hope("ปี 2569 (เป้าหมาย)"), speaks_of_hope("ปี 2568 (เป้าหมาย 85)")
    (True, True, False)
    """
    return _hoped().search(text) is not None or is_own(text)


@lru_cache(maxsize=4096)
def is_own(text: str) -> bool:
    """Whether a text speaks of a self-assessment or a simulation.

    >>> is_own("ผลการประเมินตนเอง ปี 2569"), is_own("ผล ITA ปี 2569 (จำลอง)"), is_own("เทศบาลตำบลบางจำลอง")
    (True, True, False)
    """
    if len(text) > _LONGEST:
        return False
    if _own().search(compact(text)):
        return True
    alone = _alone()
    return (
        any(compact(inner) in alone for inner in _BRACKETS.findall(normalize(text))) or _bare(text) in alone
    )


def is_unpublished(text: str) -> bool:
    """Whether a title says that the figures under it are foretold, simulated or the office's own assessment.

    A word of forecast has to stand beside one of results: a title may only compare with what was foretold.

    >>> is_unpublished("คาดการณ์ผล ITA ปี 2569"), is_unpublished("ผลเทียบกับที่คาดการณ์ไว้ ปี 2568")
    (True, False)
    """
    if len(text) > _LONGEST:
        return False
    return is_own(text) or _foretold().search(compact(text)) is not None or _bare(text) in _forecast_words()


def _bare(text: str) -> str:
    """A name of a sheet without a year."""
    return _YEAR.sub("", compact_heading(text))


@lru_cache(maxsize=1)
def _hoped() -> re.Pattern[str]:
    words = unpublished_words()
    not_after = "".join(rf"(?<!{re.escape(word)})" for word in words["after"])
    targets = "|".join(map(re.escape, words["target"]))
    forecast = "|".join(map(re.escape, words["forecast"]))
    return re.compile(rf"{forecast}|{not_after}(?:{targets}){_WITH_BOUND}", re.IGNORECASE)


@lru_cache(maxsize=1)
def _own() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(compact(word)) for word in unpublished_words()["own"]))


@lru_cache(maxsize=1)
def _alone() -> frozenset[str]:
    return frozenset(map(compact, unpublished_words()["alone"]))


@lru_cache(maxsize=1)
def _forecast_words() -> frozenset[str]:
    return frozenset(map(compact, unpublished_words()["forecast"]))


@lru_cache(maxsize=1)
def _foretold() -> re.Pattern[str]:
    words = "|".join(re.escape(compact(word)) for word in unpublished_words()["forecast"])
    return re.compile(rf"(?:{words}){_OF_RESULTS}|{_AFTER_RESULTS}(?:{words})")
