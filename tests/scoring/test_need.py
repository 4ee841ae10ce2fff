"""The order in which agencies are to be looked after, exactly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd
import pytest

from itacore.criteria import read_criteria
from itacore.scoring.need import Need, order_by_need
from tests.scoring.tables import Result, all_indicators, analyze_results

PARTS = {"IIT": 96.0, "EIT1": 96.0, "EIT2": 96.0, "OIT": 96.0}


def needs_of(
    results: Mapping[str, Iterable[Result]], more: tuple[str, ...] = (), year: int | None = None
) -> tuple[Need, ...]:
    ratings = analyze_results(results).ratings
    return order_by_need(ratings, [*results, *more], read_criteria(), year)


def told(needs: Iterable[Need]) -> list[tuple[str, str]]:
    return [(need.agency_id, need.kind) for need in needs]


def year(
    number: int = 2568, score: float | None = None, *, total: float | None = None, rating: str | None = None
) -> Result:
    return Result(number, {} if score is None else all_indicators(score), {}, total, rating)


def test_who_does_not_pass_stands_before_who_might_not_before_who_passes() -> None:
    results = {
        "top": [Result(2568, {}, PARTS, 96.0, "ผ่านดีเยี่ยม")],
        "below": [year(score=90.0)],
        "old": [year(2567, 70.0)],
        "contradicts": [year(score=90.0, total=92.0)],
        "unsettled": [year(total=60.0, score=90.0)],
        "fails": [year(score=80.0)],
    }
    kinds = ["fails", "unsettled", "contradicts", "missing", "below", "top"]
    names = ["fails", "unsettled", "contradicts", "old", "below", "top"]
    assert told(needs_of(results)) == list(zip(names, kinds, strict=True))


def test_who_fails_stands_by_the_points_missing_to_the_pass_line() -> None:
    results = {
        "a": [year(score=84.0)],
        "b": [year(score=60.0)],
        "c": [year(rating="ต้องปรับปรุง")],  # at least a little is missing, nobody knows how much
        "d": [year(score=84.99)],
    }
    needs = needs_of(results)
    assert [need.agency_id for need in needs] == ["b", "a", "d", "c"]
    assert [need.short for need in needs] == pytest.approx([25.0, 1.0, 0.01, None])


def test_a_level_far_below_counts_at_least_as_far_as_its_band() -> None:
    results = {"a": [year(score=72.0)], "b": [year(rating="ต้องปรับปรุงโดยด่วน")]}
    assert [need.agency_id for need in needs_of(results)] == ["b", "a"]  # below 70: more than 15 points


def test_a_published_level_that_fails_leaves_open_what_the_scores_pass() -> None:
    assert told(needs_of({"a": [year(score=90.0, rating="ต้องปรับปรุง")]})) == [("a", "unsettled")]


def test_an_unknown_total_stands_last_of_its_kind() -> None:
    results = {
        "unknown": [Result(2568, {"1": 90.0})],
        "higher": [year(total=60.0, score=90.0)],
        "lower": [year(total=60.0, score=89.0)],
    }
    needs = needs_of(results)
    assert told(needs) == [(name, "unsettled") for name in ("lower", "higher", "unknown")]
    assert [need.short for need in needs] == [None] * 3


def test_who_passes_stands_by_level_then_by_what_is_missing_most() -> None:
    gates = {"IIT": 99.0, "EIT1": 99.0, "EIT2": 99.0}
    results = {
        "little": [Result(2568, {}, {**PARTS, "EIT1": 94.7, "EIT2": 94.7}, 95.61)],
        "much": [Result(2568, {}, {**gates, "OIT": 86.0}, 93.8)],
        "lower level": [Result(2568, {}, {**gates, "OIT": 84.9}, 93.36)],
    }
    needs = needs_of(results)
    assert [need.agency_id for need in needs] == ["lower level", "much", "little"]
    assert [need.short for need in needs] == pytest.approx([0.1, 9.0, 0.3], abs=1e-6)


def test_a_part_that_must_be_short_counts_by_what_it_lacks_for_certain() -> None:
    """The mean of both EIT parts is 93 or 94, so that one of them lacks at least as much to 95."""
    whole = all_indicators(96.0)
    results = {
        name: [Result(2568, {**whole, **dict.fromkeys(("6", "7", "8"), eit)})]
        for name, eit in (("a", 94.0), ("b", 93.0))
    }
    needs = needs_of(results)
    assert [(need.agency_id, need.kind) for need in needs] == [("b", "below"), ("a", "below")]
    assert [need.short for need in needs] == pytest.approx([2.0, 1.0])


def test_of_two_totals_the_worse_is_not_believed_alone() -> None:
    result = year(score=90.0, total=60.0, rating="ต้องปรับปรุงโดยด่วน")
    assert told(needs_of({"a": [result]})) == [("a", "unsettled")]


def test_letters_have_their_own_pass_line() -> None:
    results = {"b": [year(2565, 84.0)], "a": [year(2565, 86.0)], "f": [year(2565, 40.0)]}
    assert told(needs_of(results)) == [("f", "fails"), ("b", "fails"), ("a", "below")]


def test_without_the_newest_year_the_oldest_stands_first_and_none_before_any() -> None:
    results = {"new": [year(score=90.0)], "old": [year(2567, 60.0)], "older": [year(2566, 99.0)]}
    needs = needs_of(results, more=("none",))
    assert told(needs) == [("none", "missing"), ("older", "missing"), ("old", "missing"), ("new", "below")]
    assert [need.fiscal_year for need in needs] == [None, 2566, 2567, 2568]


def test_a_year_that_is_asked_for_is_the_only_one_looked_at() -> None:
    results = {"a": [year(2567, 80.0), year(2568, 90.0)], "b": [year(2568, 60.0)]}
    needs = needs_of(results, year=2567)
    assert told(needs) == [("a", "fails"), ("b", "missing")]
    assert [need.fiscal_year for need in needs] == [2567, None]


def test_of_equals_the_first_stays_first() -> None:
    results = {name: [year(score=90.0)] for name in ("x", "b", "a")}
    assert [need.agency_id for need in needs_of(results)] == ["x", "b", "a"]


def test_a_later_year_is_rated_by_the_nearest_rules() -> None:
    assert told(needs_of({"a": [year(2569, 80.0)]})) == [("a", "fails")]


def test_no_agency_is_no_list() -> None:
    ratings = analyze_results({"a": [year(score=90.0)]}).ratings
    assert order_by_need(ratings, [], read_criteria()) == ()
    assert told(order_by_need(pd.DataFrame(ratings.head(0)), ["a"], read_criteria())) == [("a", "missing")]
