"""The first screen: say who you are and start. No account, no password."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from trainer.ui.account import show_language_switch
from trainer.ui.boundary import callback, show_notice
from trainer.ui.drawing import mark
from trainer.ui.safe import Html, fill, join, plain, show
from trainer.ui.strings import Words

if TYPE_CHECKING:
    from trainer.app.wiring import Services

NAME_LIMIT: Final = 60
_SHOWN: Final = 12


def show_welcome(services: Services, words: Words) -> None:
    """Pick or make a profile; afterwards the session knows its id."""
    with st.container(key="tl-welcome"):
        show(
            fill(
                '<section class="tl-hero">{mark}<h1>{title}</h1><p class="tl-lead">{lead}</p>'
                "</section>",
                mark=mark(56),
                title=words("welcome.title"),
                lead=words("welcome.lead"),
            )
        )
        show_notice()
        show_language_switch(words)
        _new_profile(services, words)
        _known_profiles(services, words)
        show(_three_lines(words))


def _new_profile(services: Services, words: Words) -> None:
    def create() -> None:
        name = str(st.session_state.get("new_name", "")).strip()
        st.session_state["profile_id"] = services.local_people.create(name, words.language).id

    with st.form("new_profile", border=True):
        st.text_input(
            words("welcome.name"),
            key="new_name",
            max_chars=NAME_LIMIT,
            placeholder=words("welcome.name_example"),
            autocomplete="given-name",
        )
        st.form_submit_button(
            words("welcome.start"),
            type="primary",
            on_click=callback(words, create),
            icon=":material/arrow_forward:",
            icon_position="right",
            width="stretch",
        )
        st.caption(words("welcome.local"))


def _known_profiles(services: Services, words: Words) -> None:
    profiles = services.local_people.all()
    if not profiles:
        return

    def choose(profile_id: str) -> None:
        st.session_state["profile_id"] = profile_id

    st.markdown(f"**{words('welcome.known')}**")
    with st.container(horizontal=True, key="tl-profiles"):
        for profile in profiles[:_SHOWN]:
            st.button(
                plain(profile.name, one_line=True),
                key=f"profile_{profile.id}",
                icon=":material/person:",
                on_click=choose,
                args=(profile.id,),
            )
    if len(profiles) > _SHOWN:
        rest = {profile.id: profile.name for profile in profiles[_SHOWN:]}
        picked = st.selectbox(
            words("welcome.more"), list(rest), index=None, format_func=rest.__getitem__
        )
        if picked:
            choose(picked)
            st.rerun()


def _three_lines(words: Words) -> Html:
    return fill(
        '<ol class="tl-steps tl-steps-lines">{items}</ol>',
        items=join(
            fill(
                '<li><span class="tl-step-no">{n}</span><div><b>{title}</b><p>{text}</p></div></li>',
                n=line,
                title=words(f"welcome.line{line}"),
                text=words(f"welcome.line{line}_text"),
            )
            for line in (1, 2, 3)
        ),
    )
