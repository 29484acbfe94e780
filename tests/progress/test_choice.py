"""The next ticket, the return of what failed, and the assembly of equal forms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from trainer.progress.ability import Posterior, prior
from trainer.progress.assembly import Option, assemble, off_target, target_of
from trainer.progress.calibration import calibration
from trainer.progress.returning import due_faults
from trainer.progress.select import Candidate, select_next

NOW = datetime(2026, 11, 2, tzinfo=UTC)
NOBODY: dict[str, Posterior] = {name: prior(scale) for name, scale in calibration().scales.items()}
EASY = Candidate("office/1/a/x", "mail", False, frozenset({"resolution"}), 95.0)
EDGE = Candidate("office/1/b/x", "mail", False, frozenset({"resolution"}), 71.0)
HARD = Candidate("office/1/c/x", "mail", False, frozenset({"resolution"}), 20.0)


def test_the_ticket_near_the_edge_is_taken() -> None:
    assert select_next([EASY, EDGE, HARD], NOBODY, []).index == 1


def test_never_the_same_position_twice_in_a_row() -> None:
    chosen = select_next([EASY, EDGE, HARD], NOBODY, [EDGE.item])
    assert chosen.index != 1
    assert select_next([EDGE], NOBODY, [EDGE.item]).index == 0


def test_what_failed_comes_back_first() -> None:
    chosen = select_next([EDGE, replace(HARD, due="c")], NOBODY, [])
    assert (chosen.index, chosen.reason) == (1, "due")


def test_evidence_for_the_verdict_goes_before_the_edge() -> None:
    other = replace(HARD, area="network", expected=45.0)
    chosen = select_next([EDGE, other], NOBODY, [], ["areas"], {"mail": 3})
    assert (chosen.index, chosen.reason, chosen.about) == (1, "evidence", "areas")


def test_a_failed_fault_is_due_later_and_not_once_it_went_well() -> None:
    failed = [(NOW, "a", 40.0, False)]
    assert due_faults(failed, NOW) == ()
    assert due_faults(failed, NOW + timedelta(days=2)) == ("a",)
    mended = [*failed, (NOW + timedelta(days=2), "a", 95.0, True)]
    assert due_faults(mended, NOW + timedelta(days=3)) == ()
    assert due_faults(mended, NOW + timedelta(days=60)) == ("a",)
    assert due_faults([(NOW, "b", 95.0, True)], NOW + timedelta(days=60)) == ()


def test_a_clock_that_went_backwards_does_not_stop_the_return() -> None:
    results = [(NOW, "a", 40.0, False), (NOW - timedelta(days=9), "a", 30.0, False)]
    assert due_faults(results, NOW + timedelta(days=3)) == ("a",)


OPTION = st.builds(
    Option, st.sampled_from([f"i{n}" for n in range(30)]), st.floats(55, 95), st.floats(0.3, 0.9)
)


@given(st.lists(st.lists(OPTION, min_size=8, max_size=16), min_size=3, max_size=8))
def test_a_form_is_within_its_bounds_and_has_every_item_once(pools: list[list[Option]]) -> None:
    target = target_of(pools)
    chosen = assemble(pools, target)
    if chosen is None:
        return
    options = [pool[index] for pool, index in zip(pools, chosen, strict=True)]
    points, share = off_target(options, target)
    assert points <= 0.5
    assert share <= 0.03
    assert len({one.item for one in options}) == len(options)
    assert assemble(pools, target) == chosen


@given(st.lists(st.lists(OPTION, min_size=8, max_size=16), min_size=3, max_size=8))
def test_a_form_lacks_nothing_of_what_is_asked(pools: list[list[Option]]) -> None:
    """Here: at most two tickets whose item is an odd number."""

    def lacking(options: Sequence[Option]) -> int:
        return max(0, sum(int(one.item[1:]) % 2 for one in options) - 2)

    target = target_of(pools)
    chosen = assemble(pools, target, lacking)
    if chosen is None:
        return
    options = [pool[index] for pool, index in zip(pools, chosen, strict=True)]
    assert lacking(options) == 0
    points, share = off_target(options, target)
    assert points <= 0.5
    assert share <= 0.03


def test_no_form_is_made_of_too_few_items() -> None:
    pool = [Option("same", 70.0, 0.5)] * 5
    assert assemble([pool, pool], target_of([pool, pool])) is None
