"""Packs with the policies saved for them, as a server takes them into use when it starts.

A running server keeps its packs: a ticket is played to its end by one policy. Earlier policies stay
at hand by the versions that they gave their packs, for the tickets that were begun under them.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trainer.content.model import Pack
from trainer.errors import InvalidInput
from trainer.services.policy.overlay import apply_overlay, with_policy
from trainer.services.policy.ports import PolicyVersion

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class InForce:
    """`packs` by id as they are used now; `earlier` the other ones by (id, version), to go on with
    attempts begun under them; `left_out` the packs whose newest saved policy does not fit the
    installed pack any more, so that the pack's own is used."""

    packs: Mapping[str, Pack]
    earlier: Mapping[tuple[str, str], Pack]
    left_out: tuple[str, ...] = ()


def packs_in_force(
    packs: Mapping[str, Pack], saved: Mapping[str, Sequence[PolicyVersion]]
) -> InForce:
    """The packs with the newest of the versions `saved` for each (newest first)."""
    now: dict[str, Pack] = {}
    earlier: dict[tuple[str, str], Pack] = {}
    left_out: list[str] = []
    for pack_id, own in packs.items():
        versions = saved.get(pack_id, ())
        made = [_made(own, version) for version in versions]
        if made and made[0] is None:
            left_out.append(pack_id)
        now[pack_id] = (made[0] if made else None) or own
        for pack in (*made, own):
            if pack is not None and pack.header.version != now[pack_id].header.version:
                earlier.setdefault((pack_id, pack.header.version), pack)
    return InForce(now, earlier, tuple(left_out))


def _made(own: Pack, version: PolicyVersion) -> Pack | None:
    try:
        return with_policy(own, apply_overlay(own, version.overlay))
    except InvalidInput as error:
        _log.error("policy %d of pack %s is left out: %s", version.number, own.id, error)
        return None
