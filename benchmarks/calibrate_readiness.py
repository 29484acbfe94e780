"""Fit the scales of `trainer.progress` to plays of simulated people and write them as its material.

`python -m benchmarks.calibrate_readiness PLAYS.csv` reads what `benchmarks.plays` wrote, fits for
every scale the people's abilities, the weights of a ticket's facets, the steps between levels and
the spread of luck (penalised maximum likelihood), and writes trainer/progress/calibration.yaml. The
same plays give the same file. Never fit on the plays that `benchmarks.readiness` measures with.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd
import yaml
from scipy.optimize import minimize

from benchmarks.players import PACKS, SCENARIOS
from benchmarks.plays import PEOPLE
from trainer.content.load import load_pack
from trainer.domain.scores import COMPETENCIES
from trainer.generator.build import build_scenario
from trainer.progress.facets import FACETS, facets_of
from trainer.progress.partial_credit import Floats, level_of
from trainer.scoring.grade import SCORING_VERSION

OUT: Final = Path(__file__).parents[1] / "trainer" / "progress" / "calibration.yaml"
WHOLE: Final = (25.0, 40.0, 55.0, 65.0, 75.0, 85.0, 95.0, 99.5)
PART: Final = (20.0, 45.0, 70.0, 95.0)
WIDER: Final = 1.5
"""How much wider than among the simulated people ability is believed to spread among real ones."""
SURE: Final = {"line_2": 1.0, "line_3": 1.0, "handed_on": 1.0, "literacy": 0.05, "mood": 0.05,
               "chat": 0.05, "email": 0.05}  # fmt: skip
"""How far a facet's weight may be believed to lie from 0, as a standard deviation. All people play the
same few hundred tickets, so a ticket's own oddity looks like the weight of its facets; who calls, in
which mood and by which channel is believed to matter little unless the plays insist."""
_STRUCTURE: Final = 0.15
COMPETENT: Final = "minimally competent"
_NODES, _WEIGHTS = np.polynomial.hermite_e.hermegauss(15)


@dataclass(frozen=True)
class Material:
    """Responses on one scale: who (index), level, facets (one row a response)."""

    person: Any
    level: Any
    facets: Floats
    people: int
    levels: int
    sure: Floats


def with_facets(plays: pd.DataFrame) -> pd.DataFrame:
    """The plays with a column for each facet of their tickets."""
    packs = {name: load_pack(SCENARIOS / name) for name in PACKS}
    keys = plays[["pack", "line", "seed"]].drop_duplicates()
    rows = [
        facets_of(build_scenario(packs[row.pack], int(row.line), int(row.seed)))
        for row in keys.itertuples()
    ]
    table = pd.concat(
        [keys.reset_index(drop=True), pd.DataFrame(rows, columns=list(FACETS))], axis=1
    )
    plays = plays.rename(columns={"mood": "caller_mood"})
    return plays.merge(table, on=["pack", "line", "seed"])


def _loss(values: Floats, material: Material) -> tuple[float, Floats]:
    """Penalised negative log likelihood and its gradient."""
    people, width, levels = material.people, material.facets.shape[1], material.levels
    theta, beta = values[:people], values[people : people + width]
    steps, tau = values[people + width : -1], np.exp(values[-1])
    eta = theta[material.person] - material.facets @ beta
    credit = np.concatenate([[0.0], np.cumsum(steps)])
    rank = np.arange(levels)
    logits = (eta[:, None] + tau * _NODES)[..., None] * rank - credit
    chances = np.exp(logits - logits.max(-1, keepdims=True))
    chances /= chances.sum(-1, keepdims=True)
    weights = _WEIGHTS / _WEIGHTS.sum()
    own = np.take_along_axis(chances, material.level[:, None, None], -1)[..., 0]
    joint = own * weights
    total = joint.sum(1)
    share = joint / total[:, None]
    pull = material.level[:, None] - (chances * rank).sum(-1)
    by_eta = (share * pull).sum(1)
    by_tau = (share * pull * _NODES).sum() * tau
    by_credit = (share[..., None] * chances).sum((0, 1)) - np.bincount(
        material.level, minlength=levels
    )
    by_steps = np.cumsum(by_credit[::-1])[::-1][1:]
    by_theta = np.bincount(material.person, by_eta, people)
    gradient = np.concatenate([by_theta, -material.facets.T @ by_eta, by_steps, [by_tau]])
    scale = np.concatenate([np.full(people, 2.0), material.sure, np.full(levels - 1, 3.0), [1.0]])
    loss = -np.log(total).sum() + 0.5 * ((values / scale) ** 2).sum()
    return float(loss), -gradient + values / scale**2


def fit(plays: pd.DataFrame, column: str, edges: tuple[float, ...]) -> dict[str, Any]:
    """One scale's entry of the calibration."""
    rows = plays[plays[column].notna()]
    names = [name for name in FACETS if rows[name].nunique() > 1]
    people = list(PEOPLE)
    score = rows[column].to_numpy(float)
    material = Material(
        rows["person"].map({name: at for at, name in enumerate(people)}).to_numpy(),
        level_of(score, edges), rows[names].to_numpy(float), len(people), len(edges) + 1,
        np.asarray([SURE.get(name, _STRUCTURE) for name in names]),
    )  # fmt: skip
    start = np.zeros(len(people) + len(names) + len(edges) + 1)
    found = minimize(
        _loss, start, (material,), method="L-BFGS-B", jac=True, options={"maxiter": 2000}
    )
    theta = found.x[: len(people)]
    beta = found.x[len(people) : len(people) + len(names)]
    middles = (
        *((low + high) / 2 for low, high in zip((0.0, *edges), (*edges, 100.0), strict=True)),
    )
    worth = [
        float(score[material.level == level].mean())
        if (material.level == level).any()
        else middles[level]
        for level in range(len(edges) + 1)
    ]
    tickets = rows.drop_duplicates(["pack", "line", "seed"])[names].to_numpy(float)
    return {
        "edges": list(edges),
        "steps": [round(float(x), 3) for x in found.x[len(people) + len(names) : -1]],
        "tau": round(float(np.exp(found.x[-1])), 3),
        "worth": [round(x, 1) for x in worth],
        "prior_mean": round(float(theta.mean()), 3),
        "prior_sd": round(max(1.0, float(WIDER * theta.std())), 3),
        "typical": round(float((tickets @ beta).mean()), 3),
        "facets": {name: round(float(x), 3) for name, x in zip(names, beta, strict=True)},
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("plays", type=Path)
    plays = with_facets(pd.read_csv(parser.parse_args().plays))
    cut = plays[plays["person"] == COMPETENT].groupby("line")["overall"].mean()
    plays = plays[plays["person"].isin(list(PEOPLE))]
    scales = {
        f"line_{line}": fit(plays[plays["line"] == line], "overall", WHOLE) for line in (1, 2, 3)
    }
    scales |= {name: fit(plays, name, PART) for name in COMPETENCIES}
    scales["overall"] = fit(plays, "overall", WHOLE)
    content = {
        "scoring_version": SCORING_VERSION,
        "plays": len(plays),
        "minimally_competent": {int(line): round(float(score), 1) for line, score in cut.items()},
        "scales": scales,
    }
    head = (
        "# Made by `python -m benchmarks.calibrate_readiness`; see docs/validity.md. Do not edit.\n"
    )
    OUT.write_text(head + yaml.safe_dump(content, sort_keys=False), encoding="utf-8")
    for name, scale in scales.items():
        print(name, scale)


if __name__ == "__main__":
    main()
