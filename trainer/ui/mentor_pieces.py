"""What pages of lists share: their steps, times, search."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from trainer.domain.scores import COMPETENCIES
from trainer.ui.pieces import chip
from trainer.ui.safe import Html, fill, join, plain
from trainer.ui.strings import Words

SEARCH_FIELD = 60
"""Characters of a search."""
LEVEL_TONES = ("bad", "poor", "fair", "good")


def search_field(words: Words, key: str) -> str:
    """A field for part of a name; a new search begins with the first page."""

    return st.text_input(
        words("mentor.search"),
        key=f"{key}_search",
        max_chars=SEARCH_FIELD,
        icon=":material/search:",
        placeholder=words("mentor.search"),
        label_visibility="collapsed",
        on_change=start_at_first,
        args=(key,),
    ).strip()


def offset_of(key: str) -> int:
    """Where the page of this list begins."""
    return int(st.session_state.get(f"{key}_offset", 0))


def start_at_first(key: str) -> None:
    """The list begins anew: for on_change of its filters."""
    st.session_state[f"{key}_offset"] = 0


def show_steps(words: Words, key: str, shown: int, total: int, size: int) -> None:
    """Buttons to the pages before and after, where there are any."""
    offset = offset_of(key)
    if total <= size and offset == 0:
        return

    def move(by: int) -> None:
        st.session_state[f"{key}_offset"] = max(0, offset + by)

    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            words("mentor.earlier"),
            key=f"{key}_earlier",
            on_click=move,
            args=(-size,),
            disabled=offset == 0,
        )
        first = min(total, offset + 1)
        st.caption(words("mentor.range", first=first, last=offset + shown, total=total))
        st.button(
            words("mentor.later"),
            key=f"{key}_later",
            on_click=move,
            args=(size,),
            disabled=offset + shown >= total,
        )


def when(at: datetime) -> str:
    """A day and time, in UTC as everything that is stored."""
    return f"{at:%d.%m.%Y %H:%M}"


def clock(seconds: int) -> str:
    """Time since the beginning: 1:05, or 1:02:05 from an hour on."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def level_chip(words: Words, level: int) -> Html:
    """A level 0..3 in words."""
    return chip(words(f"level.{level}"), LEVEL_TONES[level])


def competency_name(words: Words, name: str) -> str:
    """The competency's name."""
    return words(f"competency.{name}") if name in COMPETENCIES else name


def table(heads: list[str], rows: list[list[Html]], kind: str = "") -> Html:
    """A table that scrolls sideways on a narrow screen; its first column stays."""
    return fill(
        '<div class="tl-scroll"><table class="tl-grid {kind}"><thead><tr>{heads}</tr></thead>'
        "<tbody>{rows}</tbody></table></div>",
        kind=kind,
        heads=join(fill('<th scope="col">{text}</th>', text=head) for head in heads),
        rows=join(
            fill(
                '<tr><th scope="row">{first}</th>{rest}</tr>',
                first=row[0],
                rest=join(fill("<td>{cell}</td>", cell=cell) for cell in row[1:]),
            )
            for row in rows
        ),
    )


def cell(text: object, note: str = "") -> Html:
    """A cell with a quiet second line."""
    quiet = fill('<span class="tl-quiet">{note}</span>', note=note) if note else Html()
    return fill("{text}{quiet}", text=text, quiet=quiet)


def as_heard_by(words: Words, name: str) -> Words:
    """The strings for looking over somebody's shoulder: what was "you" carries their name."""
    texts = {**words.texts, "talk.you": name, "talk.you_do": f"{name}:"}
    return Words(words.language, texts)


def option(text: str) -> str:
    """Somebody's text as an option of a widget."""
    return plain(text, one_line=True)
