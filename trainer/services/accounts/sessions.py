"""Sessions as people look after them: their own, and an administrator everybody's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from trainer.domain.people import ROLES, Actor
from trainer.services.accounts.ports import SignInRecord, SignInStore
from trainer.services.accounts.sign_in import is_idle
from trainer.services.accounts.trail import Trail
from trainer.services.ports import Clock
from trainer.services.rights import Rights, Scope

_OWN: Final[dict[str, Scope]] = dict.fromkeys(ROLES, "own")
RIGHTS: Final = Rights(
    {
        "Sessions.of_person": {**_OWN, "administrator": "any"},  # type: ignore[dict-item]
        "Sessions.revoke": {**_OWN, "administrator": "any"},  # type: ignore[dict-item]
        "Sessions.revoke_all": {**_OWN, "administrator": "any"},  # type: ignore[dict-item]
    }
)


class Sessions:
    """Use cases around open sessions."""

    def __init__(self, store: SignInStore, trail: Trail, clock: Clock) -> None:
        self._store = store
        self._trail = trail
        self._clock = clock

    def of_person(self, actor: Actor, person: str) -> Sequence[SignInRecord]:
        """The person's live sessions, newest first."""
        RIGHTS.permit(actor, "Sessions.of_person", owners=(person,))
        return self._live(person)

    def revoke(self, actor: Actor, person: str, session: str) -> bool:
        """End one session of the person, named by the hash of its token, at once; False where there is
        no such live one of theirs."""
        RIGHTS.permit(actor, "Sessions.revoke", owners=(person,))
        if session not in {one.token_hash for one in self._live(person)}:
            return False
        self._store.revoke(session, self._trail.line(actor, "sign_in.revoked", person))
        return True

    def revoke_all(self, actor: Actor, person: str) -> int:
        """End all sessions of the person, at once; how many there were."""
        RIGHTS.permit(actor, "Sessions.revoke_all", owners=(person,))
        return self._store.revoke_all(person, self._trail.line(actor, "sign_in.revoked", person))

    def _live(self, person: str) -> Sequence[SignInRecord]:
        now = self._clock()
        found = self._store.of_person(person, now)
        return tuple(one for one in found if not is_idle(one, now))
