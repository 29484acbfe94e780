"""The terms of a campaign: filled in, changed while nobody has begun, closed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import streamlit as st

from trainer.domain.forms import Blueprint
from trainer.domain.language import LANGUAGES
from trainer.domain.people import Actor
from trainer.services.screening.campaigns import Draft, Overview
from trainer.services.screening.checks import CONSENT_LIMIT, CONTACT_LIMIT, TITLE_LIMIT
from trainer.services.screening.records import Campaign
from trainer.ui.account import NAMES
from trainer.ui.boundary import callback
from trainer.ui.context import Context
from trainer.ui.pieces import empty
from trainer.ui.safe import fill, join, plain, show
from trainer.ui.screening_pieces import days
from trainer.ui.strings import words as words_of


def show_campaign_form(context: Context, campaign: Campaign | None = None) -> None:
    """The form of a new campaign, or of one that may still be changed."""
    words, campaigns = context.words, context.services.screening.campaigns
    blueprints = {one.id: one for one in campaigns.blueprints(context.actor)}
    if not blueprints:
        show(empty(words("campaign.no_blueprints"), words("campaign.no_blueprints_text")))
        return
    name = campaign.id if campaign else "new"

    def save() -> None:
        draft = _draft(name)
        if campaign is None:
            made = campaigns.create(context.actor, draft)
            st.query_params["campaign"] = made.id
        else:
            campaigns.edit(context.actor, campaign.id, draft)

    with st.form(f"campaign_form_{name}", border=False):
        _fields(context, name, campaign, blueprints)
        st.form_submit_button(
            words("campaign.save" if campaign else "campaign.create"),
            type="primary",
            on_click=callback(words, save),
        )


def _fields(
    context: Context, name: str, campaign: Campaign | None, blueprints: dict[str, Blueprint]
) -> None:
    words = context.words
    now = datetime.now(UTC)  # only what the form proposes
    st.text_input(
        words("campaign.name"),
        campaign.title if campaign else "",
        TITLE_LIMIT,
        f"title_{name}",
        help=plain(words("campaign.name_help")),
    )
    left, right = st.columns(2)
    with left:
        ids = list(blueprints)
        st.selectbox(
            words("campaign.blueprint"),
            ids,
            index=ids.index(campaign.blueprint) if campaign and campaign.blueprint in ids else 0,
            format_func=lambda one: blueprint_name(context, blueprints[one]),
            key=f"blueprint_{name}",
        )
        st.multiselect(
            words("campaign.lines"),
            [1, 2, 3],
            default=list(campaign.lines) if campaign else [1],
            format_func=lambda line: words("line", n=line),
            key=f"lines_{name}",
            placeholder=words("ticket.choose"),
        )
        st.multiselect(
            words("campaign.languages"),
            LANGUAGES,
            default=list(campaign.languages if campaign else LANGUAGES),
            format_func=NAMES.__getitem__,
            key=f"languages_{name}",
            placeholder=words("ticket.choose"),
        )
        st.text_input(
            words("campaign.contact"),
            campaign.contact if campaign else "",
            CONTACT_LIMIT,
            f"contact_{name}",
            help=plain(words("campaign.contact_help")),
        )
    with right:
        minutes = campaign.minutes if campaign else 90
        # Without bounds: the browser would hold the whole form back, and no word said why.
        st.number_input(words("campaign.minutes"), value=minutes, step=5, key=f"minutes_{name}")
        st.date_input(
            words("campaign.opens"),
            campaign.opens_at.date() if campaign else now.date(),
            key=f"opens_{name}",
            format="DD.MM.YYYY",
        )
        last = (campaign.closes_at if campaign else now + timedelta(days=31)) - timedelta(days=1)
        st.date_input(
            words("campaign.closes"), last.date(), key=f"closes_{name}", format="DD.MM.YYYY"
        )
        limit = campaign.dispute_days if campaign else 14
        st.number_input(words("campaign.dispute"), value=limit, step=1, key=f"dispute_{name}")
    for language in LANGUAGES:
        proposed = words_of(language)("campaign.consent_proposed")
        st.text_area(
            words(f"campaign.consent_{language}"),
            dict(campaign.consents).get(language, "") if campaign else proposed,
            max_chars=CONSENT_LIMIT,
            height=140,
            key=f"consent_{language}_{name}",
        )
    st.caption(words("campaign.consent_help"))
    st.checkbox(
        words("campaign.blind"),
        campaign.blind if campaign else True,
        key=f"blind_{name}",
        help=plain(words("campaign.blind_help")),
    )
    st.checkbox(
        words("campaign.feedback"),
        campaign.feedback if campaign else True,
        key=f"feedback_{name}",
        help=plain(words("campaign.feedback_help")),
    )


def _draft(name: str) -> Draft:
    def read(field: str) -> Any:
        return st.session_state.get(f"{field}_{name}")

    return Draft(
        title=str(read("title") or ""),
        blueprint=str(read("blueprint") or ""),
        languages=tuple(read("languages") or ()),
        lines=tuple(read("lines") or ()),
        minutes=int(read("minutes") or 0),
        opens_at=_midnight(read("opens")),
        closes_at=_midnight(read("closes")) + timedelta(days=1),
        consents={language: str(read(f"consent_{language}") or "") for language in LANGUAGES},
        contact=str(read("contact") or ""),
        feedback=bool(read("feedback")),
        dispute_days=int(read("dispute") or 0),
        blind=bool(read("blind")),
    )


def _midnight(day: date | None) -> datetime:
    return datetime.combine(day or date(1970, 1, 1), time(), UTC)


def blueprint_name(context: Context, blueprint: Blueprint) -> str:
    """The blueprint's name in the reader's language with its length."""
    name = dict(blueprint.names).get(context.language, blueprint.id)
    return f"{name} · {context.words.count('campaign.tickets', len(blueprint.cells))}"


def show_terms(context: Context, overview: Overview) -> None:
    """What all candidates of the campaign get; what may be done to it now."""
    words, campaign = context.words, overview.campaign
    campaigns = context.services.screening.campaigns
    if overview.editable:
        show_campaign_form(context, campaign)
    else:
        st.caption(words("campaign.fixed"))
        show(_facts(context, campaign))
        for language, text in campaign.consents:
            with st.expander(words(f"campaign.consent_{language}")):
                show(fill("<p>{text}</p>", text=text))
    st.divider()
    with st.container(horizontal=True):
        if campaign.feedback and campaign.released_at is None:
            _for_good(context, campaign, "release", campaigns.release_feedback)
        if campaign.closed_at is None:
            _for_good(context, campaign, "close", campaigns.close)


def _for_good(
    context: Context, campaign: Campaign, name: str, action: Callable[[Actor, str], None]
) -> None:
    """A step without a way back: the first click says what it does, the second does it."""
    words = context.words

    def now() -> None:
        action(context.actor, campaign.id)  # the rights of the click, not of the drawing

    with st.popover(words(f"campaign.{name}")):
        st.write(words(f"campaign.{name}_help"))
        st.button(
            words(f"campaign.{name}_now"),
            key=name,
            type="primary",
            on_click=callback(words, now),
        )


def _facts(context: Context, campaign: Campaign) -> Any:
    words = context.words
    yes, no = words("campaign.yes"), words("campaign.no")
    blueprints = {
        one.id: one for one in context.services.screening.campaigns.blueprints(context.actor)
    }
    form = blueprints.get(campaign.blueprint)
    rows = (
        (
            words("campaign.blueprint"),
            blueprint_name(context, form) if form else campaign.blueprint,
        ),
        (words("campaign.lines"), ", ".join(str(line) for line in campaign.lines)),
        (words("campaign.languages"), ", ".join(NAMES[one] for one in campaign.languages)),
        (words("campaign.minutes"), str(campaign.minutes)),
        (words("campaign.open_days"), days(words, campaign.opens_at, campaign.closes_at)),
        (words("campaign.contact"), campaign.contact),
        (words("campaign.blind"), yes if campaign.blind else no),
        (words("campaign.feedback"), yes if campaign.feedback else no),
        (words("campaign.dispute"), str(campaign.dispute_days)),
    )
    return fill(
        '<dl class="tl-facts">{rows}</dl>',
        rows=join(
            fill("<dt>{name}</dt><dd>{value}</dd>", name=name, value=value) for name, value in rows
        ),
    )
