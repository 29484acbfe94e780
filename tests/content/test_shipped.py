"""Every shipped pack: loads, is proved, and its exemplars score full marks in both languages."""

from __future__ import annotations

import os
from functools import lru_cache

import pytest

from tests.loaded import shipped_names, shipped_pack
from tests.players import play_best
from trainer.app.understanding import understander_of
from trainer.content.model import Pack
from trainer.domain.language import LANGUAGES, Language
from trainer.generator.build import build_scenario
from trainer.generator.prove import check_pack_proofs
from trainer.language.port import Understander
from trainer.scoring.grade import grade_attempt
from trainer.services.exemplar import play_exemplar
from trainer.settings import read_settings

pytestmark = pytest.mark.content
EXEMPLARS = [
    (name, fault) for name in shipped_names() for fault in sorted(shipped_pack(name).faults)
]


@lru_cache(maxsize=4)
def understander(name: str) -> Understander:
    return understander_of(shipped_pack(name), read_settings(os.environ))


@pytest.mark.parametrize("name", shipped_names())
def test_every_structure_the_pack_can_draw_is_proved(name: str) -> None:
    assert check_pack_proofs(shipped_pack(name)) == []


@pytest.mark.parametrize(("name", "fault"), EXEMPLARS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_exemplar_scores_full_marks(name: str, fault: str, language: Language) -> None:
    _, grade = play_exemplar(shipped_pack(name), fault, language, understander(name))
    below = [(item.criterion, item.level, item.evidence) for item in grade.scores if item.level < 3]
    assert not below
    assert not grade.critical
    assert grade.overall == 100


def faults_by_line(pack: Pack) -> dict[int, int]:
    lines = [fault.spec.finish.line for fault in pack.faults.values()]
    return {line: lines.count(line) for line in (1, 2, 3)}


def test_office_has_the_breadth_it_promises() -> None:
    pack = shipped_pack("office")
    count = faults_by_line(pack)
    assert count[1] >= 14
    assert count[2] >= 9
    assert count[3] >= 7
    assert any(fault.spec.resolved_by_refusal for fault in pack.faults.values())
    assert any(fault.spec.claims for fault in pack.faults.values())
    logged = [tool for tool in pack.tools.values() if tool.line == 3 and tool.log]
    charted = [tool for tool in pack.tools.values() if tool.line == 3 and tool.metric]
    assert len(logged) >= 2
    assert len(charted) >= 2


def test_exemplars_play_every_line() -> None:
    lines = {
        fault.exemplar.line for fault in shipped_pack("office").faults.values() if fault.exemplar
    }
    assert lines == {1, 2, 3}


def test_every_symptom_of_the_office_has_look_alikes() -> None:
    pack = shipped_pack("office")
    for name, capability in pack.world.capabilities.items():
        if capability.reportable:
            causes = [f for f in pack.faults.values() if name in f.spec.reported]
            assert len(causes) >= 3, name


@pytest.mark.parametrize("line", [1, 2, 3])
def test_best_play_is_at_full_marks_on_drawn_tickets(line: int) -> None:
    pack = shipped_pack("office")
    for seed in range(100):
        grade = grade_attempt(pack, play_best(pack, build_scenario(pack, line, seed)).played())
        below = [(item.criterion, item.explanation) for item in grade.scores if item.level < 3]
        assert not below, (line, seed)
        assert grade.passed
