"""Screening forms: a blueprint and a seed name the same set of tickets for ever."""

from __future__ import annotations

from dataclasses import dataclass

from trainer.domain.scenario import Channel, ScenarioKey
from trainer.domain.scores import Competency


@dataclass(frozen=True, slots=True)
class Cell:
    """One place of a form: a ticket of this line that comes from this area, by this channel, and
    asks for this competency most. An empty string leaves the choice open."""

    line: int
    area: str = ""
    channel: Channel | str = ""
    demand: Competency | str = ""


@dataclass(frozen=True, slots=True)
class Blueprint:
    """What every form of a kind holds; `version` changes with any of it. Names are in both languages."""

    id: str
    version: str
    pack: str
    names: tuple[tuple[str, str], ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """One drawn form, reproducible from (blueprint version, pack version, seed).

    `expected` is the mean score (0..100) that a person at the cut is expected to reach on it and
    `information` the Fisher information about ability at the cut; `expected_bound` and
    `information_bound` are the largest differences that forms of this blueprint may have from its
    target, the latter as a share.
    """

    blueprint: str
    blueprint_version: str
    pack_version: str
    seed: int
    keys: tuple[ScenarioKey, ...]
    expected: float
    information: float
    expected_bound: float
    information_bound: float
