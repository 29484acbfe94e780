"""Checks of texts: every id has its words, in both languages, with the same placeholders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from trainer.content.model import Pack
from trainer.content.outcomes import outcomes_of
from trainer.content.schema.text import TextFile
from trainer.content.templates import placeholders, template_fault
from trainer.domain.language import LANGUAGES
from trainer.errors import Problem


def check_texts(pack: Pack) -> list[Problem]:
    """All problems of the pack's texts."""
    problems: list[Problem] = []
    for language in LANGUAGES:
        problems += _keys(pack, pack.texts[language], f"text/{language}.yaml")
    for language in LANGUAGES:
        for slug, article in pack.articles.items():
            if language in article and article[language].area not in _areas(pack):
                problems.append(
                    Problem(f"knowledge/{slug}.{language}.md", "area", "area_unknown",
                            f"use one of: {', '.join(sorted(_areas(pack)))}")
                )  # fmt: skip
    problems += _templates("text/{}.yaml", pack.texts)
    for slug, fault in pack.faults.items():
        problems += _templates(f"faults/{slug}/text.{{}}.yaml", fault.texts)
    return problems


def _areas(pack: Pack) -> set[str]:
    return {component.area for component in pack.world.components.values()}


def _keys(pack: Pack, text: TextFile, file: str) -> Iterator[Problem]:
    world = pack.world
    attributes = {
        f"{name}.{attribute}": values
        for name, component in world.components.items()
        for attribute, values in component.attributes.items()
    }
    wanted: list[tuple[str, Iterable[str], Iterable[str]]] = [
        ("areas", _areas(pack), text.areas),
        ("groups", {tool.group for tool in pack.tools.values()}, text.groups),
        ("scopes", world.scopes, text.scopes),
        ("components", world.components, text.components),
        ("attributes", attributes, text.attributes),
        (
            "values",
            [f"{name}={value}" for name, values in attributes.items() for value in values],
            text.values,
        ),
        ("circumstances", world.circumstances, text.circumstances),
        ("capabilities", world.capabilities, text.capabilities),
        ("displays", world.displays, text.displays),
        ("metrics", world.metrics, text.metrics),
        ("quantities", world.quantities, text.quantities),
        ("teams", pack.policy.teams, text.teams),
        ("duties", pack.policy.duties, text.duties),
        ("critical_errors", pack.policy.critical_errors, text.critical_errors),
        ("personas", pack.personas.personas, text.personas),
        ("sites", pack.personas.sites, text.sites),
        ("tools", pack.tools, text.tools),
    ]
    for name, values in world.circumstances.items():
        wanted.append((f"circumstances.{name}", values, text.circumstances.get(name, {})))
    for name, tool in pack.tools.items():
        if name in text.tools:
            words, outcomes = text.tools[name], outcomes_of(world, tool)
            wanted.append((f"tools.{name}.outcomes", outcomes, words.outcomes))
            for part, given in (("relayed", words.relayed), ("note", words.note)):
                for key in given:
                    if key not in outcomes:
                        yield Problem(file, f"tools.{name}.{part}.{key}", "text_unused",
                                      "the tool has no such outcome; remove it")  # fmt: skip
    for name in _needing_says(pack):
        if name in text.capabilities and len(text.capabilities[name].says) < 2:
            yield Problem(file, f"capabilities.{name}.says", "says_missing",
                          "write at least two sentences in which a caller names this trouble")  # fmt: skip
    for place, needed, given_keys in wanted:
        yield from _same_keys(file, place, set(needed), set(given_keys))


def _needing_says(pack: Pack) -> list[str]:
    """Capabilities reported by faults that can be reported in several ways."""
    several = (
        fault.spec.reported for fault in pack.faults.values() if len(fault.spec.reported) > 1
    )
    return sorted({name for reported in several for name in reported})


def _same_keys(file: str, place: str, needed: set[str], given: set[str]) -> Iterator[Problem]:
    for key in sorted(needed - given):
        yield Problem(file, f"{place}.{key}", "text_missing", "write this text")
    for key in sorted(given - needed):
        yield Problem(file, f"{place}.{key}", "text_unused", "nothing has this id; remove it")


def _strings(value: Any, place: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, BaseModel):
        for name, part in value:
            yield from _strings(part, f"{place}.{name}" if place else name)
    elif isinstance(value, Mapping):
        for name, part in value.items():
            yield from _strings(part, f"{place}.{name}" if place else str(name))
    elif isinstance(value, tuple | list):
        for part in value:  # variants of one text share its place
            yield from _strings(part, place)
    elif isinstance(value, str):
        yield place, value


def _templates(file: str, texts: Mapping[Any, BaseModel]) -> Iterator[Problem]:
    used: dict[str, dict[str, set[str]]] = {}
    for language in LANGUAGES:
        by_place: dict[str, set[str]] = {}
        for place, template in _strings(texts[language], ""):
            if fault := template_fault(template):
                yield Problem(file.format(language), place, *fault)
            else:
                by_place.setdefault(place, set()).update(placeholders(template))
        used[language] = by_place
    first, second = (used[language] for language in LANGUAGES)
    for place in sorted(set(first) & set(second)):
        if first[place] != second[place]:
            odd = ", ".join(sorted(first[place] ^ second[place]))
            yield Problem(file.format("ru"), place, "placeholders_differ",
                          f"use the same placeholders in ru and en; only one has: {odd}")  # fmt: skip
    if set(first) != set(second):
        for place in sorted(set(first) ^ set(second)):
            if ".relayed" in place or ".note" in place:
                yield Problem(file.format("ru"), place, "languages_differ",
                              "this text is in one language only")  # fmt: skip
