"""Profiles of the people on this installation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from trainer.domain.language import LANGUAGES, Language
from trainer.errors import InvalidInput, TextTooLong
from trainer.language.limits import clean_text
from trainer.services.ports import Clock, NewId, Profile, ProfileStore

NAME_LIMIT: Final = 60


class People:
    """Making and choosing profiles."""

    def __init__(self, profiles: ProfileStore, clock: Clock, new_id: NewId) -> None:
        self._profiles = profiles
        self._clock = clock
        self._new_id = new_id

    def create(self, name: str, language: Language) -> Profile:
        """A new profile. The name is cleaned: one line, single spaces, 1 to 60 characters.

        Raises InvalidInput(field="name") where it is empty or taken, TextTooLong where it is long,
        InvalidInput(field="language") for a language that does not exist.
        """
        _check_language(language)
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
        return self._profiles.all()

    def get(self, profile_id: str) -> Profile | None:
        """The profile, or None where there is none of this id."""
        return self._profiles.get(profile_id)

    def set_language(self, profile_id: str, language: Language) -> None:
        """Remember the language a person reads; an unknown id changes nothing."""
        _check_language(language)
        self._profiles.set_language(profile_id, language)


def _check_language(language: str) -> None:
    if language not in LANGUAGES:
        raise InvalidInput(f"language must be one of {', '.join(LANGUAGES)}", field="language")
