"""Changes of the tables: from nothing, from version to version, and none that is forgotten."""

import contextlib
import dataclasses
import shutil
import sqlite3

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from itacore.errors import WorkspaceError
from itacore.store import database, open_workspace
from itacore.store.migrations import REVISIONS, VERSION_TABLE
from itacore.store.schema import METADATA
from tests.store.made import DAY, NOW, as_facts, make_document, score

DOCUMENT = make_document(dict([score("ทต.ก", 2568, "1", 90.0)]))
FIRST = ("import_document", "import_agency", "journal")
NEXT = """
import sqlalchemy as sa
from alembic import op

revision = "next"
down_revision = "{last}"


def upgrade():
    op.create_table("added", sa.Column("id", sa.Integer, primary_key=True))
    with op.batch_alter_table("journal") as batch:
        batch.add_column(sa.Column("note", sa.Text))
    {end}
"""


def test_the_list_of_revisions_is_that_of_the_files():
    script = ScriptDirectory(str(database.MIGRATIONS))
    assert tuple(one.revision for one in script.walk_revisions())[::-1] == REVISIONS


def test_migrations_and_tables_agree(workspace):
    with workspace.reading() as connection:
        context = MigrationContext.configure(
            connection, opts={"version_table": VERSION_TABLE, "compare_type": True}
        )
        assert compare_metadata(context, METADATA) == []


def test_opening_again_changes_nothing(reopen):
    with reopen() as workspace, workspace.reading() as connection:
        assert database.is_current(database.read_revision(connection))
        tables = sa.inspect(connection).get_table_names()
    with reopen() as workspace, workspace.reading() as connection:
        assert sa.inspect(connection).get_table_names() == tables


@pytest.fixture
def next_version(tmp_path, monkeypatch):
    """Turn the program into its next version, whose migration ends as told."""

    def turn(end):
        folder = tmp_path / "migrations"
        shutil.copytree(database.MIGRATIONS, folder)
        text = NEXT.format(last=REVISIONS[-1], end=end)
        (folder / "versions" / "next.py").write_text(text, encoding="utf-8")
        monkeypatch.setattr(database, "MIGRATIONS", folder)
        monkeypatch.setattr(database, "REVISIONS", (*REVISIONS, "next"))

    return turn


def tables(path):
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}


def test_a_new_version_finds_what_was_there_and_copies_it_before(reopen, next_version):
    with reopen() as workspace:
        record = workspace.confirm_import(DOCUMENT, now=NOW)
    next_version("pass")
    with reopen() as workspace:
        assert workspace.imports() == (record,)
        with workspace.reading() as connection:
            assert "added" in sa.inspect(connection).get_table_names()
            assert connection.exec_driver_sql("SELECT note FROM journal").scalars().all() == [None]
        if workspace.database:
            (copy,) = workspace.backups()
            assert copy.name == f"workspace-2026-11-20T03-30-00-of-revision-{REVISIONS[-1]}.sqlite3"
            assert "added" not in tables(copy)
    with reopen() as workspace:
        assert len(workspace.backups()) <= 1


def test_a_database_of_the_first_version_keeps_what_it_holds(reopen, tmp_path, monkeypatch):
    with open_workspace(tmp_path / "new", now=NOW) as new:
        record = new.confirm_import(DOCUMENT, now=NOW, who="ปลัด")
        with new.reading() as connection:
            rows = {
                name: connection.execute(sa.text(f"SELECT * FROM {name}")).mappings().all() for name in FIRST
            }
    with monkeypatch.context() as first_version:
        first_version.setattr(database, "REVISIONS", REVISIONS[:1])
        first_version.setattr("itacore.store.opening.migrate", upgrade_to_first)
        with reopen() as old, old.writing() as connection:
            for name in FIRST:
                known = {column["name"] for column in sa.inspect(connection).get_columns(name)} - {"id"}
                table = sa.table(name, *map(sa.column, known))
                for row in rows[name]:
                    connection.execute(table.insert().values({one: row[one] for one in known}))
    with reopen() as workspace:
        assert [dataclasses.replace(one, confirmed_at=NOW) for one in workspace.imports()] == [record]
        assert as_facts(workspace.current().scores) == dict([score("เทศบาลตำบลก", 2568, "1", 90.0)])
        assert [(line.action, line.who, line.file_name) for line in workspace.journal()] == [
            ("confirmed", "ปลัด", "1.xlsx")
        ]
        workspace.save_document("measures", ["9-01"], now=NOW)
        assert [line.id for line in workspace.journal()] == [1, 2]
        if workspace.database:
            (copy,) = workspace.backups()
            assert "office_document" not in tables(copy)


def upgrade_to_first(connection):
    command.upgrade(database.migration_config(connection), REVISIONS[0])


def test_a_migration_that_fails_leaves_the_database_as_it_was(reopen, next_version, monkeypatch):
    with reopen() as workspace:
        record = workspace.confirm_import(DOCUMENT, now=NOW)
    next_version('raise RuntimeError("in the midst")')
    with pytest.raises(RuntimeError, match="in the midst"):
        reopen()
    monkeypatch.undo()
    with reopen() as workspace, workspace.reading() as connection:
        assert workspace.imports() == (record,)
        assert "added" not in sa.inspect(connection).get_table_names()
        assert {column["name"] for column in sa.inspect(connection).get_columns("journal")} == set(
            METADATA.tables["journal"].columns.keys()
        )


def test_no_migration_without_a_copy(tmp_path, next_version):
    with open_workspace(tmp_path / "work", now=NOW) as workspace:
        workspace.confirm_import(DOCUMENT, now=NOW)
    (tmp_path / "work" / "backups").write_text("in the way")
    next_version("pass")
    with pytest.raises(WorkspaceError) as caught:
        open_workspace(tmp_path / "work", now=NOW + DAY)
    assert caught.value.code == "no-copy"
    assert "added" not in tables(tmp_path / "work" / "workspace.sqlite3")
