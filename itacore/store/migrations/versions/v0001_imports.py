"""Imports, the agencies they name, and the journal."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the first tables."""
    op.create_table(
        "import_document",
        sa.Column("id", sa.Integer, autoincrement=True, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("file_name", sa.Text),
        sa.Column("sha256", sa.String(64)),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_by", sa.Text),
        sa.Column("taken_back_at", sa.DateTime(timezone=True)),
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
        sa.PrimaryKeyConstraint("id", name="pk_import_document"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_import_document_sha256", "import_document", ["sha256"])
    op.create_table(
        "import_agency",
        sa.Column("import_id", sa.Integer, nullable=False),
        sa.Column("incoming_id", sa.Text, nullable=False),
        sa.Column("agency_id", sa.Text, nullable=False),
        sa.Column("name", sa.Text),
        sa.Column("district", sa.Text),
        sa.Column("province", sa.Text),
        sa.PrimaryKeyConstraint("import_id", "incoming_id", name="pk_import_agency"),
        sa.ForeignKeyConstraint(["import_id"], ["import_document.id"], name="fk_import_agency_import_id"),
    )
    op.create_index("ix_import_agency_agency_id", "import_agency", ["agency_id"])
    op.create_table(
        "journal",
        sa.Column("id", sa.Integer, autoincrement=True, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.Text),
        sa.Column("action", sa.String(32), nullable=False),
        sa.Column("import_id", sa.Integer),
        sa.PrimaryKeyConstraint("id", name="pk_journal"),
        sa.ForeignKeyConstraint(["import_id"], ["import_document.id"], name="fk_journal_import_id"),
        sqlite_autoincrement=True,
    )
