"""Run migrations on the connection that the workspace hands over, inside its transaction."""

from __future__ import annotations

from alembic import context

from itacore.store.migrations import VERSION_TABLE
from itacore.store.schema import METADATA


def run() -> None:
    """Bring the tables to the revision asked for; all of it or nothing."""
    context.configure(
        connection=context.config.attributes["connection"],
        target_metadata=METADATA,
        version_table=VERSION_TABLE,
        render_as_batch=True,
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()


if __name__ == "env_py":  # the name under which Alembic loads this file
    run()
