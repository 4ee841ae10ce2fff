"""An open database with its copies: what all parts of the workspace stand on."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import sqlalchemy as sa

from itacore.errors import WorkspaceError
from itacore.store import database, rows
from itacore.store.backups import (
    BEFORE_RESTORE,
    copy_database,
    has_backup_of_day,
    list_backups,
    write_backup,
)
from itacore.store.copies import opened_copy, replace_content
from itacore.store.schema import as_utc


class OpenDatabase:
    """A database that was opened; may be used from several threads.

    ``folder`` is where it lies; ``database`` is its SQLite file, None where the database is PostgreSQL (whose
    copies are made with its own means); ``copy_fault`` says why the copy of the day could not be written.
    """

    def __init__(self, engine: sa.Engine, folder: Path, database: Path | None) -> None:
        self.engine = engine
        self.folder = folder
        self.database = database
        self.copy_fault: str | None = None

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def reading(self) -> AbstractContextManager[sa.Connection]:
        """Open a connection that sees one state of the database."""
        return database.reading(self.engine)

    def writing(self) -> AbstractContextManager[sa.Connection]:
        """Open the only writing transaction: all that happens within is kept, or nothing."""
        return database.writing(self.engine)

    def backups(self) -> tuple[Path, ...]:
        """List the copies that the program made by itself, newest last."""
        return list_backups(self.database) if self.database else ()

    def copy_to(self, target: Path) -> None:
        """Write a whole copy of the SQLite database into a file of the person's choice.

        Raises
        ------
        WorkspaceError
            The database is PostgreSQL, which is copied with ``pg_dump``.
        """
        if self.database is None:
            raise WorkspaceError("no-copy", "a PostgreSQL database is copied with pg_dump")
        copy_database(self.database, target)

    def restore(self, path: Path, *, now: datetime, who: str | None = None, name: str | None = None) -> Path:
        """Put the whole content of a copy in the place of what the workspace holds, in one transaction.

        First what it holds is copied to ``backups``; restoring that copy undoes the restoring. A program that
        ends in the midst leaves the old content. What others save meanwhile waits and comes after. The journal
        names the copy by ``name``, else by its file.

        Returns
        -------
        Path
            The copy of what the workspace held before.

        Raises
        ------
        WorkspaceError
            The copy is foreign, newer or damaged, the present state could not be copied (no-copy, also of a
            PostgreSQL database, which is restored with its own means), or ``now`` has no time zone; nothing
            is changed.
        """
        moment = as_utc(now)
        if self.database is None:
            raise WorkspaceError("no-copy", "a PostgreSQL database is restored with pg_restore")
        with opened_copy(path) as copy, self.writing() as connection:
            before = write_backup(self.database, now, BEFORE_RESTORE)
            replace_content(connection, copy)
            rows.write_journal(connection, "restored", moment, who, detail=name or path.name)
        return before

    def copy_of_the_day(self, now: datetime) -> None:
        """Write the copy of the day unless there is one; where that fails, keep the fault and go on.

        A workspace in which nothing was done yet is not copied.
        """
        if self.database is None or has_backup_of_day(self.database, now):
            return
        with self.reading() as connection:
            if rows.is_untouched(connection):
                return
        try:
            write_backup(self.database, now)
            self.copy_fault = None
        except WorkspaceError as fault:
            self.copy_fault = str(fault)
