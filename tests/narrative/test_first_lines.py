"""The first line of overview and trends is true for every kind of data."""

from __future__ import annotations

import pytest

from itacore.narrative.overview import tell_headline
from itacore.narrative.trends import tell_change, tell_trend
from itacore.thai import NBSP
from tests.kinds import KINDS, profile_of

OVERVIEW = {
    "khun-kaeo": "ปี 2568 ได้ 96.73 คะแนน [ผ่านดี] ติดที่ EIT จึงยังไม่ถึงผ่านดีเยี่ยม",
    "lumphuk": "ปี 2565 ได้ 69.38 คะแนน [C] ขาดอีก 15.62 คะแนนจึงจะถึงเส้นผ่าน 85",
    "single-total": "ปี 2568 ได้ 91.20 คะแนน เป็นได้ทั้งระดับผ่านและผ่านดี",
    "totals": "ปี 2568 ได้ 91.20 คะแนน เป็นได้ทั้งระดับผ่านและผ่านดี",
    "2569": "ปี 2569 ได้ 97.68 คะแนน เป็นได้ทั้งระดับผ่านดีและผ่านดีเยี่ยม",
    "only-2569": "ปี 2569 ได้ 96.73 คะแนน [ผ่านดี] ติดที่ EIT ส่วนที่ 1 จึงยังไม่ถึงผ่านดีเยี่ยม",
    "province": "ปี 2568 ได้ 89.26 คะแนน [ผ่าน] ติดที่ IIT จึงยังไม่ถึงผ่านดี",
    "gap-year": "ปี 2568 ได้ 97.07 คะแนน [ผ่านดี] ติดที่ EIT ส่วนที่ 1 จึงยังไม่ถึงผ่านดีเยี่ยม",
    "equal": "ปี 2568 ได้ 90.00 คะแนน [ผ่านดี] ขาดอีก 5.00 คะแนนจึงจะถึงระดับผ่านดีเยี่ยม",
    "all-100": "ปี 2568 ได้ 100.00 คะแนน [ผ่านดีเยี่ยม] ระดับสูงสุดตามเกณฑ์",
    "falls-while-rising": "ปี 2568 ได้ 97.50 คะแนน [ผ่านดี] ติดที่ EIT ทั้งสองส่วน จึงยังไม่ถึงผ่านดีเยี่ยม",
    "incomplete": "ปี 2568 ยังไม่มีคะแนนรวม ยังบอกระดับไม่ได้",
    "contradictory": "ปี 2568 คำนวณได้ 96.73 คะแนน [ผ่านดีเยี่ยม] ระดับสูงสุดตามเกณฑ์",
    "eight-years": "ปี 2569 ได้ 96.66 คะแนน [ผ่านดีเยี่ยม] ระดับสูงสุดตามเกณฑ์",
    "urgent": "ปี 2568 ได้ 64.66 คะแนน [ต้องปรับปรุงโดยด่วน] ขาดอีก 20.34 คะแนนจึงจะถึงเส้นผ่าน 85",
}
TRENDS = {
    "khun-kaeo": "คะแนนรวมลดลงติดต่อกัน 2 ปี จาก 97.35 เหลือ 96.73 แต่ทุกปียังอยู่ระดับผ่านดี",
    "lumphuk": "มีคะแนนปี 2565 ปีเดียว จึงยังดูแนวโน้มไม่ได้",
    "single-total": "มีคะแนนปี 2568 ปีเดียว จึงยังดูแนวโน้มไม่ได้",
    "totals": "คะแนนรวมเพิ่มขึ้นติดต่อกัน 2 ปี จาก 84.20 เป็น 91.20",
    "2569": "คะแนนรวมปี 2569 เพิ่มขึ้น 0.95 คะแนนจากปี 2568",
    "only-2569": "มีคะแนนปี 2569 ปีเดียว จึงยังดูแนวโน้มไม่ได้",
    "province": "คะแนนรวมลดลงติดต่อกัน 2 ปี จาก 90.26 เหลือ 89.26 แต่ทุกปียังอยู่ระดับผ่าน",
    "gap-year": "ปี 2568 สูงกว่าปี 2565 อยู่ 0.35 คะแนน (ไม่มีคะแนนปี 2566 และ 2567)",
    "equal": "คะแนนรวมปี 2568 เท่ากับปี 2567 คือ 90.00 คะแนน",
    "all-100": "มีคะแนนปี 2568 ปีเดียว จึงยังดูแนวโน้มไม่ได้",
    "falls-while-rising": "คะแนนรวมปี 2568 เพิ่มขึ้น 2.30 คะแนนจากปี 2567 แต่ระดับลดลงเป็นผ่านดี",
    "incomplete": "ปี 2568 ยังไม่มีคะแนนรวม จึงยังดูแนวโน้มถึงปีนี้ไม่ได้",
    "contradictory": "มีคะแนนปี 2568 ปีเดียว จึงยังดูแนวโน้มไม่ได้",
    "eight-years": "คะแนนรวมเพิ่มขึ้นติดต่อกัน 7 ปี จาก 79.16 เป็น 96.66",
    "urgent": "มีคะแนนปี 2568 ปีเดียว จึงยังดูแนวโน้มไม่ได้",
}
CHANGE = {
    "khun-kaeo": "ลดลง 0.34 คะแนน ข้อ 9 ดึงลงมากที่สุด (−1.75)",
    "lumphuk": "มีปีเดียว จึงยังไม่มีปีก่อนให้เทียบ",
    "single-total": "มีปีเดียว จึงยังไม่มีปีก่อนให้เทียบ",
    "totals": "เพิ่มขึ้น 3.10 คะแนน แต่ยังแยกไม่ได้ว่ามาจากข้อใด",
    "2569": "เพิ่มขึ้น 0.95 คะแนน ข้อ 9 ดันขึ้นมากที่สุด (+0.95)",
    "only-2569": "มีปีเดียว จึงยังไม่มีปีก่อนให้เทียบ",
    "province": "ลดลง 0.50 คะแนน ข้อ 9 และ 10 ดึงลงมากที่สุดเท่ากัน (−0.10)",
    "gap-year": "เพิ่มขึ้น 0.35 คะแนน ข้อ 8 ดันขึ้นมากที่สุด (+0.35)",
    "equal": "คะแนนรวมและทุกข้อเท่าเดิม",
    "all-100": "มีปีเดียว จึงยังไม่มีปีก่อนให้เทียบ",
    "falls-while-rising": "เพิ่มขึ้น 2.30 คะแนน ข้อ 9 และ 10 ดันขึ้นมากที่สุดเท่ากัน (+0.76)",
    "incomplete": "ยังเทียบคะแนนรวมของปี 2567 กับปี 2568 ไม่ได้",
    "contradictory": "มีปีเดียว จึงยังไม่มีปีก่อนให้เทียบ",
    "eight-years": "เพิ่มขึ้น 2.50 คะแนน ข้อ 9 และ 10 ดันขึ้นมากที่สุดเท่ากัน (+0.50)",
    "urgent": "มีปีเดียว จึงยังไม่มีปีก่อนให้เทียบ",
}


def plain(text: str) -> str:
    return text.replace(NBSP, " ")


@pytest.mark.parametrize("kind", KINDS)
def test_the_overview_says_the_result_and_what_holds_it(kind: str) -> None:
    profile = profile_of(kind)
    line = tell_headline(profile.row, profile.reason, profile.rules, profile.declared)
    badge = f"[{line.level}]" if line.level else ""
    assert plain(" ".join(part for part in (line.before, badge, line.after) if part)) == OVERVIEW[kind]


@pytest.mark.parametrize("kind", KINDS)
def test_the_trends_say_how_the_total_went(kind: str) -> None:
    assert plain(tell_trend(profile_of(kind))) == TRENDS[kind]


@pytest.mark.parametrize("kind", KINDS)
def test_the_change_names_what_made_it(kind: str) -> None:
    assert plain(tell_change(profile_of(kind))[0]) == CHANGE[kind]
