"""Runs the migrations inside the caller's connection and transaction."""

from __future__ import annotations

from alembic import context

from trainer.store.all_tables import all_tables
from trainer.store.schema import VERSION_TABLE

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=all_tables(),
    version_table=VERSION_TABLE,
    # SQLite changes tables by copying them; its DDL is as transactional as its other statements.
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
