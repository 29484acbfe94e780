"""What a candidate may do with what is kept about them: take it along, or withdraw and delete it."""

from __future__ import annotations

from typing import Final

import streamlit as st

from trainer.domain.people import Actor
from trainer.errors import ScreeningRefused
from trainer.services.screening.standing import Step
from trainer.ui.boundary import callback
from trainer.ui.downloads import file_bytes
from trainer.ui.strings import Words
from trainer.ui.visit import Visit

LEFT: Final = "screening_left"
AT: Final[frozenset[Step]] = frozenset({"consent", "refused", "prepare", "done"})
"""Where the box stands: not beside a running clock. Withdrawing then is a call to the contact."""


def show_own_data(visit: Visit, own: Words, actor: Actor) -> None:
    """A closed box with both."""
    desk, secret = visit.services.screening, visit.held

    def archive() -> bytes:
        # Fetched outside of any session, when it is clicked: the secret says who is there then.
        now = desk.entrance.resolve(secret)
        if now != actor:
            raise ScreeningRefused("session")
        return file_bytes("all.zip", lambda path: desk.leaving.take(now, path))

    def leave() -> None:
        desk.leaving.leave(visit.here(actor))
        _gone("gone")

    def close() -> None:
        desk.leaving.close(visit.here(actor))
        _gone("closed")

    def _gone(how: str) -> None:
        st.session_state[LEFT] = (own.language, how)
        st.query_params.clear()

    with st.expander(own("screening.data"), icon=":material/folder_shared:"):
        st.write(own("screening.data_text"))
        st.download_button(
            own("mydata.archive"),
            archive,  # made when it is asked for
            file_name="threeline.zip",
            mime="application/zip",
            icon=":material/archive:",
            on_click="ignore",
            key="candidate_archive",
        )
        st.write(own("screening.close_text"))
        st.button(
            own("screening.close"),
            key="close_session",
            icon=":material/logout:",
            on_click=callback(own, close),
        )
        st.write(own("screening.leave_text"))
        sure = st.checkbox(own("screening.leave_sure"), key="leave_sure")
        st.button(
            own("screening.leave"),
            key="leave",
            icon=":material/delete_forever:",
            disabled=not sure,
            on_click=callback(own, leave),
        )
