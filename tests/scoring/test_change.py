"""Change against the nearest earlier year, split into indicators, instruments and rules."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itacore.criteria import Criteria
from itacore.scoring import Analysis
from tests.scoring.books import make_book, make_criteria
from tests.scoring.tables import Result, all_indicators, analyze_results


def contributions(analysis: Analysis, fiscal_year: int) -> dict[str, float]:
    rows = analysis.contributions
    rows = rows[rows["fiscal_year"] == fiscal_year]
    return {str(code): float(value) for code, value in zip(rows["code"], rows["contribution"], strict=True)}


def last_row(analysis: Analysis) -> pd.Series:
    return analysis.ratings.iloc[-1]


def analyze_years(*years: Result, criteria: Criteria | None = None) -> Analysis:
    return analyze_results({"a": list(years)}, criteria)


def without(scores: dict[str, object], *codes: str) -> dict[str, object]:
    return {code: score for code, score in scores.items() if code not in codes}


def test_first_year_has_no_change() -> None:
    analysis = analyze_years(Result(2567, all_indicators("90")))
    assert last_row(analysis)["base_year"] == 0
    assert np.isnan(last_row(analysis)["change"])
    assert analysis.indicators["change"].isna().all()
    assert analysis.contributions.empty


def test_gap_years_are_bridged() -> None:
    analysis = analyze_years(Result(2564, all_indicators("80")), Result(2568, all_indicators("90")))
    row = last_row(analysis)
    assert row["base_year"] == 2564
    assert row["change"] == pytest.approx(10, abs=1e-9)
    moved = contributions(analysis, 2568)
    assert moved == pytest.approx(
        {**{c: 0.6 for c in "12345"}, **{c: 1.0 for c in "678"}, "9": 2.0, "10": 2.0, "rules": 0.0}, abs=1e-9
    )


def test_agencies_have_their_own_years() -> None:
    analysis = analyze_results(
        {"a": [Result(2567, all_indicators("80"))], "b": [Result(2568, all_indicators("90"))]}
    )
    assert list(analysis.ratings["base_year"]) == [0, 0]
    assert analysis.contributions.empty


def test_missing_indicators_leave_one_part_for_their_instrument() -> None:
    first = Result(2567, all_indicators("80"))
    second = Result(2568, without(all_indicators("90"), "7") | {"6": "95"}, {"EIT": "91"})
    moved = contributions(analyze_years(first, second), 2568)
    assert moved == pytest.approx(
        {**{c: 0.6 for c in "12345"}, "EIT": 3.3, "9": 2.0, "10": 2.0, "rules": 0.0}, abs=1e-9
    )
    back = contributions(
        analyze_years(Result(2567, second.scores, second.published), Result(2568, first.scores)), 2568
    )
    assert back["EIT"] == pytest.approx(-3.3, abs=1e-9)
    assert "6" not in back


def test_instruments_only() -> None:
    years = [
        Result(2567, published={"IIT": "90", "EIT": "80", "OIT": "70"}),
        Result(2568, published={"IIT": "91", "EIT1": "81", "EIT2": "83", "OIT": "65"}),
    ]
    analysis = analyze_years(*years)
    assert contributions(analysis, 2568) == pytest.approx(
        {"IIT": 0.3, "EIT": 0.6, "OIT": -2.0, "rules": 0.0}, abs=1e-9
    )
    assert last_row(analysis)["change"] == pytest.approx(-1.1, abs=1e-9)


@pytest.mark.parametrize("which", ["first", "second"])
def test_no_parts_unless_both_totals_are_computed(which: str) -> None:
    whole = all_indicators("90")
    gappy = without(whole, "10")
    first, second = (gappy, whole) if which == "first" else (whole, gappy)
    analysis = analyze_years(Result(2567, first, total="90"), Result(2568, second, total="92"))
    assert analysis.contributions.empty
    assert last_row(analysis)["change"] == pytest.approx(2)  # of the published totals
    assert analysis.indicators["change"].notna().sum() == 9


def test_change_of_the_total_is_of_like_with_like() -> None:
    scores = all_indicators("90")
    computed = analyze_years(Result(2567, scores, total="90.01"), Result(2568, scores, total="89.99"))
    assert last_row(computed)["change"] == 0
    published = analyze_years(Result(2567, total="90.01"), Result(2568, scores, total="89.99"))
    assert last_row(published)["change"] == pytest.approx(-0.02)
    mixed = analyze_years(Result(2567, total="90.01"), Result(2568, scores))
    assert last_row(mixed)["change"] == pytest.approx(-0.01)
    none = analyze_years(Result(2567, {"1": "90"}), Result(2568, scores))
    assert np.isnan(last_row(none)["change"])


# ---- the part of the rules ---------------------------------------------------------------------------------

OLD = make_book(2567, weights={"IIT": 30, "EIT": 30, "OIT": 40}, parts={})
NEW = make_book(2568, weights={"IIT": 20, "EIT": 30, "OIT": 50}, parts={})


def test_other_weights_are_the_part_of_the_rules() -> None:
    first = Result(2567, {"1": "90", "2": "80", "3": "70"})  # 27 + 24 + 28 = 79
    second = Result(2568, {"1": "91", "2": "82", "3": "73"})  # 18.2 + 24.6 + 36.5 = 79.3
    moved = contributions(analyze_years(first, second, criteria=make_criteria(OLD, NEW)), 2568)
    assert moved == pytest.approx({"1": 0.2, "2": 0.6, "3": 1.5, "rules": -0.10 * 90 + 0.10 * 70}, abs=1e-9)
    assert sum(moved.values()) == pytest.approx(0.3, abs=1e-9)


def test_other_weights_of_instruments_known_as_a_whole() -> None:
    first = Result(2567, published={"IIT": "90", "EIT": "80", "OIT": "70"})
    second = Result(2568, {"1": "91", "2": "82", "3": "73"})
    moved = contributions(analyze_years(first, second, criteria=make_criteria(OLD, NEW)), 2568)
    assert moved == pytest.approx({"IIT": 0.2, "EIT": 0.6, "OIT": 1.5, "rules": -2.0}, abs=1e-9)


def test_new_and_dropped_indicators_are_the_part_of_the_rules() -> None:
    old = make_book(2567, indicators={"IIT": ["1", "x"], "EIT": ["2"], "OIT": ["3"]}, parts={})
    new = make_book(2568, indicators={"IIT": ["1", "y"], "EIT": ["2"], "OIT": ["3"]}, parts={})
    first = Result(2567, {"1": "90", "x": "60", "2": "80", "3": "70"})
    second = Result(2568, {"1": "92", "y": "80", "2": "80", "3": "70"})
    moved = contributions(analyze_years(first, second, criteria=make_criteria(old, new)), 2568)
    assert moved == pytest.approx({"1": 0.3, "2": 0, "3": 0, "rules": 0.15 * (80 - 60)}, abs=1e-9)


def test_indicator_that_moves_to_another_instrument() -> None:
    old = make_book(2567, indicators={"IIT": ["1", "4"], "EIT": ["2"], "OIT": ["3"]}, parts={})
    new = make_book(2568, indicators={"IIT": ["1"], "EIT": ["2"], "OIT": ["3", "4"]}, parts={})
    scores = {"1": "90", "2": "80", "3": "70", "4": "50"}
    moved = contributions(
        analyze_years(Result(2567, scores), Result(2568, scores), criteria=make_criteria(old, new)), 2568
    )
    assert {code: value for code, value in moved.items() if code != "rules"} == dict.fromkeys("1234", 0.0)
    before, after = 0.3 * 70 + 24 + 28, 27 + 24 + 0.4 * 60
    assert moved["rules"] == pytest.approx(after - before, abs=1e-9)


@settings(max_examples=60, deadline=None)
@given(
    scores=st.lists(st.integers(0, 10000), min_size=6, max_size=6),
    weights=st.tuples(st.integers(5, 45), st.integers(5, 45)),
)
def test_parts_add_up_under_any_weights(scores: list[int], weights: tuple[int, int]) -> None:
    iit, eit = weights
    new = make_book(2568, weights={"IIT": iit, "EIT": eit, "OIT": 100 - iit - eit}, parts={})
    figures = [score / 100 for score in scores]
    years = [Result(2567 + i, dict(zip("123", figures[3 * i : 3 * i + 3], strict=True))) for i in (0, 1)]
    moved = contributions(analyze_years(*years, criteria=make_criteria(OLD, new)), 2568)
    old_weights, new_weights = (30, 30, 40), (iit, eit, 100 - iit - eit)
    for i in range(3):
        assert moved[str(i + 1)] == pytest.approx(
            new_weights[i] / 100 * (figures[3 + i] - figures[i]), abs=1e-9
        )
    rules = sum(
        (n - o) / 100 * figure for n, o, figure in zip(new_weights, old_weights, figures, strict=False)
    )
    assert moved["rules"] == pytest.approx(rules, abs=2e-9)
