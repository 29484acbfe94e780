"""Whatever is played: only MoveNotAllowed, and the log alone gives the same attempt again."""

from __future__ import annotations

import json
from typing import Literal, get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tiny import tiny_pack
from trainer.content.outcomes import outcomes_of
from trainer.domain.language import LANGUAGES, Language
from trainer.domain.moves import (
    Abandon,
    Escalate,
    FillTicket,
    KeepDraft,
    Move,
    PickMeaning,
    ReadArticle,
    Resolve,
    ReturnTicket,
    Say,
    UseTool,
    move_from_plain,
    move_to_plain,
)
from trainer.domain.ticket import DRAFT_TEXTS, TICKET_FIELDS, HandoffNote
from trainer.domain.understanding import Act, ActForm, Understanding
from trainer.errors import MoveNotAllowed
from trainer.generator.build import build_scenario
from trainer.session.advance import REASONS, advance, replay, start_attempt
from trainer.session.using import NOTHING_LEARNT

PACK = tiny_pack()
SPEECH = ("greet", "empathise", "blame", "calm_down", "ask_password", "close", "thank", "jargon",
          "promise_time", "confirm_result", "refuse", "no_such_act")  # fmt: skip

words = st.text(max_size=40)
tools = st.sampled_from([*PACK.tools, "no_such_tool"])
kinds: st.SearchStrategy[Literal["tool", "speech"]] = st.sampled_from(["tool", "speech"])
acts = st.builds(
    Act,
    id=tools | st.sampled_from(SPEECH),
    kind=kinds,
    start=st.integers(0, 60),
    end=st.integers(0, 60),
    certainty=st.floats(0, 1),
    form=st.sampled_from(get_args(ActForm)),
)
meanings = st.builds(
    Understanding,
    acts=st.lists(acts, max_size=3).map(tuple),
    offers=st.lists(tools, max_size=3).map(tuple),
)
fields = st.tuples(
    st.sampled_from([*TICKET_FIELDS, "no_such_field"]),
    st.sampled_from(["", "low", "high", "printing", "spooler_stopped", "x" * 201, "x" * 2001]),
)
drafts = st.tuples(st.sampled_from([*DRAFT_TEXTS, "no_such_field"]), words)
notes = st.builds(
    HandoffNote,
    happening=words,
    findings=st.lists(st.tuples(tools, st.sampled_from(["person", "told", "no_such"])), max_size=2)
    .map(tuple),
)  # fmt: skip
moves: st.SearchStrategy[Move] = st.one_of(
    st.builds(Say, text=words, understood=meanings),
    st.builds(UseTool, tools),
    st.builds(PickMeaning, st.integers(0, 8), tools | st.just("")),
    st.builds(FillTicket, st.lists(fields, max_size=3).map(tuple)),
    st.builds(KeepDraft, st.lists(drafts, max_size=3).map(tuple)),
    st.builds(ReadArticle, st.sampled_from([*PACK.articles, "no_such_article"])),
    st.builds(ReturnTicket, st.lists(tools, max_size=3).map(tuple), words),
    st.one_of(
        st.builds(Escalate, st.integers(0, 4), st.sampled_from([*PACK.policy.teams, "x"]), notes),
        st.builds(Resolve, words, meanings),
        st.just(Abandon()),
    ),
)


@settings(max_examples=150, deadline=None)
@given(
    line=st.sampled_from([1, 2, 3]),
    seed=st.integers(0, 10_000),
    language=st.sampled_from(LANGUAGES),
    wanted=st.lists(moves, max_size=14),
)
def test_any_play_keeps_the_rules_and_replays(
    line: int, seed: int, language: Language, wanted: list[Move]
) -> None:
    scenario = build_scenario(PACK, line, seed)
    state = start_attempt(PACK, scenario, language)
    log: list[str] = []
    reasons: set[str] = set()
    for move in wanted:
        try:
            after, events = advance(state, move)
        except MoveNotAllowed as error:
            reasons.add(error.reason)
            continue
        assert after.minute >= state.minute
        assert 0 <= after.patience <= 100
        assert after.events[len(state.events) :] == events == after.steps[-1].events
        assert events or isinstance(move, KeepDraft)
        assert after.steps[-1].before == state.world
        for event in events:
            assert not set("{}") & set(event.text) or event.actor == "trainee"
        learnt = {pair for pair in after.steps[-1].used if pair[1] not in NOTHING_LEARNT}
        assert {(f.tool, f.outcome) for f in after.findings} >= learnt
        for tool, outcome in after.steps[-1].used:
            assert PACK.tools[tool].line <= line <= PACK.tools[tool].until
            assert outcome in outcomes_of(PACK.world, PACK.tools[tool])
        log.append(json.dumps(move_to_plain(move)))
        state = after
    assert reasons <= set(REASONS)
    assert replay(PACK, scenario, language, (move_from_plain(json.loads(m)) for m in log)) == state
