"""Packs loaded once for all tests."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from trainer.content.load import load_pack
from trainer.content.model import Pack

TINY = Path(__file__).parent / "packs" / "tiny"
SHIPPED = Path(__file__).parents[1] / "scenarios"


@lru_cache(maxsize=8)
def tiny_pack() -> Pack:
    """The tests' own small pack."""
    return load_pack(TINY)


@lru_cache(maxsize=8)
def shipped_pack(name: str) -> Pack:
    """A pack of the product."""
    return load_pack(SHIPPED / name)


def shipped_names() -> list[str]:
    """Folders of all shipped packs, the template included."""
    return sorted(path.parent.name for path in SHIPPED.glob("*/pack.yaml"))
