"""All tables there are: every module `tables*` or `*_tables` describes some."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from sqlalchemy import MetaData

import trainer.store
from trainer.store.tables import METADATA


@cache
def all_tables() -> MetaData:
    """The metadata with every table in it, whoever has been imported so far."""
    for module in pkgutil.iter_modules(trainer.store.__path__):
        named = module.name.startswith("tables") or module.name.endswith("_tables")
        if named and module.name != "all_tables":
            importlib.import_module(f"trainer.store.{module.name}")
    return METADATA
