"""What an import changed of what stood before it."""

import dataclasses

import pandas as pd
import pytest

from itacore.errors import WorkspaceError
from tests.store.made import NOW, make_document, score

NAN = float("nan")
FIRST = make_document(
    dict([score("ทต.ก|ข", 2568, "1", 91.0), score("ทต.ก|ข", 2568, "2", 92.0)]),
    {("ทต.ก|ข", 2568, "total", "ITA"): 95.0},
    number=1,
)
SECOND = make_document(
    dict(
        [
            score("ทต.ก|ข", 2568, "1", 91.0),
            score("ทต.ก|ข", 2568, "2", NAN),
            score("ทต.ก|ข", 2568, "3", 93.0),
            score("ทต.ก|ข", 2568, "4", NAN),
            score("อบต.ค|ข", 2567, "1", 50.0),
        ]
    ),
    {("ทต.ก|ข", 2568, "total", "ITA"): 96.0},
    number=2,
    kind="typed",
)
COLUMNS = ["agency_id", "name", "fiscal_year", "level", "code", "before", "after", "change"]


def rated(level: str, number: int):
    document = make_document({}, {("ทต.ก|ข", 2568, "rating", "ITA"): NAN}, number=number, kind="typed")
    return dataclasses.replace(
        document, declared=document.declared.assign(text=pd.Series([level], dtype="str"))
    )


def counts(effect):
    return effect.added, effect.changed, effect.removed, effect.same


def rows(effect):
    frame = effect.frame[COLUMNS].astype({"agency_id": str, "name": str, "level": str, "code": str})
    return [
        tuple(None if value != value else value for value in row)
        for row in frame.astype({"change": str}).itertuples(index=False)
    ]


def test_the_first_import_adds_everything(workspace):
    workspace.confirm_import(FIRST, now=NOW)
    effect = workspace.compare_import(1)
    assert counts(effect) == (3, 0, 0, 0)
    assert rows(effect) == [
        ("เทศบาลตำบลก|ข", "ทต.ก", 2568, "indicator", "1", None, 91.0, "added"),
        ("เทศบาลตำบลก|ข", "ทต.ก", 2568, "indicator", "2", None, 92.0, "added"),
        ("เทศบาลตำบลก|ข", "ทต.ก", 2568, "total", "ITA", None, 95.0, "added"),
    ]


def test_what_was_added_changed_and_taken_out_has_a_row_and_what_is_the_same_has_none(workspace):
    for document in (FIRST, SECOND):
        workspace.confirm_import(document, now=NOW)
    effect = workspace.compare_import(2)
    assert counts(effect) == (2, 1, 1, 1)
    assert rows(effect) == [
        ("เทศบาลตำบลก|ข", "ทต.ก", 2568, "indicator", "2", 92.0, None, "removed"),
        ("เทศบาลตำบลก|ข", "ทต.ก", 2568, "indicator", "3", None, 93.0, "added"),
        ("องค์การบริหารส่วนตำบลค|ข", "อบต.ค", 2567, "indicator", "1", None, 50.0, "added"),
        ("เทศบาลตำบลก|ข", "ทต.ก", 2568, "total", "ITA", 95.0, 96.0, "changed"),
    ]
    assert list(effect.frame) == [*COLUMNS[:-1], "before_text", "after_text", "change"]


def test_ratings_are_compared_as_texts(workspace):
    for number, level in enumerate(["ผ่าน", "ผ่านดี", "ผ่านดี"], start=1):
        workspace.confirm_import(rated(level, number), now=NOW)
    frame = workspace.compare_import(2).frame
    assert frame[["before_text", "after_text", "change"]].values.tolist() == [["ผ่าน", "ผ่านดี", "changed"]]
    assert counts(workspace.compare_import(3)) == (0, 0, 0, 1)


def test_only_what_stands_and_came_before_counts(workspace):
    changed = make_document(dict([score("ทต.ก|ข", 2568, "1", 71.0)]), number=3)
    for document in (FIRST, SECOND, changed):
        workspace.confirm_import(document, now=NOW)
    assert rows(workspace.compare_import(3))[0][5:] == (91.0, 71.0, "changed")
    workspace.take_back(1, now=NOW)
    workspace.take_back(3, now=NOW)
    assert counts(workspace.compare_import(2)) == (4, 0, 0, 0)
    assert rows(workspace.compare_import(3))[0][5:] == (91.0, 71.0, "changed")
    workspace.take_back(2, now=NOW)
    assert rows(workspace.compare_import(3))[0][5:] == (None, 71.0, "added")


def test_taking_back_a_typed_import_brings_the_figure_back(workspace):
    for document in (FIRST, SECOND):
        workspace.confirm_import(document, now=NOW)
    assert "2" not in set(workspace.current().scores["code"])
    workspace.take_back(2, now=NOW)
    assert "2" in set(workspace.current().scores["code"])


def test_an_import_of_nothing_changes_nothing(workspace):
    workspace.confirm_import(make_document({}), now=NOW)
    effect = workspace.compare_import(1)
    assert counts(effect) == (0, 0, 0, 0)
    assert len(effect.frame) == 0


def test_an_unknown_import_is_named(workspace):
    with pytest.raises(WorkspaceError, match="there is no import 7"):
        workspace.compare_import(7)
