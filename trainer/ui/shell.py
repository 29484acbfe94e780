"""The entry point's frame: language, profile, navigation, and the last net for errors."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import streamlit as st

from trainer.app.places import front_folder
from trainer.app.session_cookie import CANDIDATE_COOKIE, unseal
from trainer.app.signed_in_only import CANDIDATES_PAGE
from trainer.domain.language import LANGUAGES, Language
from trainer.domain.people import Actor
from trainer.ui.account import show_account
from trainer.ui.boundary import calm, show_notice
from trainer.ui.brand import ICON, LOGO, LOGO_DARK
from trainer.ui.context import Context, dark, entered
from trainer.ui.page_table import PAGES, PageEntry, menu_of
from trainer.ui.signed_in import actor_now, show_signed_out, signed_in
from trainer.ui.strings import Words, words
from trainer.ui.style import show_style
from trainer.ui.visit import Visit, visiting
from trainer.ui.welcome import show_welcome

if TYPE_CHECKING:
    from streamlit.navigation.page import Page

    from trainer.app.wiring import Services
    from trainer.services.ports import Profile


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
    local = services.settings.mode == "local"
    profile, actor = _chosen(services) if local else signed_in(services)
    language = _language(profile)
    own = words(language)
    st.logo(LOGO_DARK if dark() else LOGO, size="large")
    if profile is None or actor is None:
        page = st.navigation([_page(entry, own) for entry in PAGES], position="hidden")
        if (visit := _visit(services, own, page, local)) is not None:
            with visiting(visit), calm(own):
                page.run()
        elif local:
            show_welcome(services, own)
        else:
            show_signed_out(own)
        return
    who = None if local else functools.partial(actor_now, services)
    context = Context(services, profile, own, actor, who)
    with entered(context):
        page = _navigation(context)
        show_account(context)
        # Somebody who is signed in may try a candidate's link in the same browser.
        if (visit := _visit(services, own, page, local)) is not None:
            with visiting(visit), calm(own):
                page.run()
            return
        show_notice()
        with calm(own):
            page.run()


def _visit(services: Services, own: Words, page: Page, local: bool) -> Visit | None:
    """The candidate's visit, where the page is theirs and the browser carries an invitation's cookie."""
    if local or page.url_path != CANDIDATES_PAGE.strip("/"):
        return None
    secret = unseal(st.context.cookies.get(CANDIDATE_COOKIE))
    return Visit(services, own, secret) if secret else None


def _navigation(context: Context) -> Page:
    """The page asked for. Who has no use for the start page is led to the first
    one of their role."""
    menu = menu_of(context.actor, local=context.local)
    pages = {entry.name: _page(entry, context.words, visible=entry in menu) for entry in PAGES}
    sections: dict[str, list[Page]] = {"": []}
    grouped = len({entry.folder for entry in menu}) > 1
    for entry in PAGES:
        of_others = grouped and entry in menu and entry.folder != "newcomer"
        section = context.words(f"nav.of_{entry.folder}") if of_others else ""
        sections.setdefault(section, []).append(pages[entry.name])
    page = st.navigation(sections if grouped else sections[""], position="top")
    if page is pages[PAGES[0].name] and PAGES[0] not in menu and menu:
        own = next((entry for entry in menu if entry.folder != PAGES[0].folder), menu[0])
        st.switch_page(pages[own.name])
    return page


def _page(entry: PageEntry, own: Words, *, visible: bool = False) -> Page:
    return st.Page(
        front_folder() / "pages" / entry.folder / f"{entry.name}.py",
        title=own(entry.title),
        icon=entry.icon,
        url_path=entry.address or None,
        default=not entry.address,
        visibility="visible" if visible else "hidden",
    )


def _chosen(services: Services) -> tuple[Profile | None, Actor | None]:
    """The chosen profile, a newcomer. Its id stays in the address, because a refresh is a new
    session."""
    chosen = st.query_params.get("p") or st.session_state.get("profile_id")
    profile = services.local_people.get(chosen) if chosen else None
    if profile is None:
        st.session_state.pop("profile_id", None)
        if "p" in st.query_params:
            del st.query_params["p"]
        return None, None
    st.session_state["profile_id"] = profile.id
    if st.query_params.get("p") != profile.id:
        st.query_params["p"] = profile.id
    return profile, Actor(profile.id, frozenset({"newcomer"}))


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
