"""Cut scores that Calibration proposes for the policy: filled in, never saved by themselves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import streamlit as st

from trainer.services.policy.overlay import plain_policy
from trainer.services.policy.policies import PolicyState
from trainer.ui.context import Context
from trainer.ui.policy_fields import value_at
from trainer.ui.safe import plain

TAKE: Final = "take"
CUTS: Final = "cuts"
"""The address says only that they are wanted: the figures come from the ratings themselves."""


def proposed_cuts(context: Context, state: PolicyState) -> Mapping[str, float]:
    """The cut of each line with enough verdicts, by its place in the policy, where it differs from
    what is saved; nothing unless the address asks for them."""
    if st.query_params.get(TAKE) != CUTS or not state.ladder:
        return {}
    saved = plain_policy(state.saved)
    found = {
        f"readiness.cut.{one.line}": round(one.cut.score, 1)
        for one in context.services.mentoring.calibration.cuts(context.actor)
        if one.cut is not None
    }
    return {place: cut for place, cut in found.items() if value_at(saved, place) != cut}


def show_proposed(context: Context, state: PolicyState, proposed: Mapping[str, float]) -> None:
    """What was filled in, beside what is saved."""
    words, saved = context.words, plain_policy(state.saved)
    if not proposed:
        if st.query_params.get(TAKE) == CUTS:
            st.info(plain(words("proposed.none")), icon=":material/balance:")
        return
    lines = "; ".join(
        words(
            "proposed.line",
            line=place.rpartition(".")[2],
            new=words.number(cut),
            old=words.number(value_at(saved, place)),
        )
        for place, cut in proposed.items()
    )
    st.info(plain(words("proposed.filled", lines=lines)), icon=":material/balance:")


def taken() -> None:
    """The proposal has been dealt with: the next form begins from what is saved."""
    st.query_params.pop(TAKE, None)
