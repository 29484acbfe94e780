"""The plots of docs/validity.md."""

from __future__ import annotations

from pathlib import Path

from benchmarks.validity.fairness import Gap
from benchmarks.validity.intervals import Held
from benchmarks.validity.verdicts import Verdicts

FOLDER = Path(__file__).parents[2] / "docs" / "validity"
_BRAND, _SOFT, _BAD = "#0b6e6e", "#9fc5c5", "#b3452c"


def draw(
    held: dict[int, list[Held]],
    decided: list[Verdicts],
    random: list[int],
    chosen: list[int],
    gaps: list[Gap],
) -> None:
    """Write truth.svg, verdicts.svg, adaptive.svg and fairness.svg."""
    import matplotlib as mpl

    mpl.use("Agg")
    mpl.rcParams.update({"svg.hashsalt": "threeline", "font.size": 9, "axes.spines.top": False,
                         "axes.spines.right": False, "figure.constrained_layout.use": True})  # fmt: skip
    import matplotlib.pyplot as plt

    FOLDER.mkdir(parents=True, exist_ok=True)

    def save(name: str) -> None:
        plt.savefig(FOLDER / f"{name}.svg", metadata={"Date": None})
        plt.close()

    figure, axes = plt.subplots(1, len(held), figsize=(8.4, 3), sharey=True)
    for axis, (cases, rows) in zip(axes, held.items(), strict=True):
        pairs = [pair for row in rows for pair in row.pairs[::14]]
        axis.plot([20, 100], [20, 100], color="#999", lw=1)
        axis.scatter(*zip(*pairs, strict=True), s=5, color=_BRAND, alpha=0.25, lw=0)
        axis.set(title=f"{cases} cases", xlabel="true mean score", xlim=(20, 102), ylim=(20, 102))
    axes[0].set_ylabel("estimate")
    save("truth")
    assert figure

    plt.figure(figsize=(5.4, 3))
    at = [str(one.cases) for one in decided]
    right, open_ = [100 * one.right for one in decided], [100 * one.open for one in decided]
    wrong = [100 * one.wrong for one in decided]
    plt.bar(at, right, color=_BRAND, label="right")
    plt.bar(at, open_, bottom=right, color=_SOFT, label="not enough evidence")
    both = [a + b for a, b in zip(right, open_, strict=True)]
    plt.bar(at, wrong, bottom=both, color=_BAD, label="wrong")
    plt.xlabel("cases")
    plt.ylabel("% of verdicts")
    plt.legend(frameon=False, loc="lower right")
    save("verdicts")

    plt.figure(figsize=(5.4, 3))
    for values, colour, label in ((random, _SOFT, "at random"), (chosen, _BRAND, "adaptive")):
        ordered = sorted(values)
        share = [100 * (place + 1) / len(ordered) for place in range(len(ordered))]
        plt.step(ordered, share, color=colour, lw=2, where="post", label=label)
    plt.xlabel("tickets taken")
    plt.ylabel("% of people with a verdict")
    plt.legend(frameon=False)
    save("adaptive")

    plt.figure(figsize=(5.4, 0.3 * len(gaps) + 0.8))
    names = [f"{gap.group} ({gap.tickets})" for gap in gaps]
    plt.errorbar([gap.points for gap in gaps], names, xerr=[1.645 * gap.error for gap in gaps],
                 fmt="o", color=_BRAND, ecolor=_SOFT)  # fmt: skip
    plt.axvline(0, color="#999", lw=1)
    plt.xlabel("points above or below people of equal ability")
    plt.gca().invert_yaxis()
    save("fairness")
