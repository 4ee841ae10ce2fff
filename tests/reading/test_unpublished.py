"""Self-assessments, simulations and forecasts are no published results, and it is said."""

from __future__ import annotations

import pytest

from itacore.issues import Severity
from tests.reading.reader import NAME, issues_of, read_rows
from tests.reading.truths import INDICATORS, NAMES, figures_read
from tests.reading.workbooks import Sheet

A = "เทศบาลตำบลหนองตัวอย่าง"
SCORES = {code: 80 + int(code) / 4 for code in INDICATORS}
LIST = [["ตัวชี้วัด", "คะแนน"], *[[f"{code}. {NAMES[code]}", score] for code, score in SCORES.items()]]


@pytest.mark.parametrize(
    "title",
    [
        "การประเมินตนเอง ปี 2569",
        "ผลการประเมินตนเอง ITA ประจำปีงบประมาณ พ.ศ. ๒๕๖๙",
        "คาดการณ์ผลคะแนน ITA ปี 2569",
        "ผลคะแนนคาดการณ์ ITA ปี 2569",
        "ประมาณการคะแนน ITA ปี 2569",
        "ผลการประเมิน ITA ปี 2569 (จำลอง)",
        "ผลการประเมิน ITA ปี 2569 (คาดการณ์)",
        "คะแนนจำลอง ITA ปี 2569",
    ],
)
def test_a_title_that_says_so(title: str) -> None:
    """Such tables were read as published results."""
    reading = read_rows([Sheet("Sheet1", [[title], [A], *LIST])])
    assert figures_read(reading) == {}
    assert issues_of(reading) == [("not-published", "Sheet1", "A1")]


def test_a_title_apart_from_the_year() -> None:
    reading = read_rows([Sheet("Sheet1", [["แบบประเมินตนเอง ITA"], ["ปีงบประมาณ 2569"], [A], *LIST])])
    assert figures_read(reading) == {}
    assert issues_of(reading) == [("not-published", "Sheet1", "A1")]


@pytest.mark.parametrize("name", ["ประเมินตนเอง 2569", "จำลอง 2569", "คาดการณ์ ปี 2569"])
def test_a_sheet_that_says_so(name: str) -> None:
    reading = read_rows([Sheet(name, [[A], *LIST])])
    assert figures_read(reading) == {}
    assert [code for code, _, _ in issues_of(reading)] == ["not-published"]


@pytest.mark.parametrize(
    ("sheet", "file", "title"),
    [
        ("Sheet1", "แบบประเมินตนเอง.xlsx", "ผลการประเมิน ITA ปี 2568"),
        ("ประเมินตนเอง", NAME, "ผลการประเมิน ITA ปี 2568"),
        ("Sheet1", NAME, "ผล ITA ปี 2568 และคาดการณ์ปี 2569"),
        ("Sheet1", NAME, "หมายเหตุ : เดิมหน่วยงานประเมินตนเองได้ 95 คะแนน"),
    ],
)
def test_where_it_is_not_sure_the_results_are_read_with_a_warning(sheet: str, file: str, title: str) -> None:
    rows = [[title], [A], ["ตัวชี้วัด", "ปี 2568"], *LIST[1:]]
    reading = read_rows([Sheet(sheet, rows)], file)
    assert figures_read(reading) == {(A, 2568): SCORES}
    assert [(issue.code, issue.severity) for issue in reading.issues] == [("not-published", Severity.WARNING)]


@pytest.mark.parametrize(
    ("title", "agency"),
    [
        ("ผล ITA ปี 2568", "เทศบาลตำบลบางจำลอง"),
        ("ผล ITA ปี 2568 จังหวัดจำลองนคร", "อบต.ท่าจำลอง"),
        ("ผลการประเมิน ITA ปี 2568 เทียบกับที่คาดหวังไว้", A),
    ],
)
def test_titles_of_results(title: str, agency: str) -> None:
    reading = read_rows([Sheet("Sheet1", [[agency], [title], *LIST])])
    assert figures_read(reading) == {(agency, 2568): SCORES}
    assert issues_of(reading) == []


@pytest.mark.parametrize("head", ["ประเมินตนเอง ปี 2568", "คะแนนประเมินตนเอง", "ผลประเมินตนเอง ปี 2568"])
def test_the_own_assessment_beside_the_result(head: str) -> None:
    rows = [[*row, 95.25] for row in LIST[1:]]
    reading = read_rows([Sheet("Sheet1", [[A], ["ตัวชี้วัด", "คะแนน ปี 2568", head], *rows])])
    assert figures_read(reading) == {(A, 2568): SCORES}


@pytest.mark.parametrize("aside", ["เป้าหมาย", "ประเมินตนเอง"])
def test_hopes_in_brackets_beside_an_indicator(aside: str) -> None:
    heads = ["หน่วยงาน", "ตัวชี้วัดที่ 1", "ตัวชี้วัดที่ 2", f"ตัวชี้วัดที่ 1 ({aside})", f"OIT ({aside})"]
    reading = read_rows([Sheet("2568", [heads, [A, 80.5, 81.5, 90.5, 91.5]])])
    assert figures_read(reading) == {(A, 2568): {"1": 80.5, "2": 81.5}}


def test_a_published_table_below_one_of_the_office_itself() -> None:
    own = [["ผลการประเมินตนเอง ปี 2569"], [A], *LIST]
    reading = read_rows([Sheet("x", [*own, [], [], [], ["ผลการประเมิน ITA ปี 2568"], [A], *LIST])])
    assert figures_read(reading) == {(A, 2568): SCORES}
    assert issues_of(reading) == [("not-published", "x", "A1")]


def test_a_section_of_results_below_one_of_the_own_assessment() -> None:
    heads = ["หน่วยงาน", *(f"ตัวชี้วัดที่ {code}" for code in INDICATORS)]
    sections = [["ประเมินตนเอง ปี 2569"], [A, *[95.5] * 10], ["ผลประกาศ ปี 2568"], [A, *SCORES.values()]]
    reading = read_rows([Sheet("x", [heads, *sections])])
    assert figures_read(reading) == {(A, 2568): SCORES}
    assert ("not-published", "x", "A2") in issues_of(reading)


def test_figures_under_a_section_of_targets_above_the_results_are_named() -> None:
    """They counted as a part of the heading."""
    sections = [["เป้าหมาย ปี 2569"], [A, 95.5], ["ผลประกาศ ปี 2568"], [A, 90.5]]
    reading = read_rows([Sheet("x", [["หน่วยงาน", "คะแนนรวม"], *sections])])
    assert figures_read(reading) == {(A, 2568): {"total": 90.5}}
    assert issues_of(reading) == [("numbers-not-used", "x", "B3")]
