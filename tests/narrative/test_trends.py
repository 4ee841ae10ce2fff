"""The sentences of the trends are true for every kind of data."""

from __future__ import annotations

import pytest

from itacore.narrative.trends import (
    tell_change,
    tell_comparability,
    tell_gate_rule,
    tell_heatmap,
    tell_levels,
    tell_multiples,
    tell_points,
    tell_trend,
)
from itacore.scoring.profile import Profile
from itacore.thai import NBSP
from tests.charts.profiles import KHUN_KAEO, LUMPHUK, golden_profile, profile_of, same, ten
from tests.scoring.tables import Result


def plain(text: str) -> str:
    return text.replace(NBSP, " ")


def lines(profile: Profile) -> dict[str, str]:
    return {
        "trend": plain(tell_trend(profile)),
        "levels": plain(tell_levels(profile)),
        "change": plain(tell_change(profile)[0]),
        "multiples": plain(tell_multiples(profile)),
        "heatmap": plain(tell_heatmap(profile)),
        "points": plain(tell_points(profile)),
    }


def totals(*values: float | None, first: int = 2566, levels: tuple[str | None, ...] = ()) -> list[Result]:
    """Published totals of years in a row; None leaves the year out."""
    labels = levels or (None,) * len(values)
    return [
        Result(first + at, total=value, rating=level)
        for at, (value, level) in enumerate(zip(values, labels, strict=True))
        if value is not None
    ]


def test_khun_kaeo() -> None:
    assert lines(golden_profile(KHUN_KAEO, 2568)) == {
        "trend": "คะแนนรวมลดลงติดต่อกัน 2 ปี จาก 97.35 เหลือ 96.73 แต่ทุกปียังอยู่ระดับผ่านดี",
        "levels": "ทั้ง 3 ปีอยู่ระดับผ่านดี",
        "change": "ลดลง 0.34 คะแนน ข้อ 9 ทำให้ลดลงมากที่สุด (−1.75)",
        "multiples": "ข้อ 4, 6, 8 และ 9 เปลี่ยนแปลงตั้งแต่ 5 คะแนนขึ้นไป",
        "heatmap": "ข้อ 8 ต่ำกว่า 95 บ่อยที่สุด 2 ใน 3 ปี",
        "points": "ข้อ 9, 8 และ 7 เพิ่มได้รวม 2.96 จากที่ยังขาด 3.27 คะแนน",
    }


def test_a_middle_year_is_told_from_where_it_stands() -> None:
    said = lines(golden_profile(KHUN_KAEO, 2567))
    assert said["trend"] == "คะแนนรวมปี 2567 ลดลง 0.29 คะแนนจากปี 2566 แต่ยังอยู่ระดับผ่านดี"
    assert said["change"] == "ลดลง 0.29 คะแนน ข้อ 8 ทำให้ลดลงมากที่สุด (−1.69)"


def test_the_first_of_several_years() -> None:
    said = lines(golden_profile(KHUN_KAEO, 2566))
    assert said["trend"] == "ปี 2566 เป็นปีแรกที่มีคะแนน ยังไม่มีปีก่อนให้เทียบ"
    assert said["change"] == "ปี 2566 เป็นปีแรกที่มีคะแนน ยังไม่มีปีก่อนให้เทียบ"


def test_lumphuk_has_one_year_only() -> None:
    assert lines(golden_profile(LUMPHUK, 2565)) == {
        "trend": "มีคะแนนปี 2565 ปีเดียว จึงยังดูแนวโน้มไม่ได้",
        "levels": "ปี 2565 อยู่ระดับ C",
        "change": "มีปีเดียว จึงยังไม่มีปีก่อนให้เทียบ",
        "multiples": "มีคะแนนรายตัวชี้วัดปีเดียว ยังไม่มีเส้นให้ดู",
        "heatmap": "ทุกข้อต่ำกว่า 95",
        "points": "ข้อ 10, 9 และ 8 เพิ่มได้รวม 22.47 จากที่ยังขาด 30.62 คะแนน",
    }


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ((90.0, 91.0, 92.5), "คะแนนรวมเพิ่มขึ้นติดต่อกัน 2 ปี จาก 90.00 เป็น 92.50"),
        ((92.5, 91.0, 90.0), "คะแนนรวมลดลงติดต่อกัน 2 ปี จาก 92.50 เหลือ 90.00"),
        ((90.0, 90.0, 90.0), "คะแนนรวมเท่ากันติดต่อกัน 3 ปี คือ 90.00 คะแนน"),
        ((90.0, 90.0), "คะแนนรวมปี 2567 เท่ากับปี 2566 คือ 90.00 คะแนน"),
        ((90.0, 91.0), "คะแนนรวมปี 2567 เพิ่มขึ้น 1.00 คะแนนจากปี 2566"),
        ((90.0, 90.0, 88.0), "คะแนนรวมปี 2568 ลดลง 2.00 คะแนนจากปี 2567"),
        ((90.0, 89.0, 92.0), "คะแนนรวมปี 2568 กลับเพิ่มขึ้น 3.00 คะแนน หลังลดลงในปี 2567"),
        ((90.0, 93.0, 92.0), "คะแนนรวมปี 2568 กลับลดลง 1.00 คะแนน หลังเพิ่มขึ้นในปี 2567"),
        ((90.0, 93.0, 92.0, 94.0), "คะแนนรวมขึ้นลงสลับกัน 3 ปี โดยปี 2569 เพิ่มขึ้น 2.00 คะแนน"),
        ((93.0, 90.0, 92.0, 91.0), "คะแนนรวมขึ้นลงสลับกัน 3 ปี โดยปี 2569 ลดลง 1.00 คะแนน"),
        ((90.0, None, 92.0), "คะแนนรวมปี 2568 สูงกว่าปี 2566 อยู่ 2.00 คะแนน (ไม่มีคะแนนปี 2567)"),
        ((92.0, None, None, 90.0), "คะแนนรวมปี 2569 ต่ำกว่าปี 2566 อยู่ 2.00 คะแนน (ไม่มีคะแนนปี 2567 และ 2568)"),
        ((92.0, None, 92.0), "คะแนนรวมปี 2568 เท่ากับปี 2566 คือ 92.00 คะแนน (ไม่มีคะแนนปี 2567)"),
        ((80.0, None, 90.0, 92.0), "คะแนนรวมปี 2569 เพิ่มขึ้น 2.00 คะแนนจากปี 2568"),
    ],
)
def test_how_the_total_came_here(values: tuple[float | None, ...], said: str) -> None:
    year = 2566 + len(values) - 1
    assert plain(tell_trend(profile_of(totals(*values), year))) == said


def test_a_long_gap_is_counted() -> None:
    years = [Result(2563, total=80.0), Result(2569, total=90.0)]
    assert plain(tell_trend(profile_of(years, 2569))) == (
        "คะแนนรวมปี 2569 สูงกว่าปี 2563 อยู่ 10.00 คะแนน (ระหว่างนั้นไม่มีคะแนน 5 ปี)"
    )


def test_a_change_too_small_for_two_decimals_is_not_called_zero() -> None:
    years = [Result(2567, same(90.0)), Result(2568, {**same(90.0), "1": 90.01})]
    assert plain(tell_trend(profile_of(years, 2568))) == "คะแนนรวมปี 2568 เพิ่มขึ้น 0.0006 คะแนนจากปี 2567"


@pytest.mark.parametrize(
    ("values", "levels", "said"),
    [
        ((90.0, 91.0), ("ผ่านดี", "ผ่านดี"), "คะแนนรวมปี 2567 เพิ่มขึ้น 1.00 คะแนนจากปี 2566 ยังอยู่ระดับผ่านดี"),
        ((90.0, 91.0), ("ผ่าน", "ผ่านดี"), "คะแนนรวมปี 2567 เพิ่มขึ้น 1.00 คะแนนจากปี 2566 และระดับสูงขึ้นเป็นผ่านดี"),
        ((91.0, 90.0), ("ผ่าน", "ผ่านดี"), "คะแนนรวมปี 2567 ลดลง 1.00 คะแนนจากปี 2566 แต่ระดับสูงขึ้นเป็นผ่านดี"),
        ((90.0, 91.0), ("ผ่านดี", "ผ่าน"), "คะแนนรวมปี 2567 เพิ่มขึ้น 1.00 คะแนนจากปี 2566 แต่ระดับลดลงเป็นผ่าน"),
        ((91.0, 90.0), ("ผ่านดี", "ผ่าน"), "คะแนนรวมปี 2567 ลดลง 1.00 คะแนนจากปี 2566 และระดับลดลงเป็นผ่าน"),
        (
            (90.0, 91.0, 92.0),
            ("ผ่าน", "ผ่านดี", "ผ่านดี"),
            "คะแนนรวมเพิ่มขึ้นติดต่อกัน 2 ปี จาก 90.00 เป็น 92.00 และระดับสูงขึ้นเป็นผ่านดี",
        ),
        (
            (90.0, 91.0, 92.0),
            ("ผ่านดี", "ผ่าน", "ผ่านดี"),
            "คะแนนรวมเพิ่มขึ้นติดต่อกัน 2 ปี จาก 90.00 เป็น 92.00 อยู่ระดับผ่านดี เท่ากับปี 2566",
        ),
    ],
)
def test_the_level_may_move_with_or_against_the_score(
    values: tuple[float, ...], levels: tuple[str, ...], said: str
) -> None:
    year = 2566 + len(values) - 1
    assert plain(tell_trend(profile_of(totals(*values, levels=levels), year))) == said


def test_letters_to_words() -> None:
    years = [Result(2565, same(88.0)), Result(2566, same(90.0), rating="ผ่านดี")]
    profile = profile_of(years, 2566)
    assert plain(tell_trend(profile)) == "คะแนนรวมปี 2566 เพิ่มขึ้น 2.00 คะแนนจากปี 2565 (ใช้ระดับคนละชุด)"
    assert tell_levels(profile) == "ปี 2566 ใช้ระดับชุดใหม่ อยู่ระดับผ่านดี"
    assert tell_comparability(profile) == [
        "ตัวชี้วัดที่ 9 และ 10 ของปี 2566: มีการจัดรายการ OIT ใหม่ จึงควรเทียบกับปีก่อนอย่างระมัดระวัง",
        "ตั้งแต่ปี 2566 ใช้ระดับชุดใหม่ จึงเทียบระดับกับปีก่อนหน้าไม่ได้ เทียบได้เฉพาะคะแนน",
    ]


def test_levels_after_a_new_scale_are_told_on_the_new_one() -> None:
    years = [Result(2565, same(88.0))] + [Result(y, total=90.0, rating="ผ่านดี") for y in (2566, 2567)]
    assert tell_levels(profile_of(years, 2567)) == "ทุกปีตั้งแต่ปี 2566 อยู่ระดับผ่านดี"


def test_a_year_re_cut_inside_a_gap_is_named_and_the_first_year_is_not() -> None:
    assert tell_comparability(profile_of(totals(90.0, None, 91.0), 2568)) == [
        "ตัวชี้วัดที่ 9 และ 10 ของปี 2568: มีการจัดรายการ OIT ใหม่ จึงควรเทียบกับปีก่อนอย่างระมัดระวัง"
    ]
    assert tell_comparability(golden_profile(LUMPHUK, 2565)) == []


def test_levels_that_moved_or_stay_open() -> None:
    moved = totals(90.0, 91.0, 92.0, levels=("ผ่าน", "ผ่านดี", "ผ่าน"))
    assert plain(tell_levels(profile_of(moved, 2568))) == "ระดับเปลี่ยน 2 ครั้ง ล่าสุดปี 2568 เป็นระดับผ่าน"
    once = totals(90.0, 91.0, levels=("ผ่าน", "ผ่านดี"))
    assert tell_levels(profile_of(once, 2567)) == "ตั้งแต่ปี 2567 เปลี่ยนจากระดับผ่าน เป็นระดับผ่านดี"
    some = totals(90.0, 91.0, levels=(None, "ผ่านดี"))
    assert tell_levels(profile_of(some, 2567)) == "ยังบอกระดับแน่นอนของปี 2566 ไม่ได้"
    assert plain(tell_levels(profile_of(totals(90.0, 91.0), 2567))) == "ยังบอกระดับแน่นอนไม่ได้ทั้ง 2 ปี"


def test_a_provisional_year_and_a_contradicted_total_use_what_can_be_computed() -> None:
    years = [Result(2568, same(90.0), total=95.0), Result(2569, same(91.0), total=70.0)]
    profile = profile_of(years, 2569)
    assert profile.rules.provisional
    assert plain(tell_trend(profile)) == "คะแนนรวมปี 2569 เพิ่มขึ้น 1.00 คะแนนจากปี 2568"


def test_unknown_totals() -> None:
    level_only = [Result(2567, total=90.0), Result(2568, rating="ผ่านดี")]
    assert tell_trend(profile_of(level_only, 2568)) == "ปี 2568 ยังไม่มีคะแนนรวม จึงยังดูแนวโน้มถึงปีนี้ไม่ได้"
    base_unknown = [Result(2567, rating="ผ่านดี"), Result(2568, total=90.0)]
    profile = profile_of(base_unknown, 2568)
    assert tell_trend(profile) == "ปี 2567 ไม่มีคะแนนรวม จึงยังเทียบกับปี 2568 ไม่ได้"
    assert tell_change(profile)[0] == "ยังเทียบคะแนนรวมของปี 2567 กับปี 2568 ไม่ได้"
    alone = profile_of([Result(2568, rating="ผ่านดี")], 2568)
    assert tell_trend(alone) == "มีข้อมูลปี 2568 ปีเดียวและยังไม่มีคะแนนรวม จึงยังดูแนวโน้มไม่ได้"


def test_totals_without_indicators_say_what_is_missing() -> None:
    profile = profile_of(totals(90.0, 88.5), 2567)
    assert tell_change(profile) == (
        f"ลดลง 1.50{NBSP}คะแนน แต่ยังแยกไม่ได้ว่ามาจากข้อใด",
        "ต้องมีคะแนนรายตัวชี้วัดหรือรายแบบวัดครบทั้งปี 2566 และปี 2567",
    )
    assert tell_multiples(profile) == tell_heatmap(profile) == "ยังไม่มีคะแนนรายตัวชี้วัด"
    assert tell_points(profile) == "ยังไม่ทราบว่าเพิ่มได้ที่ข้อใด เพราะไม่มีคะแนนรายตัวชี้วัด"


def test_instruments_alone_are_named() -> None:
    years = [
        Result(2567, published={"IIT": 90, "EIT": 88, "OIT": 95}),
        Result(2568, published={"IIT": 92, "EIT": 84, "OIT": 97}),
    ]
    assert tell_change(profile_of(years, 2568)) == (f"เพิ่มขึ้น 0.20{NBSP}คะแนน OIT ทำให้เพิ่มขึ้นมากที่สุด (+0.80)", "")


def test_all_full_marks() -> None:
    said = lines(profile_of([Result(y, same(100.0)) for y in (2566, 2567, 2568)], 2568))
    assert said["trend"] == "คะแนนรวมเท่ากันติดต่อกัน 3 ปี คือ 100.00 คะแนน ทุกปีอยู่ระดับผ่านดีเยี่ยม"
    assert said["change"] == "คะแนนรวมและทุกข้อเท่าเดิม"
    assert said["multiples"] == "ทุกตัวชี้วัดเปลี่ยนแปลงไม่ถึง 5 คะแนนในช่วง 3 ปี"
    assert said["heatmap"] == "ทุกข้อได้ 95 ขึ้นไปทั้ง 3 ปี"
    assert said["points"] == "ทุกตัวชี้วัดได้เต็ม 100 แล้ว ไม่มีคะแนนให้เพิ่ม"


def test_parts_that_cancel_out() -> None:
    years = [Result(2567, same(90.0)), Result(2568, {**same(90.0), "1": 95.0, "2": 85.0})]
    assert tell_change(profile_of(years, 2568))[0] == "คะแนนรวมเท่าเดิม ส่วนที่เพิ่มกับส่วนที่ลดหักล้างกัน"


def test_many_indicators_move_or_stay_low() -> None:
    years = [Result(2567, same(80.0)), Result(2568, ten(90, 90, 90, 90, 90, 90, 80, 80, 80, 70))]
    said = lines(profile_of(years, 2568))
    assert said["multiples"] == "7 ใน 10 ตัวชี้วัดเปลี่ยนแปลงตั้งแต่ 5 คะแนนขึ้นไป มากที่สุดคือข้อ 1 การปฏิบัติหน้าที่"
    assert said["heatmap"] == "ทุกข้อต่ำกว่า 95 ทั้ง 2 ปี"


def test_exactly_five_points_and_exactly_95_count() -> None:
    years = [Result(2567, same(95.0)), Result(2568, {**same(95.0), "1": 100.0})]
    said = lines(profile_of(years, 2568))
    assert said["multiples"] == "ข้อ 1 เปลี่ยนแปลงตั้งแต่ 5 คะแนนขึ้นไป"
    assert said["heatmap"] == "ทุกข้อได้ 95 ขึ้นไปทั้ง 2 ปี"


@pytest.mark.parametrize(
    ("scores", "said"),
    [
        ({**same(100.0), "9": 91.25}, "เพิ่มได้อีก 1.75 คะแนนที่ข้อ 9 ข้อเดียว"),
        ({**same(100.0), "9": 95.0, "1": 50.0}, "เพิ่มได้อีก 4.00 คะแนนที่ข้อ 1 และ 9"),
        ({"9": 100.0, "10": 100.0}, "ตัวชี้วัดที่ทราบคะแนนได้เต็ม 100 ทุกข้อ"),
    ],
)
def test_points_to_gain(scores: dict[str, float], said: str) -> None:
    assert plain(tell_points(profile_of([Result(2568, scores)], 2568))) == said


def test_a_total_of_95_alone_does_not_make_the_highest_level() -> None:
    assert tell_gate_rule(golden_profile(KHUN_KAEO, 2568)) == (
        "คะแนนรวมถึง 95 แล้วยังไม่พอ ทุกแบบวัดต้องถึง 95 ด้วยจึงจะได้ระดับผ่านดีเยี่ยม"
    )
    assert tell_gate_rule(golden_profile(LUMPHUK, 2565)) == ""
    assert tell_gate_rule(profile_of([Result(2568, same(100.0))], 2568)) == ""


@pytest.mark.parametrize("year", [2566, 2567, 2568])
def test_the_first_line_fits_one_line(year: int) -> None:
    visible = [c for c in tell_trend(golden_profile(KHUN_KAEO, year)) if c not in "ัิีึืฺุู็่้๊๋์ํ๎"]
    assert len(visible) <= 70
