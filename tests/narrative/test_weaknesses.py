"""The sentences about weak points are true for every kind of data."""

from __future__ import annotations

import pytest

from itacore.narrative.measures import tell_chosen, uncovered
from itacore.narrative.weaknesses import (
    of_class,
    tell_grounds,
    tell_leading,
    tell_view_leaders,
    tell_views,
    tell_weaknesses,
    weak_streak,
)
from itacore.scoring.profile import Profile
from itacore.scoring.weakness import DEVELOP, KEEP, URGENT
from itacore.thai import NBSP
from tests.kinds import KINDS, profile_of


def plain(text: str) -> str:
    return text.replace(NBSP, " ")


def grounds(profile: Profile, code: str) -> list[str]:
    indicator = next(i for i in profile.indicators if i.code == code)
    return [plain(ground.text) for ground in tell_grounds(profile, indicator)]


def views(profile: Profile) -> list[tuple[str, str, str]]:
    return [(view.code, plain(tell_view_leaders(view)), plain(view.figure)) for view in tell_views(profile)]


HEADLINES = {
    "khun-kaeo": "3 ตัวชี้วัดควรพัฒนา เริ่มที่การเปิดเผยข้อมูล เพิ่มคะแนนรวมได้ถึง 1.75",
    "lumphuk": "8 ตัวชี้วัดต้องแก้ไขก่อน เริ่มที่การป้องกันการทุจริต เพิ่มคะแนนรวมได้ถึง 16.25",
    "single-total": "มีแต่คะแนนรวม จึงยังบอกไม่ได้ว่าควรพัฒนาตัวชี้วัดใด",
    "totals": "มีแต่คะแนนรวม จึงยังบอกไม่ได้ว่าควรพัฒนาตัวชี้วัดใด",
    "2569": "3 ตัวชี้วัดควรพัฒนา เริ่มที่การเปิดเผยข้อมูล เพิ่มคะแนนรวมได้ถึง 0.80",
    "only-2569": "3 ตัวชี้วัดควรพัฒนา เริ่มที่การเปิดเผยข้อมูล เพิ่มคะแนนรวมได้ถึง 1.75",
    "province": "4 ตัวชี้วัดต้องแก้ไขก่อน เริ่มที่การใช้ทรัพย์สินของราชการ เพิ่มคะแนนรวมได้ถึง 1.79",
    "gap-year": "3 ตัวชี้วัดควรพัฒนา เริ่มที่การเปิดเผยข้อมูล เพิ่มคะแนนรวมได้ถึง 1.75",
    "equal": "10 ตัวชี้วัดควรพัฒนา เริ่มที่ข้อ 9 และ 10 เพิ่มคะแนนรวมได้ข้อละ 2.00",
    "all-100": "ทุกตัวชี้วัดได้เต็ม 100 แล้ว ไม่มีคะแนนให้เพิ่ม",
    "falls-while-rising": "3 ตัวชี้วัดควรพัฒนา เริ่มที่ข้อ 6, 7 และ 8 เพิ่มคะแนนรวมได้ข้อละ 0.60",
    "incomplete": "ข้อที่ทราบคะแนนไม่มีข้อใดต้องแก้ไข เพิ่มคะแนนรวมได้อีก 0.07",
    "contradictory": "3 ตัวชี้วัดควรพัฒนา เริ่มที่การเปิดเผยข้อมูล เพิ่มคะแนนรวมได้ถึง 1.75",
    "eight-years": "3 ตัวชี้วัดควรพัฒนา เริ่มที่การเปิดเผยข้อมูล เพิ่มคะแนนรวมได้ถึง 0.90",
    "urgent": "10 ตัวชี้วัดต้องแก้ไขก่อน เริ่มที่การป้องกันการทุจริต เพิ่มคะแนนรวมได้ถึง 12.00",
}


@pytest.mark.parametrize("kind", KINDS)
def test_the_first_line_says_where_to_begin(kind: str) -> None:
    assert plain(tell_weaknesses(profile_of(kind))) == HEADLINES[kind]


def test_khun_kaeo_has_the_classes_and_grounds_of_the_golden_case() -> None:
    profile = profile_of("khun-kaeo")
    assert [i.code for i in of_class(profile, URGENT)] == []
    assert [i.code for i in of_class(profile, DEVELOP)] == ["9", "8", "7"]
    assert [i.code for i in of_class(profile, KEEP)] == ["6", "4", "1", "2", "3", "5", "10"]
    assert grounds(profile, "9") == ["คะแนนต่ำสุด", "ลดลงมากที่สุด 8.75", "ต่ำกว่า 95"]
    assert grounds(profile, "8") == ["ต่ำกว่า 95 ติดต่อกัน 2 ปี"]
    assert grounds(profile, "7") == ["ต่ำกว่า 95"]
    assert grounds(profile, "6") == []
    assert views(profile) == [
        ("lowest", "9 การเปิดเผยข้อมูล", "91.25"),
        ("most-points", "9 การเปิดเผยข้อมูล", "1.75"),
        ("fall", "9 การเปิดเผยข้อมูล", "−8.75"),
        ("streak", "8 การปรับปรุงระบบการทำงาน", "2 ปี"),
    ]
    assert plain(tell_leading(tell_views(profile))) == "ข้อ 9 อยู่อันดับแรกใน 3 จาก 4 มุมมอง"


@pytest.mark.parametrize("kind", KINDS)
def test_every_weak_indicator_has_a_ground_and_no_other_has(kind: str) -> None:
    profile = profile_of(kind)
    for indicator in profile.indicators:
        weak = indicator.weakness_class in (URGENT, DEVELOP)
        assert bool(tell_grounds(profile, indicator)) == weak


def test_an_indicator_that_gives_most_points_though_above_95_says_so() -> None:
    assert grounds(profile_of("2569"), "9") == ["เพิ่มคะแนนรวมได้เป็นอันดับต้น"]


def test_equal_scores_have_no_lowest() -> None:
    assert [code for code, _, _ in views(profile_of("equal"))] == ["most-points", "streak"]
    assert "คะแนนต่ำสุด" not in grounds(profile_of("equal"), "9")


def test_a_year_without_a_score_ends_a_row_of_weak_years() -> None:
    seven = next(i for i in profile_of("gap-year").indicators if i.code == "7")
    assert sorted(seven.scores) == [2565, 2568]
    assert weak_streak(seven, 2568) == 1
    assert weak_streak(seven, 2567) == 0


def test_indicators_that_share_every_view_are_named_together() -> None:
    leading = tell_leading(tell_views(profile_of("falls-while-rising")))
    assert plain(leading) == "ข้อ 6, 7 และ 8 อยู่อันดับแรกทั้ง 3 มุมมอง"


@pytest.mark.parametrize(
    ("kind", "chosen", "said"),
    [
        ("khun-kaeo", [], "มีข้อเสนอ 16 มาตรการ สำหรับ 3 ตัวชี้วัดที่ต้องแก้ไขหรือควรพัฒนา"),
        ("khun-kaeo", ["9", "9", "8"], "เลือกแล้ว 3 มาตรการ ครอบคลุม 2 ใน 3 ตัวชี้วัดที่ต้องแก้ไขหรือควรพัฒนา"),
        ("all-100", [], "ไม่พบตัวชี้วัดที่ต้องแก้ไขหรือควรพัฒนา เลือกมาตรการเพื่อรักษาไว้ได้"),
        ("all-100", ["1"], "เลือกแล้ว 1 มาตรการ เพื่อรักษาคะแนนไว้"),
        ("incomplete", [], "ข้อที่ทราบคะแนนไม่มีข้อใดต้องแก้ไขหรือควรพัฒนา"),
        ("single-total", [], "ยังไม่มีคะแนนรายตัวชี้วัด จึงยังเสนอมาตรการไม่ได้"),
    ],
)
def test_the_chosen_measures_are_counted_against_the_weak_indicators(
    kind: str, chosen: list[str], said: str
) -> None:
    assert plain(tell_chosen(profile_of(kind), chosen, 16)) == said


def test_what_no_measure_serves_is_named() -> None:
    assert [i.code for i in uncovered(profile_of("khun-kaeo"), ["9"])] == ["8", "7"]
