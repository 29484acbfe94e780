"""Every text the product ships, with who says it: the material of the language tests."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Literal

import yaml

from tests.loaded import shipped_pack
from trainer.content.model import Pack
from trainer.domain.language import LANGUAGES, Language

ROOT = Path(__file__).parents[3]
TRAINER = ROOT / "trainer"
Speaker = Literal["caller", "colleague", "trainee", "nobody"]
"""`trainee`: words of an unknown trainee of either gender; `nobody`: consoles, notes, labels."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One text: `place` to find it again, `template` with its placeholders."""

    place: str
    language: Language
    template: str
    speaker: Speaker = "nobody"


@lru_cache(maxsize=8)
def pack_pieces(name: str) -> tuple[Piece, ...]:
    """All texts of a shipped pack, in both languages."""
    pack = shipped_pack(name)
    return tuple(_pack_texts(pack))


@lru_cache(maxsize=1)
def engine_pieces() -> tuple[Piece, ...]:
    """Texts of the engine itself: interface, scoring, services, jargon, words in the code."""
    return tuple(_engine_texts())


def leaves(value: Any, place: str) -> Iterator[tuple[str, str]]:
    """All strings in nested mappings and lists, each with its dotted place."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from leaves(inner, f"{place}.{key}" if place else str(key))
    elif isinstance(value, list | tuple):
        for at, inner in enumerate(value):
            yield from leaves(inner, f"{place}[{at}]")


def _pack_texts(pack: Pack) -> Iterator[Piece]:
    yield from _bilingual(pack.header.model_dump(), "pack.yaml", "nobody")
    yield from _bilingual(pack.policy.model_dump(), "policy.yaml", "nobody")
    for place, text in leaves(pack.policy.model_dump().get("sources", ()), "policy.yaml sources"):
        yield Piece(place, "en", text)
    for tool, spec in pack.tools.items():
        for place, text in leaves(spec.log, f"tools.yaml {tool}.log"):
            yield Piece(place, "en", text)
    for language in LANGUAGES:
        for place, text in leaves(pack.texts[language].model_dump(), ""):
            yield Piece(f"text/{language}.yaml {place}", language, text, _speaker(pack, place))
    for slug, fault in pack.faults.items():
        yield Piece(f"faults/{slug}/design.md", "en", fault.design)
        for language in LANGUAGES:
            for place, text in leaves(fault.texts[language].model_dump(), ""):
                said = place.startswith("openings.") and not place.startswith("openings.note")
                yield Piece(
                    f"faults/{slug}/text.{language}.yaml {place}",
                    language,
                    text,
                    "caller" if said else "nobody",
                )
        if fault.exemplar is not None:
            moves = fault.exemplar.model_dump()
            yield from _bilingual(moves, f"faults/{slug}/exemplar.yaml", "trainee")
    for slug, versions in pack.articles.items():
        for language, article in versions.items():
            place = f"knowledge/{slug}.{language}.md"
            yield Piece(place, language, f"{article.title}\n\n{article.body}")


def _speaker(pack: Pack, place: str) -> Speaker:
    part, _, rest = place.partition(".")
    if part in ("caller", "colleague"):
        return "caller" if part == "caller" else "colleague"
    if part == "capabilities" and ".says[" in rest:
        return "caller"
    if part == "tools":
        tool, field = rest.split(".")[:2]
        if field.startswith("phrasings"):
            return "trainee"
        if field == "relayed":
            return "colleague"
        if field == "outcomes" and pack.tools[tool].kind in ("ask", "guide"):
            return "caller"
    return "nobody"


def _bilingual(value: Any, place: str, speaker: Speaker) -> Iterator[Piece]:
    """Texts under the keys `ru` and `en`, however deep."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if key in LANGUAGES:
                for at, text in leaves(inner, f"{place}.{key}"):
                    yield Piece(at, key, text, speaker)
            else:
                yield from _bilingual(inner, f"{place}.{key}", speaker)
    elif isinstance(value, list | tuple):
        for at, inner in enumerate(value):
            yield from _bilingual(inner, f"{place}[{at}]", speaker)


def _engine_texts() -> Iterator[Piece]:
    for language in LANGUAGES:
        for file in (
            f"ui/texts/{language}.yaml",
            f"scoring/texts/{language}.yaml",
            f"services/texts/{language}.yaml",
            f"services/players/texts/{language}.yaml",
            f"language/speech/jargon.{language}.yaml",
        ):
            source = (TRAINER / file).read_text(encoding="utf-8")
            content = yaml.load(source, Loader=yaml.BaseLoader)
            if "jargon" in file:  # its keys are what trainees say
                content = {"words": list(content), "plain": list(content.values())}
            for place, text in leaves(content, ""):
                # A counted noun: its forms follow one another.
                yield Piece(f"trainer/{file} {place}", language, text.replace("|", " | "))
    for path in sorted((TRAINER / "session").glob("*.py")):
        yield from code_pieces(path.read_text(encoding="utf-8"), f"session/{path.name}")


def code_pieces(source: str, place: str) -> Iterator[Piece]:
    """Strings of a module that stand under the keys "ru" and "en" of a dictionary, or in constants
    named for a language (`..._RU`)."""
    tree = ast.parse(source)
    hushed = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.AnnAssign) and _name(node.target) in _BEGINNINGS
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if id(node) in hushed:
            continue
        if isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                if isinstance(key, ast.Constant) and key.value in LANGUAGES:
                    yield from _strings(value, key.value, place)
        elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            language = _language_named(targets[0], place)
            if language is not None:
                yield from _strings(node.value, language, place)


_BEGINNINGS: Final = frozenset(["SIGN_OFFS"])
"""Constants with beginnings of words, which nobody says."""


def _name(target: ast.expr) -> str:
    return target.id if isinstance(target, ast.Name) else ""


def _language_named(target: ast.expr, place: str) -> Language | None:
    name = _name(target)
    for language in LANGUAGES:
        whole = place.endswith(f"_{language}.py")
        if name.endswith(f"_{language.upper()}") or (whole and name.isupper()):
            return language
    return None


def _strings(node: ast.expr, language: Language, place: str) -> Iterator[Piece]:
    keys = {
        id(key) for inner in ast.walk(node) if isinstance(inner, ast.Dict) for key in inner.keys
    }
    for inner in ast.walk(node):
        if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
            text = inner.value
            if id(inner) not in keys and len(text) > 1 and not _is_pattern(text):
                yield Piece(f"trainer/{place}:{inner.lineno}", language, text, "caller")


def _is_pattern(text: str) -> bool:
    return "\\" in text or "(?:" in text
