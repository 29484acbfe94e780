"""What can be printed or shown to others: summary, report, badges of lines reached."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from trainer.ui.context import Context


def show_prints(context: Context) -> None:
    """Buttons that make a file when they are clicked; a caption where there is nothing to say yet."""
    words, services, actor = context.words, context.services, context.actor
    readiness = services.records.exports.readiness_of(actor, actor.id)
    if readiness is None or not readiness.overall.cases:
        st.caption(words("mydata.no_summary"))
        return

    def pdf(long: bool) -> Callable[[], bytes]:
        def make() -> bytes:
            from trainer.app.prints import person_pdf

            return person_pdf(services, actor, actor.id, context.language, long=long)

        return make

    def badge(line: int) -> Callable[[], str]:
        def make() -> str:
            from trainer.app.prints import badges_of

            return badges_of(services).issue(actor, context.profile, line, context.language)

        return make

    with st.container(horizontal=True):
        for name, long in (("summary", False), ("report", True)):
            st.download_button(
                words(f"mydata.{name}"),
                pdf(long),
                file_name=f"threeline-{name}.pdf",
                mime="application/pdf",
                icon=":material/print:",
                on_click="ignore",
                key=f"records_{name}",
            )
        for one in readiness.lines:
            if one.verdict == "ready":
                st.download_button(
                    words("mydata.badge", n=one.line),
                    badge(one.line),
                    file_name=f"threeline-line-{one.line}.jwt",
                    mime="application/jwt",
                    icon=":material/workspace_premium:",
                    help=words("mydata.badge_help"),
                    on_click="ignore",
                    key=f"badge_{one.line}",
                )
