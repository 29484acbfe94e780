"""Team journeys in a browser: a mentor corrects, a candidate is screened, a person is deleted."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.conftest import settle
from tests.e2e.test_team import PASSWORD, sign_in, tab
from tests.server import Server
from trainer.app.wiring import Services, wire
from trainer.domain.moves import Abandon, UseTool
from trainer.domain.people import Actor, Role
from trainer.domain.scenario import ScenarioKey
from trainer.services.accounts.trail import OPERATOR
from trainer.services.mentoring.sampling import is_sampled
from trainer.services.screening.campaigns import Draft
from trainer.settings import read_settings
from trainer.ui.strings import words

EN = words("en")
expect.set_options(timeout=30_000)  # a busy machine draws slowly


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with Server(tmp_path_factory.mktemp("people"), THREELINE_MODE="team") as started:
        yield started


@pytest.fixture(scope="module")
def office(server: Server) -> Services:
    """The same database as the server's, from here."""
    return wire(
        read_settings({
            "THREELINE_DATABASE_URL": f"sqlite:///{server.database.as_posix()}",
            "THREELINE_CACHE": os.environ["THREELINE_CACHE"],
            "THREELINE_MODE": "team",
        })
    )  # fmt: skip


def person(office: Services, name: str, *roles: Role) -> Actor:
    login = name.split(maxsplit=1)[0].casefold()
    made = office.team.accounts.create(OPERATOR, name, login, "en", roles, password=PASSWORD)
    return Actor(made.person, frozenset(roles))


def test_a_mentor_reviews_and_corrects(browser: Browser, server: Server, office: Services) -> None:
    anna, olga = person(office, "Anna Belova", "newcomer"), person(office, "Olga Kim", "mentor")
    group = office.team.groups.create(OPERATOR, "First desk")
    office.team.groups.put(OPERATOR, group.id, anna.id, "member")
    office.team.groups.put(OPERATOR, group.id, olga.id, "mentor")
    version = office.practice.queue(Actor(anna.id, frozenset({"newcomer"})), "en")[0].key.version
    attempts = (
        office.practice.start(
            Actor(anna.id, frozenset({"newcomer"})), ScenarioKey("office", version, 1, seed), "en"
        )
        for seed in range(5, 90)
    )
    # One that is not of the blind sample: that one is rated before anything of it is shown.
    attempt = next(one for one in attempts if not is_sampled(one))
    office.practice.move(
        Actor(anna.id, frozenset({"newcomer"})), attempt, UseTool("ask_who_else"), 1, "a"
    )
    office.practice.move(Actor(anna.id, frozenset({"newcomer"})), attempt, Abandon(), 2, "b")
    office.mentoring.requests.ask(anna, attempt, "Was it wrong to give up?")

    page = tab(browser)
    page.goto(f"{server.url}/reviews")
    sign_in(page, "olga")
    settle(page)
    expect(page.get_by_text("Anna Belova")).to_be_visible()
    page.get_by_role("link", name=EN("reviews.open")).first.click()
    settle(page)
    expect(page.get_by_text("Was it wrong to give up?")).to_be_visible()
    assert f"attempt={attempt}" in page.url  # or the next click would lead back to the queue
    page.get_by_text(EN("reviews.correct"), exact=True).click()
    page.get_by_role("radio", name=EN("level.3")).or_(
        page.get_by_role("button", name=EN("level.3"), exact=True)
    ).last.click()
    page.wait_for_timeout(1500)  # each field has a run of its own
    settle(page)
    page.get_by_label(EN("reviews.why"), exact=True).fill("She asked the right question first.")
    page.get_by_label(EN("reviews.why"), exact=True).blur()
    settle(page)
    page.wait_for_timeout(1500)
    settle(page)
    page.locator('[class*="st-key-correct_"][class*="_send"] button').click()
    settle(page)
    expect(page.get_by_text("She asked the right question first.").first).to_be_visible()

    own = tab(browser)
    own.goto(f"{server.url}/debrief?attempt={attempt}")
    sign_in(own, "anna")
    settle(own)
    expect(own.get_by_text("She asked the right question first.").first).to_be_visible()

    # Held: it stops counting, and the trainee's page says so; released: it counts again.
    mentor = Actor(olga.id, olga.roles, frozenset({group.id}))
    office.mentoring.corrections.hold(mentor, attempt, "I want to look once more.")
    own.goto(f"{server.url}/progress")
    settle(own)
    expect(own.get_by_text(EN.count("progress.on_hold", 1))).to_be_visible()
    page.goto(f"{server.url}/reviews?attempt={attempt}&turn=2")
    settle(page)
    mark = page.get_by_text(EN("review.at_turn", n=2))
    expect(mark).to_be_in_viewport()
    page.get_by_role("button", name=EN("reviews.release")).click()
    settle(page)
    own.reload()
    settle(own)
    expect(own.get_by_text(EN.count("progress.on_hold", 1))).to_have_count(0)

    # From the cohort to her page, and from there to one of her calls.
    page.goto(f"{server.url}/cohort")
    page.get_by_role("link", name="Anna Belova").click()
    page.wait_for_url("**/cohort?person=*")
    settle(page)
    expect(page.get_by_role("heading", name="Anna Belova")).to_be_visible()
    page.get_by_role("tab", name=EN("trainee.tab_tickets")).click()
    settle(page)
    page.get_by_role("link", name=EN("reviews.open")).first.click()
    page.wait_for_url(f"**/reviews?attempt={attempt}")
    settle(page)
    page.get_by_role("link", name=EN("trainee.way")).click()
    page.wait_for_url("**/cohort?person=*")
    expect(page.get_by_role("heading", name="Anna Belova")).to_be_visible()


def test_a_candidate_is_invited_takes_the_form_and_a_recruiter_decides(
    browser: Browser, server: Server, office: Services
) -> None:
    rita = person(office, "Rita Lang", "recruiter")
    now = datetime.now(UTC)
    campaign = office.screening.campaigns.create(
        rita,
        Draft(
            title="Summer intake",
            blueprint="office/first_line_short",
            languages=("en",),
            lines=(1,),
            minutes=60,
            opens_at=now - timedelta(days=1),
            closes_at=now + timedelta(days=9),
            consents={"en": "I agree that my answers are graded.", "ru": "Я согласна."},
            contact="hr@example.org",
            feedback=True,
            dispute_days=7,
            blind=True,
        ),
    )
    token = office.screening.inviting.invite(rita, campaign.id, "Petra Vale", "", "en").token

    page = tab(browser)
    page.goto(f"{server.url}/screening")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()  # no cookie, no page
    page.goto(f"{server.url}/auth/screening?token={token}")
    expect(page.get_by_role("heading", name="Summer intake")).to_be_visible()
    page.get_by_role("button", name="Come in").click()
    settle(page)
    page.get_by_role("button", name=EN("screening.agree"), exact=True).click()
    expect(page.get_by_text(EN("screening.prepare_text"))).to_be_visible()
    settle(page)
    page.get_by_role("button", name=EN("screening.begin"), exact=True).click()
    expect(page.get_by_text("1 of 6").first).to_be_visible()
    settle(page)
    box = page.locator('[class*="st-key-say_"] textarea')
    box.fill("Hello, what does the screen say?")
    box.press("Enter")
    expect(page.get_by_text("Hello, what does the screen say?").first).to_be_visible()
    page.reload()
    settle(page)
    expect(page.get_by_text("Hello, what does the screen say?").first).to_be_visible()
    cookies = {one["name"]: one for one in page.context.cookies()}
    assert cookies["threeline_candidate"]["httpOnly"] is True
    for closed in ("progress", "debrief", "people", "campaigns"):
        page.goto(f"{server.url}/{closed}")
        expect(page.get_by_role("heading", name="Sign in")).to_be_visible()

    stranger = tab(browser)
    stranger.goto(f"{server.url}/auth/screening?token={token}")  # used already
    assert stranger.get_by_role("button", name="Come in").count() == 0

    (row,) = office.screening.campaigns.overview(rita, campaign.id).rows
    report = office.screening.reporting.candidate(rita, row.id)
    sitting = office.screening.sitting
    with sqlite3.connect(server.database) as database:
        query = "select profile_id from screening_candidates where id = ?"
        (profile_id,) = database.execute(query, (row.id,)).fetchone()
    candidate = Actor(profile_id, frozenset[Role]({"candidate"}))
    while (view := sitting.view(candidate)).step != "done":
        attempt = sitting.next_ticket(candidate)
        number = sitting.moves_made(candidate, attempt) + 1
        sitting.move(candidate, attempt, Abandon(), number, f"end-{attempt}")
    assert view.total == 6

    recruiter = tab(browser)
    recruiter.goto(f"{server.url}/candidate?candidate={row.id}")
    sign_in(recruiter, "rita")
    settle(recruiter)
    expect(recruiter.get_by_text(report.code).first).to_be_visible()
    assert recruiter.get_by_text("Petra Vale").count() == 0  # blind until decided
    recruiter.get_by_role("radio", name=EN("decision.decline")).or_(
        recruiter.get_by_role("button", name=EN("decision.decline"), exact=True)
    ).first.click()
    recruiter.wait_for_timeout(1500)
    settle(recruiter)
    recruiter.get_by_label(EN("report.reason")).fill("Gave every ticket up.")
    recruiter.get_by_label(EN("report.reason")).blur()
    recruiter.wait_for_timeout(1500)
    settle(recruiter)
    recruiter.get_by_role("button", name=EN("report.decide")).click()
    settle(recruiter)
    expect(recruiter.get_by_text("Petra Vale").first).to_be_visible()
    assert office.screening.reporting.candidate(rita, row.id).decision == "decline"


def test_an_administrator_deletes_a_person(
    browser: Browser, server: Server, office: Services
) -> None:
    person(office, "Boss Gromova", "administrator")
    gone = person(office, "Gone Soon", "newcomer")
    page = tab(browser)
    page.goto(f"{server.url}/people")
    sign_in(page, "boss")
    settle(page)
    card = page.locator(f".st-key-person_{gone.id}")
    card.get_by_text(EN("people.open"), exact=True).click()
    settle(page)
    card.get_by_text(EN("people.forget"), exact=True).click()
    card.get_by_role("textbox").last.fill("gone")
    card.get_by_role("textbox").last.blur()
    settle(page)
    card.get_by_role("button", name=EN("people.forget_button")).click()
    settle(page)
    expect(page.get_by_text(EN("people.forgotten", name="Gone Soon"))).to_be_visible()
    assert office.reports.profile(OPERATOR, gone.id) is None
    lines = office.team.audit.page(OPERATOR, "Privacy.delete")
    assert any(line.object == gone.id for line in lines)
