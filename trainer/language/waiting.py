"""What only asks to wait a moment, before or after what is said: "one second, I'll look"."""

from __future__ import annotations

import re
from typing import Final

from trainer.domain.language import Language

# The filler ends at a comma or a dash; without one, only before words that announce what follows.
_WAIT: Final[dict[Language, re.Pattern[str]]] = {
    "ru": re.compile(
        r"(?:(?:так|хорошо|ладно|да|ага|угу|понятно|пожалуйста),? )*"
        r"(?:(?:подождите|погодите|обождите|оставайтесь на (?:линии|связи)|не кладите трубку)(?:,? пожалуйста)?,?"
        r"(?: (?:одну |пару |буквально )*(?:секунд\w*|минут\w*|момент\w*|сек|мин)\b)?"
        r"|(?:одну |один |пару |буквально |дайте )*(?:секунд\w*|минут\w*|момент\w*|сек|мин)\b)"
        r"(?:,? пожалуйста)?"
        r"(?:\s*,\s*|\s+-\s+|\s+(?=(?:я|сейчас|пока|гляну|проверю|посмотрю|смотрю|проверяю)\b))"
    ),
    "en": re.compile(
        r"(?:(?:ok|okay|right|sure|please|yes|well|all right|alright),? )*"
        r"(?:(?:just )?(?:one|1|a|half a) (?:quick )?(?:moment|second|sec|minute|min|mo)\b"
        r"|(?:bear with me|hold on|hang on|wait|(?:hold|stay on) the line|don't hang up)\b"
        r"(?: (?:for )?(?:just )?(?:one|a|half a) (?:moment|second|sec|minute|min|mo)\b)?)"
        r"(?:,? please)?"
        r"(?:\s*,\s*|\s+-\s+|\s+(?=(?:while i|i|i'll|i'm|let me|checking|looking)\b))"
    ),
}
_THEN_WAIT: Final[dict[Language, re.Pattern[str]]] = {
    "ru": re.compile(
        r"(?:\s*,\s*|\s+-\s+)(?:(?:подождите|погодите|дайте|буквально|одну|один|пару),? )*"
        r"(?:секунд|минут|момент)\w*(?:,? пожалуйста)?$"
    ),
    "en": re.compile(
        r"(?:\s*,\s*|\s+-\s+)(?:(?:just )?(?:one|1|a|half a) (?:quick )?"
        r"(?:moment|second|sec|minute|min|mo)|bear with me|hold on|hang on)(?:,? please)?$"
    ),
}


def waiting_begins(text: str, language: Language) -> int:
    """Where the filler that the normalised sentence `text` ends with begins; its end without one."""
    found = _THEN_WAIT[language].search(text)
    return found.start() if found and found.start() else len(text)


def waiting_ends(text: str, language: Language) -> int:
    """Where the filler that the normalised sentence `text` begins with ends; 0 without one."""
    found = _WAIT[language].match(text)
    return found.end() if found and found.end() < len(text) else 0
