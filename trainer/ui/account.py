"""The corner of every page: language and profile."""

from __future__ import annotations

import streamlit as st

from trainer.app.places import front_folder
from trainer.domain.language import LANGUAGES, Language
from trainer.ui.boundary import callback
from trainer.ui.context import Context
from trainer.ui.page_table import page_named
from trainer.ui.safe import fill, plain, show
from trainer.ui.strings import Words

NAMES = {"ru": "Русский", "en": "English"}


def show_account(context: Context) -> None:
    """A small menu in the header: who is here, which language, another profile."""
    words = context.words
    with (
        st.container(key="tl-account"),
        st.popover(plain(context.profile.name, one_line=True), icon=":material/account_circle:"),
    ):
        show_language_switch(words, context)
        if not context.local:
            if page_named("records").open_to(context.actor, local=False):
                st.page_link(
                    front_folder() / "pages" / "newcomer" / "records.py",
                    label=words("mydata.title"),
                    icon=":material/folder_shared:",
                )
            _show_own_account(words)
            return
        if context.services.broken_packs:
            st.page_link(
                front_folder() / "pages" / "admin" / "packs.py",
                label=words("packs.link"),
                icon=":material/warning:",
                query_params={"p": context.profile.id},
            )
        # For everybody: local mode knows no roles.
        st.page_link(
            front_folder() / "pages" / "admin" / "studio.py",
            label=words("studio.title"),
            icon=":material/edit_note:",
            query_params={"p": context.profile.id},
        )
        st.button(
            words("account.other_profile"),
            icon=":material/group:",
            on_click=_leave,
            key="leave",
            width="stretch",
        )


def _show_own_account(words: Words) -> None:
    # Plain links, not widgets: they lead out of the app to pages that can change the cookie.
    for address, text in (("password", "account.password"), ("sign-out", "account.sign_out")):
        show(
            fill(
                '<a class="tl-out" href="/auth/{address}?lang={language}" target="_self">{text}</a>',
                address=address,
                language=words.language,
                text=words(text),
            )
        )


def show_language_switch(words: Words, context: Context | None = None) -> None:
    """Russian or English; remembered with the profile where there is one."""

    def choose() -> None:
        chosen: Language | None = st.session_state.get("language_switch")
        if chosen in LANGUAGES:
            st.session_state["language"] = chosen
            if "lang" in st.query_params:
                del st.query_params["lang"]
            if context is not None:
                context.services.people.set_language(context.actor, chosen)

    st.segmented_control(
        words("account.language"),
        LANGUAGES,
        default=words.language,
        format_func=NAMES.__getitem__,
        key="language_switch",
        on_change=callback(words, choose),
        required=True,
        label_visibility="collapsed",
    )


def _leave() -> None:
    st.session_state.pop("profile_id", None)
    st.session_state.pop("language", None)
    st.query_params.clear()
