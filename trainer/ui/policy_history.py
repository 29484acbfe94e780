"""Earlier states of a pack's policy, each with the way back to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import streamlit as st

from trainer.services.policy.policies import REASON_LIMIT, PolicyState
from trainer.services.policy.ports import PolicyVersion
from trainer.ui.boundary import callback
from trainer.ui.context import Context
from trainer.ui.safe import fill, show

_SHOWN: Final = 30


def show_history(context: Context, state: PolicyState, restored: Callable[[int], None]) -> None:
    """The newest versions first; `restored` is told the number of the version made by a restore."""
    words, policies = context.words, context.services.policies
    st.subheader(words("policy.history"), anchor=False)
    versions = policies.history(context.actor, state.pack)
    if not versions:
        st.caption(words("policy.no_history"))
        return
    reason = f"policy_why_{state.pack}_{state.number}"
    st.text_input(words("policy.restore_reason"), key=reason, max_chars=REASON_LIMIT)

    def restore(number: int) -> None:
        why = str(st.session_state.get(reason) or "")
        restored(policies.restore(context.actor, state.pack, number, why).number)

    for version in versions[:_SHOWN]:
        with _row(version.number):
            _show_version(context, version)
            if version.number != state.number and version.overlay != versions[0].overlay:
                st.button(
                    words("policy.restore"),
                    key=f"restore_{version.number}",
                    on_click=callback(words, restore),
                    args=(version.number,),
                )
    with _row(0):
        show(fill("<b>{text}</b>", text=words("policy.as_shipped")))
        if versions[0].overlay:
            st.button(
                words("policy.restore"),
                key="restore_0",
                on_click=callback(words, restore),
                args=(0,),
            )


def _row(number: int) -> st.delta_generator.DeltaGenerator:
    return st.container(
        border=True, horizontal=True, vertical_alignment="center", key=f"policy_row_{number}"
    )


def _show_version(context: Context, version: PolicyVersion) -> None:
    words = context.words
    sections = dict.fromkeys(
        "pass" if section.startswith("pass_") else section for section in version.overlay
    )
    names = ", ".join(words(f"policy.section_{section}") for section in sections)
    show(
        fill(
            '<div class="tl-person"><b>{number}. {reason}</b>'
            '<div class="tl-meta">{when} · {who}</div><div class="tl-meta">{what}</div></div>',
            number=version.number,
            reason=version.reason,
            when=f"{version.made_at:%d.%m.%Y %H:%M} UTC",
            who=version.made_by_login or words("policy.nobody"),
            what=words("policy.differs", names=names) if names else words("policy.as_shipped"),
        )
    )
