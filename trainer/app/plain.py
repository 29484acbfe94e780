"""Domain values as plain ones, for printing as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path


def to_plain(value: object) -> object:
    """Dataclasses and mappings become dicts, sequences lists, sets sorted lists, the rest text.

    Raises TypeError for a type it does not know, so that nothing is printed as `<object at …>`.
    """
    if isinstance(value, Enum):
        return to_plain(value.value)
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if is_dataclass(value) and not isinstance(value, type):
        return {part.name: to_plain(getattr(value, part.name)) for part in fields(value)}
    if isinstance(value, Mapping):
        return {str(name): to_plain(inner) for name, inner in value.items()}
    if isinstance(value, AbstractSet):
        return sorted((to_plain(inner) for inner in value), key=str)
    if isinstance(value, list | tuple):
        return [to_plain(inner) for inner in value]
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Path):
        return value.as_posix()
    raise TypeError(f"no plain form for {type(value).__name__}")
