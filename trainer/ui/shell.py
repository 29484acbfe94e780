"""The entry point's frame: language, profile, navigation, and the last net for errors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import streamlit as st

from trainer.app.places import front_folder
from trainer.domain.language import LANGUAGES, Language
from trainer.ui.account import show_account
from trainer.ui.boundary import calm, show_notice
from trainer.ui.brand import ICON, LOGO, LOGO_DARK
from trainer.ui.context import Context, dark, entered
from trainer.ui.strings import Words, words
from trainer.ui.style import show_style
from trainer.ui.welcome import show_welcome

if TYPE_CHECKING:
    from streamlit.navigation.page import Page

    from trainer.app.wiring import Services
    from trainer.services.ports import Profile

PAGES: Final = (
    ("today", "", ":material/wb_sunny:"),
    ("practice", "practice", ":material/support_agent:"),
    ("debrief", "debrief", ":material/rate_review:"),
    ("progress", "progress", ":material/trending_up:"),
    ("handbook", "handbook", ":material/menu_book:"),
)
"""Name, address and icon of the newcomer's pages, in the order of the menu."""
MENTOR_PAGES: Final = ("reviews", "cohort", "calibration", "assignments", "live")
"""Pages of whoever looks after others; services open them to mentors only."""
ADMIN_PAGES: Final = ("packs", "studio")
"""Pages of whoever runs this installation or writes its packs."""


def main() -> None:
    """Draw one run of the app: everything that a visitor sees goes through here."""
    language = _language(None)
    st.set_page_config("Threeline", ICON, layout="wide", initial_sidebar_state="collapsed")
    show_style()
    with calm(words(language)):
        _draw(language)


def _draw(language: Language) -> None:
    from trainer.app.wiring import services as wired

    services = wired()
    profile = _profile(services)
    language = _language(profile)
    own = words(language)
    st.logo(LOGO_DARK if dark() else LOGO, size="large")
    page = st.navigation(_pages(own), position="top" if profile else "hidden")
    if profile is None:
        show_welcome(services, own)
        return
    context = Context(services, profile, own)
    show_account(context)
    show_notice()
    with entered(context), calm(own):
        page.run()


def _pages(own: Words) -> Sequence[Page]:
    folder = front_folder() / "pages"
    newcomer = [
        st.Page(
            folder / "newcomer" / f"{name}.py",
            title=own(f"nav.{name}"),
            icon=icon,
            url_path=address or None,
            default=not address,
        )
        for name, address, icon in PAGES
    ]
    # Not in the menu: they are for whoever runs this installation. The addresses are no secret.
    admin = [
        st.Page(
            folder / place / f"{name}.py",
            title=own(f"{name}.title"),
            url_path=name,
            visibility="hidden",
        )
        for place, names in (("mentor", MENTOR_PAGES), ("admin", ADMIN_PAGES))
        for name in names
    ]
    return [*newcomer, *admin]


def _profile(services: Services) -> Profile | None:
    """The chosen profile. Its id stays in the address, because a refresh is a new session."""
    chosen = st.query_params.get("p") or st.session_state.get("profile_id")
    profile = services.people.get(chosen) if chosen else None
    if profile is None:
        st.session_state.pop("profile_id", None)
        if "p" in st.query_params:
            del st.query_params["p"]
        return None
    st.session_state["profile_id"] = profile.id
    if st.query_params.get("p") != profile.id:
        st.query_params["p"] = profile.id
    return profile


def _language(profile: Profile | None) -> Language:
    """What was clicked in this session; else the address, the profile, the browser."""
    candidates = (
        st.session_state.get("language"),
        st.query_params.get("lang"),
        profile.language if profile else None,
        (st.context.locale or "")[:2].lower(),
    )
    for candidate in candidates:
        for language in LANGUAGES:
            if language == candidate:
                return language
    return "en"
