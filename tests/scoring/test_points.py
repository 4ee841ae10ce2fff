"""Published figures that are weighted points are told from scores."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.scoring.tables import Result, all_indicators, analyze_results

KHUN_KAEO = dict(
    zip(
        map(str, range(1, 11)),
        ["99.52", "99.81", "100", "99.43", "100", "97.61", "94.38", "93.51", "91.25", "100"],
        strict=True,
    )
)
POINTS = {"IIT": "29.93", "EIT": "28.55", "OIT": "38.25"}  # of 99.752, 95.1667, 95.625
PARTS = {"EIT1": "14.30", "EIT2": "14.25"}  # of 95.33 and 95.00


def read(result: Result) -> tuple[set[str], dict[str, float], float]:
    """Which figures were points, the units on 0-100, the computed total."""
    analysis = analyze_results({"a": [result]})
    row = analysis.ratings.iloc[0]
    units = {
        code: float(row[code]) for code in ("IIT", "EIT", "OIT", "EIT1", "EIT2") if row[code] == row[code]
    }
    return set(analysis.weighted["code"]), units, float(row["total_computed"])


def test_points_beside_indicators() -> None:
    points, units, total = read(Result(2568, KHUN_KAEO, POINTS))
    assert points == {"IIT", "EIT", "OIT"}
    assert units["IIT"] == pytest.approx(99.752)  # from the indicators all the same
    assert total == pytest.approx(96.7256, abs=1e-9)


def test_scores_beside_indicators() -> None:
    scores = {"IIT": "99.75", "EIT": "95.17", "OIT": "95.63"}
    points, _, total = read(Result(2568, KHUN_KAEO, scores))
    assert points == set()
    assert total == pytest.approx(96.7256, abs=1e-9)


def test_one_column_of_points_beside_columns_of_scores() -> None:
    scores = all_indicators("100")
    points, _, _ = read(Result(2568, scores, {"IIT": "100", "OIT": "40.00"}))
    assert points == {"OIT"}


def test_instruments_only_as_points_with_a_total() -> None:
    points, units, total = read(Result(2568, published=POINTS, total="96.73"))
    assert points == {"IIT", "EIT", "OIT"}
    assert units == pytest.approx({"IIT": 99.7667, "EIT": 95.1667, "OIT": 95.625}, abs=1e-3)
    assert total == pytest.approx(96.73, abs=1e-9)


def test_instruments_only_as_scores_with_a_total() -> None:
    points, _, total = read(
        Result(2568, published={"IIT": "99.75", "EIT": "95.17", "OIT": "95.63"}, total="96.73")
    )
    assert points == set()
    assert total == pytest.approx(96.728, abs=1e-9)


def test_low_scores_are_no_points() -> None:
    published = {"IIT": "28", "EIT": "30", "OIT": "40"}
    points, units, _ = read(Result(2568, published=published, total="33.4"))
    assert points == set()
    assert units["OIT"] == 40
    points, units, _ = read(Result(2568, published=published))  # nothing tells: as read
    assert points == set()


def test_a_total_that_fits_neither_way_leaves_figures_as_read() -> None:
    points, units, _ = read(Result(2568, published={"IIT": "28", "EIT": "28", "OIT": "38"}, total="60"))
    assert points == set()
    assert units["IIT"] == 28


def test_figures_too_large_for_points_are_scores() -> None:
    points, _, _ = read(Result(2568, published={"IIT": "31", "EIT": "28", "OIT": "38"}, total="97"))
    assert points == set()


def test_company_decides_for_a_figure_without_indicators() -> None:
    without_oit = {code: score for code, score in KHUN_KAEO.items() if code not in ("9", "10")}
    points, units, total = read(Result(2568, without_oit, POINTS))
    assert points == {"IIT", "EIT", "OIT"}
    assert units["OIT"] == pytest.approx(95.625)
    assert total == pytest.approx(96.7256, abs=1e-9)
    points, units, _ = read(Result(2568, without_oit, {"IIT": "99.75", "EIT": "95.17", "OIT": "38.25"}))
    assert points == set()
    assert units["OIT"] == 38.25


def test_total_decides_for_a_figure_without_indicators() -> None:
    without_oit = {code: score for code, score in KHUN_KAEO.items() if code not in ("9", "10")}
    points, _, total = read(Result(2568, without_oit, {"OIT": "38.25"}, total="96.73"))
    assert points == {"OIT"}
    assert total == pytest.approx(96.7256, abs=1e-9)


def test_parts_as_points() -> None:
    beside = read(Result(2568, KHUN_KAEO, PARTS))
    assert beside[0] == {"EIT1", "EIT2"}
    assert beside[1]["EIT1"] == pytest.approx(95.3333, abs=1e-3)
    only = {"IIT": "29.93", **PARTS, "OIT": "38.25"}
    points, units, total = read(Result(2568, published=only, total="96.73"))
    assert points == {"IIT", "EIT1", "EIT2", "OIT"}
    assert units["EIT"] == pytest.approx(95.1667, abs=1e-3)
    assert total == pytest.approx(96.73, abs=1e-9)
    all_of_them = read(Result(2568, published=POINTS | PARTS, total="96.73"))
    assert all_of_them[0] == {"IIT", "EIT", "EIT1", "EIT2", "OIT"}


def test_parts_as_scores() -> None:
    points, units, _ = read(Result(2568, KHUN_KAEO, {"EIT1": "95.33", "EIT2": "95.00"}))
    assert points == set()
    assert units["EIT2"] == 95


def test_part_as_points_beside_its_own_indicators() -> None:
    halves = {f"EIT1.{code}": "94" for code in "678"}
    points, units, _ = read(Result(2568, all_indicators("92") | halves, {"EIT1": "14.10", "EIT2": "13.50"}))
    assert points == {"EIT1", "EIT2"}
    assert units["EIT2"] == pytest.approx(90)


def test_nought_is_nought_either_way() -> None:
    points, units, _ = read(
        Result(2568, all_indicators("0"), {"IIT": "0", "EIT1": "0", "EIT2": "0", "OIT": "0"})
    )
    assert points == set()
    assert units["EIT1"] == 0


def test_nothing_published() -> None:
    analysis = analyze_results({"a": [Result(2565, all_indicators("90"))]})
    assert analysis.weighted.empty
    assert list(analysis.weighted.columns) == ["agency_id", "fiscal_year", "code"]


@settings(max_examples=60, deadline=None)
@given(
    scores=st.lists(st.integers(4100, 10000), min_size=3, max_size=3),
    year=st.sampled_from([2563, 2566, 2568]),
)
def test_both_ways_of_writing_give_one_result(scores: list[int], year: int) -> None:
    figures = dict(zip(["IIT", "EIT", "OIT"], (Decimal(s) / 100 for s in scores), strict=True))
    weights = {"IIT": Decimal("0.3"), "EIT": Decimal("0.3"), "OIT": Decimal("0.4")}
    points = {code: round(figure * weights[code], 2) for code, figure in figures.items()}
    total = round(sum(figure * weights[code] for code, figure in figures.items()), 2)
    analysis = analyze_results(
        {
            "a": [Result(year, published=figures, total=total)],
            "b": [Result(year, published=points, total=total)],
        }
    )
    a, b = analysis.ratings["total_computed"]
    assert a == pytest.approx(b, abs=0.021)
    assert set(analysis.weighted["agency_id"]) == {"b"}
    assert len(analysis.weighted) == 3
