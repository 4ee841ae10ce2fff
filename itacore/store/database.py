"""The database behind the workspace: SQLite in its folder, or PostgreSQL by address; revisions and locks.

SQLite runs with a write-ahead log and full synchronisation, so that what was confirmed outlives a killed
process and a power cut (https://www.sqlite.org/pragma.html#pragma_synchronous). Python's own handling of
transactions is switched off, because it leaves changes of tables outside them
(https://docs.sqlalchemy.org/en/21/dialects/sqlite.html, "Enabling Non-Legacy SQLite Transactional Modes").
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError

from itacore.errors import WorkspaceError
from itacore.store.migrations import REVISIONS, VERSION_TABLE

SQLITE_NAME = "workspace.sqlite3"
BUSY_SECONDS = 30
_LOCK = 0x17A  # the same number in every program that works on one PostgreSQL database
MIGRATIONS = Path(__file__).parent / "migrations"


def sqlite_engine(path: Path) -> sa.Engine:
    """Make an engine for a SQLite file; the file comes into being with the first connection."""
    url = sa.URL.create("sqlite", database=str(path))
    engine = sa.create_engine(url, connect_args={"timeout": BUSY_SECONDS})

    @sa.event.listens_for(engine, "connect")
    def _set_up(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def postgres_engine(address: str) -> sa.Engine:
    """Make an engine for an address like postgresql://user@host/database.

    Raises
    ------
    WorkspaceError
        The address is not one of PostgreSQL.
    """
    try:
        url = sa.make_url(address)
    except ArgumentError as fault:
        raise WorkspaceError("address", "the address of the database cannot be read") from fault
    if url.drivername not in ("postgresql", "postgres", "postgresql+psycopg"):
        raise WorkspaceError(
            "address", f"{url.drivername} is not supported; the address begins postgresql://"
        )
    return sa.create_engine(url.set(drivername="postgresql+psycopg"), pool_pre_ping=True)


@contextlib.contextmanager
def reading(engine: sa.Engine) -> Iterator[sa.Connection]:
    """Open a connection that sees one state of the database.

    Raises
    ------
    WorkspaceError
        The database cannot be reached, or is damaged.
    """
    with _named_faults(engine), engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection = connection.execution_options(isolation_level="REPEATABLE READ")
        with connection.begin():
            yield connection


@contextlib.contextmanager
def writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """Open the only writing transaction on the database: all that happens within is kept, or nothing.

    Raises
    ------
    WorkspaceError
        The database cannot be reached, is damaged, or could not be written (full, read-only, busy for long).
    """
    with (
        _named_faults(engine),
        engine.connect().execution_options(writes=True) as connection,
        connection.begin(),
    ):
        if engine.dialect.name == "postgresql":
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
        yield connection


@contextlib.contextmanager
def _named_faults(engine: sa.Engine) -> Iterator[None]:
    place = engine.url.render_as_string(hide_password=True)
    try:
        yield
    except OperationalError as fault:
        code = "unreachable" if engine.dialect.name == "postgresql" else "not-written"
        raise WorkspaceError(code, f"{place}: {fault.orig}") from fault
    except DatabaseError as fault:
        if engine.dialect.name == "sqlite" and type(fault.orig) is sqlite3.DatabaseError:
            raise WorkspaceError("damaged", f"{place}: {fault.orig}") from fault
        raise


def refuse_strange(path: Path) -> None:
    """Refuse a SQLite file that a newer version or another program made, without touching it.

    Raises
    ------
    WorkspaceError
        newer, foreign or damaged.
    """
    if not path.exists() or not path.stat().st_size:
        return
    try:
        try:
            tables, rows = _tables_and_revision(path, "ro")
        except sqlite3.OperationalError as fault:
            if fault.sqlite_errorcode & 0xFF != sqlite3.SQLITE_READONLY:
                raise
            # A killed process left a change half made: it is taken back before anything can be read.
            tables, rows = _tables_and_revision(path, "rw")
    except sqlite3.DatabaseError as fault:
        raise WorkspaceError("damaged", f"{path} cannot be read: {fault}") from fault
    if tables and VERSION_TABLE not in tables:
        raise WorkspaceError("foreign", f"{path} was made by another program")
    refuse_newer(rows[0][0] if rows else None, str(path))


def _tables_and_revision(path: Path, mode: str) -> tuple[set[str], list[tuple[str]]]:
    with contextlib.closing(sqlite3.connect(f"{path.as_uri()}?mode={mode}", uri=True)) as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        if VERSION_TABLE not in tables:
            return tables, []
        return tables, connection.execute(f"SELECT version_num FROM {VERSION_TABLE}").fetchall()


def refuse_newer(revision: str | None, place: str) -> None:
    """Refuse a database whose revision this program does not know.

    >>> refuse_newer("9999", "w")
    Traceback (most recent call last):
    itacore.errors.WorkspaceError: w was made by a newer version (9999) of the program, which knows 0002
    """
    if revision is not None and revision not in REVISIONS:
        known = REVISIONS[-1]
        raise WorkspaceError(
            "newer", f"{place} was made by a newer version ({revision}) of the program, which knows {known}"
        )


def is_current(revision: str | None) -> bool:
    """Whether a revision is the latest that this program knows."""
    return revision == REVISIONS[-1]


def read_revision(connection: sa.Connection) -> str | None:
    """Read the revision of a database, None where it has no tables of ours."""
    if not sa.inspect(connection).has_table(VERSION_TABLE):
        return None
    table = sa.table(VERSION_TABLE, sa.column("version_num", sa.String))
    return connection.execute(sa.select(table.c.version_num)).scalar_one_or_none()


def migrate(connection: sa.Connection) -> None:
    """Bring the tables to the latest revision within the transaction of the connection."""
    from alembic import command  # takes half a second to load and is rarely needed

    command.upgrade(migration_config(connection), "head")


def migration_config(connection: sa.Connection) -> Any:
    """Give Alembic's configuration for a connection."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
