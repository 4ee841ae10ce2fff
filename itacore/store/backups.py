"""Copies of the SQLite database: one a day and one before each change of its tables, the newest seven kept.

A copy is a whole database of its own, made with SQLite's online backup, for which other users of the database
need not wait. To go back to one, close the program and put the copy in the place of ``workspace.sqlite3``
(leaving no ``workspace.sqlite3-wal`` beside it). Source: https://www.sqlite.org/backup.html
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from datetime import datetime
from pathlib import Path

from itacore.errors import WorkspaceError

FOLDER_NAME = "backups"
KEPT = 7


def list_backups(database: Path) -> tuple[Path, ...]:
    """List the copies of a database, newest last; names begin with date and time."""
    folder = database.parent / FOLDER_NAME
    return tuple(sorted(folder.glob(f"{database.stem}-????-??-??T*{database.suffix}")))


def has_backup_of_day(database: Path, now: datetime) -> bool:
    """Whether there is a copy of the day, by the clock of the one who asks."""
    start = f"{database.stem}-{now:%Y-%m-%d}T"
    return any(path.name.startswith(start) for path in list_backups(database))


def write_backup(database: Path, now: datetime, reason: str = "") -> Path:
    """Copy a database into the folder ``backups`` beside it and drop all but the newest copies.

    Raises
    ------
    WorkspaceError
        The copy could not be written; there is none then.
    """
    folder = database.parent / FOLDER_NAME
    name = f"{database.stem}-{now:%Y-%m-%dT%H-%M-%S}{'-' if reason else ''}{reason}{database.suffix}"
    part = folder / f"{name}.{os.getpid()}.part"
    try:
        folder.mkdir(exist_ok=True)
        _drop_parts(folder, now)
        copy_database(database, part)
        os.replace(part, folder / name)
    except (OSError, sqlite3.Error) as fault:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise WorkspaceError("no-copy", f"no copy of {database} could be written: {fault}") from fault
    for old in list_backups(database)[:-KEPT]:
        with contextlib.suppress(OSError):  # open elsewhere: the next copy drops it
            old.unlink()
    return folder / name


def copy_database(database: Path, target: Path) -> None:
    """Copy a database into a new file, whole, while others may write to it."""
    target.unlink(missing_ok=True)
    with (
        contextlib.closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as source,
        contextlib.closing(sqlite3.connect(target)) as copy,
    ):
        source.backup(copy)


def _drop_parts(folder: Path, now: datetime) -> None:
    """Drop what a killed program left unfinished more than a day ago."""
    for part in folder.glob("*.part"):
        with contextlib.suppress(OSError):
            if part.stat().st_mtime < now.timestamp() - 86400:
                part.unlink()
