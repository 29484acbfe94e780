"""Scenarios by their keys, kept while they are in use, and the choice of tickets for a queue."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from typing import Final, Protocol

from trainer.content.model import Pack
from trainer.domain.language import Language
from trainer.domain.scenario import FaultSet, Scenario, ScenarioKey
from trainer.errors import InvalidInput
from trainer.generator.build import build_scenario
from trainer.progress.select import Chosen
from trainer.services.views import QueueItem
from trainer.session.values import stable_number

_KEPT: Final = 2000
_SEEDS: Final = 2**31
_TRIES: Final = 24
QUEUE_LINES: Final = (1, 1, 2, 2, 3, 3)
_CANDIDATES: Final = 10


class Prefer(Protocol):
    """Chooses tickets for one person."""

    def tickets(self, pack: Pack, line: int, seed: int) -> Sequence[Scenario]:
        """Tickets to consider beside those that are drawn."""

    def choose(self, line: int, scenarios: Sequence[Scenario]) -> Chosen:
        """Which one, and why."""


class Tickets:
    """Builds scenarios from packs by key; the same key is built once while it is in use.

    `earlier` are packs by (id, version) that no new ticket comes from any more but that tickets in
    hand go on with: the same content under a policy that was changed since.
    """

    def __init__(
        self, packs: Mapping[str, Pack], earlier: Mapping[tuple[str, str], Pack] | None = None
    ) -> None:
        if not packs:
            raise InvalidInput("there is no pack to practise with", field="packs")
        self._packs = packs
        self._earlier = earlier or {}
        self._known: OrderedDict[ScenarioKey, Scenario] = OrderedDict()
        self._lock = threading.Lock()

    def pack_of(self, key: ScenarioKey) -> Pack:
        """The pack a key was made with; InvalidInput(field="pack") where that version is gone."""
        pack = self._find(key)
        if pack is None:
            raise InvalidInput(
                f"this ticket belongs to pack {key.pack} {key.version}, which is not installed",
                field="pack",
                pack=key.pack,
                version=key.version,
            )
        return pack

    def available(self, key: ScenarioKey) -> bool:
        """Whether the key's pack is here in that very version."""
        return self._find(key) is not None

    def scenario(self, key: ScenarioKey) -> Scenario:
        """The scenario of a key; InvalidInput for a key that names none."""
        with self._lock:
            known = self._known.get(key)
            if known is not None:
                self._known.move_to_end(key)
                return known
        built = build_scenario(self.pack_of(key), key.line, key.seed, key.fault)
        with self._lock:
            self._known[key] = built
            while len(self._known) > _KEPT:
                self._known.popitem(last=False)
        return built

    def choose(
        self,
        person: str,
        finished: int,
        line: int | None,
        recent: frozenset[FaultSet],
        pack_id: str,
        prefer: Prefer | None = None,
    ) -> tuple[tuple[Scenario, Chosen | None], ...]:
        """Six tickets of one pack for a person who has finished so many: two for each line, or all
        of `line`, each with the reason where it was chosen for the person.

        The same arguments give the same tickets. Faults of `recent` tickets and repetitions within
        the queue are avoided as far as the pack has others. Where `prefer` is given the first ticket
        of each line is its choice among several; the others are drawn as they come, so that the
        queue still feels like a shift.
        """
        chosen: list[tuple[Scenario, Chosen | None]] = []
        pack = self._packs[pack_id]
        served: set[int] = set()
        for slot, at in enumerate(QUEUE_LINES if line is None else (line,) * len(QUEUE_LINES)):
            taken = {scenario.faults for scenario, _ in chosen}
            seeds = [
                stable_number(person, finished, at, slot, attempt) % _SEEDS
                for attempt in range(_TRIES)
            ]
            if prefer is not None and at not in served:
                served.add(at)
                wanted = list(prefer.tickets(pack, at, seeds[0]))
                drawn = [
                    self.scenario(ScenarioKey(pack.id, pack.header.version, at, seed))
                    for seed in seeds[:_CANDIDATES]
                ]
                fresh = [one for one in drawn if one.faults not in taken | recent]
                options = [*wanted, *(fresh or drawn)]
                best = prefer.choose(at, options)
                chosen.append((options[best.index], best))
                continue
            chosen.append((self._any(pack, at, seeds, taken, recent), None))
        return tuple(chosen)

    def _find(self, key: ScenarioKey) -> Pack | None:
        pack = self._packs.get(key.pack)
        if pack is not None and pack.header.version == key.version:
            return pack
        return self._earlier.get((key.pack, key.version))

    def _any(
        self,
        pack: Pack,
        line: int,
        seeds: Sequence[int],
        taken: set[FaultSet],
        recent: frozenset[FaultSet],
    ) -> Scenario:
        """The first ticket of these seeds whose faults are new here and now, else the best of them."""
        best: Scenario | None = None
        for seed in seeds:
            drawn = self.scenario(ScenarioKey(pack.id, pack.header.version, line, seed))
            if drawn.faults not in taken | recent:
                return drawn
            if best is None or (best.faults in taken and drawn.faults not in taken):
                best = drawn
        assert best is not None  # there are _TRIES seeds
        return best

    def subject(self, scenario: Scenario, language: Language) -> str:
        """How a dispatcher would head the ticket: the complaint, not the cause."""
        texts = self._packs[scenario.key.pack].texts[language]
        return texts.capabilities[scenario.reported].complaint

    def items(
        self, chosen: Sequence[tuple[Scenario, Chosen | None]], language: Language
    ) -> tuple[QueueItem, ...]:
        """The tickets as they wait in a queue."""
        return tuple(
            QueueItem(
                key=scenario.key,
                line=scenario.key.line,
                channel=scenario.channel,
                subject=self.subject(scenario, language),
                person=scenario.people[language].full_name,
                department=scenario.people[language].department,
                site=self._packs[scenario.key.pack].texts[language].sites[scenario.site],
                voice_bot=scenario.voice_bot,
                why=reason.reason if reason else "",
                about=reason.about if reason and reason.reason == "competency" else "",
            )
            for scenario, reason in chosen
        )
