"""The plan as a value: what changed between two versions, what is missing, which months a period names."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itacore.criteria import read_criteria
from itacore.measures import read_catalogue
from itacore.measures.chosen import ChosenMeasure, adopt, chosen_from_content, chosen_to_content
from itacore.measures.periods import MONTHS, read_months, tell_months
from itacore.measures.plan import (
    compare_plans,
    copy_earlier,
    count_without,
    fill_field,
    fill_from_catalogue,
    group_by_indicator,
    group_by_topic,
)
from itacore.measures.topics import read_topics


def own(indicator: str, title: str, **more: object) -> ChosenMeasure:
    return replace(ChosenMeasure(None, indicator, title, "", "", "", ""), **more)  # type: ignore[arg-type]


A, B, C = own("9", "ก"), own("8", "ข"), own("7", "ค")


def test_a_whole_row_is_stored_and_an_older_one_still_read() -> None:
    row = own("9", "ก", steps=("ข", "ค"), budget="1", follow_up="2", result_indicator="3", topic=7)
    assert chosen_from_content(chosen_to_content([row])) == (row,)
    older = {"id": None, "indicator": "9", "title": "ก", "how": "", "owner": "", "period": "", "evidence": ""}
    assert chosen_from_content([older, {**older, "steps": "ข", "topic": True}]) == (A, A)


def test_a_measure_of_the_catalogue_brings_its_steps() -> None:
    measure = adopt(read_catalogue()["ind-09-link-check"], "เทศบาลตำบล")
    assert len(measure.steps) == 4
    assert measure.result_indicator.startswith("ร้อยละของลิงก์")


@pytest.mark.parametrize(
    ("after", "added", "removed", "changed", "moved"),
    [
        ((A, B), 0, 0, [], False),
        ((B, A), 0, 0, [], True),
        ((A,), 0, 1, [], False),
        ((A, B, C), 1, 0, [], False),
        ((replace(A, owner="กองคลัง"), B), 0, 0, [("owner",)], False),
        ((replace(A, indicator="1"), B), 0, 0, [("indicator",)], False),
        ((C, B), 1, 1, [], False),
        ((A, A, B), 1, 0, [], False),
    ],
)
def test_what_differs_between_two_versions(
    after: tuple[ChosenMeasure, ...], added: int, removed: int, changed: list[tuple[str, ...]], moved: bool
) -> None:
    found = compare_plans((A, B), after)
    assert (len(found.added), len(found.removed)) == (added, removed)
    assert [change.fields for change in found.changed] == changed
    assert found.moved is moved
    assert found.none is (after == (A, B))


def test_a_measure_of_the_catalogue_is_the_same_under_another_title() -> None:
    first, second = replace(A, id="x"), replace(B, id="x", title="ง")
    assert [change.fields for change in compare_plans((first,), (second,)).changed] == [
        ("indicator", "title")
    ]


def test_empty_fields_are_filled_and_nothing_else() -> None:
    measures = (A, replace(B, owner="กองช่าง"))
    assert count_without(measures, "owner") == 1
    assert [m.owner for m in fill_field(measures, "owner", "กองคลัง")] == ["กองคลัง", "กองช่าง"]
    bare = ChosenMeasure("ind-09-link-check", "9", "ของเรา", "", "", "", "")
    (full,) = fill_from_catalogue([bare], "เทศบาลตำบล")
    assert (full.title, full.period, len(full.steps)) == ("ของเรา", "ตลอดปีงบประมาณ", 4)
    assert fill_from_catalogue([A], None) == (A,)


def test_an_earlier_plan_is_copied_without_what_is_there() -> None:
    same = replace(A, id="x", title="เดิม")
    assert copy_earlier((A, same), (B, A, replace(same, title="ใหม่"))) == (A, same, B)


def test_every_indicator_has_one_topic() -> None:
    codes = [code for topic in read_topics() for code in topic.indicators]
    assert sorted(codes) == sorted(i.code for i in read_criteria().for_year(2568).book.indicators)
    assert len(read_topics()) == 7


def test_rows_stand_under_topics_and_indicators() -> None:
    moved = replace(A, topic=1)
    strange = own("77", "ง")
    groups = [
        (topic.number if topic else None, places) for topic, places in group_by_topic((A, B, moved, strange))
    ]
    assert [group for group in groups if group[1]] == [(1, (2,)), (2, (1,)), (3, (0,)), (None, (3,))]
    assert group_by_indicator((A, B, moved, strange), ["8", "9"]) == [
        ("8", (1,)),
        ("9", (0, 2)),
        ("77", (3,)),
    ]


@given(st.sets(st.sampled_from(MONTHS)))
def test_months_told_are_months_read(months: set[int]) -> None:
    assert read_months(tell_months(months, 2570)) == tuple(sorted(months))


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("", ()),
        ("ไตรมาสที่ ๑, ๒ และ ๔", (1, 2, 3, 4, 5, 6, 10, 11, 12)),
        ("ไตรมาส 1 ถึง ไตรมาส 3", tuple(range(1, 10))),
        ("ไตรมาส 1 – 2", tuple(range(1, 7))),
        ("ภายในเดือน มี.ค. 2569", (6,)),
        ("มีค - พค", (6, 7, 8)),
        ("ไตรมาส 2, 3 มีนาคม", (4, 5, 6)),
        ("พฤศจิกายน 2568 และ เมษายน 2569", (2, 7)),
        ("ตลอดทั้งปี", tuple(MONTHS)),
        ("1 ต.ค. 65 ถึง 30 ก.ย. 66", tuple(MONTHS)),
        ("ภายใน 30 วัน", ()),
        ("มกรา", ()),
    ],
)
def test_periods_as_officers_write_them(text: str, months: tuple[int, ...]) -> None:
    assert read_months(text) == months
