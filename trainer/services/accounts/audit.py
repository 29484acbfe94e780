"""Reading the audit. Its lines are written by `trainer.services.accounts.trail.Trail`."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from typing import Final

from trainer.domain.people import Actor
from trainer.services.accounts.ports import AuditEntry, AuditStore
from trainer.services.accounts.trail import Trail
from trainer.services.cell_text import harmless
from trainer.services.rights import Rights

RIGHTS: Final = Rights(
    {"Audit.page": {"administrator": "any"}, "Audit.export": {"administrator": "any"}}
)
PAGE: Final = 100
EXPORTED: Final = 100_000
"""Lines of an export at most, the newest."""
COLUMNS: Final = (
    "id",
    "at",
    "actor",
    "actor_login",
    "operation",
    "object",
    "object_login",
    "detail",
    "ip",
)


class Audit:
    """Use cases of whoever checks what was done."""

    def __init__(self, store: AuditStore, trail: Trail) -> None:
        self._store = store
        self._trail = trail

    def page(self, actor: Actor, search: str = "", before: int = 0) -> Sequence[AuditEntry]:
        """The PAGE newest lines whose actor, operation or object (an id or a login) holds `search`;
        go on with `before` = the last line's id."""
        RIGHTS.permit(actor, "Audit.page")
        return self._store.page(search.strip()[:100], before, PAGE)

    def export(self, actor: Actor, search: str = "") -> str:
        """The lines as CSV, newest first, safe to open in a spreadsheet. The export is itself a line."""
        RIGHTS.permit(actor, "Audit.export")
        # Not what was searched for: it may be a name, and the line stays.
        self._trail.note(actor, "audit.exported", searched=bool(search.strip()))
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(COLUMNS)
        for entry in self._all(search.strip()[:100]):
            detail = json.dumps(dict(entry.detail), ensure_ascii=False, sort_keys=True)
            cells = (
                entry.actor,
                entry.actor_login,
                entry.operation,
                entry.object,
                entry.object_login,
                detail,
                entry.ip,
            )
            writer.writerow((entry.id, entry.at.isoformat(), *map(harmless, cells)))
        return out.getvalue()

    def _all(self, search: str) -> Iterator[AuditEntry]:
        before, given = 0, 0
        while given < EXPORTED:
            page = self._store.page(search, before, PAGE * 10)
            if not page:
                return
            yield from page
            before, given = page[-1].id, given + len(page)
