"""Runs the migrations inside the caller's connection and transaction."""

from __future__ import annotations

from alembic import context

import trainer.store.tables_records  # noqa: F401  # registers its tables
from trainer.store.schema import VERSION_TABLE
from trainer.store.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    version_table=VERSION_TABLE,
    # SQLite changes tables by copying them; its DDL is as transactional as its other statements.
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
