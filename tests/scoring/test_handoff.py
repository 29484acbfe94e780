"""A note is worth what the colleague makes of it; a decision what it leads to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.loaded import shipped_pack, tiny_pack
from tests.players import make, play_best, true_note
from trainer.content.model import Pack
from trainer.domain.attempt import Played
from trainer.domain.moves import Escalate, FillTicket, Resolve, ReturnTicket, UseTool
from trainer.domain.scores import Score
from trainer.domain.ticket import HandoffNote
from trainer.domain.understanding import Act, Understanding
from trainer.generator.build import build_scenario
from trainer.scoring.consequences import consequences
from trainer.scoring.grade import grade_attempt, read_case
from trainer.scoring.handoff import HandoffReplay, replay_handoff
from trainer.session.advance import start_attempt
from trainer.session.state import AttemptState

TEXTS = ("it does not work", "looked and asked", "see the cause", "waits there", "check this first")


def handed_over(pack: Pack, wanted: int = 12, line: int = 1) -> list[AttemptState]:
    """Best plays that end with a hand-off."""
    found = []
    for seed in range(400):
        state = play_best(pack, build_scenario(pack, line, seed))
        if state.status == "escalated":
            found.append(state)
        if len(found) == wanted:
            return found
    raise AssertionError("too few hand-offs were drawn")


def with_note(pack: Pack, state: AttemptState, findings: tuple[tuple[str, str], ...]) -> Played:
    """The same play, ended by a note with other findings."""
    last = state.steps[-1].move
    assert isinstance(last, Escalate)
    again = start_attempt(pack, state.scenario, state.language)
    again = make(again, *(step.move for step in state.steps[:-1]))
    note = HandoffNote(*TEXTS, findings=findings)
    return make(again, replace(last, note=note)).played()


def replayed(pack: Pack, played: Played) -> HandoffReplay:
    found = replay_handoff(read_case(pack, played))
    assert found is not None
    return found


@pytest.mark.parametrize("name", ["office", "mobile"])
def test_a_whole_note_loses_nothing_and_goes_the_perfect_way(name: str) -> None:
    pack = shipped_pack(name)
    for state in handed_over(pack):
        replay = replayed(pack, state.played())
        assert replay.loss == pytest.approx(0, abs=1e-6)
        assert replay.yours == replay.perfect
        assert not replay.yours.dropped


@pytest.mark.parametrize("name", ["office", "mobile"])
def test_an_empty_note_never_beats_a_whole_one_and_mostly_costs(name: str) -> None:
    pack = shipped_pack(name)
    losses = [
        replayed(pack, with_note(pack, state, ())).loss for state in handed_over(pack, wanted=20)
    ]
    assert min(losses) >= 0
    assert sum(loss > 1 for loss in losses) >= 8


def test_each_finding_left_out_saves_nothing() -> None:
    pack = shipped_pack("office")
    for state in handed_over(pack, wanted=6):
        whole = true_note(state)
        for at in range(len(whole)):
            thinner = replayed(pack, with_note(pack, state, whole[:at] + whole[at + 1 :]))
            assert thinner.loss >= replayed(pack, state.played()).loss - 1e-6


def test_a_fact_that_the_world_contradicts_sends_the_colleague_astray() -> None:
    pack, astray = shipped_pack("office"), 0
    for state in handed_over(pack, wanted=20):
        whole = true_note(state)
        for tool, outcome in whole:
            others = sorted(set(pack.texts["en"].tools[tool].outcomes) - {outcome})
            spec = pack.tools[tool]
            if (
                spec.effects
                or spec.claim
                or not others
                or (spec.reads or "fact.").startswith("fact.")
            ):
                continue
            false = tuple((tool, others[0]) if pair[0] == tool else pair for pair in whole)
            try:
                played = with_note(pack, state, false)
            except Exception:
                continue
            replay = replayed(pack, played)
            if replay.yours.dropped:
                astray += 1
                assert replay.loss >= 0
                assert replay.yours.minutes >= replay.perfect.minutes - 1e-6
                score = level(played, pack, "replay")
                assert score is not None
                assert score.level <= 2
                assert score.explanation.startswith("replay.astray")
    assert astray >= 3


def level(played: Played, pack: Pack, criterion: str) -> Score | None:
    found = grade_attempt(pack, played).scores
    return next((score for score in found if score.criterion == criterion), None)


def kinds(pack: Pack, state: AttemptState) -> list[str]:
    return [one.kind for one in consequences(read_case(pack, state.played()))]


def test_right_decisions_cost_nothing() -> None:
    pack = tiny_pack()
    for line in (1, 2, 3):
        for seed in range(20):
            found = consequences(
                read_case(pack, play_best(pack, build_scenario(pack, line, seed)).played())
            )
            assert [one.kind for one in found] in (["right"], ["kept_right"]), found
            assert all(one.work == one.money == one.waiting == 0 for one in found)


def test_wrong_decisions_are_named_and_priced() -> None:
    pack = tiny_pack()
    mine = start_attempt(pack, build_scenario(pack, 1, 3, "spooler_stopped"), "en")
    theirs = start_attempt(pack, build_scenario(pack, 1, 3, "print_server_hung"), "en")
    note = HandoffNote(*TEXTS)
    assert kinds(pack, make(mine, Escalate(3, "platform", note)))[0] == "over_escalated"
    assert kinds(pack, make(mine, Resolve())) == ["given_up"]
    assert kinds(pack, make(theirs, Resolve())) == ["under_escalated"]
    assert kinds(pack, make(theirs, Escalate(2, "directory", note)))[0] == "wrong_line"
    empty = kinds(pack, make(theirs, Escalate(3, "platform", note)))
    assert empty[0] == "right"
    assert "bounced" in empty
    opened = start_attempt(pack, build_scenario(pack, 1, 3, "account_locked"), "en")
    assert "breach" in kinds(pack, make(opened, UseTool("unlock_account"), Resolve()))
    for one in consequences(read_case(pack, make(theirs, Resolve()).played())):
        assert one.work == pack.policy.escalation.under
        assert one.money == pytest.approx(one.work * pack.policy.escalation.per_minute[one.line])


def arrived(pack: Pack, quality: str, line: int = 2) -> AttemptState:
    for seed in range(200):
        scenario = build_scenario(pack, line, seed)
        if scenario.note is not None and scenario.note.quality == quality:
            return start_attempt(pack, scenario, "en")
    raise AssertionError(f"no {quality} note was drawn")


def spoken(words: str, *acts: str) -> dict[str, object]:
    heard = Understanding(tuple(Act(act, "speech", 0, len(words), 1.0) for act in acts))
    return {"words": words, "understood": heard}


def test_a_gap_asked_for_kindly_is_full_marks_and_rudeness_none() -> None:
    pack = tiny_pack()
    state = arrived(pack, "thin")
    assert state.scenario.note is not None
    missing = state.scenario.note.missing
    kind = ReturnTicket(missing, **spoken("Thanks, please add the computer's name", "thank"))  # type: ignore[arg-type]
    rude = ReturnTicket(missing, **spoken("You forgot the name again as always", "blame"))  # type: ignore[arg-type]
    curt = ReturnTicket(missing, **spoken("name"))  # type: ignore[arg-type]
    levels = []
    for move in (kind, curt, rude):
        found = level(make(state, move, Resolve()).played(), pack, "return_words")
        assert found is not None
        levels.append(found.level)
    assert levels == [3, 1, 0]
    closed = level(make(state, kind, Resolve()).played(), pack, "note_gap")
    left = level(make(state, Resolve()).played(), pack, "note_gap")
    assert closed is not None
    assert left is not None
    assert (closed.level, left.level) == (3, 1)


def test_a_false_fact_passed_on_is_nothing_and_checked_is_full() -> None:
    pack = shipped_pack("office")
    state = arrived(pack, "wrong")
    assert state.scenario.note is not None
    wrong = state.scenario.note.wrong
    assert wrong is not None
    note = HandoffNote(*TEXTS, findings=(wrong,))
    on = make(
        state, FillTicket((("summary", "it does not work"),)), Escalate(3, "infrastructure", note)
    )
    passed_on = level(on.played(), pack, "note_wrong")
    assert passed_on is not None
    assert passed_on.level == 0
    for seed in range(200):
        scenario = build_scenario(pack, 2, seed)
        seeded = scenario.note
        if seeded is None or seeded.wrong is None:
            continue
        tool = pack.tools[seeded.wrong[0]]
        if tool.line <= 2 <= (tool.until or 3) and not tool.claim:
            again = make(start_attempt(pack, scenario, "en"), UseTool(seeded.wrong[0]), Resolve())
            checked = level(again.played(), pack, "note_wrong")
            assert checked is not None
            assert checked.level == 3
            return
    raise AssertionError("no false fact that line 2 can read was drawn")
