"""What everybody may see and set of themselves."""

from __future__ import annotations

from typing import Final

from trainer.domain.language import LANGUAGES, Language
from trainer.domain.people import ROLES, Actor, Role
from trainer.errors import InvalidInput
from trainer.services.ports import Profile, ProfileStore
from trainer.services.rights import Rights, Scope

_OWN: Final[dict[Role, Scope]] = dict.fromkeys(ROLES, "own")
RIGHTS: Final = Rights({"People.me": _OWN, "People.set_language": _OWN})


class People:
    """Use cases of anybody who is there."""

    def __init__(self, profiles: ProfileStore) -> None:
        self._profiles = profiles

    def me(self, actor: Actor) -> Profile | None:
        """The actor's own profile; None where it has been deleted."""
        RIGHTS.permit(actor, "People.me", owners=(actor.id,))
        return self._profiles.get(actor.id)

    def set_language(self, actor: Actor, language: Language) -> None:
        """Remember the language the actor reads; InvalidInput(field="language") for no language."""
        RIGHTS.permit(actor, "People.set_language", owners=(actor.id,))
        check_language(language)
        self._profiles.set_language(actor.id, language)


def check_language(language: str) -> None:
    """InvalidInput(field="language") for a language that Threeline does not speak."""
    if language not in LANGUAGES:
        raise InvalidInput(f"language must be one of {', '.join(LANGUAGES)}", field="language")
