"""OIT items one by one: the estimate is the exact range of what the open items may still bring."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itacore.criteria import AppliedRules, Criteria, Mark, copy_book, read_criteria
from itacore.criteria.model import Indicator, Item, ItemScores, Subindicator
from itacore.scoring.checklist import (
    NOT_SCORED,
    SCORED,
    STATES,
    TO_COME,
    Counts,
    Line,
    Span,
    change_state,
    count_states,
    estimate,
    fill_unknown,
    group_items,
    is_all_or_nothing,
    lay_out,
    read_figures,
    states_from_content,
    states_of_figures,
    year_of_list,
)
from tests.scoring.books import make_book
from tests.scoring.tables import Result, scores_table

CRITERIA = read_criteria()
RULES = CRITERIA.for_year(2565)
CODES = [item.code for group in group_items(RULES) for item in group.items]
SIZES = {
    2564: {"9.1": 9, "9.2": 8, "9.3": 7, "9.4": 4, "9.5": 5, "10.1": 8, "10.2": 2},
    2565: {"9.1": 9, "9.2": 8, "9.3": 7, "9.4": 4, "9.5": 5, "10.1": 8, "10.2": 2},
    2566: {"9.1": 10, "9.2": 8, "9.3": 4, "9.4": 4, "9.5": 4, "10.1": 11, "10.2": 2},
    2568: {"9.1": 4, "9.2": 7, "9.3": 2, "9.4": 3, "9.5": 4, "10.1": 6, "10.2": 2},
}
ALL_OR_NOTHING = ItemScores("all-or-nothing", Mark.STATED, "made up")


def small(scores: ItemScores | None = ALL_OR_NOTHING) -> AppliedRules:
    """One indicator of two sub-indicators, of one item and of three, and one with an item of its own."""
    book = replace(
        make_book(indicators={"IIT": ["1"], "EIT": ["2"], "OIT": ["3", "4"]}),
        subindicators=(Subindicator("3.1", "3", "first"), Subindicator("3.2", "3", "second")),
        items=(
            *(Item("o1", "3.1", "a"), Item("o2", "3.2", "b"), Item("o3", "3.2", "c"), Item("o4", "3.2", "d")),
            Item("e1", "2", "not of OIT"),
        ),
        item_scores=scores,
    )
    return AppliedRules(book.fiscal_year, book)


def ticked(scored: dict[str, int], rules: AppliedRules = RULES) -> dict[str, str]:
    """So many first items of each sub-indicator scored, the others not."""
    return {
        item.code: SCORED if at < scored[group.code] else NOT_SCORED
        for group in group_items(rules)
        for at, item in enumerate(group.items)
    }


@pytest.mark.parametrize("year", SIZES)
def test_items_of_a_year_stand_under_their_sub_indicator_in_order(year: int) -> None:
    groups = group_items(CRITERIA.for_year(year))
    assert {group.code: len(group.items) for group in groups} == SIZES[year]
    codes = [item.code for group in groups for item in group.items]
    assert codes == [f"o{n}" for n in range(1, sum(SIZES[year].values()) + 1)]


@pytest.mark.parametrize("year", [2562, 2563, 2567, 2569, 2575])
def test_no_list_is_made_up_for_a_year_without_one(year: int) -> None:
    rules = CRITERIA.for_year(year)
    assert group_items(rules) == ()
    assert estimate(rules, {"o1": SCORED}) == {}
    assert lay_out(rules, {"o1": SCORED}, {"9": 90.0}) == ()


def test_an_indicator_is_the_mean_of_its_sub_indicators_not_of_its_items() -> None:
    states = {"o1": SCORED, "o2": NOT_SCORED, "o3": NOT_SCORED, "o4": SCORED}
    assert estimate(small(), states) == {
        "3": Span(pytest.approx((100 + 100 / 3) / 2, abs=1e-12), pytest.approx(200 / 3, abs=1e-12), False),
        "3.1": Span(100.0, 100.0, False),
        "3.2": Span(100 / 3, 100 / 3, False),
    }


def test_items_to_come_and_unknown_ones_give_a_range() -> None:
    found = estimate(small(), {"o1": TO_COME, "o2": SCORED, "o3": NOT_SCORED})
    assert found["3.1"] == Span(0.0, 100.0, True)
    assert found["3.2"] == Span(pytest.approx(100 / 3), pytest.approx(200 / 3), True)
    assert found["3"] == Span(pytest.approx(50 / 3), pytest.approx(250 / 3), True)


def test_a_range_stays_a_range_where_nothing_is_known() -> None:
    assert set(estimate(small(), {}).values()) == {Span(0.0, 100.0, True)}


@pytest.mark.parametrize(
    "scores",
    [
        None,
        ItemScores("partial", Mark.INFERRED, "made up"),
        ItemScores("all-or-nothing", Mark.UNKNOWN, "made up"),
    ],
    ids=["not told", "partial", "not known"],
)
def test_no_estimate_where_items_may_be_scored_in_part(scores: ItemScores | None) -> None:
    rules = small(scores)
    assert not is_all_or_nothing(rules)
    assert estimate(rules, {"o1": SCORED}) == {}
    lines = lay_out(rules, {"o1": SCORED}, {"3": 90.0})
    assert [(line.code, line.span, line.published, line.difference) for line in lines] == [
        ("3", None, 90.0, None),
        ("3.1", None, None, None),
        ("3.2", None, None, None),
    ]


@pytest.mark.parametrize("year", SIZES)
def test_only_years_whose_book_says_so_are_estimated(year: int) -> None:
    rules = CRITERIA.for_year(year)
    found = estimate(rules, ticked(SIZES[year], rules))
    assert found == ({code: Span(100.0, 100.0, False) for code in found} if year < 2566 else {})
    assert set(found) == ({"9", "10", *SIZES[year]} if year < 2566 else set())


def test_a_published_result_of_2565_comes_out_of_its_items() -> None:
    """78.98 and 18.75 as an organisation published them; its sub-indicators are one way to reach them."""
    states = ticked({"9.1": 6, "9.2": 5, "9.3": 6, "9.4": 4, "9.5": 4, "10.1": 3, "10.2": 0})
    lines = {line.code: line for line in lay_out(RULES, states, {"9": 78.98, "10": 18.75})}
    exact = Fraction(100, 5) * (Fraction(6, 9) + Fraction(5, 8) + Fraction(6, 7) + 1 + Fraction(4, 5))
    assert lines["9"].span == Span(pytest.approx(float(exact), abs=1e-9), pytest.approx(float(exact)), False)
    assert lines["10"].span == Span(18.75, 18.75, False)
    assert (lines["9"].difference, lines["10"].difference) == (None, None)


def test_lines_stand_as_the_rule_book_has_them() -> None:
    lines = lay_out(RULES, {"o1": SCORED, "o2": TO_COME, "o34": NOT_SCORED}, {"9": 50.0, "9.1": 60.0})
    assert [line.code for line in lines] == [
        *("9", "9.1", "9.2", "9.3", "9.4", "9.5", "10", "10.1", "10.2"),
    ]
    assert [line.code for line in lines if line.is_indicator] == ["9", "10"]
    by_code = {line.code: line for line in lines}
    assert by_code["9"].counts == Counts(1, 0, 1, 31)
    assert by_code["10.1"].counts == Counts(0, 1, 0, 7)
    assert by_code["10.1"].counts.all == 8
    assert (by_code["9"].published, by_code["9.1"].published, by_code["10"].published) == (50.0, 60.0, None)
    assert by_code["9.1"].name == "ข้อมูลพื้นฐาน"


@pytest.mark.parametrize(
    ("span", "published", "difference"),
    [
        (Span(88.8889, 88.8889, False), 88.89, None),
        (Span(66.665, 66.665, False), 66.67, None),  # half a hundredth is what rounding takes
        (Span(87.5, 87.5, False), 75.0, 12.5),
        (Span(75.0, 75.0, False), 87.5, -12.5),
        (Span(50.0, 75.0, True), 60.0, None),
        (Span(50.0, 75.0, True), 75.0, None),
        (Span(50.0, 75.0, True), 80.0, -5.0),
        (Span(50.0, 75.0, True), 45.0, 5.0),
        (Span(0.0, 100.0, True), 91.25, None),
        (Span(50.0, 50.0, False), None, None),
        (None, 50.0, None),
    ],
)
def test_an_estimate_that_differs_from_what_is_published_says_by_how_much(
    span: Span | None, published: float | None, difference: float | None
) -> None:
    line = Line("9.1", "", False, Counts(0, 0, 0, 0), span, published)
    assert line.difference == pytest.approx(difference)


def test_published_scores_are_those_of_the_agency_and_year() -> None:
    table = scores_table(
        {
            "a": [Result(2565, {"9": "78.98", "o1": "100"}), Result(2564, {"9": "50"})],
            "b": [Result(2565, {"9": "1"})],
        }
    )
    assert read_figures(table, "a", 2565) == {"9": 78.98, "o1": 100.0}
    assert read_figures(table, "c", 2565) == {}


def test_published_items_tell_a_state_only_where_they_are_full_or_nothing() -> None:
    figures = {"o1": 100.0, "o2": 0.0, "o3": 99.99, "9": 0.0, "o99": 100.0}
    assert states_of_figures(group_items(RULES), figures) == {"o1": SCORED, "o2": NOT_SCORED}


def test_states_are_set_emptied_and_filled_without_losing_others() -> None:
    one = change_state({"o1": SCORED}, "o2", TO_COME)
    assert one == {"o1": SCORED, "o2": TO_COME}
    assert change_state(one, "o1", None) == {"o2": TO_COME}
    assert change_state(one, "o1", NOT_SCORED) == {"o1": NOT_SCORED, "o2": TO_COME}
    assert change_state({}, "o1", None) == {}
    assert fill_unknown(one, dict.fromkeys(["o1", "o2", "o3"], SCORED)) == {**one, "o3": SCORED}


def test_what_another_version_wrote_is_unknown() -> None:
    assert states_from_content({"o1": SCORED, "o2": 1, "o3": "maybe", "o4": ["not"]}) == {"o1": SCORED}
    assert [states_from_content(content) for content in (None, [], "scored", 7)] == [{}] * 4


def test_a_confirmed_year_with_the_same_list_finds_the_year_of_the_list() -> None:
    years = {2564, 2565, 2566, 2568}
    assert [year_of_list(CRITERIA.books[year], CRITERIA, years) for year in sorted(years)] == sorted(years)
    assert year_of_list(CRITERIA.books[2564], CRITERIA, {2565, 2566}) == 2565
    assert year_of_list(CRITERIA.books[2567], CRITERIA, years) is None
    assert year_of_list(CRITERIA.books[2567], CRITERIA, {2562, 2567}) is None  # no list is no list alike
    book = replace(copy_book(CRITERIA.books[2568], 2569), items=CRITERIA.books[2568].items)
    confirmed = Criteria({**CRITERIA.books, 2569: book})
    assert year_of_list(book, confirmed, years) == 2568
    rules = confirmed.for_year(2569)
    assert [len(group.items) for group in group_items(rules)] == list(SIZES[2568].values())
    assert estimate(rules, {"o1": SCORED}) == {}  # how the new year scores its items was not confirmed


def test_an_indicator_without_a_list_of_its_items_has_no_estimate() -> None:
    rules = small()
    book = replace(
        rules.book,
        subindicators=(*rules.book.subindicators, Subindicator("3.3", "3", "without items")),
        indicators=(*rules.book.indicators, Indicator("5", "OIT", "without any")),
    )
    assert set(estimate(AppliedRules(2568, book), {})) == {"3.1", "3.2"}


def test_the_range_is_that_of_all_ways_in_which_the_open_items_may_end() -> None:
    """Counted out in fractions, for every state of every item of a small list."""
    below = {"3.1": ["o1"], "3.2": ["o2", "o3", "o4"]}
    for states in product((None, *STATES), repeat=4):
        known = dict(zip(("o1", "o2", "o3", "o4"), states, strict=True))
        ways = [{SCORED: (100,), NOT_SCORED: (0,)}.get(state or "", (0, 100)) for state in states]
        ends = []
        for way in product(*ways):
            worth = dict(zip(known, way, strict=True))
            means = {
                code: Fraction(sum(worth[item] for item in items), len(items))
                for code, items in below.items()
            }
            ends.append({**means, "3": sum(means.values()) / 2})
        found = estimate(small(), {code: state for code, state in known.items() if state})
        for code, span in found.items():
            lowest, highest = (pick(float(end[code]) for end in ends) for pick in (min, max))
            assert (span.lowest, span.highest) == pytest.approx((lowest, highest), abs=1e-12)
            assert span.open == (lowest < highest)
        assert set(found) == {"3", "3.1", "3.2"}


SOME = st.dictionaries(st.sampled_from(CODES), st.sampled_from(STATES))


@given(states=SOME, data=st.data())
def test_the_range_holds_every_way_the_open_items_may_end(
    states: dict[str, str], data: st.DataObject
) -> None:
    open_items = [code for code in CODES if states.get(code) not in (SCORED, NOT_SCORED)]
    ends = data.draw(
        st.lists(st.sampled_from([SCORED, NOT_SCORED]), min_size=len(open_items), max_size=len(open_items))
    )
    spans = estimate(RULES, states)
    for code, one in estimate(RULES, {**states, **dict(zip(open_items, ends, strict=True))}).items():
        assert not one.open
        assert one.lowest == one.highest
        assert spans[code].lowest - 1e-9 <= one.lowest <= spans[code].highest + 1e-9


@given(states=SOME)
def test_the_ends_of_the_range_are_all_failing_and_all_succeeding(states: dict[str, str]) -> None:
    open_items = [code for code in CODES if states.get(code) not in (SCORED, NOT_SCORED)]
    worst = estimate(RULES, {**states, **dict.fromkeys(open_items, NOT_SCORED)})
    best = estimate(RULES, {**states, **dict.fromkeys(open_items, SCORED)})
    for code, span in estimate(RULES, states).items():
        assert (span.lowest, span.highest) == (worst[code].lowest, best[code].lowest)
        assert 0 <= span.lowest <= span.highest <= 100 + 1e-9
        assert span.open == (span.lowest < span.highest)


@given(states=SOME)
def test_the_estimate_is_the_mean_of_means(states: dict[str, str]) -> None:
    worth = {SCORED: Fraction(100)}
    means = {
        group.code: sum((worth.get(states.get(i.code, ""), Fraction(0)) for i in group.items), Fraction(0))
        / len(group.items)
        for group in group_items(RULES)
    }
    spans = estimate(RULES, states)
    for indicator in ("9", "10"):
        below = [mean for code, mean in means.items() if code.split(".")[0] == indicator]
        assert spans[indicator].lowest == pytest.approx(float(sum(below) / len(below)), abs=1e-9)
    for code, mean in means.items():
        assert spans[code].lowest == pytest.approx(float(mean), abs=1e-9)


@given(states=SOME)
def test_every_item_is_counted_once(states: dict[str, str]) -> None:
    items = [item for group in group_items(RULES) for item in group.items]
    counts = count_states(items, states)
    assert counts.all == 43
    assert counts.scored + counts.not_scored + counts.to_come == len(states)
