"""Ranks, and every clause of the three classes by a small example."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itacore.criteria import Criteria, read_criteria
from itacore.scoring import analyze
from itacore.scoring.weakness import CLASSES, Thresholds, rank_rows, read_thresholds
from tests.scoring.books import make_book, make_criteria
from tests.scoring.tables import (
    Result,
    all_indicators,
    analyze_results,
    declared_table,
    rate,
    scores_table,
)

PARTS_100 = {"EIT1": "100", "EIT2": "100"}


def classes_of(*years: Result, criteria: Criteria | None = None) -> dict[str, str]:
    """Classes of the last year by code."""
    rows = analyze_results({"a": list(years)}, criteria).indicators
    rows = rows[rows["fiscal_year"] == years[-1].fiscal_year]
    return {str(code): str(name) for code, name in zip(rows["code"], rows["weakness_class"], strict=True)}


def codes_of(classes: dict[str, str], name: str) -> set[str]:
    return {code for code, value in classes.items() if value == name}


# ---- ranks -------------------------------------------------------------------------------------------------


def test_equal_figures_share_the_better_rank() -> None:
    values = np.array([[3.0, 1.0, 1.0, 2.0, np.nan], [5.0, 5.0, 5.0, 5.0, 5.0]])
    assert rank_rows(values, largest_first=False).tolist() == [[4, 1, 1, 3, 0], [1, 1, 1, 1, 1]]
    assert rank_rows(values, largest_first=True).tolist() == [[1, 3, 3, 2, 0], [1, 1, 1, 1, 1]]


def test_noise_makes_no_rank() -> None:
    values = np.array([[0.1 + 0.2, 0.3, 0.31]])
    assert rank_rows(values, largest_first=False).tolist() == [[1, 1, 3]]


@settings(deadline=None)
@given(st.lists(st.integers(0, 10000), min_size=1, max_size=12))
def test_rank_is_one_more_than_how_many_are_better(values: list[int]) -> None:
    ranks = rank_rows(np.array([values]) / 100, largest_first=False)[0]
    assert list(ranks) == [1 + sum(other < value for other in values) for value in values]


def test_ranks_of_the_table() -> None:
    scores = all_indicators("100") | {"1": "90", "2": "90", "9": "97", "10": "97"}
    rows = analyze_results({"a": [Result(2568, scores)]}).indicators.set_index("code")
    assert list(rows.loc[["1", "2", "9", "10"], "rank_by_score"]) == [1, 1, 3, 3]
    # 6 % of 10 points and 20 % of 3 points: 0.6 each, whatever binary fractions say
    assert list(rows.loc[["1", "2", "9", "10"], "rank_by_points"]) == [1, 1, 1, 1]
    assert rows.loc["9", "points_to_gain"] == pytest.approx(0.6, abs=1e-12)


def test_unread_indicators_have_no_row_and_no_rank() -> None:
    rows = analyze_results({"a": [Result(2568, {"3": "80", "9": "70"})]}).indicators
    assert list(rows["code"]) == ["3", "9"]
    assert list(rows["rank_by_score"]) == [2, 1]


# ---- urgent ------------------------------------------------------------------------------------------------


def test_below_the_pass_line_is_urgent() -> None:
    scores = all_indicators("99") | {"1": "84.99", "2": "85.00"}
    classes = classes_of(Result(2568, scores, PARTS_100))
    assert codes_of(classes, "urgent") == {"1"}
    assert classes["2"] == "to-develop"  # below 95


def test_lowest_of_an_instrument_below_the_pass_line_is_urgent() -> None:
    # published, because means of indicators of 85 and more are 85 and more
    scores = {"6": "95", "7": "96", "8": "97"}
    classes = classes_of(Result(2568, {"6": "95", "7": "96"}, {"EIT": "84.99"}))
    assert codes_of(classes, "urgent") == {"6"}
    classes = classes_of(Result(2568, {"6": "95", "7": "96"}, {"EIT": "85"}))
    assert codes_of(classes, "urgent") == set()
    classes = classes_of(Result(2568, scores | {"7": "95"}, {"EIT1": "84", "EIT2": "100"}))
    assert codes_of(classes, "urgent") == {"6", "7"}  # both are the lowest


def test_lowest_of_a_part_is_by_the_part_where_its_indicators_are_known() -> None:
    scores = all_indicators("99") | {"6": "92", "7": "91", "8": "90"}
    halves = {"EIT1.6": "84", "EIT1.7": "85", "EIT1.8": "85"}  # EIT1 84.67: its lowest is 6, not 8
    classes = classes_of(Result(2568, scores | halves))
    assert codes_of(classes, "urgent") == {"6"}
    some = {"EIT1.6": "84"}
    classes = classes_of(Result(2568, scores | some, {"EIT1": "84.67"}))
    assert codes_of(classes, "urgent") == {"8"}  # the part's indicators are not all known


def test_all_equal_indicators_of_a_weak_part_are_urgent() -> None:
    scores = all_indicators("99") | {"6": "90", "7": "90", "8": "90"}
    classes = classes_of(Result(2568, scores, {"EIT1": "84", "EIT2": "96"}))
    assert codes_of(classes, "urgent") == {"6", "7", "8"}


def test_noise_does_not_make_urgent() -> None:
    iit = dict(
        zip("12345", ["89.32", "80.33", "85.35", "85", "85"], strict=True)
    )  # the mean is 85, floats are below
    classes = classes_of(Result(2568, all_indicators("99") | iit, PARTS_100))
    assert codes_of(classes, "urgent") == {"2"}  # by its own score
    parts = {"EIT1": "85", "EIT2": "100"}
    eit = {"6": "92.50", "7": "92.49", "8": "92.51"}
    assert codes_of(classes_of(Result(2568, all_indicators("99") | eit, parts)), "urgent") == set()


# ---- to develop --------------------------------------------------------------------------------------------


def test_below_95_is_to_develop() -> None:
    scores = all_indicators("99.9") | {"1": "94.99", "2": "95.00", "3": "95.01"}
    # of the three with most points 1 is one, and 2 and 3 follow: leave that clause out
    thresholds = Thresholds(95.0, 1.0, 0, 0.1)
    table = scores_table({"a": [Result(2568, scores, PARTS_100)]}), declared_table({"a": []})
    rows = analyze(*table, read_criteria(), thresholds).indicators.set_index("code")
    assert list(rows.loc[["1", "2", "3"], "weakness_class"]) == ["to-develop", "to-keep", "to-keep"]


@pytest.mark.parametrize(("fell", "develop"), [("1.00", False), ("1.01", True), ("0.99", False)])
def test_fall_of_more_than_one_point_is_to_develop(fell: str, develop: bool) -> None:
    first = Result(2567, all_indicators("100") | {"1": "99.37"}, PARTS_100)
    second = Result(2568, all_indicators("100") | {"1": f"{99.37 - float(fell):.2f}"}, PARTS_100)
    assert (classes_of(first, second)["1"] == "to-develop") == develop


def test_noise_does_not_make_a_fall() -> None:
    subs = ["9.1", "9.2", "9.3", "9.4", "9.5"]
    first = dict(zip(subs, ["99.51", "98.45", "97.15", "99.64", "98.11"], strict=True))  # on average 98.572
    second = dict(zip(subs, ["96.72", "97.86", "98.12", "99.64", "95.52"], strict=True))  # on average 97.572
    rest = all_indicators("100") | {"6": "90", "7": "90", "8": "90"}  # these have the most points to gain
    del rest["9"]
    years = [Result(2567, rest | first, PARTS_100), Result(2568, rest | second, PARTS_100)]
    rows = analyze_results({"a": years}).indicators
    (change,) = rows.loc[(rows["code"] == "9") & (rows["fiscal_year"] == 2568), "change"]
    assert change < -1  # as floats have it
    assert classes_of(*years)["9"] == "to-keep"


def test_fall_counts_against_the_nearest_earlier_year() -> None:
    scores = all_indicators("100") | {"1": "98.5"}
    earlier = Result(2565, all_indicators("100"))
    assert classes_of(earlier, Result(2568, scores, PARTS_100))["1"] == "to-develop"
    between = Result(2567, scores, PARTS_100)
    assert classes_of(earlier, between, Result(2568, scores, PARTS_100))["1"] == "to-keep"
    assert classes_of(Result(2568, scores, PARTS_100))["1"] == "to-keep"


def test_three_with_most_points_are_to_develop_if_worth_a_tenth() -> None:
    scores = all_indicators("100") | {"9": "99", "10": "99.4", "6": "99", "7": "98.9", "1": "98.4"}
    # points: 9 0.20, 10 0.12, 7 0.11, 6 0.10, 1 0.096
    assert codes_of(classes_of(Result(2568, scores, PARTS_100)), "to-develop") == {"9", "10", "7"}
    tied = scores | {"6": "98.9"}
    assert codes_of(classes_of(Result(2568, tied, PARTS_100)), "to-develop") == {"9", "10", "7", "6"}
    few = all_indicators("100") | {"6": "99.00", "7": "99.01", "1": "98.34"}  # 0.10, 0.099, 0.0996
    assert codes_of(classes_of(Result(2568, few, PARTS_100)), "to-develop") == {"6"}


def test_lowest_of_what_holds_the_rating_is_to_develop() -> None:
    # all indicators are 95 and more; the most points to gain are in 9, 10 and 7
    low = all_indicators("99.9") | {"6": "97.8", "7": "97.7", "8": "97.75", "9": "97", "10": "97.3"}
    reached = classes_of(Result(2568, low, {"EIT1": "100", "EIT2": "95.5"}))
    assert codes_of(reached, "to-develop") == {"9", "10", "7"}
    held = classes_of(Result(2568, low | {"8": "97.69"}, {"EIT1": "100", "EIT2": "94.9"}))
    assert codes_of(held, "to-develop") == {"9", "10", "8"}
    held = classes_of(Result(2568, low | {"6": "97.7"}, {"EIT1": "100", "EIT2": "94.9"}))
    assert codes_of(held, "to-develop") == {"9", "10", "7", "6"}  # the lowest are two
    halves = {"EIT2.6": "94.0", "EIT2.7": "95.2", "EIT2.8": "95.5"}  # EIT2 94.9: its lowest is 6
    held = classes_of(Result(2568, low | halves, {"EIT1": "100"}))
    assert codes_of(held, "to-develop") == {"9", "10", "7", "6"}


def test_the_rest_is_to_keep() -> None:
    classes = classes_of(Result(2568, all_indicators("100"), PARTS_100))
    assert set(classes.values()) == {"to-keep"}


def test_letters_have_no_conditions_to_hold() -> None:
    scores = all_indicators("96") | {"1": "95.2"}
    thresholds = Thresholds(95.0, 1.0, 0, 0.1)
    tables = scores_table({"a": [Result(2565, scores)]}), declared_table({"a": []})
    rows = analyze(*tables, read_criteria(), thresholds).indicators
    assert set(rows["weakness_class"]) == {"to-keep"}


# ---- what holds the rating ---------------------------------------------------------------------------------

HOLDING = [
    # (scores of EIT, published, rating, codes to develop by what holds)
    pytest.param("96", {}, "ผ่านดี", {"8"}, id="parts unknown, the published level shows that one is short"),
    pytest.param("96", {}, None, set(), id="parts unknown, nothing published: nothing is shown"),
    pytest.param("96", {}, "ผ่านดีเยี่ยม", set(), id="the highest level is held by nothing"),
    pytest.param("96", {"EIT1": "95"}, None, set(), id="one part known, the other follows and is enough"),
    pytest.param("96", {"EIT1": "98"}, None, {"8"}, id="one part known, the other follows and is short"),
    pytest.param("96", {"EIT1": "94", "EIT2": "98"}, None, {"8"}, id="a part is short"),
]


@pytest.mark.parametrize(("eit", "published", "rating", "codes"), HOLDING)
def test_holding_parts(eit: str, published: dict[str, str], rating: str | None, codes: set[str]) -> None:
    scores = all_indicators("100") | {"6": "96.1", "7": "96.1", "8": "95.8"}
    thresholds = Thresholds(0.0, 100.0, 0, 100.0)  # only what holds the rating
    results = {"a": [Result(2568, scores, published, rating=rating)]}
    rows = analyze(scores_table(results), declared_table(results), read_criteria(), thresholds).indicators
    assert set(rows.loc[rows["weakness_class"] == "to-develop", "code"]) == codes


def only_held(result: Result) -> set[str]:
    thresholds = Thresholds(0.0, 100.0, 0, 100.0)
    results = {"a": [result]}
    rows = analyze(scores_table(results), declared_table(results), read_criteria(), thresholds).indicators
    return set(rows.loc[rows["weakness_class"] == "to-develop", "code"])


def test_nothing_is_deduced_while_another_gate_is_open() -> None:
    # IIT is not known: it may be what is short
    scores = {code: score for code, score in all_indicators("96").items() if code not in "12345"}
    scores |= {"8": "95.8", "6": "96.2"}
    assert only_held(Result(2568, scores, total="97", rating="ผ่านดี")) == set()


def test_nothing_is_deduced_where_the_total_may_be_short() -> None:
    scores = all_indicators("95.01") | {"9": "95", "10": "95", "8": "95", "6": "95.02"}
    row = Result(2568, scores, total="94.99", rating="ผ่านดี")
    assert rate(row)["total"] == 94.99
    assert only_held(row) == set()


def test_a_known_short_gate_explains_the_level_by_itself() -> None:
    scores = all_indicators("96") | {"9": "94", "10": "95", "8": "95.9", "6": "96.1"}
    assert only_held(Result(2568, scores, rating="ผ่านดี")) == {"9"}  # OIT 94.5 holds; EIT need not


def test_missing_indicators_that_cannot_make_up_hold_too() -> None:
    scores = all_indicators("99") | {"9": "86"}
    del scores["10"]  # OIT is at most 93
    assert only_held(Result(2568, scores, PARTS_100, total="96")) == {"9"}


def test_an_instrument_below_85_holds_ผ่าน() -> None:
    scores = all_indicators("100") | {"9": "80", "10": "85"}
    assert rate(Result(2568, scores, PARTS_100))["final"] == "ผ่าน"
    assert only_held(Result(2568, scores, PARTS_100)) == set()  # it is urgent instead
    assert classes_of(Result(2568, scores, PARTS_100))["9"] == "urgent"


def test_union_years_hold_by_either_reading() -> None:
    scores = all_indicators("100") | {"6": "90", "7": "95.5", "8": "95.5"}  # EIT 93.67
    assert only_held(Result(2567, scores, rating="ผ่านดี")) == {"6"}
    enough = all_indicators("100") | {"6": "94.9", "7": "95.5", "8": "95.5"}  # EIT 95.3
    assert only_held(Result(2567, enough, rating="ผ่านดี")) == {"6"}  # a part must be short
    assert only_held(Result(2567, enough)) == set()


# ---- data --------------------------------------------------------------------------------------------------


def test_shipped_thresholds() -> None:
    assert read_thresholds() == Thresholds(95.0, 1.0, 3, 0.1)
    assert CLASSES == ("urgent", "to-develop", "to-keep")


def test_pass_line_is_that_of_the_year() -> None:
    scores = {"1": "84", "2": "99", "3": "99"}
    usual = make_criteria(make_book())
    assert classes_of(Result(2568, scores), criteria=usual)["1"] == "urgent"
    lower = make_criteria(replace(make_book(), pass_line=80.0))
    assert classes_of(Result(2568, scores), criteria=lower)["1"] == "to-develop"
