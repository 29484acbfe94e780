"""Do readiness estimates hold? Simulated people of known ability through the real engine.

`python -m benchmarks.readiness [--check] [--plays FILE]`: FILE holds plays of `benchmarks.plays`
(seeds from 200,000; it is made where it is missing, which takes ten minutes and more). Prints
figures, writes results/readiness.json and the plots of docs/validity.md.
"""

from __future__ import annotations

import argparse
import itertools
from pathlib import Path
from statistics import fmean, pstdev

import pandas as pd

from benchmarks.calibrate_readiness import with_facets
from benchmarks.players import PACKS, SCENARIOS
from benchmarks.plays import GUESSERS, PEOPLE, collect
from benchmarks.report import Figure, finish
from benchmarks.validity import fairness, forms, intervals, plots, speed, verdicts
from benchmarks.validity.material import Person, people_of
from trainer.content.load import load_pack
from trainer.domain.scores import COMPETENCIES
from trainer.generator.build import build_scenario
from trainer.generator.demands import demands_of
from trainer.progress.assess import ReadinessRule
from trainer.progress.cases import Case
from trainer.services.readiness import rule_of

PLAYS = Path(__file__).parents[1] / ".cache" / "readiness-plays.csv"
LINES = ("line_1", "line_2", "line_3")
_DRAWS = 40


def holding(people: list[Person]) -> tuple[list[Figure], dict[int, list[intervals.Held]]]:
    """Bias, error and coverage of the lines' and competencies' estimates."""
    figures, by_cases = [], {}
    for cases in (12, 24, 40):
        held = [intervals.held(people, scale, cases, _DRAWS, 11) for scale in LINES]
        by_cases[cases] = held
        figures += [
            Figure(f"lines, {cases} cases: bias", fmean(one.bias for one in held), "points"),
            Figure(f"lines, {cases} cases: RMSE", fmean(one.rmse for one in held), "points"),
            Figure(f"lines, {cases} cases: width of the interval", fmean(one.width for one in held), "points"),
            Figure(f"lines, {cases} cases: coverage (least)", fmean(one.coverage for one in held), "share", 0.87, False),
            Figure(f"lines, {cases} cases: coverage (most)", fmean(one.coverage for one in held), "share", 0.93),
        ]  # fmt: skip
    for name in COMPETENCIES:
        if name == "security":
            continue  # the people hardly differ in it
        held_one = intervals.held(people, name, 24, _DRAWS, 12)
        figures += [
            Figure(f"{name}, 24 cases: coverage", held_one.coverage, "share"),
            Figure(f"{name}, 24 cases: RMSE", held_one.rmse, "points"),
        ]
    for label, misfit in (("fitting", 0.0), ("with misfit", 0.3)):
        held_one = intervals.drawn("line_1", 20, 2000, misfit, 13)
        figures += [
            Figure(f"model draws {label}, 20 cases: coverage", held_one.coverage, "share"),
            Figure(f"model draws {label}, 20 cases: RMSE", held_one.rmse, "points"),
        ]
    return figures, by_cases


def deciding(
    people: list[Person], guessers: list[Person], rule: ReadinessRule
) -> tuple[list[Figure], list[verdicts.Verdicts]]:
    """Verdicts right at given evidence, and what guessing gets."""
    found = [verdicts.at_cases(people, rule, cases, _DRAWS, 14) for cases in (12, 20, 30, 40)]
    figures = []
    for one in found:
        figures += [
            Figure(f"verdicts after {one.cases} cases: right", 100 * one.right, "%"),
            Figure(f"verdicts after {one.cases} cases: not enough", 100 * one.open, "%"),
            Figure(f"verdicts after {one.cases} cases: wrong", 100 * one.wrong, "%", 5),
            Figure(
                f"verdicts after {one.cases} cases: ready wrongly", 100 * one.ready_wrongly, "%"
            ),
        ]
    wrong, ready_wrongly = verdicts.looked_at_after_each(people, rule, 40, 12, 17)
    figures += [
        Figure("first verdicts, looking after each of 40 cases: wrong", 100 * wrong, "%", 5),
        Figure("first verdicts, looking after each: ready wrongly", 100 * ready_wrongly, "%"),
    ]
    ready, best = verdicts.guessed(guessers, rule, 15)
    figures += [
        Figure("guessers: called ready", 100 * ready, "%", 0),
        Figure("guessers: highest estimate", best, "points"),
    ]
    return figures, found


def choosing(rule: ReadinessRule) -> tuple[list[Figure], list[int], list[int]]:
    """Tickets to a verdict, chosen adaptively and at random, for the same kind of people."""
    pool: list[tuple[Case, frozenset[str]]] = []
    from trainer.services.casebook import case_of

    for name in PACKS:
        pack = load_pack(SCENARIOS / name)
        for seed in range(300_000, 300_200):
            scenario = build_scenario(pack, 1, seed)
            facts = case_of("", scenario)
            case = Case(at=intervals.NOW, line=1, item=facts.item, overall=0.0, competencies=(),
                        area=facts.area, handed_on=facts.handed_on, facets=facts.facets)  # fmt: skip
            pool.append((case, demands_of(pack, scenario)))
    random = verdicts.cases_needed(pool, rule, 200, False, 16)
    chosen = verdicts.cases_needed(pool, rule, 200, True, 16)
    fewer = 100 * (1 - fmean(chosen) / fmean(random))
    return (
        [
            Figure("tickets to a verdict, at random", fmean(random), "tickets"),
            Figure("tickets to a verdict, adaptive", fmean(chosen), "tickets"),
            Figure("fewer tickets by adaptive choice", fewer, "%", 30, False),
        ],
        random,
        chosen,
    )


def equal_forms() -> list[Figure]:
    """Spread between forms."""
    found = forms.spread(25)
    figures = [
        Figure("forms: largest difference of expected score", found.points, "points", 1.0),
        Figure("forms: largest difference of information", 100 * found.information, "%", 6.2),
        Figure("forms: tickets shared by any two", found.shared, "tickets", 0),
        Figure("whole forms that allow a verdict", 100 * found.conclusive, "%", 100, at_most=False),
    ]
    for blueprint in ("office/first_line", "mobile/second_line"):
        for person, scores in forms.taken(("minimally competent", "good"), blueprint, 8).items():
            name = f"{person}, 8 forms of {blueprint}"
            figures += [
                Figure(f"{name}: mean", fmean(scores), "points"),
                Figure(f"{name}: sd of form means", pstdev(scores), "points"),
            ]
    return figures


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="exit 1 where an aim is missed")
    parser.add_argument("--plays", type=Path, default=PLAYS, help="plays, made where missing")
    arguments = parser.parse_args()
    arguments.plays.parent.mkdir(parents=True, exist_ok=True)
    if not arguments.plays.exists():
        collect(arguments.plays, 60, 200_000)
    plays = with_facets(pd.read_csv(arguments.plays))
    plays["handed_on"] = plays["handed_on"].astype(bool)
    rule = rule_of(load_pack(SCENARIOS / "office").policy.readiness)
    people, guessers = people_of(plays, list(PEOPLE)), people_of(plays, list(GUESSERS))

    figures, held = holding(people)
    more, decided = deciding(people, guessers, rule)
    figures += more
    more, random, chosen = choosing(rule)
    figures += more + equal_forms()
    found = fairness.gaps(plays[plays["person"].isin(list(PEOPLE))])
    for kind, group in itertools.groupby(found, key=lambda gap: gap.kind):
        own = list(group)
        wide = (
            max(own, key=lambda gap: gap.points).points
            - min(own, key=lambda gap: gap.points).points
        )
        worst = max(abs(gap.points) for gap in own)
        # A persona is met on a handful of tickets: its gap is mostly the tickets' own luck.
        aim = None if kind == "persona" else 2.0
        figures.append(Figure(f"fairness, {kind}: largest gap from the mean", worst, "points", aim))
        figures.append(Figure(f"fairness, {kind}: widest gap between groups", wide, "points"))
        figures += [
            Figure(f"fairness, {kind} {gap.group} (n={gap.tickets}, se {gap.error:.1f})", gap.points, "points")
            for gap in own
        ]  # fmt: skip
    took = speed.times(rule, [case for person in people for case in person.cases["line_1"]])
    figures += [
        Figure("estimate of a trainee with 500 attempts", took["one"], "ms", 50),
        Figure("one more attempt", took["next"], "ms"),
        Figure("cohort of 1,000 trainees with 100 attempts each", took["cohort"] / 1000, "s", 2),
    ]
    rows, coverage = speed.others()
    figures += [Figure(f"same responses, {row.name}: RMSE", row.rmse, "logits") for row in rows]
    figures += [Figure(f"same responses, {row.name}: time", row.milliseconds, "ms") for row in rows]
    figures += [
        Figure(f"same responses, {row.name}: largest difference from ours", row.apart, "logits")
        for row in rows[1:]
    ]
    figures.append(Figure("same responses, ours: coverage of 90 % intervals", coverage, "share"))
    plots.draw(held, decided, random, chosen, found)
    return finish("readiness", figures, arguments.check)


if __name__ == "__main__":
    raise SystemExit(main())
