"""Figures against each other: what cannot be right together, and what looks like a slip, each at its cell."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from itacore.criteria import read_criteria
from itacore.issues import Issue, IssueLog, Severity, cell_name
from itacore.reading import Reading
from itacore.scoring import analyze
from itacore.scoring.proofreading.leading import check_figures
from itacore.store import ImportDocument
from tests.kinds import GOOD, KINDS, MADE_UP, Results, document_of, ten
from tests.scoring.tables import Result

CRITERIA = read_criteria()
OTHER = "เทศบาลตำบลอื่น"
Found = list[tuple[str, str, tuple[str, int, str]]]


def check(document: ImportDocument) -> list[Issue]:
    """Issues of the figures of a document."""
    tables = (document.scores, document.declared, document.agencies, document.provenance)
    analysis = analyze(document.scores, document.declared, CRITERIA)
    return list(check_figures(analysis, Reading(*tables, IssueLog(), ()), CRITERIA))


def issues_of(*years: Result, **others: list[Result]) -> list[Issue]:
    return check(document_of({MADE_UP: list(years), **others}))


def found(results: Results) -> Found:
    """Issues as (code, severity, figure of their cell)."""
    document = document_of(results)
    names = dict(zip(document.agencies["agency_id"], document.agencies["name"], strict=True))
    figures = {
        cell_name(row.row, row.column): (names[row.agency_id], row.fiscal_year, row.code)
        for row in document.provenance.itertuples()
    }
    return [(i.code, i.severity.value, figures[str(i.cell)]) for i in check(document)]


def alone(*years: Result) -> Found:
    return found({MADE_UP: list(years)})


# ---- figures against their means ----------------------------------------------------------------------------


@pytest.mark.parametrize(("second", "wrong"), [(98.62, False), (98.66, False), (98.70, True)])
def test_both_parts_of_an_indicator(second: float, wrong: bool) -> None:
    scores = {**GOOD, "EIT1.6": 96.60, "EIT2.6": second}  # 97.61, 97.63 and 97.65 against 97.61
    expected = [("part-indicators-disagree", "warning", (MADE_UP, 2568, "6"))]
    assert alone(Result(2568, scores)) == (expected if wrong else [])


def test_where_the_total_vouches_for_the_indicator_the_slip_is_in_what_it_is_made_of() -> None:
    scores = {**GOOD, "EIT1.6": 96.60, "EIT2.6": 98.70, "10.1": 90.0, "10.2": 100.0}
    assert alone(Result(2568, scores, {}, 96.73)) == [
        ("part-indicators-disagree", "warning", (MADE_UP, 2568, "EIT1.6")),
        ("subindicators-disagree", "error", (MADE_UP, 2568, "10.1")),
    ]


def test_an_indicator_that_neither_its_sub_indicators_nor_the_total_confirm_is_the_cause() -> None:
    subs = {"9.1": 90.0, "9.2": 95.0, "9.3": 90.0, "9.4": 90.0, "9.5": 91.25}
    scores = {**GOOD, **subs, "9": 80.0}
    assert alone(Result(2568, scores, {}, 96.73)) == [
        ("subindicators-disagree", "error", (MADE_UP, 2568, "9")),
        ("total-disagrees", "error", (MADE_UP, 2568, "total")),
    ]


def test_one_part_alone_says_nothing() -> None:
    assert alone(Result(2568, {**GOOD, "EIT1.6": 50.0}, {}, 96.73)) == []


def test_sub_indicators_against_their_indicator() -> None:
    subs = {"9.1": 90.0, "9.2": 95.0, "9.3": 90.0, "9.4": 90.0, "9.5": 91.25}
    assert alone(Result(2568, {**GOOD, **subs}, {}, 96.73)) == []
    wrong = subs | {"9.5": 92.0}
    assert alone(Result(2568, {**GOOD, **wrong})) == [
        ("subindicators-disagree", "error", (MADE_UP, 2568, "9"))
    ]
    del wrong["9.1"]
    assert alone(Result(2568, {**GOOD, **wrong}, {}, 96.73)) == []


def test_sub_indicators_are_as_certain_as_the_rules() -> None:
    wrong = {"10.1": 90.0, "10.2": 100.0}
    (issue,) = issues_of(Result(2567, {**GOOD, **wrong}, {}, 96.73))  # inferred
    assert issue.severity is Severity.WARNING
    (issue,) = issues_of(Result(2568, {**GOOD, **wrong}, {}, 96.73))  # stated
    assert issue.severity is Severity.ERROR
    assert ("95.00" in issue.message, "100.00" in issue.message) == (True, True)


# ---- a total that differs -----------------------------------------------------------------------------------


def test_a_plain_mean_taken_for_the_total() -> None:
    (issue,) = issues_of(Result(2568, GOOD, {}, 97.55))  # the mean of the ten is 97.551
    assert issue.code == "total-disagrees"
    assert all(text in issue.message for text in ("97.55", "96.73", "ค่าเฉลี่ยธรรมดา"))


def test_another_total_that_differs_has_no_cause() -> None:
    (issue,) = issues_of(Result(2568, GOOD, {}, 97.0))
    assert issue.code == "total-disagrees"
    assert issue.message.endswith("ต่างกันเกิน 0.02\u00a0คะแนน")


def test_digits_that_changed_places_in_an_indicator() -> None:
    scores = {**GOOD, "8": 39.51}
    document = document_of({MADE_UP: [Result(2568, scores, {}, 96.73)]})
    swap, total = check(document)
    assert (swap.code, total.code) == ("digits-swapped", "total-disagrees")
    assert all(text in swap.message for text in ("39.51", "93.51", "96.73"))
    assert alone(Result(2568, scores, {}, 96.73))[0][2] == (MADE_UP, 2568, "8")


def test_digits_that_changed_places_in_the_total() -> None:
    (issue,) = issues_of(Result(2568, GOOD, {}, 69.73))
    assert issue.code == "total-disagrees"
    assert "96.73" in issue.message
    assert "สลับหลัก" in issue.message


def test_two_swaps_that_fit_are_no_suggestion() -> None:
    scores = {**GOOD, "6": 94.51, "8": 39.51, "7": 39.51}  # 93.51 in either gives the same total
    total = 0.3 * 99.752 + 0.1 * (94.51 + 93.51 + 39.51) + 0.4 * 95.625
    assert [issue.code for issue in issues_of(Result(2568, scores, {}, round(total, 2)))] == [
        "total-disagrees"
    ]


def test_indicators_given_as_weighted_points() -> None:
    weights = {**dict.fromkeys("12345", 0.06), **dict.fromkeys("678", 0.1), "9": 0.2, "10": 0.2}
    points = {code: round(score * weights[code], 2) for code, score in GOOD.items()}
    assert [i[:1] + i[2:] for i in alone(Result(2568, points, {}, 96.73))] == [
        ("indicators-weighted-points", (MADE_UP, 2568, "1")),
        ("total-disagrees", (MADE_UP, 2568, "total")),
    ]
    some = {code: points[code] if code in ("9", "10") else score for code, score in GOOD.items()}
    issue = issues_of(Result(2568, some, {}, 96.73))[0]
    assert (issue.code, issue.severity) == ("indicators-weighted-points", Severity.ERROR)
    assert "OIT" in issue.message
    assert "IIT" not in issue.message


# ---- years side by side -------------------------------------------------------------------------------------


def test_a_jump_is_named_at_the_year_that_no_total_confirms() -> None:
    low = Result(2567, {**GOOD, "4": 49.43})
    expected = [("jump-improbable", "warning", (MADE_UP, 2567, "4"))]
    assert alone(low, Result(2568, GOOD, {}, 96.73)) == expected
    expected = [("jump-improbable", "warning", (MADE_UP, 2568, "4"))]
    assert alone(low, Result(2568, GOOD)) == expected


def test_jumps_that_are_none() -> None:
    scores = {**GOOD, "4": 49.43}
    confirmed = Result(2567, scores, {}, 93.73)
    assert alone(confirmed, Result(2568, GOOD, {}, 96.73)) == []  # both totals agree with the scores
    assert alone(Result(2566, scores), Result(2568, GOOD)) == []  # years apart
    assert alone(Result(2567, {**GOOD, "4": 59.43}), Result(2568, GOOD)) == []  # 40 points


def test_an_indicator_without_a_cell_of_its_own_is_named_at_its_agency_and_year() -> None:
    parts = {code: score for code, score in GOOD.items() if code != "6"} | {"EIT1.6": 50.0, "EIT2.6": 50.0}
    (jump,) = alone(Result(2567, GOOD), Result(2568, parts))
    assert jump == ("jump-improbable", "warning", (MADE_UP, 2568, "1"))


def test_what_is_judged_by_items_may_jump() -> None:
    assert alone(Result(2565, {**GOOD, "10": 18.75}), Result(2566, GOOD)) == [
        ("jump-improbable", "note", (MADE_UP, 2566, "10"))
    ]


def _placed(years: list[int], *, down: bool = False) -> list[Issue]:
    """Years of one agency side by side in that order, or below each other."""
    document = document_of({MADE_UP: [Result(year, GOOD, {}, 96.73) for year in years]})
    order = document.provenance["fiscal_year"].map(years.index)
    codes = document.provenance["code"].cat.codes.astype(int)
    across, along = (codes, order) if not down else (order, codes)
    provenance = document.provenance.assign(row=across.astype("int32"), column=along.astype("int32"))
    log = check(replace(document, provenance=provenance))
    return [issue for issue in log if issue.code == "year-out-of-order"]


@pytest.mark.parametrize("down", [False, True])
def test_a_year_where_another_is_missing(down: bool) -> None:
    for years in ([2566, 2564, 2568], [2568, 2564, 2566], [2565, 2566, 2563, 2568]):
        (issue,) = _placed(years, down=down)
        assert issue.severity is Severity.WARNING
        assert issue.message.startswith(f"คะแนนปี {years[-2]} วางอยู่ระหว่างปี {years[-3]} กับปี {years[-1]} ")
        assert "ไม่มีปี 2567" in issue.message
        assert issue.cell == cell_name(*((len(years) - 2, 0) if down else (0, len(years) - 2)))


@pytest.mark.parametrize(
    "years",
    [
        [2566, 2567, 2568],
        [2568, 2567, 2566],
        [2566, 2568, 2567],
        [2564, 2566, 2568],
        [2566, 2568],
        [2568, 2563, 2566, 2567],
    ],
)
def test_orders_of_years_that_say_nothing(years: list[int]) -> None:
    assert _placed(years) == []


# ---- scores that stand twice --------------------------------------------------------------------------------


def test_neighbours_with_one_score() -> None:
    scores = {**GOOD, "3": 99.81, "4": 99.81}
    expected = ("neighbours-equal", "note", (MADE_UP, 2568, "3"))
    assert alone(Result(2568, scores)) == [expected]
    assert [i[:2] for i in alone(Result(2568, scores, {}, 98.0))][-1] == ("neighbours-equal", "warning")
    total = 0.06 * (99.52 + 3 * 99.81 + 100) + 0.1 * (97.61 + 94.38 + 93.51) + 0.2 * (91.25 + 100)
    assert alone(Result(2568, scores, {}, round(total, 2))) == []


@pytest.mark.parametrize("score", [0.0, 90.0, 100.0])
def test_equal_whole_scores_say_nothing(score: float) -> None:
    assert alone(Result(2568, ten(*[score] * 10))) == []


def test_a_row_that_stands_twice() -> None:
    again = [Result(2568, GOOD, {}, 96.73)]
    assert found({MADE_UP: again, OTHER: again}) == [("row-repeated", "warning", (OTHER, 2568, "1"))]
    assert alone(*again, Result(2567, GOOD)) == [("row-repeated", "warning", (MADE_UP, 2568, "1"))]
    (issue,) = check(document_of({MADE_UP: again, OTHER: again}))
    assert all(text in issue.message for text in (MADE_UP, OTHER, "2568"))
    three = found({MADE_UP: again, OTHER: again, "อบต.ที่สาม": again})
    assert [i[:2] for i in three] == [("row-repeated", "warning")] * 2


def test_agencies_of_one_name_are_told_apart_by_their_province() -> None:
    again = [Result(2568, GOOD, {}, 96.73)]
    document = document_of({MADE_UP: again, OTHER: again})
    document = replace(document, agencies=document.agencies.assign(name=OTHER, province=["หนึ่ง", "สอง"]))
    (issue,) = check(document)
    assert all(f"{OTHER} จ.{province} ปี 2568" in issue.message for province in ("หนึ่ง", "สอง"))


def test_rows_that_may_well_be_alike() -> None:
    plain = [Result(2568, {**ten(*[100.0] * 10), "9": 91.25, "7": 94.5})]
    assert found({MADE_UP: plain, OTHER: plain}) == []
    assert found({MADE_UP: [Result(2568, GOOD)], OTHER: [Result(2568, {**GOOD, "9": 91.26})]}) == []


# ---- one agency under two spellings -------------------------------------------------------------------------


def spelled(one: str, other: str, years: tuple[int, int] = (2567, 2568), **places: str) -> list[Issue]:
    """Two names with one year each, and a third agency with both."""
    results = {
        one: [Result(years[0], {**GOOD, "1": 91.11}, {}, 96.22)],
        other: [Result(years[1], {**GOOD, "1": 92.22}, {}, 96.29)],
        "เทศบาลตำบลครบทุกปี": [Result(y, {**GOOD, "1": y - 2480.5}) for y in (2567, 2568)],
    }
    document = document_of(results)
    agencies = document.agencies.assign(**{k: [*v.split("/"), None] for k, v in places.items()})
    log = check(replace(document, agencies=agencies))
    return [issue for issue in log if issue.code == "agency-two-spellings"]


@pytest.mark.parametrize(
    "other",
    ["เทศบาลตำบลขุนแกว", "เทศบาลตำบลขุนแก้วว", "เทศบาลตำบลขุนแก่ว", "ทต.ขุแนก้ว", "เทศบาลตำบลขุนเก้ว", "เทศบาลขุนแก้ว"],
)
def test_one_agency_under_two_spellings(other: str) -> None:
    (issue,) = spelled("เทศบาลตำบลขุนแก้ว", other)
    assert issue.severity is Severity.WARNING
    assert issue.cell is not None
    assert all(text in issue.message for text in ("เทศบาลตำบลขุนแก้ว", other, "2567", "2568"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("เทศบาลตำบลขุนแก้ว", "อบต.ขุนแกว"),
        ("เทศบาลตำบลบางพลี", "เทศบาลตำบลบางบ่อ"),
        ("เทศบาลตำบลท่า", "เทศบาลตำบลถ้า"),
        ("เทศบาลตำบลตัวอย่าง1", "เทศบาลตำบลตัวอย่าง2"),
    ],
)
def test_names_of_two_agencies(one: str, other: str) -> None:
    assert spelled(one, other) == []


def test_near_names_that_are_two_agencies_by_years_or_place() -> None:
    near = ("เทศบาลตำบลบ้านแพง", "เทศบาลตำบลบ้านแพ")
    assert len(spelled(*near)) == 1
    assert spelled(*near, years=(2568, 2568)) == []
    assert spelled(*near, district="เหนือ/ใต้") == []
    assert spelled(*near, province="หนึ่ง/สอง") == []


def test_many_names_are_compared_within_their_province_only() -> None:
    def many(count: int) -> Results:
        words = ["กา", "ขา", "คา", "งา", "จา", "ชา", "ซา", "ดา", "ตา", "ทา"]
        digits = (f"{n:04d}" for n in range(count))
        names = ("".join(words[int(d)] for d in four) for four in digits)
        return {f"เทศบาลตำบล{name}": [Result(2567 + n % 2, {"1": 90.0})] for n, name in enumerate(names)}

    assert {i.code for i in check(document_of(many(40)))} == {"agency-two-spellings"}
    assert check(document_of(many(501))) == []


# ---- nothing to say -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"contradictory", "gap-year"}))
def test_good_data_give_notes_at_most(kind: str) -> None:
    assert {i.code for i in check(document_of(KINDS[kind])) if i.severity is not Severity.NOTE} == set()


def test_nothing_read() -> None:
    assert check(document_of({MADE_UP: []})) == []


SCORES = st.integers(0, 100_00).map(lambda cents: cents / 100)
ROWS = st.lists(SCORES, min_size=10, max_size=10)


@given(st.lists(ROWS, min_size=1, max_size=4))
def test_true_scores_with_their_totals_give_no_error(rows: list[list[float]]) -> None:
    weights = np.array([0.06] * 5 + [0.1] * 3 + [0.2] * 2)
    years = [
        Result(2565 + n, ten(*row), {}, round(float(np.array(row) @ weights) + 1e-9, 2))
        for n, row in enumerate(rows)
    ]
    assert [issue.code for issue in issues_of(*years) if issue.severity is Severity.ERROR] == []


@given(st.permutations(range(30)))
def test_the_order_of_rows_does_not_matter(order: list[int]) -> None:
    years = [Result(2566, {**GOOD, "4": 49.43}), Result(2567, GOOD, {}, 90.0), Result(2568, GOOD)]
    document = document_of({MADE_UP: years})
    shuffled = document.scores.iloc[order].reset_index(drop=True)
    other = replace(document, scores=shuffled)
    assert {(i.code, i.cell) for i in check(other)} == {(i.code, i.cell) for i in check(document)}
