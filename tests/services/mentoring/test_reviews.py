"""The queue, an attempt opened, corrections, holds, comments, wishes and blind ratings."""

from __future__ import annotations

import pytest

from tests.services.mentoring.desk import NASTY, MentorDesk
from trainer.domain.people import Actor
from trainer.errors import AttemptNotFound, InvalidInput, NotPermitted, TextTooLong
from trainer.services.accounts.trail import OPERATOR
from trainer.services.grades import grade_from_plain
from trainer.services.mentoring.reviews import PAGE
from trainer.services.mentoring.sampling import SAMPLED_PERCENT, is_sampled


def test_the_sample_is_told_by_ids_alone_and_holds_its_share() -> None:
    ids = [f"attempt-{n}" for n in range(4000)]
    share = sum(is_sampled(one) for one in ids) / len(ids)
    assert abs(share - SAMPLED_PERCENT / 100) < 0.02
    assert [is_sampled(one) for one in ids] == [is_sampled(one) for one in ids]


def test_nothing_waits_without_a_reason(desk: MentorDesk) -> None:
    desk.ended(desk.anna)
    assert desk.mentoring.reviews.queue(desk.mia).total == 0


def test_what_was_asked_for_waits_until_it_is_answered(desk: MentorDesk) -> None:
    attempt = desk.ended(desk.anna)
    desk.mentoring.requests.ask(desk.anna, attempt, f"Why? {NASTY}")
    page = desk.mentoring.reviews.queue(desk.mia)
    assert [(row.attempt_id, row.name, row.reasons) for row in page.rows] == [
        (attempt, "Anna <b>", ("asked",))
    ]
    request = desk.mentoring.reviews.open(desk.mia, attempt).said.requests[0]
    assert request.text == f"Why? {NASTY}"
    desk.mentoring.requests.answer(desk.mia, request.id, "Because.")
    assert desk.mentoring.reviews.queue(desk.mia).total == 0
    said = desk.mentoring.requests.of_attempt(desk.anna, attempt)
    assert (said.requests[0].answer, said.names[said.requests[0].answered_by]) == (
        "Because.",
        "Mia",
    )
    with pytest.raises(InvalidInput):
        desk.mentoring.requests.answer(desk.max, request.id, "Again.")


def test_an_appeal_against_a_score_is_a_discrepancy_too(desk: MentorDesk) -> None:
    attempt = desk.ended(desk.anna)
    desk.mentoring.requests.appeal(desk.anna, attempt, "category", "I set it.")
    assert desk.mentoring.reviews.queue(desk.mia).rows[0].reasons == ("asked", "discrepancy")
    assert desk.mentoring.reviews.queue(desk.mia, "discrepancy").total == 1
    assert desk.mentoring.reviews.queue(desk.mia, "critical").total == 0
    with pytest.raises(InvalidInput):
        desk.mentoring.requests.appeal(desk.anna, attempt, "no_such", "x")


def test_only_three_wishes_wait_at_once(desk: MentorDesk) -> None:
    attempt = desk.ended(desk.anna)
    for _ in range(3):
        desk.mentoring.requests.ask(desk.anna, attempt, "look")
    with pytest.raises(InvalidInput) as caught:
        desk.mentoring.requests.ask(desk.anna, attempt, "look")
    assert caught.value.values["field"] == "requests"


def test_wishes_are_for_ended_attempts_of_people_with_a_mentor(desk: MentorDesk) -> None:
    running = desk.begin(desk.anna)
    with pytest.raises(NotPermitted):
        desk.mentoring.requests.ask(desk.anna, running, "look")
    alone = Actor(desk.ids["ada"], frozenset({"newcomer"}))
    assert desk.mentoring.requests.possible(desk.anna)
    assert not desk.mentoring.requests.possible(alone)
    with pytest.raises(NotPermitted):
        desk.mentoring.requests.ask(alone, desk.ended(alone), "look")


def test_a_mentor_reaches_their_groups_and_an_administrator_everybody(desk: MentorDesk) -> None:
    mine, others = desk.ended(desk.anna), desk.ended(desk.clara)
    for who, attempt in ((desk.anna, mine), (desk.clara, others)):
        desk.mentoring.requests.ask(who, attempt, "look")
    ids = lambda actor: [row.attempt_id for row in desk.mentoring.reviews.queue(actor).rows]  # noqa: E731
    assert ids(desk.mia) == [mine]
    assert ids(desk.otto) == [others]
    assert sorted(ids(desk.ada)) == sorted([mine, others])
    for missing in (others, "no-such"):
        with pytest.raises(AttemptNotFound):
            desk.mentoring.reviews.open(desk.mia, missing)
        with pytest.raises(AttemptNotFound):
            desk.mentoring.corrections.correct(desk.mia, missing, "category", 3, "x")
        with pytest.raises(AttemptNotFound):
            desk.mentoring.comments.add(desk.mia, missing, 0, "x")
        with pytest.raises(AttemptNotFound):
            desk.mentoring.requests.of_attempt(desk.anna, missing)
    for call in (
        lambda: desk.mentoring.reviews.queue(desk.anna),
        lambda: desk.mentoring.reviews.open(desk.anna, mine),
        lambda: desk.mentoring.corrections.correct(desk.anna, mine, "category", 3, "x"),
    ):
        with pytest.raises(NotPermitted):
            call()


def test_nobody_judges_an_attempt_of_their_own(desk: MentorDesk) -> None:
    desk.groups.put("g1", desk.mia.id)
    both = Actor(desk.mia.id, frozenset({"newcomer", "mentor"}), frozenset({"g1"}))
    attempt = desk.ended(both)
    desk.mentoring.requests.ask(both, attempt, "look")
    with pytest.raises(NotPermitted):
        desk.mentoring.corrections.correct(both, attempt, "category", 3, "x")
    with pytest.raises(NotPermitted):
        desk.mentoring.reviews.open(both, attempt)
    assert desk.mentoring.reviews.queue(both).total == 0
    assert desk.mentoring.reviews.queue(desk.max).total == 1


def test_search_and_pages(desk: MentorDesk) -> None:
    for _ in range(PAGE + 1):
        desk.mentoring.requests.ask(desk.anna, desk.ended(desk.anna), "look")
    desk.mentoring.requests.ask(desk.boris, desk.ended(desk.boris), "look")
    first = desk.mentoring.reviews.queue(desk.mia)
    rest = desk.mentoring.reviews.queue(desk.mia, offset=PAGE)
    assert (first.total, len(first.rows), len(rest.rows)) == (PAGE + 2, PAGE, 2)
    assert desk.mentoring.reviews.queue(desk.mia, search="BOR").total == 1
    assert desk.mentoring.reviews.queue(desk.mia, search="%").total == 0


def test_a_correction_counts_and_the_app_s_score_is_kept(desk: MentorDesk) -> None:
    attempt = desk.ended(desk.anna)
    before = desk.attempts.get(attempt)
    stored = desk.attempts.grade(attempt)
    assert before is not None
    assert before.overall is not None
    desk.mentoring.corrections.correct(
        desk.mia, attempt, "category", 3, "It was filled in by phone."
    )
    desk.mentoring.corrections.correct(desk.max, attempt, "category", 2, f"Too late. {NASTY}")
    after = desk.attempts.get(attempt)
    assert after is not None
    assert after.overall is not None
    assert after.overall > before.overall
    assert desk.attempts.grade(attempt) == stored
    said = desk.mentoring.requests.of_attempt(desk.anna, attempt)
    assert said.latest["category"].level == 2
    assert said.latest["category"].app_level == 0
    assert [one.level for one in said.corrections] == [3, 2]
    assert said.counted == after.overall
    debrief = desk.practice.debrief(desk.anna.id, attempt)
    assert next(one for one in debrief.scores if one.criterion == "category").level == 0


@pytest.mark.parametrize(
    ("criterion", "level", "reason", "field"),
    [
        ("no_such", 1, "x", "criterion"),
        ("category", 4, "x", "level"),
        ("category", 1, " ", "reason"),
    ],
)
def test_a_correction_needs_a_criterion_a_level_and_a_reason(
    desk: MentorDesk, criterion: str, level: int, reason: str, field: str
) -> None:
    attempt = desk.ended(desk.anna)
    with pytest.raises(InvalidInput) as caught:
        desk.mentoring.corrections.correct(desk.mia, attempt, criterion, level, reason)
    assert caught.value.values["field"] == field


def test_a_grade_graded_again_keeps_the_corrections_in_its_rows(desk: MentorDesk) -> None:
    from dataclasses import replace

    attempt = desk.ended(desk.anna)
    desk.mentoring.corrections.correct(desk.mia, attempt, "category", 3, "x")
    record, grade = desk.attempts.get(attempt), desk.attempts.grade(attempt)
    assert record is not None
    assert grade is not None
    assert desk.attempts.regrade(replace(record, scoring_version="next"), grade, desk.clock())
    _, rows = desk.mentoring.cohort._store.frequent((desk.anna.id,), "2000-01", 0, 99)
    assert "category" not in {row.criterion for row in rows}


def test_a_held_grade_is_marked_until_it_is_released(desk: MentorDesk) -> None:
    attempt = desk.ended(desk.anna)
    assert not desk.mentoring.requests.of_attempt(desk.anna, attempt).held
    desk.mentoring.corrections.hold(desk.mia, attempt, "I want to listen again.")
    said = desk.mentoring.requests.of_attempt(desk.anna, attempt)
    assert said.held
    assert said.hold is not None
    assert said.hold.reason == "I want to listen again."
    desk.mentoring.corrections.release(desk.max, attempt)
    assert not desk.mentoring.requests.of_attempt(desk.anna, attempt).held
    desk.mentoring.corrections.release(desk.max, attempt)  # nothing to release


def test_comments_stand_at_their_turn(desk: MentorDesk) -> None:
    attempt = desk.ended(desk.anna)
    desk.mentoring.comments.add(desk.mia, attempt, 1, f" Good start. {NASTY} ")
    said = desk.mentoring.requests.of_attempt(desk.anna, attempt)
    assert [(one.turn, one.text) for one in said.comments] == [(1, f"Good start. {NASTY}")]
    assert said.names[desk.mia.id] == "Mia"
    for turn, text, error in (
        (99, "x", InvalidInput),
        (1, "", InvalidInput),
        (1, "x" * 1001, TextTooLong),
    ):
        with pytest.raises(error):
            desk.mentoring.comments.add(desk.mia, attempt, turn, text)


def test_a_bank_is_one_s_own(desk: MentorDesk) -> None:
    comments = desk.mentoring.comments
    comments.keep(desk.mia, "Promise a time.")
    comments.keep(desk.mia, " Promise a time. ")
    comments.keep(desk.max, "Greet first.")
    own = comments.bank(desk.mia)
    assert [one.text for one in own] == ["Promise a time."]
    comments.drop(desk.max, own[0].id)
    assert comments.bank(desk.mia) == own
    comments.drop(desk.mia, own[0].id)
    assert comments.bank(desk.mia) == ()
    with pytest.raises(NotPermitted):
        comments.bank(desk.anna)


def test_times_of_the_turns_come_from_the_log(desk: MentorDesk) -> None:
    attempt = desk.ended(desk.anna)
    view = desk.mentoring.reviews.open(desk.mia, attempt)
    assert [(one.turn, one.seconds) for one in view.times] == [(1, 60), (2, 120)]
    assert view.debrief is not None
    assert not view.blind


def test_a_sampled_attempt_is_rated_before_any_score_is_seen(desk: MentorDesk) -> None:
    attempt = desk.ended(desk.anna, sampled=True)
    desk.mentoring.comments.add(desk.max, attempt, 1, "secret")
    row = desk.mentoring.reviews.queue(desk.mia).rows[0]
    assert (row.reasons, row.overall) == (("sampled",), None)
    view = desk.mentoring.reviews.open(desk.mia, attempt)
    assert view.blind
    assert view.debrief is None
    assert view.ratings == ()
    assert view.said.comments == ()
    assert view.criteria
    assert not any(event.kind == "breach" for event in view.view.events)
    with pytest.raises(NotPermitted):
        desk.mentoring.corrections.correct(desk.mia, attempt, "category", 3, "x")
    with pytest.raises(InvalidInput):
        desk.mentoring.rating.rate(desk.mia, attempt, {"category": 5}, "fail")
    with pytest.raises(InvalidInput):
        desk.mentoring.rating.rate(desk.mia, attempt, {"category": 1}, "perhaps")
    with pytest.raises(InvalidInput):
        desk.mentoring.rating.rate(desk.mia, attempt, {}, "fail")
    desk.mentoring.rating.rate(desk.mia, attempt, {"category": 3, "impact": 0}, "fail")
    assert not desk.mentoring.reviews.open(desk.mia, attempt).blind
    with pytest.raises(NotPermitted):
        desk.mentoring.rating.rate(desk.mia, attempt, {"category": 3}, "fail")
    # far from the app's level, so somebody should look: but not who has yet to rate it
    assert desk.mentoring.reviews.queue(desk.mia).rows[0].reasons == ("discrepancy",)
    assert desk.mentoring.reviews.queue(desk.max).rows[0].reasons == ("sampled",)
    assert desk.mentoring.reviews.queue(desk.max, "discrepancy").total == 0
    desk.mentoring.rating.rate(desk.max, attempt, {"category": 3}, "borderline")
    assert desk.mentoring.reviews.queue(desk.max).rows[0].reasons == ("discrepancy",)
    ada = desk.mentoring.reviews.queue(desk.ada).rows[0]
    assert "sampled" not in ada.reasons  # two raters are enough
    desk.mentoring.reviews.close(desk.mia, attempt)
    assert desk.mentoring.reviews.queue(desk.mia).total == 0


def test_a_wish_s_words_stay_hidden_while_blind(desk: MentorDesk) -> None:
    attempt = desk.ended(desk.anna, sampled=True)
    desk.mentoring.requests.appeal(desk.anna, attempt, "category", "The app gave me nothing.")
    assert desk.mentoring.reviews.queue(desk.mia).rows[0].reasons == ("asked", "sampled")
    request = desk.mentoring.reviews.open(desk.mia, attempt).said.requests[0]
    assert (request.text, request.criterion) == ("", "")
    with pytest.raises(NotPermitted):
        desk.mentoring.requests.answer(desk.mia, request.id, "x")


def test_a_critical_error_waits_for_a_mentor(desk: MentorDesk) -> None:
    from trainer.domain.moves import Abandon, UseTool

    attempt = desk.begin(desk.anna, "account_locked")
    desk.moves(desk.anna, attempt, UseTool("unlock_account"), Abandon())
    stored = desk.attempts.grade(attempt)
    assert stored is not None
    assert grade_from_plain(stored).critical
    assert desk.mentoring.reviews.queue(desk.mia).rows[0].reasons == ("critical",)
    desk.mentoring.reviews.close(desk.mia, attempt)
    assert desk.mentoring.reviews.queue(desk.mia).total == 0


def test_corrections_go_on_counting_under_a_new_scoring(desk: MentorDesk) -> None:
    from dataclasses import replace

    from trainer.scoring.grade import grade_attempt
    from trainer.services.mentoring.counting import Counting
    from trainer.services.regrading import Regrading
    from trainer.services.tickets import Tickets
    from trainer.store.reviews import SqlReviews

    attempt, other = desk.ended(desk.anna), desk.ended(desk.boris)
    desk.mentoring.corrections.correct(desk.mia, attempt, "category", 3, "x")
    before = {one: desk.attempts.get(one) for one in (attempt, other)}
    regrading = Regrading(
        desk.attempts,
        desk.profiles,
        Tickets(desk.packs),
        desk.clock,
        lambda state: replace(grade_attempt(state.pack, state.played()), scoring_version="next"),
        "next",
        Counting(desk.packs, SqlReviews(desk.database)).record,
    )
    assert {row.moved for row in regrading.run(OPERATOR, apply=True)} == {0.0}
    for one, record in before.items():
        after = desk.attempts.get(one)
        assert after is not None
        assert record is not None
        assert (after.overall, after.scoring_version) == (record.overall, "next")


def test_criteria_are_named_in_the_reader_s_language(desk: MentorDesk) -> None:
    attempt = desk.ended(desk.anna)  # played in English
    for language, title in (("ru", "Категория"), ("en", "Category")):
        view = desk.mentoring.reviews.open(desk.mia, attempt, language)  # type: ignore[arg-type]
        assert view.debrief is not None
        assert title in {one.title for one in view.debrief.scores}
        assert title in {name for _, name, _ in view.criteria}
