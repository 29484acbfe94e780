"""The pages of screening, with real services behind them, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.fakes import START
from tests.pages.fakes import NASTY
from tests.pages.screening_stage import STAGE
from tests.pages.seen import raw, seen
from tests.pages.test_pages import LANGUAGES, check
from tests.pages.test_team import choose
from tests.services.screening_desk import DRAFT, OTHER, RECRUITER, Screening
from tests.services.test_screening_reports import ended_fast
from trainer.domain.people import Actor
from trainer.services.handbook import Handbook
from trainer.services.people import People
from trainer.services.ports import Profile
from trainer.services.screening.desk import ScreeningDesk
from trainer.services.screening.records import Campaign
from trainer.ui.safe import plain
from trainer.ui.strings import Words, words

ENTRY = Path(__file__).with_name("screening_entry.py")
FOLDER = Path(__file__).parents[2] / "pages"


@dataclass
class Stage:
    """A screening and the pages over it."""

    desk: Screening
    language: str = "en"

    def __post_init__(self) -> None:
        desk = self.desk
        self.screening = ScreeningDesk(
            desk.campaigns,
            desk.inviting,
            desk.entrance,
            desk.sitting,
            desk.reporting,
            desk.deciding,
            desk.feedback,
            desk.fairness,
            desk.leaving,
        )
        STAGE.services = _Services(
            self.screening,
            People(desk.profiles),
            Handbook(desk.practice._packs),
            desk.guarded,
        )
        STAGE.actor = RECRUITER
        STAGE.profile = Profile("rita", "Rita", "en", START)
        desk.profiles.add(STAGE.profile)

    @property
    def words(self) -> Words:
        return words(self.language)  # type: ignore[arg-type]

    def open(self, page: str = "campaigns", actor: Actor = RECRUITER, **query: str) -> AppTest:
        STAGE.language, STAGE.actor = self.language, actor
        app = AppTest.from_file(str(ENTRY), default_timeout=30)
        for name, value in query.items():
            app.query_params[name] = value
        if page != "campaigns":
            app.run()
            folder = "candidate" if page == "screening" else "recruiter"
            app.switch_page(str(FOLDER / folder / f"{page}.py"))
            for name, value in query.items():
                app.query_params[name] = value
        return app.run()

    def campaign(self, **changes: Any) -> Campaign:
        return self.desk.campaign(**changes)

    def tab(self, app: AppTest, campaign: Campaign, name: str) -> AppTest:
        app.session_state[f"campaign_tabs_{campaign.id}"] = self.words(f"campaigns.tab_{name}")
        return app.run()


@dataclass
class _Services:
    screening: ScreeningDesk
    people: People
    handbook: Handbook
    practice: Any
    compares_words_only: bool = False
    settings: Any = None


@pytest.fixture(params=LANGUAGES)
def stage(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Stage]:
    desk = Screening(tmp_path)
    yield Stage(desk, request.param)
    desk.database.close()


@pytest.fixture
def english(tmp_path: Path) -> Iterator[Stage]:
    desk = Screening(tmp_path)
    yield Stage(desk)
    desk.database.close()


def press(app: AppTest, key: str) -> AppTest:
    return app.button(key=key).click().run()


def fine(stage: Stage, app: AppTest) -> str:
    """Checks without the campaign's own texts, which are in any language."""
    assert not app.exception
    assert not app.error, [one.value for one in app.error]
    text = seen(app)
    assert "{" not in text
    assert "<img src=x" not in raw(app)
    return text


def test_a_recruiter_without_campaigns_is_told_how_to_begin(stage: Stage) -> None:
    text = check_own(stage, stage.open())
    assert stage.words("campaigns.empty") in text


def check_own(stage: Stage, app: AppTest) -> str:
    """As `check`, but the consent texts proposed are in both languages by their nature."""
    text = fine(stage, app)
    assert "campaign." not in text
    assert "screening." not in text
    return text


def test_a_campaign_is_created_on_the_page(stage: Stage) -> None:
    app = stage.open()
    app.text_input(key="title_new").set_value("Осень & Co")
    app.text_input(key="contact_new").set_value("hr@example.com")
    create = next(b for b in app.button if b.label == stage.words("campaign.create"))
    create.click().run()
    fine(stage, app)
    made = stage.desk.campaigns.mine(RECRUITER)[0].campaign
    assert (made.title, made.owner, made.blind) == ("Осень & Co", "rita", True)
    assert app.query_params["campaign"] == made.id


def test_what_is_missing_is_said_and_nothing_made(stage: Stage) -> None:
    app = stage.open()
    next(b for b in app.button if b.label == stage.words("campaign.create")).click().run()
    assert not app.exception
    assert app.warning[0].value
    assert not stage.desk.campaigns.mine(RECRUITER)


@pytest.mark.parametrize("tab", ["people", "invite", "terms", "impact"])
def test_every_tab_of_a_campaign_opens(stage: Stage, tab: str) -> None:
    made = stage.campaign(title=NASTY, blind=True)
    stage.desk.invited(made, NASTY)
    stage.desk.finished(made, "Борис")
    app = stage.open(campaign=made.id)
    text = check_own(stage, stage.tab(app, made, tab))
    assert NASTY in text
    assert "Борис" not in text


def test_terms_can_be_changed_while_nobody_has_begun_and_read_afterwards(stage: Stage) -> None:
    made = stage.campaign()
    app = stage.tab(stage.open(campaign=made.id), made, "terms")
    app.number_input(key=f"minutes_{made.id}").set_value(45)
    next(b for b in app.button if b.label == stage.words("campaign.save")).click().run()
    assert stage.desk.campaigns.get(RECRUITER, made.id).minutes == 45
    stage.desk.entered(made)
    text = check_own(stage, stage.tab(stage.open(campaign=made.id), made, "terms"))
    assert stage.words("campaign.fixed") in text
    app = stage.tab(stage.open(campaign=made.id), made, "terms")
    press(app, "release")
    press(app, "close")
    assert stage.desk.campaigns.get(RECRUITER, made.id).closed_at is not None


def test_a_link_is_shown_once_and_works(stage: Stage) -> None:
    made = stage.campaign()
    app = stage.tab(stage.open(campaign=made.id), made, "invite")
    app.text_input(key="invite_name").set_value("=Анна <b>")
    next(b for b in app.button if b.label == stage.words("invite.send")).click().run()
    text = fine(stage, app)
    link = app.code[0].value
    token = link.partition("token=")[2]
    assert "=Анна <b>" in text
    app.run()
    assert token not in "".join(one.value for one in app.code)
    stage.desk.entrance.open(token)


def test_somebody_elses_campaign_looks_like_none(stage: Stage) -> None:
    made = stage.desk.campaigns.create(OTHER, DRAFT)
    for campaign in (made.id, "no-such-campaign"):
        app = stage.open(campaign=campaign)
        assert not app.exception
        assert app.error[0].value.replace("\\", "") == stage.words(
            "errors.screening_not_found.other"
        )


def test_recruiters_pages_are_for_recruiters(english: Stage) -> None:
    newcomer = Actor("rita", frozenset({"newcomer"}))
    for page in ("campaigns", "candidate"):
        app = english.open(page, newcomer, candidate="c-1")
        assert not app.exception
        assert english.words("guard.not_yours") in seen(app)


def test_a_report_opens_with_evidence_notes_and_a_decision(stage: Stage) -> None:
    made = stage.campaign(blind=True)
    actor = stage.desk.finished(made, "Анна Белова", email="anna@x.org")
    candidate = stage.desk.of(actor)
    stage.desk.feedback.dispute(actor, NASTY)
    app = stage.open("candidate", candidate=candidate.id)
    text = fine(stage, app)
    assert "Белова" not in text
    assert "anna@x.org" not in text
    assert candidate.code in text
    assert stage.words("verdict.not_yet") in text
    assert stage.words("report.hidden") in text
    press(app, "decide")
    assert app.warning  # no decision, no reason: nothing is stored
    assert not stage.desk.outcome_store.decisions(candidate.id)
    app.text_area(key="reason").set_value(f"Because {NASTY}")
    app.button_group(key="decision").set_value("invite")
    press(app, "decide")
    text = fine(stage, app)
    assert f"Because {NASTY}" in text
    assert "Белова" in text
    app.text_area(key="answer").set_value("We looked again")
    press(app, "answer_send")
    assert "We looked again" in fine(stage, app)


def test_evidence_is_read_turn_by_turn(stage: Stage) -> None:
    actor = stage.desk.finished(stage.campaign())
    candidate = stage.desk.of(actor)
    app = stage.open("candidate", candidate=candidate.id)
    attempt = candidate.tickets[0].attempt_id
    app.session_state[f"evidence_{candidate.id}"] = attempt
    app.run()
    text = fine(stage, app)
    assert stage.words("debrief.tab_moves") in {tab.label for tab in app.tabs}
    assert stage.words("talk.abandoned") in text


def test_a_ticket_that_the_clock_ended_is_no_surrender(stage: Stage) -> None:
    made = stage.campaign(minutes=5)
    actor = stage.desk.begun(made)
    attempt = stage.desk.sitting.next_ticket(actor)
    stage.desk.clock.advance(hours=1)
    stage.desk.sitting.view(actor)
    candidate = stage.desk.of(actor)
    app = stage.open("candidate", candidate=candidate.id)
    app.session_state[f"evidence_{candidate.id}"] = attempt
    app.run()
    text = fine(stage, app)
    assert stage.words("report.stopped") in text
    assert stage.words("report.ended_time") in text


def test_four_stand_side_by_side(stage: Stage) -> None:
    made = stage.campaign()
    people = [stage.desk.of(stage.desk.finished(made, name)) for name in ("A", "B", "C", "D")]
    app = stage.open("candidate", compare=",".join(one.id for one in people))
    text = fine(stage, app)
    codes = [one.code for one in people]
    assert sorted(codes, key=text.index) == sorted(codes)
    app = stage.open("candidate", compare=people[0].id)
    assert app.error
    check_own(stage, stage.open("candidate"))


def test_the_fairness_tab_shows_both_measures(stage: Stage) -> None:
    made = stage.campaign()
    for n, one in enumerate(ended_fast(stage.desk, made.id, 44)):
        assert one.profile_id is not None
        who = Actor(one.profile_id, frozenset({"candidate"}))
        stage.desk.sitting.declare(who, {"gender": "woman" if n % 2 else "man", "age": "25_39"})
        stage.desk.deciding.decide(RECRUITER, one.id, "invite" if n % 4 else "decline", "so")
    text = check_own(stage, stage.tab(stage.open(campaign=made.id), made, "impact"))
    assert stage.words("impact.col_fisher") in text
    assert stage.words("group.gender.woman") in text
    assert stage.words("impact.few") in text  # one age only


def candidate_page(stage: Stage, secret: str) -> AppTest:
    app = AppTest.from_file(str(ENTRY), default_timeout=30).run()
    app.session_state["candidate_secret"] = secret
    app.switch_page(str(FOLDER / "candidate" / "screening.py"))
    return app.run()


def test_without_a_link_nothing_is_shown(stage: Stage) -> None:
    assert stage.words("screening.nobody") in check(stage.open("screening"), stage.language)


@pytest.mark.parametrize("token", ["guess", "<script>alert(1)</script>"])
def test_a_guessed_link_is_refused_calmly(stage: Stage, token: str) -> None:
    text = fine(stage, stage.open("screening", token=token))
    assert stage.words("errors.screening_refused.link") in text
    assert "<script>" not in raw(stage.open("screening", token=token))


def test_a_candidate_chooses_a_language_on_the_page(stage: Stage) -> None:
    other = "en" if stage.language == "ru" else "ru"
    token = stage.desk.invited(stage.campaign(), language=other)
    app = stage.open("screening", token=token)
    press(app, "come_in")
    assert words(other)("screening.hello") in seen(app)
    choose(app, f"sitting_language_{other}", stage.language)
    assert stage.words("screening.hello") in fine(stage, app)
    press(app, "agree")
    assert stage.words("screening.prepare") in fine(stage, app)


def test_the_way_of_a_candidate_on_the_page(stage: Stage) -> None:
    STAGE.language = stage.language
    made = stage.campaign(title=NASTY, consents={"en": NASTY, "ru": NASTY}, contact=NASTY)
    token = stage.desk.invited(made, NASTY, language=stage.language)
    app = stage.open("screening", token=token)
    own = stage.words
    assert own("screening.invited") in fine(stage, app)
    press(app, "come_in")
    assert "token" not in app.query_params
    assert NASTY in fine(stage, app)
    press(app, "disagree")
    assert own("screening.refused") in fine(stage, app)
    press(app, "agree")
    assert own("screening.prepare") in fine(stage, app)
    app.text_input(key="typed").set_value("hello").run()
    press(app, "practice")
    assert own("screening.practice_now") in fine(stage, app)
    press(app, "practice_end")
    assert own("screening.practice_again") in fine(stage, app)
    press(app, "begin")
    text = fine(stage, app)
    assert own("screening.ticket_of", n=1, total=2) in text
    assert own("tab.finish") in {tab.label for tab in app.tabs}
    candidate = stage.desk.candidate_store.listed(made.id, "", 0, 1)[0]
    stored = stage.desk.candidate_store.get(candidate.id)
    assert stored is not None
    assert stored.profile_id is not None
    actor = Actor(stored.profile_id, frozenset({"candidate"}))
    for _ in range(2):
        stage.desk.give_up(actor)
        app.run()
        if stage.desk.sitting.view(actor).step == "between":
            assert own("screening.between") in fine(stage, app)
            press(app, "next_ticket")
    assert own("screening.done") in fine(stage, app)
    app.text_area(key="dispute").set_value("It was <b>unfair</b>")
    press(app, "dispute_send")
    assert "It was <b>unfair</b>" in fine(stage, app)
    next(b for b in app.button if b.label == own("screening.groups_send")).click().run()
    assert own("screening.groups_thanks") in fine(stage, app)
    stage.desk.campaigns.release_feedback(RECRUITER, made.id)
    app.run()
    assert own("screening.result") in fine(stage, app)
    before = len(raw(app))
    review = next(one for one in app.button_group if one.key == "review")
    review.set_value(stage.desk.feedback.mine(actor).attempts[0]).run()
    assert len(fine(stage, app)) > before + 500, "the call and its marks are shown"


def test_a_sentence_is_sent_from_the_page_and_stored(english: Stage) -> None:
    STAGE.language = "en"
    made = english.campaign()
    token = english.desk.invited(made, "Anna", language="en")
    app = english.open("screening", token=token)
    for key in ("come_in", "agree", "begin"):
        press(app, key)
    app.chat_input[0].set_value("greet").run()
    fine(english, app)
    stored = english.desk.candidate_store.listed(made.id, "running", 0, 1)[0]
    candidate = english.desk.candidate_store.get(stored.id)
    assert candidate is not None
    assert len(english.desk.attempts.moves(candidate.tickets[0].attempt_id)) == 1


def test_over_time_the_page_says_so_and_a_new_link_ends_the_tab(stage: Stage) -> None:
    STAGE.language = stage.language
    made = stage.campaign(minutes=5)
    entered = stage.desk.entrance.open(stage.desk.invited(made, "Anna", language=stage.language))
    actor = stage.desk.entrance.resolve(entered.secret)
    assert actor is not None
    stage.desk.sitting.consent(actor, stage.desk.sitting.view(actor).consent_version, True)
    stage.desk.sitting.begin(actor)
    app = candidate_page(stage, entered.secret)
    assert stage.words("screening.left", time=stage.words.minutes(5)) in fine(stage, app)
    stage.desk.clock.now += timedelta(hours=1)
    app.run()
    assert stage.words("screening.time_over") in fine(stage, app)
    stage.desk.inviting.renew(RECRUITER, made.id, "Anna")
    app.run()
    assert stage.words("screening.nobody") in fine(stage, app)


def test_pages_are_closed_without_the_entry_point(english: Stage) -> None:
    for page in ("recruiter/campaigns", "recruiter/candidate", "candidate/screening"):
        app = AppTest.from_file(str(FOLDER / f"{page}.py"), default_timeout=30).run()
        assert not app.exception
        assert len(app.button) == 0
        assert english.words("guard.closed") in "".join(one.value for one in app.markdown)


def test_a_candidate_withdraws_on_the_page_and_is_gone(stage: Stage) -> None:
    own, made = stage.words, stage.campaign()
    token = stage.desk.invited(made, language=stage.language)
    app = stage.open("screening", token=token)
    press(app, "come_in")
    assert own("screening.data") in {one.label for one in app.expander}
    assert app.button(key="leave").disabled, "not with one click"
    app.checkbox(key="leave_sure").check().run()
    press(app, "leave")
    assert own("screening.gone_text") in fine(stage, app)
    assert stage.desk.campaigns.overview(RECRUITER, made.id).counts == {}


def test_no_data_box_stands_beside_the_clock(english: Stage) -> None:
    actor = english.desk.begun(english.campaign())
    app = english.open("screening", actor)
    assert english.words("screening.data") not in {one.label for one in app.expander}


def test_a_candidate_is_deleted_from_the_report_once_the_pseudonym_is_typed(stage: Stage) -> None:
    made = stage.campaign(blind=True)
    actor = stage.desk.finished(made)
    candidate = stage.desk.of(actor)
    app = stage.open("candidate", candidate=candidate.id)
    app.text_input(key="forget_code").set_value("nope")
    press(app, "forget")
    assert app.warning[0].value == plain(stage.words("errors.invalid_input.confirm_code"))
    app.text_input(key="forget_code").set_value(candidate.code.lower())
    press(app, "forget")
    assert not app.exception
    assert stage.desk.candidate_store.get(candidate.id) is None


def test_somebody_is_withdrawn_or_deleted_by_name(stage: Stage) -> None:
    made = stage.campaign(blind=True)
    for name in ("Anna Smith", "Bert Stone", "Carl Hill"):
        stage.desk.invited(made, name)
    app = stage.tab(stage.open(campaign=made.id), made, "invite")
    app.text_input(key="leave_who").set_value("bert stone")
    press(app, "leave_withdraw")
    assert app.success[0].value == plain(stage.words("invite.withdrawn"))
    app.text_input(key="leave_who").set_value("anna smith")
    press(app, "leave_forget")
    assert app.success[0].value == plain(stage.words("report.forgotten"))
    app.text_input(key="leave_who").set_value("nobody")
    press(app, "leave_forget")
    assert app.warning[0].value == plain(stage.words("errors.invalid_input.screening_who"))
    counts = stage.desk.campaigns.overview(RECRUITER, made.id).counts
    assert counts == {"invited": 1, "withdrawn": 1}
    app = stage.tab(stage.open(campaign=made.id), made, "people")
    assert stage.words.count("campaigns.unopened", 2) in fine(stage, app)


def test_a_candidate_closes_the_session_on_the_page(english: Stage) -> None:
    made = english.campaign()
    token = english.desk.invited(made, language="en")
    app = english.open("screening", token=token)
    press(app, "come_in")
    press(app, "close_session")
    assert english.words("screening.closed_text") in fine(english, app)
    counts = english.desk.campaigns.overview(RECRUITER, made.id).counts
    assert counts == {"opened": 1}, "nothing is lost"


def test_a_closed_session_is_over_in_a_tab_that_still_shows_it(stage: Stage) -> None:
    made = stage.campaign()
    token = stage.desk.invited(made, language=stage.language)
    app = stage.open("screening", token=token)
    press(app, "come_in")
    (row,) = stage.desk.candidate_store.listed(made.id, "", 0, 1)
    stored = stage.desk.candidate_store.get(row.id)
    assert stored is not None
    assert stored.profile_id is not None
    stage.desk.leaving.close(Actor(stored.profile_id, frozenset({"candidate"})))
    press(app, "agree")
    assert app.warning[0].value == plain(stage.words("errors.screening_refused.session"))
    now = stage.desk.candidate_store.get(row.id)
    assert now is not None
    assert now.status == "opened"
