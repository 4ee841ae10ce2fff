"""Totals under headings that hardly say so, ratings beside them in one cell, and indicators under loose numbers."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.reading.reader import issues_of, read_rows
from tests.reading.truths import INDICATORS, Figures, figures_read
from tests.reading.workbooks import Sheet, Value

A, B = "เทศบาลตำบลหนองตัวอย่าง", "อบต.ท่าสมมุติ"
BY_NUMBER = [f"ตัวชี้วัดที่ {code}" for code in INDICATORS]
ONE = [90.0, 92.0, 94.0, 96.0, 98.0, 80.0, 82.0, 84.0, 70.0, 90.0]  # 94, 82, 80: 84.80
OTHER = [80.5, 82.5, 84.5, 86.5, 88.5, 90.25, 91.25, 92.25, 60.5, 80.5]  # 84.5, 91.25, 70.5: 80.925
TOTALS = (84.8, 80.93)


def scores(values: Sequence[float], **more: float | str) -> dict[str, float | str]:
    """Indicators and more figures of an office."""
    return {**dict(zip(INDICATORS, values, strict=True)), **more}


BOTH: Figures = {(A, 2568): scores(ONE, total=84.8), (B, 2568): scores(OTHER, total=80.93)}
ALONE: Figures = {(A, 2568): scores(ONE), (B, 2568): scores(OTHER)}


@pytest.mark.parametrize(
    "head",
    [
        "คะแนน",
        "ร้อยละ",
        "รวม 100%",
        "รวม (100)",
        "รวม 100 คะแนน",
        "รวมร้อยละ 100",
        "คะแนนที่ได้",
        "รวม (ร้อยละ 100)",
    ],
)
@pytest.mark.parametrize("first", [False, True])
def test_a_total_under_a_heading_of_one_word(head: str, first: bool) -> None:
    heads = ["หน่วยงาน", *([head, *BY_NUMBER] if first else [*BY_NUMBER, head])]
    rows = [
        [name, *([total, *own] if first else [*own, total])]
        for name, own, total in zip((A, B), (ONE, OTHER), TOTALS, strict=True)
    ]
    reading = read_rows([Sheet("2568", [heads, *rows])])
    assert figures_read(reading) == BOTH
    assert issues_of(reading) == []


@pytest.mark.parametrize("points", [False, True])
def test_a_score_beside_instruments(points: bool) -> None:
    units = [[29.0, 27.0, 36.5], [28.5, 26.5, 37.0]] if points else [[90.0, 80.0, 70.0], [95.0, 85.0, 75.0]]
    totals = [92.5, 92.0] if points else [79.0, 84.0]
    rows = [[name, *own, total] for name, own, total in zip((A, B), units, totals, strict=True)]
    reading = read_rows([Sheet("2568", [["หน่วยงาน", "IIT", "EIT", "OIT", "คะแนน"], *rows])])
    assert figures_read(reading) == {
        (name, 2568): {**dict(zip(("IIT", "EIT", "OIT"), own, strict=True)), "total": total}
        for name, own, total in zip((A, B), units, totals, strict=True)
    }
    assert issues_of(reading) == []


@pytest.mark.parametrize("values", [(87.6, 83.73), (70.0, 71.0)])
def test_a_score_that_does_not_agree_is_named(values: tuple[float, float]) -> None:
    """The first are plain means of the ten indicators."""
    rows = [[name, *own, value] for name, own, value in zip((A, B), (ONE, OTHER), values, strict=True)]
    reading = read_rows([Sheet("2568", [["หน่วยงาน", *BY_NUMBER, "คะแนน"], *rows])])
    assert figures_read(reading) == ALONE
    assert issues_of(reading) == [("total-unclear", "2568", "L1")]


def test_a_score_beside_two_indicators_may_be_that_of_the_instrument() -> None:
    rows = [["หน่วยงาน", "ตัวชี้วัดที่ 9", "ตัวชี้วัดที่ 10", "คะแนน"], [A, 70.0, 90.0, 80.0], [B, 60.5, 80.5, 70.5]]
    reading = read_rows([Sheet("2568", rows)])
    assert figures_read(reading) == {(A, 2568): {"9": 70.0, "10": 90.0}, (B, 2568): {"9": 60.5, "10": 80.5}}
    assert issues_of(reading) == [("total-unclear", "2568", "D1")]


def test_one_office_whose_total_is_mistyped_leaves_it_the_total() -> None:
    names = [A, B, "ทต.บางจำลอง"]
    rows = [[name, *ONE, total] for name, total in zip(names, (84.8, 84.8, 48.8), strict=True)]
    reading = read_rows([Sheet("2568", [["หน่วยงาน", *BY_NUMBER, "คะแนน"], *rows])])
    assert [own["total"] for own in figures_read(reading).values()] == [84.8, 84.8, 48.8]


def test_a_score_beside_a_total_is_left_out() -> None:
    rows = [["หน่วยงาน", *BY_NUMBER, "คะแนน", "คะแนนรวม"], [A, *ONE, 12.5, 84.8], [B, *OTHER, 12.5, 80.93]]
    assert figures_read(read_rows([Sheet("2568", rows)])) == BOTH


@pytest.mark.parametrize("word", ["KPI {}", "KPI{}", "ข้อ {}", "ข้อที่ {}", "ตชว.{}", "kpi ที่ {}"])
def test_ten_loose_numbers_in_order_are_indicators(word: str) -> None:
    rows = [
        ["หน่วยงาน", *(word.format(code) for code in INDICATORS), "คะแนน"],
        [A, *ONE, 84.8],
        [B, *OTHER, 80.93],
    ]
    reading = read_rows([Sheet("2568", rows)])
    assert figures_read(reading) == BOTH
    assert issues_of(reading) == []


@pytest.mark.parametrize("count", [3, 9, 12, 28])
def test_other_counts_of_loose_numbers_are_no_indicators(count: int) -> None:
    heads = ["หน่วยงาน", *(f"ข้อ {n}" for n in range(1, count + 1)), "คะแนนรวม"]
    reading = read_rows([Sheet("2568", [heads, [A, *[90.5] * count, 84.8], [B, *[80.5] * count, 80.93]])])
    assert figures_read(reading) == {(A, 2568): {"total": 84.8}, (B, 2568): {"total": 80.93}}


@pytest.mark.parametrize(("word", "count"), [("KPI {}", 10), ("ข้อ {}", 10), ("ข้อ {}", 12), ("ข้อ {}", 9)])
def test_ten_loose_numbers_as_labels_of_rows(word: str, count: int) -> None:
    rows = [[word.format(n), 80.5 + n] for n in range(1, count + 1)]
    reading = read_rows([Sheet("2568", [[A], ["ตัวชี้วัด", "คะแนน"], *rows])])
    ten = {code: 80.5 + int(code) for code in INDICATORS}
    assert figures_read(reading) == ({(A, 2568): ten} if count == 10 else {})


@pytest.mark.parametrize(
    "written", ["{} (ผ่านดี)", "{} ผ่านดี", "{}\nระดับ ผ่านดี", "{} / ผ่านดี", "{} คะแนน (ระดับผ่านดี)", "{}ผ่านดี"]
)
def test_a_rating_behind_a_total_in_one_cell(written: str) -> None:
    """The total was refused."""
    rows: list[list[Value]] = [
        ["หน่วยงาน", "คะแนนรวม"],
        [A, written.format("๘๘.๓๗")],
        [B, written.format("86.25")],
    ]
    reading = read_rows([Sheet("2568", rows)])
    assert figures_read(reading) == {
        (A, 2568): {"total": 88.37, "rating": "ผ่านดี"},
        (B, 2568): {"total": 86.25, "rating": "ผ่านดี"},
    }
    assert issues_of(reading) == []


@pytest.mark.parametrize(
    ("year", "written", "rating"),
    [
        (2565, "88.37 (A)", "A"),
        (2565, "88.37 ระดับ A", "A"),
        (2565, "88.37 (ผ่าน)", None),
        (2568, "70.5 (ไม่ผ่านเกณฑ์)", None),
    ],
)
def test_what_is_no_level_of_the_year_is_no_rating(year: int, written: str, rating: str | None) -> None:
    reading = read_rows([Sheet("x", [["ปี", "หน่วยงาน", "คะแนนรวม"], [year, A, written]])])
    own = {"total": float(written.split()[0]), **({"rating": rating} if rating else {})}
    assert figures_read(reading) == {(A, year): own}


@pytest.mark.parametrize(("beside", "found"), [("ผ่านดี", []), ("ผ่าน", ["values-disagree"] * 2)])
def test_a_rating_behind_a_total_and_one_of_its_own(beside: str, found: list[str]) -> None:
    rows = [["หน่วยงาน", "คะแนนรวม", "ระดับ"], [A, "88.37 (ผ่านดี)", beside]]
    reading = read_rows([Sheet("2568", rows)])
    assert [code for code, _, _ in issues_of(reading)] == found
    rated: dict[str, float | str] = {} if found else {"rating": "ผ่านดี"}
    assert figures_read(reading) == {(A, 2568): {"total": 88.37, **rated}}


def test_a_rating_behind_the_total_of_a_list() -> None:
    rows = [["ตัวชี้วัด", "คะแนน"], *[[f"ตัวชี้วัดที่ {c}", s] for c, s in zip(INDICATORS, ONE, strict=True)]]
    reading = read_rows([Sheet("2568", [[A], *rows, ["คะแนนรวม", "84.80 (ผ่าน)"]])])
    assert figures_read(reading) == {(A, 2568): scores(ONE, total=84.8, rating="ผ่าน")}


def test_a_rating_behind_an_indicator_is_not_that_of_the_office() -> None:
    rows = [
        ["ตัวชี้วัด", "คะแนน"],
        *[[f"ตัวชี้วัดที่ {c}", f"{s} (ผ่าน)"] for c, s in zip(INDICATORS, ONE, strict=True)],
    ]
    reading = read_rows([Sheet("2568", [[A], *rows])])
    assert figures_read(reading) == {(A, 2568): scores(ONE)}


def listed(*columns: Sequence[float], head: Sequence[Value] = ("คะแนน",)) -> list[list[Value]]:
    """Ten indicators down, of one year or of several."""
    across = zip(BY_NUMBER, *columns, strict=True)
    return [[A], ["ตัวชี้วัด", *head], *([label, *values] for label, *values in across)]


@pytest.mark.parametrize("word", ["คะแนน", "ผลคะแนน", "คะแนนที่ได้", "คะแนน (ร้อยละ)"])
@pytest.mark.parametrize("below", [[], [["ระดับ", "ผ่านดี"]]])
def test_a_row_of_one_word_under_ten_indicators_is_the_total(word: str, below: list[list[Value]]) -> None:
    reading = read_rows([Sheet("2568", [*listed(ONE), [word, 84.8], *below])])
    rated: dict[str, float | str] = {"rating": "ผ่านดี"} if below else {}
    assert figures_read(reading) == {(A, 2568): scores(ONE, total=84.8, **rated)}
    assert issues_of(reading) == []


def test_a_row_of_one_word_under_several_years_is_the_total_of_each() -> None:
    rows = listed(ONE, OTHER, head=("ปี 2567", "ปี 2568"))
    reading = read_rows([Sheet("x", [*rows, ["คะแนน", *TOTALS]])])
    assert figures_read(reading) == {
        (A, 2567): scores(ONE, total=84.8),
        (A, 2568): scores(OTHER, total=80.93),
    }
    assert issues_of(reading) == []


@pytest.mark.parametrize("value", [87.6, 100.0, 12.5])
def test_a_row_of_one_word_that_does_not_agree_is_named(value: float) -> None:
    """The first is the plain mean of the ten indicators."""
    reading = read_rows([Sheet("2568", [*listed(ONE), ["คะแนน", value]])])
    assert figures_read(reading) == {(A, 2568): scores(ONE)}
    assert issues_of(reading) == [("numbers-not-used", "2568", "B13")]


@pytest.mark.parametrize(
    "last", [[["คะแนนรวม", 84.8], ["คะแนน", 12.5]], [["คะแนน", 12.5], ["คะแนนรวม", 84.8]]]
)
def test_a_row_of_one_word_beside_a_total_is_left_out(last: list[list[Value]]) -> None:
    reading = read_rows([Sheet("2568", [*listed(ONE), *last])])
    assert figures_read(reading) == {(A, 2568): scores(ONE, total=84.8)}


def test_of_two_rows_of_one_word_none_is_the_total() -> None:
    reading = read_rows([Sheet("2568", [*listed(ONE), ["คะแนน", 84.8], ["คะแนน", 84.8]])])
    assert figures_read(reading) == {(A, 2568): scores(ONE)}
    assert issues_of(reading) == [("numbers-not-used", "2568", "B13")]
