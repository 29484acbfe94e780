"""The mentor's pages over real services, in both languages; names and words of people stay text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from tests.fakes import START
from tests.pages.conftest import ENTRY
from tests.pages.fakes import FakeServices
from tests.pages.seen import raw, seen
from tests.pages.test_pages import _KEY, _OWN_WORDS
from tests.services.mentoring.desk import NASTY, MentorDesk
from trainer.domain.people import Actor
from trainer.scoring.words import scoring_texts
from trainer.services.mentoring.records import Step
from trainer.services.own_practice import OwnPractice
from trainer.services.people import People
from trainer.services.ports import Profile
from trainer.ui import shell
from trainer.ui.strings import words

LANGUAGES = ("ru", "en")
Open = Callable[..., AppTest]


@pytest.fixture
def desk(services: FakeServices, tmp_path: Path) -> Iterator[MentorDesk]:
    """Real services of the mentor's side behind the sample ones."""
    made = MentorDesk(tmp_path)
    made.people.create(NASTY[:60], "en")
    services.settings = SimpleNamespace(mode="team")
    services.mentoring = made.mentoring
    services.people = People(made.profiles)  # type: ignore[assignment]
    services.practice = OwnPractice(made.practice)  # type: ignore[assignment]
    services.handbook = SimpleNamespace(packs=lambda _: (("tiny", "Tiny"),))  # type: ignore[assignment]
    yield made
    made.close()


@pytest.fixture
def visit(desk: MentorDesk, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Opens a page as this person."""

    def open_it(page: str, who: Actor, language: str = "en", **query: str) -> AppTest:
        profile = desk.people.get(who.id) or Profile(who.id, "Olga", "en", START)
        monkeypatch.setattr(shell, "signed_in", lambda services: (profile, who))
        monkeypatch.setattr(shell, "actor_now", lambda services: who)
        app = AppTest.from_file(str(ENTRY), default_timeout=30)
        query |= {"p": who.id, "lang": language}
        for name, value in query.items():
            app.query_params[name] = value
        app.run()
        folder = "newcomer" if page in ("today", "debrief", "practice") else "mentor"
        if page != "today":
            app.switch_page(str(ENTRY.parent / "pages" / folder / f"{page}.py"))
            for name, value in query.items():
                app.query_params[name] = value
            app.run()
        return app

    return open_it


def check(app: AppTest, language: str) -> str:
    """Calm, without markup of people or keys of texts; what was seen."""
    assert not app.exception
    assert not app.error, [one.value for one in app.error]
    assert "<img src=x" not in raw(app)
    assert "<b> " not in raw(app)
    text = seen(app)
    assert not set(_KEY.findall(text)) - _OWN_WORDS
    assert "{" not in text
    assert bool(re.search("[а-яА-Я]", text)) is (language == "ru")
    return text


def press(app: AppTest, start: str) -> AppTest:
    """Click the button whose key begins like this."""
    return next(one for one in app.button if str(one.key).startswith(start)).click().run()


def choose(app: AppTest, start: str, value: object) -> AppTest:
    """Set a segmented control, which AppTest knows by its key only."""
    group = next(one for one in app.get("button_group") if str(one.key).startswith(start))
    return group.set_value(value).run()  # type: ignore[attr-defined, no-any-return]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", ["reviews", "cohort", "calibration", "assignments", "live"])
def test_a_page_opens_with_nobody_to_look_after(visit: Open, page: str, language: str) -> None:
    alone = Actor("person-4", frozenset({"mentor"}))
    text = check(visit(page, alone, language), language)
    assert words(language)(f"{page}.title") in text  # type: ignore[arg-type]


@pytest.mark.parametrize("page", ["reviews", "cohort", "calibration", "assignments", "live"])
def test_a_newcomer_is_refused_calmly(visit: Open, desk: MentorDesk, page: str) -> None:
    app = visit(page, desk.anna)
    assert not app.exception
    assert words("en")("guard.not_yours") in seen(app)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_queue_lists_names_as_written(visit: Open, desk: MentorDesk, language: str) -> None:
    desk.mentoring.requests.ask(desk.anna, desk.ended(desk.anna), "x")
    desk.ended(desk.boris, sampled=True)
    text = check(visit("reviews", desk.mia, language), language)
    assert "Anna <b>" in text
    own = words(language)  # type: ignore[arg-type]
    assert own("reviews.reason_asked") in text
    assert own.count("reviews.waiting", 2) in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_attempt_opens_and_is_worked_on(visit: Open, desk: MentorDesk, language: str) -> None:
    attempt = desk.ended(desk.anna)
    desk.mentoring.requests.appeal(desk.anna, attempt, "category", f"Why? {NASTY}")
    app = visit("reviews", desk.mia, language, attempt=attempt)
    text = check(app, language)
    assert NASTY in text
    assert "· 1:00 ·" in text
    request = desk.mentoring.reviews.open(desk.mia, attempt).said.requests[0].id
    app.text_area(key=f"answer_{request}").set_value(f"Because {NASTY}")
    app = press(app, f"send_{request}")
    app.text_area(key=f"comment_{attempt}_text").set_value(f"Well said {NASTY}")
    app.checkbox(key=f"comment_{attempt}_keep").check()
    app = press(app, f"comment_{attempt}_add")
    app.selectbox(key=f"correct_{attempt}_what").set_value("category")
    app = choose(app, f"correct_{attempt}_level", 3)
    app.text_area(key=f"correct_{attempt}_why").set_value(f"On the phone {NASTY}")
    app = press(app, f"correct_{attempt}_send")
    app.text_input(key=f"hold_{attempt}").set_value(f"wait {NASTY}")
    app = press(app, f"hold_{attempt}_do")
    text = check(app, language)
    for written in ("Because", "Well said", "On the phone", "wait"):
        assert f"{written} {NASTY}" in text
    assert desk.mentoring.comments.bank(desk.mia)[0].text == f"Well said {NASTY}"
    app = press(app, f"hold_{attempt}_release")
    assert not desk.mentoring.requests.of_attempt(desk.anna, attempt).held
    trainee = check(visit("debrief", desk.anna, language, attempt=attempt), language)
    own = words(language)  # type: ignore[arg-type]
    for part in ("Because", "Well said", "On the phone"):
        assert f"{part} {NASTY}" in trainee
    assert own("said.corrections") in trainee
    # The app's level and the mentor's stand together: in the notice and at the score itself.
    assert trainee.count(own("said.mentor")) == 2


def test_a_correction_without_a_reason_is_explained(visit: Open, desk: MentorDesk) -> None:
    attempt = desk.ended(desk.anna)
    app = visit("reviews", desk.mia, attempt=attempt)
    app = choose(app, f"correct_{attempt}_level", 3)
    app = press(app, f"correct_{attempt}_send")
    assert "say why" in app.warning[0].value
    assert desk.mentoring.requests.of_attempt(desk.anna, attempt).corrections == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_blind_rating_shows_no_scores_until_it_is_in(
    visit: Open, desk: MentorDesk, language: str
) -> None:
    attempt = desk.ended(desk.anna, sampled=True)
    app = visit("reviews", desk.mia, language, attempt=attempt)
    text = check(app, language)
    own = words(language)  # type: ignore[arg-type]
    assert app.info[0].value
    assert own("reviews.app_score", score="").strip() not in text
    assert own("reviews.correct") not in text
    app = choose(app, f"blind_{attempt}_category", 3)
    app = choose(app, f"blind_{attempt}_verdict", "borderline")
    app = press(app, "blind_send")
    text = check(app, language)
    assert not app.info
    assert own("reviews.correct") in text
    assert len(desk.mentoring.reviews.open(desk.mia, attempt).ratings) == 1


def test_somebody_else_s_attempt_is_not_told_from_a_missing_one(
    visit: Open, desk: MentorDesk
) -> None:
    told = {
        visit("reviews", desk.mia, attempt=one).error[0].value
        for one in (desk.ended(desk.clara), "no")
    }
    assert len(told) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_cohort_in_three_looks(visit: Open, desk: MentorDesk, language: str) -> None:
    for number in range(12):
        desk.ended(desk.anna, well=number < 6)
    own = words(language)  # type: ignore[arg-type]
    app = visit("cohort", desk.mia, language)
    text = check(app, language)
    assert "Anna <b>" in text
    assert own("cohort.stuck", n=1) in text
    assert own("verdict.not_yet") in text
    app = choose(app, "cohort_where_shown", "stuck")
    assert "Boris" not in check(app, language)
    for tab, expected in (("heat", own("competency.triage")), ("mistakes", "%")):
        app.session_state["cohort_tabs"] = own(f"cohort.tab_{tab}")
        app.run()
        assert expected in check(app, language)
    text = check(app, language)
    assert own("slip.decision_gave_up") in text
    assert (
        own("mistakes.often", times=6, tickets=12, people=own.count("cohort.with_people", 1))
        in text
    )
    app = choose(app, "mistakes_kind", "triage")
    assert own("slip.category_empty") in check(app, language)
    app = choose(app, "mistakes_by", "score")
    assert own("cohort.mistakes_text") in check(app, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_trainee_s_page(visit: Open, desk: MentorDesk, language: str) -> None:
    for number in range(12):
        desk.ended(desk.anna, well=number < 6)
    desk.ended(desk.anna, sampled=True)
    desk.ended(desk.boris)
    own = words(language)  # type: ignore[arg-type]
    cohort = visit("cohort", desk.mia, language)
    assert f'href="?person={desk.anna.id}"' in raw(cohort)
    app = visit("cohort", desk.mia, language, person=desk.anna.id)
    text = check(app, language)
    assert "Anna <b>" in text
    assert own("cohort.stuck", n=1) in text
    assert own("trainee.tab_tickets") in [tab.label for tab in app.tabs]
    app.session_state[f"trainee_tabs_{desk.anna.id}"] = own("trainee.tab_tickets")
    app.run()
    text = check(app, language)
    assert text.count(own("reviews.reason_sampled")) == 1
    labels = [str(one.proto.label) for one in app.get("page_link")]
    assert labels.count(own("reviews.open")) == 12
    assert labels.count(own("reviews.rate")) == 1
    app.session_state[f"trainee_tabs_{desk.anna.id}"] = own("trainee.tab_mistakes")
    app.run()
    text = check(app, language)
    assert own("trainee.often", share=54, weak=7, scored=13) in text
    app = choose(app, f"mistakes{desk.anna.id}_by", "fault")
    assert own("trainee.often_fault", times=7, tickets=13) in check(app, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_is_out_of_reach_has_no_page(visit: Open, desk: MentorDesk, language: str) -> None:
    own = words(language)  # type: ignore[arg-type]
    for person in (desk.clara.id, desk.mia.id, "nobody", "<b>"):
        app = visit("cohort", desk.mia, language, person=person)
        assert not app.exception
        assert [one.value for one in app.error], person
        assert "Clara" not in seen(app)
        assert own("trainee.assign") not in seen(app)


def test_an_assignment_may_begin_with_a_person(visit: Open, desk: MentorDesk) -> None:
    app = visit("assignments", desk.mia, to=desk.anna.id)
    assert app.selectbox(key="assign_to").value == f"person {desk.anna.id}"
    app.selectbox(key="assign_to").set_value(None).run()
    assert app.selectbox(key="assign_to").value is None, "the choice made since stays"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_wrong_move_has_words(language: str) -> None:
    own, texts = words(language), scoring_texts(language)  # type: ignore[arg-type]
    criteria = (
        "category", "impact", "urgency", "looks", "cause", "restored", "confirmed", "changes",
        "decision", "address", "timing", "duties",
    )  # fmt: skip
    fine = {"better", "not_needed", "possible", "refused", "unasked", "kept", "right", "best_guess"}
    for explanation in texts["explanations"]:
        criterion, _, variant = explanation.partition(".")
        if criterion in criteria and variant not in fine:
            kind = criterion if variant.isdigit() else f"{criterion}_{variant}"
            assert own.has(f"slip.{kind}"), kind


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_call_opens_at_the_turn_that_a_link_names(
    visit: Open, desk: MentorDesk, language: str
) -> None:
    attempt = desk.ended(desk.anna)
    own = words(language)  # type: ignore[arg-type]
    mark = own("review.at_turn", n=1)
    assert mark in check(visit("reviews", desk.mia, language, attempt=attempt, turn="1"), language)
    for nonsense in ("99", "-1", "<b>", "1e0"):
        app = visit("reviews", desk.mia, language, attempt=attempt, turn=nonsense)
        assert own("review.at_turn", n="") not in check(app, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_calibration_with_ratings(visit: Open, desk: MentorDesk, language: str) -> None:
    for _ in range(2):
        attempt = desk.ended(desk.anna, sampled=True)
        desk.mentoring.rating.rate(desk.mia, attempt, {"category": 3, "cause": 1}, "pass")
        desk.mentoring.rating.rate(desk.max, attempt, {"category": 2}, "fail")
    app = visit("calibration", desk.mia, language)
    text = check(app, language)
    own = words(language)  # type: ignore[arg-type]
    assert (
        own(
            "calibration.now_few",
            month="ноябрь 2026" if language == "ru" else "November 2026",
            n=6,
        )
        in text
    )
    assert app.get("plotly_chart")
    assert own("proposed.take") not in text
    assert own("calibration.few") in text
    assert "11.2026" in text
    assert "Anna <b>" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_assignment_from_the_form_to_the_trainee_s_day(
    visit: Open, desk: MentorDesk, language: str
) -> None:
    from datetime import UTC, datetime

    desk.clock.now = datetime.now(UTC)  # the form counts from today
    app = visit("assignments", desk.mia, language)
    check(app, language)
    app.selectbox(key="assign_to").set_value(f"person {desk.anna.id}")
    app.selectbox(key="assign_what_0").set_value("area workplace")
    app.text_input(key="assign_note").set_value(NASTY)
    app = press(app, "assign_more")
    app = press(app, "assign_give")
    assert not app.warning
    text = check(app, language)
    assert NASTY in text
    (item,) = desk.mentoring.assignments.due(desk.anna, "en")
    assert [step.step.count for step in item.steps] == [3, 3]
    app = press(app, "toggle_")
    assert "Anna <b>" in check(app, language)
    today = visit("today", desk.anna, language)
    own = words(language)  # type: ignore[arg-type]
    assert own("due.title") in check(today, language)
    press(today, "due_take_")
    assert desk.practice.open_attempt(desk.anna.id)
    press(visit("assignments", desk.mia, language), "withdraw_")
    assert desk.mentoring.assignments.due(desk.anna, "en") == ()


def test_an_assignment_to_nobody_is_explained(visit: Open, desk: MentorDesk) -> None:
    app = press(visit("assignments", desk.mia), "assign_give")
    assert words("en")("errors.invalid_input.to").split(".")[0] in app.warning[0].value


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_call_is_watched_and_a_hint_reaches_the_trainee(
    visit: Open, desk: MentorDesk, language: str
) -> None:
    attempt = desk.begin(desk.anna)
    assert "Anna <b>" in check(visit("live", desk.mia, language), language)
    app = visit("live", desk.mia, language, attempt=attempt)
    check(app, language)
    app.text_area(key=f"whisper_{attempt}").set_value(f"Ask others {NASTY}")
    app = press(app, f"whisper_{attempt}_send")
    text = check(app, language)
    own = words(language)  # type: ignore[arg-type]
    assert f"Ask others {NASTY}" in text
    assert own("live.closed") in text
    trainee = visit("practice", desk.anna, language, attempt=attempt)
    text = seen(trainee)
    assert not trainee.exception
    assert own("hints.left", name="Mia") in text.replace("\\", "")
    assert "Ask others" not in text
    (hint,) = desk.mentoring.live.hints(desk.anna, attempt)
    desk.mentoring.live.open_hint(desk.anna, attempt, hint.id)
    trainee.run()
    assert f"Ask others {NASTY}" in seen(trainee)
    assert "<img src=x" not in raw(trainee)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_trainee_asks_a_mentor_to_look(visit: Open, desk: MentorDesk, language: str) -> None:
    attempt = desk.ended(desk.anna)
    app = visit("debrief", desk.anna, language, attempt=attempt)
    check(app, language)
    app.selectbox(key=f"ask_about_{attempt}").set_value("category")
    app.text_area(key=f"ask_text_{attempt}").set_value(f"Please {NASTY}")
    app = press(app, "ask_send_")
    text = check(app, language)
    assert f"Please {NASTY}" in text
    row = desk.mentoring.reviews.queue(desk.mia).rows[0]
    assert row.reasons == ("asked", "discrepancy")


def test_without_a_group_nobody_is_asked(visit: Open, desk: MentorDesk) -> None:
    alone = Actor(desk.ids["ada"], frozenset({"newcomer"}))
    attempt = desk.ended(alone)
    text = check(visit("debrief", alone, attempt=attempt), "en")
    assert words("en")("said.ask") not in text


def test_an_overdue_assignment_says_so(visit: Open, desk: MentorDesk) -> None:
    due = desk.clock() + timedelta(days=1)
    desk.mentoring.assignments.give(desk.mia, "tiny", [Step(1)], due, person=desk.anna.id)
    desk.later(days=2)
    assert words("en")("due.overdue") in check(visit("today", desk.anna), "en")
