"""The wiring of everything that has to do with people who sign in."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from trainer.app.request_address import request_address
from trainer.services.accounts.accounts import Accounts
from trainer.services.accounts.audit import Audit
from trainer.services.accounts.company import CompanySignIn
from trainer.services.accounts.groups import Groups
from trainer.services.accounts.guessing import Guessing
from trainer.services.accounts.invitations import Invitations
from trainer.services.accounts.joining import Joining
from trainer.services.accounts.passwords import Argon2Hasher, Passwords
from trainer.services.accounts.sessions import Sessions
from trainer.services.accounts.sign_in import SignIn
from trainer.services.accounts.trail import Trail
from trainer.services.ports import Clock, NewId
from trainer.store.accounts import SqlAccounts
from trainer.store.audit import SqlAudit
from trainer.store.engine import Database
from trainer.store.groups import SqlGroups
from trainer.store.invitations import SqlInvitations
from trainer.store.sign_ins import SqlSignIns


@dataclass(frozen=True, slots=True)
class Team:
    """The use cases around people. `trail` is for other services that write into the audit."""

    accounts: Accounts
    groups: Groups
    sign_in: SignIn
    sessions: Sessions
    invitations: Invitations
    joining: Joining
    company: CompanySignIn
    audit: Audit
    trail: Trail


def wire_team(database: Database, clock: Clock, new_id: NewId) -> Team:
    """The use cases over this database."""
    accounts, groups = SqlAccounts(database), SqlGroups(database)
    sign_ins, invitations, audit = (
        SqlSignIns(database),
        SqlInvitations(database),
        SqlAudit(database),
    )
    trail = Trail(audit, clock, request_address)
    guessing = Guessing(sign_ins, clock, request_address)
    passwords = Passwords(Argon2Hasher())
    sign_in = SignIn(accounts, sign_ins, passwords, guessing, trail, clock, new_token)
    return Team(
        accounts=Accounts(accounts, groups, passwords, guessing, trail, clock, new_id),
        groups=Groups(groups, accounts, trail, clock, new_id),
        sign_in=sign_in,
        sessions=Sessions(sign_ins, trail, clock),
        invitations=Invitations(invitations, accounts, groups, trail, clock, new_id, new_token),
        joining=Joining(invitations, accounts, passwords, guessing, trail, clock, new_id),
        company=CompanySignIn(accounts, invitations, sign_in, trail, clock, new_id),
        audit=Audit(audit, trail),
        trail=trail,
    )


def new_token() -> str:
    """A fresh token of 256 random bits, URL-safe."""
    return secrets.token_urlsafe(32)
