"""Tables of the workspace's database, for SQLite and PostgreSQL alike.

A change here needs a new file in ``migrations/versions``; a test compares the two. Blobs stand last in their
row, so that lists of imports are read without touching them.
"""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from itacore.errors import WorkspaceError


def as_utc(moment: datetime) -> datetime:
    """Give a moment in UTC; a moment without a time zone is refused.

    >>> as_utc(datetime.fromisoformat("2026-11-20T07:00:00+07:00")).isoformat()
    '2026-11-20T00:00:00+00:00'
    >>> as_utc(datetime(2026, 11, 20))
    Traceback (most recent call last):
    itacore.errors.WorkspaceError: the moment 2026-11-20T00:00:00 has no time zone
    """
    if moment.utcoffset() is None:
        raise WorkspaceError("naive-time", f"the moment {moment.isoformat()} has no time zone")
    return moment.astimezone(UTC)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, stored in UTC and given back in UTC; SQLite itself would drop the zone."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn a moment into what the database keeps."""
        if value is None:
            return None
        moment = as_utc(value)
        return moment if dialect.name == "postgresql" else moment.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Attach the zone to what the database gave."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


METADATA = sa.MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)

# One confirmed import. Only the two taken_back columns ever change; both are null while it stands.
IMPORT_DOCUMENT = sa.Table(
    "import_document",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("file_name", sa.Text),
    sa.Column("sha256", sa.String(64), index=True),
    sa.Column("confirmed_at", UtcDateTime, nullable=False),
    sa.Column("confirmed_by", sa.Text),
    sa.Column("taken_back_at", UtcDateTime),
    sa.Column("taken_back_by", sa.Text),
    sa.Column("agency_count", sa.Integer, nullable=False),
    sa.Column("score_count", sa.Integer, nullable=False),
    sa.Column("fiscal_years", sa.Text, nullable=False),
    sa.Column("content_sha256", sa.String(64), nullable=False),
    sa.Column("cells", sa.Text, nullable=False),
    sa.Column("issues", sa.Text, nullable=False),
    sa.Column("agencies", sa.LargeBinary, nullable=False),
    sa.Column("declared", sa.LargeBinary, nullable=False),
    sa.Column("scores", sa.LargeBinary, nullable=False),
    sa.Column("provenance", sa.LargeBinary, nullable=False),
    sqlite_autoincrement=True,
)

# Which agency of the workspace each agency of an import is, with what the import calls it.
IMPORT_AGENCY = sa.Table(
    "import_agency",
    METADATA,
    sa.Column("import_id", sa.ForeignKey("import_document.id"), primary_key=True),
    sa.Column("incoming_id", sa.Text, primary_key=True),
    sa.Column("agency_id", sa.Text, nullable=False, index=True),
    sa.Column("name", sa.Text),
    sa.Column("district", sa.Text),
    sa.Column("province", sa.Text),
)

# What the office worked out itself, of any kind. Only taken_back_at ever changes; it is null while it stands.
# Of a kind, agency and year the latest that stands counts; follows_id is the one that counted before.
OFFICE_DOCUMENT = sa.Table(
    "office_document",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("kind", sa.String(32), nullable=False, index=True),
    sa.Column("agency_id", sa.Text),
    sa.Column("fiscal_year", sa.Integer),
    sa.Column("saved_at", UtcDateTime, nullable=False),
    sa.Column("saved_by", sa.Text),
    sa.Column("taken_back_at", UtcDateTime),
    sa.Column("follows_id", sa.ForeignKey("office_document.id")),
    sa.Column("content", sa.Text, nullable=False),
    sqlite_autoincrement=True,
)

# What was done to the workspace, in order; never changed.
JOURNAL = sa.Table(
    "journal",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.Column("who", sa.Text),
    sa.Column("action", sa.String(32), nullable=False),
    sa.Column("import_id", sa.ForeignKey("import_document.id")),
    sa.Column("document_id", sa.ForeignKey("office_document.id")),
    sa.Column("detail", sa.Text),
    sqlite_autoincrement=True,
)
