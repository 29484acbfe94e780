"""How the competencies relate to published frames: information with sources, not a promise."""

from __future__ import annotations

from typing import Final

import streamlit as st

from trainer.domain.scores import COMPETENCIES
from trainer.ui.context import Context
from trainer.ui.safe import fill, join, show

SOURCES: Final = (
    ("CompTIA A+ 220-1201, 220-1202", "https://www.comptia.org/en-us/certifications/a/"),
    ("SFIA 9, Incident management (USUP)",
     "https://sfia-online.org/en/sfia-9/skills/incident-management"),
    ("KCS v6, Solve Loop", "https://library.serviceinnovation.org/KCS/KCS_v6"),
)  # fmt: skip


def show_frames(context: Context) -> None:
    """A closed table: competency beside domain, step and practice of the frames."""
    words = context.words
    with st.expander(words("frames.title"), icon=":material/menu_book:"):
        st.caption(words("frames.text"))
        show(
            fill(
                '<table class="tl-table"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>',
                heads=join(
                    fill("<th>{head}</th>", head=words(f"frames.head_{name}"))
                    for name in ("competency", "aplus", "steps", "kcs")
                ),
                rows=join(
                    fill(
                        "<tr><th>{name}</th><td>{aplus}</td><td>{steps}</td><td>{kcs}</td></tr>",
                        name=words(f"competency.{name}"),
                        aplus=words(f"frames.{name}.aplus"),
                        steps=words(f"frames.{name}.steps"),
                        kcs=words(f"frames.{name}.kcs"),
                    )
                    for name in COMPETENCIES
                ),
            )
        )
        st.caption(words("frames.sfia"))
        for title, address in SOURCES:
            st.caption(f"[{title}]({address})")
