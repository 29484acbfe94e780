"""The interface's own strings, in both languages."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from trainer.domain.language import Language

_FOLDER: Final = Path(__file__).parent / "texts"


@dataclass(frozen=True, slots=True)
class Words:
    """The strings of one language; call it with a dotted key and the values to fill in."""

    language: Language
    texts: Mapping[str, str]

    def __call__(self, key: str, **values: object) -> str:
        """The string at `key`; raises KeyError for a key that is in no file."""
        text = self.texts[key]
        return text.format(**values) if values else text

    def has(self, key: str) -> bool:
        return key in self.texts

    def get(self, key: str, default: str) -> str:
        """The string at `key`, or `default` where a pack brought a word of its own."""
        return self.texts.get(key, default)

    def count(self, key: str, number: int) -> str:
        """A counted noun: the string holds its forms as `one|few|many` (English: `one|many`)."""
        forms = self.texts[key].split("|")
        return forms[_form(self.language, number, len(forms))].format(n=number)

    def number(self, value: float) -> str:
        """At most one decimal, with the language's decimal sign."""
        text = f"{round(value, 1):g}"
        return text.replace(".", ",") if self.language == "ru" else text

    def minutes(self, value: float) -> str:
        """Simulated minutes, short: "12 min", "1 h 5 min"."""
        if value < 60:
            return self("unit.minutes", n=self.number(value))
        hours, rest = divmod(round(value), 60)
        text = self("unit.hours", n=hours)
        return f"{text} {self('unit.minutes', n=rest)}" if rest else text


def _form(language: Language, number: int, forms: int) -> int:
    if language == "en" or forms < 3:
        return 0 if number == 1 else forms - 1
    last, tens = number % 10, number % 100
    if last == 1 and tens != 11:
        return 0
    return 1 if last in (2, 3, 4) and tens not in (12, 13, 14) else 2


@functools.cache
def words(language: Language) -> Words:
    """The strings of a language; read once a process."""
    texts: dict[str, str] = {}
    # Beside the main file, a part of the product may have a file of its own: `accounts.ru.yaml`.
    for path in sorted(_FOLDER.glob(f"*{language}.yaml")):
        with path.open(encoding="utf-8") as file:
            tree: dict[str, Any] = yaml.safe_load(file)
        texts |= _flat(tree, "")
    return Words(language, texts)


def _flat(tree: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, str]]:
    for key, value in tree.items():
        name = f"{prefix}{key}"
        if isinstance(value, Mapping):
            yield from _flat(value, f"{name}.")
        else:
            yield name, str(value).strip()
