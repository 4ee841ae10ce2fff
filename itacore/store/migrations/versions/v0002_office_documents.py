"""What the office worked out itself, and what the journal says of it."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table of office documents; let lines of the journal name one, and say a detail."""
    op.create_table(
        "office_document",
        sa.Column("id", sa.Integer, autoincrement=True, nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("agency_id", sa.Text),
        sa.Column("fiscal_year", sa.Integer),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_by", sa.Text),
        sa.Column("taken_back_at", sa.DateTime(timezone=True)),
        sa.Column("follows_id", sa.Integer),
        sa.Column("content", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_office_document"),
        sa.ForeignKeyConstraint(["follows_id"], ["office_document.id"], name="fk_office_document_follows_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_office_document_kind", "office_document", ["kind"])
    with op.batch_alter_table("journal", table_kwargs={"sqlite_autoincrement": True}) as batch:
        batch.add_column(sa.Column("document_id", sa.Integer))
        batch.add_column(sa.Column("detail", sa.Text))
        batch.create_foreign_key("fk_journal_document_id", "office_document", ["document_id"], ["id"])
