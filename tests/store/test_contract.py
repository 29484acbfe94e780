"""What every implementation of the ports must do."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta, timezone

import pytest

from tests.fakes import START
from tests.store.conftest import Stores
from tests.store.records import a_miss, a_move, a_profile, an_attempt
from trainer.errors import AttemptNotFound, InvalidInput


@pytest.fixture
def begun(stores: Stores) -> Stores:
    """Stores with one profile and one open attempt."""
    stores.profiles.add(a_profile())
    stores.attempts.add(an_attempt())
    return stores


def test_a_profile_comes_back_as_it_was(stores: Stores) -> None:
    stores.profiles.add(a_profile())

    assert stores.profiles.get("p1") == a_profile()
    assert stores.profiles.get("nobody") is None


@pytest.mark.parametrize("name", ["Жанна Ёлкина", "жанна ёлкина", " ЖАННА ЁЛКИНА "])
def test_a_name_is_taken_without_regard_to_case(stores: Stores, name: str) -> None:
    stores.profiles.add(a_profile())

    with pytest.raises(InvalidInput) as caught:
        stores.profiles.add(a_profile("p2", name))

    assert caught.value.values["field"] == "name"
    assert stores.profiles.all() == (a_profile(),)


def test_an_id_is_taken_once(begun: Stores) -> None:
    with pytest.raises(InvalidInput) as profile:
        begun.profiles.add(a_profile("p1", "Somebody else"))
    with pytest.raises(InvalidInput) as attempt:
        begun.attempts.add(an_attempt(seed=8))

    assert profile.value.values["field"] == "id"
    assert attempt.value.values["field"] == "id"
    assert begun.attempts.get("a1") == an_attempt()


def test_profiles_are_listed_by_name(stores: Stores) -> None:
    for id, name in [("1", "яна"), ("2", "Boris"), ("3", "anna"), ("4", "Юрий")]:
        stores.profiles.add(a_profile(id, name))

    assert [one.name for one in stores.profiles.all()] == ["anna", "Boris", "Юрий", "яна"]


def test_the_language_is_remembered(begun: Stores) -> None:
    begun.profiles.set_language("p1", "en")
    begun.profiles.set_language("nobody", "en")

    assert begun.profiles.all() == (replace(a_profile(), language="en"),)


def test_an_attempt_comes_back_as_it_was(begun: Stores) -> None:
    assert begun.attempts.get("a1") == an_attempt()
    assert begun.attempts.get("none") is None
    assert begun.attempts.moves("a1") == ()
    assert begun.attempts.grade("a1") is None


@pytest.mark.parametrize("seed", [2**63 - 1, -(2**63), 0])
def test_a_seed_of_64_bits_is_kept(begun: Stores, seed: int) -> None:
    begun.attempts.add(an_attempt("a2", seed=seed))

    found = begun.attempts.get("a2")
    assert found is not None
    assert found.key.seed == seed


@pytest.mark.parametrize(
    ("attempt", "field"),
    [(an_attempt("a2", profile_id="nobody"), "profile_id"), (an_attempt("a2", seed=2**63), "seed")],
)
def test_an_attempt_that_cannot_be_stored_is_refused(
    begun: Stores, attempt: object, field: str
) -> None:
    with pytest.raises(InvalidInput) as caught:
        begun.attempts.add(attempt)  # type: ignore[arg-type]

    assert caught.value.values["field"] == field
    assert begun.attempts.get("a2") is None


def test_times_come_back_in_utc(begun: Stores) -> None:
    moscow = timezone(timedelta(hours=3))
    begun.attempts.add(an_attempt("a2", started_at=START.astimezone(moscow)))

    found = begun.attempts.get("a2")
    assert found is not None
    assert found.started_at == START
    assert found.started_at.utcoffset() is not None


def test_a_persons_attempts_are_listed_newest_first_and_no_others(begun: Stores) -> None:
    begun.profiles.add(a_profile("p2", "Boris"))
    begun.attempts.add(an_attempt("a2", started_at=START + timedelta(hours=2)))
    begun.attempts.add(an_attempt("a3", started_at=START + timedelta(hours=1)))
    begun.attempts.add(an_attempt("a4", profile_id="p2"))

    assert [one.id for one in begun.attempts.of_profile("p1")] == ["a2", "a3", "a1"]
    assert begun.attempts.of_profile("nobody") == ()


def test_the_log_comes_back_in_order_and_as_it_was(begun: Stores) -> None:
    log = tuple(a_move(number) for number in range(1, 12))

    assert all(begun.attempts.append_move(move) for move in log)
    assert begun.attempts.moves("a1") == log
    assert begun.attempts.moves("none") == ()


def test_a_move_is_stored_once(begun: Stores) -> None:
    begun.attempts.append_move(a_move(1))

    assert begun.attempts.append_move(a_move(1)) is False
    assert begun.attempts.append_move(a_move(1, request="another click")) is False
    assert begun.attempts.append_move(a_move(2, request="click-1")) is False
    assert begun.attempts.moves("a1") == (a_move(1),)


def test_the_same_request_in_two_attempts_is_two_moves(begun: Stores) -> None:
    begun.attempts.add(an_attempt("a2"))

    assert begun.attempts.append_move(a_move(1)) is True
    assert begun.attempts.append_move(a_move(1, "a2")) is True


@pytest.mark.parametrize("number", [0, -1, 3])
def test_a_gap_in_the_log_is_refused(begun: Stores, number: int) -> None:
    begun.attempts.append_move(a_move(1))

    with pytest.raises(InvalidInput) as caught:
        begun.attempts.append_move(a_move(number))

    assert caught.value.values["field"] == "number"
    assert begun.attempts.moves("a1") == (a_move(1),)


def test_a_move_of_no_attempt_is_refused(begun: Stores) -> None:
    with pytest.raises(AttemptNotFound):
        begun.attempts.append_move(a_move(1, "none"))


FINISHED = replace(
    an_attempt(),
    status="escalated",
    finished_at=START + timedelta(minutes=9),
    scoring_version="1",
    overall=71.25,
    passed=False,
    critical=1,
    competencies=(("triage", 100.0), ("diagnosis", 42.5)),
)


def test_a_finished_attempt_and_its_grade_come_back(begun: Stores) -> None:
    begun.attempts.finish(FINISHED, {"overall": 71.25, "words": "кабель"})

    assert begun.attempts.get("a1") == FINISHED
    assert begun.attempts.of_profile("p1") == (FINISHED,)
    assert begun.attempts.grade("a1") == {"overall": 71.25, "words": "кабель"}


def test_finishing_again_changes_nothing(begun: Stores) -> None:
    begun.attempts.finish(FINISHED, {"overall": 71.25})
    begun.attempts.finish(replace(FINISHED, status="resolved", overall=1.0), {"overall": 1.0})

    assert begun.attempts.get("a1") == FINISHED
    assert begun.attempts.grade("a1") == {"overall": 71.25}


def test_the_end_does_not_change_whose_attempt_it_was(begun: Stores) -> None:
    begun.attempts.finish(replace(FINISHED, profile_id="p2", started_at=START.min), {})

    assert begun.attempts.get("a1") == FINISHED


def test_an_end_without_an_end_is_refused(begun: Stores) -> None:
    for record in (an_attempt(), replace(FINISHED, finished_at=None)):
        with pytest.raises(InvalidInput):
            begun.attempts.finish(record, {})

    assert begun.attempts.get("a1") == an_attempt()


def test_the_end_of_no_attempt_is_refused(begun: Stores) -> None:
    with pytest.raises(AttemptNotFound):
        begun.attempts.finish(replace(FINISHED, id="none"), {})

    assert begun.attempts.grade("none") is None


def test_misses_are_counted_by_text_and_meaning(stores: Stores) -> None:
    for miss in (a_miss(), a_miss(nearest="", minute=3), a_miss(chosen="look_queue")):
        stores.misses.add(miss)

    assert stores.misses.frequent(9) == (
        replace(a_miss(nearest="", minute=3), count=2),
        a_miss(chosen="look_queue"),
    )


def test_the_most_frequent_misses_come_first_and_then_the_latest(stores: Stores) -> None:
    for text, minute in [("old", 0), ("new", 5), ("often", 1), ("often", 2)]:
        stores.misses.add(a_miss(text, minute=minute))

    assert [one.text for one in stores.misses.frequent(9)] == ["often", "new", "old"]
    assert [one.text for one in stores.misses.frequent(1)] == ["often"]


def test_a_repaired_miss_moves_to_what_was_chosen(stores: Stores) -> None:
    stores.misses.add(a_miss())
    stores.misses.add(a_miss())

    stores.misses.repair(a_miss(chosen="look_queue", minute=1))
    assert stores.misses.frequent(9) == (a_miss(chosen="look_queue", minute=1), a_miss())

    stores.misses.repair(a_miss(chosen="look_queue", minute=2))
    assert stores.misses.frequent(9) == (replace(a_miss(chosen="look_queue", minute=2), count=2),)


def test_a_repair_of_what_was_forgotten_meanwhile_still_counts(stores: Stores) -> None:
    stores.misses.repair(a_miss(chosen="look_queue"))

    assert stores.misses.frequent(9) == (a_miss(chosen="look_queue"),)


def test_forgetting_takes_one_meaning_or_the_whole_text(stores: Stores) -> None:
    for miss in (a_miss(), a_miss(chosen="a"), a_miss(chosen="b"), a_miss("other")):
        stores.misses.add(miss)
    text = a_miss().text

    stores.misses.forget("office", "ru", text, "")
    assert {one.chosen for one in stores.misses.frequent(9) if one.text == text} == {"a", "b"}
    stores.misses.forget("office", "ru", text)
    stores.misses.forget("office", "ru", text)
    assert stores.misses.frequent(9) == (a_miss("other"),)


def test_the_longest_miss_is_kept_whole(stores: Stores) -> None:
    stores.misses.add(a_miss("🔌" * 300))

    assert stores.misses.frequent(9) == (a_miss("🔌" * 300),)


def test_a_new_grade_stands_beside_the_old_one(begun: Stores) -> None:
    begun.attempts.finish(FINISHED, {"overall": 71.25})
    again = replace(FINISHED, scoring_version="next", overall=64.5, passed=False)

    assert begun.attempts.regrade(again, {"overall": 64.5}, START + timedelta(days=1))
    assert begun.attempts.get("a1") == again
    assert begun.attempts.grade("a1") == {"overall": 64.5}
    assert list(begun.attempts.grades("a1")) == [{"overall": 71.25}, {"overall": 64.5}]


def test_a_version_grades_once(begun: Stores) -> None:
    begun.attempts.finish(FINISHED, {"overall": 71.25})

    assert not begun.attempts.regrade(replace(FINISHED, overall=1.0), {"overall": 1.0}, START)
    assert begun.attempts.get("a1") == FINISHED
    assert list(begun.attempts.grades("a1")) == [{"overall": 71.25}]


def test_nothing_open_or_unknown_is_graded_again(begun: Stores) -> None:
    with pytest.raises(InvalidInput):
        begun.attempts.regrade(an_attempt(), {}, START)
    with pytest.raises(AttemptNotFound):
        begun.attempts.regrade(replace(FINISHED, id="nobody"), {}, START)


def test_ended_attempts_come_in_pages(begun: Stores) -> None:
    for name in ("a2", "a3"):
        begun.attempts.add(an_attempt(name))
        begun.attempts.finish(replace(FINISHED, id=name), {})
    begun.attempts.finish(FINISHED, {})
    begun.attempts.add(an_attempt("a4"))

    assert [one.id for one in begun.attempts.ended("", 2)] == ["a1", "a2"]
    assert [one.id for one in begun.attempts.ended("a2", 2)] == ["a3"]
    assert begun.attempts.ended("a3", 2) == ()
