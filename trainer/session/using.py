"""Carrying out a tool: the world moves on, somebody answers or a console shows something."""

from __future__ import annotations

from typing import Final

from trainer.content.schema.tools import ToolSpec
from trainer.domain.attempt import Breach, Finding
from trainer.errors import MoveNotAllowed
from trainer.session.hesitation import hesitating
from trainer.session.memory import misremembered
from trainer.session.state import AttemptState
from trainer.session.turn import Turn
from trainer.session.values import measured
from trainer.session.words import NO_DEADLINE, NO_DEADLINE_RELAYED
from trainer.world.model import Tool
from trainer.world.plays import plays_of
from trainer.world.use import Situation, use_tool

NOTHING_LEARNT: Final = ("unavailable", "unknown", "cannot")
BY_PERSON: Final = ("ask", "guide")


def usable_tools(state: AttemptState) -> frozenset[str]:
    """Ids of the tools that this line has; asks and guides end with their `until`."""
    line = state.scenario.key.line
    return frozenset(
        name for name, spec in state.pack.tools.items() if spec.line <= line <= spec.until
    )


def allowed_tool(state: AttemptState, name: str) -> Tool:
    """The tool, or MoveNotAllowed: tool_unknown, tool_not_here."""
    tool = plays_of(state.pack).world.tools.get(name)
    if tool is None:
        raise MoveNotAllowed("tool_unknown", f"there is no tool {name!r}", tool=name)
    if not tool.usable_at(state.scenario.key.line):
        raise MoveNotAllowed("tool_not_here", f"{name} is not for this line", tool=name)
    return tool


def carry_out(turn: Turn, tool: Tool, words: str) -> None:
    """Use `tool` in this turn. `words` are what the trainee said to do it, or the
    tool's id where nothing was said: a breach keeps them."""
    scenario, spec = turn.state.scenario, tool.spec
    situation = Situation(scenario.reported, scenario.temper.literacy, scenario.claims)
    result = use_tool(turn.model, tool, turn.world, situation)
    turn.spend(spec.minutes)
    turn.world = result.state
    turn.used.append((tool.id, result.outcome))
    for duty in result.skipped:
        breach = turn.state.pack.policy.duties[duty].breach
        turn.breaches.append(Breach(breach, turn.number, words))
    if result.outcome not in NOTHING_LEARNT:
        finding = Finding(tool.id, result.outcome, turn.number, "claim" if spec.claim else "look")
        turn.findings.append(finding)
    reported = spec.reads in ("symptom", f"can.{scenario.reported}")
    works = turn.model.can(scenario.reported, turn.world)
    tells = reported and not spec.claim and result.outcome in ("working", "broken")
    shows = tells or (tool.changes_things and result.outcome not in NOTHING_LEARNT)
    _show_outcome(turn, tool, result.outcome, works if tells else None)
    if shows:
        turn.working = works
        if not works:
            turn.confirmed = False
        elif tells and spec.kind in BY_PERSON:
            turn.confirmed = True
    if shows and not tells:
        # What changed shows itself: whoever waits tries again and says so.
        turn.remark("works_now" if works else "still_broken", tool=tool.id, working=works)


def _show_outcome(turn: Turn, tool: Tool, outcome: str, working: bool | None) -> None:
    spec = tool.spec
    if spec.kind in BY_PERSON:
        turn.show("heard", turn.person, _answer(turn, tool.id, spec, outcome), tool=tool.id,
                  outcome=outcome, working=working, **_material(turn, spec, outcome))  # fmt: skip
        return
    texts = turn.state.pack.texts[turn.state.language].tools[tool.id]
    text = turn.voice().shown(texts.outcomes[outcome], f"{tool.id}.{outcome}")
    turn.show("read", "desk" if spec.kind == "request" else "console", text, tool=tool.id,
              outcome=outcome, working=working, **_material(turn, spec, outcome))  # fmt: skip


def _material(turn: Turn, spec: ToolSpec, outcome: str) -> dict[str, object]:
    """Log lines, the number of a quantity and the metric that come with an outcome."""
    voice = turn.voice()
    log = tuple(voice.plain(line) for line in spec.log.get(outcome, ()))
    head, _, name = (spec.reads or "").partition(".")
    if head == "quantity" and outcome not in NOTHING_LEARNT:
        amount = turn.model.conditions.quantity(name)(turn.world)
        language = turn.state.language
        words = turn.state.pack.texts[language].quantities[name]
        log = (*log, measured(words, amount, language))
    metric = spec.metric if spec.metric and outcome not in NOTHING_LEARNT else ""
    return {"log": log, "metric": metric}


def _answer(turn: Turn, name: str, spec: ToolSpec, outcome: str) -> str:
    """The person's answer: in the caller's own words, or as a colleague relays it."""
    state, voice = turn.state, turn.voice()
    texts = state.pack.texts[state.language].tools[name]
    key = f"{name}.{outcome}"
    relayed = turn.line > 1
    if spec.reads == "fact.deadline" and state.scenario.deadline_minutes is None:
        words = NO_DEADLINE_RELAYED if relayed else NO_DEADLINE
        return voice.say((words[state.language],), key)
    if relayed and outcome in texts.relayed:
        return voice.say(texts.relayed[outcome], key)
    if relayed and outcome == "unknown":
        return voice.remark("does_not_know")
    if outcome == "told" and (slip := misremembered(voice, spec.reads or "", key)):
        return slip
    # Without words of their own the colleague reads out what the caller said.
    gender = state.scenario.people[state.language].gender
    answer = voice.say(texts.outcomes[outcome], key, gender=gender)
    return hesitating(answer, state.scenario, state.language, voice.turn, key)
