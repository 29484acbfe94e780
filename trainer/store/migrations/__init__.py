"""Alembic environment; run by `trainer.store.schema.upgrade`, never by hand on a live server."""
