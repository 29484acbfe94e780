"""Making and choosing profiles where nobody signs in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from trainer.domain.language import Language
from trainer.errors import InvalidInput, NotPermitted, TextTooLong
from trainer.language.limits import clean_text
from trainer.services.people import check_language
from trainer.services.ports import Clock, NewId, Profile, ProfileStore

NAME_LIMIT: Final = 60


class LocalPeople:
    """The door of local mode, before anybody is there: making and choosing profiles.

    Not `open`, which is team mode, every method raises NotPermitted: there people sign in.
    """

    def __init__(
        self, profiles: ProfileStore, clock: Clock, new_id: NewId, *, open: bool = True
    ) -> None:
        self._profiles = profiles
        self._clock = clock
        self._new_id = new_id
        self._open = open

    def create(self, name: str, language: Language) -> Profile:
        """A new profile. The name is cleaned: one line, single spaces, 1 to 60 characters.

        Raises InvalidInput(field="name") where it is empty or taken, TextTooLong where it is long,
        InvalidInput(field="language") for a language that does not exist.
        """
        self._check_open()
        check_language(language)
        clean = " ".join(clean_text(name).split())
        if not any(char.isalnum() for char in clean):
            raise InvalidInput("a name needs a letter or a digit", field="name")
        if len(clean) > NAME_LIMIT:
            raise TextTooLong(field="name", limit=NAME_LIMIT, length=len(clean))
        profile = Profile(self._new_id(), clean, language, self._clock())
        self._profiles.add(profile)
        return profile

    def all(self) -> Sequence[Profile]:
        """All profiles, by name."""
        self._check_open()
        return self._profiles.all()

    def get(self, profile_id: str) -> Profile | None:
        """The profile, or None where there is none of this id."""
        self._check_open()
        return self._profiles.get(profile_id)

    def _check_open(self) -> None:
        if not self._open:
            raise NotPermitted("profiles are chosen in local mode only; here people sign in")
