"""The databases of the store's tests, here as well."""

from __future__ import annotations

from tests.store.conftest import database, postgres, postgres_server, sqlite

__all__ = ("database", "postgres", "postgres_server", "sqlite")
