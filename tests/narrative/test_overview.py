"""The sentences of the overview are true for every kind of data."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from itacore.criteria import read_criteria
from itacore.narrative.overview import tell_gates, tell_headline, tell_indicators, tell_years
from itacore.narrative.rating import tell_reason
from itacore.scoring import analyze
from itacore.scoring.profile import Profile, gather_profile
from itacore.thai import NBSP
from tests.golden import read_golden
from tests.scoring.tables import Result, declared_table, scores_table


def profile_of(years: Iterable[Result], fiscal_year: int) -> Profile:
    results = {"ก": list(years)}
    analysis = analyze(scores_table(results), declared_table(results), read_criteria())
    return gather_profile(analysis, read_criteria(), "ก", fiscal_year)


def ten(*scores: float) -> dict[str, float]:
    return {str(code): score for code, score in enumerate(scores, start=1)}


def golden(name: str, *, declared: bool = True) -> list[Result]:
    return [
        Result(y.fiscal_year, y.indicators, {}, y.total if declared else None, y.rating if declared else None)
        for y in read_golden(name).years
    ]


def lines(profile: Profile) -> dict[str, str]:
    head = tell_headline(profile.row, profile.reason, profile.rules, profile.declared)
    badge = f"[{head.level}]" if head.level else ""
    said = {
        "head": " ".join(part for part in (head.before, badge, head.after) if part),
        "gates": tell_gates(profile.reason, profile.rules),
        "years": tell_years(profile),
        "indicators": tell_indicators(
            [(i.code, i.name, i.score) for i in profile.indicators if i.score is not None]
        ),
        "reason": tell_reason(profile.reason, profile.declared, bool(profile.row["disagrees"])),
    }
    return {key: text.replace(NBSP, " ") for key, text in said.items()}


def test_khun_kaeo_2568_names_the_gate_and_the_ground_of_the_deduction() -> None:
    said = lines(profile_of(golden("khun-kaeo-2566-2568"), 2568))
    assert said["head"] == "ปี 2568 ได้ 96.73 คะแนน [ผ่านดี] ติดเงื่อนไขที่ EIT จึงยังไม่ถึงระดับผ่านดีเยี่ยม"
    assert said["gates"] == "EIT อย่างน้อยหนึ่งส่วนต่ำกว่า 95 จึงอยู่ระดับผ่านดี"
    assert said["years"] == "ลดลง 0.34 คะแนนจากปี 2567 ยังอยู่ระดับผ่านดี"
    assert said["indicators"] == "7 ใน 10 ตัวชี้วัดได้ 95 ขึ้นไป ที่ไม่ถึงคือข้อ 7, 8 และ 9"
    assert said["reason"] == (
        "คะแนนรวมและแบบวัดที่ทราบถึง 95 แล้ว แต่ประกาศว่าอยู่ระดับผ่านดี แสดงว่า EIT อย่างน้อยหนึ่งส่วนต่ำกว่า 95"
    )


def test_without_the_published_level_both_levels_are_named() -> None:
    said = lines(profile_of(golden("khun-kaeo-2566-2568", declared=False), 2568))
    assert said["head"] == "ปี 2568 ได้ 96.73 คะแนน เป็นได้ทั้งระดับผ่านดีและผ่านดีเยี่ยม"
    assert said["gates"] == "ยังไม่ทราบคะแนน EIT แยกส่วน จึงเป็นได้หลายระดับ"
    assert said["reason"] == "เป็นได้ทั้งระดับผ่านดีและผ่านดีเยี่ยม เพราะยังไม่ทราบคะแนน EIT แยกส่วน"


def test_the_first_of_several_years_is_called_so() -> None:
    said = lines(profile_of(golden("khun-kaeo-2566-2568"), 2566))
    assert said["years"] == "ปี 2566 เป็นปีแรกที่มีคะแนนในโปรแกรม"
    assert said["gates"] == "EIT ยังไม่ถึง 95 จึงอยู่ระดับผ่านดี"


def test_lumphuk_is_told_what_is_missing_to_pass() -> None:
    said = lines(profile_of(golden("lumphuk-2565"), 2565))
    assert said["head"] == "ปี 2565 ได้ 69.38 คะแนน [C] ขาดอีก 15.62 คะแนนจึงจะถึงเกณฑ์ผ่าน 85"
    assert said["gates"] == "คะแนนรวมขาดอีก 15.62 จึงจะถึงเกณฑ์ผ่าน 85"
    assert said["years"] == "มีคะแนนรวมปีเดียว ยังเทียบกับปีอื่นไม่ได้"
    assert said["indicators"] == "ไม่มีตัวชี้วัดใดถึง 95 ต่ำสุดคือข้อ 10 การป้องกันการทุจริต 18.75"
    assert said["reason"] == "คะแนนรวม 69.38 อยู่ระดับ C ขาดอีก 5.62 คะแนนจึงจะถึงคะแนนขั้นต่ำของระดับ B (75)"


def test_a_total_alone_leaves_the_level_open() -> None:
    said = lines(profile_of([Result(2568, total=90.0)], 2568))
    assert said["head"] == "ปี 2568 ได้ 90.00 คะแนน เป็นได้ทั้งระดับผ่านและผ่านดี"
    assert said["indicators"] == "ไม่มีคะแนนรายตัวชี้วัด มีแต่ผลในภาพรวม"
    assert said["reason"] == "เป็นได้ทั้งระดับผ่านและผ่านดี เพราะยังไม่ทราบคะแนน IIT, EIT และ OIT"


def test_a_level_alone_is_not_called_a_total() -> None:
    said = lines(profile_of([Result(2568, total=None, rating="ผ่านดี")], 2568))
    assert said["indicators"] == "ไม่มีคะแนนรายตัวชี้วัด มีแต่ผลในภาพรวม"
    assert said["reason"] == "ประกาศว่าอยู่ระดับผ่านดี โดยยังไม่มีคะแนนรวม"


def test_a_total_of_ours_is_not_told_as_the_published_one() -> None:
    said = lines(profile_of([Result(2568, ten(*[97.0] * 10), {}, 91.0, "ผ่านดีเยี่ยม")], 2568))
    assert said["reason"] == "คะแนนรวม 97.00 (ที่คำนวณได้) อยู่ระดับผ่านดีเยี่ยม ซึ่งเป็นระดับสูงสุด"


def test_a_total_with_a_level_says_that_some_instrument_is_short() -> None:
    said = lines(profile_of([Result(2568, total=86.0, rating="ผ่าน")], 2568))
    assert said["head"] == "ปี 2568 ได้ 86.00 คะแนน [ผ่าน] มีแบบวัดที่ยังไม่ถึง 85 จึงยังไม่ถึงระดับผ่านดี"
    assert said["reason"] == ("คะแนนรวมถึง 85 แล้ว แต่ประกาศว่าอยู่ระดับผ่าน แสดงว่ามีแบบวัดอย่างน้อยหนึ่งส่วนต่ำกว่า 85")


def test_a_level_alone_is_said_to_be_published() -> None:
    said = lines(profile_of([Result(2568, rating="ผ่านดี")], 2568))
    assert said["head"] == "ปี 2568 ยังไม่มีคะแนนรวม [ผ่านดี] ตามที่ประกาศ"
    assert said["gates"] == "ทราบเฉพาะระดับที่ประกาศ ยังไม่มีคะแนนรวม"
    assert said["years"] == "ยังไม่มีคะแนนรวมของปีนี้"


def test_a_mean_below_the_bound_needs_no_published_level() -> None:
    said = lines(profile_of([Result(2568, ten(99, 99, 99, 99, 99, 94, 94, 94, 99, 99))], 2568))
    assert said["head"] == "ปี 2568 ได้ 97.50 คะแนน [ผ่านดี] ติดเงื่อนไขที่ EIT จึงยังไม่ถึงระดับผ่านดีเยี่ยม"
    assert said["gates"] == "EIT เฉลี่ย 94.00 จึงมีอย่างน้อยหนึ่งส่วนไม่ถึง 95"


def test_a_level_may_fall_while_the_score_rises() -> None:
    years = [
        Result(2567, ten(*[95.5] * 10), rating="ผ่านดีเยี่ยม"),
        Result(2568, ten(99, 99, 99, 99, 99, 94, 94, 94, 99, 99), rating="ผ่านดี"),
    ]
    assert lines(profile_of(years, 2568))["years"] == "เพิ่มขึ้น 2.00 คะแนนจากปี 2567 แต่ระดับลดลงเป็นผ่านดี"


def test_a_gap_year_compares_with_the_nearest_earlier_one_and_a_new_scale_is_named() -> None:
    years = [Result(2565, ten(*[80.0] * 10)), Result(2569, ten(*[90.0] * 10), rating="ผ่านดี")]
    said = lines(profile_of(years, 2569))
    assert said["years"] == "เพิ่มขึ้น 10.00 คะแนนจากปี 2565 (ใช้ระดับคนละชุด)"


def test_all_full_marks() -> None:
    said = lines(profile_of([Result(2568, ten(*[100.0] * 10))], 2568))
    assert said["head"] == "ปี 2568 ได้ 100.00 คะแนน [ผ่านดีเยี่ยม] ระดับสูงสุดตามเกณฑ์"
    assert said["gates"] == "คะแนนรวมและทุกแบบวัดถึง 95 แล้ว"
    assert said["indicators"] == "ทั้ง 10 ตัวชี้วัดได้ 95 ขึ้นไป"


def test_equal_totals_are_called_equal() -> None:
    years = [Result(2567, ten(*[90.0] * 10), rating="ผ่านดี"), Result(2568, ten(*[90.0] * 10), rating="ผ่านดี")]
    assert lines(profile_of(years, 2568))["years"] == "เท่ากับปี 2567 ยังอยู่ระดับผ่านดี"


def test_a_published_level_that_the_scores_exclude_is_contradicted_not_replaced() -> None:
    said = lines(profile_of([Result(2568, ten(*[90.0] * 10), rating="ผ่านดีเยี่ยม")], 2568))
    assert said["head"] == "ปี 2568 ได้ 90.00 คะแนน [ผ่านดีเยี่ยม] แต่ตามเกณฑ์เป็นได้เพียงระดับผ่านหรือผ่านดี"
    assert said["gates"] == "ระดับที่ประกาศไม่ตรงกับคะแนนตามเกณฑ์"


def test_ten_equal_scores_have_no_lowest() -> None:
    scores = [(str(code), "ก", 90.0) for code in range(1, 11)]
    assert tell_indicators(scores) == f"ทั้ง 10{NBSP}ตัวชี้วัดได้ 90.00 เท่ากัน ยังไม่ถึง 95"


@pytest.mark.parametrize("name", ["khun-kaeo-2566-2568", "lumphuk-2565"])
def test_the_first_line_fits_one_line(name: str) -> None:
    for result in golden(name):
        head = lines(profile_of(golden(name), result.fiscal_year))["head"]
        visible = [char for char in head if char not in "ัิีึืฺุู็่้๊๋์ํ๎"]
        assert len(visible) <= 70, head
