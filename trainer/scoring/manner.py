"""How it was said, as the channel asks for: sentences that can be followed, few errors, length.

Spoken words have no spelling; what is heard must be short; a letter needs paragraphs. Small
weights: they shade a grade and cannot carry it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from trainer.domain.language import Language
from trainer.domain.scores import Evidence, Level, Score
from trainer.domain.understanding import Understanding
from trainer.scoring.case import Case, score

Spoken = tuple[int, str, Understanding]
_WEIGHT: Final = 0.25
_LONGEST: Final = {"phone": 30, "chat": 35, "email": 40}
"""Words of one sentence that are still followed; people new to the matter follow fewer."""
_LITERACY: Final = (-8, 0, 5)
_SYLLABLES: Final[dict[Language, float]] = {"ru": 3.6, "en": 2.2}
"""Mean syllables a word beyond which a text of some length reads as officialese."""
_SOME_LENGTH: Final = 20
_MESSAGE: Final = {"phone": (60, 110), "chat": (90, 160)}
"""Words of one message that fit the channel, and that are far too many."""
_LETTER: Final = 60
"""Words from which an e-mail needs paragraphs."""
_SHOWN: Final = 140


def score_manner(case: Case, spoken: tuple[Spoken, ...]) -> Iterator[Score]:
    """Readability, correctness (written channels only) and form; nothing where nothing was said."""
    measured = tuple(item for item in spoken if item[2].measures)
    if not measured or case.line != 1:
        return
    channel = case.played.scenario.channel
    yield _readable(case, measured, channel)
    if channel != "phone":
        yield _correct(measured)
    yield _form(measured, channel)


def _readable(case: Case, spoken: tuple[Spoken, ...], channel: str) -> Score:
    limit = _LONGEST.get(channel, 40) + _LITERACY[case.played.scenario.temper.literacy]
    turn, words, hardest = max(spoken, key=lambda item: item[2].measure("longest"))
    longest = hardest.measure("longest")
    if longest > limit:
        level: Level = 2 if longest <= 1.5 * limit else 1
        return score("communication", "readable", level, Evidence(turn, words[:_SHOWN]),
                     weight=_WEIGHT, variant="long", count=f"{longest:.0f}")  # fmt: skip
    for turn, words, found in spoken:
        heavy = found.measure("syllables") > _SYLLABLES[case.played.language]
        if heavy and found.measure("words") >= _SOME_LENGTH:
            return score("communication", "readable", 2, Evidence(turn, words[:_SHOWN]),
                         weight=_WEIGHT, variant="heavy")  # fmt: skip
    return score("communication", "readable", 3, weight=_WEIGHT)


def _correct(spoken: tuple[Spoken, ...]) -> Score:
    slips = [
        (Evidence(turn, words[act.start : act.end]), act.detail)
        for turn, words, found in spoken
        for act in found.acts
        if act.id in ("misspelt", "disagrees")
    ]
    total = sum(found.measure("words") for _, _, found in spoken)
    if len(slips) <= 1 + total / 40:
        return score("communication", "correct", 3, weight=_WEIGHT)
    level: Level = 2 if len(slips) <= 3 + total / 20 else 1
    shown = [
        f"{evidence.words} → {better}" if better else evidence.words for evidence, better in slips
    ]
    return score("communication", "correct", level, *(evidence for evidence, _ in slips),
                 weight=_WEIGHT, words=", ".join(dict.fromkeys(shown)))  # fmt: skip


def _form(spoken: tuple[Spoken, ...], channel: str) -> Score:
    turn, words, longest = max(spoken, key=lambda item: item[2].measure("words"))
    count = longest.measure("words")
    if channel == "email":
        crowded = count >= _LETTER and longest.measure("paragraphs") < 2
        if crowded:
            return score("communication", "form", 2, Evidence(turn, words[:_SHOWN]),
                         weight=_WEIGHT, variant="crowded")  # fmt: skip
        return score("communication", "form", 3, weight=_WEIGHT)
    fits, too_many = _MESSAGE.get(channel, (90, 160))
    if count <= fits:
        return score("communication", "form", 3, weight=_WEIGHT)
    level: Level = 2 if count <= too_many else 1
    return score("communication", "form", level, Evidence(turn, words[:_SHOWN]),
                 weight=_WEIGHT, variant=channel, count=f"{count:.0f}")  # fmt: skip
