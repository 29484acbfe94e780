"""Hand-off notes made from scenarios: each fact present, missing or wrong by construction.

What checks showed is told in words that the reader has not been taught: one way of telling each
outcome is held back from it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

from trainer.app.understanding import readings_of
from trainer.content.model import Pack
from trainer.content.templates import placeholders
from trainer.domain.language import Language
from trainer.generator.build import build_scenario
from trainer.language.facts import Fact, FactKind, Status
from trainer.language.notes import SEPARATOR, Reading
from trainer.session.values import template_values

_SAID: Final[dict[Language, dict[FactKind, tuple[str, ...]]]] = {
    "en": {
        "name": ("Caller: {}.", "{} rang about it.", "This is for {}.", "User {}, quite upset.",
                 "Please get back to {} about it.", "It's {}'s machine."),
        "phone": ("Call back on {}.", "Reachable at {}.", "tel. {}", "Best number: {}.", "Phone is {} if you need them."),
        "host": ("Machine: {}.", "It's {} by the sticker.", "PC {} affected.", "Computer name {}.", "on {}, Windows 11"),
        "since": ("Since {}.", "Began around {}.", "It all stopped at {} or so.", "Started {}.", "Down from {} on, they say."),
        "deadline": ("Needs it within {}.", "Deadline in {}.", "They have {} left.", "Has to be done in {}."),
    },
    "ru": {
        "name": ("Обращается {}.", "Звонит {}.", "Пользователь: {}.", "Заявитель – {}, очень нервничает.",
                 "Заявка от: {}."),
        "phone": ("Перезвонить на {}.", "Тел. {}", "Связь по номеру {}.", "Контакт: {}.", "Номер для связи {}, берёт сразу."),
        "host": ("Компьютер {}.", "Машина: {}.", "По наклейке {}.", "Имя компьютера {}.", "рабочее место {}"),
        "since": ("Началось в {}.", "Не работает с {}.", "С {} примерно.", "Встало около {}.", "по словам, с {} утра"),
        "deadline": ("Нужно успеть за {}.", "Срок – через {}.", "Осталось {}.", "Терпит не дольше, чем {}."),
    },
}  # fmt: skip
_PADDING: Final[dict[Language, tuple[str, ...]]] = {
    "en": ("Please have a look.", "I could not get further from here.", "Thanks!", "Polite, knows little about computers."),
    "ru": ("Посмотрите, пожалуйста.", "Дальше у меня прав нет.", "Спасибо!", "Вежливый человек, в технике не силён."),
}  # fmt: skip
_KINDS: Final[tuple[FactKind, ...]] = ("name", "phone", "host", "since", "deadline")


@dataclass(frozen=True, slots=True)
class MadeNote:
    """A note with what is so of each of its slots."""

    text: str
    facts: tuple[tuple[Fact, Status], ...]
    readings: tuple[tuple[Reading, Status], ...]


def held_back(pack: Pack, language: Language) -> dict[str, str]:
    """For asks and looks of the first line, the way a colleague would tell each outcome."""
    found = {}
    for name, tool in pack.texts[language].tools.items():
        spec = pack.tools[name]
        if spec.kind not in ("ask", "look") or spec.line > 1:
            continue
        for outcome, texts in tool.outcomes.items():
            told = tool.relayed.get(outcome) or texts[-1:]
            meaning = f"{name}{SEPARATOR}{outcome}"
            if not placeholders(told[0]) and len(readings_of(pack, language).get(meaning, ())) > 1:
                found[meaning] = told[0]
    return found


def taught(pack: Pack, language: Language) -> dict[str, tuple[str, ...]]:
    """The ways of telling outcomes that the reader may know: all but those held back."""
    back = held_back(pack, language)
    return {
        meaning: tuple(text for text in texts if text != back.get(meaning))
        for meaning, texts in readings_of(pack, language).items()
    }


def made_notes(pack: Pack, language: Language, count: int) -> Iterator[MadeNote]:
    """`count` notes on first-line tickets, the same on every machine."""
    rng = Random(f"{pack.id} {language}")
    back = held_back(pack, language)
    tools = sorted({meaning.partition(SEPARATOR)[0] for meaning in back})
    for seed in range(count):
        own = build_scenario(pack, 1, 20_000 + seed)
        other = build_scenario(pack, 1, 40_000 + seed)
        true = template_values(pack, own, language)
        false = template_values(pack, other, language)
        parts: list[str] = []
        facts = []
        for kind in _KINDS:
            if fact := _fact(kind, true, false, own.deadline_minutes):
                right, wrong = _values(kind, true, false)
                status = _status(rng) if right != wrong else "present"
                if kind == "deadline" and own.deadline_minutes == other.deadline_minutes:
                    status = "present"
                if status != "missing":
                    value = right if status == "present" else wrong
                    parts.append(rng.choice(_SAID[language][kind]).format(value))
                facts.append((fact, status))
        readings = []
        for tool in rng.sample(tools, 3):
            outcomes = [m for m in sorted(back) if m.partition(SEPARATOR)[0] == tool]
            if len(outcomes) < 2:
                continue
            right, wrong = rng.sample(outcomes, 2)
            status = _status(rng)
            if status != "missing":
                parts.append(back[right if status == "present" else wrong])
            readings.append((Reading(tool, right.partition(SEPARATOR)[2]), status))
        parts.append(rng.choice(_PADDING[language]))
        rng.shuffle(parts)
        glue = rng.choice((" ", "\n", " "))
        yield MadeNote(glue.join(parts), tuple(facts), tuple(readings))


def _status(rng: Random) -> Status:
    statuses: Sequence[Status] = ("present", "missing", "wrong")
    return rng.choices(statuses, (0.5, 0.25, 0.25))[0]


def _values(kind: FactKind, true: Mapping[str, str], false: Mapping[str, str]) -> tuple[str, str]:
    key = {"name": "full_name", "deadline": "deadline_in"}.get(kind, kind)
    return true[key], false[key]


def _fact(
    kind: FactKind, true: Mapping[str, str], false: Mapping[str, str], minutes: int | None
) -> Fact | None:
    if kind == "deadline":
        return Fact("deadline", str(minutes)) if minutes and false["deadline"] != "0" else None
    if kind == "name":
        return Fact("name", true["full_name"], (false["full_name"],))
    digits = sum(map(str.isdigit, true["host"]))
    if kind == "host" and digits >= len(true["host"]) / 2:
        return None  # this desk knows people by a number that is a telephone's
    others = tuple(true[other] for other in ("phone", "host") if other != kind)
    return Fact(kind, true[kind], others)
