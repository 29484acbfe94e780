"""The trainee says something: acts are carried out, the person answers like a person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from trainer.domain.attempt import Breach
from trainer.domain.moves import PickMeaning, Resolve, Say
from trainer.domain.scenario import Channel
from trainer.domain.understanding import Understanding
from trainer.errors import MoveNotAllowed
from trainer.language.limits import MESSAGE_LIMIT
from trainer.session.patience import IRRITATED, SOOTHED, SOOTHED_AGAIN
from trainer.session.state import AttemptState
from trainer.session.turn import Turn
from trainer.session.using import allowed_tool, carry_out, usable_tools
from trainer.session.words import NONE_OF_THESE, NOT_MY_PASSWORD, ONE_AT_A_TIME, WHO, WHO_RELAYED

TALK_MINUTES: Final[Mapping[Channel, float]] = {
    "phone": 1.0,
    "chat": 1.0,
    "email": 2.0,
    "colleague": 2.0,
}
"""What words without a tool cost."""
_WARM: Final = ("empathise", "apologise")
_RUDE: Final = ("blame", "calm_down")
_AT_ONCE: Final = 3
"""Things that a person answers or does out of one message."""
_SILENT: Final = ("jargon",)
"""Marked for the grade; nobody answers to them."""


def check_words(text: str, name: str = "text", empty: bool = False) -> None:
    """MoveNotAllowed where a message is too long, or empty and must not be."""
    if len(text) > MESSAGE_LIMIT:
        raise MoveNotAllowed(
            "text_too_long", field=name, limit=MESSAGE_LIMIT, length=len(text)
        )  # fmt: skip
    if not empty and not text.strip():
        raise MoveNotAllowed("text_empty", field=name)


def say(turn: Turn, move: Say) -> None:
    """Carry out what was understood, in order; what stayed unclear costs nothing."""
    state, understood = turn.state, move.understood
    check_words(move.text)
    turn.show("said", "trainee", move.text)
    usable = usable_tools(state)
    tools = [name for name in dict.fromkeys(understood.tools()) if name in usable]
    speech = dict.fromkeys(act for act in understood.speech() if act not in _SILENT)
    if "confirm_result" in speech and not _reads_symptom(state, tools):
        tools += _symptom_questions(state, usable)[:1]
    offers = () if tools else tuple(name for name in understood.offers if name in usable)[:3]
    unclear = not tools and (bool(offers) or not understood.understood)
    record_breaches(turn, move.text, understood)
    if not tools and not unclear:
        turn.spend(TALK_MINUTES[state.scenario.channel])
    answered = _answer_speech(turn, tuple(speech))
    if "ask_identity" in speech and not tools:
        names = (WHO if turn.line == 1 else WHO_RELAYED)[state.language]
        turn.show("heard", turn.person, turn.voice().say(names, "who"))
        answered = True
    for name in tools[:_AT_ONCE]:
        carry_out(turn, allowed_tool(state, name), move.text)
    if len(tools) > _AT_ONCE:
        text = turn.voice().say(ONE_AT_A_TIME[state.language], "one_at_a_time")
        turn.show("heard", turn.person, text)
    if "close" in speech and not offers:
        turn.remark("goodbye")
        answered = True
    if offers:
        turn.offers, turn.offers_turn = offers, turn.number
        text = turn.voice().remark("which_of_these")
        turn.show("unclear", turn.person, text, offers=offers)
    elif unclear:
        turn.remark("not_understood")
    elif not tools and not answered:
        turn.remark("acknowledges")


def pick(turn: Turn, move: PickMeaning) -> None:
    """The trainee says what they had meant: carried out as if it had been understood at once."""
    state = turn.state
    if not state.offers or move.turn != state.offers_turn:
        raise MoveNotAllowed("no_offers", f"turn {move.turn} has no open offers")
    if move.tool and move.tool not in state.offers:
        raise MoveNotAllowed("not_offered", tool=move.tool)
    if not move.tool:
        turn.show("picked", "trainee", NONE_OF_THESE[state.language])
        turn.remark("not_understood")
        return
    name = state.pack.texts[state.language].tools[move.tool].name
    turn.show("picked", "trainee", name, tool=move.tool)
    carry_out(turn, allowed_tool(state, move.tool), move.tool)


def record_breaches(turn: Turn, text: str, understood: Understanding) -> None:
    """Words that are a critical error by themselves, such as asking for a password."""
    for act in understood.acts:
        if act.kind != "speech" or act.form != "plain":
            continue
        for name, spec in turn.state.pack.policy.critical_errors.items():
            if spec.act == act.id and all(breach.id != name for breach in turn.breaches):
                words = text[max(0, act.start) : max(0, act.end)] or text
                turn.breaches.append(Breach(name, turn.number, words))


def _answer_speech(turn: Turn, speech: tuple[str, ...]) -> bool:
    """The person's answers to speech acts; whether they said anything."""
    said = len(turn.events)
    if ("greet" in speech or "introduce" in speech) and not _said_before(
        turn, "greet", "introduce"
    ):
        turn.remark("greeting_back")
    if any(act in speech for act in _RUDE):
        turn.soothe(-IRRITATED)
        turn.remark("irritated")
    elif any(act in speech for act in _WARM) and "refuse" not in speech:
        again = _said_before(turn, *_WARM)
        turn.soothe(SOOTHED_AGAIN if again else SOOTHED)
        if not again:
            turn.remark("soothed")
    if "ask_password" in speech:
        _answer_password(turn)
    if "refuse" in speech:
        turn.remark("refused")
    return len(turn.events) > said


def _answer_password(turn: Turn) -> None:
    if turn.line == 1:
        turn.remark("password_offered")
        return
    text = turn.voice().say(NOT_MY_PASSWORD[turn.state.language], "password")
    turn.show("heard", turn.person, text)


def _said_before(turn: Turn, *acts: str) -> bool:
    return any(
        act in acts
        for step in turn.state.steps
        if isinstance(step.move, Say | Resolve)
        for act in step.move.understood.speech()
    )


def _reads_symptom(state: AttemptState, tools: list[str]) -> bool:
    return any(state.pack.tools[name].reads == "symptom" for name in tools)


def _symptom_questions(state: AttemptState, usable: frozenset[str]) -> list[str]:
    """Questions by which the person is asked whether the reported thing works now."""
    return [
        name
        for name, spec in state.pack.tools.items()
        if name in usable and spec.kind == "ask" and spec.reads == "symptom" and not spec.claim
    ]
