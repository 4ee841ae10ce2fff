"""Rows of a list of offices that are none: the mean of a province, all of them, and a province that may be one."""

from __future__ import annotations

import pytest

from tests.reading.reader import issues_of, read_rows
from tests.reading.truths import INDICATORS, Figures, figures_read
from tests.reading.workbooks import Sheet, Value

A, B, C = "เทศบาลตำบลหนองตัวอย่าง", "อบต.ท่าสมมุติ", "ทต.บางจำลอง"
HEADS: list[Value] = ["ลำดับ", "หน่วยงาน", *(f"ตัวชี้วัดที่ {code}" for code in INDICATORS), "คะแนนรวม"]
CODES = [*INDICATORS, "total"]
ROWS = [[n, name, *[80.0 + n + i / 4 for i in range(11)]] for n, name in enumerate((A, B, C), start=1)]
MEANS = [82.0 + i / 4 for i in range(11)]
OFFICES: Figures = {(str(row[1]), 2568): dict(zip(CODES, row[2:], strict=True)) for row in ROWS}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "name",
    [
        "จังหวัดนครปฐม",
        "จ.นครปฐม",
        "ภาพรวมจังหวัด",
        "ภาพรวมจังหวัดนครปฐม",
        "ค่าเฉลี่ยจังหวัด",
        "รวม",
        "เฉลี่ยทั้งหมด",
        "ระดับจังหวัด",
    ],
)
@pytest.mark.parametrize("in_order", [False, True])
def test_the_mean_of_all_is_no_office(name: str, in_order: bool) -> None:
    """ "จังหวัดนครปฐม" below the offices became one of them."""
    last = [None, name, *MEANS] if not in_order else [4, name, *MEANS]
    reading = read_rows([Sheet("2568", [HEADS, *ROWS, last])])
    assert figures_read(reading) == OFFICES
    assert issues_of(reading) == []


@pytest.mark.parametrize("place", [0, 1, 3])
def test_a_province_among_local_bodies_that_is_no_mean_of_them(place: int) -> None:
    rows = list(ROWS)
    rows.insert(place, [None, "จังหวัดนครปฐม", *[90.5] * 11])
    reading = read_rows([Sheet("2568", [HEADS, *rows])])
    assert figures_read(reading) == OFFICES
    assert issues_of(reading) == [("agency-or-mean", "2568", f"B{place + 2}")]


def test_several_provinces_are_agencies() -> None:
    names = ["จังหวัดนครปฐม", "จังหวัดราชบุรี"]
    rows = [*ROWS, *[[n, name, *[90.0 + n] * 11] for n, name in enumerate(names, start=4)]]
    reading = read_rows([Sheet("2568", [HEADS, *rows])])
    own: Figures = {(name, 2568): dict.fromkeys(CODES, 90.0 + n) for n, name in enumerate(names, start=4)}
    assert figures_read(reading) == OFFICES | own
    assert issues_of(reading) == []


def test_a_province_of_the_type_of_provinces_is_an_agency() -> None:
    heads = ["หน่วยงาน", "ประเภท", "คะแนนรวม"]
    rows = [
        [A, "เทศบาลตำบล", 80.5],
        [B, "อบต.", 81.5],
        [C, "เทศบาลตำบล", 82.5],
        ["จังหวัดนครปฐม", "จังหวัด", 81.5],
    ]
    reading = read_rows([Sheet("2568", [heads, *rows])])
    assert figures_read(reading)["จังหวัดนครปฐม", 2568] == {"total": 81.5}
    assert issues_of(reading) == []


def test_a_province_among_departments_is_an_agency() -> None:
    rows = [["หน่วยงาน", "คะแนนรวม"], ["กรมตัวอย่าง", 90.5], ["กรมสมมุติ", 91.5], ["จังหวัดนครปฐม", 91.0]]
    reading = read_rows([Sheet("2568", rows)])
    assert figures_read(reading)["จังหวัดนครปฐม", 2568] == {"total": 91.0}


def test_the_mean_of_each_year() -> None:
    heads = ["ปี", "หน่วยงาน", "คะแนนรวม"]
    rows = [[2567, A, 80.5], [2567, B, 81.0], [2567, "จังหวัดนครปฐม", 80.75]]
    rows += [[2568, A, 90.5], [2568, B, 91.25], [2568, "จังหวัดนครปฐม", 90.88]]
    reading = read_rows([Sheet("x", [heads, *rows])])
    assert figures_read(reading) == {
        (A, 2567): {"total": 80.5},
        (B, 2567): {"total": 81.0},
        (A, 2568): {"total": 90.5},
        (B, 2568): {"total": 91.25},
    }
    assert issues_of(reading) == []


@pytest.mark.parametrize(
    ("name", "value", "found"),
    [("จังหวัดนครปฐม", 81.0, []), ("จังหวัดนครปฐม", 95.5, ["B4"]), ("ทั้งจังหวัด", 95.5, [])],
)
def test_offices_that_only_their_type_calls_local(name: str, value: float, found: list[str]) -> None:
    rows = [
        ["ที่", "ชื่อ", "ประเภท", "คะแนนรวม"],
        [1, "หนองตัวอย่าง", "เทศบาลตำบล", 80.5],
        [2, "ท่าสมมุติ", "อบต.", 81.5],
    ]
    reading = read_rows([Sheet("2568", [*rows, [None, name, None, value]])])
    assert figures_read(reading) == {("หนองตัวอย่าง", 2568): {"total": 80.5}, ("ท่าสมมุติ", 2568): {"total": 81.5}}
    assert [cell for code, _, cell in issues_of(reading) if code == "agency-or-mean"] == found


@pytest.mark.parametrize("name", ["ทั้งประเทศ", "ระดับประเทศ"])
def test_the_whole_country_is_no_ministry_and_no_province(name: str) -> None:
    rows = [["จังหวัด", "คะแนนเฉลี่ย"], ["นครปฐม", 90.5], ["ราชบุรี", 91.5], [name, 91.0]]
    reading = read_rows([Sheet("2568", rows)])
    assert figures_read(reading) == {("นครปฐม", 2568): {"total": 90.5}, ("ราชบุรี", 2568): {"total": 91.5}}


@pytest.mark.parametrize(
    "head", [[None, "จังหวัดนครปฐม"], ["จังหวัดนครปฐม", None], [1, "จังหวัดนครปฐม", *["-"] * 11]]
)
def test_a_province_that_heads_its_offices_and_has_no_figures_is_no_agency(head: list[Value]) -> None:
    other = ["จังหวัดราชบุรี" if value == "จังหวัดนครปฐม" else value for value in head]
    reading = read_rows([Sheet("2568", [HEADS, head, *ROWS[:2], other, ROWS[2]])])
    assert figures_read(reading) == OFFICES
    assert sorted(reading.agencies["name"]) == sorted([A, B, C])
    assert {code for code, _, _ in issues_of(reading)} <= {"missing-mark"}
