"""Who acts: a person's id, the roles given to them, and the groups they belong to or look after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, get_args

Role = Literal["newcomer", "mentor", "recruiter", "candidate", "administrator"]
ROLES: Final[tuple[Role, ...]] = get_args(Role)
ACCOUNT_ROLES: Final[tuple[Role, ...]] = tuple(role for role in ROLES if role != "candidate")
"""What accounts are given: candidates have none, they come by a campaign's link."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who asks a service for something.

    `id` is the profile's id. `roles` may be several. `groups` are the ids of the groups that the
    person belongs to (newcomers) or looks after (mentors).
    """

    id: str
    roles: frozenset[Role]
    groups: frozenset[str] = frozenset()

    def has(self, role: Role) -> bool:
        """Whether the person has this role."""
        return role in self.roles
