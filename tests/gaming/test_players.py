"""The simulated players on a sample; `benchmarks/players.py` plays two thousand tickets."""

from __future__ import annotations

from functools import lru_cache

from benchmarks.players import GAMERS, GAMES, LADDER, Table, figures, measure
from trainer.domain.scores import COMPETENCIES


@lru_cache(maxsize=1)
def played() -> tuple[Table, int, int, list[float]]:
    return measure(24)


def test_the_oracle_is_at_full_marks_on_every_ticket() -> None:
    table, flawed, _, _ = played()
    assert flawed == 0
    assert len(table.grades["oracle"]) == 48
    assert all(grade.passed for grade in table.grades["oracle"])


def test_nobody_passes_by_a_trick() -> None:
    table, _, gamed, _ = played()
    assert gamed == 0
    assert set(GAMERS) <= set(table.grades)


def test_scores_order_the_novices() -> None:
    table = played()[0]
    low, *_, high = LADDER
    middle = "novice .6"
    assert table.mean(low) < table.mean(middle) < table.mean(high)


def test_what_each_trick_honestly_does_is_named() -> None:
    assert set(GAMES) == set(GAMERS)
    assert all(set(games) <= set(COMPETENCIES) for games in GAMES.values())
    assert len(figures(*played())) >= len(GAMERS)
