"""The set of possible levels is the one that the definition gives, whatever was read."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itacore.criteria import RuleBook, read_criteria
from tests.scoring.books import BOTH, PARTS, WHOLE, make_book, make_criteria
from tests.scoring.cells import cut_cells
from tests.scoring.grid import search_grid
from tests.scoring.known import know
from tests.scoring.strategies import codes_of, results
from tests.scoring.tables import Result, all_indicators, analyze_results, possible, rate

SHIPPED = read_criteria()
UNEVEN = {"weights": {"IIT": 20, "EIT": 50, "OIT": 30}, "parts": {"EIT1": 20, "EIT2": 30}}
BOOKS = {
    "tiny-parts": make_book(gates=PARTS),
    "tiny-whole": make_book(gates=WHOLE),
    "tiny-both": make_book(gates=BOTH),
    "tiny-uneven": make_book(gates=BOTH, **UNEVEN),
    "2564": SHIPPED.for_year(2564).book,
    "2566": SHIPPED.for_year(2566).book,
    "2568": SHIPPED.for_year(2568).book,
}
WITH_PARTS = [name for name, book in BOOKS.items() if book.part_of]
AROUND = [84, 85, 94, 95, 96, 100]


def rate_all(batch: list[Result], book: RuleBook) -> list[set[str]]:
    """Rate results as agencies of one table; give their sets of levels in the order of the results."""
    names = [f"{i:03}" for i in range(len(batch))]
    analysis = analyze_results({name: [r] for name, r in zip(names, batch, strict=True)}, make_criteria(book))
    sets = dict(zip(analysis.ratings["agency_id"], analysis.ratings["possible"], strict=True))
    assert list(sorted(sets)) == names
    return [set(sets[name].split("|")) for name in names]


# ---- by definition, for whatever may be read ---------------------------------------------------------------


@pytest.mark.parametrize("name", BOOKS)
def test_set_is_exact(name: str) -> None:
    book = BOOKS[name]

    @settings(max_examples=25, deadline=None)
    @given(batch=st.lists(results(book), min_size=8, max_size=8))
    def check(batch: list[Result]) -> None:
        for have, result in zip(rate_all(batch, book), batch, strict=True):
            assert have == cut_cells(result, book), result

    check()


@pytest.mark.parametrize("name", BOOKS)
def test_what_a_search_finds_is_possible(name: str) -> None:
    book = BOOKS[name]
    sound = results(book, consistent=True).filter(lambda result: know(result, book).sound)

    @settings(max_examples=25, deadline=None)
    @given(batch=st.lists(sound, min_size=8, max_size=8))
    def check(batch: list[Result]) -> None:
        for have, result in zip(rate_all(batch, book), batch, strict=True):
            assert search_grid(result, book) <= have, result

    check()


# ---- against a search of all scores, pattern by pattern ----------------------------------------------------


def whole(book: RuleBook, instrument: str, score: object, leave: int = 0) -> dict[str, object]:
    """The same score for the indicators of an instrument, without the last ones."""
    codes = codes_of(book, instrument)
    return {code: score for code in codes[: len(codes) - leave]}


def parts_unknown(book: RuleBook) -> Iterator[Result]:
    for iit, eit, oit in itertools.product(AROUND, AROUND, [80, 85, 94, 95, 100]):
        scores = whole(book, "IIT", iit) | whole(book, "EIT", eit) | whole(book, "OIT", oit)
        yield Result(book.fiscal_year, scores)


def one_part_known(book: RuleBook) -> Iterator[Result]:
    for eit, part, name in itertools.product([88, 90, 95, 97], [85, 90, 94, 95, 100], ["EIT1", "EIT2"]):
        scores = whole(book, "IIT", 95) | whole(book, "EIT", eit) | whole(book, "OIT", 100)
        yield Result(book.fiscal_year, scores, {name: part})
        yield Result(
            book.fiscal_year, whole(book, "IIT", 95) | whole(book, "OIT", 100), {"EIT": eit, name: part}
        )


def indicators_missing(book: RuleBook) -> Iterator[Result]:
    for instrument, iit, oit in itertools.product(["IIT", "EIT", "OIT"], AROUND, [60, 95, 100]):
        kept = {"IIT": iit, "EIT": 96, "OIT": oit}
        scores: dict[str, object] = {}
        for code, score in kept.items():
            scores |= whole(book, code, score, leave=1 if code == instrument else 0)
        yield Result(book.fiscal_year, scores)
        for total in ("84.9", "85", "90", "94.9", "95", "95.1", "97.7"):
            yield Result(book.fiscal_year, scores, total=total)


def instruments_missing(book: RuleBook) -> Iterator[Result]:
    for missing in (["IIT"], ["EIT"], ["OIT"], ["IIT", "EIT"], ["EIT", "OIT"]):
        for score in (84, 85, 90, 95, 100):
            scores: dict[str, object] = {}
            for code in {"IIT", "EIT", "OIT"} - set(missing):
                scores |= whole(book, code, score)
            yield Result(book.fiscal_year, scores)
            for total in ("70", "85", "92", "95", "97.5"):
                yield Result(book.fiscal_year, scores, total=total)


def totals_only(book: RuleBook) -> Iterator[Result]:
    for total in (
        "0",
        "69.99",
        "70",
        "84.99",
        "85",
        "94.99",
        "95",
        "96",
        "97",
        "97.7",
        "97.8",
        "98.5",
        "99",
        "100",
    ):
        yield Result(book.fiscal_year, total=total)


def instruments_only(book: RuleBook) -> Iterator[Result]:
    for iit, eit, oit in itertools.product([84, 86, 95, 100], AROUND, [85, 95, 100]):
        yield Result(book.fiscal_year, published={"IIT": iit, "EIT": eit, "OIT": oit})
    for one, two in itertools.product(AROUND, AROUND):
        yield Result(book.fiscal_year, published={"IIT": 96, "EIT1": one, "EIT2": two, "OIT": 97})
        yield Result(book.fiscal_year, published={"IIT": 96, "EIT1": one, "OIT": 97}, total=str(two))


def halves_partly_known(book: RuleBook) -> Iterator[Result]:
    codes = codes_of(book, "EIT")
    for eit, half, kept in itertools.product([91, 95, 97], [80, 95, 100], range(len(codes) + 1)):
        halves = {f"EIT1.{code}": half for code in codes[:kept]}
        scores = whole(book, "IIT", 96) | whole(book, "EIT", eit) | whole(book, "OIT", 97) | halves
        yield Result(book.fiscal_year, scores)
        without = {code: score for code, score in scores.items() if code not in codes}
        yield Result(book.fiscal_year, without)
        yield Result(book.fiscal_year, without, total="95.5")


PATTERNS = [
    parts_unknown,
    one_part_known,
    indicators_missing,
    instruments_missing,
    totals_only,
    instruments_only,
    halves_partly_known,
]


@pytest.mark.parametrize("name", WITH_PARTS)
@pytest.mark.parametrize("pattern", PATTERNS)
def test_set_is_what_a_search_of_all_scores_finds(name: str, pattern: object) -> None:
    book = BOOKS[name]
    cases = [case for case in pattern(book) if know(case, book).sound]  # type: ignore[operator]
    assert len(cases) >= 10
    for have, case in zip(rate_all(cases, book), cases, strict=True):
        assert have == search_grid(case, book), case


# ---- named cases -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("total", "levels"),
    [
        ("97.75", ["ผ่าน", "ผ่านดี", "ผ่านดีเยี่ยม"]),  # one part at 84.99 leaves 97.7485, which rounds to it
        ("97.755", ["ผ่านดี", "ผ่านดีเยี่ยม"]),
        ("99.25", ["ผ่านดี", "ผ่านดีเยี่ยม"]),
        ("99.26", ["ผ่านดีเยี่ยม"]),
        ("95", ["ผ่าน", "ผ่านดี", "ผ่านดีเยี่ยม"]),
        ("94.99", ["ผ่าน", "ผ่านดี"]),
        ("85", ["ผ่าน", "ผ่านดี"]),
        ("84.99", ["ต้องปรับปรุง"]),
    ],
)
def test_total_alone_excludes_levels(total: str, levels: list[str]) -> None:
    assert possible(rate(Result(2568, total=total))) == levels


def test_conditions_of_the_union_years_count_in_both_readings() -> None:
    scores = all_indicators("95") | {"9": "100", "10": "100"}
    by_parts = rate(Result(2568, scores, {"EIT1": "94", "EIT2": "96"}))
    by_either = rate(Result(2567, scores, {"EIT1": "94", "EIT2": "96"}))
    assert possible(by_parts) == ["ผ่านดี"]
    assert possible(by_either) == ["ผ่านดี", "ผ่านดีเยี่ยม"]


def test_published_total_that_no_scores_give_is_rated_apart_from_them() -> None:
    without_oit = {code: "99" for code in "12345678"}
    row = rate(Result(2568, without_oit, total="50"))  # 59.4 without any OIT
    assert row["impossible"]
    assert possible(row) == ["ต้องปรับปรุงโดยด่วน"]
    reached = rate(Result(2568, without_oit, total="59.40"))
    assert not reached["impossible"]
    # by rounding of what was read the least is 59.4, not 59.39
    rounded = rate(Result(2568, without_oit, total="59.39"))
    assert not rounded["impossible"]
    assert possible(rounded) == ["ต้องปรับปรุงโดยด่วน"]
    assert rate(Result(2568, without_oit, total="59.37"))["impossible"]


def test_totals_that_disagree_are_both_rated() -> None:
    parts = {"EIT1": "96", "EIT2": "96"}
    row = rate(Result(2568, all_indicators("96"), parts, total="84.00"))
    assert row["disagrees"]
    assert possible(row) == ["ต้องปรับปรุง", "ผ่านดีเยี่ยม"]
    assert row["total"] == pytest.approx(96)  # the computed one
    assert pd.isna(row["final"])
    declared = rate(Result(2568, all_indicators("96"), parts, total="84.00", rating="ต้องปรับปรุง"))
    assert declared["final"] == "ต้องปรับปรุง"
    assert not declared["outside"]
    within = rate(Result(2568, all_indicators("96"), parts, total="95.98"))
    assert not within["disagrees"]
    assert within["total"] == 95.98
    beyond = rate(Result(2568, all_indicators("96"), parts, total="95.97"))
    assert beyond["disagrees"]


def test_part_that_rounding_puts_beyond_the_ends_still_agrees() -> None:
    eit = {"6": "95.17", "7": "95.17", "8": "95.17"}
    row = rate(Result(2568, all_indicators("100") | eit, {"EIT1": "90.33"}))  # the other would be 100.01
    assert possible(row) == ["ผ่านดี"]


@pytest.mark.parametrize("year", [2567, 2568])
@settings(max_examples=10, deadline=None)
@given(eits=st.lists(st.lists(st.integers(0, 3333), min_size=3, max_size=3), min_size=12, max_size=12))
def test_part_whose_other_is_exactly_at_its_end(year: int, eits: list[list[int]]) -> None:
    book = SHIPPED.for_year(year).book
    batch = []
    for eit in eits:  # of scores in hundredths that are multiples of 3 the mean has two decimals
        mean = Decimal(sum(eit)) / 100
        part = 2 * mean if mean <= 50 else 2 * mean - 100  # the other one is 0 or 100
        scores = {code: Decimal(3 * score) / 100 for code, score in zip("678", eit, strict=True)}
        batch.append(Result(year, all_indicators("99") | scores, {"EIT2": part}))
    for have, result in zip(rate_all(batch, book), batch, strict=True):
        assert have == cut_cells(result, book), result


@settings(max_examples=20, deadline=None)
@given(
    tables=st.lists(st.lists(st.integers(7000, 10000), min_size=8, max_size=8), min_size=12, max_size=12),
    bound=st.sampled_from([75, 85, 95]),
    end=st.sampled_from([0, 100]),
)
def test_free_total_that_reaches_just_to_a_bound(tables: list[list[int]], bound: int, end: int) -> None:
    book = SHIPPED.for_year(2565).book
    batch = []
    for scores in tables:  # 9 is such that the total is the bound when 10 is at its end
        figures = [Decimal(score) / 100 for score in scores]
        rest = sum((w * f for w, f in zip([6] * 5 + [10] * 3, figures, strict=True)), Decimal(20 * end))
        nine = (100 * bound - rest) / 20
        if 0 <= nine <= 100 and nine == round(nine, 3):
            batch.append(Result(2565, dict(zip("123456789", [*figures, nine], strict=True))))
    for have, result in zip(rate_all(batch, book) if batch else [], batch, strict=True):
        assert have == cut_cells(result, book), result


def test_parts_that_contradict_their_instrument_stand_apart() -> None:
    scores = all_indicators("96")
    one = rate(Result(2568, scores, {"EIT1": "40"}))  # the other would be 152
    assert possible(one) == ["ผ่าน"]
    both = rate(Result(2568, all_indicators("100") | {"6": "60"}, {"EIT1": "96", "EIT2": "97"}))
    assert possible(both) == [
        "ผ่านดีเยี่ยม"
    ]  # EIT is 86.67 by its indicators and 96.5 by its parts: both as read


def test_unread_subindicators_and_items_bound_their_indicator() -> None:
    scores = all_indicators("96")
    del scores["10"]
    ends = {"10.1": "100"}  # 10.2 is not known: 10 is 50 to 100, OIT 73 to 98
    parts = {"EIT1": "96", "EIT2": "96"}
    assert possible(rate(Result(2568, scores | ends, parts))) == ["ผ่าน", "ผ่านดี", "ผ่านดีเยี่ยม"]
    items = {
        f"o{i}": "100" for i in (*range(21, 27), 27)
    }  # o28 is not known: 10.2 is 50 to 100, 10 75 to 100
    assert possible(rate(Result(2568, scores | items, parts))) == ["ผ่านดี", "ผ่านดีเยี่ยม"]


def test_published_level_settles_what_the_scores_leave_open() -> None:
    scores = all_indicators("96")
    assert pd.isna(rate(Result(2568, scores))["final"])
    assert rate(Result(2568, scores, rating="ผ่านดี"))["final"] == "ผ่านดี"
    outside = rate(Result(2568, scores, rating="ผ่าน"))
    assert pd.isna(outside["final"])
    assert outside["declared"] == "ผ่าน"
    assert outside["outside"]
    unknown = rate(Result(2568, scores, rating="AA"))  # no level of this year
    assert unknown["declared"] == "AA"
    assert unknown["outside"]


def test_no_figure_at_all_leaves_every_level() -> None:
    row = rate(Result(2568, rating="ผ่านดี"))
    assert len(possible(row)) == 5
    assert row["final"] == "ผ่านดี"
    assert pd.isna(row["total"])
