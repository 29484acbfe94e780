"""All tables there are: every module `tables*` of this package describes some."""

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
        if module.name.startswith("tables"):
            importlib.import_module(f"trainer.store.{module.name}")
    return METADATA
