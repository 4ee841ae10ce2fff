"""What is said of OIT items one by one: counts in words, ranges as ranges, differences without blame."""

from __future__ import annotations

import pytest

from itacore.criteria import read_criteria
from itacore.narrative.checklist import (
    tell_counts,
    tell_differences,
    tell_estimate,
    tell_no_list,
    tell_span,
    tell_unknown,
)
from itacore.scoring.checklist import NOT_SCORED, SCORED, Counts, Span, group_items, lay_out
from itacore.thai import NBSP

CRITERIA = read_criteria()
RULES = CRITERIA.for_year(2565)


def plain(text: str) -> str:
    return text.replace(NBSP, " ")


@pytest.mark.parametrize(
    ("counts", "told", "unknown"),
    [
        (Counts(30, 5, 8, 0), "ได้คะแนนแล้ว 30 ข้อ ยังไม่ได้ 5 ข้อ รอเผยแพร่ 8 ข้อ", ""),
        (Counts(30, 5, 0, 8), "ได้คะแนนแล้ว 30 ข้อ ยังไม่ได้ 5 ข้อ", "ยังไม่ระบุ 8 ข้อ"),
        (Counts(0, 0, 43, 0), "รอเผยแพร่ 43 ข้อ", ""),
        (Counts(42, 0, 0, 1), "ได้คะแนนแล้ว 42 ข้อ", "ยังไม่ระบุ 1 ข้อ"),
        (Counts(28, 0, 0, 0), "ได้คะแนนแล้วครบทั้ง 28 ข้อ", ""),
        (Counts(0, 0, 0, 28), "ยังไม่ได้ระบุผลของทั้ง 28 ข้อ", ""),
    ],
)
def test_counts_in_words(counts: Counts, told: str, unknown: str) -> None:
    assert plain(tell_counts(counts)) == told
    assert plain(tell_unknown(counts)) == unknown


def test_a_range_is_never_told_as_one_number() -> None:
    assert plain(tell_span(Span(11.111111, 88.888888, True))) == "11.11 ถึง 88.89"
    assert tell_span(Span(95.625, 95.625, False)) == "95.63"
    assert tell_span(None) == "–"


@pytest.mark.parametrize(
    ("year", "part"),
    [
        (2564, "คะแนนประมาณคิดจากรายการที่ได้ 100 หรือ 0"),
        (2565, "คะแนนประมาณคิดจากรายการที่ได้ 100 หรือ 0"),
        (2566, "ปี 2566 ยังประมาณคะแนนไม่ได้ เพราะไม่ทราบว่าแต่ละรายการได้เพียง 100 หรือ 0 หรือได้คะแนนบางส่วน"),
        (
            2568,
            "ปี 2568 ยังประมาณคะแนนไม่ได้ เพราะแต่ละรายการอาจได้คะแนนบางส่วน ไม่ใช่เพียง 100 หรือ 0 (ความแน่ชัด: อนุมาน)",
        ),
    ],
)
def test_why_there_is_an_estimate_or_none(year: int, part: str) -> None:
    assert plain(tell_estimate(CRITERIA.for_year(year))).startswith(part)


def test_differences_are_named_with_both_figures() -> None:
    items = [item.code for group in group_items(RULES) for item in group.items]
    states = dict.fromkeys(items, SCORED) | {"o1": NOT_SCORED, "o43": "to-come"}
    figures = {"9": 97.78, "9.1": 77.78, "10": 50.0, "10.2": 50.0}
    assert [plain(text) for text in tell_differences(lay_out(RULES, states, figures))] == [
        "ตัวชี้วัด 9.1 ประมาณได้ 88.89 คะแนนที่ประกาศ 77.78 ต่างกัน 11.11",
        "ตัวชี้วัด 10 ประมาณได้ 75.00 ถึง 100.00 คะแนนที่ประกาศ 50.00 ห่างจากช่วงนี้ 25.00",
    ]


def test_a_year_without_a_list_says_which_years_have_one() -> None:
    assert plain(tell_no_list(CRITERIA.for_year(2567), [2568, 2564, 2566])) == (
        "ยังไม่ทราบรายการ OIT ของปี 2567 จึงยังตรวจรายข้อไม่ได้ ปีที่ทราบรายการคือ 2564, 2566 และ 2568"
    )
