"""Scores rise from items to the total by simple means; what was read stands."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itacore.criteria import read_criteria
from itacore.errors import TableError
from itacore.scoring import Analysis, analyze
from itacore.tables import DECLARED, SCORES, empty_table
from tests.scoring.tables import Result, all_indicators, analyze_results, declared_table, scores_table

CRITERIA = read_criteria()
CUTS_2564 = {
    "9.1": (1, 9),
    "9.2": (10, 17),
    "9.3": (18, 24),
    "9.4": (25, 28),
    "9.5": (29, 33),
    "10.1": (34, 41),
    "10.2": (42, 43),
}
CUTS_2566 = {
    "9.1": (1, 10),
    "9.2": (11, 18),
    "9.3": (19, 22),
    "9.4": (23, 26),
    "9.5": (27, 30),
    "10.1": (31, 41),
    "10.2": (42, 43),
}
CUTS_2568 = {
    "9.1": (1, 4),
    "9.2": (5, 11),
    "9.3": (12, 13),
    "9.4": (14, 16),
    "9.5": (17, 20),
    "10.1": (21, 26),
    "10.2": (27, 28),
}
CUTS = {2564: CUTS_2564, 2565: CUTS_2564, 2566: CUTS_2566, 2568: CUTS_2568}


def indicators(analysis: Analysis) -> dict[str, float]:
    rows = analysis.indicators
    return {str(code): float(score) for code, score in zip(rows["code"], rows["score"], strict=True)}


def analyze_one(year: int, scores: dict[str, object], **published: object) -> Analysis:
    return analyze_results({"a": [Result(year, scores, published)]})


def mean(figures: list[Fraction]) -> Fraction:
    return sum(figures, Fraction(0)) / len(figures)


@pytest.mark.parametrize("year", CUTS)
def test_items_belong_to_the_subindicators_of_their_year(year: int) -> None:
    book = CRITERIA.for_year(year).book
    for sub, (first, last) in CUTS[year].items():
        assert [item.code for item in book.items if item.parent == sub] == [
            f"o{i}" for i in range(first, last + 1)
        ]


@pytest.mark.parametrize("year", CUTS)
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_indicators_9_and_10_from_items(year: int, data: st.DataObject) -> None:
    last = max(end for _, end in CUTS[year].values())
    scores = data.draw(st.lists(st.sampled_from([0, 50, 100]), min_size=last, max_size=last))
    items = {f"o{i + 1}": score for i, score in enumerate(scores)}
    subs = {sub: mean([Fraction(s) for s in scores[a - 1 : b]]) for sub, (a, b) in CUTS[year].items()}
    nine = mean([value for sub, value in subs.items() if sub.startswith("9.")])
    ten = mean([value for sub, value in subs.items() if sub.startswith("10.")])
    analysis = analyze_one(year, items)
    assert indicators(analysis) == pytest.approx({"9": float(nine), "10": float(ten)}, abs=1e-9)
    assert analysis.ratings["OIT"].iloc[0] == pytest.approx(float((nine + ten) / 2), abs=1e-9)


def test_all_levels_of_2564_from_items() -> None:
    iit = {f"i{i}": [100, 67, 33, 0, 100, 100][(i - 1) % 6] for i in range(1, 31)}
    oit = {f"o{i}": 100 if i != 43 else 0 for i in range(1, 44)}
    scores = {**iit, "6": 90, "7": 80, "8": 70, **oit}
    analysis = analyze_one(2564, scores)
    found = indicators(analysis)
    assert [found[c] for c in "12345"] == pytest.approx([400 / 6] * 5)
    assert found["9"] == 100
    assert found["10"] == 75  # 10.1 is 100, 10.2 is 50: sub-indicators count alike, not items
    row = analysis.ratings.iloc[0]
    assert row["total_computed"] == pytest.approx(0.3 * 400 / 6 + 0.3 * 80 + 0.4 * 87.5, abs=1e-9)


def test_subindicators_give_their_indicator() -> None:
    scores = {"9.1": 100, "9.2": 90, "9.3": 80, "9.4": 70, "9.5": 60, "10.1": 100, "10.2": 50}
    assert indicators(analyze_one(2568, scores)) == pytest.approx({"9": 80, "10": 75})


def test_subindicators_and_items_together() -> None:
    scores = {"9.1": 100, "9.2": 90, "o12": 100, "o13": 0, "9.4": 70, "9.5": 60}
    assert indicators(analyze_one(2568, scores)) == pytest.approx({"9": (100 + 90 + 50 + 70 + 60) / 5})


def test_what_was_read_stands() -> None:
    subs = {"9.1": 100, "9.2": 100, "9.3": 100, "9.4": 100, "9.5": 100}
    assert indicators(analyze_one(2568, subs | {"9": 91.25}))["9"] == 91.25
    items = {f"o{i}": 0 for i in range(1, 5)}
    assert indicators(analyze_one(2568, subs | items))["9"] == 100  # 9.1 was read
    iit = {f"i{i}": 0 for i in range(1, 7)}
    assert indicators(analyze_one(2564, iit | {"1": 88}))["1"] == 88


def test_a_gap_below_leaves_the_level_above_unknown() -> None:
    analysis = analyze_one(2568, {"9.1": 100, "9.2": 100, "9.3": 100, "9.4": 100, "10": 90})
    assert indicators(analysis) == {"10": 90}
    assert analysis.ratings["OIT"].isna().all()
    items = {f"o{i}": 100 for i in range(1, 28)}  # o28 is not known
    assert indicators(analyze_one(2568, items)) == {"9": 100}


def test_parts_from_their_indicators() -> None:
    halves = {"EIT1.6": 90, "EIT1.7": 93, "EIT1.8": 96, "EIT2.6": 80, "EIT2.7": 81, "EIT2.8": 82}
    analysis = analyze_one(2568, halves)
    row = analysis.ratings.iloc[0]
    assert (row["EIT1"], row["EIT2"], row["EIT"]) == pytest.approx((93, 81, 87))
    assert indicators(analysis) == pytest.approx({"6": 85, "7": 87, "8": 89})


def test_read_indicators_stand_beside_those_of_the_parts() -> None:
    halves = {"EIT1.6": 90, "EIT1.7": 93, "EIT1.8": 96, "EIT2.6": 80, "EIT2.7": 81, "EIT2.8": 82}
    analysis = analyze_one(2568, halves | {"6": 85.01, "7": 87.02, "8": 89.03})
    row = analysis.ratings.iloc[0]
    assert row["EIT"] == pytest.approx((85.01 + 87.02 + 89.03) / 3)
    assert row["EIT1"] == pytest.approx(93)
    assert indicators(analysis)["6"] == 85.01


def test_one_half_gives_no_indicator() -> None:
    assert indicators(analyze_one(2568, {"EIT1.6": 90, "1": 80})) == {"1": 80}


def test_instrument_from_indicators_then_parts_then_as_published() -> None:
    scores = all_indicators(90)
    published = {"EIT": 70, "EIT1": 80, "EIT2": 84, "OIT": 75}
    row = analyze_one(2568, scores, **published).ratings.iloc[0]
    assert (row["EIT"], row["OIT"]) == (90, 90)
    gap = {code: score for code, score in scores.items() if code not in ("7", "9")}
    row = analyze_one(2568, gap, **published).ratings.iloc[0]
    assert (row["EIT"], row["OIT"]) == pytest.approx((82, 75))
    del published["EIT2"]
    row = analyze_one(2568, gap, **published).ratings.iloc[0]
    assert row["EIT"] == 70
    whole = {f"EIT1.{code}": 88 for code in "678"}
    row = analyze_one(2568, gap | whole, **published).ratings.iloc[0]
    assert row["EIT1"] == 88


def test_total_needs_all_instruments() -> None:
    scores = {code: score for code, score in all_indicators(90).items() if code != "3"}
    row = analyze_one(2568, scores).ratings.iloc[0]
    assert row[["IIT", "total_computed", "total"]].isna().all()
    assert analyze_one(2568, scores, IIT=90).ratings["total_computed"].iloc[0] == pytest.approx(90)


def test_total_is_not_the_plain_mean() -> None:
    scores = all_indicators(100) | {"9": 0}
    row = analyze_one(2568, scores).ratings.iloc[0]
    assert row["total_computed"] == pytest.approx(80)


def test_a_figure_that_stands_twice_is_refused() -> None:
    results = {"a": [Result(2568, {"1": 90, "2": 80})]}
    scores, declared = scores_table(results), declared_table({"a": [Result(2568, total=90)]})
    twice = scores.iloc[[0, 1, 1]]
    with pytest.raises(TableError, match="code 2"):
        analyze(twice, declared, CRITERIA)
    with pytest.raises(TableError, match="code total"):
        analyze(scores, declared.iloc[[0, 0]], CRITERIA)


def test_no_rows_give_empty_tables() -> None:
    analysis = analyze(empty_table(SCORES), empty_table(DECLARED), CRITERIA)
    full = analyze_one(2568, {"1": 90})
    for name in ("ratings", "indicators", "contributions", "weighted"):
        table = getattr(analysis, name)
        assert table.empty
        if name != "ratings":  # its columns follow the instruments of the years read
            assert list(table.columns) == list(getattr(full, name).columns)


def test_years_of_another_model_are_refused() -> None:
    with pytest.raises(KeyError):
        analyze_one(2561, {"1": 90})
