"""How the installation does, for administrators. Nothing secret: no addresses, no settings' values
beyond what anybody who signs in can tell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from trainer.services.policy.health import HealthReport
from trainer.ui.context import Context
from trainer.ui.pieces import page_head
from trainer.ui.retention_facts import retention_facts
from trainer.ui.safe import Html, fill, join, plain, show
from trainer.ui.strings import Words

_LITTLE: Final = 1 << 30
"""Bytes of free disk below which the page warns."""
_KINDS: Final = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def show_health(context: Context) -> None:
    """Warnings first, then the facts in four groups."""
    words = context.words
    show(page_head(words("health.title"), words("health.lead")))
    report = context.services.health.look(context.actor)
    for warning in _warnings(words, report):
        st.warning(plain(warning), icon=":material/warning:")
    st.button(words("health.again"), icon=":material/refresh:", key="health_again")
    server, database = report.server, report.database
    size = words("health.megabytes", n=words.number(database.size / 2**20))
    groups = (
        (
            words("health.program"),
            (
                (words("health.release"), server.release),
                (words("health.mode"), words(f"health.mode_{server.mode}")),
                (
                    words("health.reading"),
                    words("health.encoder" if server.encoder else "health.words_only"),
                ),
                (words("health.packs"), ", ".join(f"{name} {n}" for name, n in server.packs)),
                (
                    words("health.broken"),
                    ", ".join(server.broken_packs) or words("health.none"),
                ),
            ),
        ),
        (
            words("health.database"),
            (
                (words("health.kind"), _KINDS.get(database.kind, database.kind)),
                (words("health.size"), size),
                (words("health.revision"), database.revision),
                (words("health.disk"), _disk(words, report)),
                (words("health.backup"), _backup(words, report)),
            ),
        ),
        (
            words("health.records"),
            (
                (words("health.people"), str(database.people)),
                (words("health.attempts"), str(database.attempts)),
                (words("health.open"), str(database.open_attempts)),
                (words("health.moves"), str(database.moves)),
            ),
        ),
    )
    for title, facts in (
        *groups,
        (words("retention.title"), retention_facts(words, report.retention)),
    ):
        show(_group(title, facts))


def _group(title: str, facts: Sequence[tuple[str, str]]) -> Html:
    return fill(
        '<section class="tl-card"><h3>{title}</h3><dl class="tl-facts">{facts}</dl></section>',
        title=title,
        facts=join(
            fill("<dt>{name}</dt><dd>{value}</dd>", name=name, value=value) for name, value in facts
        ),
    )


def _warnings(words: Words, report: HealthReport) -> list[str]:
    server = report.server
    found = []
    if server.broken_packs:
        found.append(words("health.warn_broken"))
    if server.policies_left_out:
        found.append(words("health.warn_policy", names=", ".join(server.policies_left_out)))
    if server.free is not None and server.free < _LITTLE:
        found.append(words("health.warn_disk"))
    if server.last_backup is None:
        found.append(words("health.warn_backup"))
    if report.retention.waits:
        found.append(words("retention.warn"))
    return found


def _disk(words: Words, report: HealthReport) -> str:
    free, total = report.server.free, report.server.total
    if free is None or total is None:
        return words("health.unknown")
    return words(
        "health.disk_of", free=words.number(free / 2**30), total=words.number(total / 2**30)
    )


def _backup(words: Words, report: HealthReport) -> str:
    at = report.server.last_backup
    return f"{at:%d.%m.%Y %H:%M} UTC" if at else words("health.backup_unknown")
