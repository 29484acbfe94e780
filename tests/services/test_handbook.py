from __future__ import annotations

import pytest

from tests.tiny import tiny_pack
from trainer.domain.language import Language
from trainer.errors import InvalidInput
from trainer.services.handbook import Handbook


@pytest.fixture
def handbook() -> Handbook:
    return Handbook({"tiny": tiny_pack()})


def test_without_a_query_all_articles_stand_by_area_and_title(handbook: Handbook) -> None:
    found = handbook.articles("tiny", "en", "")
    assert [(a.slug, a.area) for a in found] == [("sign_in", "Accounts"), ("printing", "Printing")]


@pytest.mark.parametrize(
    ("language", "query", "slugs"),
    [
        ("ru", "печатает", ["printing"]),
        ("ru", "принтеры не печатают", ["printing", "sign_in"]),
        ("ru", "ЛИЧНОСТИ", ["sign_in"]),
        ("en", "identity", ["sign_in"]),
        ("en", "printers", ["printing"]),
        ("en", "quantum", []),
    ],
)
def test_a_search_sees_past_endings(
    handbook: Handbook, language: Language, query: str, slugs: list[str]
) -> None:
    assert [a.slug for a in handbook.articles("tiny", language, query)][: len(slugs) or None] == (
        slugs
    )


@pytest.mark.parametrize("query", ["\x00", "<script>", "((", "x" * 5000, "\u202e"])
def test_odd_queries_do_no_harm(handbook: Handbook, query: str) -> None:
    assert len(handbook.articles("tiny", "en", query)) <= 2


def test_one_article(handbook: Handbook) -> None:
    assert handbook.article("tiny", "en", "printing").title == "The printer does not print"
    with pytest.raises(InvalidInput):
        handbook.article("tiny", "en", "cooking")
    with pytest.raises(InvalidInput):
        handbook.articles("gone", "en", "")


def test_the_lines_with_teams_and_pay(handbook: Handbook) -> None:
    first, second, third = handbook.lines("tiny", "en")
    assert (first.pay_low, first.pay_high, first.currency) == (35, 40, "thousand roubles")
    assert [name for name, _ in second.teams] == ["Workplace", "Directory"]
    assert third.title == "Third line"


def test_the_matrix_and_the_critical_errors(handbook: Handbook) -> None:
    assert ("high", "high", 1) in handbook.priorities("tiny")
    assert len(handbook.priorities("tiny")) == 9
    assert len(handbook.critical_errors("tiny", "ru")) == 3
    assert handbook.policy("tiny").pass_mark == 70
    assert handbook.packs("en") == (("tiny", "A tiny office"),)
