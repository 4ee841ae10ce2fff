"""Copies of a workspace that somebody hands over: looked into with suspicion, then read row by row.

A copy may come from anywhere, so nothing in it is run: it is opened read-only and immutable, with the settings
that SQLite advises for strange files (https://www.sqlite.org/security.html); one with triggers, views or
tables that are not ours is refused; and only the values of our own tables ever reach the workspace.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa  # type: ignore[import-untyped]
import sqlalchemy as sa

from itacore.errors import TableError, WorkspaceError
from itacore.store import rows
from itacore.store.database import migrate, read_revision, reading, refuse_newer, sqlite_engine, writing
from itacore.store.documents import check_document
from itacore.store.migrations import REVISIONS, VERSION_TABLE
from itacore.store.schema import IMPORT_AGENCY, IMPORT_DOCUMENT, JOURNAL, METADATA, OFFICE_DOCUMENT

_MAGIC = b"SQLite format 3\0"
_OWN_TABLES = {*METADATA.tables, VERSION_TABLE, "sqlite_sequence"}
_OF_FIRST_VERSION = {"import_document", "import_agency", "journal", VERSION_TABLE}
_LARGEST_NUMBER = 2**53  # numbers go on behind the last one, and SQLite has no more after 2**63
_IN_ORDER = (IMPORT_DOCUMENT, IMPORT_AGENCY, OFFICE_DOCUMENT, JOURNAL)  # each before those that point at it


@dataclass(frozen=True)
class CopyInfo:
    """What a copy of a workspace holds.

    ``standing_count`` of its ``import_count`` imports stand; ``last_used`` is the last line of its journal, in
    UTC, None where nothing was done; ``older`` says that an earlier version of the program made it.
    """

    revision: str
    older: bool
    import_count: int
    standing_count: int
    last_used: datetime | None


def read_copy_info(path: Path) -> CopyInfo:
    """Look into a file that should be a copy of a workspace, without trusting or changing it.

    Raises
    ------
    WorkspaceError
        foreign (no workspace of this program), newer (of a newer version) or damaged.
    """
    try:
        with path.open("rb") as file:
            start = file.read(len(_MAGIC))
    except OSError as fault:
        raise WorkspaceError("damaged", f"{path} cannot be read: {fault}") from fault
    if start != _MAGIC:
        raise WorkspaceError("foreign", f"{path} is not a copy of a workspace")
    try:
        with contextlib.closing(_open_strange(path)) as connection:
            _refuse_foreign(connection, path)
            revision = _read_only_revision(connection, path)
            faults = connection.execute("PRAGMA integrity_check(1)").fetchone()
            if faults != ("ok",) or connection.execute("PRAGMA foreign_key_check").fetchone():
                raise WorkspaceError("damaged", f"{path} is damaged: {faults[0]}")
            imports, standing = connection.execute(
                "SELECT count(*), count(*) - count(taken_back_at) FROM import_document"
            ).fetchone()
            (last,) = connection.execute("SELECT max(at) FROM journal").fetchone()
        last_used = datetime.fromisoformat(last).replace(tzinfo=UTC) if last else None
    except (sqlite3.Error, ValueError, TypeError) as fault:
        raise WorkspaceError("damaged", f"{path} cannot be read: {fault}") from fault
    return CopyInfo(revision, revision != REVISIONS[-1], imports, standing, last_used)


def _open_strange(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    for setting in ("trusted_schema=OFF", "cell_size_check=ON", "mmap_size=0", "query_only=ON"):
        connection.execute(f"PRAGMA {setting}")
    return connection


def _refuse_foreign(connection: sqlite3.Connection, path: Path) -> None:
    parts = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema").fetchall()
    tables = {name for kind, name, _, _ in parts if kind == "table"}
    strange = [name for kind, name, _, sql in parts if kind not in ("table", "index") or _is_virtual(sql)]
    if not tables >= _OF_FIRST_VERSION or tables - _OWN_TABLES or strange:
        raise WorkspaceError("foreign", f"{path} is not a copy of a workspace")


def _is_virtual(sql: str | None) -> bool:
    return (sql or "").upper().split()[:2] == ["CREATE", "VIRTUAL"]


def _read_only_revision(connection: sqlite3.Connection, path: Path) -> str:
    found = connection.execute(f"SELECT version_num FROM {VERSION_TABLE}").fetchall()
    if len(found) != 1 or not isinstance(found[0][0], str):
        raise WorkspaceError("damaged", f"{path} does not say which version made it")
    revision: str = found[0][0]
    refuse_newer(revision, str(path))
    return revision


@contextlib.contextmanager
def opened_copy(path: Path) -> Iterator[sa.Connection]:
    """Open a private duplicate of a copy, brought up to date and checked to its last figure.

    Raises
    ------
    WorkspaceError
        foreign, newer or damaged.
    """
    read_copy_info(path)
    with tempfile.TemporaryDirectory(prefix="ita-restore-") as folder:
        duplicate = Path(folder) / "copy.sqlite3"
        try:
            with (
                contextlib.closing(_open_strange(path)) as source,
                contextlib.closing(sqlite3.connect(duplicate)) as target,
            ):
                source.backup(target)
        except sqlite3.Error as fault:
            raise WorkspaceError("damaged", f"{path} cannot be read: {fault}") from fault
        engine = sqlite_engine(duplicate)
        try:
            with _as_damaged(path):
                with writing(engine) as connection:
                    if read_revision(connection) != REVISIONS[-1]:
                        migrate(connection)
                with reading(engine) as connection:
                    _check_content(connection)
            with reading(engine) as connection:
                yield connection
        finally:
            engine.dispose()


@contextlib.contextmanager
def _as_damaged(path: Path) -> Iterator[None]:
    """Say of whatever does not fit that the copy is damaged."""
    try:
        yield
    except (WorkspaceError, TableError, sa.exc.SQLAlchemyError, pa.ArrowException) as fault:
        raise WorkspaceError("damaged", f"{path}: {fault}") from fault
    except (
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        RecursionError,
    ) as fault:  # of texts and tables that are not what we wrote
        raise WorkspaceError("damaged", f"{path} holds what the program never wrote: {fault}") from fault


def _check_content(connection: sa.Connection) -> None:
    """Read everything once as the program reads it later."""
    for table in _IN_ORDER:
        for row in connection.execution_options(yield_per=1).execute(sa.select(table)):
            _check_values(row, table)
    for row in connection.execution_options(yield_per=1).execute(sa.select(IMPORT_DOCUMENT)):
        record = rows.read_record(connection, row.id)
        blobs = {name: row._mapping[name] for name in ("agencies", "declared", "scores", "provenance")}
        if rows.digest(blobs) != row.content_sha256:
            raise TableError(f"import {row.id} is not what was confirmed")
        document = rows.read_document(row)
        check_document(document)
        told = (record.agency_count, record.score_count, record.fiscal_years)
        if told != (len(document.agencies), document.score_count, document.fiscal_years):
            raise TableError(f"import {row.id} does not hold what it says of itself")
        if not all(isinstance(count, int) for count in document.cells.values()):
            raise TableError(f"import {row.id} does not count its cells")
        ids = rows.read_ids(connection, [row.id])[row.id]
        if set(ids) != set(document.agencies["agency_id"]):
            raise TableError(f"import {row.id} does not say which agencies its agencies are")
    for row in connection.execute(sa.select(OFFICE_DOCUMENT)):
        json.loads(row.content, parse_constant=_refuse_constant)
    rows.read_journal(connection)


def _check_values(row: rows.AnyRow, table: sa.Table) -> None:
    """Refuse values of another type than their column has, which SQLite lets pass, and numbers without an end."""
    for column in table.columns:
        value = row._mapping[column]
        if value is None and column.nullable:
            continue
        if not isinstance(value, column.type.python_type):
            raise TableError(f"table {table.name}: {column.name} is of another type")
        if isinstance(value, int) and not 0 <= value <= _LARGEST_NUMBER:
            raise TableError(f"table {table.name}: {column.name} is {value}")


def _refuse_constant(name: str) -> object:
    raise ValueError(f"{name} is no number")


def replace_content(connection: sa.Connection, copy: sa.Connection) -> None:
    """Put the rows of a copy in the place of all rows, within the transaction of the connection."""
    connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")  # office documents point at each other
    for table in reversed(_IN_ORDER):
        connection.execute(table.delete())
    for table in _IN_ORDER:
        order = list(table.primary_key.columns)
        for row in copy.execution_options(yield_per=1).execute(sa.select(table).order_by(*order)):
            connection.execute(table.insert().values(dict(row._mapping)))
