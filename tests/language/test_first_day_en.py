"""Sentences of a first day at the desk, as typed in a hurry; each was once misread."""

from __future__ import annotations

import pytest

from tests.language import office

DONE = {
    "have you tried turning it off and on again": ["ask_restarted"],
    "have you tried turning it off and on again?": ["ask_restarted"],
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
    "sorry, I can't reset it until I have checked who you are",
    "I can't unlock the account before you prove who you are",
    "so you cant print right?",
    "sorry, I can't tell you how long it will take",
    "I can't see your screen from here",
    "turn it off and on? no, please don't restart it yet",
)


def _done(text: str) -> list[str]:
    return list(office.understander().understand(text, "en", office.allowed(1)).tools())


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


def _speech(text: str) -> tuple[str, ...]:
    return office.understander().understand(text, "en", office.allowed(1)).speech()
