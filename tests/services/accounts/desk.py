"""Accounts over a real SQLite file, for the tests of their services: quick, and nothing to keep in
step. Passwords are hashed by a counting fake, because the real hash is slow on purpose."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.fakes import CountingIds, FixedClock
from trainer.domain.people import Actor, Role
from trainer.services.accounts.accounts import Accounts
from trainer.services.accounts.audit import Audit
from trainer.services.accounts.company import CompanySignIn
from trainer.services.accounts.groups import Groups
from trainer.services.accounts.guessing import Guessing
from trainer.services.accounts.invitations import Invitations
from trainer.services.accounts.joining import Joining
from trainer.services.accounts.passwords import Passwords
from trainer.services.accounts.ports import Account
from trainer.services.accounts.sessions import Sessions
from trainer.services.accounts.sign_in import SignIn
from trainer.services.accounts.trail import OPERATOR, Trail
from trainer.store.accounts import SqlAccounts
from trainer.store.audit import SqlAudit
from trainer.store.engine import Database, connect
from trainer.store.groups import SqlGroups
from trainer.store.invitations import SqlInvitations
from trainer.store.sign_ins import SqlSignIns
from trainer.store.tables import METADATA

PASSWORD = "correct horse battery"


class CountingHasher:
    """A hasher that counts its work; "old:" hashes are outdated."""

    def __init__(self) -> None:
        self.verified = 0

    def hash(self, password: str) -> str:
        return f"new:{password}"

    def verify(self, hashed: str, password: str) -> bool:
        self.verified += 1
        return hashed.partition(":")[2] == password

    def outdated(self, hashed: str) -> bool:
        return hashed.startswith("old:")


class AccountsDesk:
    """All services of accounts with a clock and an address that tests move, over a fresh file in a
    folder or a database that is there."""

    def __init__(self, kept: Path | Database, where: Callable[[], str] | None = None) -> None:
        if isinstance(kept, Path):
            kept = connect(f"sqlite:///{(kept / 'accounts.db').as_posix()}")
            METADATA.create_all(kept.write_engine)
        self.database = kept
        self.clock = FixedClock()
        self.address = "198.51.100.7"
        self.hasher = CountingHasher()
        ids, tokens = CountingIds("id"), CountingIds("token")
        self.account_store = SqlAccounts(self.database)
        group_store = SqlGroups(self.database)
        self.sign_in_store = SqlSignIns(self.database)
        invitation_store = SqlInvitations(self.database)
        audit_store = SqlAudit(self.database)
        passwords = Passwords(self.hasher)
        where = where or (lambda: self.address)
        trail = Trail(audit_store, self.clock, where)
        guessing = Guessing(self.sign_in_store, self.clock, where)
        self.accounts = Accounts(
            self.account_store, group_store, passwords, guessing, trail, self.clock, ids
        )
        self.groups = Groups(group_store, self.account_store, trail, self.clock, ids)
        self.sign_in = SignIn(
            self.account_store,
            self.sign_in_store,
            passwords,
            guessing,
            trail,
            self.clock,
            tokens,
        )
        self.sessions = Sessions(self.sign_in_store, trail, self.clock)
        self.invitations = Invitations(
            invitation_store, self.account_store, group_store, trail, self.clock, ids, tokens
        )
        self.joining = Joining(
            invitation_store, self.account_store, passwords, guessing, trail, self.clock, ids
        )
        self.company = CompanySignIn(
            self.account_store, invitation_store, self.sign_in, trail, self.clock, ids
        )
        self.audit = Audit(audit_store, trail)

    def person(self, login: str, *roles: Role, password: str = PASSWORD) -> Account:
        """An account with a password."""
        return self.accounts.create(
            OPERATOR, f"Name of {login}", login, "en", roles or ("newcomer",), password=password
        )

    def actor(self, login: str) -> Actor:
        """Who the person is once signed in."""
        actor = self.sign_in.resolve(self.token(login))
        assert actor is not None
        return actor

    def token(self, login: str, password: str = PASSWORD) -> str:
        return self.sign_in.with_password(login, password, "a browser").token

    def operations(self) -> list[str]:
        """What the audit tells, oldest first."""
        return [entry.operation for entry in reversed(self.audit.page(OPERATOR))]
