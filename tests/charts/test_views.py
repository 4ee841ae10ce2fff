"""Charts of one agency hold exactly the figures they show, whatever is known of it."""

from __future__ import annotations

import json
from typing import Any

import plotly.graph_objects as go
import pytest

from itacore.charts.chart import Chart
from itacore.charts.gates import GateRow
from itacore.charts.style import DARK, LIGHT, Figure, zone_of
from itacore.charts.views import gate_rows, view_gates, view_indicators, view_points, view_years
from itacore.charts.views_over_years import (
    change_rows,
    view_change,
    view_heatmap,
    view_levels,
    view_small_multiples,
)
from itacore.scoring.profile import Profile
from itacore.thai import NBSP
from tests.charts.profiles import KHUN_KAEO, LUMPHUK, golden_profile, profile_of, same, ten
from tests.scoring.tables import Result

ALL_VIEWS = (
    view_gates,
    view_years,
    view_levels,
    view_change,
    view_points,
    view_small_multiples,
    view_heatmap,
    lambda profile, palette: view_indicators(profile, palette, {}),
)


def figure_of(chart: Chart) -> Figure:
    assert chart.figure is not None
    return chart.figure


def traces(chart: Chart, kind: str, mode: str | None = None) -> list[Any]:
    return [t for t in figure_of(chart).data if t.type == kind and (mode is None or t.mode == mode)]


def texts(chart: Chart) -> list[str]:
    """Every text of a figure, without bold and hard spaces."""
    figure = figure_of(chart)
    written = [text for trace in figure.data if trace.text is not None for text in trace.text]
    written += [note.text for note in figure.layout.annotations]
    return [t.replace("<b>", "").replace("</b>", "").replace(NBSP, " ").strip() for t in written]


def column(chart: Chart, at: int) -> list[str]:
    assert chart.table is not None
    return list(chart.table.shown().values())[at]


# Gates


def test_khun_kaeo_2568_is_known_in_three_gates_and_unknown_in_two() -> None:
    assert gate_rows(golden_profile(KHUN_KAEO, 2568)) == [
        GateRow("คะแนนรวม", 96.73, 96.73, 96.73, True, "ถึงแล้ว +1.73", 95.0),
        GateRow("IIT", pytest.approx(99.752), *[pytest.approx(99.752)] * 2, True, "ถึงแล้ว +4.75", 95.0),
        GateRow("OIT", pytest.approx(95.625), *[pytest.approx(95.625)] * 2, True, "ถึงแล้ว +0.63", 95.0),
        GateRow("EIT ส่วนที่ 1", None, pytest.approx(90.3333, abs=1e-4), 100.0, None, "90.33 ถึง 100.00", 95.0),
        GateRow("EIT ส่วนที่ 2", None, pytest.approx(90.3333, abs=1e-4), 100.0, None, "90.33 ถึง 100.00", 95.0),
    ]


def test_the_table_of_gates_leaves_unknown_figures_open() -> None:
    chart = view_gates(golden_profile(KHUN_KAEO, 2568), LIGHT)
    assert column(chart, 1) == ["96.73", "99.75", "95.63", "–", "–"]
    assert column(chart, 5) == ["+1.73", "+4.75", "+0.63", "–", "–"]
    assert chart.note == "ทราบจากระดับที่ประกาศ (ผ่านดี) เพราะคะแนนรวมและแบบวัดอื่นถึง 95 แล้ว"


def test_lumphuk_stands_on_the_ruler_of_letters() -> None:
    chart = view_gates(golden_profile(LUMPHUK, 2565), LIGHT)
    assert column(chart, 0) == ["AA", "A", "B", "C", "D", "E", "F"]
    assert column(chart, 3) == ["−25.62", "−15.62", "−5.62", "+4.38", "+14.38", "+19.38", "+69.38"]
    assert {"69.38", "C", "ขาด 15.62"} <= set(texts(chart))


# Years


def test_the_years_of_khun_kaeo() -> None:
    chart = view_years(golden_profile(KHUN_KAEO, 2568), LIGHT)
    assert list(traces(chart, "scatter", "lines")[0].y) == [97.35, 97.06, 96.73]
    assert column(chart, 0) == ["2566", "2567", "2568"]
    assert column(chart, 1) == ["97.35", "97.06", "96.73"]
    assert column(chart, 2) == ["–", "−0.29", "−0.34"]
    assert column(chart, 4) == ["ผ่านดี"] * 3
    assert {"95 เกณฑ์ผ่านดีเยี่ยม", "85 เกณฑ์ผ่าน", "97.35<br>ผ่านดี"} <= set(texts(chart))


def test_a_year_without_figures_leaves_a_named_gap() -> None:
    chart = view_years(profile_of([Result(2566, same(90.0)), Result(2568, same(91.0))], 2568), LIGHT)
    assert list(traces(chart, "scatter", "lines")[0].y) == [90.0, None, 91.0]
    assert texts(chart).count("ไม่มี<br>คะแนน") == 1


def test_open_levels_are_named_in_the_table_and_have_their_own_mark() -> None:
    chart = view_years(profile_of([Result(2567, total=90.0), Result(2568, total=96.0)], 2568), LIGHT)
    assert column(chart, 4) == ["ผ่านหรือผ่านดี", "ผ่าน ผ่านดี หรือผ่านดีเยี่ยม"]
    assert set(traces(chart, "scatter", "markers")[0].marker.symbol) == {"diamond"}


def test_bounds_of_two_scales_carry_no_level_of_one() -> None:
    years = [Result(2565, same(88.0)), Result(2566, same(90.0))]
    assert "95 ขอบระดับสูงสุด" in texts(view_years(profile_of(years, 2565), LIGHT))


# Change


def test_the_change_of_khun_kaeo_is_four_parts_and_the_rest() -> None:
    profile = golden_profile(KHUN_KAEO, 2568)
    rows = change_rows(profile)
    assert [(row.code, row.name) for row in rows] == [
        ("9", "การเปิดเผยข้อมูล"),
        ("8", "การปรับปรุงระบบการทำงาน"),
        ("4", "การใช้ทรัพย์สินของราชการ"),
        ("7", "ประสิทธิภาพการสื่อสาร"),
        ("", f"อีก 6{NBSP}ตัวชี้วัด"),
    ]
    assert [row.part for row in rows] == pytest.approx([-1.75, 1.229, 0.114, -0.093, 0.1634])
    assert rows[0].remark == "9 การเปิดเผยข้อมูล: 100.00 → 91.25 ผลต่อคะแนนรวม −1.75"
    chart = view_change(profile, LIGHT)
    assert chart.note == "แต่ละค่าปัดเศษแล้ว บวกกันอาจต่างจากคะแนนรวมเล็กน้อย ค่าเต็มอยู่ในตาราง Excel"
    assert {"97.06", "−1.75", "+1.23", "+0.11", "−0.09", "+0.16", "96.73"} <= set(texts(chart))


def test_the_table_of_the_change_is_unrounded_and_adds_up() -> None:
    chart = view_change(golden_profile(KHUN_KAEO, 2568), LIGHT)
    assert chart.table is not None
    parts = chart.table.frame["ผลต่อคะแนนรวม"]
    assert parts[8] == pytest.approx(-1.75)
    assert parts[:11].sum() == pytest.approx(parts[11], abs=1e-9)
    assert parts[11] == pytest.approx(-0.3366)
    assert column(chart, 1)[-2:] == ["เกณฑ์ที่เปลี่ยน", "คะแนนรวม"]
    assert [column(chart, at)[-1] for at in (2, 3, 4)] == ["97.06", "96.73", "−0.34"]


SCORES = [same(90.0), ten(99, 80, 95, 91, 70, 60, 100, 85, 93.3, 40), same(100.0), same(0.0)]


@pytest.mark.parametrize("before", SCORES)
@pytest.mark.parametrize("now", SCORES)
def test_the_bars_lead_from_one_total_to_the_other(before: dict[str, float], now: dict[str, float]) -> None:
    profile = profile_of([Result(2567, before), Result(2568, now)], 2568)
    chart = view_change(profile, LIGHT)
    if before == now:
        assert chart.figure is None
        return
    (bars,), (ends,) = traces(chart, "bar"), traces(chart, "scatter", "markers+text")
    tips = [base + part for base, part in zip(bars.base, bars.x, strict=True)]
    assert bars.base[0] == pytest.approx(ends.x[0])
    assert tips[:-1] == pytest.approx(list(bars.base[1:]))
    assert tips[-1] == pytest.approx(ends.x[1])
    assert list(ends.x) == pytest.approx([profile.base["total"], profile.row["total"]])  # type: ignore[index]


def test_one_change_alone_leaves_nine_that_stayed() -> None:
    rows = change_rows(profile_of([Result(2567, same(90.0)), Result(2568, {**same(90.0), "10": 95.0})], 2568))
    assert [(row.name, pytest.approx(row.part)) for row in rows] == [
        ("การป้องกันการทุจริต", 1.0),
        (f"อีก 9{NBSP}ตัวชี้วัด เท่าเดิม", 0.0),
    ]


def test_instruments_stand_for_indicators_that_are_missing() -> None:
    years = [
        Result(2567, ten(*[90.0] * 8), published={"OIT": 95}),
        Result(2568, {**ten(*[90.0] * 8), "1": 95.0}, published={"OIT": 90}),
    ]
    rows = change_rows(profile_of(years, 2568))
    assert [(row.code, row.name, pytest.approx(row.part)) for row in rows] == [
        ("", "OIT การเปิดเผยข้อมูล", -2.0),
        ("1", "การปฏิบัติหน้าที่", 0.3),
        ("", f"อีก 7{NBSP}ตัวชี้วัด เท่าเดิม", 0.0),
    ]


def test_a_published_total_that_differs_is_named_beside_the_computed_one() -> None:
    chart = view_change(
        profile_of([Result(2567, same(90.0), total=70.0), Result(2568, same(91.0))], 2568), LIGHT
    )
    assert chart.note.endswith("ภาพนี้ใช้คะแนนรวมที่คำนวณได้ ซึ่งต่างจากที่ประกาศ (ปี 2567 70.00)")


def test_a_change_without_parts_is_a_sentence() -> None:
    chart = view_change(profile_of([Result(2567, total=90.0), Result(2568, total=91.0)], 2568), LIGHT)
    assert chart.title == f"เพิ่มขึ้น 1.00{NBSP}คะแนน แต่ยังแยกไม่ได้ว่ามาจากข้อใด"
    assert (chart.figure, chart.table) == (None, None)


# Points to gain


def test_points_of_khun_kaeo() -> None:
    chart = view_points(golden_profile(KHUN_KAEO, 2568), LIGHT)
    (bars,) = traces(chart, "bar")
    assert list(bars.x) == pytest.approx([1.75, 0.649, 0.562, 0.239, 0.0342, 0.0288, 0.0114])
    assert list(bars.marker.color) == [LIGHT.own] * 3 + [LIGHT.idle] * 4
    assert column(chart, 0) == ["9", "8", "7", "6", "4", "1", "2", "3", "5", "10"]
    assert column(chart, 3) == ["20.00", *["10.00"] * 3, *["6.00"] * 5, "20.00"]
    assert {"1.75", "91.25", "20%", "6%"} <= set(texts(chart))
    assert chart.note == "เพิ่มได้ = น้ำหนัก × (100 − คะแนนที่ได้) · ข้อ 3, 5 และ 10 เต็ม 100 แล้ว"


def test_nothing_to_gain_is_no_chart_and_unknown_ones_are_named() -> None:
    assert view_points(profile_of([Result(2568, same(100.0))], 2568), LIGHT).figure is None
    some = view_points(profile_of([Result(2568, {"9": 90.0, "10": 100.0})], 2568), LIGHT)
    assert some.note.endswith("ข้อ 10 เต็ม 100 แล้ว · ยังไม่มีคะแนนของข้อ 1, 2, 3, 4, 5, 6, 7 และ 8")


# Scores of all years


def test_small_multiples_of_khun_kaeo() -> None:
    chart = view_small_multiples(golden_profile(KHUN_KAEO, 2568), LIGHT)
    lines = traces(chart, "scatter", "lines+markers")
    assert list(lines[3].y) == [83.51, 97.53, 99.43]
    inks = [line.line.color == LIGHT.ink for line in lines]
    assert [str(at + 1) for at, ink in enumerate(inks) if ink] == ["4", "6", "8", "9"]
    assert {"83.5", "99.4", "81.2", "93.5", "98.1", "91.3"} <= set(texts(chart))
    ranges = {tuple(figure_of(chart).layout[f"yaxis{n}"].range) for n in ("", "2", "5", "10")}
    assert len(ranges) == 1
    assert column(chart, 6) == [
        "1.28",
        "0.68",
        "1.56",
        "15.92",
        "0.91",
        "8.53",
        "3.28",
        "16.92",
        "8.75",
        "0.00",
    ]


def test_an_indicator_without_scores_says_so() -> None:
    years = [Result(y, {"1": 90.0, "2": 80.0}) for y in (2567, 2568)]
    assert texts(view_small_multiples(profile_of(years, 2568), LIGHT)).count("ไม่มีคะแนน") == 8


def test_one_year_has_no_lines() -> None:
    assert view_small_multiples(golden_profile(LUMPHUK, 2565), LIGHT).figure is None


def test_the_heatmap_of_khun_kaeo() -> None:
    chart = view_heatmap(golden_profile(KHUN_KAEO, 2568), LIGHT)
    tints = [list(bar.marker.color) for bar in traces(chart, "bar")]
    zones = [[LIGHT.zones.index(colour) for colour in year] for year in tints]
    assert zones == [
        [0, 0, 0, 2, 0, 1, 0, 0, 0, 0],
        [0, 0, 0, 0, 0, 0, 0, 2, 0, 0],
        [0, 0, 0, 0, 0, 0, 1, 1, 1, 0],
    ]
    assert {"83.51", "81.22", "ช่วงคะแนน", "95 ขึ้นไป", "85 ถึงต่ำกว่า 95", "70 ถึงต่ำกว่า 85", "ต่ำกว่า 70"} <= set(
        texts(chart)
    )


def test_a_missing_score_is_hatched_and_said() -> None:
    years = [Result(2566, same(60.0)), Result(2568, {**same(60.0), "9": 95.0})]
    chart = view_heatmap(profile_of(years, 2568), LIGHT)
    hatched = [bar for bar in traces(chart, "bar") if bar.marker.pattern.shape == "/"]
    assert [len(bar.y) for bar in hatched] == [10]
    assert texts(chart).count("ไม่มี") == 10
    assert "ลายเส้น: ไม่มีคะแนน" in texts(chart)


@pytest.mark.parametrize(
    ("score", "zone"), [(100.0, 0), (95.0, 0), (94.999, 1), (85.0, 1), (84.99, 2), (70.0, 2), (0.0, 3)]
)
def test_lower_bounds_of_the_ranges_are_inclusive(score: float, zone: int) -> None:
    assert zone_of(score) == zone


# Every kind of data

EIGHT = [Result(year, same(80.0 + year - 2562)) for year in range(2562, 2570)]
KINDS: dict[str, Profile] = {
    "three years": golden_profile(KHUN_KAEO, 2568),
    "the first of three years": golden_profile(KHUN_KAEO, 2566),
    "one year": golden_profile(LUMPHUK, 2565),
    "eight years, the last provisional": profile_of(EIGHT, 2569),
    "a gap": profile_of([Result(2564, same(80.0)), Result(2568, same(90.0))], 2568),
    "totals": profile_of([Result(2567, total=90.0), Result(2568, total=91.0)], 2568),
    "a level alone": profile_of([Result(2568, rating="ผ่านดี")], 2568),
    "all full": profile_of([Result(2567, same(100.0)), Result(2568, same(100.0))], 2568),
    "all zero": profile_of([Result(2567, same(0.0)), Result(2568, same(0.0))], 2568),
    "letters, then words": profile_of([Result(2565, same(66.0)), Result(2566, same(90.0))], 2566),
    "some indicators": profile_of([Result(2567, {"1": 90.0}), Result(2568, {"1": 80.0, "9": 70.0})], 2568),
    "contradicted": profile_of([Result(2567, same(90.0)), Result(2568, same(91.0), total=50.0)], 2568),
    "almost equal": profile_of([Result(2567, same(90.0)), Result(2568, {**same(90.0), "1": 90.001})], 2568),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("view", ALL_VIEWS)
def test_every_view_gives_a_chart_or_a_sentence(view: Any, kind: str) -> None:
    chart = view(KINDS[kind], LIGHT)
    assert chart.title
    assert "กราฟแสดง" not in chart.title
    if chart.figure is None:
        return
    figure = chart.figure
    validated = go.Figure(figure.to_dict())
    assert json.loads(validated.to_json()) == json.loads(figure.to_json())
    assert figure.data or figure.layout.shapes
    assert figure.layout.height >= 100
    assert figure.layout.title.text is None
    assert figure.layout.showlegend is False
    for axis in figure.select_xaxes():
        assert axis.fixedrange
        assert axis.range[0] < axis.range[1]
        assert axis.title.text is None
    assert chart.table is not None
    assert len(chart.table.frame) > 0
    assert not [text for text in texts(chart) if "nan" in text.lower() or "None" in text]


@pytest.mark.parametrize("view", ALL_VIEWS)
def test_the_dark_theme_uses_none_of_the_light_inks(view: Any) -> None:
    figure = figure_of(view(KINDS["three years"], DARK)).to_json()
    assert [ink for ink in (LIGHT.ink, LIGHT.soft, LIGHT.grid) if ink in figure] == []
    assert DARK.ink in figure
