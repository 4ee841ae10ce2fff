"""Where the workspace lies, and how it is opened."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import platformdirs
import sqlalchemy as sa

from itacore.errors import WorkspaceError
from itacore.store.backups import write_backup
from itacore.store.database import (
    SQLITE_NAME,
    is_current,
    migrate,
    postgres_engine,
    read_revision,
    reading,
    refuse_newer,
    refuse_strange,
    sqlite_engine,
    writing,
)
from itacore.store.workspace import Workspace

APP_NAME = "ITA Dashboard"
FOLDER_VARIABLE = "ITA_WORKSPACE"
ADDRESS_VARIABLE = "ITA_DATABASE_URL"


def open_workspace(
    folder: Path | None = None, url: str | None = None, *, now: datetime | None = None
) -> Workspace:
    """Open the workspace, making or bringing up to date what is not there yet.

    Parameters
    ----------
    folder
        Its folder; else that named by ``ITA_WORKSPACE``; else "ITA Dashboard" where the system keeps data of
        programs.
    url
        Address of a PostgreSQL database; else ``ITA_DATABASE_URL``, unless a folder was given; else the
        SQLite file in the folder.
    now
        The moment, for the copy of the day; else the clock.

    Raises
    ------
    WorkspaceError
        The database was made by a newer version or another program, is damaged or out of reach, or the folder
        cannot be made; nothing is touched then.
    """
    now = now or datetime.now().astimezone()
    address = url or (os.environ.get(ADDRESS_VARIABLE) if folder is None else None)
    place = _find_folder(folder)
    return _open_postgres(place, address) if address else _open_sqlite(place, now)


def _find_folder(folder: Path | None) -> Path:
    named = folder or os.environ.get(FOLDER_VARIABLE)
    place = Path(named) if named else platformdirs.user_data_path(APP_NAME, appauthor=False)
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise WorkspaceError("no-folder", f"the folder {place} cannot be made: {fault}") from fault
    return place.resolve()


def _open_sqlite(folder: Path, now: datetime) -> Workspace:
    path = folder / SQLITE_NAME
    refuse_strange(path)
    engine = sqlite_engine(path)
    _bring_up_to_date(engine, path, now)
    workspace = Workspace(engine, folder, path)
    workspace.copy_of_the_day(now)
    return workspace


def _open_postgres(folder: Path, address: str) -> Workspace:
    engine = postgres_engine(address)
    _bring_up_to_date(engine, None, None)
    return Workspace(engine, folder, None)


def _bring_up_to_date(engine: sa.Engine, path: Path | None, now: datetime | None) -> None:
    """Run the migrations that are missing, after a copy; a second program that opens it waits meanwhile."""
    try:
        with reading(engine) as connection:
            revision = read_revision(connection)
        refuse_newer(revision, engine.url.render_as_string(hide_password=True))
        if is_current(revision):
            return
        with writing(engine) as connection:
            revision = read_revision(connection)
            refuse_newer(revision, engine.url.render_as_string(hide_password=True))
            if is_current(revision):
                return
            if revision is not None and path is not None and now is not None:
                write_backup(path, now, f"of-revision-{revision}")
            migrate(connection)
    except BaseException:
        engine.dispose()
        raise
