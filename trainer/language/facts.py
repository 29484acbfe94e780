"""Facts of a known shape in a note: names, machines, telephone numbers, times, spans of time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from trainer.domain.language import Language
from trainer.language.normal import normalise
from trainer.language.words import stem

FactKind = Literal["name", "host", "phone", "since", "deadline"]
Status = Literal["present", "missing", "wrong"]
_LIMIT: Final = 2000
_TIME: Final = re.compile(
    r"(?<![\d.,:/+-])([01]?\d|2[0-3])(?:[:.]| ч\.? ?| h ?)([0-5]\d)(?!\d|[:.,-]\d)"
)
_HOUR: Final[dict[Language, re.Pattern[str]]] = {
    "ru": re.compile(r"(?:\bс|\bоколо|\bчасов с|\bк|\bдо) (\d{1,2}) ?(?:час\w*|утра|дня|ч\b)"),
    "en": re.compile(
        r"\b(?:at|since|around|about|by|from) (\d{1,2}) ?(?:o'clock|am|a\.m|pm|p\.m)\b"
    ),
}
_DIGITS: Final = re.compile(r"\+?\d(?:[\s().-]{0,2}\d){2,}")
_UNIT: Final[dict[Language, tuple[str, str]]] = {
    "ru": (r"час\w*|ч\b", r"мин\w*"),
    "en": (r"hours?|hrs?|h\b", r"min\w*|m\b"),
}
_SPOKEN: Final[dict[Language, dict[str, int]]] = {
    "ru": {
        "полчаса": 30, "получаса": 30, "полтора часа": 90, "полутора часов": 90, "час с половиной": 90,
        "часа полтора": 90,
    },
    "en": {
        "half an hour": 30, "half-hour": 30, "half hour": 30, "an hour and a half": 90,
        "one and a half hours": 90, "1.5 hours": 90,
    },
}  # fmt: skip
_NUMBERS: Final[dict[Language, dict[str, int]]] = {
    "ru": {
        "пять": 5, "десять": 10, "пятнадцать": 15, "двадцать": 20, "тридцать": 30, "сорок": 40,
        "пятьдесят": 50, "один": 1, "два": 2, "две": 2, "три": 3, "четыре": 4, "шесть": 6, "двух": 2, "трех": 3, "трёх": 3, "четырех": 4, "четырёх": 4, "пяти": 5, "десяти": 10,
        "пятнадцати": 15, "двадцати": 20, "тридцати": 30, "сорока": 40,
    },
    "en": {
        "five": 5, "ten": 10, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
        "one": 1, "two": 2, "three": 3, "four": 4, "six": 6, "an": 1, "a": 1,
    },
}  # fmt: skip
_BY_WHEN: Final = re.compile(
    r"\b(?:by|until|till|deadline|due|before|within|needs?|left|в срок|срок\w*|до|к|успеть|осталось|через|за|пределах|течение|нужно|надо|терпит|горит)\b[^.;\n]{0,18}$"
)
_URGENT: Final = re.compile(
    r"\b(?:in|within|by|deadline|due|needs?|left|have|has|до|срок\w*|успеть|осталось|через|за|нужно|надо|терп\w+|подожд\w+|ждать|ждут)\b[^.;\n]{0,24}$"
)
_AGO: Final = re.compile(r"^\s*(?:ago|назад)\b")
# Names written with letters of another alphabet that look the same.
_LOOKALIKE: Final = str.maketrans("асеорхкмнтвАСЕОРХКМНТВ", "aceopxkmhtbACEOPXKMHTB")


@dataclass(frozen=True, slots=True)
class Fact:
    """What a note should say: its kind, the true value, and `others`: for a name, names that would
    be wrong in its place; for a number, numbers that may stand in the note for other reasons.

    `true` is as the product shows it: a full name, "WS-STA-122", "2061" or "+7 000 174-71-97",
    "9:40", or a span in minutes for a deadline.
    """

    kind: FactKind
    true: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """Whether a fact is stated rightly, and where in the note; (0, 0) where it is missing."""

    status: Status
    start: int = 0
    end: int = 0


def find_fact(note: str, fact: Fact, language: Language) -> Found:
    """Look for one fact; a value of its kind that is not the true one makes it wrong."""
    text = note[:_LIMIT]
    if fact.kind == "name":
        return _find_name(text, fact, language)
    candidates = {
        "host": _hosts, "phone": _phones, "since": _times, "deadline": _spans,
    }[fact.kind](text, fact.true, language)  # fmt: skip
    wrong = Found("missing")
    known = {_bare(other) for other in fact.others}
    for start, end, right in candidates:
        if right:
            return Found("present", start, end)
        if _bare(text[start:end]) in known:
            continue  # the true value of another fact
        if wrong.status == "missing":
            wrong = Found("wrong", start, end)
    return wrong


def _bare(value: str) -> str:
    digits = _subscriber(value)
    return digits if len(digits) >= 3 else value.lower()


Candidates = list[tuple[int, int, bool]]


def _hosts(text: str, true: str, _language: Language) -> Candidates:
    """Anything of the same shape: letters for letters, digits for digits."""
    plain = text.translate(_LOOKALIKE)
    parts = re.findall(r"[A-Za-z]+|\d+|[^A-Za-z\d]", true.translate(_LOOKALIKE))
    shape = "".join(
        f"[A-Za-z]{{{len(part)}}}"
        if part.isalpha()
        else f"\\d{{{len(part)},{len(part) + 1}}}"
        if part.isdigit()
        else r"[\s_-]{1,2}"
        for part in parts
    )
    bare = re.sub(r"[^a-z\d]", "", true.translate(_LOOKALIKE).lower())
    return [
        (m.start(), m.end(), re.sub(r"[^a-z\d]", "", m.group().lower()) == bare)
        for m in re.finditer(rf"(?<![A-Za-z\d]){shape}(?![A-Za-z\d])", plain)
    ]


def _phones(text: str, true: str, _language: Language) -> Candidates:
    wanted = _subscriber(true)
    found = []
    for match in _DIGITS.finditer(text):
        before = text[: match.start()]
        if re.search(r"[A-Za-zА-Яа-я]-?$", before):
            continue  # the digits of a machine's name
        digits = _subscriber(match.group())
        if abs(len(digits) - len(wanted)) <= 1 and not _TIME.fullmatch(match.group()):
            found.append((match.start(), match.end(), digits == wanted))
    return found


def _subscriber(number: str) -> str:
    digits = re.sub(r"\D", "", number)
    return digits[1:] if len(digits) == 11 and digits[0] in "78" else digits


def _times(text: str, true: str, language: Language) -> Candidates:
    """Times of day, but for those by which something is needed."""
    hours, _, minutes = true.partition(":")
    wanted = int(hours) * 60 + int(minutes or 0)
    lower = text.lower()
    found = []
    for match in _TIME.finditer(lower):
        if not _BY_WHEN.search(lower[: match.start()]) or _since_before(lower[: match.start()]):
            value = int(match[1]) * 60 + int(match[2])
            found.append((match.start(), match.end(), _same_time(value, wanted)))
    for match in _HOUR[language].finditer(lower):
        if not _BY_WHEN.search(lower[: match.start(1)]) or _since_before(lower[: match.start(1)]):
            found.append((match.start(1), match.end(1), _same_time(int(match[1]) * 60, wanted)))
    return found


def _since_before(before: str) -> bool:
    return bool(re.search(r"\b(?:since|from|start\w*|began|с|со|нач\w+|около|примерно)\b[^.;\n]{0,12}$", before))  # fmt: skip


def _same_time(value: int, wanted: int) -> bool:
    return value in (wanted, wanted + 720, wanted - 720)


def _spans(text: str, true: str, language: Language) -> Candidates:
    """Spans of time from now on, in minutes."""
    wanted = int(true)
    lower = text.lower()
    hour, minute = _UNIT[language]
    number = r"(\d+(?:[.,]5)?|" + "|".join(_NUMBERS[language]) + ")"
    both = re.compile(
        rf"{number}\s*(?:{hour})(?:\s*(?:and|и|,)?\s*{number}\s*(?:{minute}))?|{number}\s*(?:{minute})"
        + ("|\\bчас\\b" if language == "ru" else "")
    )
    found = []
    taken: list[tuple[int, int]] = []
    for words, said in _SPOKEN[language].items():
        for match in re.finditer(re.escape(words), lower):
            if not _AGO.match(lower[match.end() :]):
                taken.append(match.span())
                right = abs(said - wanted) <= 2
                if right or _URGENT.search(lower[: match.start()]):
                    found.append((*match.span(), right))
    for match in both.finditer(lower):
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        if _AGO.match(lower[match.end() :]):
            continue
        hours, more, alone = match.groups()
        value: float = (
            _number(alone, language) if alone else 60 * _number(hours, language) if hours else 60
        )
        value += _number(more, language) if more else 0
        right = abs(value - wanted) <= 2
        # "It hangs for 20 minutes" says nothing of a deadline.
        if right or _URGENT.search(lower[: match.start()]):
            found.append((*match.span(), right))
    return found


def _number(text: str, language: Language) -> float:
    known = _NUMBERS[language].get(text)
    return float(known if known is not None else text.replace(",", "."))


def _find_name(text: str, fact: Fact, language: Language) -> Found:
    normal = normalise(text, _LIMIT)
    own = {stem(part, language) for part in normalise(fact.true, _LIMIT).text.split()}
    others = {
        stem(part, language)
        for other in fact.others
        for part in normalise(other, _LIMIT).text.split()
    } - own
    wrong = Found("missing")
    for match in re.finditer(r"[^\W\d_]+(?:[-'][^\W\d_]+)*", normal.text):
        start, end = normal.original(*match.span())
        if not text[start:end][:1].isupper():
            continue
        root = stem(match.group(), language)
        if root in own:
            return Found("present", start, end)
        if root in others and wrong.status == "missing":
            wrong = Found("wrong", start, end)
    return wrong
