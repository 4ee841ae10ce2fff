"""Going back to a copy: all of it or nothing, and nothing strange."""

import contextlib
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path

import pytest

from itacore.errors import WorkspaceError
from itacore.store import CopyInfo, describe_backup, open_workspace, read_copy_info
from itacore.store.migrations import REVISIONS, VERSION_TABLE
from tests.store.made import DAY, NOW, big_document, make_document, score

HERE = Path(__file__).parents[2]
ONE = make_document(dict([score("ทต.ก", 2568, "1", 90.0)]), number=1)
TWO = make_document(dict([score("ทต.ก", 2568, "1", 70.0)]), number=2)


@pytest.fixture
def copy(tmp_path):
    """A copy of a workspace with two imports, one taken back, and two office documents."""
    with open_workspace(tmp_path / "source", now=NOW) as workspace:
        for document in (TWO, ONE):
            workspace.confirm_import(document, now=NOW)
        workspace.take_back(1, now=NOW)
        workspace.save_document("measures", ["9-01"], now=NOW)
        workspace.save_document("measures", ["9-02"], now=NOW + DAY)
        workspace.copy_to(tmp_path / "ส#า 100%.sqlite3")
    return tmp_path / "ส#า 100%.sqlite3"


@pytest.fixture
def workspace(tmp_path):
    """A workspace with something else."""
    with open_workspace(tmp_path / "work", now=NOW) as opened:
        opened.confirm_import(TWO, now=NOW)
        yield opened


def change(path, *statements):
    with contextlib.closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def everything(workspace):
    scores = workspace.current().scores["score"].tolist()
    return scores, workspace.imports(), workspace.documents("measures"), workspace.version()


# Looking into a file


def test_a_copy_tells_what_it_holds(copy):
    before = copy.read_bytes()
    assert read_copy_info(copy) == CopyInfo(
        revision=REVISIONS[-1], older=False, import_count=2, standing_count=1, last_used=NOW + DAY
    )
    assert copy.read_bytes() == before
    assert [path.name for path in copy.parent.iterdir() if path.name.startswith(copy.name)] == [copy.name]


def test_a_copy_of_an_untouched_workspace_was_never_used(tmp_path):
    with open_workspace(tmp_path, now=NOW) as workspace:
        workspace.copy_to(tmp_path / "copy")
    assert read_copy_info(tmp_path / "copy").last_used is None


STRANGE = {
    "a trigger": "CREATE TRIGGER t AFTER DELETE ON journal BEGIN SELECT 1; END",
    "a view": "CREATE VIEW v AS SELECT load_extension('x')",
    "another table": "CREATE TABLE other (x)",
    "a virtual table": "CREATE VIRTUAL TABLE office USING fts5(x)",
}


@pytest.mark.parametrize("statement", STRANGE.values(), ids=STRANGE.keys())
def test_a_copy_with_more_than_ours_is_refused(copy, workspace, statement):
    change(copy, statement)
    refuse(copy, workspace, "foreign")


DAMAGE = {
    "blob": "UPDATE import_document SET scores = x'00'",
    "blob of another import": "UPDATE import_document SET scores = (SELECT declared FROM import_document)",
    "moment": "UPDATE journal SET at = 'soon'",
    "moment of an import": "UPDATE import_document SET confirmed_at = 'soon'",
    "years": "UPDATE import_document SET fiscal_years = '7'",
    "issues": "UPDATE import_document SET issues = '[1]'",
    "cells": "UPDATE import_document SET cells = 'x'",
    "content": "UPDATE office_document SET content = '{'",
    "agencies": "DELETE FROM import_agency",
    "content of no end": f"UPDATE office_document SET content = '{'[' * 100_000}'",
    "content that is no number": "UPDATE office_document SET content = '[NaN]'",
    "a count that is a text": "UPDATE import_document SET agency_count = 'many'",
    "another count": "UPDATE import_document SET score_count = 2",
    "years that are texts": "UPDATE import_document SET fiscal_years = '[\"2568\"]'",
    "counts of cells that are texts": 'UPDATE import_document SET cells = \'{"used": "1"}\'',
    "a name that is no text": "UPDATE import_agency SET name = x'ff'",
    "an identity that is no text": "UPDATE import_agency SET agency_id = x'ff'",
    "a year that is a text": "UPDATE office_document SET fiscal_year = 'next'",
    "the last number there is": "UPDATE office_document SET fiscal_year = 9223372036854775807",
    "links": "UPDATE journal SET import_id = 77",
    "no version": f"DELETE FROM {VERSION_TABLE}",
    "a version that is no text": f"UPDATE {VERSION_TABLE} SET version_num = x'00'",
    "a column": "ALTER TABLE office_document RENAME COLUMN content TO other",
}


@pytest.mark.parametrize("statement", DAMAGE.values(), ids=DAMAGE.keys())
def test_a_copy_that_the_program_never_wrote_is_refused(copy, workspace, statement):
    change(copy, statement)
    refuse(copy, workspace, "damaged")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "foreign"),
        (b"PK\x03\x04 a workbook", "foreign"),
        (b"SQLite format 3\0" + b"\xff" * 5000, "damaged"),
        (b"SQLite format 3\0", "damaged"),
    ],
)
def test_a_file_that_is_no_database_is_refused(tmp_path, workspace, content, code):
    (tmp_path / "file").write_bytes(content)
    refuse(tmp_path / "file", workspace, code)


def test_a_database_of_another_program_is_refused(tmp_path, workspace):
    change(tmp_path / "file", "CREATE TABLE other (x)")
    refuse(tmp_path / "file", workspace, "foreign")


def test_a_copy_of_a_newer_version_is_refused(copy, workspace):
    change(copy, f"UPDATE {VERSION_TABLE} SET version_num = '9999'")
    refuse(copy, workspace, "newer")


def test_a_copy_cut_off_is_refused(copy, workspace):
    content = copy.read_bytes()
    for part in (0.3, 0.6, 0.95):
        copy.write_bytes(content[: int(len(content) * part)])
        refuse(copy, workspace, "damaged")


def test_a_file_that_is_not_there_is_refused(tmp_path, workspace):
    refuse(tmp_path / "nowhere", workspace, "damaged")


def refuse(path, workspace, code):
    before = everything(workspace)
    with pytest.raises(WorkspaceError) as caught:
        workspace.restore(path, now=NOW)
    assert caught.value.code == code
    assert everything(workspace) == before
    assert workspace.backups() == ()


# Going back


def test_everything_is_that_of_the_copy_and_the_journal_says_so(copy, workspace, tmp_path):
    workspace.restore(copy, now=NOW + DAY, who="ปลัด")
    with open_workspace(tmp_path / "source", now=NOW) as source:
        assert everything(workspace) == everything(source)
        *lines, last = workspace.journal()
        assert tuple(lines) == source.journal()
    assert (last.at, last.who, last.action, last.detail) == (NOW + DAY, "ปลัด", "restored", copy.name)
    assert workspace.undo_document("measures", now=NOW).content == ["9-02"]
    assert workspace.document("measures").content == ["9-01"]


def test_others_who_have_it_open_see_the_new_content(copy, workspace):
    with open_workspace(workspace.folder, now=NOW) as other:
        before = everything(other)
        workspace.restore(copy, now=NOW)
        assert everything(other) == everything(workspace) != before
        assert other.confirm_import(big_document(5, agencies=3), now=NOW).standing
        assert len(workspace.imports()) == 3


def test_going_back_can_be_undone(copy, workspace):
    before = everything(workspace)
    backup = workspace.restore(copy, now=NOW + DAY)
    assert workspace.backups() == (backup,)
    assert backup.name == "workspace-2026-11-21T03-30-00-before-restore.sqlite3"
    assert describe_backup(backup) == (datetime(2026, 11, 21, 3, 30), "before-restore")
    workspace.restore(backup, now=NOW + DAY)
    assert everything(workspace) == before
    assert len(workspace.backups()) == 2


def test_a_copy_of_an_earlier_version_is_brought_up_to_date(copy, workspace):
    change(
        copy,
        "DELETE FROM journal WHERE document_id IS NOT NULL",
        "CREATE TABLE kept AS SELECT id, at, who, action, import_id FROM journal",
        "DROP TABLE journal",
        "DROP TABLE office_document",
        "ALTER TABLE kept RENAME TO journal",
        f"UPDATE {VERSION_TABLE} SET version_num = '0001'",
    )
    before = copy.read_bytes()
    assert read_copy_info(copy).older
    workspace.restore(copy, now=NOW)
    assert copy.read_bytes() == before
    assert workspace.current().scores["score"].tolist() == [90.0]
    assert [line.action for line in workspace.journal()] == [
        "confirmed", "confirmed", "taken-back", "restored",
    ]  # fmt: skip
    assert workspace.documents("measures") == ()


def test_nothing_is_replaced_where_the_present_state_cannot_be_copied(copy, workspace):
    before = everything(workspace)
    (workspace.folder / "backups").write_text("in the way")
    with pytest.raises(WorkspaceError) as caught:
        workspace.restore(copy, now=NOW)
    assert caught.value.code == "no-copy"
    assert everything(workspace) == before


def test_a_moment_without_a_zone_is_refused(copy, workspace):
    with pytest.raises(WorkspaceError) as caught:
        workspace.restore(copy, now=NOW.replace(tzinfo=None))
    assert caught.value.code == "naive-time"


@pytest.mark.postgres
def test_a_postgres_database_is_restored_with_its_own_means(copy, tmp_path, empty_postgres):
    with (
        open_workspace(tmp_path / "work", empty_postgres, now=NOW) as workspace,
        pytest.raises(WorkspaceError, match="pg_restore") as caught,
    ):
        workspace.restore(copy, now=NOW)
    assert caught.value.code == "no-copy"


RESTORE = """
import sys
from pathlib import Path
from itacore.store import open_workspace
from tests.store.made import NOW
folder, *copies = map(Path, sys.argv[1:])
with open_workspace(folder, now=NOW) as workspace:
    print("open", flush=True)
    while True:
        for copy in copies:
            workspace.restore(copy, now=NOW)
"""


def test_a_kill_at_any_moment_leaves_the_old_or_the_new(tmp_path):
    copies, states = [], set()
    for number in (1, 2):
        with open_workspace(tmp_path / str(number), now=NOW) as workspace:
            for at in range(number + 1):
                workspace.confirm_import(big_document(10 * number + at), now=NOW)
            copies.append(tmp_path / f"{number}.sqlite3")
            workspace.copy_to(copies[-1])
            states.add(workspace.version())
    shutil.copytree(tmp_path / "1", tmp_path / "work")
    chance = random.Random(2568)
    seen = set()
    for _ in range(6):
        command = [sys.executable, "-c", RESTORE, str(tmp_path / "work"), *map(str, copies)]
        environment = {**os.environ, "PYTHONPATH": str(HERE), "PYTHONUTF8": "1"}
        with subprocess.Popen(command, cwd=HERE, env=environment, stdout=subprocess.PIPE) as process:
            assert process.stdout.readline() == b"open" + os.linesep.encode()
            time.sleep(chance.uniform(0, 1))
            os.kill(process.pid, signal.SIGTERM if os.name == "nt" else signal.SIGKILL)
        with open_workspace(tmp_path / "work", now=NOW) as workspace:
            seen.add(workspace.version())
            assert len(workspace.current().scores) > 0
            with workspace.reading() as connection:
                assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
                assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
    assert seen <= states
