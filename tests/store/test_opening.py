"""Where the workspace lies, what is refused, and the copies."""

import contextlib
import shutil
import sqlite3
from datetime import datetime, timedelta, timezone
from pathlib import Path

import psycopg
import pytest

from itacore.errors import WorkspaceError
from itacore.store import open_workspace
from itacore.store.backups import KEPT, write_backup
from itacore.store.migrations import VERSION_TABLE
from tests.store.made import DAY, NOW, as_facts, make_document, score

DOCUMENT = make_document(dict([score("ทต.ก", 2568, "1", 90.0)]))


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(autouse=True)
def _no_variables(monkeypatch):
    for name in ("ITA_WORKSPACE", "ITA_DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)


# Where it lies


def test_the_folder_is_made(tmp_path):
    with open_workspace(tmp_path / "ก" / "100%", now=NOW) as workspace:
        workspace.confirm_import(DOCUMENT, now=NOW)
        assert workspace.database == tmp_path / "ก" / "100%" / "workspace.sqlite3"
        assert workspace.database.is_file()
        assert workspace.folder == tmp_path / "ก" / "100%"


def test_the_folder_is_that_of_the_variable_else_of_the_system(tmp_path, monkeypatch):
    monkeypatch.setattr("platformdirs.user_data_path", lambda name, **_: tmp_path / name)
    with open_workspace(now=NOW) as workspace:
        assert workspace.folder == tmp_path / "ITA Dashboard"
    monkeypatch.setenv("ITA_WORKSPACE", str(tmp_path / "other"))
    with open_workspace(now=NOW) as workspace:
        assert workspace.folder == tmp_path / "other"
    with open_workspace(tmp_path / "given", now=NOW) as workspace:
        assert workspace.folder == tmp_path / "given"


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(WorkspaceError, match="cannot be made") as caught:
        open_workspace(tmp_path / "file" / "folder", now=NOW)
    assert caught.value.code == "no-folder"


@pytest.mark.postgres
def test_the_address_is_that_of_the_variable_unless_a_folder_is_given(tmp_path, monkeypatch, empty_postgres):
    monkeypatch.setenv("ITA_DATABASE_URL", empty_postgres)
    monkeypatch.setenv("ITA_WORKSPACE", str(tmp_path / "work"))
    with open_workspace(now=NOW) as workspace:
        assert workspace.engine.dialect.name == "postgresql"
        assert workspace.folder == tmp_path / "work"
        assert workspace.backups() == ()
        with pytest.raises(WorkspaceError, match="pg_dump"):
            workspace.copy_to(tmp_path / "copy")
    with open_workspace(tmp_path / "sample", now=NOW) as workspace:
        assert workspace.engine.dialect.name == "sqlite"


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("mysql://x@host/db", "address"),
        ("nonsense", "address"),
        ("postgresql://x:secret@/db?host=/nowhere", "unreachable"),
    ],
)
def test_addresses_that_do_not_work_are_told_without_the_password(tmp_path, address, code):
    with pytest.raises(WorkspaceError) as caught:
        open_workspace(tmp_path, address, now=NOW)
    assert caught.value.code == code
    assert "secret" not in str(caught.value)


# What is refused


def test_a_newer_database_is_refused_and_not_touched(tmp_path):
    with open_workspace(tmp_path, now=NOW) as workspace:
        workspace.confirm_import(DOCUMENT, now=NOW)
    with contextlib.closing(sqlite3.connect(tmp_path / "workspace.sqlite3")) as connection, connection:
        connection.execute(f"UPDATE {VERSION_TABLE} SET version_num = '9999'")
    before = files(tmp_path)
    with pytest.raises(WorkspaceError, match="newer version \\(9999\\)") as caught:
        open_workspace(tmp_path, now=NOW + DAY)
    assert caught.value.code == "newer"
    after = files(tmp_path)
    assert after["workspace.sqlite3"] == before["workspace.sqlite3"]
    assert not any(name.startswith("backups") for name in after)


@pytest.mark.postgres
def test_a_newer_postgres_database_is_refused(tmp_path, empty_postgres):
    open_workspace(tmp_path, empty_postgres, now=NOW).close()
    with psycopg.connect(empty_postgres) as connection:
        connection.execute(f"UPDATE {VERSION_TABLE} SET version_num = '9999'")
    with pytest.raises(WorkspaceError, match="newer version") as caught:
        open_workspace(tmp_path, empty_postgres, now=NOW)
    assert caught.value.code == "newer"


def test_a_database_of_another_program_is_refused_and_not_touched(tmp_path):
    with contextlib.closing(sqlite3.connect(tmp_path / "workspace.sqlite3")) as connection:
        connection.execute("CREATE TABLE other (x)")
    before = files(tmp_path)
    with pytest.raises(WorkspaceError, match="another program") as caught:
        open_workspace(tmp_path, now=NOW)
    assert caught.value.code == "foreign"
    assert files(tmp_path) == before


@pytest.mark.parametrize("content", [b"no database at all" * 100, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_database_is_refused_and_not_touched(tmp_path, content):
    (tmp_path / "workspace.sqlite3").write_bytes(content)
    with pytest.raises(WorkspaceError) as caught:
        open_workspace(tmp_path, now=NOW)
    assert caught.value.code == "damaged"
    assert files(tmp_path) == {"workspace.sqlite3": content}


def test_an_empty_file_is_a_new_workspace(tmp_path):
    (tmp_path / "workspace.sqlite3").touch()
    with open_workspace(tmp_path, now=NOW) as workspace:
        assert workspace.imports() == ()


def test_the_database_keeps_what_was_confirmed_and_its_links(tmp_path):
    with open_workspace(tmp_path, now=NOW) as workspace, workspace.reading() as connection:
        told = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert told == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 30000}


# Copies


def test_a_copy_a_day_and_the_seven_newest(tmp_path):
    with open_workspace(tmp_path, now=NOW) as workspace:
        assert workspace.backups() == ()
        workspace.confirm_import(DOCUMENT, now=NOW)
        assert workspace.backups() == ()
    for day in range(1, 10):
        for hour in (0, 3):
            open_workspace(tmp_path, now=NOW + day * DAY + timedelta(hours=hour)).close()
    with open_workspace(tmp_path, now=NOW + 9 * DAY) as workspace:
        names = [path.name for path in workspace.backups()]
    assert names == [f"workspace-2026-11-{day}T03-30-00.sqlite3" for day in range(23, 30)]
    assert len(names) == KEPT


def test_a_program_that_runs_for_days_copies_before_the_first_change_of_a_day(tmp_path):
    with open_workspace(tmp_path, now=NOW) as workspace:
        workspace.confirm_import(DOCUMENT, now=NOW)
        workspace.take_back(1, now=NOW + DAY)
        workspace.bring_back(1, now=NOW + DAY)
        (copy,) = workspace.backups()
    with contextlib.closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT taken_back_at FROM import_document").fetchall() == [(None,)]
        assert connection.execute("SELECT count(*) FROM journal").fetchone() == (1,)


def test_the_day_is_that_of_the_person(tmp_path):
    bangkok = timezone(timedelta(hours=7))
    with open_workspace(tmp_path, now=NOW) as workspace:
        workspace.confirm_import(DOCUMENT, now=NOW)
    for hour in (1, 8, 23):
        open_workspace(tmp_path, now=datetime(2026, 12, 1, hour, tzinfo=bangkok)).close()
    assert [path.name for path in (tmp_path / "backups").iterdir()] == [
        "workspace-2026-12-01T01-00-00.sqlite3"
    ]


def test_a_copy_is_a_whole_workspace(tmp_path):
    with open_workspace(tmp_path / "one", now=NOW) as workspace:
        workspace.confirm_import(DOCUMENT, now=NOW)
        version = workspace.version()
        copy = write_backup(workspace.database, NOW)
        workspace.copy_to(tmp_path / "copy.sqlite3")
    for number, source in enumerate((copy, tmp_path / "copy.sqlite3")):
        folder = tmp_path / f"put back {number}"
        folder.mkdir()
        shutil.copy(source, folder / "workspace.sqlite3")
        with open_workspace(folder, now=NOW) as workspace:
            assert workspace.version() == version
            assert list(as_facts(workspace.current().scores).values()) == [90.0]


def test_work_goes_on_where_no_copy_can_be_written(tmp_path):
    with open_workspace(tmp_path, now=NOW) as workspace:
        workspace.confirm_import(DOCUMENT, now=NOW)
    (tmp_path / "backups").write_text("in the way")
    with open_workspace(tmp_path, now=NOW + DAY) as workspace:
        assert "no copy" in workspace.copy_fault
        assert len(workspace.imports()) == 1
        (tmp_path / "backups").unlink()
        workspace.take_back(1, now=NOW + DAY)
        assert workspace.copy_fault is None


def test_what_a_killed_program_left_of_a_copy_is_dropped_after_a_day(tmp_path):
    with open_workspace(tmp_path, now=NOW) as workspace:
        workspace.confirm_import(DOCUMENT, now=NOW)
        part = tmp_path / "backups" / "workspace.sqlite3.1.part"
        part.parent.mkdir()
        part.touch()
        moment = datetime.fromtimestamp(part.stat().st_mtime, NOW.tzinfo)
        write_backup(workspace.database, moment + timedelta(hours=1))
        assert part.exists()
        write_backup(workspace.database, moment + timedelta(hours=25))
        assert not part.exists()
