"""Adding many people from a CSV file: all of them, or every problem by its line."""

from __future__ import annotations

from typing import Final

import streamlit as st

from trainer.errors import ImportRefused, InvalidInput
from trainer.services.accounts.invitations import DAYS
from trainer.services.accounts.people_csv import BYTES
from trainer.services.screening.candidates_csv import links_csv
from trainer.ui.boundary import callback, error_text
from trainer.ui.context import Context
from trainer.ui.people_said import link_of, say
from trainer.ui.safe import fill, join, plain, show

_PROBLEMS: Final = "people_problems"
_LINKS: Final = "people_links_made"
_SHOWN: Final = 100
_EXAMPLE: Final = (
    "login,name,email,roles,group,language\n"
    "a.belova,Анна Белова,a.belova@example.com,newcomer,2026-11,ru\n"
    "o.hayes,Oliver Hayes,o.hayes@example.com,newcomer mentor,2026-11,en\n"
)


def show_import(context: Context) -> None:
    """The file, the button, and what was wrong with the last file."""
    words, team = context.words, context.services.team

    def add() -> None:
        file = st.session_state.get("people_file")
        if file is None:
            return
        try:
            text = file.getvalue()[: 4 * BYTES].decode("utf-8-sig")
            done = team.accounts.import_csv(context.actor, text)
        except UnicodeDecodeError:
            raise InvalidInput("a file in UTF-8", field="encoding") from None
        except ImportRefused as refused:
            st.session_state[_PROBLEMS] = refused
            return
        days = st.session_state.get("people_days")
        if days:
            links = team.invitations.password_links(
                context.actor, [person for person, _, _ in done.people], int(days)
            )
            st.session_state[_LINKS] = [
                (login, email, one)
                for (_, login, email), one in zip(done.people, links, strict=True)
            ]
        said = words("people.import_done", people=len(done.people), groups=done.groups)
        say(said if days else f"{said}\n{words('people.import_next')}")

    st.caption(words("people.import_lead"))
    with st.expander(words("people.import_example")):
        st.code(_EXAMPLE, language=None)
    if (refused := st.session_state.pop(_PROBLEMS, None)) is not None:
        _show_problems(context, refused)
    _show_links(context)
    with st.container(key=f"tl-file-{words.language}"):
        st.file_uploader(words("people.import_file"), type=["csv"], key="people_file")
    st.selectbox(
        words("people.import_days"),
        [0, *DAYS],
        index=1 + DAYS.index(7),
        format_func=lambda number: (
            words.count("people.days", number) if number else words("people.import_no_links")
        ),
        key="people_days",
    )
    st.button(
        words("people.import_button"),
        key="people_import",
        type="primary",
        on_click=callback(words, add),
        disabled=st.session_state.get("people_file") is None,
    )


def _show_links(context: Context) -> None:
    """The file of the last import's links, once: nobody can look them up later."""
    words, links = context.words, st.session_state.pop(_LINKS, ())
    if not links:
        return
    rows = [
        (login, email, link_of(one.token, words), one.invitation.expires_at)
        for login, email, one in links
    ]
    st.info(words("people.import_links"), icon=":material/link:")
    st.download_button(
        words.count("people.import_download", len(rows)),
        links_csv(rows, "login").encode("utf-8-sig"),
        "links.csv",
        "text/csv",
        key="people_links",
        icon=":material/download:",
        type="primary",
        on_click="ignore",
    )


def _show_problems(context: Context, refused: ImportRefused) -> None:
    words = context.words
    st.error(plain(error_text(words, refused)), icon=":material/error:")
    lines = join(
        fill(
            "<li>{line}, {column}: {why}</li>",
            line=words("people.import_line", line=one.line),
            column=words.get(f"people.column.{one.column}", one.column),
            why=words.get(
                f"people.why.{one.column}_{one.why}", words.get(f"people.why.{one.why}", one.why)
            ),
        )
        for one in refused.problems[:_SHOWN]
    )
    show(fill('<ul class="tl-list">{lines}</ul>', lines=lines))
    if len(refused.problems) > _SHOWN:
        st.caption(words.count("people.import_more", len(refused.problems) - _SHOWN))
