"""What is kept of candidates ends, through the real wiring."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.rights.world import World
from trainer.app.noted import note_use
from trainer.domain.language import LANGUAGES
from trainer.services.accounts.noted import Lines, Noted
from trainer.services.accounts.trail import OPERATOR
from trainer.store.memberships import SqlRoles
from trainer.ui.strings import words


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def aged(world: World, days: int) -> None:
    """As if everything of candidates had been so many days ago."""
    past = (datetime.now(UTC) - timedelta(days=days)).strftime("%Y-%m-%d %H:%M:%S.%f")
    with sqlite3.connect(world.file) as connection:
        connection.execute("UPDATE screening_candidates SET token_expires_at = ?", (past,))
        connection.execute(
            "UPDATE profiles SET created_at = ? WHERE id IN "
            "(SELECT profile_id FROM screening_candidates)",
            (past,),
        )


def names(world: World) -> list[str]:
    with sqlite3.connect(world.file) as connection:
        return [row[0] for row in connection.execute("SELECT name FROM screening_candidates")]


def test_candidates_are_kept_as_candidates(world: World) -> None:
    roles = SqlRoles(world.services.records.privacy._records._database)  # type: ignore[attr-defined]
    assert roles.of_person(world.entered["rita"].id) == {"candidate"}
    aged(world, 200)
    due = {one.profile_id: one.days for one in world.services.records.retention.due(OPERATOR)}
    assert due == {one.id: 190 for one in world.entered.values()}
    assert world.services.records.retention.run(OPERATOR).people == 2
    assert names(world) == []


def test_who_never_opened_the_link_is_forgotten_too(world: World) -> None:
    rita, campaign = world.actor("rita"), world.campaigns["rita"]
    world.services.screening.inviting.invite(rita, campaign, "Never Opened", "never@example.org")
    aged(world, 20)
    assert world.services.records.retention.run(OPERATOR).leftover.unopened == 0
    aged(world, 31)
    assert world.services.records.retention.run(OPERATOR).leftover.unopened == 1
    assert names(world) == ["Carl", "Carl"]


def test_an_export_of_each_person_is_a_line_of_its_own(world: World) -> None:
    exports = world.services.records.exports
    for name in ("nina", "nora"):
        exports.table(world.actor("ada"), "attempts", person=world.ids[name])
    lines = world.services.team.audit.page(OPERATOR, "records.exported")
    assert {one.object for one in lines} == {
        f"attempts, {world.ids['nina']}",
        f"attempts, {world.ids['nora']}",
    }


def test_leaving_and_deleting_are_lines_of_the_audit(world: World) -> None:
    carl, leaving = world.entered["rita"], world.services.screening.leaving
    leaving.leave(carl)
    leaving.delete(world.actor("rudi"), world.candidates["rudi"])
    assert names(world) == []
    lines = world.services.team.audit.page(OPERATOR, "candidate.")
    assert [(one.operation, one.actor) for one in lines[:2]] == [
        ("candidate.deleted", world.ids["rudi"]),
        ("candidate.left", carl.id),
    ]


def test_every_line_of_the_audit_has_words(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    named: set[str] = set()

    def remembered(self: Noted, service: object, lines: Lines) -> object:
        named.update(operation for operation, _ in lines.values())
        return service

    for kind in ("looks", "changes"):
        monkeypatch.setattr(Noted, kind, remembered)
    note_use(world.services.team.trail, lambda: datetime.now(UTC), world.services)
    assert len(named) > 40
    for language in LANGUAGES:
        own = words(language)
        assert [one for one in sorted(named) if not own.has(f"audit.op.{one}")] == []


def test_candidates_are_in_no_table_of_everybody(world: World) -> None:
    pages = world.services.records.exports._pages
    everybody = {one.id for one in pages.profiles(None, "", 100)}
    carl = world.entered["rita"].id
    assert carl not in everybody
    assert world.ids["nina"] in everybody
    assert [one.id for one in pages.profiles({carl}, "", 100)] == [carl], "named, they are found"


def test_candidates_are_in_nobodys_cohort(world: World) -> None:
    entered, ada = world.entered["rita"], world.of("administrator")
    carl, screening = entered.id, world.services.screening
    screening.sitting.consent(entered, screening.sitting.view(entered).consent_version, True)
    screening.sitting.begin(entered)
    screening.sitting.next_ticket(entered)
    mentoring = world.services.mentoring
    shown = {row.profile_id for row in mentoring.cohort.page(ada).rows}
    given = {one.value for one in mentoring.assignments.recipients(ada).people}
    assert world.ids["nina"] in shown & given
    assert carl not in shown | given


def test_the_audit_keeps_no_searched_name(world: World) -> None:
    team, ada = world.services.team, world.of("administrator")
    team.audit.export(ada, "gwen.gone")
    lines = team.audit.page(ada, "audit.exported")
    assert [dict(line.detail) for line in lines] == [{"searched": True}]


def test_a_candidate_whose_profile_was_never_made_is_forgotten_too(world: World) -> None:
    carl = world.entered["rita"].id
    with sqlite3.connect(world.file) as connection:
        connection.execute("DELETE FROM profiles WHERE id = ?", (carl,))
    aged(world, 31)
    assert world.services.records.retention.run(OPERATOR).leftover.unopened == 1
