"""Communication, from named acts that were understood in what the trainee said.

If the app did not understand a sentence, that is the app's miss: a criterion that lacks evidence is
left out where something the trainee said stayed unclear and the rest shows that they do talk.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from trainer.domain.moves import Escalate
from trainer.domain.scores import Evidence, Level, Score
from trainer.scoring.case import Case, score
from trainer.scoring.manner import Spoken, score_manner

_OPENING_TURNS = 3
_TENSE = ("annoyed", "angry")
_WORDS = re.compile(r"[^\W\d_]+")
_MEANING = 4
"""Letters from which a word says what is talked about."""
_COURTESIES = frozenset(
    {"greet", "introduce", "acknowledge", "empathise", "apologise", "thank", "close", "jargon",
     "misspelt", "disagrees", "promise_time"}
)  # fmt: skip
_SPARE = 4
"""Turns of courtesy alone that every call has room for: a greeting, a kind word, a pause, a goodbye."""
_MANY_STEPS, _TOO_MANY_STEPS = 3, 5


def score_communication(case: Case) -> Iterator[Score]:
    """Greeting, listening, plain words, one step at a time, next step and time, close, conduct."""
    spoken = case.spoken()
    # Courtesies that come with the closing click greet and hear nobody.
    talk = spoken[:-1] if spoken and spoken[-1][0] in case.resolving_turns else spoken
    found: list[Score | None] = [_greeting(case, talk), _close(case, spoken)]
    if case.line == 1:
        found += [_listening(case, talk), _plain(case, spoken), _one_step(case, spoken)]
        found.append(_to_the_point(case, spoken))
    if case.escalation() is not None:
        found.append(_next_step(spoken))
    scores = [item for item in found if item is not None]
    unclear = any(
        not understood.understood and not understood.offers for _, _, understood in spoken
    )
    talks = any(item.level >= 2 for item in scores if item.criterion not in ("plain", "one_step"))
    for item in scores:
        if not (item.level == 0 and not item.evidence and unclear and talks):
            yield item
    yield from score_manner(case, spoken)
    yield from _conduct(spoken)


def _first(spoken: tuple[Spoken, ...], *acts: str) -> Evidence | None:
    for turn, words, understood in spoken:
        for act in understood.acts:
            if act.kind == "speech" and act.id in acts and act.form == "plain":
                return Evidence(turn, words[act.start : act.end])
    return None


def _greeting(case: Case, spoken: tuple[Spoken, ...]) -> Score:
    start = spoken[:_OPENING_TURNS]
    evidence = _first(start, "greet", "introduce")
    if evidence is None:
        return score("communication", "greeting", 0)
    scenario, language = case.played.scenario, case.played.language
    person = (scenario.people if case.line == 1 else scenario.colleagues)[language]
    named = any(person.first_name.lower() in words.lower() for _, words, _ in start)
    level: Level = 3 if named or case.line > 1 else 2
    return score("communication", "greeting", level, evidence, name=person.first_name)


def _listening(case: Case, spoken: tuple[Spoken, ...]) -> Score:
    scenario = case.played.scenario
    tense = scenario.temper.mood in _TENSE or scenario.voice_bot
    start = spoken[: _OPENING_TURNS + 1]
    warm = _first(start, "empathise", "apologise")
    heard = _first(start, "acknowledge")
    if warm is None and heard is not None and not tense and not _of_theirs(case, start):
        return score("communication", "listening", 2, heard, variant="formula")
    if warm is not None or (heard is not None and not tense):
        evidence = warm or heard
        assert evidence is not None
        return score("communication", "listening", 3, evidence)
    if heard is not None:
        return score("communication", "listening", 2, heard, variant="cool")
    echo = _echo(case, start)
    if echo is not None:
        if tense:
            return score("communication", "listening", 2, echo, variant="cool")
        return score("communication", "listening", 3, echo)
    return score("communication", "listening", 0, variant="tense" if tense else "")


def _of_theirs(case: Case, spoken: tuple[Spoken, ...]) -> bool:
    """Whether anything said at the start takes up a word of the caller's trouble.

    Words are alike from their first letters on: that is all a form of a Russian noun keeps.
    """
    trouble = case.pack.texts[case.played.language].capabilities[case.played.scenario.reported]
    told = " ".join((trouble.name, trouble.complaint, *trouble.says))
    own = {_root(word) for word in _WORDS.findall(told.lower()) if len(word) >= _MEANING}
    return any(
        _root(word) in own
        for _, words, _ in spoken
        for word in _WORDS.findall(words.lower())
        if len(word) >= _MEANING
    )


def _echo(case: Case, spoken: tuple[Spoken, ...]) -> Evidence | None:
    """Words that take up what this caller told, in a sentence of the trainee's own: two different
    words of theirs at least, and no more than half of what is said."""
    told = {
        _root(word)
        for text in case.played.opening
        for word in _WORDS.findall(text.lower())
        if len(word) > _MEANING
    }
    for turn, words, understood in spoken:
        own = [_root(w) for w in _WORDS.findall(words.lower()) if len(w) > _MEANING]
        shared = set(own) & told
        if understood.acts and len(shared) >= 2 and 2 * len(shared) <= len(set(own)):
            return Evidence(turn, words[:120])
    return None


def _root(word: str) -> str:
    return word.replace("ё", "е")[:_MEANING]


def _plain(case: Case, spoken: tuple[Spoken, ...]) -> Score | None:
    if not spoken:
        return None
    trouble = case.pack.texts[case.played.language].capabilities[case.played.scenario.reported]
    # What they call the thing themselves is no jargon to them.
    theirs = " ".join((trouble.name, trouble.complaint, *trouble.says)).lower()
    found = [
        (Evidence(turn, words[act.start : act.end]), act.detail)
        for turn, words, understood in spoken
        for act in understood.acts
        if act.id == "jargon" and words[act.start : act.end].lower() not in theirs
    ]
    jargon = [evidence for evidence, _ in found]
    allowed = (0, 2, 5)[case.played.scenario.temper.literacy]
    over = len(jargon) - allowed
    level: Level = 3 if over <= 0 else 2 if over == 1 else 1 if over <= 3 else 0
    if level == 3:
        return score("communication", "plain", 3, weight=0.5)
    told = (f"{item.words} ({plain})" if plain else item.words for item, plain in found)
    words = ", ".join(dict.fromkeys(told))
    return score("communication", "plain", level, *jargon, weight=0.5, words=words)


def _one_step(case: Case, spoken: tuple[Spoken, ...]) -> Score | None:
    if not spoken:
        return None
    most, where = 0, Evidence(None, "")
    for turn, words, understood in spoken:
        steps = sum(tool in case.world.tools for tool in understood.tools())
        if steps > most:
            most, where = steps, Evidence(turn, words[:120])
    if most < _MANY_STEPS:
        return score("communication", "one_step", 3)
    level: Level = 1 if most < _TOO_MANY_STEPS else 0
    return score("communication", "one_step", level, where, count=str(most))


def _to_the_point(case: Case, spoken: tuple[Spoken, ...]) -> Score | None:
    """Kind words that help nobody: a call in which nothing was asked, tried or looked up, or one
    with far more courtesies than the trouble needs. What was not understood is not counted."""
    if not spoken:
        return None
    used = {step.turn for step in case.played.steps if step.used}
    idle = [
        Evidence(turn, words[:120])
        for turn, words, understood in spoken
        if turn not in used
        and understood.acts
        and not understood.offers
        and all(act.kind == "speech" and act.id in _COURTESIES for act in understood.acts)
    ]
    if not used:
        if any(not found.understood or found.offers for _, _, found in spoken):
            return None  # perhaps it asked, and the app did not understand
        return score("communication", "to_the_point", 0, *idle[:3], variant="nothing")
    spare = len(idle) - _SPARE
    level: Level = 3 if spare <= 0 else 2 if spare <= 2 else 1
    return score("communication", "to_the_point", level, *(idle if spare > 0 else ()),
                 count=str(len(idle)))  # fmt: skip


def _next_step(spoken: tuple[Spoken, ...]) -> Score:
    evidence = _first(spoken, "promise_time")
    if evidence is not None:
        return score("communication", "next_step", 3, evidence)
    explained = _first(spoken[-3:], "explain")
    if explained is not None:
        return score("communication", "next_step", 2, explained, variant="no_time")
    return score("communication", "next_step", 0)


def _close(case: Case, spoken: tuple[Spoken, ...]) -> Score:
    end = spoken[-3:] if len(spoken) > 1 else ()
    bye = _first(end, "close", "thank")
    escalated = any(isinstance(step.move, Escalate) for step in case.played.steps)
    checked = (
        escalated
        or case.refused
        or case.played.confirmed
        or _first(spoken, "confirm_result") is not None
    )
    if bye is not None:
        return score("communication", "close", 3 if checked else 2, bye, variant="" if checked
                     else "unchecked")  # fmt: skip
    return score("communication", "close", 0)


def _conduct(spoken: tuple[Spoken, ...]) -> Iterator[Score]:
    for act in ("blame", "calm_down"):
        evidence = _first(spoken, act)
        if evidence is not None:
            yield score("communication", "conduct", 0, evidence, variant=act, weight=1.5)
