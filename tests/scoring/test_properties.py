"""What holds for any scores: more is never worse, order is nothing, the parts of a change add up."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itacore.criteria import read_criteria
from itacore.scoring import analyze
from tests.scoring.strategies import LIKELY, results
from tests.scoring.tables import Result, analyze_results, declared_table, possible, scores_table

CRITERIA = read_criteria()
YEARS = sorted(CRITERIA.books)


@st.composite
def undeclared(draw: st.DrawFn, year: int) -> Result:
    """Scores without published figures; of EIT either indicators or those of its parts."""
    drawn = draw(results(CRITERIA.for_year(year).book))
    scores = dict(drawn.scores) or {"1": Decimal("90")}
    if any(code in scores for code in "678"):
        scores = {code: score for code, score in scores.items() if not code.startswith("EIT")}
    return Result(year, scores)


@st.composite
def histories(draw: st.DrawFn) -> dict[str, list[Result]]:
    """Several agencies with some years each."""
    agencies = draw(st.lists(st.sampled_from("abcde"), min_size=1, max_size=4, unique=True))
    return {
        agency: [
            draw(results(CRITERIA.for_year(year).book))
            for year in sorted(draw(st.lists(st.sampled_from(YEARS), min_size=1, max_size=4, unique=True)))
        ]
        for agency in agencies
    }


@pytest.mark.parametrize("year", [2565, 2566, 2568])
def test_raising_a_score_is_never_worse(year: int) -> None:
    order = [level.label for level in reversed(CRITERIA.for_year(year).book.levels)]

    @settings(max_examples=60, deadline=None)
    @given(data=st.data())
    def check(data: st.DataObject) -> None:
        before = data.draw(undeclared(year))
        code = data.draw(st.sampled_from(sorted(before.scores)))
        more = data.draw(st.sampled_from(["0.01", "0.5", "3", "20"]).map(Decimal) | LIKELY)
        raised = {**before.scores, code: min(Decimal(100), before.scores[code] + more)}
        rows = analyze_results({"a": [before], "b": [Result(year, raised)]}).ratings
        low, high = (rows["total_computed"].iloc[i] for i in (0, 1))
        assert np.isnan(low) == np.isnan(high)
        assert np.isnan(low) or high >= low - 1e-9
        was, now = ([order.index(label) for label in possible(rows.iloc[i])] for i in (0, 1))
        assert min(now) >= min(was)
        assert max(now) >= max(was)

    check()


def sort_rows(frame: pd.DataFrame) -> pd.DataFrame:
    """Texts instead of categories, rows in one order."""
    frame = frame.astype({c: str for c in frame if isinstance(frame[c].dtype, pd.CategoricalDtype)})
    return frame.sort_values(
        [c for c in ("agency_id", "fiscal_year", "code") if c in frame], ignore_index=True
    )


@settings(max_examples=40, deadline=None)
@given(agencies=histories(), seed=st.integers(0, 2**32 - 1))
def test_order_of_rows_changes_nothing(agencies: dict[str, list[Result]], seed: int) -> None:
    scores, declared = scores_table(agencies), declared_table(agencies)
    chance = np.random.default_rng(seed)
    one = analyze(scores, declared, CRITERIA)
    two = analyze(
        scores.iloc[chance.permutation(len(scores))],
        declared.iloc[chance.permutation(len(declared))],
        CRITERIA,
    )
    for name in ("ratings", "indicators", "contributions", "weighted"):
        pd.testing.assert_frame_equal(
            sort_rows(getattr(one, name)), sort_rows(getattr(two, name)), check_exact=True
        )


@settings(max_examples=40, deadline=None)
@given(agencies=histories())
def test_agencies_do_not_touch_each_other(agencies: dict[str, list[Result]]) -> None:
    together = analyze_results(agencies)
    for agency, years in agencies.items():
        alone = analyze_results({agency: years})
        for name in ("ratings", "indicators", "contributions", "weighted"):
            rows = getattr(together, name)
            rows = sort_rows(rows[rows["agency_id"] == agency])
            own = sort_rows(getattr(alone, name))
            pd.testing.assert_frame_equal(rows[own.columns], own, check_exact=True, check_dtype=False)


@settings(max_examples=80, deadline=None)
@given(agencies=histories())
def test_contributions_add_up_to_the_change_of_the_computed_totals(agencies: dict[str, list[Result]]) -> None:
    analysis = analyze_results(agencies)
    ratings = analysis.ratings.astype({"agency_id": str}).set_index(["agency_id", "fiscal_year"])
    sums = (
        analysis.contributions.astype({"agency_id": str})
        .groupby(["agency_id", "fiscal_year"])["contribution"]
        .sum()
    )
    for (agency, year), row in ratings.iterrows():
        base = row["base_year"]
        computed = row["total_computed"] - (ratings.loc[(agency, base), "total_computed"] if base else np.nan)
        if np.isnan(computed):
            assert (agency, year) not in sums.index
        else:
            assert sums[agency, year] == pytest.approx(computed, abs=1e-9)
            assert row["change"] == pytest.approx(computed, abs=1e-9)
    rules = analysis.contributions[analysis.contributions["code"] == "rules"]
    assert (rules["contribution"] == 0).all()  # all shipped rules have the same weights


@settings(max_examples=80, deadline=None)
@given(agencies=histories())
def test_rating_always_says_something(agencies: dict[str, list[Result]]) -> None:
    rows = analyze_results(agencies).ratings
    for _, row in rows.iterrows():
        levels = [level.label for level in reversed(CRITERIA.for_year(row["fiscal_year"]).book.levels)]
        found = possible(row)
        assert found
        assert found == [label for label in levels if label in found]  # lowest first, all of this year
        assert pd.isna(row["final"]) == (len(found) > 1)
        assert not row["outside"]  # nothing is declared
