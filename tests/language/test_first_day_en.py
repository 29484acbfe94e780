"""Sentences of a first day at the desk, as typed in a hurry; each was once misread."""

from __future__ import annotations

import pytest

from tests.language import shipped

DONE = {
    "have you tried turning it off and on again": ["ask_restarted"],
    "have you tried turning it off and on again?": ["ask_restarted"],
    "pls restart ur pc": ["guide_restart"],
    "can you restart your router": ["guide_home_router"],
    "can you still print": [],
    "I'm gonna look at the print queue": ["check_print_queue"],
    "What does the error message say? And when did it start?": [
        "ask_error_text",
        "ask_when_started",
    ],
    "Could you tell me whether your colleagues have the same problem?": ["ask_who_else"],
    "is it only your documents or does everybody on the floor have this?": ["ask_who_else"],
    "i'll push a new profile to your laptop": ["push_vpn_profile"],
    "when do you need it": ["ask_deadline"],
    "when do you need this done by": ["ask_deadline"],
    "maybe your cable is loose?": ["ask_cable"],
    "ok and what about your colleagues": ["ask_who_else"],
    "do your colleagues have the same problem": ["ask_who_else"],
    "do others have it too": ["ask_who_else"],
    "so is it still not working?": ["confirm_works"],
    "I'll call you on the number that's in our directory to make sure its you": ["verify_identity"],
    "its locked. i need to check its really you first, whats your staff number and manager?": [
        "verify_identity"
    ],
    "give it a try now": ["confirm_works"],
    "did you maybe change your password recently": ["ask_what_changed"],
    "do you have internet": ["ask_internet_works"],
    "did you restart it already": ["ask_restarted"],
    "whats the problem?": ["ask_error_text"],
    "what happened?": ["ask_error_text"],
    "great, try printing now": ["confirm_works"],
    "ok try to log in again now": ["confirm_works"],
    "please tell me your date of birth or employee number": ["verify_identity"],
    "did you have access before?": ["ask_what_changed"],
    "I'm asking the folder owner for permission": ["request_owner_approval"],
    "I'm sorry, I can't do that for you.": ["refuse_request"],
    "Lisa, I'm sorry but the owner said no, so I can't give you access.": ["refuse_request"],
    "I'll close the request as refused then.": ["refuse_request"],
}
NOTHING_DONE = (
    "Anything else?",
    "I would restart the computer but it is too early",
    "I could reset your password, I suppose",
    "How are you today?",
    "Don't worry, everything will be fine. I know how important it is.",
    "I dont know yet, give me a minute",
    "one moment please",
    "let me put you on hold for 2 minutes",
    "Is there anything else i can do for you?",
    "anything else I can help with",
    "Sorry to hear that, lets get you printing again",
    "don't worry, we'll get you back online",
    "sorry, I can't reset it until I have checked who you are",
    "I can't unlock the account before you prove who you are",
    "so you cant print right?",
    "sorry, I can't tell you how long it will take",
    "please dont restart it",
    "dont reset the password",
    "i wont unlock your account",
    "you shouldnt restart it",
    "I can't see your screen from here",
    "turn it off and on? no, please don't restart it yet",
)


def _done(text: str) -> list[str]:
    return list(
        shipped.understander("office").understand(text, "en", shipped.allowed("office", 1)).tools()
    )


@pytest.mark.parametrize("text", DONE)
def test_meant_and_done(text: str) -> None:
    assert _done(text) == DONE[text]


@pytest.mark.parametrize("text", NOTHING_DONE)
def test_not_meant_and_not_done(text: str) -> None:
    assert _done(text) == []


@pytest.mark.parametrize(
    "text",
    ["sorry, I can't reset it, i couldn't verify who you are", "we have checked that it's you"],
)
def test_nobody_is_asked_for_their_name(text: str) -> None:
    assert "ask_identity" not in _speech(text)


@pytest.mark.parametrize("text", ["I'll close the request as refused then."])
def test_no_goodbye(text: str) -> None:
    assert "close" not in _speech(text)


@pytest.mark.parametrize(
    "text", ["What does the error message say?", "What does the problem look like?"]
)
def test_no_result_is_asked_for(text: str) -> None:
    assert "confirm_result" not in _speech(text)


@pytest.mark.parametrize(
    "text",
    [
        "one moment please",
        "hold on",
        "let me put you on hold",
        "let me escalate this to second line",
        "I'm passing your ticket to the network team",
    ],
)
def test_what_happens_next_is_no_riddle(text: str) -> None:
    found = shipped.understander("office").understand(text, "en", shipped.allowed("office", 1))
    assert found.understood
    assert not found.offers


@pytest.mark.parametrize(
    "text", ["oh dear, thats a pain", "oh no, what a shame", "that's bad luck, sorry"]
)
def test_everyday_sympathy_counts(text: str) -> None:
    assert {"empathise", "apologise"} & set(_speech(text))


@pytest.mark.parametrize(
    "text",
    ["The network team will call you within the hour.", "Our team will call you within an hour"],
)
def test_the_debriefs_own_example_promises_a_time(text: str) -> None:
    assert "promise_time" in _speech(text)


CONSOLE = {
    "ok pool is full. i'll restart the pool now": ["recycle_connection_pool"],
    "now recycling the pool": ["recycle_connection_pool"],
    "raising the quota now": ["raise_mailbox_quota"],
    "sorry, I should get the change approved first": ["request_change_approval"],
    "I need an approval for an emergency change": ["request_change_approval"],
    "please ask them if the crm works now": ["confirm_works"],
    "switch to the backup line": ["switch_to_spare_uplink"],
}


@pytest.mark.parametrize("text", CONSOLE)
def test_meant_and_done_at_the_console(text: str) -> None:
    found = shipped.understander("office").understand(text, "en", shipped.allowed("office", 3))
    assert list(found.tools()) == CONSOLE[text]


def test_a_letter_greets_too() -> None:
    assert "greet" in _speech("Dear Gregory, thank you for writing.")


def test_a_password_asked_for_in_shorthand_is_asked_for() -> None:
    assert "ask_password" in _speech("whats ur pw")
    assert "ask_password" in _speech("pls send me ur password")


def _speech(text: str) -> tuple[str, ...]:
    return (
        shipped.understander("office").understand(text, "en", shipped.allowed("office", 1)).speech()
    )
