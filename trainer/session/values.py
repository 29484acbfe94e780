"""What the placeholders of a pack's texts stand for in one attempt."""

from __future__ import annotations

from hashlib import blake2b
from typing import Final

from trainer.content.model import Pack
from trainer.content.schema.text import MetricText
from trainer.domain.language import Language
from trainer.domain.scenario import Person, Scenario
from trainer.domain.spans import span_text

_DAY: Final = 24 * 60
_LATEST_CALL: Final = 40
"""People call within this many minutes of the trouble's start."""


def stable_number(*parts: object) -> int:
    """A number from 0 to 2**64 - 1 that depends on `parts` alone, on every machine alike."""
    text = "\x1f".join(str(part) for part in parts)
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big")


def arrival_minute(scenario: Scenario) -> int:
    """Minute of the day at which the ticket arrived, some minutes after the trouble began."""
    hours, _, minutes = scenario.since.partition(":")
    waited = 5 + stable_number(scenario.key, "arrival") % (_LATEST_CALL - 5)
    return (int(hours) * 60 + int(minutes) + waited) % _DAY


def clock_text(minute_of_day: float) -> str:
    """A time such as 9:05."""
    minute = int(minute_of_day) % _DAY
    return f"{minute // 60}:{minute % 60:02d}"


def measured(words: MetricText, amount: float, language: Language) -> str:
    """A number with its name and unit: two digits that matter, e.g. "Speed: 5.5 Mbit/s"."""
    number = f"{float(f'{amount:.2g}'):g}"
    if language == "ru":
        number = number.replace(".", ",")
    return f"{words.name}: {number} {words.unit}"


def speaker(scenario: Scenario, language: Language) -> Person:
    """Whom the trainee talks to: the caller at line 1, the colleague above."""
    people = scenario.people if scenario.key.line == 1 else scenario.colleagues
    return people[language]


def template_values(
    pack: Pack,
    scenario: Scenario,
    language: Language,
    *,
    minute: float = 0.0,
    line: int | None = None,
    team: str = "",
) -> dict[str, str]:
    """Values for every placeholder a text may use.

    Names and desk are always the caller's, who the ticket is about; `line` and `team` are an
    address (the scenario's own line where not given); `minute` is the attempt's simulated minute.
    """
    person = scenario.people[language]
    texts = pack.texts[language]
    return {
        "first_name": person.first_name,
        "full_name": person.full_name,
        "department": person.department,
        "site": texts.sites[scenario.site],
        "host": person.host,
        "login": person.login,
        "phone": person.phone,
        "deadline": str(scenario.deadline_minutes or 0),
        "deadline_in": span_text(scenario.deadline_minutes or 0, language),
        "since": scenario.since,
        "line": str(scenario.key.line if line is None else line),
        "team": texts.teams[team].name if team in texts.teams else "",
        "time": clock_text(arrival_minute(scenario) + minute),
    }
