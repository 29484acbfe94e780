"""Who is there in team mode: asked of the cookie at every run, kept nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from trainer.app.session_cookie import COOKIE, unseal
from trainer.services.accounts.forms import token_hash
from trainer.ui.drawing import mark
from trainer.ui.safe import fill, show
from trainer.ui.strings import Words

if TYPE_CHECKING:
    from trainer.app.wiring import Services
    from trainer.domain.people import Actor
    from trainer.services.ports import Profile


def signed_in(services: Services) -> tuple[Profile | None, Actor | None]:
    """The person and what they may do as of now; (None, None) for nobody.

    The browser sent the cookie when it opened this tab; whether it still holds is asked of the
    database, so that a role taken away is gone at the next click.
    """
    actor = actor_now(services)
    profile = services.people.me(actor) if actor else None
    if actor is None or profile is None:
        # Nothing of the person before may show in what the next one sees in this tab.
        st.session_state.clear()
        return None, None
    return profile, actor


def actor_now(services: Services) -> Actor | None:
    """Who the cookie belongs to and what they may do, as of now; None for nobody."""
    token = unseal(st.context.cookies.get(COOKIE))
    return services.team.sign_in.resolve(token) if token else None


def own_session() -> str:
    """The hash of the token that this browser's cookie holds; empty for none."""
    token = unseal(st.context.cookies.get(COOKIE))
    return token_hash(token) if token else ""


def show_signed_out(words: Words) -> None:
    """Where a session ended while its page was open: a word and the way back in."""
    with st.container(key="tl-welcome"):
        show(
            fill(
                '<section class="tl-hero">{mark}<h1>{title}</h1><p class="tl-lead">{lead}</p>'
                '<p><a class="tl-out" href="/auth/sign-in?lang={language}" target="_self">{text}</a>'
                "</p></section>",
                mark=mark(56),
                title=words("signed_out.title"),
                lead=words("signed_out.lead"),
                language=words.language,
                text=words("signed_out.again"),
            )
        )
