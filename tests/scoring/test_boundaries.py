"""A figure on a bound, or a hair beside it, falls in exactly the right level."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.scoring.tables import Result, all_indicators, analyze_results, possible, rate

LETTERS = {
    "100": "AA", "95.005": "AA", "95.0": "AA", "94.996": "A", "94.995": "A", "85.005": "A", "85.0": "A",
    "84.996": "B", "84.995": "B", "75.0": "B", "74.995": "C", "70.0": "C", "69.995": "C", "65.0": "C",
    "64.995": "D", "55.0": "D", "54.995": "E", "50.0": "E", "49.995": "F", "0": "F",
}  # fmt: skip
FIVE = {
    "100": "ผ่านดีเยี่ยม", "95.005": "ผ่านดีเยี่ยม", "95.0": "ผ่านดีเยี่ยม", "94.996": "ผ่านดี", "94.995": "ผ่านดี",
    "85.005": "ผ่านดี", "85.0": "ผ่านดี", "84.996": "ต้องปรับปรุง", "84.995": "ต้องปรับปรุง", "75.0": "ต้องปรับปรุง",
    "70.0": "ต้องปรับปรุง", "69.995": "ต้องปรับปรุงโดยด่วน", "0": "ต้องปรับปรุงโดยด่วน",
}  # fmt: skip
SCHEMES = [(year, LETTERS) for year in (2562, 2563, 2564, 2565)] + [
    (year, FIVE) for year in (2566, 2567, 2568, 2569)
]
POINTS = [
    pytest.param(year, figure, level, id=f"{year}-{figure}")
    for year, scheme in SCHEMES
    for figure, level in scheme.items()
]
MEANS_OF_A_BOUND = {
    "IIT": [
        ("85", ["89.32", "80.33", "85.35", "85.00", "85.00"]),
        ("95", ["99.99", "90.01", "95.07", "94.93", "95.00"]),
    ],
    "EIT": [
        ("85", ["89.32", "80.33", "85.35"]),
        ("95", ["99.17", "92.13", "93.70"]),
        ("85", ["85.10", "84.97", "84.93"]),
    ],
    "OIT": [("85", ["89.33", "80.67"]), ("95", ["97.21", "92.79"]), ("95", ["100.00", "90.00"])],
}  # fmt: skip
CODES = {"IIT": ["1", "2", "3", "4", "5"], "EIT": ["6", "7", "8"], "OIT": ["9", "10"]}


def parts_of(year: int, figure: object) -> dict[str, object]:
    return {"EIT1": figure, "EIT2": figure} if year >= 2566 else {}


@pytest.mark.parametrize(("year", "figure", "level"), POINTS)
def test_computed_total(year: int, figure: str, level: str) -> None:
    row = rate(Result(year, all_indicators(figure), published=parts_of(year, figure)))
    assert possible(row) == [level]
    assert row["final"] == level


@pytest.mark.parametrize(("year", "figure", "level"), POINTS)
def test_published_total_beside_the_instruments(year: int, figure: str, level: str) -> None:
    published = {"IIT": figure, "EIT": figure, "OIT": figure, **parts_of(year, figure)}
    assert possible(rate(Result(year, published=published, total=figure))) == [level]


@pytest.mark.parametrize(
    ("year", "figure", "level"), [p for p in POINTS if p.values[0] < 2566 or float(p.values[1]) < 85]
)
def test_published_total_alone_where_it_decides(year: int, figure: str, level: str) -> None:
    assert possible(rate(Result(year, total=figure))) == [level]


@pytest.mark.parametrize("year", [2566, 2567, 2568])
@pytest.mark.parametrize(
    ("instrument", "bound", "scores"),
    [pytest.param(i, b, s, id=f"{i}-{b}-{s[0]}") for i, cases in MEANS_OF_A_BOUND.items() for b, s in cases],
)
def test_mean_on_the_bound_is_the_bound(year: int, instrument: str, bound: str, scores: list[str]) -> None:
    mean = sum(map(Decimal, scores)) / len(scores)
    assert mean == Decimal(bound)
    read = all_indicators("100") | dict(zip(CODES[instrument], scores, strict=True))
    parts = parts_of(year, bound if instrument == "EIT" else "100")
    level = {"85": "ผ่านดี", "95": "ผ่านดีเยี่ยม"}[bound]
    assert possible(rate(Result(year, read, published=parts))) == [level]
    # one hundredth less is below
    less = read | {CODES[instrument][0]: Decimal(scores[0]) - Decimal("0.01")}
    if instrument != "EIT":
        level = {"85": "ผ่าน", "95": "ผ่านดี"}[bound]
        assert possible(rate(Result(year, less, published=parts))) == [level]


@pytest.mark.parametrize("year", [2566, 2567])
def test_whole_eit_on_the_bound_counts_in_the_union_years(year: int) -> None:
    eit = dict(zip(CODES["EIT"], ["89.32", "80.33", "85.35"], strict=True))
    parts = {"EIT1": "84.00", "EIT2": "86.00"}
    row = rate(Result(year, all_indicators("100") | eit, published=parts))
    assert possible(row) == ["ผ่าน", "ผ่านดี"]  # by the parts one is short, by EIT as one none is
    lower = eit | {"6": "89.31"}
    assert possible(rate(Result(year, all_indicators("100") | lower, published=parts))) == ["ผ่าน"]


@settings(deadline=None)
@given(
    firsts=st.lists(st.integers(6000, 10000), min_size=4, max_size=4),
    bound=st.sampled_from([8500, 9500]),
    beside=st.sampled_from([0, -1]),
)
def test_any_decimals_that_average_a_bound(firsts: list[int], bound: int, beside: int) -> None:
    last = 5 * bound - sum(firsts)
    if not 1 <= last <= 10000:
        firsts, last = [bound] * 4, bound
    scores = [Decimal(s) / 100 for s in [*firsts, last + beside]]
    read = all_indicators("100") | dict(zip(CODES["IIT"], scores, strict=True))
    level = {(8500, 0): "ผ่านดี", (8500, -1): "ผ่าน", (9500, 0): "ผ่านดีเยี่ยม", (9500, -1): "ผ่านดี"}[bound, beside]
    assert possible(rate(Result(2568, read, published=parts_of(2568, "100")))) == [level]


@settings(deadline=None)
@given(
    scores=st.lists(st.integers(0, 10000), min_size=9, max_size=9),
    bound=st.sampled_from([95, 85, 75, 65, 55, 50]),
)
def test_any_decimals_whose_total_is_a_bound(scores: list[int], bound: int) -> None:
    weights = [6] * 5 + [10] * 3 + [20]
    rest = sum(w * s for w, s in zip(weights, scores, strict=True))
    last, remainder = divmod(bound * 10000 - rest, 20)
    exact = remainder == 0 and 0 <= last <= 10000
    figures = [Decimal(s) / 100 for s in [*scores, last]] if exact else [Decimal(bound)] * 10
    read = {str(i + 1): figure for i, figure in enumerate(figures)}
    label = {95: "AA", 85: "A", 75: "B", 65: "C", 55: "D", 50: "E"}[bound]
    row = rate(Result(2565, read))
    assert possible(row) == [label]
    assert row["near_bound"]


@pytest.mark.parametrize(
    ("result", "near"),
    [
        (Result(2565, all_indicators("84.98")), True),
        (Result(2565, all_indicators("84.97")), False),
        (Result(2565, all_indicators("85.02")), True),
        (Result(2565, all_indicators("85.03")), False),
        (Result(2565, total="94.98"), True),
        (Result(2565, total="94.97"), False),
        (Result(2565, total="0.01"), False),  # the lowest level has no bound to miss
        (Result(2565, all_indicators("90"), total="94.99"), True),  # both are rated
        (Result(2565, all_indicators("94.99"), total="90"), True),
        (Result(2565, all_indicators("94.97"), total="94.98"), True),  # rated as published
        # gates of 2568
        (Result(2568, all_indicators("98"), published={"EIT1": "95.02", "EIT2": "100"}), True),
        (Result(2568, all_indicators("98"), published={"EIT1": "95.03", "EIT2": "100"}), False),
        (Result(2568, all_indicators("97"), published={"EIT1": "97", "EIT2": "97"}), False),
        (Result(2568, all_indicators("100") | {"9": "90", "10": "99.97"}, {"EIT1": 100, "EIT2": 100}), True),
        # a part that follows from the other and from EIT
        (Result(2568, all_indicators("96"), published={"EIT1": "96.99"}), True),
        (Result(2568, all_indicators("96"), published={"EIT1": "96.96"}), False),
        # EIT as one where its parts are not known: below 95 one part must be below
        (Result(2568, all_indicators("100") | {"6": "85.03"}), True),
        (Result(2568, all_indicators("100") | {"6": "85.03"}, {"EIT1": 97, "EIT2": "93.02"}), False),
    ],
)  # fmt: skip
def test_near_a_bound_is_marked(result: Result, near: bool) -> None:
    assert rate(result)["near_bound"] == near


def test_marking_does_not_widen_the_set() -> None:
    rows = analyze_results({"a": [Result(2565, total="94.99")], "b": [Result(2565, total="95.01")]}).ratings
    assert list(rows["near_bound"]) == [True, True]
    assert list(rows["possible"]) == ["A", "AA"]
