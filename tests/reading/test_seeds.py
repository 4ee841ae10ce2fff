"""Tables of published documents, as printed: read without help or with one question; the others are refused."""

from __future__ import annotations

import pytest

from itacore.answer import study
from itacore.criteria import read_criteria
from itacore.issues import IssueLog, Severity
from itacore.reading import Reading
from itacore.scoring.proofreading.judging import Ground, judge_contradictions
from itacore.scoring.proofreading.settling import choose_values, settle_contradictions
from tests.golden import read_golden
from tests.reading import seed_tables
from tests.reading.reader import check_receipt, issues_of, read_sheets
from tests.reading.truths import Figures, figures_read
from tests.reading.workbooks import Sheet

CRITERIA = read_criteria()
KHUN_KAEO = "เทศบาลตำบลขุนแก้ว"
GOLDEN = read_golden("khun-kaeo-2566-2568")
ID = "เทศบาลตำบลขุนแก้ว|นครปฐม"
WAYS = {"a sheet each": seed_tables.khun_kaeo_sheets(), "one sheet": [seed_tables.khun_kaeo_page()]}


def expected(*without: str) -> Figures:
    """The figures of the table of three years, 2568 without some."""
    figures: Figures = {}
    for year in GOLDEN.years:
        own: dict[str, float | str] = {code: float(score) for code, score in year.scores.items()}
        own |= {"total": float(year.total or 0), "rating": year.rating or ""}
        figures[KHUN_KAEO, year.fiscal_year] = own
    for code in without:
        del figures[KHUN_KAEO, 2568][code]
    return figures


def checked(reading: Reading) -> IssueLog:
    """All issues but those of values that stand twice and agree."""
    return IssueLog(issue for issue in study(reading, CRITERIA)[1] if issue.code != "repeated-value")


@pytest.mark.parametrize("way", WAYS)
def test_three_tables_that_disagree(way: str) -> None:
    reading = read_sheets(WAYS[way])
    assert figures_read(reading) == expected("6", "7", "8")
    settled = settle_contradictions(reading, CRITERIA)
    check_receipt(settled, ())
    assert figures_read(settled) == expected("6", "8")
    found = list(checked(settled))
    assert [issue.code for issue in found] == ["values-disagree"] * 9
    assert {issue.severity for issue in found} == {Severity.ERROR}
    cells = {
        "a sheet each": [
            (sheet, f"{column}{first + place}")
            for place in range(3)
            for sheet, column, first in (("เรียงคะแนน", "C", 10), ("เปรียบเทียบ", "E", 11), ("สรุป", "C", 12))
        ],
        "one sheet": [("รายงาน", cell) for cell in "C14 E26 C42 C15 E27 C43 C16 E28 C44".split()],
    }
    assert [(issue.sheet, issue.cell) for issue in found] == cells[way]
    assert settled.cells["faulty"] == reading.cells["faulty"] - 2  # 94.38 stands in two tables


@pytest.mark.parametrize("way", WAYS)
def test_the_total_judges_what_disagrees(way: str) -> None:
    (found,) = judge_contradictions(read_sheets(WAYS[way]), CRITERIA)
    assert (found.agency_id, found.fiscal_year, found.ground, found.total) == (ID, 2568, Ground.TOTAL, 96.73)
    assert found.combinations == 8
    verdicts = {f.code: {c.value: c.verdict.value for c in f.candidates} for f in found.figures}
    assert verdicts == {
        "6": {97.60: "possible", 97.61: "preferred"},
        "7": {97.38: "excluded", 94.38: "preferred"},
        "8": {93.50: "possible", 93.51: "preferred"},
    }
    assert [f.code for f in found.figures if f.settled] == ["7"]


@pytest.mark.parametrize("way", WAYS)
def test_one_question_answered_with_what_fits_best(way: str) -> None:
    settled = settle_contradictions(read_sheets(WAYS[way]), CRITERIA)
    (question,) = judge_contradictions(settled, CRITERIA)
    best = {(ID, 2568, f.code): f.preferred.value for f in question.figures if f.preferred}
    assert best == {(ID, 2568, "6"): 97.61, (ID, 2568, "8"): 93.51}
    answered = settle_contradictions(choose_values(settled, best), CRITERIA)
    check_receipt(answered, ())
    assert figures_read(answered) == expected()
    assert judge_contradictions(answered, CRITERIA) == ()
    analysis, _ = study(answered, CRITERIA)
    totals = analysis.ratings.set_index("fiscal_year")["total_computed"]
    assert totals.round(4).to_dict() == {2566: 97.3472, 2567: 97.0622, 2568: 96.7256}
    assert {issue.code for issue in checked(answered)} == {"values-disagree"}


def test_scores_inside_the_labels_of_a_memo() -> None:
    reading = read_sheets([seed_tables.lumphuk_sheet()])
    golden = read_golden("lumphuk-2565").year(2565)
    assert figures_read(reading) == {
        ("องค์การบริหารส่วนตำบลลุมพุก", 2565): {code: float(score) for code, score in golden.scores.items()}
    }
    assert list(study(reading, CRITERIA)[1]) == []
    analysis, _ = study(reading, CRITERIA)
    assert round(float(analysis.ratings["total_computed"].iloc[0]), 3) == 69.382


@pytest.mark.parametrize(
    "rows", [seed_tables.ARANYIK_ROWS, seed_tables.SONG_ROWS, seed_tables.THUNG_MAPHRAO_ROWS]
)
def test_plans_and_progress_hold_no_scores(rows: seed_tables.Rows) -> None:
    reading = read_sheets([Sheet("รายงาน", rows)])
    assert reading.scores_read == 0
    assert figures_read(reading) == {}
    assert issues_of(reading) == [("look-alike-plan", "รายงาน", None)]
    assert reading.issues.has_errors
    assert reading.cells["ignored"] == reading.cells["non_empty"]


def test_plans_beside_scores_are_left_alone() -> None:
    sheets = [*WAYS["a sheet each"][1:2], Sheet("มาตรการ", seed_tables.SONG_ROWS)]
    reading = read_sheets(sheets)
    assert figures_read(reading) == expected()
    assert issues_of(reading) == [("look-alike-plan", "มาตรการ", None)]
    assert not reading.issues.has_errors
