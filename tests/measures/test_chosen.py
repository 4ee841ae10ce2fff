"""What an office decided, as another version of the program may have written it."""

from __future__ import annotations

import pytest

from itacore.measures.chosen import (
    ChosenMeasure,
    Finding,
    chosen_from_content,
    count_unread,
    findings_from_content,
)

WHOLE = {"id": None, "indicator": "9", "title": "ก", "how": "ข", "owner": "ค", "period": "ง", "evidence": "จ"}


def test_texts_may_be_missing_and_unknown_keys_are_passed_over() -> None:
    content = [{"indicator": "9", "title": "ก", "colour": "red"}, WHOLE]
    assert chosen_from_content(content) == (
        ChosenMeasure(None, "9", "ก", "", "", "", ""),
        ChosenMeasure(None, "9", "ก", "ข", "ค", "ง", "จ"),
    )
    assert count_unread(content) == 0


@pytest.mark.parametrize(
    ("content", "unread"),
    [
        (None, 0),
        ([], 0),
        ([WHOLE, {"title": "ก"}, {"indicator": "9", "title": " "}, "x", None], 4),
        ([{**WHOLE, "title": 7}], 1),
        ({"measures": [WHOLE]}, 1),
        ("x", 1),
    ],
)
def test_what_cannot_be_read_is_left_out_and_counted(content: object, unread: int) -> None:
    assert count_unread(content) == unread
    assert all(measure.title == "ก" for measure in chosen_from_content(content))


@pytest.mark.parametrize("content", [None, [], "x", {"9": None}, {"9": {"source": "items"}}])
def test_findings_of_another_shape_are_none(content: object) -> None:
    assert findings_from_content(content) == {}


def test_an_unknown_source_of_a_finding_is_another_one() -> None:
    content = {"9": {"source": "letter", "text": "ก"}, "99": {"text": "ข"}}
    assert findings_from_content(content) == {"9": Finding("other", "ก"), "99": Finding("other", "ข")}
