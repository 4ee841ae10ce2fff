"""Save what was read; a file that was saved before and is read otherwise now takes the place of what it gave."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import pandas as pd

from itacore.errors import TableError, WorkspaceError
from itacore.store import ImportDocument, ImportRecord, Workspace
from itacore.tables import DECLARED, SCORES
from pages.ui.who import who


def confirm_anew(
    workspace: Workspace, document: ImportDocument, resolve: Mapping[str, str | None]
) -> ImportRecord:
    """Confirm an import; one of the same file with other figures is taken back first.

    Raises
    ------
    WorkspaceError, TableError
        As ``Workspace.confirm_import``.
    """
    now = datetime.now().astimezone()
    record = workspace.confirm_import(document, now=now, who=who(), resolve=resolve)
    if not record.already_there or _same_figures(workspace.read_import(record.id), document):
        return record
    workspace.take_back(record.id, now=now, who=who())
    try:
        return workspace.confirm_import(document, now=now, who=who(), resolve=resolve)
    except (WorkspaceError, TableError):
        workspace.bring_back(record.id, now=now, who=who())
        raise


def _same_figures(one: ImportDocument, other: ImportDocument) -> bool:
    """Whether two documents hold the same figures, in any order."""
    return all(
        _sorted(getattr(one, table.name), list(table.key)).equals(
            _sorted(getattr(other, table.name), list(table.key))
        )
        for table in (SCORES, DECLARED)
    )


def _sorted(frame: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    plain = frame.astype({name: "str" for name in ("agency_id", "level", "code")})
    return plain.sort_values(key, ignore_index=True)
