"""The workspace on both databases: confirm, take back, bring back, read."""

import dataclasses
import threading
from datetime import UTC, datetime, timedelta, timezone

import pandas as pd
import pytest

from itacore.errors import TableError, WorkspaceError
from itacore.issues import Issue
from itacore.store.documents import DOCUMENT_TABLES
from itacore.store.fold import MIXED_YEARS
from itacore.tables import SCORES, check_table, empty_table
from tests.store.made import DAY, NOW, as_facts, big_document, make_document, score, sha

A = make_document(
    dict(
        [score("ทต.ก|ข", 2567, "1", 81.0), score("ทต.ก|ข", 2568, "1", 91.0), score("ทต.ก|ข", 2568, "2", 92.0)]
    ),
    {("ทต.ก|ข", 2568, "total", "ITA"): 95.0},
    number=1,
    issues=(Issue("total-disagrees", "1.xlsx", "2568", 13, 2, {"found": 96.73}),),
    cells={"non_empty": 5, "used": 4, "context": 1, "ignored": 0, "faulty": 0},
)
B = make_document(dict([score("ทต.ก|ข", 2568, "2", 72.0)]), number=2)


def assert_same_current(left, right):
    assert left.version == right.version
    for table in (*DOCUMENT_TABLES, MIXED_YEARS):
        pd.testing.assert_frame_equal(getattr(left, table.name), getattr(right, table.name))


def test_a_new_workspace_is_empty(workspace):
    assert workspace.imports() == ()
    assert workspace.journal() == ()
    current = workspace.current()
    assert current.version == workspace.version()
    for table in DOCUMENT_TABLES:
        assert len(check_table(getattr(current, table.name), table)) == 0


@pytest.mark.parametrize("document", [A, big_document(3)], ids=["small", "big"])
def test_an_import_is_there_after_opening_again(reopen, document):
    with reopen() as workspace:
        record = workspace.confirm_import(document, now=NOW, who="นักวิเคราะห์")
    back = reopen().read_import(record.id)
    for table in DOCUMENT_TABLES:
        frame = getattr(back, table.name)
        check_table(frame, table)
        pd.testing.assert_frame_equal(
            frame, getattr(document, table.name), check_categorical=table.name != "provenance"
        )
    for name in ("kind", "file_name", "sha256", "issues", "cells"):
        assert getattr(back, name) == getattr(document, name)


def test_the_record_of_an_import(workspace):
    bangkok = timezone(timedelta(hours=7))
    record = workspace.confirm_import(A, now=datetime(2026, 11, 20, 10, 30, tzinfo=bangkok), who="ปลัด")
    assert record.confirmed_at == NOW
    assert record.confirmed_at.utcoffset() == timedelta(0)
    assert dataclasses.replace(record, id=0, confirmed_at=NOW) == dataclasses.replace(
        record,
        id=0,
        kind="file",
        file_name="1.xlsx",
        sha256=sha(1),
        confirmed_at=NOW,
        confirmed_by="ปลัด",
        taken_back_at=None,
        taken_back_by=None,
        agency_count=1,
        score_count=3,
        fiscal_years=(2567, 2568),
        already_there=False,
    )
    assert record.standing
    assert workspace.imports() == (record,)


def test_the_same_file_again_adds_nothing(workspace):
    first = workspace.confirm_import(A, now=NOW)
    version = workspace.version()
    again = workspace.confirm_import(A, now=NOW + DAY, who="อื่น")
    assert again == dataclasses.replace(first, already_there=True)
    assert workspace.imports() == (first,)
    assert len(workspace.journal()) == 1
    assert workspace.version() == version


def test_a_file_taken_back_can_be_confirmed_again(workspace):
    first = workspace.confirm_import(A, now=NOW)
    workspace.take_back(first.id, now=NOW)
    again = workspace.confirm_import(A, now=NOW + DAY)
    assert not again.already_there
    assert [record.standing for record in workspace.imports()] == [False, True]


def test_the_same_content_of_another_kind_or_without_a_file_is_another_import(workspace):
    workspace.confirm_import(A, now=NOW)
    workspace.confirm_import(dataclasses.replace(A, kind="pasted"), now=NOW)
    typed = dataclasses.replace(A, kind="typed", sha256=None, file_name=None)
    workspace.confirm_import(typed, now=NOW)
    workspace.confirm_import(typed, now=NOW)
    assert len(workspace.imports()) == 4


def test_later_imports_win_and_the_year_is_marked(workspace):
    for document in (A, B):
        workspace.confirm_import(document, now=NOW)
    current = workspace.current()
    agency = "เทศบาลตำบลก|ข"
    assert as_facts(current.scores) == dict(
        [score(agency, 2567, "1", 81.0), score(agency, 2568, "1", 91.0), score(agency, 2568, "2", 72.0)]
    )
    assert current.mixed_years.to_numpy().tolist() == [[agency, 2568]]
    assert as_facts(current.declared, "value") == {(agency, 2568, "total", "ITA"): 95.0}
    assert current.agencies["name"].tolist() == ["ทต.ก"]


def test_order_is_that_of_confirmation_whatever_the_clock_says(workspace):
    workspace.confirm_import(A, now=NOW)
    workspace.confirm_import(B, now=NOW - DAY)
    assert 72.0 in workspace.current().scores["score"].tolist()


def test_taking_back_restores_exactly_what_was(workspace):
    workspace.confirm_import(A, now=NOW)
    before = workspace.current()
    record = workspace.confirm_import(B, now=NOW + DAY)
    with_b = workspace.current()
    assert with_b.version != before.version

    taken = workspace.take_back(record.id, now=NOW + 2 * DAY, who="หัวหน้า")
    assert (taken.standing, taken.taken_back_at, taken.taken_back_by) == (False, NOW + 2 * DAY, "หัวหน้า")
    assert_same_current(workspace.current(), before)

    brought = workspace.bring_back(record.id, now=NOW + 3 * DAY)
    assert brought == record
    assert_same_current(workspace.current(), with_b)


def test_an_import_brought_back_stands_in_its_old_place(workspace):
    first = workspace.confirm_import(A, now=NOW)
    workspace.confirm_import(B, now=NOW)
    workspace.take_back(first.id, now=NOW)
    workspace.bring_back(first.id, now=NOW)
    assert 72.0 in workspace.current().scores["score"].tolist()


def test_taking_back_twice_is_taking_back_once(workspace):
    record = workspace.confirm_import(A, now=NOW)
    taken = workspace.take_back(record.id, now=NOW + DAY)
    assert workspace.take_back(record.id, now=NOW + 2 * DAY) == taken
    workspace.bring_back(record.id, now=NOW)
    workspace.bring_back(record.id, now=NOW)
    assert [entry.action for entry in workspace.journal()] == ["confirmed", "taken-back", "brought-back"]


def test_the_journal_tells_what_was_done(workspace):
    record = workspace.confirm_import(A, now=NOW, who="ก")
    workspace.take_back(record.id, now=NOW + DAY, who="ข")
    told = [
        (entry.at, entry.who, entry.action, entry.import_id, entry.file_name) for entry in workspace.journal()
    ]
    assert told == [
        (NOW, "ก", "confirmed", record.id, "1.xlsx"),
        (NOW + DAY, "ข", "taken-back", record.id, "1.xlsx"),
    ]
    assert {entry.at.tzinfo for entry in workspace.journal()} == {UTC}


@pytest.mark.parametrize("verb", ["take_back", "bring_back", "read_import", "read_issues", "agency_ids"])
def test_an_unknown_import_is_named(workspace, verb):
    extra = {"now": NOW} if verb in ("take_back", "bring_back") else {}
    with pytest.raises(WorkspaceError, match="there is no import 7") as caught:
        getattr(workspace, verb)(7, **extra)
    assert caught.value.code == "unknown-import"


def test_moments_without_a_zone_are_refused(workspace):
    naive = NOW.replace(tzinfo=None)
    with pytest.raises(WorkspaceError, match="no time zone") as caught:
        workspace.confirm_import(A, now=naive)
    assert caught.value.code == "naive-time"
    record = workspace.confirm_import(A, now=NOW)
    with pytest.raises(WorkspaceError, match="no time zone"):
        workspace.take_back(record.id, now=naive)
    assert workspace.imports() == (record,)


def test_a_faulty_table_is_refused(workspace):
    with pytest.raises(TableError, match="column score"):
        workspace.confirm_import(
            dataclasses.replace(A, scores=empty_table(SCORES).drop(columns="score")), now=NOW
        )
    assert workspace.imports() == ()


def test_a_fault_in_the_midst_of_writing_leaves_nothing(workspace, monkeypatch):
    def fail(*_args):
        raise RuntimeError("in the midst")

    monkeypatch.setattr("itacore.store.rows.write_journal", fail)
    with pytest.raises(RuntimeError, match="in the midst"):
        workspace.confirm_import(A, now=NOW)
    monkeypatch.undo()
    assert workspace.imports() == ()
    assert workspace.known_agencies() == []
    assert not workspace.confirm_import(A, now=NOW).already_there


def test_versions_differ_between_sets_of_imports(workspace):
    seen = {workspace.version()}
    for number in range(1, 4):
        workspace.confirm_import(make_document(dict([score("ก", 2568, "1", 1.0)]), number=number), now=NOW)
        seen.add(workspace.version())
    for number in (1, 2):
        workspace.take_back(number, now=NOW)
        seen.add(workspace.version())
    assert len(seen) == 6
    assert workspace.current().version == workspace.version()


def test_issues_and_names_of_imports_are_read_without_the_rest(workspace):
    workspace.confirm_import(A, now=NOW)
    two = make_document(dict([score("ก", 2568, "1", 1.0), score("ข", 2568, "1", 1.0)]), number=2)
    workspace.confirm_import(two, now=NOW)
    workspace.confirm_import(make_document({}, agencies=[("x", None, None)], number=3), now=NOW)
    assert workspace.read_issues(1) == A.issues
    assert workspace.read_issues(2) == ()
    assert workspace.sole_agencies() == {1: "ทต.ก"}


def test_several_at_once_confirm_one_after_another(reopen):
    workspaces = [reopen() for _ in range(4)]
    start = threading.Barrier(len(workspaces))
    records = []

    def confirm(at):
        start.wait()
        records.append(workspaces[at].confirm_import(A, now=NOW))
        records.append(workspaces[at].confirm_import(big_document(100 + at, agencies=20), now=NOW))

    threads = [threading.Thread(target=confirm, args=(at,)) for at in range(len(workspaces))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(records) == 8
    assert sum(record.already_there for record in records) == 3
    assert len(workspaces[0].imports()) == 5
    for workspace in workspaces:
        workspace.close()
