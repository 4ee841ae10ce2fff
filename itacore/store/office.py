"""Office documents: what the office works out itself, kept whole, each saving beside the ones before.

Of each kind, agency and year the latest that stands counts. Undoing takes it back, so that the one it
followed counts again; redoing brings back the newest of those that followed the one that counts. So a
saving after an undoing leaves nothing to redo, and no clock decides.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from itacore.store import rows
from itacore.store.base import OpenDatabase
from itacore.store.schema import OFFICE_DOCUMENT, as_utc

_OFFICE = OFFICE_DOCUMENT.c
_STANDS = _OFFICE.taken_back_at.is_(None)
CRITERIA = "criteria"  # the kind that decides what is computed of the same scores


@dataclass(frozen=True)
class OfficeDocument:
    """One saving of what the office worked out, for an agency and a year or for all.

    ``kind`` is measures, findings, criteria or another name; ``content`` is what JSON can say.
    """

    id: int
    kind: str
    agency_id: str | None
    fiscal_year: int | None
    saved_at: datetime
    saved_by: str | None
    content: Any


_COLUMNS = tuple(_OFFICE[name] for name in OfficeDocument.__dataclass_fields__)


class OfficeDocuments(OpenDatabase):
    """The office documents of a workspace."""

    def save_document(
        self,
        kind: str,
        content: Mapping[str, Any] | Sequence[Any],
        *,
        agency_id: str | None = None,
        fiscal_year: int | None = None,
        now: datetime,
        who: str | None = None,
    ) -> OfficeDocument:
        """Keep what the office worked out; what counts already is not saved again.

        Parameters
        ----------
        kind
            measures, findings, criteria or another name of at most 32 letters.
        content
            A dict or list of what JSON knows (texts, whole numbers, finite numbers, truth, None); the order
            of the keys of a dict is no difference.
        agency_id, fiscal_year
            The agency of the workspace and the year it is about; None for all.
        now, who
            When, with a time zone, and by whom: a post or nickname, if given.

        Raises
        ------
        TypeError, ValueError
            JSON cannot say the content; nothing is stored.
        WorkspaceError
            ``now`` has no time zone, or the database could not be written; nothing is stored.
        """
        moment = as_utc(now)
        text = json.dumps(content, ensure_ascii=False, allow_nan=False)
        self.copy_of_the_day(now)
        with self.writing() as connection:
            before = _find(connection, kind, agency_id, fiscal_year)
            if before is not None and _same(before.content, text):
                return before
            result = connection.execute(
                OFFICE_DOCUMENT.insert().values(
                    kind=kind,
                    agency_id=agency_id,
                    fiscal_year=fiscal_year,
                    saved_at=moment,
                    saved_by=who or None,
                    follows_id=before.id if before else None,
                    content=text,
                )
            )
            (document_id,) = result.inserted_primary_key or (0,)
            rows.write_journal(connection, "saved", moment, who, document_id=document_id)
            return _read(connection, document_id)

    def document(
        self, kind: str, *, agency_id: str | None = None, fiscal_year: int | None = None
    ) -> OfficeDocument | None:
        """Read the document of a kind, agency and year that counts, None where there is none."""
        with self.reading() as connection:
            return _find(connection, kind, agency_id, fiscal_year)

    def documents(self, kind: str) -> tuple[OfficeDocument, ...]:
        """Read the documents of a kind that count, one for each agency and year, newest last."""
        with self.reading() as connection:
            return tuple(_make(row) for row in read_counting(connection, kind))

    def undo_document(
        self,
        kind: str,
        *,
        agency_id: str | None = None,
        fiscal_year: int | None = None,
        now: datetime,
        who: str | None = None,
    ) -> OfficeDocument | None:
        """Take back the document that counts, so that the one before counts again.

        Returns
        -------
        OfficeDocument | None
            The one taken back, None where there was none.

        Raises
        ------
        WorkspaceError
            ``now`` has no time zone, or the database could not be written.
        """
        moment = as_utc(now)
        self.copy_of_the_day(now)
        with self.writing() as connection:
            counting = _find(connection, kind, agency_id, fiscal_year)
            if counting is not None:
                _set_taken_back(connection, counting.id, moment)
                rows.write_journal(connection, "undone", moment, who, document_id=counting.id)
            return counting

    def redo_document(
        self,
        kind: str,
        *,
        agency_id: str | None = None,
        fiscal_year: int | None = None,
        now: datetime,
        who: str | None = None,
    ) -> OfficeDocument | None:
        """Bring back the document that was taken back last, unless another was saved since.

        Returns
        -------
        OfficeDocument | None
            The one brought back, None where there is nothing to bring back.

        Raises
        ------
        WorkspaceError
            ``now`` has no time zone, or the database could not be written.
        """
        moment = as_utc(now)
        self.copy_of_the_day(now)
        with self.writing() as connection:
            following = _find_following(connection, kind, agency_id, fiscal_year)
            if following is not None:
                _set_taken_back(connection, following.id, None)
                rows.write_journal(connection, "redone", moment, who, document_id=following.id)
            return following

    def rewrite_documents(
        self, kind: str, rewrite: Callable[[Any], Any], *, now: datetime, who: str | None = None
    ) -> int:
        """Rewrite all documents of a kind, also those taken back and followed: for what must not be kept.

        Parameters
        ----------
        kind
            Kind of the documents.
        rewrite
            Gives the content that is to stand instead of a content.
        now, who
            When, with a time zone, and by whom; each changed document stands in the journal.

        Returns
        -------
        int
            How many documents were changed. Copies of the workspace made before stay as they are.

        Raises
        ------
        WorkspaceError
            ``now`` has no time zone, or the database could not be written; nothing is changed.
        """
        moment, changed = as_utc(now), 0
        with self.writing() as connection:
            query = sa.select(_OFFICE.id, _OFFICE.content).where(_OFFICE.kind == kind)
            for row in connection.execute(query.order_by(_OFFICE.id)).all():
                content = rewrite(json.loads(row.content))
                text = json.dumps(content, ensure_ascii=False, allow_nan=False)
                if not _same(content, row.content):
                    connection.execute(
                        OFFICE_DOCUMENT.update().where(_OFFICE.id == row.id).values(content=text)
                    )
                    rows.write_journal(connection, "saved", moment, who, document_id=row.id)
                    changed += 1
        return changed

    def can_redo(self, kind: str, *, agency_id: str | None = None, fiscal_year: int | None = None) -> bool:
        """Whether ``redo_document`` would bring something back."""
        with self.reading() as connection:
            return _find_following(connection, kind, agency_id, fiscal_year) is not None


def read_counting(connection: sa.Connection, kind: str) -> Sequence[rows.AnyRow]:
    """Read the rows of a kind that count, in order of saving."""
    newest = (
        sa.select(sa.func.max(_OFFICE.id))
        .where(_OFFICE.kind == kind, _STANDS)
        .group_by(_OFFICE.agency_id, _OFFICE.fiscal_year)
    )
    return connection.execute(sa.select(*_COLUMNS).where(_OFFICE.id.in_(newest)).order_by(_OFFICE.id)).all()


def _is_about(kind: str, agency_id: str | None, fiscal_year: int | None) -> sa.ColumnElement[bool]:
    return sa.and_(
        _OFFICE.kind == kind,
        _OFFICE.agency_id.is_not_distinct_from(agency_id),
        _OFFICE.fiscal_year.is_not_distinct_from(fiscal_year),
    )


def _find(
    connection: sa.Connection, kind: str, agency_id: str | None, fiscal_year: int | None
) -> OfficeDocument | None:
    about = _is_about(kind, agency_id, fiscal_year)
    query = sa.select(*_COLUMNS).where(about, _STANDS).order_by(_OFFICE.id.desc()).limit(1)
    row = connection.execute(query).first()
    return _make(row) if row else None


def _find_following(
    connection: sa.Connection, kind: str, agency_id: str | None, fiscal_year: int | None
) -> OfficeDocument | None:
    """Find the newest that was taken back of those that followed the one that counts."""
    counting = _find(connection, kind, agency_id, fiscal_year)
    follows = _OFFICE.follows_id.is_not_distinct_from(counting.id if counting else None)
    query = sa.select(*_COLUMNS).where(_is_about(kind, agency_id, fiscal_year), ~_STANDS, follows)
    row = connection.execute(query.order_by(_OFFICE.id.desc()).limit(1)).first()
    return _make(row) if row else None


def _read(connection: sa.Connection, document_id: int) -> OfficeDocument:
    return _make(connection.execute(sa.select(*_COLUMNS).where(_OFFICE.id == document_id)).one())


def _make(row: rows.AnyRow) -> OfficeDocument:
    return OfficeDocument(**{**row._mapping, "content": json.loads(row.content)})


def _set_taken_back(connection: sa.Connection, document_id: int, moment: datetime | None) -> None:
    connection.execute(OFFICE_DOCUMENT.update().where(_OFFICE.id == document_id).values(taken_back_at=moment))


def _same(content: Any, text: str) -> bool:
    """Whether two contents are the same for JSON, which tells 1 from true, as Python does not."""
    return json.dumps(content, sort_keys=True) == json.dumps(json.loads(text), sort_keys=True)
