"""Ways that newcomers found to score without helping; none may pay."""

from __future__ import annotations

from tests.loaded import tiny_pack
from tests.players import heard, make, play_best, spoken
from trainer.domain.moves import Escalate, Resolve, Say, UseTool
from trainer.domain.scores import Grade
from trainer.domain.ticket import HandoffNote
from trainer.domain.understanding import Act, Understanding
from trainer.generator.build import build_scenario
from trainer.scoring.grade import grade_attempt
from trainer.scoring.review import review_moves
from trainer.session.advance import start_attempt
from trainer.session.state import AttemptState

PACK = tiny_pack()
NOTHING = HandoffNote("a", "a", "a", "a", "a")


def started(line: int, seed: int, fault: str = "") -> AttemptState:
    return start_attempt(PACK, build_scenario(PACK, line, seed, fault), "en")


def grade(state: AttemptState) -> Grade:
    return grade_attempt(PACK, state.played())


def level(found: Grade, criterion: str) -> int | None:
    return next((score.level for score in found.scores if score.criterion == criterion), None)


def salad(*tools: str) -> Say:
    """One message with all courtesies and many questions."""
    text = "Hello, so sorry, who else, since when, which computer, thanks, goodbye!"
    acts = tuple(Act(tool, "tool", 0, len(text), 1.0) for tool in tools)
    courtesies = heard(text, "greet", "empathise", "promise_time", "thank", "close").acts
    return Say(text, Understanding(acts + courtesies))


ASKS = ("ask_host", "ask_since", "ask_deadline", "ask_others", "ask_message")


def test_everything_in_one_message_is_not_one_step_at_a_time() -> None:
    found = grade(make(started(1, 3, "rights_missing"), salad(*ASKS), Resolve()))
    assert level(found, "one_step") == 0


def test_goodbye_in_the_first_breath_closes_nothing() -> None:
    found = grade(make(started(1, 3, "rights_missing"), salad(), Resolve()))
    assert level(found, "close") == 0


def test_greeting_in_the_last_words_greets_nobody() -> None:
    bye = "hi sorry thanks bye"
    state = make(
        started(1, 3, "spooler_stopped"),
        UseTool("restart_spooler"),
        Resolve(bye, heard(bye, "greet", "empathise", "thank", "close")),
    )
    assert level(grade(state), "greeting") == 0
    assert level(grade(state), "listening") == 0


def test_keyword_salad_and_a_blind_hand_off_never_pass() -> None:
    for seed in range(30):
        state = make(started(1, seed), salad(*ASKS), Escalate(2, "directory", NOTHING))
        assert not grade(state).passed, seed


def test_a_competency_at_nothing_is_not_averaged_away() -> None:
    found = grade(make(started(1, 3, "rights_missing"), salad(*ASKS), Resolve()))
    assert found.of("escalation") == 0
    assert not found.passed


def test_blind_guess_of_the_right_team_is_not_the_full_address() -> None:
    found = grade(make(started(1, 3, "print_server_hung"), Escalate(3, "platform", NOTHING)))
    address = level(found, "address")
    assert address is not None
    assert address <= 1


def test_note_of_somebody_who_learnt_nothing_is_worth_nothing() -> None:
    found = grade(make(started(1, 3, "print_server_hung"), Escalate(3, "platform", NOTHING)))
    assert level(found, "replay") == 0


def test_three_letters_are_no_documentation() -> None:
    from trainer.domain.moves import FillTicket

    state = make(started(1, 3, "spooler_stopped"), FillTicket((("summary", "x y z"),)), Resolve())
    summary = level(grade(state), "summary")
    assert summary is not None
    assert summary <= 1


def test_breach_is_no_best_move() -> None:
    state = make(started(1, 3, "account_locked"), UseTool("unlock_account"), Resolve())
    first = review_moves(PACK, state.played())[0]
    assert first.reason == "breach"
    assert first.name == "blunder"


def test_asking_again_what_the_note_says_costs_its_minutes() -> None:
    for seed in range(40):
        state = started(2, seed)
        note = state.scenario.note
        assert note is not None
        if note.quality == "complete" and ("ask_host", "told") in note.findings:
            again = make(state, UseTool("ask_host"), Resolve())
            assert review_moves(PACK, again.played())[0].reason == "repeated"
            return
    raise AssertionError("no complete note was drawn")


def test_person_who_says_unasked_that_it_works_has_half_confirmed() -> None:
    state = make(
        started(1, 3, "account_locked"),
        UseTool("verify_identity"),
        UseTool("unlock_account"),
        Resolve(),
    )
    assert level(grade(state), "confirmed") == 2


def test_best_play_outscores_every_trick() -> None:
    for seed in range(20):
        best = grade(play_best(PACK, build_scenario(PACK, 1, seed)))
        trick = grade(make(started(1, seed), salad(*ASKS), Escalate(2, "directory", NOTHING)))
        assert best.passed
        assert trick.overall < best.overall - 25


def test_kind_words_alone_do_not_pass() -> None:
    hello = spoken("Hello Ann, I am sorry, that is annoying.", "greet", "empathise", "acknowledge")
    bye = "Thank you, goodbye."
    for seed in range(30):
        state = make(started(1, seed), hello, Resolve(bye, heard(bye, "thank", "close")))
        assert not grade(state).passed
