"""A recruiter's campaigns, and the page of one."""

from __future__ import annotations

import streamlit as st

from trainer.services.screening.campaigns import PAGE, CampaignItem, Overview
from trainer.services.screening.records import (
    BEFORE_THE_FORM,
    ENDED,
    STATUSES,
    UNOPENED,
    CandidateRow,
)
from trainer.services.screening.reporting import COMPARED
from trainer.ui.boundary import callback
from trainer.ui.campaign_export import show_campaign_export
from trainer.ui.campaign_form import show_campaign_form, show_terms
from trainer.ui.campaign_invite import show_invite
from trainer.ui.context import Context
from trainer.ui.impact_view import show_impact
from trainer.ui.people_said import show_said
from trainer.ui.pieces import chip, empty, page_head
from trainer.ui.safe import Html, fill, join, plain, show
from trainer.ui.screening_pieces import days, decision_chip, go_to, status_chip
from trainer.ui.tabs import show_tabs


def show_campaigns(context: Context) -> None:
    """All campaigns, or the one that the address names."""
    campaign_id = st.query_params.get("campaign", "")
    if campaign_id:
        _one(context, campaign_id)
    else:
        _all(context)


def _all(context: Context) -> None:
    words, campaigns = context.words, context.services.screening.campaigns
    show(page_head(words("campaigns.title"), words("campaigns.lead")))
    page = int(st.session_state.get("campaigns_page", 0))
    items = campaigns.mine(context.actor, page)
    if not items and not page:
        show(empty(words("campaigns.empty"), words("campaigns.empty_text")))
    for item in items[:PAGE]:
        _card(context, item)
    _pager(context, "campaigns_page", page, more=len(items) > PAGE)
    with st.expander(words("campaigns.new"), icon=":material/add:", expanded=not items):
        show_campaign_form(context)


def _card(context: Context, item: CampaignItem) -> None:
    words, campaign = context.words, item.campaign
    with st.container(border=True, key=f"campaign_{campaign.id}"):
        show(
            fill(
                '<h3 class="tl-title">{title}</h3><div class="tl-meta">{state}<span>{dates}</span>'
                "<span>{people}</span></div>",
                title=campaign.title,
                state=_state(context, campaign.closed_at is not None),
                dates=days(words, campaign.opens_at, campaign.closes_at),
                people=words("campaigns.people", all=item.candidates, ended=item.ended),
            )
        )
        if st.button(words("campaigns.open"), key=f"open_{campaign.id}"):
            st.query_params["campaign"] = campaign.id
            st.rerun()


def _one(context: Context, campaign_id: str) -> None:
    words, desk = context.words, context.services.screening
    if st.button(words("campaigns.back"), icon=":material/arrow_back:", type="tertiary"):
        del st.query_params["campaign"]
        st.rerun()
    desk.reporting.settle(context.actor, campaign_id)
    status = str(st.session_state.get(f"filter_{campaign_id}") or "")
    page = int(st.session_state.get(f"page_{campaign_id}", 0))
    overview = desk.campaigns.overview(context.actor, campaign_id, status, page)
    campaign = overview.campaign
    show(page_head(campaign.title))
    show_said(words)
    show(_head(context, overview))
    show_tabs(
        f"campaign_tabs_{campaign_id}",
        {
            words("campaigns.tab_people"): lambda: _people(context, overview, page),
            words("campaigns.tab_invite"): lambda: show_invite(context, campaign),
            words("campaigns.tab_terms"): lambda: show_terms(context, overview),
            words("campaigns.tab_impact"): lambda: show_impact(context, campaign),
        },
    )


def _head(context: Context, overview: Overview) -> Html:
    words, counts = context.words, overview.counts
    chips = [_state(context, overview.campaign.closed_at is not None)]
    if overview.campaign.blind:
        chips.append(chip(words("campaigns.blind"), "brand"))
    chips += [
        chip(f"{words(f'candidate_status.{name}')}: {counts[name]}")
        for name in STATUSES
        if counts.get(name)
    ]
    return fill('<div class="tl-meta">{chips}</div>', chips=join(chips))


def _state(context: Context, closed: bool) -> Html:
    words = context.words
    return chip(words("campaigns.closed"), "") if closed else chip(words("campaigns.on"), "good")


def _people(context: Context, overview: Overview, page: int) -> None:
    words, campaign = context.words, overview.campaign
    filter_key, page_key = f"filter_{campaign.id}", f"page_{campaign.id}"

    def first_page() -> None:
        st.session_state[page_key] = 0

    hidden = UNOPENED if campaign.blind else frozenset[str]()
    if unopened := sum(overview.counts.get(name, 0) for name in hidden):
        st.caption(words.count("campaigns.unopened", unopened))
    present = [name for name in STATUSES if overview.counts.get(name) and name not in hidden]
    if len(present) > 1:
        st.pills(
            words("campaigns.filter"),
            present,
            format_func=lambda name: words(f"candidate_status.{name}"),
            key=filter_key,
            on_change=first_page,
        )
    if not overview.rows:
        show(empty(words("campaigns.nobody"), words("campaigns.nobody_text")))
        return
    st.caption(words("campaigns.order"))
    with st.container(key="tl-candidates"):
        for row in overview.rows:
            _person(context, row)
    chosen = [row.id for row in overview.rows if st.session_state.get(f"compare_{row.id}")]
    if len(chosen) > 1:
        st.button(
            words("campaigns.compare", n=len(chosen)),
            key="compare",
            type="primary",
            disabled=len(chosen) > COMPARED,
            help=plain(words("campaigns.compare_most", n=COMPARED)),
            on_click=callback(words, _remember),
            args=(",".join(chosen),),
        )
    compared = st.session_state.pop("compare_now", "")
    if compared:
        go_to(context, "candidate", compare=compared)
    _pager(context, page_key, page, more=(page + 1) * PAGE < overview.matching)
    show_campaign_export(context, campaign)


def _remember(chosen: str) -> None:
    st.session_state["compare_now"] = chosen


def _person(context: Context, row: CandidateRow) -> None:
    words, label = context.words, context.words("report.candidate", code=row.code)
    extra = words("campaigns.extra", n=row.extra_percent) if row.extra_percent else ""
    about = " · ".join(part for part in (row.name, row.email, extra) if part)
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        show(
            fill(
                '<b>{label}</b> <span class="tl-soft">{about}</span>'
                '<div class="tl-meta">{status}{decision}<span>{done}</span></div>',
                label=label,
                about=about,
                status=status_chip(words, row.status),
                decision=decision_chip(words, row.decision) if row.status in ENDED else Html(),
                done=words("campaigns.done", done=row.done, total=row.total) if row.total else "",
            )
        )
        if row.status in ENDED:
            st.checkbox(words("campaigns.mark"), key=f"compare_{row.id}", width="content")
        if row.total and st.button(words("campaigns.report"), key=f"report_{row.id}"):
            go_to(context, "candidate", candidate=row.id)
        if row.status in BEFORE_THE_FORM:
            with st.popover(words("campaigns.withdraw"), type="tertiary"):
                st.write(words("campaigns.withdraw_text"))
                st.button(
                    words("campaigns.withdraw_button"),
                    key=f"withdraw_{row.id}",
                    on_click=callback(words, _withdraw),
                    args=(context, row.id),
                )


def _withdraw(context: Context, candidate: str) -> None:
    context.services.screening.inviting.withdraw(context.actor, candidate)


def _pager(context: Context, key: str, page: int, *, more: bool) -> None:
    words = context.words

    def turn(by: int) -> None:
        st.session_state[key] = max(0, page + by)

    if not page and not more:
        return
    with st.container(horizontal=True):
        st.button(
            words("campaigns.before"), key=f"{key}_b", on_click=turn, args=(-1,), disabled=not page
        )
        st.caption(words("campaigns.page", n=page + 1))
        st.button(
            words("campaigns.after"), key=f"{key}_a", on_click=turn, args=(1,), disabled=not more
        )
