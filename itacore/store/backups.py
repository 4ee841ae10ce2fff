"""Copies of the SQLite database: one a day and one before each change of its tables, the newest seven kept.

A copy is a whole database of its own, made with SQLite's online backup, for which other users of the database
need not wait. ``Workspace.restore`` goes back to one; by hand, close the program and put the copy in the place
of ``workspace.sqlite3`` (leaving no ``workspace.sqlite3-wal`` beside it).
Source: https://www.sqlite.org/backup.html
"""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
from datetime import datetime
from pathlib import Path

from itacore.errors import WorkspaceError

FOLDER_NAME = "backups"
KEPT = 7
BEFORE_RESTORE = "before-restore"
_MOMENT = "%Y-%m-%dT%H-%M-%S"
_NAME = re.compile(r".*-(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d)(?:-(before-restore|of-revision).*|-again)*")


def list_backups(database: Path) -> tuple[Path, ...]:
    """List the copies of a database, newest last; a file of another name is none of them."""
    found = (database.parent / FOLDER_NAME).glob(f"{database.stem}-*{database.suffix}")
    return tuple(sorted(path for path in found if _NAME.fullmatch(path.stem)))


def describe_backup(backup: Path) -> tuple[datetime, str]:
    """Tell when a copy was made, by the clock of the one who made it, and why.

    The reason is "" for the copy of the day, else before-restore or of-revision.

    >>> describe_backup(Path("workspace-2026-11-20T03-30-00-of-revision-0001.sqlite3"))
    (datetime.datetime(2026, 11, 20, 3, 30), 'of-revision')
    """
    found = re.fullmatch(r".*-(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d)-?(before-restore|of-revision)?.*", backup.stem)
    if found is None:
        raise ValueError(f"{backup.name} is not the name of a copy")
    return datetime.strptime(found[1], _MOMENT), found[2] or ""


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
    name = f"{database.stem}-{now:{_MOMENT}}{'-' if reason else ''}{reason}{database.suffix}"
    part = folder / f"{name}.{os.getpid()}.part"
    try:
        folder.mkdir(exist_ok=True)
        _drop_parts(folder, now)
        copy_database(database, part)
        while (folder / name).exists():  # a second one within a second
            name = f"{Path(name).stem}-again{database.suffix}"
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
