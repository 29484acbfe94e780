"""Policies: an administrator's values over a pack's own, with history, preview and restore."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from trainer.content.model import Pack
from trainer.content.schema.policy import PolicyFile
from trainer.domain.language import Language
from trainer.domain.people import Actor
from trainer.errors import InvalidInput
from trainer.language.limits import clean_text
from trainer.services.accounts.trail import Trail
from trainer.services.casebook import Casebook
from trainer.services.policy.overlay import apply_overlay, difference, plain_policy
from trainer.services.policy.ports import Overlay, PolicyEvidence, PolicyStore, PolicyVersion
from trainer.services.policy.preview import (
    Preview,
    changed_values,
    passes,
    priority_changes,
    verdicts,
)
from trainer.services.ports import Clock
from trainer.services.rights import Rights

RIGHTS: Final = Rights(
    {
        "Policies.get": {"administrator": "any", "mentor": "any"},
        "Policies.history": {"administrator": "any", "mentor": "any"},
        "Policies.preview": {"administrator": "any"},
        "Policies.save": {"administrator": "any"},
        "Policies.restore": {"administrator": "any"},
    }
)
REASON_LIMIT: Final = 500
ATTEMPTS: Final = 500
"""Attempts that a preview looks at."""
PEOPLE: Final = 1000
"""People that a preview looks at: whoever was active last."""


@dataclass(frozen=True, slots=True)
class PolicyState:
    """A pack's policy. `own` is the pack's, `saved` the one with the newest overlay, `number` that
    overlay's (0 for none). `waiting` says that it takes effect only when the server starts again,
    `unfit` that it does not fit the installed pack and is not used. `ladder` says that this pack's
    readiness and pay are the ones that Progress shows. `open_attempts` go on by their own policy."""

    pack: str
    own: PolicyFile
    saved: PolicyFile
    number: int
    waiting: bool
    unfit: bool
    ladder: bool
    open_attempts: int


class Policies:
    """Use cases of whoever answers for the rules of the desk. Every change is in the audit.

    `packs` are the packs as their authors made them, `used` the ones that this server works with.
    """

    def __init__(
        self,
        packs: Mapping[str, Pack],
        used: Mapping[str, Pack],
        ladder: str,
        store: PolicyStore,
        evidence: PolicyEvidence,
        casebook: Casebook,
        trail: Trail,
        clock: Clock,
    ) -> None:
        self._packs = packs
        self._used = used
        self._ladder = ladder
        self._store = store
        self._evidence = evidence
        self._casebook = casebook
        self._trail = trail
        self._clock = clock

    def get(self, actor: Actor, pack_id: str) -> PolicyState:
        """The pack's policy as it is saved; InvalidInput(field="pack") for an unknown pack."""
        RIGHTS.permit(actor, "Policies.get")
        pack = self._pack(pack_id)
        versions = self._store.of_pack(pack_id)
        saved, unfit = self._saved(pack, versions)
        return PolicyState(
            pack=pack_id,
            own=pack.policy,
            saved=saved,
            number=versions[0].number if versions else 0,
            waiting=saved != self._used[pack_id].policy,
            unfit=unfit,
            ladder=pack_id == self._ladder,
            open_attempts=self._evidence.open_attempts(pack_id),
        )

    def history(self, actor: Actor, pack_id: str) -> Sequence[PolicyVersion]:
        """All saved versions, newest first."""
        RIGHTS.permit(actor, "Policies.history")
        self._pack(pack_id)
        return self._store.of_pack(pack_id)

    def preview(
        self, actor: Actor, pack_id: str, overlay: Overlay, language: Language
    ) -> Preview:  # fmt: skip
        """What the overlay would change against what is saved; raises as `save` does."""
        RIGHTS.permit(actor, "Policies.preview")
        pack = self._pack(pack_id)
        before, _ = self._saved(pack, self._store.of_pack(pack_id))
        after = apply_overlay(pack, overlay)
        changes = changed_values(plain_policy(before), plain_policy(after))
        touched = {change.place.partition(".")[0] for change in changes}
        people = self._evidence.active(PEOPLE) if self._shows_readiness(pack_id, touched) else ()
        cases = self._casebook.cases(people)
        return Preview(
            changes=changes,
            priorities=(
                priority_changes(pack, before, after, language) if "matrix" in touched else ()
            ),
            passes=(
                passes(before, after, self._evidence.latest(pack_id, ATTEMPTS))
                if touched & {"weights", "pass_mark", "pass_floor"}
                else None
            ),
            readiness=(
                verdicts(before, after, [cases[one].cases for one in people], self._clock())
                if people
                else ()
            ),
            people=len(people),
        )

    def save(
        self, actor: Actor, pack_id: str, overlay: Overlay, reason: str, based_on: int
    ) -> PolicyVersion:
        """Save the overlay as the next version after `based_on`, the newest that the person saw.

        Values equal to the pack's own are left out. Raises InvalidInput with `field`
        policy_<section> (see `apply_overlay`), policy_reason, policy_same where nothing would
        change, and policy_moved where somebody else has saved meanwhile.
        """
        RIGHTS.permit(actor, "Policies.save")
        pack = self._pack(pack_id)
        versions = self._store.of_pack(pack_id)
        policy = apply_overlay(pack, overlay)
        wanted = difference(pack, policy)
        if wanted == (dict(versions[0].overlay) if versions else {}):
            raise InvalidInput("nothing would change", field="policy_same")
        return self._add(actor, pack, wanted, reason, based_on)

    def restore(self, actor: Actor, pack_id: str, number: int, reason: str) -> PolicyVersion:
        """Save an earlier version anew; 0 is the pack's own policy. Raises as `save` does, and
        InvalidInput(field="policy_version") for an unknown version."""
        RIGHTS.permit(actor, "Policies.restore")
        pack = self._pack(pack_id)
        versions = self._store.of_pack(pack_id)
        known: dict[int, Overlay] = {0: {}} | {one.number: one.overlay for one in versions}
        if number not in known:
            raise InvalidInput(f"there is no version {number}", field="policy_version")
        newest = versions[0].number if versions else 0
        if dict(known[number]) == dict(known[newest]):
            raise InvalidInput("nothing would change", field="policy_same")
        apply_overlay(pack, known[number])  # it may be of an older pack
        return self._add(actor, pack, known[number], reason, newest, restored=number)

    # -- inside -------------------------------------------------------------------------------

    def _add(
        self,
        actor: Actor,
        pack: Pack,
        overlay: Overlay,
        reason: str,
        based_on: int,
        **detail: object,
    ) -> PolicyVersion:
        why = " ".join(clean_text(reason).split())
        if not 3 <= len(why) <= REASON_LIMIT:
            raise InvalidInput(
                "a reason is needed", field="policy_reason", limit=REASON_LIMIT
            )  # fmt: skip
        version = PolicyVersion(
            pack.id, based_on + 1, self._clock(), actor.id, why, dict(overlay)
        )  # fmt: skip
        line = self._trail.line(
            actor,
            "policy.saved",
            pack.id,
            number=version.number,
            sections=sorted(overlay),
            **detail,
        )
        if not self._store.add(version, line):
            raise InvalidInput("somebody else has saved meanwhile", field="policy_moved")
        return version

    def _saved(self, pack: Pack, versions: Sequence[PolicyVersion]) -> tuple[PolicyFile, bool]:
        """The pack's policy with its newest overlay, and whether that does not fit any more."""
        if not versions:
            return pack.policy, False
        try:
            return apply_overlay(pack, versions[0].overlay), False
        except InvalidInput:
            return pack.policy, True

    def _shows_readiness(self, pack_id: str, touched: set[str]) -> bool:
        return pack_id == self._ladder and "readiness" in touched

    def _pack(self, pack_id: str) -> Pack:
        pack = self._packs.get(pack_id)
        if pack is None:
            raise InvalidInput(f"there is no pack {pack_id!r}", field="pack", pack=pack_id)
        return pack
