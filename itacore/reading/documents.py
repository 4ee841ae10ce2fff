"""What a document says before one of its tables, where the lines over the table say nothing."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from itacore.agencies import find_agency
from itacore.thai import YearRole, find_years, parse_year

LONGEST_LINE = 400  # of a heading; what is longer tells a story
_MOST_LINES = 300  # in which a statement is looked for
_NO_YEAR = (YearRole.DATE, YearRole.PLAN)
# A line that sets agencies beside each other, or names a paper of one, says of whom no table is.
_BESIDE = re.compile(
    r"เทียบ|(?:มาก|น้อย|สูง|ต่ำ|ดี)กว่า|รองลงมา|ได้แก่|เช่น|ตัวอย่างของ|หนังสือ|ประกาศ|คำสั่ง|ระเบียบ|อ้างถึง|ที่มา|แนวทางของ|เกณฑ์ของ"
)
# A table under such words is of many agencies together.
_OF_MANY = re.compile(
    r"(?:ทั่ว|ทั้ง|ระดับ|ของ|ราย|ใน)\s*(?:ประเทศ|จังหวัด|อำเภอ|ภาค|กลุ่ม)|(?:เฉลี่ย|ภาพรวม)\s*(?:ประเทศ|จังหวัด|อำเภอ|ภาค)"
    r"|เฉลี่ย.{0,20}ประเภท|โรงเรียน|วิทยาลัย|ศูนย์พัฒนาเด็ก|(?:ของ|ราย)\s*กอง|(?:สูง|ต่ำ)สุด"
    r"|ทุก(?:หน่วยงาน|แห่ง|อปท|เทศบาล|อบต|จังหวัด)|(?:หน่วยงาน|อปท\.?|แห่ง)\s*(?:ทั้งหมด|อื่น)|หน่วยงานภาครัฐทั้ง"
)


# A sentence that tells of a year, most often of one before, and is no caption of a table.
_STORY = re.compile(
    r"^\s*(?:(?:แหล่ง)?ที่มา|ข้อมูลจาก|หมายเหตุ|\*)|พบว่า|ได้คะแนน|ลดลง|เพิ่มขึ้น|ดีขึ้น|ที่ผ่านมา|ที่แล้ว|ปีก่อน|เนื่องจาก|ดังนั้น|(?:^|\s|แต่|และ)(?:ใน|เมื่อ|จาก|ตั้งแต่)\s*(?:ช่วง|รอบ)?\s*(?:ปี|พ\.ศ)"
    r"|ในปี(?:งบประมาณ)?\s*(?:พ\.\s*ศ\.\s*)?[2๒]"
)
# Words of another year than the one named before, or of figures before they were final.
_OTHER_YEAR = re.compile(
    r"(?:ปี|พ\.ศ\.|งบประมาณ|ครั้ง|รอบ|ผล|คะแนน)\s*(?:ที่)?\s*(?:ผ่านมา|แล้ว|ก่อน|ถัดไป|หน้า|ต่อไป)|ก่อนหน้า|อุทธรณ์|ย้อนหลัง"
)
_BARE_YEAR = re.compile(r"(?:ปี|ปีงบประมาณ|พ\.ศ\.|\s)*[0-9๐-๙]{4}\s*$")
_CAPTION = re.compile(r"\s*(?:ตาราง|ภาพ|รูป)\s*(?:ที่)?\s*[0-9๐-๙]")
_RIGHTS = re.compile(r"©|ลิขสิทธิ์|copyright", re.IGNORECASE)


@dataclass(frozen=True, eq=False)
class Document:
    """The lines of a document outside its tables and what its cells say of years, for all its tables.

    ``whole`` tells whether all its lines are here: of very long ones the rest is left out. ``captions_below``
    tells whether captions stand under the tables.
    """

    lines: tuple[str, ...]
    cells: tuple[str, ...] = ()
    whole: bool = True
    captions_below: bool = False

    @cached_property
    def years(self) -> frozenset[int]:
        """Every year that the document names, but not those of dates and plans."""
        texts = (text for text in (*self.lines, *self.cells) if not _RIGHTS.search(text))
        return frozenset(m.year for text in texts for m in find_years(text) if m.role not in _NO_YEAR)

    @cached_property
    def dated(self) -> tuple[int, ...]:
        """Places of the lines that name a year."""
        return tuple(
            place
            for place, text in enumerate(self.lines)
            if any(m.role not in _NO_YEAR for m in find_years(text))
        )

    @cached_property
    def names(self) -> tuple[int, ...]:
        """Places of the lines that may say of which agency the tables after them are."""
        return tuple(
            place
            for place, text in enumerate(self.lines)
            if len(text) <= LONGEST_LINE
            and not _BESIDE.search(text)
            and (":" in text or "：" in text or find_agency(text))
        )


@dataclass(frozen=True, eq=False)
class Told:
    """Where a table stands in its document.

    ``own`` are lines that belong to this table alone but stand in no cell of its sheet, the nearest first;
    ``beside`` are those beside the cell that holds it, which may be its label or something else; ``before``
    counts the lines of the document before those that stand over it; ``first`` tells whether no table comes
    before it.
    """

    document: Document
    own: tuple[str, ...] = ()
    before: int = 0
    first: bool = True
    beside: tuple[str, ...] = ()

    @property
    def said_before(self) -> bool:
        """Whether anything comes before the lines over the table."""
        return self.document.whole and (self.before > 0 or not self.first)

    def earlier(self) -> Iterator[str]:
        """Lines that may name the agency, the nearest first."""
        return self._before(self.document.names)

    def dated(self) -> Iterator[str]:
        """Lines that name a year, the nearest first."""
        return self._before(self.document.dated)

    def _before(self, places: Sequence[int]) -> Iterator[str]:
        last = bisect_left(places, self.before)
        return (self.document.lines[place] for place in reversed(places[max(last - _MOST_LINES, 0) : last]))


def tells_story(text: str) -> bool:
    """Whether a line with a year tells of that year instead of heading a table.

    >>> tells_story("ในปี 2567 ได้ปรับปรุงงาน"), tells_story("ผลการประเมินปีงบประมาณ 2567")
    (True, False)
    """
    return _STORY.search(text) is not None


def speaks_of_other_year(text: str) -> bool:
    """Whether a title says that a table is not of the year named before.

    >>> speaks_of_other_year("คะแนนปีที่ผ่านมา"), speaks_of_other_year("คะแนนรายตัวชี้วัด")
    (True, False)
    """
    return _OTHER_YEAR.search(text) is not None


def is_bare_year(text: str) -> bool:
    """Whether a line is nothing but a year, as the tabs of a page are.

    >>> is_bare_year("ปีงบประมาณ 2567"), is_bare_year("ผลปี 2567")
    (True, False)
    """
    return _BARE_YEAR.match(text) is not None


def is_caption(text: str) -> bool:
    """Whether a line is the numbered caption of a table.

    >>> is_caption("ตารางที่ 2 ผลการประเมิน"), is_caption("ผลตามตารางที่ 2")
    (True, False)
    """
    return _CAPTION.match(text) is not None


def speaks_of_many(texts: Iterable[str]) -> bool:
    """Whether titles say that a table is of many agencies together, so that it is not of the one named before.

    >>> speaks_of_many(["คะแนนเฉลี่ยระดับประเทศ"]), speaks_of_many(["ผลการประเมินรายตัวชี้วัด"])
    (True, False)
    """
    return any(_OF_MANY.search(text) for text in texts)


def captions_below(over_first: Sequence[str], under_last: Sequence[str]) -> bool:
    """Whether captions stand under the tables: one under the last table, and none over the first."""
    return any(map(is_caption, under_last[:2])) and not any(map(is_caption, over_first))


def told_of(told: Mapping[str, Any], documents: Sequence[Document]) -> Told:
    """Put together what the reading child tells of one table."""
    own, beside = tuple(told["own"]), tuple(told["beside"])
    return Told(documents[told["document"]], own, told["before"], told["first"], beside)


def documents_of(answer: Mapping[str, Any], numbers_of: Iterable[NDArray[np.float64]]) -> list[Document]:
    """Put together what the reading child tells of the documents that its sheets are tables of.

    Parameters
    ----------
    answer
        Of the child: ``documents``, and each sheet with its place in one.
    numbers_of
        All numbers of each sheet.
    """
    texts: list[dict[str, None]] = [{} for _ in answer.get("documents", ())]
    tables = Counter(sheet["told"]["document"] for sheet in answer["sheets"] if sheet.get("told"))
    for sheet, numbers in zip(answer["sheets"], numbers_of, strict=True):
        if sheet.get("told") and tables[sheet["told"]["document"]] > 1:
            own = texts[sheet["told"]["document"]]
            own.update((text, None) for text in sheet["texts"] if any(map(str.isdigit, text)))
            near = np.unique(numbers[(numbers >= 1980) & (numbers <= 2599)])
            own.update((str(year), None) for value in near.tolist() if (year := parse_year(value)))
    return [
        Document(tuple(one["lines"]), tuple(cells), one["whole"], captions_below(one["first"], one["last"]))
        for one, cells in zip(answer.get("documents", ()), texts, strict=True)
    ]
