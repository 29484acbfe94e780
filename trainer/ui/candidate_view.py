"""A recruiter reads one candidate, or up to four side by side, and decides."""

from __future__ import annotations

import streamlit as st

from trainer.domain.readiness import Readiness
from trainer.domain.scores import COMPETENCIES
from trainer.errors import InvalidInput
from trainer.services.screening.checks import DISPUTE_LIMIT, REASON_LIMIT
from trainer.services.screening.records import DECISIONS, ENDED
from trainer.services.screening.reporting import CandidateReport
from trainer.ui.boundary import callback
from trainer.ui.candidate_forget import leave_forgotten, show_candidate_forget
from trainer.ui.candidate_prints import show_candidate_prints
from trainer.ui.context import Context
from trainer.ui.evidence import show_evidence
from trainer.ui.pieces import chip, empty, page_head
from trainer.ui.readiness_table import competency_intervals, readiness_lines
from trainer.ui.safe import Html, fill, join, plain, show
from trainer.ui.screening_pieces import (
    decision_chip,
    dispute_thread,
    go_to,
    moment,
    status_chip,
)
from trainer.ui.strings import Words


def show_candidate(context: Context) -> None:
    """The candidate or candidates that the address names."""
    leave_forgotten(context)
    compared = [one for one in st.query_params.get("compare", "").split(",") if one]
    candidate_id = st.query_params.get("candidate", "")
    reporting = context.services.screening.reporting
    if compared:
        _compare(context, reporting.compare(context.actor, compared))
    elif candidate_id:
        report = reporting.candidate(context.actor, candidate_id)
        _back(context, report)
        _report(context, report)
    else:
        words = context.words
        show(empty(words("report.choose"), words("report.choose_text")))
        if st.button(words("campaigns.back"), icon=":material/arrow_back:", key="back"):
            go_to(context, "campaigns")


def _back(context: Context, report: CandidateReport) -> None:
    label = context.words("report.back")
    if st.button(label, icon=":material/arrow_back:", type="tertiary", key="back"):
        go_to(context, "campaigns", campaign=report.campaign.id)


def _report(context: Context, report: CandidateReport) -> None:
    words = context.words
    show(page_head(words("report.candidate", code=report.code), report.campaign.title))
    show(_who(words, report))
    left, right = st.columns([1.2, 1], gap="large")
    with left:
        _summary(words, report)
        _tickets(words, report)
    with right:
        _decision(context, report)
        st.subheader(words("report.notes"), anchor=False)
        st.caption(words("report.notes_text"))
        show(_notes(words, report))
        show_candidate_prints(context, report)
    _evidence(context, report)
    _disputes(context, report)
    show_candidate_forget(context, report)


def _evidence(context: Context, report: CandidateReport) -> None:
    """The ended tickets to choose from, and the chosen one right below, where it is seen to open."""
    words = context.words
    labels = {
        ticket.attempt_id: words("screening.ticket", n=ticket.place)
        for ticket in report.tickets
        if ticket.ended_by
    }
    if not labels:
        return
    st.subheader(words("report.evidence"), anchor=False)
    attempt_id = st.pills(
        words("report.evidence"),
        list(labels),
        format_func=labels.__getitem__,
        key=f"evidence_{report.id}",
        label_visibility="collapsed",
    )
    if attempt_id:
        evidence = context.services.screening.reporting.evidence(
            context.actor, report.id, attempt_id
        )
        stopped = {one.attempt_id for one in report.tickets if one.ended_by == "time"}
        show_evidence(words, evidence, stopped=attempt_id in stopped, own=False)


def _summary(words: Words, report: CandidateReport) -> None:
    st.subheader(words("report.verdict"), anchor=False)
    if report.readiness is None:
        show(empty(words("report.not_ended"), words("report.not_ended_text")))
        return
    show(readiness_lines(words, report.readiness, report.campaign.lines))
    if report.critical:
        st.warning(
            words.count("report.criticals", report.critical), icon=":material/priority_high:"
        )
    if report.other_version:
        st.warning(words("report.other_version"), icon=":material/info:")
    if any(estimate.cases for _, estimate in report.readiness.competencies):
        st.subheader(words("debrief.competencies"), anchor=False)
        st.caption(words("report.interval_text"))
        show(competency_intervals(words, report.readiness))


def _tickets(words: Words, report: CandidateReport) -> None:
    if not report.tickets:
        return
    st.subheader(words("report.tickets"), anchor=False)
    show(
        fill(
            '<div class="tl-rows">{rows}</div>',
            rows=join(
                fill(
                    '<div class="tl-row"><span class="tl-nums">{n}</span><div>{line}</div>'
                    '<div class="tl-meta">{chips}</div></div>',
                    n=ticket.place,
                    line=words("line", n=ticket.line),
                    chips=join(
                        [
                            chip(words(f"report.ended_{_ending(ticket.status, ticket.ended_by)}")),
                            *(
                                [chip(words.count("results.critical", ticket.critical), "bad")]
                                if ticket.critical
                                else []
                            ),
                        ]
                    ),
                )
                for ticket in report.tickets
            ),
        )
    )


def _ending(status: str, ended_by: str) -> str:
    if not ended_by:
        return "not_reached"
    return "time" if ended_by == "time" else status


def _who(words: Words, report: CandidateReport) -> Html:
    chips = [status_chip(words, report.status), decision_chip(words, report.decision)]
    if report.hidden:
        text = words("report.hidden")
    else:
        text = " · ".join(part for part in (report.name, report.email) if part)
    return fill(
        '<div class="tl-meta">{chips}<span>{text}</span></div>', chips=join(chips), text=text
    )


def _notes(words: Words, report: CandidateReport) -> Html:
    lost = sum((one.end - one.begin).total_seconds() for one in report.interruptions)
    held = sum(one.held for one in report.interruptions)
    rows = [
        (
            words("report.time"),
            words("report.time_hidden")
            if report.time_share is None
            else words("report.time_share", part=round(100 * report.time_share))
            if report.seconds is None or report.limit is None
            else words(
                "report.time_of",
                used=words.minutes(round(report.seconds / 60)),
                limit=words.minutes(round(report.limit / 60)),
            ),
        ),
        (words("report.pastes"), str(report.pastes)),
        (words("report.blurs"), str(report.blurs)),
        (
            words("report.interruptions"),
            words(
                "report.interruptions_of",
                n=len(report.interruptions),
                lost=words.minutes(round(lost / 60)),
                held=words.minutes(round(held / 60)),
            )
            if report.interruptions
            else words("report.none"),
        ),
        *(
            (words.get(f"report.device_{name}", name), _told(words, value))
            for name, value in report.device
        ),
        *(
            (
                words("report.consent"),
                words(
                    "report.consent_of",
                    answer=words("report.agreed" if one.agreed else "report.refused"),
                    version=one.version,
                    at=moment(one.at),
                ),
            )
            for one in report.consents
        ),
    ]
    return fill(
        '<dl class="tl-facts">{rows}</dl>',
        rows=join(
            fill("<dt>{name}</dt><dd>{value}</dd>", name=name, value=value) for name, value in rows
        ),
    )


def _told(words: Words, value: str) -> str:
    """A fact of the device; "yes" and "no" are the page's own words for what was tried."""
    return words(f"campaign.{value}") if value in ("yes", "no") else value


def _decision(context: Context, report: CandidateReport) -> None:
    words, deciding = context.words, context.services.screening.deciding
    st.subheader(words("report.decision"), anchor=False)
    if report.decisions:
        show(
            fill(
                '<ul class="tl-list">{items}</ul>',
                items=join(
                    fill(
                        '<li>{chip} {reason}<div class="tl-meta">{who} · {at}</div></li>',
                        chip=decision_chip(words, one.decision),
                        reason=one.reason,
                        who=name or words("report.somebody"),
                        at=moment(one.at),
                    )
                    for one, name in zip(report.decisions, report.decided_by, strict=True)
                ),
            )
        )
    if report.status not in ENDED:
        st.caption(words("report.decide_later"))
        return
    st.caption(words("report.decide_text"))

    def decide() -> None:
        chosen = st.session_state.get("decision")
        if chosen is None:
            raise InvalidInput("no decision", field="decision", reason="screening_decision")
        reason = str(st.session_state.get("reason") or "")
        deciding.decide(context.actor, report.id, chosen, reason)
        st.session_state["reason"] = ""

    st.segmented_control(
        words("report.decision"),
        DECISIONS,
        format_func=lambda one: words(f"decision.{one}"),
        key="decision",
        label_visibility="collapsed",
    )
    st.text_area(words("report.reason"), key="reason", max_chars=REASON_LIMIT, height=92)
    st.button(
        words("report.decide"), key="decide", type="primary", on_click=callback(words, decide)
    )


def _disputes(context: Context, report: CandidateReport) -> None:
    if not report.disputes:
        return
    words, feedback = context.words, context.services.screening.feedback
    st.subheader(words("report.dispute"), anchor=False)
    candidate = words("report.candidate", code=report.code)
    show(dispute_thread(report.disputes, candidate, words("report.staff"), to_staff=True))

    def answer() -> None:
        feedback.answer(context.actor, report.id, str(st.session_state.get("answer") or ""))
        st.session_state["answer"] = ""

    st.text_area(words("report.answer"), key="answer", max_chars=DISPUTE_LIMIT, height=92)
    st.button(words("report.answer_send"), key="answer_send", on_click=callback(words, answer))


def _compare(context: Context, reports: tuple[CandidateReport, ...]) -> None:
    words = context.words
    _back(context, reports[0])
    show(page_head(words("report.side_by_side"), words("report.side_by_side_text")))
    judged = [
        name
        for name in COMPETENCIES
        if any(report.readiness and _seen(report.readiness, name) for report in reports)
    ]
    for column, report in zip(st.columns(len(reports)), reports, strict=True):
        with column, st.container(border=True):
            show(
                fill(
                    '<h3 class="tl-title">{code}</h3>',
                    code=words("report.candidate", code=report.code),
                )
            )
            show(_who(words, report))
            if report.readiness is None:
                st.caption(plain(words("report.not_ended")))
                continue
            show(readiness_lines(words, report.readiness, report.campaign.lines))
            show(competency_intervals(words, report.readiness, judged))
            show(
                fill(
                    '<div class="tl-meta">{text}</div>',
                    text=words.count("report.criticals", report.critical)
                    if report.critical
                    else words("progress.no_criticals"),
                )
            )
            if st.button(words("campaigns.report"), key=f"report_{report.id}"):
                go_to(context, "candidate", candidate=report.id)


def _seen(readiness: Readiness, name: str) -> bool:
    return any(estimate.cases for one, estimate in readiness.competencies if one == name)
