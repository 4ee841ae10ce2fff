"""Issues as values: their words, and the log that keeps one a cell."""

from __future__ import annotations

import pytest

from itacore.issues import Issue, IssueLog, Severity, name_cells


def test_cells_are_named_by_the_ranges_that_they_fill() -> None:
    assert name_cells([(0, 0)]) == "A1"
    assert name_cells([(row, column) for row in range(2, 6) for column in range(16, 19)]) == "Q3:S6"
    assert name_cells([(4, 2), (2, 2), (3, 2), (9, 2)]) == "C3:C5, C10"
    assert name_cells([(10, column) for column in range(6, 17)]) == "G11:Q11"
    assert name_cells([(2, 1), (3, 1), (2, 2)]) == "B3:B4, C3"


def test_many_ranges_are_cut_and_the_rest_is_counted() -> None:
    scattered = [(2 * row, 0) for row in range(1200)]
    assert name_cells(scattered).endswith("A23, และอีก 1,188\u00a0ช่อง")


def test_counts_have_a_comma_and_years_do_not() -> None:
    issue = Issue("hidden-rows", places={"count": 8317, "first": 1204})
    assert "8,317\u00a0แถว" in issue.message
    assert "แถวที่ 1204" in issue.message


def test_words_that_an_older_issue_lacks_are_unknown() -> None:
    assert "มี –\u00a0คอลัมน์" in Issue("hidden-columns").message


def test_a_sentence_more_and_another_hint() -> None:
    issue = Issue("hidden-sheet", places={"more": " และอื่น", "instead": "ทำอย่างอื่น"})
    assert issue.message.endswith("มาใช้ และอื่น")
    assert issue.hint == "ทำอย่างอื่น"


def test_the_worst_come_first_and_a_cell_keeps_one() -> None:
    note = Issue("missing-mark", "f", "s", 0, 0, {"found": "–"})
    warning = Issue("score-very-small", "f", "s", 1, 0, {"found": "0.9"})
    error = Issue("over-100", "f", "s", 2, 0, {"found": "101"})
    log = IssueLog([note, warning, error]).worst_first()
    assert list(log) == [error, warning, note]
    log.add(Issue("score-very-small", "f", "s", 1, 0, {"found": "0.9"}, Severity.ERROR))
    log.add(Issue("row-repeated", "f", "s", 0, 0))
    assert [(issue.code, issue.severity.value) for issue in log] == [
        ("over-100", "error"),
        ("score-very-small", "error"),
        ("row-repeated", "warning"),
    ]
    assert sum(log.counts.values()) == 3


@pytest.mark.parametrize("severity", [Severity.ERROR, Severity.NOTE])
def test_a_severity_may_be_raised(severity: Severity) -> None:
    log = IssueLog([Issue("hidden-sheet", "f", "s")])
    log.change(lambda issue: Issue(issue.code, issue.file, issue.sheet, severity_override=severity))
    assert log.has_errors is (severity is Severity.ERROR)
