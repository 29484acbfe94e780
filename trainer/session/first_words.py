"""The caller's first words: the fault's opening among what this person adds, as one message."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from trainer.session.additions import additions, likely
from trainer.session.anatomy import Anatomy, as_sentence, capitalised, taken_apart
from trainer.session.hesitation import hesitating
from trainer.session.voice import Voice
from trainer.session.words import REMARKS


def first_words(voice: Voice, openings: Sequence[str], says: Sequence[str], deadline: bool) -> str:
    """The first message of a caller.

    `openings` are the fault's for this channel, `says` name the trouble where these do not, and
    `deadline` tells whether this person names their deadline unasked. All the chosen opening says
    is in the text, in its order; only its greeting may fall to haste. A greeting comes first, and
    a letter's subject and sign-off stay the first and the last line.
    """
    careful = replace(voice, careful=True)  # mistyped as one text, when it has been put together
    scenario = voice.scenario
    opening = careful.say(openings, "opening")
    parts = taken_apart(
        opening, voice.language, scenario.channel == "email", scenario.people[voice.language]
    )
    trouble = careful.say(says, "says") if says else ""
    added = additions(careful, opening, deadline)
    before, after = list(added.before), list(added.after)
    if trouble and scenario.channel != "email" and likely(voice, "trouble_first", 33):
        before.append(trouble)
    elif trouble:
        after.insert(0, trouble)
    said = [*_up_to_body(careful, parts, before), *after]
    if scenario.channel == "email":
        return voice.typed(_letter(careful, parts, said), "opening")
    messages = scenario.channel == "chat" and scenario.temper.verbosity < 2
    between = "\n" if messages and likely(voice, "messages", 60) else " "
    return voice.typed(between.join(_ended(said)), "opening", small=opening[:1].islower())


def _up_to_body(voice: Voice, parts: Anatomy, before: list[str]) -> list[str]:
    """The greeting, what comes before the trouble, and the opening's own words."""
    scenario = voice.scenario
    if scenario.voice_bot:
        before = [voice.remark("voice_bot"), *before]
    greeting = _greeting(voice, parts)
    sentence = parts.body if parts.greeting[:1].islower() else capitalised(parts.body)
    told = hesitating(sentence, scenario, voice.language, opening=True)
    if greeting == parts.greeting and not before and told == sentence:
        return [f"{greeting} {parts.body}".lstrip()]
    if not parts.greeting and told == sentence:
        told = parts.body
    return [part for part in (as_sentence(greeting), *before, told) if part]


def _greeting(voice: Voice, parts: Anatomy) -> str:
    """The opening's greeting; one of the engine's in a letter without; none where there is no time
    or where the voice bot is complained of first."""
    scenario = voice.scenario
    temper = scenario.temper
    letter = scenario.channel == "email"
    if letter and parts.subject and not parts.greeting and temper.patience > 0:
        return voice.say(REMARKS[voice.language].salutations, "salutation")
    hurried = temper.patience == 0 or temper.mood == "angry"
    if hurried and likely(voice, "no_greeting", 50):
        return ""
    return "" if scenario.voice_bot and likely(voice, "bot_first", 60) else parts.greeting


def _letter(voice: Voice, parts: Anatomy, said: list[str]) -> str:
    """Subject, text and sign-off, each on lines of its own; every letter is signed somehow."""
    remarks, person = REMARKS[voice.language], voice.scenario.people[voice.language]
    signed = parts.signed
    if not signed:
        named = person.full_name in " ".join(said)
        signed = voice.say(remarks.closings if named else remarks.signatures, "signed")
    text = " ".join(_ended([*said, ""])).strip()
    return "\n".join(part for part in (parts.subject, text, signed) if part)


def _ended(parts: list[str]) -> list[str]:
    """Sentences that others can follow; a hurried writer may have left out the last full stop."""
    return [*(as_sentence(part) for part in parts[:-1]), *parts[-1:]]
