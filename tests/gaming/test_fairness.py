"""Who says the same gets the same: paraphrases, twins in two languages, misses of the app."""

from __future__ import annotations

from random import Random

import pytest

from tests.gaming.paraphrase import MANNERS, spread
from tests.language import shipped
from tests.loaded import shipped_pack
from tests.players import heard, make
from trainer.domain.language import LANGUAGES, Language
from trainer.domain.moves import Move, PickMeaning, Resolve, Say
from trainer.domain.scores import COMPETENCIES
from trainer.domain.understanding import Act, Understanding
from trainer.generator.build import build_scenario
from trainer.scoring.grade import grade_attempt
from trainer.services.hearing import heard as understood
from trainer.services.players.desk import play
from trainer.services.players.oracle import oracle
from trainer.session.advance import start_attempt
from trainer.session.state import AttemptState


@pytest.mark.parametrize("language", LANGUAGES)
def test_paraphrases_are_graded_alike(language: Language) -> None:
    found = spread(language)
    assert found.groups >= 20
    assert set(found.by_manner) == set(MANNERS)
    assert found.mean_deviation <= 6, found
    assert found.mean_range <= 15, found
    assert all(abs(value) <= 5 for value in found.by_manner.values()), found


@pytest.mark.parametrize("pack", ["office", "mobile"])
def test_twins_in_two_languages_get_the_same_grade(pack: str) -> None:
    """The oracle says the same in Russian and in English and does the same."""
    loaded, understander = shipped_pack(pack), shipped.understander(pack)

    def listen(move: Move, state: AttemptState) -> Move:
        return understood(move, state, understander)

    for seed in range(12):
        scenario = build_scenario(loaded, 1 + seed % 3, seed)
        russian, english = (
            grade_attempt(
                loaded, play(loaded, scenario, language, oracle, Random(1), listen).played()
            )
            for language in LANGUAGES
        )
        assert russian.competencies == english.competencies
        assert {value for _, value in russian.competencies} == {100.0}
        assert set(dict(russian.competencies)) <= set(COMPETENCIES)


def test_a_miss_repaired_by_the_picker_changes_no_score() -> None:
    pack = shipped_pack("office")
    for seed in range(10):
        scenario = build_scenario(pack, 1, seed)
        hello = "Hello, I am sorry about that."
        told = "erm, that number on the sticker thing"
        clear = Understanding((Act("ask_host", "tool", 0, len(told), 1.0),))
        missed = Understanding((), offers=("ask_host", "ask_error_text", "ask_who_else"))
        greeting = Say(hello, heard(hello, "greet", "apologise"))
        bye = "Thanks, goodbye."
        end = Resolve(bye, heard(bye, "thank", "close"))
        straight = make(start_attempt(pack, scenario, "en"), greeting, Say(told, clear), end)
        mended = make(
            start_attempt(pack, scenario, "en"),
            greeting, Say(told, missed), PickMeaning(2, "ask_host"), end,
        )  # fmt: skip
        first = grade_attempt(pack, straight.played())
        second = grade_attempt(pack, mended.played())
        assert first.competencies == second.competencies
        assert first.overall == second.overall
