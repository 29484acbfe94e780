from __future__ import annotations

import pytest

from tests.tiny import meaning, tiny_attempt, tiny_pack
from trainer.domain.attempt import Breach
from trainer.domain.moves import FillTicket, Move, PickMeaning, ReadArticle, Say, UseTool
from trainer.domain.understanding import Understanding
from trainer.errors import MoveNotAllowed
from trainer.session.advance import advance
from trainer.session.state import AttemptState
from trainer.session.talking import TALK_MINUTES


def play(state: AttemptState, *moves: Move) -> AttemptState:
    for move in moves:
        state, _ = advance(state, move)
    return state


def texts(state: AttemptState, name: str) -> tuple[str, ...]:
    found: tuple[str, ...] = getattr(tiny_pack().texts[state.language].caller, name)
    return found


def test_tools_meant_in_words_are_carried_out_in_order_at_their_cost() -> None:
    state = tiny_attempt("spooler_stopped", literacy=2, channel="phone")
    after, events = advance(
        state, Say("who else, and did you?", meaning("ask_others", "ask_since"))
    )
    assert [(e.kind, e.tool, e.outcome) for e in events] == [
        ("said", "", ""),
        ("heard", "ask_others", "person"),
        ("heard", "ask_since", "told"),
    ]
    assert after.minute == 3
    assert after.steps[-1].used == (("ask_others", "person"), ("ask_since", "told"))
    assert [(f.tool, f.source) for f in after.findings] == [
        ("ask_others", "look"),
        ("ask_since", "look"),
    ]


def test_what_was_refused_or_told_as_past_is_not_carried_out() -> None:
    state = tiny_attempt("spooler_stopped", channel="phone")
    for form in ("negated", "past"):
        after, events = advance(state, Say("no restart", meaning("guide_restart", form=form)))
        assert after.steps[-1].used == ()
        assert after.world == state.world
        assert events[-1].text in texts(state, "acknowledges")


def test_a_false_claim_is_kept_as_a_claim_and_a_look_shows_the_truth() -> None:
    state = tiny_attempt("spooler_stopped")
    state = play(state, UseTool("ask_restarted"), UseTool("look_spooler"))
    assert [(f.tool, f.outcome, f.source) for f in state.findings] == [
        ("ask_restarted", "claimed", "claim"),
        ("look_spooler", "stopped", "look"),
    ]


def test_somebody_at_a_loss_does_not_know_and_nothing_is_found() -> None:
    state = play(tiny_attempt("spooler_stopped", literacy=0), UseTool("ask_others"))
    assert state.steps[-1].used == (("ask_others", "unknown"),)
    assert state.findings == ()


@pytest.mark.parametrize("channel", ["phone", "chat", "email"])
def test_plain_talk_costs_the_channels_minutes(channel: str) -> None:
    state = tiny_attempt("spooler_stopped", channel=channel)
    after = play(state, Say("hello", meaning("greet")))
    assert after.minute == TALK_MINUTES[state.scenario.channel]


def test_the_caller_greets_back_once() -> None:
    state = tiny_attempt("spooler_stopped", channel="phone")
    state, first = advance(state, Say("hello", meaning("greet")))
    state, second = advance(state, Say("hello", meaning("greet")))
    assert [e.text in texts(state, "greeting_back") for e in first[1:]] == [True]
    assert [e.text in texts(state, "greeting_back") for e in second[1:]] == [False]


def test_unclear_words_offer_meanings_and_cost_nothing() -> None:
    state = tiny_attempt("spooler_stopped", channel="phone", mood="angry")
    unclear = Say("look at it", meaning(offers=("look_spooler", "look_message", "look_driver")))
    after, events = advance(state, unclear)
    assert (after.minute, after.patience) == (state.minute, state.patience)
    assert events[-1].kind == "unclear"
    assert events[-1].offers == ("look_spooler", "look_message")  # the driver is for line 2
    assert events[-1].text in texts(state, "which_of_these")


def test_words_not_understood_at_all_cost_nothing_either() -> None:
    state = tiny_attempt("spooler_stopped", channel="phone", mood="angry")
    after, events = advance(state, Say("qwrtp", Understanding()))
    assert (after.minute, after.patience) == (state.minute, state.patience)
    assert events[-1].text in texts(state, "not_understood")


def test_a_picked_meaning_costs_what_the_tool_costs_and_no_more() -> None:
    state = tiny_attempt("spooler_stopped")
    said = play(state, Say("look", meaning(offers=("look_spooler", "ask_host"))))
    picked, events = advance(said, PickMeaning(1, "look_spooler"))
    direct = play(state, UseTool("look_spooler"))
    assert picked.minute == direct.minute
    assert picked.patience == direct.patience
    assert [e.kind for e in events] == ["picked", "read"]
    assert picked.offers == ()


def test_the_form_and_articles_leave_offers_open_and_other_moves_close_them() -> None:
    state = play(tiny_attempt("spooler_stopped"), Say("x", meaning(offers=("ask_host",))))
    kept = play(state, FillTicket((("impact", "low"),)), ReadArticle("printing"))
    assert play(kept, PickMeaning(1, "ask_host")).steps[-1].used
    gone = play(state, UseTool("look_tickets"))
    with pytest.raises(MoveNotAllowed) as raised:
        advance(gone, PickMeaning(1, "ask_host"))
    assert raised.value.reason == "no_offers"


def test_none_of_these_costs_nothing() -> None:
    state = play(tiny_attempt("spooler_stopped"), Say("x", meaning(offers=("ask_host",))))
    after = play(state, PickMeaning(1))
    assert (after.minute, after.steps[-1].used) == (0.0, ())


def test_asking_for_a_password_is_recorded_and_not_shown_as_an_error() -> None:
    state = tiny_attempt("account_locked", channel="phone")
    after, events = advance(state, Say("Your password?", meaning("ask_password")))
    assert after.breaches == (Breach("password_asked", 1, "Your"),)
    assert events[-1].text in texts(state, "password_offered")
    assert all(e.kind != "breach" for e in events)


def test_warmth_gives_patience_back_and_lecturing_takes_it() -> None:
    state = tiny_attempt("spooler_stopped", channel="phone", mood="angry")
    plain = play(state, Say("so", meaning("explain")))
    warm = play(state, Say("sorry", meaning("empathise")))
    rude = play(state, Say("calm down", meaning("calm_down")))
    assert rude.patience < plain.patience < warm.patience
    assert rude.events[-1].text in texts(state, "irritated")


def test_asking_in_words_whether_it_works_gets_the_callers_word() -> None:
    state = play(tiny_attempt("spooler_stopped"), UseTool("restart_spooler"))
    assert (state.working, state.confirmed) == (True, False)
    state = play(state, Say("All fine now?", meaning("confirm_result")))
    assert (state.working, state.confirmed) == (True, True)
    assert state.steps[-1].used == (("ask_works_now", "working"),)


def test_asked_for_their_name_people_say_it_and_it_proves_nothing() -> None:
    state = tiny_attempt("account_locked", channel="phone")
    name = state.scenario.people["en"].full_name
    after = play(state, Say("who are you", meaning("ask_identity")))
    assert name in after.events[-1].text
    assert play(after, UseTool("unlock_account")).breaches


def test_a_colleague_has_no_password_to_give() -> None:
    state = tiny_attempt("rights_missing", 2)
    after = play(state, Say("Their password?", meaning("ask_password")))
    assert after.breaches
    assert "password" in after.events[-1].text


def test_the_colleague_relays_at_the_second_line() -> None:
    state = play(tiny_attempt("driver_corrupt", 2, literacy=2), UseTool("ask_others"))
    assert (state.events[-1].actor, state.events[-1].text) == (
        "colleague",
        "One person is affected.",
    )
