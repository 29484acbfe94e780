"""The corpus of tricks: replies and notes in twins, each beside a plain answer to the same ticket."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from tests.loaded import shipped_pack
from tests.players import play_best
from trainer.app.understanding import understander_of
from trainer.content.model import Pack
from trainer.domain.language import Language
from trainer.domain.moves import Abandon, Escalate, Move, Say
from trainer.domain.scenario import Scenario
from trainer.domain.scores import Grade
from trainer.domain.ticket import NOTE_TEXTS, HandoffNote
from trainer.generator.build import build_scenario
from trainer.language.port import Understander
from trainer.scoring.grade import grade_attempt
from trainer.services.hearing import heard
from trainer.session.advance import advance, start_attempt
from trainer.session.state import AttemptState
from trainer.session.values import speaker, template_values
from trainer.settings import read_settings

HERE = Path(__file__).parent
Entry = dict[str, Any]


@lru_cache(maxsize=4)
def entries(name: str) -> tuple[Entry, ...]:
    """All entries of `replies` or `notes`."""
    return tuple(yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8")))


@lru_cache(maxsize=4)
def combined(name: str) -> tuple[Entry, ...]:
    """The tricks that fit any ticket, each beside every ticket's first plain answer."""
    kind = {"replies": "reply", "notes": "note"}[name]
    plain: dict[str, Entry] = {}
    for entry in entries(name):
        plain.setdefault(entry["ticket"], entry)
    return tuple(
        {
            "id": f"{trick['id']}-{number.replace(' ', '')}",
            "ticket": number,
            "trick": trick["trick"],
            **{
                language: {"bad": trick[language], "good": entry[language]["good"]}
                for language in ("ru", "en")
            },
        }
        for trick in entries("tricks")
        if trick["kind"] == kind
        for number, entry in plain.items()
    )


def cases(name: str) -> Iterator[tuple[Entry, Language]]:
    for entry in (*entries(name), *combined(name)):
        for language in ("ru", "en"):
            yield entry, language  # type: ignore[misc]


def ticket(entry: Entry) -> tuple[Pack, Scenario]:
    """The ticket an entry is about: pack and seed, at the first line."""
    name, seed = entry["ticket"].split()
    pack = shipped_pack(name)
    return pack, build_scenario(pack, 1, int(seed))


def filled(text: str, pack: Pack, scenario: Scenario, language: Language) -> str:
    """The text with the ticket's names and numbers in place of {placeholders}."""
    values = template_values(pack, scenario, language)
    values = {**values, "first_name": speaker(scenario, language).first_name}
    for name, value in values.items():
        text = text.replace("{" + name + "}", value)
    return text


@lru_cache(maxsize=4)
def understander(name: str) -> Understander:
    """As the app wires it: it reads the notes' readings too."""
    kept = read_settings(os.environ) if "THREELINE_CACHE" in os.environ else None
    return understander_of(shipped_pack(name), kept)


def made(state: AttemptState, move: Move) -> AttemptState:
    """`move` understood as the app would, and made."""
    return advance(state, heard(move, state, understander(state.scenario.key.pack)))[0]


def grade_reply(entry: Entry, language: Language, text: str) -> Grade:
    """The grade of a call that consists of this first message and is then given up."""
    return _grade_reply(entry["ticket"], language, text)


@lru_cache(maxsize=512)
def _grade_reply(number: str, language: Language, text: str) -> Grade:
    pack, scenario = ticket({"ticket": number})
    state = start_attempt(pack, scenario, language)
    state = made(state, Say(filled(text, pack, scenario, language)))
    if state.status == "open":
        state = made(state, Abandon())
    return grade_attempt(pack, state.played())


@lru_cache(maxsize=64)
def before_hand_over(name: str, seed: int, language: Language) -> AttemptState:
    """Best play of a ticket up to its hand-off."""
    pack = shipped_pack(name)
    whole = play_best(pack, build_scenario(pack, 1, seed), language)
    state = start_attempt(pack, whole.scenario, language)
    for step in whole.steps[:-1]:
        state, _ = advance(state, step.move)
    return state


def grade_note(entry: Entry, language: Language, texts: dict[str, str]) -> Grade:
    """The grade of best play handed over with this note, in its words alone."""
    name, seed = entry["ticket"].split()
    pack, scenario = ticket(entry)
    state = before_hand_over(name, int(seed), language)
    last = play_best(pack, scenario, language).steps[-1].move
    assert isinstance(last, Escalate)
    parts = {
        part: filled(str(texts.get(part) or ""), pack, scenario, language) for part in NOTE_TEXTS
    }
    state = made(state, Escalate(last.line, last.team, HandoffNote(**parts)))
    return grade_attempt(pack, state.played())
