"""Which attempts get a blind second rating: told by their ids, the same for ever."""

from __future__ import annotations

import hashlib
from typing import Final

SAMPLED_PERCENT: Final = 10
"""About one attempt in ten, enough for thirty pairs a criterion within a few weeks of a small team."""


def is_sampled(attempt_id: str) -> bool:
    """Whether this attempt belongs to the sample. Nobody's hand or clock has a say in it."""
    digest = hashlib.sha256(f"second rating {attempt_id}".encode()).digest()
    return int.from_bytes(digest[:8], "big") % 100 < SAMPLED_PERCENT
