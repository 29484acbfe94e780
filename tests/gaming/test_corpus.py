"""No trick outscores the plain answer beside it; twins get the same verdict."""

from __future__ import annotations

import pytest

from tests.gaming.corpus import Entry, cases, combined, entries, grade_note, grade_reply
from trainer.domain.language import LANGUAGES, Language
from trainer.domain.scores import Grade

TRICKS = {"salad", "negation", "nobody", "polite", "article", "parrot", "forbidden_promise", "html",
          "injection", "contradictory", "other_caller"}  # fmt: skip
CLOSE = {
    "neg_mobile6-en", "polite_office6-ru", "polite_office8-ru", "polite_office12_b-ru",
    "polite_office12_b-en", "polite_mobile5-en", "polite_mobile6-ru",
}  # fmt: skip
"""Kind words that are as good a first message as the plain one, whose question was not understood
or stands in for a greeting: they may come as near as one level of one criterion."""


ALIKE = {
    "contra_o22_yes_and_no", "contra_o64_update_or_not", "contra_m24_data_on_off",
    "contra_m25_taken_back", "contra_m46_short_numbers_flip",
}  # fmt: skip
"""Contradictions about facts that the next line does not need: not noticed yet, and no better."""


def pairs(name: str) -> list[object]:
    return [
        pytest.param(entry, language, id=f"{entry['id']}-{language}")
        for entry, language in cases(name)
    ]


def worth(grade: Grade, *competencies: str) -> float:
    found = dict(grade.competencies)
    return sum(found.get(name, 0.0) for name in competencies)  # type: ignore[call-overload]


def test_the_corpus_is_whole() -> None:
    everything = [
        entry for name in ("replies", "notes") for entry in (*entries(name), *combined(name))
    ]
    assert len(everything) >= 150
    assert {entry["trick"] for entry in everything} == TRICKS
    assert len({entry["id"] for entry in everything}) == len(everything)
    for entry in everything:
        for language in LANGUAGES:
            assert entry[language]["bad"] != entry[language]["good"]


@pytest.mark.parametrize(("entry", "language"), pairs("replies"))
def test_a_plain_reply_outscores_the_trick(entry: Entry, language: Language) -> None:
    bad = grade_reply(entry, language, entry[language]["bad"])
    good = grade_reply(entry, language, entry[language]["good"])
    assert not bad.passed
    room = 20.0 if f"{entry['id']}-{language}" in CLOSE else 0.0
    found = worth(good, "communication") + room, worth(bad, "communication")
    assert found[0] > found[1], (good.scores, bad.scores)


@pytest.mark.parametrize(("entry", "language"), pairs("notes"))
def test_a_plain_note_outscores_the_trick(entry: Entry, language: Language) -> None:
    bad = grade_note(entry, language, entry[language]["bad"])
    good = grade_note(entry, language, entry[language]["good"])
    found = worth(good, "documentation"), worth(bad, "documentation")
    if entry["id"] in ALIKE:
        assert found[0] >= found[1], (good.scores, bad.scores)
    else:
        assert found[0] > found[1], (good.scores, bad.scores)
