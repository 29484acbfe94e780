"""Profiles in the database."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import cast

from sqlalchemy import RowMapping, insert, select, update

from trainer.domain.language import Language
from trainer.errors import InvalidInput
from trainer.services.ports import Profile
from trainer.store.engine import Database
from trainer.store.errors import Conflict
from trainer.store.person_links import FORGOTTEN
from trainer.store.tables import profiles


def name_key(name: str) -> str:
    """The name as compared with others: without regard to case, width or outer spaces."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return unicodedata.normalize("NFKC", folded).strip()


class SqlProfiles:
    """Implements `trainer.services.ports.ProfileStore`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, profile: Profile) -> None:
        """Store a new profile; raises InvalidInput(field="name") where the name is taken."""
        row = {
            "id": profile.id,
            "name": profile.name,
            "name_key": name_key(profile.name),
            "language": profile.language,
            "created_at": profile.created_at,
        }
        try:
            with self._database.writing() as session:
                session.execute(insert(profiles).values(row))
        except Conflict as conflict:
            if self.get(profile.id) is not None:
                raise InvalidInput("the id is taken", field="id") from conflict
            raise InvalidInput("the name is taken", field="name") from conflict

    def get(self, profile_id: str) -> Profile | None:
        """The profile, or None where there is none of this id."""
        with self._database.reading() as session:
            row = session.execute(select(profiles).where(profiles.c.id == profile_id))
            found = row.mappings().one_or_none()
            return _profile(found) if found else None

    def all(self) -> Sequence[Profile]:
        """All profiles, by name."""
        with self._database.reading() as session:
            found = session.execute(select(profiles).where(profiles.c.id != FORGOTTEN))
            rows = found.mappings().all()
        # Sorted here, because databases order letters outside ASCII differently.
        return tuple(_profile(row) for row in sorted(rows, key=lambda row: str(row["name_key"])))

    def set_language(self, profile_id: str, language: Language) -> None:
        """Remember the language; an unknown id changes nothing."""
        with self._database.writing() as session:
            session.execute(
                update(profiles).where(profiles.c.id == profile_id).values(language=language)
            )


def _profile(row: RowMapping) -> Profile:
    return Profile(
        id=row["id"],
        name=row["name"],
        language=cast(Language, row["language"]),
        created_at=row["created_at"],
    )
