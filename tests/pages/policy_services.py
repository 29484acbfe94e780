"""Real policies and health over the small pack and a desk's database."""

from __future__ import annotations

from dataclasses import replace

from tests.loaded import tiny_pack
from tests.services.accounts.desk import AccountsDesk
from trainer.content.model import Pack
from trainer.domain.people import Actor
from trainer.services.accounts.trail import Trail
from trainer.services.casebook import Casebook
from trainer.services.policy.health import Health
from trainer.services.policy.policies import Policies
from trainer.services.policy.ports import ServerFacts
from trainer.services.records.ports import Leftover
from trainer.services.records.retention import KEEP, RetentionState
from trainer.services.tickets import Tickets
from trainer.store.audit import SqlAudit
from trainer.store.cases import SqlCases
from trainer.store.policies import SqlDatabaseHealth, SqlPolicies


def policies_of(desk: AccountsDesk) -> Policies:
    """Policies of the packs that the sample handbook knows, each of them the small one."""
    packs = {name: _named(name) for name in ("office", "mobile")}
    store, clock = SqlPolicies(desk.database), desk.clock
    casebook = Casebook(packs, SqlCases(desk.database), Tickets(packs))
    trail = Trail(SqlAudit(desk.database), clock, lambda: desk.address)
    return Policies(packs, packs, "office", store, store, casebook, trail, clock)


def _named(name: str) -> Pack:
    pack = tiny_pack()
    return replace(pack, header=pack.header.model_copy(update={"id": name}))


class OneServer:
    """Implements ServerHealth with what a test puts there."""

    facts = ServerFacts(
        "1.2.3", "team", (("office", "1.0.0"),), (), (), True, 5 << 30, 9 << 30, None
    )

    def look(self) -> ServerFacts:
        return self.facts


class OneRetention:
    """Implements RetentionHealth with what a test puts there."""

    state = RetentionState(KEEP, None, 0, Leftover(), None, False)

    def standing(self, actor: Actor) -> RetentionState:
        return self.state


def health_of(desk: AccountsDesk) -> Health:
    """Health of the desk's database and of a made-up server."""
    return Health(OneServer(), SqlDatabaseHealth(desk.database), OneRetention())
