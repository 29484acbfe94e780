"""Reports, blind mode, decisions, disputes, and the adverse impact report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.fakes import START
from tests.services.screening_desk import ADMIN, OTHER, RECRUITER, Screening
from trainer.domain.people import Actor
from trainer.errors import (
    AttemptNotFound,
    InvalidInput,
    ScreeningNotFound,
    ScreeningRefused,
    TextTooLong,
)
from trainer.services.screening.impact import LEAST, adverse_impact
from trainer.services.screening.masking import BLANK, without_own_name
from trainer.services.screening.records import Candidate, Clock, DisputeWord, GroupCount


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Screening]:
    made = Screening(tmp_path)
    yield made
    made.database.close()


def ended_fast(desk: Screening, campaign_id: str, count: int) -> list[Candidate]:
    """Candidates whose sitting is over, without playing it."""
    text = "name\n" + "".join(f"Person {n}\n" for n in range(count))
    desk.inviting.invite_csv(RECRUITER, campaign_id, text)
    return [
        desk.candidate_store.change(
            row.id,
            lambda one: replace(
                one,
                status="finished",
                profile_id=f"p-{one.id}",
                clock=Clock(100, 0, START),
                ended_at=START,
            ),
        )
        for row in desk.candidate_store.listed(campaign_id, "", 0, count)
    ]


# -- reports --------------------------------------------------------------------------------------


def test_a_report_says_not_enough_evidence_where_there_is_none(desk: Screening) -> None:
    made = desk.campaign(minutes=5)
    actor = desk.begun(made)
    desk.give_up(actor)
    assert desk.reporting.candidate(RECRUITER, desk.of(actor).id).readiness is None  # not ended
    desk.clock.advance(hours=1)
    report = desk.reporting.candidate(RECRUITER, desk.of(actor).id)
    assert report.status == "timed_out"  # the recruiter's look has settled it
    assert report.readiness is not None
    assert report.readiness.line(1).verdict == "not_enough"
    assert [one.ended_by for one in report.tickets] == ["candidate", ""]
    assert report.decision is None
    assert report.decisions == ()


def test_a_ticket_that_the_clock_stopped_is_no_evidence(desk: Screening) -> None:
    made = desk.campaign(minutes=5)
    actor = desk.begun(made)
    desk.give_up(actor)
    running = desk.sitting.next_ticket(actor)
    desk.clock.advance(hours=1)
    report = desk.reporting.candidate(RECRUITER, desk.of(actor).id)
    assert [one.ended_by for one in report.tickets][:2] == ["candidate", "time"]
    assert running not in {one.id for one in desk.report.seen[-1]}
    assert len(desk.report.seen[-1]) == 1


def test_a_report_has_verdict_evidence_criticals_and_notes_beside(desk: Screening) -> None:
    made = desk.campaign()
    actor = desk.begun(made)
    desk.sitting.noticed(actor, "paste", 3)
    while desk.give_up(actor):
        pass
    report = desk.reporting.candidate(RECRUITER, desk.of(actor).id)
    assert report.readiness is not None
    assert report.readiness.line(1).verdict == "not_yet"
    assert (report.pastes, report.blurs, report.critical) == (3, 0, 0)
    evidence = desk.reporting.evidence(RECRUITER, report.id, report.tickets[0].attempt_id)
    assert evidence.grade.outcome == "abandoned"
    assert len(desk.report.seen[-1]) == 2
    with pytest.raises(AttemptNotFound):
        desk.reporting.evidence(RECRUITER, report.id, desk.of(actor).practice_attempt)


def test_the_ticket_to_try_is_in_no_report(desk: Screening) -> None:
    made = desk.campaign()
    actor = desk.consented(made)
    practice = desk.sitting.start_practice(actor)
    desk.sitting.begin(actor)
    while desk.give_up(actor):
        pass
    report = desk.reporting.candidate(RECRUITER, desk.of(actor).id)
    assert practice not in {one.attempt_id for one in report.tickets}
    assert practice not in {one.id for one in desk.report.seen[-1]}
    with pytest.raises(AttemptNotFound):
        desk.reporting.evidence(RECRUITER, report.id, practice)


def test_another_blueprint_version_is_told(desk: Screening) -> None:
    made = desk.campaign()
    actor = desk.finished(made, "A")
    assert not desk.reporting.candidate(RECRUITER, desk.of(actor).id).other_version
    form = desk.of(actor).form
    assert form is not None
    later = replace(form, blueprint_version="2")
    desk.candidate_store.change(desk.of(actor).id, lambda one: replace(one, form=later))
    assert desk.reporting.candidate(RECRUITER, desk.of(actor).id).other_version


def test_reports_are_the_owners(desk: Screening) -> None:
    actor = desk.finished(desk.campaign())
    candidate = desk.of(actor).id
    desk.reporting.candidate(ADMIN, candidate)
    for action in (
        lambda: desk.reporting.candidate(OTHER, candidate),
        lambda: desk.reporting.evidence(OTHER, candidate, desk.of(actor).tickets[0].attempt_id),
        lambda: desk.deciding.decide(OTHER, candidate, "decline", "no"),
        lambda: desk.feedback.answer(OTHER, candidate, "no"),
        lambda: desk.reporting.candidate(RECRUITER, "no-such"),
    ):
        with pytest.raises(ScreeningNotFound):
            action()


def test_two_to_four_are_compared_by_pseudonym(desk: Screening) -> None:
    made = desk.campaign()
    ids = [one.id for one in ended_fast(desk, made.id, 5)]
    codes = [one.code for one in desk.reporting.compare(RECRUITER, list(reversed(ids[:4])))]
    assert codes == sorted(codes)
    for chosen in (ids[:1], ids, [ids[0], ids[0]], []):
        with pytest.raises(InvalidInput):
            desk.reporting.compare(RECRUITER, chosen)
    other = ended_fast(desk, desk.campaign().id, 1)[0].id
    with pytest.raises(InvalidInput):
        desk.reporting.compare(RECRUITER, [ids[0], other])


# -- blind mode -----------------------------------------------------------------------------------


def test_blind_mode_hides_who_it_is_until_a_decision_is_stored(desk: Screening) -> None:
    made = desk.campaign(blind=True)
    actor = desk.finished(made, "Anna Smith", email="anna@x.org", extra_percent=25)
    candidate = desk.of(actor)

    def shown() -> tuple[str, ...]:
        report = desk.reporting.candidate(RECRUITER, candidate.id)
        row = desk.campaigns.overview(RECRUITER, made.id).rows[0]
        return report.name, report.email, row.name, row.email

    assert shown() == ("", "", "", "")
    assert desk.campaigns.overview(RECRUITER, made.id).rows[0].extra_percent == 0
    desk.deciding.decide(RECRUITER, candidate.id, "hold", "Let me look")
    assert shown() == ("", "", "", "")
    desk.deciding.decide(RECRUITER, candidate.id, "invite", "Calm and thorough")
    assert shown() == ("Anna Smith", "anna@x.org", "Anna Smith", "anna@x.org")


def test_blind_mode_blanks_a_name_that_candidates_tell_themselves(desk: Screening) -> None:
    made = desk.campaign(blind=True, languages=("en",))
    actor = desk.begun(made, "Anna Smith")
    attempt = desk.sitting.next_ticket(actor)
    desk.sitting.say(actor, attempt, "hello this is ANNA smith speaking", 1, "s")
    while desk.give_up(actor):
        pass
    candidate = desk.of(actor).id
    evidence = desk.reporting.evidence(RECRUITER, candidate, attempt)
    said = [event.text for event in evidence.attempt.events if event.kind == "said"]
    assert said == [f"hello this is {BLANK} {BLANK} speaking"]
    desk.feedback.dispute(actor, "Anna Smith objects")
    assert desk.reporting.candidate(RECRUITER, candidate).disputes[0].text.startswith(BLANK)
    desk.deciding.decide(RECRUITER, candidate, "decline", "Gave everything up")
    after = desk.reporting.evidence(RECRUITER, candidate, attempt)
    assert any("ANNA smith" in event.text for event in after.attempt.events)


def test_russian_names_are_blanked_in_their_cases_and_words_of_ours_stay(desk: Screening) -> None:
    made = desk.campaign()
    candidate = replace(desk.of(desk.entered(made)), name="Анна Белова Said")
    word = DisputeWord(
        "Анна", "said", "Меня зовут Анной Беловой, Анне плохо, Said. Аннотация", START
    )
    masked = without_own_name(word, candidate)
    assert masked.text == f"Меня зовут {BLANK} {BLANK}, {BLANK} плохо, {BLANK}. Аннотация"
    assert masked.by == "said"


# -- decisions ------------------------------------------------------------------------------------


def test_decisions_need_a_reason_and_are_appended(desk: Screening) -> None:
    actor = desk.finished(desk.campaign())
    candidate = desk.of(actor).id
    for empty in ("", "  ", "\u200b", "…"):
        with pytest.raises(InvalidInput):
            desk.deciding.decide(RECRUITER, candidate, "invite", empty)
    with pytest.raises(TextTooLong):
        desk.deciding.decide(RECRUITER, candidate, "invite", "x" * 2001)
    with pytest.raises(InvalidInput):
        desk.deciding.decide(RECRUITER, candidate, "hire", "yes")  # type: ignore[arg-type]
    desk.deciding.decide(RECRUITER, candidate, "decline", "First thought")
    desk.clock.advance(hours=1)
    desk.deciding.decide(ADMIN, candidate, "invite", "Second thought")
    report = desk.reporting.candidate(RECRUITER, candidate)
    assert report.decision == "invite"
    assert [(one.decision, one.reason, one.by) for one in report.decisions] == [
        ("decline", "First thought", "rita"),
        ("invite", "Second thought", "ada"),
    ]


def test_nobody_is_decided_about_before_the_end(desk: Screening) -> None:
    actor = desk.begun(desk.campaign())
    with pytest.raises(ScreeningRefused):
        desk.deciding.decide(RECRUITER, desk.of(actor).id, "decline", "Too slow")


# -- feedback and disputes ------------------------------------------------------------------------


def test_a_candidate_objects_within_the_window_and_is_answered(desk: Screening) -> None:
    made = desk.campaign(dispute_days=7)
    actor = desk.finished(made)
    candidate = desk.of(actor).id
    with pytest.raises(ScreeningRefused):
        desk.feedback.answer(RECRUITER, candidate, "To what?")
    desk.feedback.dispute(actor, "<b>The caller misheard me</b>")
    desk.feedback.answer(RECRUITER, candidate, "We listened again.")
    words = desk.feedback.mine(actor).words
    assert [(one.by, one.text) for one in words] == [
        ("", "<b>The caller misheard me</b>"),
        ("rita", "We listened again."),
    ]
    desk.clock.advance(days=7)
    with pytest.raises(ScreeningRefused) as caught:
        desk.feedback.dispute(actor, "And another thing")
    assert caught.value.reason == "dispute_over"
    assert desk.feedback.mine(actor).dispute_until is None
    desk.campaigns.release_feedback(RECRUITER, made.id)  # what is new may be objected to
    desk.feedback.dispute(actor, "And another thing")


def test_disputes_are_limited(desk: Screening) -> None:
    actor = desk.finished(desk.campaign())
    for text, error in (("", InvalidInput), ("x" * 5000, TextTooLong)):
        with pytest.raises(error):
            desk.feedback.dispute(actor, text)
    for n in range(5):
        desk.feedback.dispute(actor, f"word {n}")
    with pytest.raises(ScreeningRefused) as caught:
        desk.feedback.dispute(actor, "and on")
    assert caught.value.reason == "dispute_full"


# -- adverse impact -------------------------------------------------------------------------------


def counted(*groups: tuple[str, int, int]) -> list[GroupCount]:
    return [GroupCount("gender", name, decided, chosen) for name, decided, chosen in groups]


@pytest.mark.parametrize(
    ("groups", "findings"),
    [
        ((("man", 100, 50), ("woman", 100, 50)), ["none", "none"]),
        ((("man", 100, 60), ("woman", 100, 30)), ["none", "both"]),
        ((("man", 20, 10), ("woman", 20, 7)), ["none", "rule_only"]),
        ((("man", 2000, 1000), ("woman", 2000, 900)), ["none", "test_only"]),
        ((("man", 50, 0), ("woman", 50, 0)), ["none", "none"]),
    ],
)
def test_the_two_measures_can_disagree(
    groups: tuple[tuple[str, int, int], ...], findings: list[str]
) -> None:
    report = adverse_impact(counted(*groups))[0]
    assert report.concluded
    assert [group.finding for group in report.groups] == findings


def test_fisher_is_fishers(desk: Screening) -> None:
    """The tea lady: 3 of 4 right on each side; the two-sided p is 0.486 (Fisher 1935)."""
    from trainer.services.screening.impact import fisher

    one, other = GroupCount("a", "x", 4, 3), GroupCount("a", "y", 4, 1)
    assert fisher(one, other) == pytest.approx(34 / 70, abs=1e-9)


def test_small_groups_are_neither_judged_nor_shown() -> None:
    report = adverse_impact(counted(("man", 200, 100), ("woman", LEAST - 1, 0)))[0]
    assert not report.concluded
    assert report.groups == ()
    assert report.small == 1
    three = adverse_impact(counted(("man", 40, 20), ("woman", 40, 20), ("another", 1, 0)))[0]
    assert [group.group for group in three.groups] == ["man", "woman"]
    assert adverse_impact([]) == ()


def test_the_impact_report_cannot_be_asked_about_one_person(desk: Screening) -> None:
    made = desk.campaign()
    people = ended_fast(desk, made.id, 2 * LEAST + 2)
    for n, one in enumerate(people):
        group = {"gender": "woman" if n % 2 else "man"}
        assert one.profile_id is not None
        desk.sitting.declare(Actor(one.profile_id, frozenset({"candidate"})), group)
    for one in people[: LEAST - 1]:
        desk.deciding.decide(RECRUITER, one.id, "invite", "yes")
    assert desk.fairness.impact(RECRUITER, made.id).at is None
    for n, one in enumerate(people[LEAST - 1 : -2]):
        desk.deciding.decide(RECRUITER, one.id, "decline" if n % 2 else "invite", "so")
        desk.clock.advance(minutes=1)
    first = desk.fairness.impact(RECRUITER, made.id)
    assert first.at is not None
    assert [group.decided for group in first.attributes[0].groups] == [LEAST, LEAST]
    desk.clock.advance(minutes=1)
    desk.deciding.decide(RECRUITER, people[-1].id, "decline", "no")
    for _ in range(LEAST):  # deciding about one person again and again is one person
        desk.deciding.decide(RECRUITER, people[-1].id, "invite", "yes")
    again = desk.fairness.impact(RECRUITER, made.id)
    assert (again.at, again.attributes) == (first.at, first.attributes)
    assert again.pending == 1
    with pytest.raises(ScreeningNotFound):
        desk.fairness.impact(OTHER, made.id)


def test_no_report_of_a_candidate_holds_their_groups(desk: Screening) -> None:
    actor = desk.finished(desk.campaign())
    desk.sitting.declare(actor, {"gender": "woman", "age": "25_39"})
    report = desk.reporting.candidate(RECRUITER, desk.of(actor).id)
    assert "woman" not in repr(report)
    assert "25_39" not in repr(report)
    assert "woman" not in repr(desk.of(actor))


def table(desk: Screening, campaign_id: str) -> list[dict[str, object]]:
    export = desk.reporting.table(RECRUITER, campaign_id)
    names = [column.name for column in export.columns]
    return [dict(zip(names, row, strict=True)) for row in export.rows]


def test_a_table_of_more_than_a_page_has_everybody_once(desk: Screening) -> None:
    made = desk.campaign()
    names = "".join(f"Person {n}\n" for n in range(120))
    desk.inviting.invite_csv(RECRUITER, made.id, f"name\n{names}")
    assert len({row["name"] for row in table(desk, made.id)}) == 120


def test_a_blind_report_tells_no_time_while_the_clock_runs(desk: Screening) -> None:
    made = desk.campaign(blind=True)
    actor = desk.begun(made, extra_percent=50)
    desk.clock.advance(seconds=60)
    desk.sitting.beat(actor)
    report = desk.reporting.candidate(RECRUITER, desk.of(actor).id)
    assert (report.time_share, report.started_at, report.seconds) == (None, None, None)
    table = desk.reporting.table(RECRUITER, made.id)
    (row,) = table.rows
    told = dict(zip([column.name for column in table.columns], row, strict=True))
    assert told["time_percent"] is None
    while desk.give_up(actor):
        pass
    report = desk.reporting.candidate(RECRUITER, desk.of(actor).id)
    assert report.time_share is not None
    assert report.started_at is None


def test_one_word_that_is_the_name_is_blank_too(desk: Screening) -> None:
    candidate = desk.of(desk.entered(desk.campaign(blind=True), "Anna Smith"))
    said = DisputeWord(candidate.id, "said", "smith", START)
    masked = without_own_name(said, candidate)
    assert (masked.text, masked.by) == (BLANK, "said")
