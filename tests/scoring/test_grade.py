"""Grades: full marks for best play, evidence and better moves for the rest, no trick pays."""

from __future__ import annotations

import pytest

from tests.loaded import tiny_pack
from tests.players import heard, make, play_best, read_findings, spoken
from trainer.domain.moves import Abandon, Escalate, FillTicket, Resolve, Say, UseTool
from trainer.domain.scores import Grade
from trainer.domain.ticket import HandoffNote
from trainer.generator.build import build_scenario
from trainer.scoring.grade import grade_attempt
from trainer.scoring.review import move_name, review_moves
from trainer.scoring.words import Words, scoring_texts
from trainer.session.advance import start_attempt
from trainer.session.state import AttemptState

PACK = tiny_pack()


def grade(state: AttemptState) -> Grade:
    return grade_attempt(PACK, state.played())


def started(line: int, seed: int, fault: str = "") -> AttemptState:
    return start_attempt(PACK, build_scenario(PACK, line, seed, fault), "en")


def level(grade: Grade, criterion: str) -> int | None:
    return next((score.level for score in grade.scores if score.criterion == criterion), None)


@pytest.mark.parametrize("line", [1, 2, 3])
@pytest.mark.parametrize("seed", range(25))
def test_best_play_is_at_full_marks(line: int, seed: int) -> None:
    found = grade(play_best(PACK, build_scenario(PACK, line, seed)))
    below = [(s.criterion, s.level, s.explanation) for s in found.scores if s.level < 3]
    assert not below
    assert found.overall == 100
    assert found.passed


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_score_reads_in_both_languages(language: str) -> None:
    words = Words(PACK, language)  # type: ignore[arg-type]
    for seed in range(20):
        for line in (1, 2, 3):
            state = make(started(line, seed), Resolve())
            for score in grade(state).scores:
                assert words.criterion(score)
                assert "{" not in words.explanation(score) + words.better(score)
                assert (score.level == 3) == (words.better(score) == "")


def test_both_languages_have_the_same_scoring_texts() -> None:
    def keys(value: object, place: str = "") -> set[str]:
        if isinstance(value, dict):
            return {key for name, part in value.items() for key in keys(part, f"{place}/{name}")}
        return {place}

    assert keys(scoring_texts("ru")) == keys(scoring_texts("en"))


def test_closing_without_a_repair_is_no_resolution() -> None:
    found = grade(make(started(1, 3, "account_locked"), Resolve()))
    assert found.outcome == "closed_unsolved"
    assert found.of("resolution") == 0
    assert not found.passed


def test_handing_away_what_the_line_can_finish_is_over_escalation() -> None:
    note = HandoffNote("all of it", "nothing yet", "no idea", "waits there", "look at it")
    found = grade(make(started(1, 3, "account_locked"), Escalate(2, "directory", note)))
    assert found.outcome == "over_escalated"
    assert level(found, "decision") == 0
    assert level(found, "restored") == 0


def test_unlocking_without_identity_is_critical_and_never_passes() -> None:
    state = make(started(1, 3, "account_locked"), UseTool("unlock_account"), Resolve())
    found = grade(state)
    assert [error.id for error in found.critical] == ["account_without_identity"]
    assert not found.passed
    best = grade(play_best(PACK, build_scenario(PACK, 1, 3, "account_locked")))
    assert not best.critical


def test_asking_for_a_password_is_critical_outside_the_average() -> None:
    asked = spoken("Tell me your password, please.", "ask_password")
    state = make(started(1, 3, "spooler_stopped"), asked, Abandon())
    found = grade(state)
    assert [error.id for error in found.critical] == ["password_asked"]
    assert "password" in found.critical[0].evidence.words


def test_note_with_a_fact_nobody_read_is_marked_and_named() -> None:
    state = started(1, 3, "rights_missing")
    false = HandoffNote(
        "all of it", "looked", "rights", "waits", "rights", (("look_account", "locked"),)
    )
    found = grade(make(state, Escalate(2, "directory", false)))
    score = next(score for score in found.scores if score.criterion == "facts")
    assert score.level == 0
    assert dict(score.values)["tools"] == "look_account"


def test_note_without_findings_costs_the_next_line_minutes() -> None:
    looked = make(started(1, 3, "rights_missing"), UseTool("look_account"))
    empty = HandoffNote("cannot sign in", "looked", "rights", "waits", "check rights")
    full = HandoffNote("cannot sign in", "looked", "rights", "waits", "check rights",
                       read_findings(looked))  # fmt: skip
    scores = {
        name: next(
            s for s in grade(make(looked, Escalate(2, "directory", note))).scores
            if s.criterion == "replay"
        )
        for name, note in (("empty", empty), ("full", full))
    }  # fmt: skip
    minutes = {name: float(dict(score.values)["minutes"]) for name, score in scores.items()}
    # Nothing is searched for again; what the minimum lacks is asked back.
    assert minutes["full"] <= PACK.policy.escalation.bounced
    assert minutes["empty"] >= minutes["full"]


def test_deadline_never_lowers_and_form_left_empty_scores_nothing() -> None:
    found = grade(make(started(1, 4), Resolve()))
    assert found.of("triage") == 0


def test_unclear_sentence_takes_no_criterion_away_from_somebody_who_talks() -> None:
    state = started(1, 3, "spooler_stopped")
    bye = "Thanks, goodbye."
    clear = make(state, spoken("Hello", "greet"), Resolve(bye, heard(bye, "thank")))
    unclear = make(
        state, spoken("Hello", "greet"), Say("mumble mumble"), Resolve(bye, heard(bye, "thank"))
    )
    assert level(grade(clear), "listening") == 0
    assert level(grade(unclear), "listening") is None


def test_gibberish_alone_earns_nothing_in_communication() -> None:
    state = make(started(1, 3, "spooler_stopped"), Say("dns vpn dhcp ldap"), Resolve())
    value = grade(state).of("communication")
    assert value is not None
    assert value < 40


def test_silent_clicker_does_not_reach_full_communication() -> None:
    state = make(started(1, 3, "spooler_stopped"), UseTool("restart_spooler"), Resolve())
    assert grade(state).of("communication") == 0


def test_cause_ruled_out_by_what_was_read_is_worse_than_none() -> None:
    state = make(started(1, 3, "rights_missing"), UseTool("look_account"))
    named = make(state, FillTicket((("cause", "account_locked"),)), Escalate(2, "directory"))
    silent = make(state, Escalate(2, "directory"))
    assert level(grade(named), "cause") == 0
    assert level(grade(silent), "cause") == 1


@pytest.mark.parametrize(
    ("loss", "name"),
    [(0, "best"), (0.5, "best"), (2, "good"), (6, "inaccuracy"), (15, "mistake"), (16, "blunder")],
)
def test_names_of_losses_follow_the_policy(loss: float, name: str) -> None:
    assert move_name(loss, PACK.policy.review) == name


def test_loss_of_a_needless_look_is_its_minutes() -> None:
    state = make(started(1, 3, "account_locked"), UseTool("look_spooler"), Abandon())
    first = review_moves(PACK, state.played())[0]
    assert first.reason == "no_split"
    assert first.loss == pytest.approx(PACK.tools["look_spooler"].minutes)
    assert first.before == first.after


def test_repeated_look_is_named_as_such() -> None:
    state = make(
        started(1, 3, "account_locked"), UseTool("look_account"), UseTool("look_account"), Abandon()
    )
    assert [loss.reason for loss in review_moves(PACK, state.played())][1] == "repeated"
