"""Rows of the database as values, and values as rows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeAlias

import pandas as pd
import sqlalchemy as sa

from itacore.errors import AmbiguousAgencyError, TableError, WorkspaceError
from itacore.store.documents import (
    DOCUMENT_TABLES,
    ImportDocument,
    ImportRecord,
    JournalEntry,
    issues_from_text,
    issues_to_text,
    read_parquet,
)
from itacore.store.fold import relabel
from itacore.store.identity import KnownAgency, find_moved, gather_known
from itacore.store.schema import IMPORT_AGENCY, IMPORT_DOCUMENT, JOURNAL, OFFICE_DOCUMENT
from itacore.tables import DECLARED, PROVENANCE, SCORES, Table, check_table

_IMPORT = IMPORT_DOCUMENT.c
_AGENCY = IMPORT_AGENCY.c
_OFFICE = OFFICE_DOCUMENT.c
AnyRow: TypeAlias = sa.Row[*tuple[Any, ...]]
STANDS = _IMPORT.taken_back_at.is_(None)
RECORD_COLUMNS = tuple(
    _IMPORT[name] for name in ImportRecord.__dataclass_fields__ if name in IMPORT_DOCUMENT.columns
)
VERSION_COLUMNS = (_IMPORT.id, _IMPORT.content_sha256, _IMPORT.confirmed_at)
BLOB_COLUMNS = tuple(_IMPORT[table.name] for table in DOCUMENT_TABLES)


# Imports


def make_record(row: AnyRow) -> ImportRecord:
    """Make a record of a row with ``RECORD_COLUMNS``."""
    return ImportRecord(**{**row._mapping, "fiscal_years": tuple(json.loads(row.fiscal_years))})


def read_record(connection: sa.Connection, import_id: int) -> ImportRecord:
    """Read the record of an import.

    Raises
    ------
    WorkspaceError
        There is no such import.
    """
    row = connection.execute(sa.select(*RECORD_COLUMNS).where(_IMPORT.id == import_id)).one_or_none()
    if row is None:
        raise WorkspaceError("unknown-import", f"there is no import {import_id}")
    return make_record(row)


def find_standing(connection: sa.Connection, document: ImportDocument) -> ImportRecord | None:
    """Find the import of the same file and kind that stands."""
    if document.sha256 is None:
        return None
    same = sa.and_(_IMPORT.sha256 == document.sha256, _IMPORT.kind == document.kind, STANDS)
    row = connection.execute(sa.select(*RECORD_COLUMNS).where(same).order_by(_IMPORT.id)).first()
    return make_record(row) if row else None


def write_import(
    connection: sa.Connection,
    document: ImportDocument,
    blobs: Mapping[str, bytes],
    ids: Mapping[str, str],
    now: datetime,
    who: str | None,
) -> int:
    """Write an import with its agencies and its line in the journal; give its number."""
    result = connection.execute(
        IMPORT_DOCUMENT.insert().values(
            kind=document.kind,
            file_name=document.file_name,
            sha256=document.sha256,
            confirmed_at=now,
            confirmed_by=who or None,
            agency_count=len(document.agencies),
            score_count=document.score_count,
            fiscal_years=json.dumps(document.fiscal_years),
            content_sha256=digest(blobs),
            cells=json.dumps({name: int(count) for name, count in document.cells.items()}),
            issues=issues_to_text(document.issues),
            **blobs,
        )
    )
    (import_id,) = result.inserted_primary_key or (0,)
    named = document.agencies[["agency_id", "name", "district", "province"]].astype(object)
    rows = named.where(named.notna(), None).rename(columns={"agency_id": "incoming_id"}).to_dict("records")
    if rows:
        added: list[dict[str, Any]] = [
            {str(name): value for name, value in row.items()}
            | {"import_id": import_id, "agency_id": ids[row["incoming_id"]]}
            for row in rows
        ]
        connection.execute(IMPORT_AGENCY.insert(), added)
    write_journal(connection, "confirmed", now, who, import_id)
    return int(import_id)


def set_standing(
    connection: sa.Connection, import_id: int, standing: bool, now: datetime, who: str | None
) -> None:
    """Take an import back or bring it back, with its line in the journal."""
    taken_back = {"taken_back_at": None, "taken_back_by": None}
    values = taken_back if standing else {"taken_back_at": now, "taken_back_by": who or None}
    connection.execute(IMPORT_DOCUMENT.update().where(_IMPORT.id == import_id).values(**values))
    write_journal(connection, "brought-back" if standing else "taken-back", now, who, import_id)


def digest(blobs: Mapping[str, bytes]) -> str:
    """Name the content of a document.

    >>> digest({"scores": b""}) == digest({"scores": b"x"})
    False
    """
    parts = [hashlib.sha256(blobs[name]).digest() for name in sorted(blobs)]
    return hashlib.sha256(b"".join(parts)).hexdigest()


def read_tables(row: AnyRow, tables: Sequence[Table] = DOCUMENT_TABLES) -> dict[str, pd.DataFrame]:
    """Read tables of a row that holds their columns."""
    return {table.name: read_parquet(row._mapping[table.name], table) for table in tables}


def read_document(row: AnyRow) -> ImportDocument:
    """Read the document of a whole row."""
    return ImportDocument(
        kind=row.kind,
        file_name=row.file_name,
        sha256=row.sha256,
        issues=issues_from_text(row.issues),
        cells=json.loads(row.cells),
        **read_tables(row),
    )


def name_version(rows: Iterable[AnyRow], documents: Iterable[AnyRow]) -> str:
    """Name a set of imports with what the office says of rules; both decide what is computed.

    The moments tell apart two histories where a copy was put back between them.
    """
    parts = [f"{row.id}:{row.content_sha256}:{row.confirmed_at.isoformat()}" for row in rows]
    parts += [f"{row.id}:{row.saved_at.isoformat()}:{row.content}" for row in documents]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


# Agencies


def read_ids(connection: sa.Connection, import_ids: Sequence[int]) -> dict[int, dict[str, str]]:
    """Read which agency of the workspace each agency of some imports is."""
    rows = connection.execute(
        sa.select(_AGENCY.import_id, _AGENCY.incoming_id, _AGENCY.agency_id).where(
            _AGENCY.import_id.in_(import_ids)
        )
    )
    ids: dict[int, dict[str, str]] = {one: {} for one in import_ids}
    for import_id, incoming_id, agency_id in rows:
        ids[import_id][incoming_id] = agency_id
    return ids


def read_sole(connection: sa.Connection) -> dict[int, str]:
    """Read the names of agencies that are alone in their import."""
    name = sa.func.min(_AGENCY.name)
    alone = sa.select(_AGENCY.import_id, name).group_by(_AGENCY.import_id).having(sa.func.count() == 1)
    return {import_id: name for import_id, name in connection.execute(alone) if name}


def read_known(connection: sa.Connection) -> list[KnownAgency]:
    """Read all agencies that the workspace ever met."""
    rows = connection.execute(
        sa.select(_AGENCY.agency_id, _AGENCY.name, _AGENCY.district, _AGENCY.province, STANDS)
        .join_from(IMPORT_AGENCY, IMPORT_DOCUMENT)
        .order_by(_AGENCY.import_id, _AGENCY.incoming_id)
    )
    return gather_known((*row[:4], bool(row[4])) for row in rows)


def refuse_moved(connection: sa.Connection, import_id: int) -> None:
    """Refuse to bring back an import whose agencies later imports place in other provinces or districts.

    Raises
    ------
    AmbiguousAgencyError
        Names the agencies.
    """
    rows = connection.execute(
        sa.select(
            _AGENCY.import_id, _AGENCY.agency_id, _AGENCY.name, _AGENCY.district, _AGENCY.province, STANDS
        )
        .join_from(IMPORT_AGENCY, IMPORT_DOCUMENT)
        .where(_AGENCY.import_id >= import_id)
    )
    moved = find_moved(import_id, ((*row[:5], bool(row[5])) for row in rows))
    if moved:
        raise AmbiguousAgencyError(moved)


def check_collisions(document: ImportDocument, ids: Mapping[str, str]) -> None:
    """Refuse to make two agencies of a document one where both have the same figure.

    Raises
    ------
    WorkspaceError
        Names the table.
    """
    if len(set(ids.values())) == len(ids):
        return
    for table in (SCORES, DECLARED, PROVENANCE):
        try:
            check_table(relabel(document.tables[table.name], ids), table)
        except TableError as fault:
            raise WorkspaceError("agencies-collide", f"agencies made one by the person: {fault}") from fault


# Journal


def write_journal(
    connection: sa.Connection,
    action: str,
    now: datetime,
    who: str | None,
    import_id: int | None = None,
    *,
    document_id: int | None = None,
    detail: str | None = None,
) -> None:
    """Add a line to the journal."""
    about = {"import_id": import_id, "document_id": document_id, "detail": detail}
    connection.execute(JOURNAL.insert().values(at=now, who=who or None, action=action, **about))


def is_untouched(connection: sa.Connection) -> bool:
    """Whether nothing was done to the workspace yet."""
    return connection.execute(sa.select(JOURNAL.c.id).limit(1)).first() is None


def read_journal(connection: sa.Connection) -> tuple[JournalEntry, ...]:
    """Read the journal, newest last."""
    rows = connection.execute(
        sa.select(
            *JOURNAL.c,
            _IMPORT.kind.label("import_kind"),
            _IMPORT.file_name,
            _OFFICE.kind.label("document_kind"),
            _OFFICE.agency_id,
            _OFFICE.fiscal_year,
        )
        .join_from(JOURNAL, IMPORT_DOCUMENT, JOURNAL.c.import_id == _IMPORT.id, isouter=True)
        .join(OFFICE_DOCUMENT, JOURNAL.c.document_id == _OFFICE.id, isouter=True)
        .order_by(JOURNAL.c.id)
    )
    return tuple(JournalEntry(**row._mapping) for row in rows)
