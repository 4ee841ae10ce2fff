"""Published results give what was published, and what follows from it."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd
import pytest

from itacore.scoring import Analysis
from tests.golden import GoldenCase, GoldenYear, golden_names, read_golden
from tests.scoring.tables import Result, analyze_results, possible

EXACT = 1e-9
CASES = [read_golden(name) for name in golden_names()]
YEARS = [
    pytest.param(case, year, id=f"{case.name}-{year.fiscal_year}") for case in CASES for year in case.years
]


def analyze_case(case: GoldenCase, *, declared: bool = True) -> Analysis:
    results = [
        Result(
            year.fiscal_year,
            year.scores,
            total=year.total if declared else None,
            rating=year.rating if declared else None,
        )
        for year in case.years
    ]
    return analyze_results({case.agency: results})


def rating_row(analysis: Analysis, year: GoldenYear) -> pd.Series:
    ratings = analysis.ratings
    return ratings[ratings["fiscal_year"] == year.fiscal_year].iloc[0]


def codes_of_class(analysis: Analysis, fiscal_year: int, weakness_class: str) -> list[str]:
    rows = analysis.indicators
    rows = rows[(rows["fiscal_year"] == fiscal_year) & (rows["weakness_class"] == weakness_class)]
    rows = rows.assign(number=rows["code"].astype(int))
    return [str(c) for c in rows.sort_values(["rank_by_points", "number"])["code"]]


@pytest.mark.parametrize(("case", "year"), YEARS)
def test_total_is_the_published_one_before_rounding(case: GoldenCase, year: GoldenYear) -> None:
    row = rating_row(analyze_case(case), year)
    weights = [Decimal("0.06")] * 5 + [Decimal("0.10")] * 3 + [Decimal("0.20")] * 2
    exact = sum(w * s for w, s in zip(weights, year.scores.values(), strict=True))
    assert exact == Decimal(year.expected["total"])
    assert row["total_computed"] == pytest.approx(float(exact), abs=EXACT)
    assert abs(float(exact) - float(year.total or 0)) <= 0.005
    assert row["total"] == float(year.total or 0)
    assert not row["disagrees"]
    assert not row["provisional"]


@pytest.mark.parametrize(("case", "year"), YEARS)
def test_rating_is_the_published_one(case: GoldenCase, year: GoldenYear) -> None:
    row = rating_row(analyze_case(case), year)
    assert possible(row) == year.expected["possible"]
    assert row["final"] == row["declared"] == year.rating
    assert row["near_bound"] == year.expected["near_bound"]
    assert not row["outside"]


@pytest.mark.parametrize(("case", "year"), YEARS)
def test_without_published_figures_only_the_scores_decide(case: GoldenCase, year: GoldenYear) -> None:
    row = rating_row(analyze_case(case, declared=False), year)
    assert possible(row) == year.expected["possible"]
    assert pd.isna(row["declared"])
    if "undeclared" in year.expected:
        assert row["final"] == year.expected["undeclared"]
    else:
        assert pd.isna(row["final"])


@pytest.mark.parametrize(
    ("parts", "level"),
    [
        ({"EIT1": "95.33", "EIT2": "95.00"}, "ผ่านดีเยี่ยม"),
        ({"EIT1": "95.34", "EIT2": "94.99"}, "ผ่านดี"),
        ({"EIT1": "100.00", "EIT2": "90.33"}, "ผ่านดี"),
    ],
)
def test_both_parts_settle_the_rating_of_2568(parts: dict[str, str], level: str) -> None:
    scores = read_golden("khun-kaeo-2566-2568").year(2568).scores
    row = analyze_results({"a": [Result(2568, scores, published=parts)]}).ratings.iloc[0]
    assert possible(row) == [level]
    assert row["final"] == level


@pytest.mark.parametrize(("part", "level"), [("95.00", "ผ่านดีเยี่ยม"), ("94.00", "ผ่านดี"), ("99.00", "ผ่านดี")])
def test_one_part_fixes_the_other(part: str, level: str) -> None:
    scores = read_golden("khun-kaeo-2566-2568").year(2568).scores
    row = analyze_results({"a": [Result(2568, scores, published={"EIT1": part})]}).ratings.iloc[0]
    assert possible(row) == [level]


@pytest.mark.parametrize(("case", "year"), [p for p in YEARS if "contributions" in p.values[1].expected])
def test_contributions_add_up_to_the_change(case: GoldenCase, year: GoldenYear) -> None:
    analysis = analyze_case(case)
    rows = analysis.contributions
    rows = rows[rows["fiscal_year"] == year.fiscal_year]
    have = {str(code): value for code, value in zip(rows["code"], rows["contribution"], strict=True)}
    want = {code: float(text) for code, text in year.expected["contributions"].items()}
    assert have == pytest.approx(want, abs=EXACT)
    assert rows["contribution"].sum() == pytest.approx(float(year.expected["change"]), abs=EXACT)


@pytest.mark.parametrize(("case", "year"), [p for p in YEARS if "change" in p.values[1].expected])
def test_change_is_against_the_year_before(case: GoldenCase, year: GoldenYear) -> None:
    row = rating_row(analyze_case(case), year)
    assert row["base_year"] == year.fiscal_year - 1
    assert row["change"] == pytest.approx(float(year.expected["change"]), abs=EXACT)


@pytest.mark.parametrize("declared", [True, False])
@pytest.mark.parametrize(("case", "year"), [p for p in YEARS if "urgent" in p.values[1].expected])
def test_classes_of_weakness(case: GoldenCase, year: GoldenYear, declared: bool) -> None:
    analysis = analyze_case(case, declared=declared)
    for weakness_class, key in (("urgent", "urgent"), ("to-develop", "develop"), ("to-keep", "keep")):
        assert codes_of_class(analysis, year.fiscal_year, weakness_class) == year.expected[key]


def test_points_to_gain_and_lowest_indicators() -> None:
    case = read_golden("lumphuk-2565")
    expected = case.years[0].expected
    indicators = analyze_case(case).indicators.set_index("code")
    for code, points in expected["points_to_gain"].items():
        assert indicators.loc[code, "points_to_gain"] == pytest.approx(float(points), abs=EXACT)
    assert list(indicators.sort_values("rank_by_points").index[:3]) == list(expected["points_to_gain"])
    by_instrument = {"IIT": ["1", "2", "3", "4", "5"], "EIT": ["6", "7", "8"], "OIT": ["9", "10"]}
    for instrument, codes in by_instrument.items():
        assert indicators.loc[codes, "score"].idxmin() == expected["lowest"][instrument]
