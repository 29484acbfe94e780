"""Sentences to measure understanding on: other people's sets, and the project's own held-out ones."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any, Final

import yaml

from trainer.domain.language import Language

SHARED: Final = Path(__file__).parents[2] / "shared" / "data"
OWN: Final = Path(__file__).parents[1] / "tests" / "language"


@dataclass(frozen=True, slots=True)
class FewShot:
    """A task: some phrasings of each intent, sentences to sort, and sentences of no intent."""

    name: str
    language: Language
    phrasings: Mapping[str, Sequence[str]]
    sentences: Sequence[tuple[str, str]]
    strangers: Sequence[str] = ()


def rows(name: str) -> list[dict[str, str]]:
    """A file of ../shared/data; raises OSError where it is absent."""
    with (SHARED / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def few_shot() -> Iterable[FewShot]:
    """CLINC150 (60 intents, 3 seeds), Banking77 and Home Assistant in both languages."""
    clinc = rows("intents/clinc150_full.csv")
    names = sorted({row["intent"] for row in clinc} - {"oos"})
    strangers = [row["text"] for row in clinc if row["split"] == "oos_test"]
    for seed in (1, 2, 3):
        rng = Random(seed)
        some = set(rng.sample(names, 60))
        yield FewShot(
            "CLINC150, 60 intents",
            "en",
            _sample([r for r in clinc if r["split"] == "train" and r["intent"] in some], 10, rng),
            [
                (r["intent"], r["text"])
                for r in clinc
                if r["split"] == "test" and r["intent"] in some
            ],
            strangers,
        )
    banking = rows("intents/banking77.csv")
    yield FewShot(
        "Banking77",
        "en",
        _sample([r for r in banking if r["split"] == "train"], 10, Random(1)),
        [(r["intent"], r["text"]) for r in banking if r["split"] == "test"],
    )
    yield from _home_assistant()


def _home_assistant() -> Iterable[FewShot]:
    """Five examples of each intent that has at least three more sentences to be sorted."""
    languages: tuple[Language, ...] = ("en", "ru")
    for language in languages:
        by_intent: dict[str, list[str]] = defaultdict(list)
        for row in rows("intents/home_assistant_en_ru.csv"):
            if row["lang"] == language and row["intent"]:
                by_intent[row["intent"]].append(row["text"])
        rng = Random(1)
        phrasings, sentences = {}, []
        for intent, texts in sorted(by_intent.items()):
            own = sorted(set(texts))
            rng.shuffle(own)
            if len(own) >= 8:
                phrasings[intent] = own[:5]
                sentences += [(intent, text) for text in own[5:]]
        yield FewShot(f"Home Assistant {language}", language, phrasings, sentences)


def _sample(some: Sequence[Mapping[str, str]], most: int, rng: Random) -> dict[str, list[str]]:
    by_intent: dict[str, list[str]] = defaultdict(list)
    for row in some:
        by_intent[row["intent"]].append(row["text"])
    return {intent: rng.sample(texts, most) for intent, texts in sorted(by_intent.items())}


def own(name: str) -> list[dict[str, Any]]:
    """A file of the project's own sentences."""
    found: list[dict[str, Any]] = yaml.safe_load((OWN / name).read_text(encoding="utf-8"))
    return found


def language_of(text: str) -> Language:
    """Russian where most letters are Cyrillic."""
    cyrillic = len(re.findall(r"[а-яё]", text, re.IGNORECASE))
    return "ru" if cyrillic > len(re.findall(r"[a-z]", text, re.IGNORECASE)) else "en"


def mistyped(text: str, rng: Random) -> str:
    """A quarter of the words of four or more letters, one slip each: lost, doubled, swapped or
    neighbouring letter."""
    words = re.split(r"(\s+)", text)
    long = [at for at, word in enumerate(words) if sum(map(str.isalpha, word)) >= 4]
    for at in rng.sample(long, max(1, round(len(long) / 4)) if long else 0):
        words[at] = _slip(words[at], rng)
    return "".join(words)


_ROWS: Final = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю")


def _slip(word: str, rng: Random) -> str:
    letters = [at for at, char in enumerate(word) if char.isalpha()][1:]
    at = rng.choice(letters)
    kind = rng.randrange(4)
    if kind == 0:
        return word[:at] + word[at + 1 :]
    if kind == 1:
        return word[: at + 1] + word[at:]
    if kind == 2:
        return word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]
    row = next((row for row in _ROWS if word[at].lower() in row), "")
    place = row.find(word[at].lower())
    near = row[max(0, place - 1) : place] + row[place + 1 : place + 2]
    return word[:at] + (rng.choice(near) if near else "") + word[at + 1 :]
