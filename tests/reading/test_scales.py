"""Scores that are not out of 100: named, never converted; single low scores are scores."""

from __future__ import annotations

import pytest

from tests.reading.reader import issues_of, read_rows
from tests.reading.truths import INDICATORS, NAMES, figures_read
from tests.reading.workbooks import Sheet, Value

A, B, C = "เทศบาลตำบลหนองตัวอย่าง", "อบต.ท่าสมมุติ", "ทต.บางจำลอง"
OUT_OF_FIVE = [4.72, 4.75, 4.8, 4.81, 4.9, 4.95, 4.77, 4.79, 5.0, 4.72]
SCORES = [80.25, 80.5, 80.75, 81.0, 81.25, 81.5, 81.75, 82.0, 82.25, 82.5]
HEADS: list[Value] = ["หน่วยงาน", *(f"ตัวชี้วัดที่ {code}" for code in INDICATORS), "คะแนนรวม"]


def test_a_list_of_points_out_of_five() -> None:
    """4.72 was read as 4.72 of 100."""
    rows = [[f"{c}. {NAMES[c]}", score] for c, score in zip(INDICATORS, OUT_OF_FIVE, strict=True)]
    reading = read_rows([Sheet("2568", [[A], ["ตัวชี้วัด", "คะแนน"], *rows, ["คะแนนรวม", 4.82]])])
    assert figures_read(reading) == {}
    assert issues_of(reading) == [("scores-other-scale", "2568", "B3")]


def test_a_total_out_of_a_hundred_beside_points_out_of_five() -> None:
    reading = read_rows([Sheet("2568", [HEADS, [A, *OUT_OF_FIVE, 96.41], [B, *OUT_OF_FIVE, 95.5]])])
    assert figures_read(reading) == {(A, 2568): {"total": 96.41}, (B, 2568): {"total": 95.5}}
    assert issues_of(reading) == [("scores-other-scale", "2568", "B2")]


def test_one_office_of_a_list_with_points_out_of_five() -> None:
    reading = read_rows(
        [Sheet("2568", [HEADS, [A, *SCORES, 81.5], [B, *OUT_OF_FIVE, 4.82], [C, *SCORES, 81.5]])]
    )
    own = dict(zip([*INDICATORS, "total"], [*SCORES, 81.5], strict=True))
    assert figures_read(reading) == {(A, 2568): own, (C, 2568): own}
    assert issues_of(reading) == [("scores-other-scale", "2568", "B3")]


def test_one_year_of_several_with_points_out_of_five() -> None:
    rows = [[NAMES[c], low, score] for c, low, score in zip(INDICATORS, OUT_OF_FIVE, SCORES, strict=True)]
    reading = read_rows([Sheet("x", [[A], ["ตัวชี้วัด", "ปี 2566", "ปี 2567"], *rows])])
    assert figures_read(reading) == {(A, 2567): dict(zip(INDICATORS, SCORES, strict=True))}
    assert issues_of(reading) == [("scores-other-scale", "x", "B3")]


@pytest.mark.parametrize("heads", [["คะแนนรวม"], ["IIT", "EIT", "OIT"]])
def test_totals_or_instruments_alone_out_of_five(heads: list[Value]) -> None:
    rows = [[name, *[4.5 + n / 4] * len(heads)] for n, name in enumerate((A, B, C))]
    reading = read_rows([Sheet("2568", [["หน่วยงาน", *heads], *rows])])
    assert figures_read(reading) == {}
    assert issues_of(reading) == [("scores-other-scale", "2568", "B2")]


def test_low_scores_among_larger_ones_are_scores() -> None:
    low = [*SCORES[:8], 4.2, 0.0]
    reading = read_rows([Sheet("2568", [HEADS, [A, *low, 57.5], [B, *SCORES[:8], 0.0, 0.0, 56.5]])])
    assert figures_read(reading) == {
        (A, 2568): dict(zip([*INDICATORS, "total"], [*low, 57.5], strict=True)),
        (B, 2568): dict(zip([*INDICATORS, "total"], [*SCORES[:8], 0.0, 0.0, 56.5], strict=True)),
    }
    assert issues_of(reading) == []


def test_an_office_that_took_no_part_has_noughts() -> None:
    reading = read_rows([Sheet("2568", [HEADS, [A, *SCORES, 81.5], [B, *[0.0] * 11]])])
    assert figures_read(reading)[B, 2568] == dict.fromkeys([*INDICATORS, "total"], 0.0)
    assert issues_of(reading) == []


def test_low_scores_of_the_oit_alone() -> None:
    rows = [["หน่วยงาน", "ตัวชี้วัดที่ 9", "ตัวชี้วัดที่ 10"], [A, 4.2, 0.0], [B, 90.5, 2.5]]
    reading = read_rows([Sheet("2568", rows)])
    assert figures_read(reading) == {(A, 2568): {"9": 4.2, "10": 0.0}, (B, 2568): {"9": 90.5, "10": 2.5}}


def test_few_totals_out_of_five() -> None:
    reading = read_rows([Sheet("2568", [["หน่วยงาน", "คะแนนรวม"], [A, 4.5], [B, 4.75]])])
    assert figures_read(reading) == {}
    assert issues_of(reading) == [("scores-other-scale", "2568", "B2")]


def test_a_slip_among_points_out_of_five_makes_no_scores_of_them() -> None:
    slipped = [*OUT_OF_FIVE[:4], 49.5, *OUT_OF_FIVE[5:]]
    reading = read_rows([Sheet("2568", [HEADS, [A, *slipped, 96.41], [B, *SCORES, 81.5]])])
    own = dict(zip([*INDICATORS, "total"], [*SCORES, 81.5], strict=True))
    assert figures_read(reading) == {(A, 2568): {"total": 96.41}, (B, 2568): own}
    assert issues_of(reading) == [("scores-other-scale", "2568", "B2")]


def test_slips_among_totals_out_of_five_make_no_scores_of_them() -> None:
    reading = read_rows([Sheet("2568", [["หน่วยงาน", "คะแนนรวม"], [A, 4.5], [B, 47.5], [C, 4.75]])])
    assert figures_read(reading) == {}
    assert issues_of(reading) == [("scores-other-scale", "2568", "B2")]
