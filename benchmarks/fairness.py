"""How alike paraphrases are graded: `python -m benchmarks.fairness [--check]`.

Groups of calls with the same content, each said in eight manners (other words, longer, shorter, with
typing errors, another greeting, by a non-native, formally) in both languages. The bounds are the
project's own: a criterion's level more or less moves communication by about six points.
"""

from __future__ import annotations

import argparse

from benchmarks.report import Figure, finish
from tests.gaming.paraphrase import spread
from trainer.domain.language import LANGUAGES


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="exit 1 where an aim is missed")
    arguments = parser.parse_args()
    figures: list[Figure] = []
    for language in LANGUAGES:
        found = spread(language)
        figures += [
            Figure(
                f"{language}, {found.groups} groups: mean deviation",
                found.mean_deviation,
                "points",
                6,
            ),
            Figure(f"{language}: mean range within a group", found.mean_range, "points", 15),
            Figure(f"{language}: widest range", found.widest, "points"),
        ]
        figures += [
            Figure(f"{language}: {manner} beside the group's mean", value, "points")
            for manner, value in found.by_manner.items()
        ]
    return finish("fairness", figures, arguments.check)


if __name__ == "__main__":
    raise SystemExit(main())
