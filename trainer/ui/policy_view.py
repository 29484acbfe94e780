"""The policy of each pack, for administrators: change, look at the effect, save, go back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import streamlit as st

from trainer.services.policy.policies import REASON_LIMIT, PolicyState
from trainer.ui.boundary import callback
from trainer.ui.context import Context
from trainer.ui.pieces import page_head
from trainer.ui.policy_effect import effect
from trainer.ui.policy_fields import SECTIONS, entered_values, show_fields
from trainer.ui.policy_history import show_history
from trainer.ui.policy_proposed import proposed_cuts, show_proposed, taken
from trainer.ui.safe import option, plain, show

_SAID: Final = "policy_said"
_EFFECT: Final = "policy_effect"


def show_policy(context: Context) -> None:
    """One pack at a time."""
    words, policies = context.words, context.services.policies
    show(page_head(words("policy.title"), words("policy.lead")))
    if said := st.session_state.pop(_SAID, ""):
        st.success(plain(str(said)), icon=":material/check:")
    titles = dict(context.services.handbook.packs(context.language))
    pack = st.selectbox(
        words("policy.pack"),
        list(titles),
        format_func=lambda one: option(titles[one]),
        key="policy_pack",
    )
    state = policies.get(context.actor, pack)
    _show_notes(context, state)
    proposed = proposed_cuts(context, state)
    show_proposed(context, state, proposed)
    _show_form(context, state, proposed)
    # Under the buttons, where whoever has pressed one is looking.
    kept = st.session_state.pop(_EFFECT, None)
    if kept is not None and kept[0] == pack:
        show(effect(words, kept[1]))

    def said_restored(number: int) -> None:
        st.session_state[_SAID] = words("policy.restored", n=number)

    show_history(context, state, said_restored)


def _show_notes(context: Context, state: PolicyState) -> None:
    words = context.words
    st.info(plain(words("policy.when")), icon=":material/info:")
    if state.unfit:
        st.error(plain(words("policy.unfit", n=state.number)), icon=":material/error:")
    elif state.waiting:
        text = words("policy.waiting", n=state.number) if state.number else words("policy.waits")
        st.warning(plain(text), icon=":material/schedule:")
    if state.open_attempts:
        st.caption(words.count("policy.open", state.open_attempts))


def _show_form(context: Context, state: PolicyState, proposed: Mapping[str, float]) -> None:
    words, policies = context.words, context.services.policies
    reason = f"policy_reason_{state.pack}_{state.number}"

    def look() -> None:
        found = policies.preview(
            context.actor, state.pack, entered_values(state), context.language
        )  # fmt: skip
        st.session_state[_EFFECT] = (state.pack, found)

    def save() -> None:
        version = policies.save(
            context.actor,
            state.pack,
            entered_values(state),
            str(st.session_state.get(reason) or ""),
            state.number,
        )
        st.session_state[_SAID] = words("policy.saved", n=version.number)
        taken()

    with st.form(f"policy_{state.pack}", border=False, enter_to_submit=False):
        for section in SECTIONS:
            changed = any(place.startswith(f"{section}.") for place in proposed)
            opened = changed if proposed else section == SECTIONS[0]
            with st.expander(words(f"policy.section_{section}"), expanded=opened):
                st.caption(words(f"policy.about_{section}"))
                if section in ("readiness", "lines") and not state.ladder:
                    st.caption(words("policy.not_ladder"))
                show_fields(context, section, state, proposed)
        st.text_area(words("policy.reason"), key=reason, max_chars=REASON_LIMIT, height=80)
        with st.container(horizontal=True):
            st.form_submit_button(words("policy.preview"), on_click=callback(words, look))
            st.form_submit_button(
                words("policy.save"), type="primary", on_click=callback(words, save)
            )
