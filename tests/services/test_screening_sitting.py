"""The candidate's way, its clock, and every door that must stay shut."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes import START, newcomer
from tests.services.screening_desk import NEWCOMER, RECRUITER, Screening
from trainer.domain.moves import Abandon, KeepDraft
from trainer.domain.people import Actor
from trainer.errors import (
    AttemptNotFound,
    InvalidInput,
    NotPermitted,
    ScreeningNotFound,
    ScreeningRefused,
    TextTooLong,
    ThreelineError,
)
from trainer.services.local_people import LocalPeople
from trainer.services.screening.records import Clock
from trainer.services.screening.running_clock import TIME_OVER
from trainer.services.screening.timekeeping import GRACE, HELD_CAP, left, runs_out_at, seen


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Screening]:
    made = Screening(tmp_path)
    yield made
    made.database.close()


def reason(caught: pytest.ExceptionInfo[ScreeningRefused]) -> str:
    return caught.value.reason


# -- the link -------------------------------------------------------------------------------------


def test_a_candidate_chooses_among_the_campaigns_languages_before_agreeing(desk: Screening) -> None:
    made = desk.campaign()
    actor = desk.entered(made)
    view = desk.sitting.view(actor)
    assert (view.language, view.languages) == ("ru", ("ru", "en"))
    desk.sitting.choose_language(actor, "en")
    chosen = desk.sitting.view(actor)
    assert chosen.language == "en"
    assert chosen.consent != view.consent
    with pytest.raises(ScreeningRefused) as caught:
        desk.sitting.consent(actor, view.consent_version, True)
    assert reason(caught) == "consent_changed"
    desk.sitting.consent(actor, chosen.consent_version, False)
    desk.sitting.choose_language(actor, "ru")
    desk.sitting.choose_language(actor, "en")
    desk.sitting.consent(actor, chosen.consent_version, True)
    assert desk.sitting.view(actor).languages == ()
    with pytest.raises(ScreeningRefused) as caught:
        desk.sitting.choose_language(actor, "ru")
    assert reason(caught) == "consented"
    desk.sitting.begin(actor)
    attempt = desk.sitting.next_ticket(actor)
    assert desk.sitting.attempt(actor, attempt).language == "en"


def test_no_language_that_the_campaign_has_not(desk: Screening) -> None:
    actor = desk.entered(desk.campaign(languages=("ru",)))
    for language in ("en", "de", ""):
        with pytest.raises(InvalidInput):
            desk.sitting.choose_language(actor, language)
    assert desk.sitting.view(actor).language == "ru"


def test_the_whole_way_from_link_to_end(desk: Screening) -> None:
    made = desk.campaign()
    token = desk.invited(made)
    assert desk.entrance.peek(token) == ("Desk, autumn", "ru")
    actor = desk.entrance.resolve(desk.entrance.open(token).secret)
    assert actor is not None
    assert desk.sitting.view(actor).step == "consent"
    desk.sitting.consent(actor, desk.sitting.view(actor).consent_version, True)
    assert desk.sitting.view(actor).step == "prepare"
    practice = desk.sitting.start_practice(actor)
    assert desk.sitting.view(actor).step == "practice"
    desk.sitting.move(actor, practice, Abandon(), 1, "r")
    assert desk.sitting.view(actor).step == "prepare"
    desk.sitting.begin(actor)
    first = desk.sitting.view(actor)
    assert (first.step, first.total, first.done) == ("ticket", 2, 0)
    desk.give_up(actor)
    assert desk.sitting.view(actor).step == "between"
    desk.give_up(actor)
    assert desk.sitting.view(actor).step == "done"
    candidate = desk.of(actor)
    assert candidate.status == "finished"
    assert candidate.form is not None
    played = [desk.attempts.get(ticket.attempt_id) for ticket in candidate.tickets]
    assert tuple(one.key for one in played if one) == candidate.form.keys
    assert practice not in {ticket.attempt_id for ticket in candidate.tickets}


@pytest.mark.parametrize("token", ["", "x", "guess" * 10, "c-1", "\x00", "ы" * 100_000, "%"])
def test_guessed_tokens_open_nothing(desk: Screening, token: str) -> None:
    desk.invited(desk.campaign())
    for use in (desk.entrance.peek, desk.entrance.open):
        with pytest.raises(ScreeningRefused) as caught:
            use(token)
        assert reason(caught) == "link"
    assert desk.entrance.resolve(token) is None


def test_a_stored_hash_is_no_key(desk: Screening) -> None:
    actor = desk.entered(desk.campaign())
    candidate = desk.of(actor)
    assert candidate.secret_hash is not None
    assert desk.entrance.resolve(candidate.secret_hash) is None
    with pytest.raises(ScreeningRefused):
        desk.entrance.open(candidate.token_hash)


def test_an_invitation_is_used_once(desk: Screening) -> None:
    token = desk.invited(desk.campaign())
    desk.entrance.peek(token)
    desk.entrance.peek(token)  # looking at it is no use
    first = desk.entrance.open(token)
    with pytest.raises(ScreeningRefused) as caught:
        desk.entrance.open(token)
    assert reason(caught) == "used"
    assert desk.entrance.resolve(first.secret) is not None


def test_of_many_at_once_one_gets_in(desk: Screening) -> None:
    token = desk.invited(desk.campaign())

    def use(_: int) -> bool:
        try:
            desk.entrance.open(token)
        except ScreeningRefused:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(use, range(16))) == 1
    assert len(desk.profiles.all()) == 1


def test_an_expired_an_early_and_a_closed_link_say_so(desk: Screening) -> None:
    made = desk.campaign(opens_at=START + timedelta(days=1))
    short, long, last = (desk.invited(made, n, days=d) for n, d in (("A", 1), ("B", 20), ("C", 20)))
    with pytest.raises(ScreeningRefused) as caught:
        desk.entrance.open(short)
    assert reason(caught) == "not_open"
    desk.clock.advance(days=3)
    with pytest.raises(ScreeningRefused) as caught:
        desk.entrance.open(short)
    assert reason(caught) == "expired"
    desk.campaigns.close(RECRUITER, made.id)
    with pytest.raises(ScreeningRefused) as caught:
        desk.entrance.open(long)
    assert reason(caught) == "closed"
    desk.clock.advance(days=40)
    with pytest.raises(ScreeningRefused) as caught:
        desk.entrance.open(last)
    assert reason(caught) == "closed"


def test_a_session_ends_some_day(desk: Screening) -> None:
    secret = desk.entrance.open(desk.invited(desk.campaign())).secret
    desk.clock.advance(days=59)
    assert desk.entrance.resolve(secret) is not None
    desk.clock.advance(days=2)
    assert desk.entrance.resolve(secret) is None


def test_a_profile_tells_the_pseudonym_only(desk: Screening) -> None:
    actor = desk.entered(desk.campaign(), "Anna Smith")
    profile = desk.profiles.get(actor.id)
    assert profile is not None
    assert desk.of(actor).code in profile.name
    assert "Anna" not in profile.name


# -- before the form ------------------------------------------------------------------------------


def test_consent_is_kept_with_text_version_and_time(desk: Screening) -> None:
    made = desk.campaign()
    actor = desk.entered(made, language="en")
    view = desk.sitting.view(actor)
    with pytest.raises(ScreeningRefused) as caught:
        desk.sitting.consent(actor, "another", True)
    assert reason(caught) == "consent_changed"
    desk.sitting.consent(actor, view.consent_version, False)
    assert desk.sitting.view(actor).step == "refused"
    with pytest.raises(ScreeningRefused):
        desk.sitting.begin(actor)
    desk.sitting.consent(actor, view.consent_version, True)
    kept = desk.outcome_store.consents(desk.of(actor).id)
    assert [(one.agreed, one.text, one.language, one.at) for one in kept] == [
        (False, "I agree to be tested.", "en", START),
        (True, "I agree to be tested.", "en", START),
    ]
    with pytest.raises(ScreeningRefused):
        desk.sitting.consent(actor, view.consent_version, False)
    assert len(desk.outcome_store.consents(desk.of(actor).id)) == 2


def test_nothing_is_played_without_consent(desk: Screening) -> None:
    actor = desk.entered(desk.campaign())
    for action in (desk.sitting.start_practice, desk.sitting.begin):
        with pytest.raises(ScreeningRefused) as caught:
            action(actor)
        assert reason(caught) == "no_consent"


def test_the_ticket_to_try_is_the_same_for_all_and_not_of_the_form(desk: Screening) -> None:
    made = desk.campaign()
    keys = set()
    for name in ("A", "B", "C"):
        actor = desk.consented(made, name)
        attempt = desk.attempts.get(desk.sitting.start_practice(actor))
        assert attempt is not None
        assert attempt.key not in desk.forms.draw("first", desk.of(actor).seed).keys
        keys.add(attempt.key)
        assert desk.sitting.start_practice(actor) == attempt.id
    assert len(keys) == 1


def test_device_facts_inform_and_are_cut(desk: Screening) -> None:
    actor = desk.consented(desk.campaign())
    desk.sitting.tell_device(actor, {"screen": "9" * 5000, "typed": "ok\x00", "evil": "x"})
    assert desk.sitting.view(actor).device == {"screen": "9" * 60, "typed": "ok"}


def test_a_campaign_closed_meanwhile_begins_no_form_but_lets_a_begun_one_end(
    desk: Screening,
) -> None:
    made = desk.campaign()
    waiting, playing = desk.consented(made, "A"), desk.begun(made, "B")
    desk.campaigns.close(RECRUITER, made.id)
    with pytest.raises(ScreeningRefused) as caught:
        desk.sitting.begin(waiting)
    assert reason(caught) == "closed"
    while desk.give_up(playing):
        pass
    assert desk.of(playing).status == "finished"


# -- the clock ------------------------------------------------------------------------------------


def beats(desk: Screening, actor: Actor, seconds: float) -> float:
    """Report every 20 seconds for so long; the seconds left."""
    rest = 0.0
    for _ in range(round(seconds / 20)):
        desk.clock.advance(seconds=20)
        rest = desk.sitting.beat(actor)
    return rest


def test_time_runs_from_the_first_ticket_on_only(desk: Screening) -> None:
    actor = desk.consented(desk.campaign(minutes=10))
    desk.sitting.start_practice(actor)
    desk.clock.advance(hours=3)
    assert desk.sitting.view(actor).seconds_left == 600
    desk.sitting.begin(actor)
    assert beats(desk, actor, 120) == 480


def test_extra_time_is_for_this_person_and_the_form_stays(desk: Screening) -> None:
    made = desk.campaign(minutes=10)
    usual, more = desk.begun(made, "A"), desk.begun(made, "B", extra_percent=50)
    assert desk.sitting.view(usual).seconds_left == 600
    assert desk.sitting.view(more).seconds_left == 900
    assert desk.of(more).form == desk.forms.draw("first", desk.of(more).seed)


def test_a_lost_connection_costs_the_grace_and_no_more(desk: Screening) -> None:
    actor = desk.begun(desk.campaign(minutes=60))
    beats(desk, actor, 60)
    desk.clock.advance(minutes=10)
    assert desk.sitting.beat(actor) == 3600 - 60 - GRACE
    gap = desk.of(actor).interruptions[0]
    assert gap.held == 600 - GRACE
    assert (gap.end - gap.begin).total_seconds() == 600


def test_beyond_the_cap_time_counts_again(desk: Screening) -> None:
    actor = desk.begun(desk.campaign(minutes=60))
    desk.clock.advance(minutes=15)
    desk.sitting.beat(actor)
    desk.clock.advance(minutes=15)
    assert desk.sitting.beat(actor) == 3600 - (30 * 60 - HELD_CAP)


def test_a_killed_server_holds_the_clock_too(desk: Screening) -> None:
    actor = desk.begun(desk.campaign(minutes=60))
    attempt = desk.sitting.next_ticket(actor)
    desk.clock.advance(minutes=5)
    desk.restart()
    assert desk.sitting.view(actor).attempt_id == attempt
    assert desk.sitting.view(actor).seconds_left == 3600 - GRACE


def test_when_time_is_over_the_ticket_ends_as_it_stands_and_is_stored(desk: Screening) -> None:
    actor = desk.begun(desk.campaign(minutes=5))
    attempt = desk.sitting.next_ticket(actor)
    desk.sitting.move(actor, attempt, KeepDraft((("happening", "half a note"),)), 1, "r1")
    assert beats(desk, actor, 300) == 0
    assert desk.sitting.view(actor).step == "done"
    record = desk.attempts.get(attempt)
    assert record is not None
    assert record.overall is not None
    log = desk.attempts.moves(attempt)
    assert [move.request for move in log] == ["r1", TIME_OVER]
    candidate = desk.of(actor)
    assert (candidate.status, candidate.tickets[0].ended_by) == ("timed_out", "time")
    assert candidate.clock.used == 300
    assert candidate.decision is None  # nothing decides by itself


def test_a_move_that_comes_late_is_refused_by_name(desk: Screening) -> None:
    actor = desk.begun(desk.campaign(minutes=5))
    attempt = desk.sitting.next_ticket(actor)
    beats(desk, actor, 280)
    desk.clock.advance(seconds=30)
    with pytest.raises(ScreeningRefused) as caught:
        desk.sitting.say(actor, attempt, "hello", 1, "r")
    assert reason(caught) == "time_over"
    with pytest.raises(ScreeningRefused):
        desk.sitting.next_ticket(actor)


def test_a_tab_closed_for_ever_is_ended_by_the_recruiters_look(desk: Screening) -> None:
    made = desk.campaign(minutes=5)
    actor = desk.begun(made)
    attempt = desk.sitting.next_ticket(actor)
    desk.clock.advance(minutes=24)
    assert desk.reporting.settle(RECRUITER, made.id) == 0  # they may still come back
    desk.clock.advance(minutes=1, seconds=1)
    assert desk.reporting.settle(RECRUITER, made.id) == 1
    assert desk.of(actor).status == "timed_out"
    record = desk.attempts.get(attempt)
    assert record is not None
    assert record.status == "abandoned"
    assert desk.reporting.settle(RECRUITER, made.id) == 0


def test_a_server_killed_at_the_very_end_makes_up_for_it(desk: Screening) -> None:
    actor = desk.begun(desk.campaign(minutes=5))
    attempt = desk.sitting.next_ticket(actor)
    # The sitting was stored as over, and the server died before it could end the ticket.
    desk.candidate_store.change(
        desk.of(actor).id, lambda one: replace(one, status="timed_out", ended_at=desk.clock())
    )
    desk.restart()
    assert desk.sitting.view(actor).step == "done"
    record = desk.attempts.get(attempt)
    assert record is not None
    assert record.status == "abandoned"


gaps = st.lists(st.floats(0, 4000), min_size=1, max_size=40)


@given(gaps)
def test_no_way_of_coming_and_going_gains_more_than_the_cap(gaps: list[float]) -> None:
    clock, now = Clock(seen_at=START), START
    for gap in gaps:
        now += timedelta(seconds=gap)
        clock, _ = seen(clock, now)
    passed = (now - START).total_seconds()
    assert clock.used + clock.held == pytest.approx(passed, abs=0.01)
    assert clock.held <= HELD_CAP + 0.01
    assert clock.used >= passed - HELD_CAP - 0.01


@given(st.floats(0, 3000), st.floats(0, HELD_CAP), st.floats(60, 4000))
def test_running_out_in_silence_is_foreseen(used: float, held: float, limit: float) -> None:
    clock = Clock(min(used, limit), held, START)
    over = runs_out_at(clock, limit)
    assert over is not None
    assert left(clock, limit, over + timedelta(seconds=0.01)) < 0.01
    earlier = over - timedelta(seconds=1)
    if earlier > START:
        assert left(clock, limit, earlier) > 0


def test_a_clock_set_back_adds_nothing() -> None:
    clock = Clock(10, 0, START)
    assert seen(clock, START - timedelta(hours=1)) == (clock, None)


# -- doors that stay shut -------------------------------------------------------------------------


def test_one_candidate_reaches_nothing_of_another(desk: Screening) -> None:
    made = desk.campaign()
    mine, theirs = desk.begun(made, "A"), desk.begun(made, "B")
    attempt = desk.sitting.next_ticket(theirs)
    for action in (
        lambda: desk.sitting.attempt(mine, attempt),
        lambda: desk.sitting.moves_made(mine, attempt),
        lambda: desk.sitting.move(mine, attempt, Abandon(), 1, "r"),
        lambda: desk.sitting.say(mine, attempt, "hello", 1, "r"),
        lambda: desk.sitting.attempt(mine, "no-such-attempt"),
        lambda: desk.sitting.attempt(mine, ""),
    ):
        with pytest.raises(AttemptNotFound):
            action()
    assert desk.attempts.moves(attempt) == ()


def test_ended_and_later_tickets_are_out_of_reach(desk: Screening) -> None:
    actor = desk.consented(desk.campaign())
    practice = desk.sitting.start_practice(actor)
    desk.sitting.begin(actor)
    first = desk.give_up(actor)
    assert first is not None
    for attempt in (practice, first):
        with pytest.raises(AttemptNotFound):
            desk.sitting.attempt(actor, attempt)
    second = desk.sitting.next_ticket(actor)
    assert second != first
    assert desk.sitting.next_ticket(actor) == second


@pytest.mark.parametrize("stage", ["entered", "consented", "begun", "finished"])
def test_practice_has_no_back_door_for_candidates(desk: Screening, stage: str) -> None:
    actor: Actor = getattr(desk, stage)(desk.campaign())
    candidate = desk.of(actor)
    attempt = next((t.attempt_id for t in candidate.tickets if t.attempt_id), "none")
    key = desk.forms.draw("first", candidate.seed).keys[1]
    guarded = desk.guarded
    for action in (
        lambda: guarded.debrief(actor, attempt),
        lambda: guarded.what_if(actor, attempt, 1, "x"),
        lambda: guarded.other_moves(actor, attempt, 1),
        lambda: guarded.view(actor, attempt),
        lambda: guarded.move(actor, attempt, Abandon(), 1, "r"),
        lambda: guarded.say(actor, attempt, "hi", 1, "r"),
        lambda: guarded.moves_made(actor, attempt),
        lambda: guarded.start(actor, key, "en"),
        lambda: guarded.queue(actor, "en"),
        lambda: guarded.history(actor),
        lambda: guarded.open_attempt(actor),
        lambda: guarded.usual_pack(actor),
    ):
        with pytest.raises(NotPermitted):
            action()


def test_guarded_practice_is_practice_for_everybody_else(desk: Screening) -> None:
    me = newcomer(LocalPeople(desk.profiles, desk.clock, desk.ids).create("Me", "en").id)
    item = desk.guarded.queue(me, "en")[0]
    attempt = desk.guarded.start(me, item.key, "en")
    desk.guarded.say(me, attempt, "greet", 1, "s")
    desk.guarded.move(me, attempt, Abandon(), 2, "r")
    assert desk.guarded.debrief(me, attempt).grade.outcome == "abandoned"
    assert desk.guarded.history(me)[0].attempt_id == attempt


def test_the_debrief_waits_for_the_campaign_to_release_it(desk: Screening) -> None:
    made = desk.campaign()
    actor, other = desk.finished(made, "A"), desk.finished(made, "B")
    attempt = desk.of(actor).tickets[0].attempt_id
    with pytest.raises(NotPermitted):
        desk.feedback.debrief(actor, attempt)
    before = desk.feedback.mine(actor)
    assert (before.readiness, before.attempts) == (None, ())
    desk.campaigns.release_feedback(RECRUITER, made.id)
    assert desk.feedback.debrief(actor, attempt).grade.outcome == "abandoned"
    assert desk.feedback.mine(actor).readiness is not None
    with pytest.raises(AttemptNotFound):
        desk.feedback.debrief(other, attempt)


def test_a_released_campaign_tells_nobody_who_has_not_ended(desk: Screening) -> None:
    made = desk.campaign()
    actor = desk.begun(made)
    desk.campaigns.release_feedback(RECRUITER, made.id)
    attempt = desk.give_up(actor)
    assert attempt is not None
    for action in (
        lambda: desk.feedback.debrief(actor, attempt),
        lambda: desk.feedback.mine(actor),
        lambda: desk.feedback.dispute(actor, "unfair"),
    ):
        with pytest.raises(ScreeningRefused):
            action()


def test_roles_do_not_reach_into_each_other(desk: Screening) -> None:
    made = desk.campaign()
    actor = desk.finished(made)
    candidate = desk.of(actor)
    as_recruiter = Actor(actor.id, frozenset({"candidate"}))
    for action in (
        lambda: desk.reporting.candidate(as_recruiter, candidate.id),
        lambda: desk.campaigns.get(as_recruiter, made.id),
        lambda: desk.deciding.decide(as_recruiter, candidate.id, "invite", "me!"),
        lambda: desk.inviting.renew(as_recruiter, made.id, "Anna Smith"),
        lambda: desk.fairness.impact(as_recruiter, made.id),
        lambda: desk.sitting.view(NEWCOMER),
        lambda: desk.sitting.view(RECRUITER),
    ):
        with pytest.raises(NotPermitted):
            action()
    with pytest.raises(ScreeningNotFound):
        desk.sitting.view(Actor("somebody", frozenset({"candidate"})))


def test_a_withdrawn_person_has_no_session(desk: Screening) -> None:
    made = desk.campaign()
    entered = desk.entrance.open(desk.invited(made))
    actor = desk.entrance.resolve(entered.secret)
    assert actor is not None
    desk.inviting.withdraw(RECRUITER, desk.of(actor).id)
    assert desk.entrance.resolve(entered.secret) is None
    with pytest.raises(ThreelineError):
        desk.sitting.begin(actor)


def test_process_notes_are_counted_while_the_form_runs_only(desk: Screening) -> None:
    actor = desk.consented(desk.campaign())
    desk.sitting.noticed(actor, "paste")
    desk.sitting.begin(actor)
    desk.sitting.noticed(actor, "paste", 2)
    desk.sitting.noticed(actor, "blur")
    for count in (0, -5, 10**9):
        desk.sitting.noticed(actor, "blur", count)
    assert (desk.of(actor).pastes, desk.of(actor).blurs) == (2, 1)


def test_a_repeated_click_and_a_wrong_move_cost_nothing(desk: Screening) -> None:
    actor = desk.begun(desk.campaign())
    attempt = desk.sitting.next_ticket(actor)
    desk.sitting.say(actor, attempt, "greet", 1, "same")
    desk.sitting.say(actor, attempt, "greet", 2, "same")
    assert desk.sitting.moves_made(actor, attempt) == 1
    with pytest.raises(TextTooLong):
        desk.sitting.say(actor, attempt, "x" * 100_000, 2, "long")
    assert desk.sitting.attempt(actor, attempt).moves_made == 1


def test_groups_are_told_after_the_end_once_and_checked(desk: Screening) -> None:
    made = desk.campaign()
    playing, done = desk.begun(made, "A"), desk.finished(made, "B")
    with pytest.raises(ScreeningRefused):
        desk.sitting.declare(playing, {"gender": "woman"})
    for bad in ({"gender": "robot"}, {"race": "x"}):
        with pytest.raises(InvalidInput):
            desk.sitting.declare(done, bad)
    assert not desk.sitting.view(done).declared
    desk.sitting.declare(done, {"gender": "woman", "age": ""})
    desk.sitting.declare(done, {"gender": "man"})
    assert desk.sitting.view(done).declared
