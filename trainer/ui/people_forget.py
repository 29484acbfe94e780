"""Deleting a person and everything about them."""

from __future__ import annotations

import streamlit as st

from trainer.errors import InvalidInput
from trainer.services.accounts.ports import AccountLine
from trainer.ui.boundary import callback
from trainer.ui.context import Context
from trainer.ui.people_said import say
from trainer.ui.safe import plain


def show_forget(context: Context, line: AccountLine) -> None:
    """A closed box: the login has to be typed, because there is no way back."""
    words, account = context.words, line.account
    if account.person == context.actor.id:
        return
    key = f"forget_{account.person}"

    def forget() -> None:
        typed = str(st.session_state.get(f"{key}_login", "")).strip().casefold()
        if typed != account.login:
            raise InvalidInput("the login does not match", field="confirm_login")
        context.services.records.privacy.delete(context.actor, account.person)
        say(words("people.forgotten", name=account.name))

    with st.expander(words("people.forget"), icon=":material/delete_forever:"):
        st.write(words("people.forget_text"))
        st.text_input(
            plain(words("people.forget_confirm", login=account.login), one_line=True),
            key=f"{key}_login",
            max_chars=100,
        )
        st.button(words("people.forget_button"), key=key, on_click=callback(words, forget))
