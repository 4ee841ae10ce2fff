"""What was published is compared with what was computed; each contradiction is named at its cell."""

from __future__ import annotations

import pandas as pd
import pytest

from itacore.criteria import read_criteria
from itacore.issues import Issue
from itacore.scoring import analyze
from itacore.scoring.checks import find_declared
from itacore.scoring.proofreading.findings import place_findings
from itacore.tables import AGENCIES, PROVENANCE, empty_table, make_table
from tests.scoring.tables import Result, declared_table, scores_table


def provenance_of(declared: pd.DataFrame) -> pd.DataFrame:
    """Every published figure in a row of its own, column C."""
    count = len(declared)
    keys = {name: declared[name].astype(str).tolist() for name in ("agency_id", "level", "code")}
    return make_table(
        PROVENANCE,
        {
            **keys,
            "fiscal_year": declared["fiscal_year"].to_numpy(),
            "file": ["f.xlsx"] * count,
            "sheet": ["s"] * count,
            "row": range(count),
            "column": [2] * count,
            "text": [None] * count,
        },
    )


def issues_of(*results: Result) -> list[Issue]:
    table = {"ก": results}
    scores, declared = scores_table(table), declared_table(table)
    analysis = analyze(scores, declared, read_criteria())
    found = find_declared(analysis, declared, read_criteria())
    return list(place_findings(found, provenance_of(declared), empty_table(AGENCIES)))


def named(issues: list[Issue]) -> list[tuple[str, str, str | None]]:
    return [(issue.code, issue.severity.value, issue.cell) for issue in issues]


def all_of(score: float) -> dict[str, float]:
    return {str(code): score for code in range(1, 11)}


def test_figures_that_agree_give_no_issue() -> None:
    published = {"IIT": 90.0, "EIT": 90.0, "OIT": 90.0, "EIT1": 91.0, "EIT2": 89.0}
    assert issues_of(Result(2568, all_of(90), published, 90.0, "ผ่านดี")) == []


@pytest.mark.parametrize(
    ("total", "codes"), [(90.02, []), (90.03, ["total-disagrees"]), (89.97, ["total-disagrees"])]
)
def test_totals_may_differ_by_002(total: float, codes: list[str]) -> None:
    assert [issue.code for issue in issues_of(Result(2568, all_of(90), {}, total))] == codes


def test_the_issue_shows_both_figures_apart() -> None:
    scores = all_of(90) | {"1": 90.43}  # total 90.0258
    (issue,) = issues_of(Result(2568, scores, {}, 90.0))
    assert "90.00" in issue.message
    assert "90.03" in issue.message


def test_a_level_that_the_rules_exclude_is_an_error_at_its_cell() -> None:
    assert named(issues_of(Result(2568, all_of(90), {}, None, "ผ่านดีเยี่ยม"))) == [
        ("rating-disagrees", "error", "C1")
    ]


def test_a_level_that_only_an_inferred_condition_excludes_is_a_warning() -> None:
    scores = all_of(99) | {"1": 60, "2": 60, "3": 60, "4": 60, "5": 60}
    assert named(issues_of(Result(2566, scores, {}, None, "ผ่านดี"))) == [("rating-disagrees", "warning", "C1")]


def test_a_level_that_the_total_alone_excludes_is_an_error_even_then() -> None:
    assert named(issues_of(Result(2566, all_of(80), {}, None, "ผ่านดี"))) == [
        ("rating-disagrees", "error", "C1")
    ]


def test_a_word_that_is_no_level_of_the_year() -> None:
    assert named(issues_of(Result(2565, all_of(90), {}, None, "ผ่านดี"))) == [("rating-unknown", "error", "C1")]


def test_instruments_are_compared_each_by_itself() -> None:
    published = {"IIT": 90.02, "EIT": 91.0, "OIT": 36.0}
    assert named(issues_of(Result(2568, all_of(90), published))) == [
        ("instrument-disagrees", "error", "C2"),
        ("instrument-weighted-points", "note", "C3"),
    ]


def test_parts_that_do_not_average_to_their_instrument_are_named_once() -> None:
    issues = issues_of(Result(2568, all_of(90), {"EIT1": 96.0, "EIT2": 90.0}))
    assert named(issues) == [("parts-disagree", "error", "C1")]
    assert "93.00" in issues[0].message
    assert "90.00" in issues[0].message


def test_a_total_that_no_scores_reach() -> None:
    scores = {str(code): 50.0 for code in range(1, 6)}
    assert named(issues_of(Result(2568, scores, {}, 99.0))) == [("total-impossible", "error", "C1")]


def test_what_is_the_same_for_many_figures_of_a_sheet_is_said_once() -> None:
    [issue] = issues_of(Result(2568, all_of(90), {"IIT": 27.0, "EIT": 27.0, "OIT": 36.0}))
    assert (issue.code, issue.cell) == ("instrument-weighted-points", "C1")
    assert "คะแนน IIT, EIT, OIT ในไฟล์ (3\u00a0ช่อง คือ C1:C3)" in issue.message
