"""Are verdicts right, how soon do they come, and what does a guesser get?"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from random import Random

import numpy as np

from benchmarks.validity.material import NOW, Person
from trainer.progress.ability import Posterior, prior, update_ability
from trainer.progress.assess import ReadinessRule, assess_many, balance, verdict
from trainer.progress.calibration import calibration
from trainer.progress.cases import Case
from trainer.progress.items import expected_score
from trainer.progress.partial_credit import level_chances
from trainer.progress.select import Candidate, select_next

MOST = 60
_CHOICES = 10


@dataclass(frozen=True)
class Verdicts:
    """Shares (0..1) of verdicts: right, wrong, and not enough evidence."""

    cases: int
    right: float
    wrong: float
    open: float
    ready_wrongly: float


def at_cases(
    people: list[Person], rule: ReadinessRule, cases: int, draws: int, seed: int
) -> Verdicts:
    """Verdicts of all lines from `cases` cases drawn with replacement; who stands at or above the
    cut by their own mean is really ready."""
    rng = np.random.default_rng(seed)
    count: Counter[str] = Counter()
    for person in people:
        for line in (1, 2, 3):
            own = person.cases.get(f"line_{line}", [])
            if not own:
                continue
            ready = person.truth[f"line_{line}"] >= rule.cut[line]
            sets = [[own[at] for at in rng.integers(0, len(own), cases)] for _ in range(draws)]
            for found in assess_many(sets, rule, NOW):
                said = found.line(line).verdict
                if said == "not_enough":
                    count["open"] += 1
                elif (said == "ready") == ready:
                    count["right"] += 1
                else:
                    count["wrong"] += 1
                    count["ready_wrongly"] += said == "ready"
    total = count["open"] + count["right"] + count["wrong"]
    return Verdicts(
        cases, *(count[name] / total for name in ("right", "wrong", "open", "ready_wrongly"))
    )


def looked_at_after_each(
    people: list[Person], rule: ReadinessRule, most: int, draws: int, seed: int
) -> tuple[float, float]:
    """(share wrong, share ready wrongly) of the first verdicts of people who are looked at after every
    case from the least number on up to `most`: looking often gives chance more chances."""
    rng = np.random.default_rng(seed)
    wrong, ready_wrongly, total = 0, 0, 0
    for person in people:
        for line in (1, 2, 3):
            own = person.cases.get(f"line_{line}", [])
            if not own:
                continue
            ready = person.truth[f"line_{line}"] >= rule.cut[line]
            for _ in range(draws):
                taken = [own[at] for at in rng.integers(0, len(own), most)]
                looks = [taken[:count] for count in range(rule.least, most + 1)]
                said = (found.line(line).verdict for found in assess_many(looks, rule, NOW))
                first = next((one for one in said if one != "not_enough"), "not_enough")
                total += 1
                if first != "not_enough" and (first == "ready") != ready:
                    wrong += 1
                    ready_wrongly += first == "ready"
    return wrong / total, ready_wrongly / total


def guessed(people: list[Person], rule: ReadinessRule, seed: int) -> tuple[float, float]:
    """(share of "ready" among the verdicts of guessers after 12 to 40 cases, their best estimate)."""
    rng = np.random.default_rng(seed)
    ready, best, total = 0, 0.0, 0
    for person in people:
        for line in (1, 2, 3):
            own = person.cases.get(f"line_{line}", [])
            sets = [
                [own[at] for at in rng.integers(0, len(own), n)]
                for n in (12, 20, 40)
                for _ in range(40)
            ]
            for found in assess_many(sets, rule, NOW):
                ready += found.line(line).verdict == "ready"
                best = max(best, found.line(line).estimate.expected)
                total += 1
    return ready / total, best


def cases_needed(
    pool: list[tuple[Case, frozenset[str]]],
    rule: ReadinessRule,
    people: int,
    adaptive: bool,
    seed: int,
) -> list[int]:
    """How many tickets of line 1 each of `people` drawn persons takes to a verdict (at most MOST).

    `pool` holds tickets to take (scores in them do not count) with what they call for. Persons answer
    by the model; what they know of one competency goes with what they know of the others (.8).
    """
    rng, dice = np.random.default_rng(seed), Random(seed)
    scales = calibration().scales
    needed = []
    for _ in range(people):
        general = rng.normal()
        ability = {
            name: scale.prior_mean + scale.prior_sd / 1.5 * (0.8 * general + 0.6 * rng.normal())
            for name, scale in scales.items()
        }
        found: dict[str, Posterior] = {name: prior(scale) for name, scale in scales.items()}
        cases: list[Case] = []
        while len(cases) < MOST:
            offered = dice.sample(pool, _CHOICES)
            at = _choose(offered, found, cases, rule) if adaptive else 0
            ticket = offered[at][0]
            cases.append(ticket)
            for name in ("line_1", "triage", "diagnosis", "resolution", "escalation",
                         "communication", "documentation"):  # fmt: skip
                scale = scales[name]
                difficulty = float(scale.difficulty(np.asarray(ticket.facets)))
                distance = np.asarray(ability[name] - difficulty)
                chances = level_chances(distance, np.asarray(scale.steps), scale.tau)
                level = int((rng.random() > np.cumsum(chances)).sum())
                score = scale.worth[min(level, len(scale.worth) - 1)]
                found[name] = update_ability(found[name], score, difficulty, 0.0)
            missing, _ = balance(cases, 1, rule)
            if verdict(found["line_1"].chance_of(rule.cut[1]), missing, rule) != "not_enough":
                break
        needed.append(len(cases))
    return needed


def _choose(
    offered: list[tuple[Case, frozenset[str]]],
    found: dict[str, Posterior],
    cases: list[Case],
    rule: ReadinessRule,
) -> int:
    line = found["line_1"]
    candidates = [
        Candidate(ticket.item, ticket.area, ticket.handed_on, demands,  # type: ignore[arg-type]
                  expected_score(line, float(line.scale.difficulty(np.asarray(ticket.facets)))))
        for ticket, demands in offered
    ]  # fmt: skip
    _, lacking = balance(cases, 1, rule)
    recent = [case.item for case in reversed(cases[-6:])]
    return select_next(
        candidates, found, recent, lacking, Counter(case.area for case in cases)
    ).index
