"""What one person did to one thing in one sitting is told as one line, and no line is lost or told twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from itacore.store import JournalEntry, Sitting, gather_sittings

START = datetime(2026, 11, 20, 3, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def entry(number: int, minute: float = 0, kind: str | None = "checklist", **more: Any) -> JournalEntry:
    about: dict[str, Any] = {"action": "saved", "who": "ปลัด", "agency_id": "ก", "fiscal_year": 2568}
    return JournalEntry(number, START + minute * MINUTE, document_kind=kind, **{**about, **more})


def told(*lines: JournalEntry) -> list[tuple[int, int, int]]:
    return [(one.first.id, one.last.id, one.count) for one in gather_sittings(lines)]


def test_savings_of_one_thing_by_one_person_are_one() -> None:
    assert told(*(entry(at, at) for at in range(43))) == [(0, 42, 43)]
    assert told() == []


def test_a_sitting_goes_on_for_30_minutes_and_no_longer() -> None:
    assert told(entry(1, 0), entry(2, 30), entry(3, 60)) == [(1, 3, 3)]
    assert told(entry(1, 0), entry(2, 30.1)) == [(1, 1, 1), (2, 2, 1)]
    assert told(entry(1, 5), entry(2, 0)) == [(1, 1, 1), (2, 2, 1)]  # the clock was set back


def test_another_person_thing_or_action_is_another_line() -> None:
    for more in ({"who": None}, {"agency_id": "ข"}, {"fiscal_year": 2567}, {"action": "undone"}):
        assert told(entry(1), entry(2, **more)) == [(1, 1, 1), (2, 2, 1)]
    assert told(entry(1), entry(2, kind="findings")) == [(1, 1, 1), (2, 2, 1)]


def test_steps_back_and_forth_stay_in_their_order() -> None:
    steps = ["saved", "saved", "undone", "undone", "redone", "saved"]
    assert told(*(entry(at, action=step) for at, step in enumerate(steps))) == [
        (0, 1, 2), (2, 3, 2), (4, 4, 1), (5, 5, 1),
    ]  # fmt: skip


def test_what_is_done_to_other_things_meanwhile_does_not_part_a_sitting() -> None:
    other = entry(2, kind="measures", who="ผู้อื่น")
    file = JournalEntry(3, START, "ปลัด", "confirmed", import_id=1, import_kind="file")
    assert told(entry(1), other, file, entry(4)) == [(2, 2, 1), (3, 3, 1), (1, 4, 2)]


def test_imports_are_lines_of_their_own_and_a_restored_copy_ends_every_sitting() -> None:
    files = [JournalEntry(at, START, None, "confirmed", import_id=at) for at in (1, 2)]
    assert told(*files) == [(1, 1, 1), (2, 2, 1)]
    restored = JournalEntry(2, START, None, "restored", detail="x")
    assert told(entry(1), restored, entry(3)) == [(1, 1, 1), (2, 2, 1), (3, 3, 1)]


KINDS = st.sampled_from(["checklist", "measures", None])
LINES = st.lists(
    st.tuples(KINDS, st.sampled_from("กข"), st.sampled_from(["saved", "undone"]), st.integers(0, 40))
)


@given(LINES)
def test_every_line_is_counted_once(drawn: list[tuple[str | None, str, str, int]]) -> None:
    minutes, lines = 0, []
    for number, (kind, who, action, later) in enumerate(drawn):
        minutes += later
        more = {"import_id": 1} if kind is None else {}
        lines.append(entry(number, minutes, kind, who=who, action=action, **more))
    found = gather_sittings(lines)
    assert sum(one.count for one in found) == len(lines)
    assert [one.last.id for one in found] == sorted({one.last.id for one in found})
    for one in found:
        assert (one.first.who, one.first.action) == (one.last.who, one.last.action)
        assert one.count <= one.last.id - one.first.id + 1
    assert all(isinstance(one, Sitting) for one in found)
