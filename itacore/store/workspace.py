"""The workspace: imports are confirmed, taken back and brought back; what stands is read as one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

import sqlalchemy as sa

from itacore.agency_names import tell_agencies, tell_names
from itacore.errors import AmbiguousAgencyError
from itacore.issues import Issue
from itacore.store import rows
from itacore.store.documents import (
    DOCUMENT_TABLES,
    ImportDocument,
    ImportRecord,
    JournalEntry,
    check_document,
    issues_from_text,
    write_parquet,
)
from itacore.store.effects import ImportEffect, find_effect
from itacore.store.fold import CurrentScores, fold_imports, relabel
from itacore.store.identity import AgencyComparison, KnownAgency, Matching, match_agencies
from itacore.store.office import CRITERIA, OfficeDocuments, read_counting
from itacore.store.schema import IMPORT_DOCUMENT, as_utc
from itacore.tables import AGENCIES, DECLARED, SCORES

_IMPORT = IMPORT_DOCUMENT.c


class Workspace(OfficeDocuments):
    """A workspace that was opened with ``open_workspace``; may be used from several threads."""

    # Imports

    def confirm_import(
        self,
        document: ImportDocument,
        *,
        now: datetime,
        who: str | None = None,
        resolve: Mapping[str, str | None] | None = None,
    ) -> ImportRecord:
        """Keep a document as an import that stands; a file that stands already is not added again.

        Parameters
        ----------
        document
            What was read or typed.
        now, who
            When, with a time zone, and by whom: a post or nickname, if given.
        resolve
            What the person said about agencies: agency_id of the document to that of the workspace, or None
            for a new agency. It goes before the rule of ``itacore.store.identity``, so it also links
            an agency that changed its name or status to what it was.

        Raises
        ------
        TableError
            A table is not as declared.
        AmbiguousAgencyError
            An agency may be several; nothing is stored.
        WorkspaceError
            ``now`` has no time zone, ``resolve`` names unknown agencies or makes two figures one, or the
            database could not be written; nothing is stored.
        """
        moment = as_utc(now)
        check_document(document)
        blobs = {table.name: write_parquet(document.tables[table.name], table) for table in DOCUMENT_TABLES}
        self.copy_of_the_day(now)
        with self.writing() as connection:
            earlier = rows.find_standing(connection, document)
            if earlier is not None:
                return replace(earlier, already_there=True)
            matching = _match(connection, document, resolve, rows.digest(blobs))
            if matching.ambiguous:
                raise AmbiguousAgencyError(agency.name for agency in matching.ambiguous)
            rows.check_collisions(document, matching.ids)
            import_id = rows.write_import(connection, document, blobs, matching.ids, moment, who)
            return rows.read_record(connection, import_id)

    def imports(self) -> tuple[ImportRecord, ...]:
        """List all imports, standing or taken back, newest last."""
        with self.reading() as connection:
            found = connection.execute(sa.select(*rows.RECORD_COLUMNS).order_by(_IMPORT.id))
            return tuple(rows.make_record(row) for row in found)

    def read_import(self, import_id: int) -> ImportDocument:
        """Read an import exactly as it was confirmed, with the agency_ids of the document itself.

        Raises
        ------
        WorkspaceError
            There is no such import.
        """
        with self.reading() as connection:
            rows.read_record(connection, import_id)
            row = connection.execute(sa.select(IMPORT_DOCUMENT).where(_IMPORT.id == import_id)).one()
        return rows.read_document(row)

    def read_issues(self, import_id: int) -> tuple[Issue, ...]:
        """Read the issues that were known when an import was confirmed.

        Raises
        ------
        WorkspaceError
            There is no such import.
        """
        with self.reading() as connection:
            rows.read_record(connection, import_id)
            query = sa.select(_IMPORT.issues).where(_IMPORT.id == import_id)
            return issues_from_text(connection.execute(query).scalar_one())

    def sole_agencies(self) -> dict[int, str]:
        """Give the name of the agency of every import that has one agency with a name."""
        with self.reading() as connection:
            return rows.read_sole(connection)

    def agency_ids(self, import_id: int) -> dict[str, str]:
        """Tell which agency of the workspace each agency_id of an import is."""
        with self.reading() as connection:
            rows.read_record(connection, import_id)
            return rows.read_ids(connection, [import_id])[import_id]

    def compare_import(self, import_id: int) -> ImportEffect:
        """Tell what an import changed of what stood before it.

        Before it stood the imports confirmed before it that stand now. The import itself may be taken back:
        then it is what bringing it back would have changed at its place.

        Returns
        -------
        ImportEffect
            Counts, and a frame as described in ``itacore.store.effects.find_effect``.

        Raises
        ------
        WorkspaceError
            There is no such import.
        """
        tables = (SCORES, DECLARED)
        with self.reading() as connection:
            rows.read_record(connection, import_id)
            found = connection.execute(
                sa.select(_IMPORT.id, *(_IMPORT[table.name] for table in tables))
                .where(sa.or_(sa.and_(rows.STANDS, _IMPORT.id < import_id), _IMPORT.id == import_id))
                .order_by(_IMPORT.id)
            ).all()
            ids = rows.read_ids(connection, [row.id for row in found])
            agencies = connection.execute(sa.select(_IMPORT.agencies).where(_IMPORT.id == import_id)).one()
        *before, own = (
            {name: relabel(frame, ids[row.id]) for name, frame in rows.read_tables(row, tables).items()}
            for row in found
        )
        named = rows.read_tables(agencies, (AGENCIES,))["agencies"]
        own["agencies"] = relabel(named, ids[import_id]).drop_duplicates("agency_id", keep="last")
        return find_effect(before, own)

    def take_back(self, import_id: int, *, now: datetime, who: str | None = None) -> ImportRecord:
        """Leave an import out of the current scores; it is kept and can be brought back.

        Raises
        ------
        WorkspaceError
            There is no such import, or ``now`` has no time zone.
        """
        return self._set_standing(import_id, False, now, who)

    def bring_back(self, import_id: int, *, now: datetime, who: str | None = None) -> ImportRecord:
        """Let an import that was taken back stand again, in its old place.

        Raises
        ------
        AmbiguousAgencyError
            A later import gave an agency of it another province or district; confirm its file again instead.
        WorkspaceError
            There is no such import, or ``now`` has no time zone.
        """
        return self._set_standing(import_id, True, now, who)

    def _set_standing(self, import_id: int, standing: bool, now: datetime, who: str | None) -> ImportRecord:
        moment = as_utc(now)
        self.copy_of_the_day(now)
        with self.writing() as connection:
            record = rows.read_record(connection, import_id)
            if record.standing == standing:
                return record
            if standing:
                rows.refuse_moved(connection, import_id)
            rows.set_standing(connection, import_id, standing, moment, who)
            return rows.read_record(connection, import_id)

    def journal(self) -> tuple[JournalEntry, ...]:
        """Tell what was done to the workspace, newest last."""
        with self.reading() as connection:
            return rows.read_journal(connection)

    # What stands

    def version(self) -> str:
        """Give a text for caches: another one whenever other imports or documents of kind criteria count."""
        with self.reading() as connection:
            standing = sa.select(*rows.VERSION_COLUMNS).where(rows.STANDS).order_by(_IMPORT.id)
            return rows.name_version(connection.execute(standing).all(), read_counting(connection, CRITERIA))

    def current(self) -> CurrentScores:
        """Read all imports that stand as one, later ones winning (see ``itacore.store.fold``)."""
        columns = (*rows.VERSION_COLUMNS, *rows.BLOB_COLUMNS)
        with self.reading() as connection:
            found = connection.execute(sa.select(*columns).where(rows.STANDS).order_by(_IMPORT.id)).all()
            ids = rows.read_ids(connection, [row.id for row in found])
            version = rows.name_version(found, read_counting(connection, CRITERIA))
        imports = [
            {name: relabel(frame, ids[row.id]) for name, frame in rows.read_tables(row).items()}
            for row in found
        ]
        return fold_imports(imports, version)

    def known_agencies(self) -> list[KnownAgency]:
        """List the agencies that the workspace ever met, those of standing imports marked."""
        with self.reading() as connection:
            return rows.read_known(connection)

    def compare_agencies(
        self,
        document: ImportDocument,
        *,
        current: CurrentScores | None = None,
        resolve: Mapping[str, str | None] | None = None,
    ) -> AgencyComparison:
        """Tell which agencies of a document are new, and which of the year before are missing in it.

        Missing are agencies with a score or declared figure for the year before the document's latest year,
        asked only where the document holds more than one agency. An agency without a name is given by the
        name of its file; where several have one name, their place stands with it.

        Parameters
        ----------
        document
            What was read, before it is confirmed.
        current
            What ``current()`` gave, where it is at hand.
        resolve
            As for ``confirm_import``.
        """
        with self.reading() as connection:
            matching = _match(connection, document, resolve, "")
            known = rows.read_known(connection) if matching.new else []
        new = _name_new(document, matching.new, known)
        missing: list[str] = []
        if len(document.agencies) > 1 and document.fiscal_years:
            current = current or self.current()
            before = document.fiscal_years[-1] - 1
            had: set[str] = set()
            for frame in (current.scores, current.declared):
                had.update(frame.loc[frame["fiscal_year"] == before, "agency_id"].unique())
            had -= set(matching.ids.values())
            had -= {one.agency_id for agency in matching.ambiguous for one in agency.candidates}
            named = current.agencies.assign(
                name=current.agencies["name"].fillna(current.agencies["agency_id"])
            )
            missing = [name for one, name in tell_agencies(named, "").items() if one in had]
        return AgencyComparison(tuple(sorted(new)), tuple(sorted(missing)), matching.ambiguous)


def _name_new(document: ImportDocument, new: Sequence[str], known: Sequence[KnownAgency]) -> list[str]:
    """Names of new agencies, told apart from each other and from those known; that of the file for one without."""
    agencies = document.agencies[document.agencies["agency_id"].isin(new)]
    named = agencies[agencies["name"].notna()].astype(object)
    named = named.where(named.notna(), None)
    others = [agency for agency in known if agency.name]
    told = tell_names(
        [*named["name"], *(agency.name or "" for agency in others)],
        [*named["district"], *(agency.district for agency in others)],
        [*named["province"], *(agency.province for agency in others)],
    )
    unnamed = agencies.loc[agencies["name"].isna(), "agency_id"]
    return [*told[: len(named)], *(document.file_name or one for one in unnamed)]


def _match(
    connection: sa.Connection,
    document: ImportDocument,
    resolve: Mapping[str, str | None] | None,
    content: str,
) -> Matching:
    unnamed = f"unnamed:{(document.sha256 or content)[:16]}"
    return match_agencies(document.agencies, rows.read_known(connection), resolve or {}, unnamed)
