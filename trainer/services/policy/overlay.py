"""Overlays: which values of a policy may be changed, and the policy that comes out of it.

An overlay holds only what differs from the pack, so that an updated pack still brings its own news.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from pydantic import ValidationError

from trainer.content.model import Pack
from trainer.content.schema.pack import BothLanguages
from trainer.content.schema.policy import PolicyFile
from trainer.errors import InvalidInput
from trainer.services.policy.ports import Overlay

GRADING: Final = ("matrix", "sla", "weights", "pass_mark", "pass_floor")
"""Sections that a grade depends on."""
SECTIONS: Final = (*GRADING, "readiness", "lines")
_LEAVES: Final = {
    "readiness": frozenset({"cut", "sure", "least", "per_area", "areas", "handed_on", "kept"}),
}
_PAY: Final = frozenset({"pay_low", "pay_high"})
_DECIDED: Final = BothLanguages(
    ru="решение администратора этой установки", en="a decision of this installation's administrator"
)
"""Where a changed cut score comes from; the pack's own account of it would be untrue."""


def plain_policy(policy: PolicyFile) -> dict[str, Any]:
    """The policy as JSON-ready values, all keys strings."""
    plain: dict[str, Any] = json.loads(policy.model_dump_json())
    return plain


def apply_overlay(pack: Pack, overlay: Overlay) -> PolicyFile:
    """The pack's policy with the overlay's values in place of its own.

    Raises InvalidInput for anything that may not be changed or will not do: `field` is "policy_" and
    the section, `place` the dotted key, and the interface has advice for each section.
    """
    own = plain_policy(pack.policy)
    for section in overlay:
        if section not in SECTIONS:
            raise _wrong("section", str(section))
    merged = _merged(own, overlay, ())
    try:
        policy = PolicyFile.model_validate_json(json.dumps(merged))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        # A rule about the whole file names its section in its message: "sla lacks targets …".
        section = place.partition(".")[0] or _section_of(first["msg"])
        raise _wrong(section, place, first["msg"]) from error
    _check_sense(pack, policy)
    if policy.readiness.cut != pack.policy.readiness.cut:
        readiness = policy.readiness.model_copy(update={"origin": _DECIDED})
        policy = policy.model_copy(update={"readiness": readiness})
    return policy


def difference(pack: Pack, policy: PolicyFile) -> dict[str, Any]:
    """The overlay that makes this policy of the pack's own; empty where they are equal."""
    found = _difference(plain_policy(pack.policy), plain_policy(policy))
    found.get("readiness", {}).pop("origin", None)  # follows from the cut scores
    return {section: found[section] for section in SECTIONS if section in found}


def with_policy(pack: Pack, policy: PolicyFile) -> Pack:
    """The pack with another policy: a new Pack with a digest of its own, so that nothing kept for
    the one is taken for the other.

    Where grades depend on what differs, its version is another one too ("1.0.0+3f2a9c01", build
    metadata as in semver.org), the same for equal policies: an attempt's key then says for ever by
    which policy it is played and graded.
    """
    changed = difference(pack, policy)
    if not changed:
        return pack
    version = pack.header.version
    if grading := {section: changed[section] for section in GRADING if section in changed}:
        version = f"{version}+{_digest(grading)[:8]}"
    return replace(
        pack,
        policy=policy,
        header=pack.header.model_copy(update={"version": version}),
        digest=_digest({"pack": pack.digest, "policy": changed}),
    )


def _digest(plain: object) -> str:
    return hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()


def _merged(own: Any, changed: Any, place: tuple[str, ...]) -> Any:
    section = place[0] if place else "section"
    if isinstance(own, dict):
        if not isinstance(changed, Mapping):
            raise _wrong(section, ".".join(place))
        merged = dict(own)
        for key, value in changed.items():
            inside = (*place, str(key))
            if str(key) not in own or not _may_change(inside):
                raise _wrong(inside[0], ".".join(inside))
            merged[str(key)] = _merged(own[str(key)], value, inside)
        return merged
    number = isinstance(changed, int | float) and not isinstance(changed, bool)
    if not number or not math.isfinite(changed):
        raise _wrong(section, ".".join(place))
    if isinstance(own, int) and changed != int(changed):
        raise _wrong(section, ".".join(place))  # the schema would cut it down in silence
    return changed


def _may_change(place: tuple[str, ...]) -> bool:
    if place[0] == "lines" and len(place) == 3:
        return place[2] in _PAY
    if place[0] == "readiness" and len(place) == 2:
        return place[1] in _LEAVES["readiness"]
    return True


def _difference(own: Any, changed: Any) -> Any:
    """What differs, or an empty dictionary."""
    found: dict[str, Any] = {}
    for key, value in changed.items():
        if isinstance(value, dict) and isinstance(own.get(key), dict):
            if inside := _difference(own[key], value):
                found[key] = inside
        elif own.get(key) != value:
            found[key] = value
    return found


def _check_sense(pack: Pack, policy: PolicyFile) -> None:
    """What the schema lets through but nobody can want; a pack's own values are its author's."""
    own = pack.policy
    if policy.weights != own.weights and not sum(policy.weights.values()):
        raise _wrong("weights", "weights")
    if policy.sla != own.sla:
        for number, target in policy.sla.items():
            if target.respond > target.resolve:
                raise _wrong("sla", f"sla.{number}")
    if policy.lines != own.lines:
        for line, spec in policy.lines.items():
            if spec.pay_low > spec.pay_high:
                raise _wrong("lines", f"lines.{line}")
    if policy.readiness != own.readiness:
        rule, areas = policy.readiness, len({one.spec.area for one in pack.faults.values()})
        if rule.areas > areas or rule.per_area * areas < rule.least:
            # Nobody could ever gather the evidence: the pack has too few service areas.
            raise InvalidInput(
                f"the pack has {areas} service areas", field="policy_evidence", areas=areas
            )


def _section_of(message: str) -> str:
    return next((name for name in SECTIONS if name in message), "section")


def _wrong(section: str, place: str, detail: str = "") -> InvalidInput:
    field = section if section in SECTIONS else "section"
    return InvalidInput(
        f"policy: {place}: {detail or 'not a value that may stand there'}",
        field=f"policy_{field}",
        place=place,
    )
