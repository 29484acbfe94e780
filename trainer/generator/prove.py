"""Proofs of whole scenarios and of whole packs."""

from __future__ import annotations

from trainer.content.model import Pack
from trainer.content.templates import fill
from trainer.domain.language import LANGUAGES
from trainer.domain.scenario import Proof, Scenario
from trainer.domain.spans import span_text
from trainer.errors import Problem, ScenarioUnprovable
from trainer.generator.build import build_scenario
from trainer.generator.draw import Draw, urn_of
from trainer.generator.proof import ProvingGround, Structure, ground_of

LITERACIES = (0, 1, 2)


def prove_scenario(pack: Pack, scenario: Scenario) -> Proof:
    """Prove a composed scenario anew: its structure, and that its words render in both languages.

    Raises ScenarioUnprovable naming the failing clause: healthy_before, symptom_after,
    repair_exists, repair_minimal, one_owner, line_too_high, distinguishable, facts_learnable,
    best_play_exists, texts_render or proof_stale.
    """
    structure = Structure(
        scenario.key.line,
        scenario.faults,
        scenario.circumstances,
        scenario.reported,
        scenario.temper.literacy,
    )
    proof = ground_of(pack).prove(structure)
    if (proof.repair, proof.owner_line, proof.owner_team) != (
        scenario.proof.repair,
        scenario.proof.owner_line,
        scenario.proof.owner_team,
    ):
        raise ScenarioUnprovable("proof_stale", f"{scenario.key} was proved for another pack")
    for language in LANGUAGES:
        person = scenario.people[language]
        values = {
            "first_name": person.first_name,
            "full_name": person.full_name,
            "department": person.department,
            "site": pack.texts[language].sites[scenario.site],
            "host": person.host,
            "login": person.login,
            "phone": person.phone,
            "deadline": str(scenario.deadline_minutes or 0),
            "deadline_in": span_text(scenario.deadline_minutes or 0, language),
            "since": scenario.since,
            "line": str(scenario.key.line),
            "time": scenario.since,
        }
        channel = "note" if scenario.channel == "colleague" else scenario.channel
        for fault in scenario.faults:
            for template in getattr(pack.faults[fault].texts[language].openings, channel):
                try:
                    fill(template, values, person.gender)
                except KeyError as error:
                    raise ScenarioUnprovable(
                        "texts_render", f"opening of {fault} in {language} needs {error}"
                    ) from error
    return proof


def check_pack_proofs(pack: Pack) -> list[Problem]:
    """Prove every structure the pack can draw, at every line and literacy; all failures at once."""
    problems: dict[tuple[str, str, str], Problem] = {}
    ground = ground_of(pack)
    seen: set[str] = set()
    for line in (1, 2, 3):
        draws = urn_of(pack, line).draws
        if not draws:
            problems[("", "line", str(line))] = Problem(
                "faults", "top", "line_empty", f"no fault can come up at line {line}"
            )
        for draw in draws:
            seen.update(draw.faults)
            for literacy in LITERACIES:
                _prove_draw(ground, draw, line, literacy, problems)
    for slug in sorted(set(pack.faults) - seen):
        file = f"faults/{slug}/fault.yaml"
        problems[(file, "never_drawn", "")] = Problem(
            file, "reported", "never_drawn",
            "no reported capability is lost in any of its circumstances; mend sets or reported",
        )  # fmt: skip
    for slug, fault in pack.faults.items():
        if fault.exemplar is None:
            file = f"faults/{slug}/exemplar.yaml"
            problems[(file, "exemplar_missing", "")] = Problem(
                file, "top", "exemplar_missing", "write a play that scores full marks"
            )
    if not problems:
        for line in (1, 2, 3):
            prove_scenario(pack, build_scenario(pack, line, 1))
    return sorted(problems.values())


def _prove_draw(
    ground: ProvingGround,
    draw: Draw,
    line: int,
    literacy: int,
    problems: dict[tuple[str, str, str], Problem],
) -> None:
    lead = max(draw.faults, key=lambda name: ground.pack.faults[name].spec.finish.line)
    file = f"faults/{lead}/fault.yaml"
    place = f"{'+'.join(draw.faults)} {dict(draw.circumstances)} {draw.reported}"
    structure = Structure(line, draw.faults, draw.circumstances, draw.reported, literacy)
    try:
        proof = ground.prove(structure)
    except ScenarioUnprovable as error:
        key = (file, error.clause, error.detail)
        problems.setdefault(key, Problem(file, place, error.clause, error.detail))
        return
    finish = ground.pack.faults[lead].spec.finish
    if len(draw.faults) == 1 and (proof.owner_line, proof.owner_team) != (finish.line, finish.team):
        problems.setdefault(
            (file, "finish", ""),
            Problem(file, "finish", "finish_differs",
                    f"it is finished by line {proof.owner_line}, team {proof.owner_team}; "
                    "mend finish or the tools"),
        )  # fmt: skip
