"""The only way text of people and packs gets onto a page: always shown as written, never as markup.

`fill` and `show` build our own HTML around escaped text; `plain` is for places where Streamlit
insists on Markdown, such as the labels of buttons.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from string import Formatter
from typing import Final

import streamlit as st

_JOINER: Final = "\u2060"
"""WORD JOINER: no width, no break. It parts characters that Streamlit would read together after
Markdown itself is done (`:smile:`, `->`, addresses), where a backslash comes too late."""

_PUNCTUATION: Final = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>&~$\"'/=^@:;,%?])")
_AFTER: Final = re.compile(r"(:|@|www)(?=\S)", re.IGNORECASE)
_ARROWS: Final = re.compile(r"(?<=[<>~=-])(?=[<>~=-])")
_EDGE_SPACE: Final = re.compile(r"^[ \t]+", re.MULTILINE)
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


class Html(str):
    """Markup of our own whose values are escaped; made by `fill` and `join` only."""

    __slots__ = ()


class _Escaping(Formatter):
    def format_field(self, value: object, format_spec: str) -> str:
        if isinstance(value, Html):
            return str(value)
        return _escape(format(value, format_spec))


_FORMATTER: Final = _Escaping()


def _escape(text: str) -> str:
    return html.escape(_CONTROL.sub("", text), quote=True).replace("\n", "<br>")


def fill(template: str, /, **values: object) -> Html:
    """Our own markup `template` with {values} filled in.

    Each value is escaped, its line ends become <br>; only a value that is `Html` already goes in
    as it is. Values may stand between tags and inside double-quoted attributes, nowhere else.
    """
    return Html(_FORMATTER.vformat(template, (), values))


def join(parts: Iterable[Html], between: str = "") -> Html:
    """Pieces of markup in a row."""
    return Html(between.join(parts))


def show(markup: Html) -> None:
    """Put markup on the page. Refuses anything that did not come through `fill` or `join`."""
    if not isinstance(markup, Html):
        raise TypeError("show() takes Html; build it with fill()")
    st.html(markup)


def option(text: str) -> str:
    """`text` as one line for the options of select boxes, which Streamlit shows as they are: there
    a backslash of `plain` would be seen."""
    return " ".join(_CONTROL.sub("", text).split())


def plain(text: str, *, one_line: bool = False) -> str:
    """`text` as Markdown that reads exactly like `text`: no HTML, links, formulas, emoji names,
    colours or lists come out of it. Line breaks stay, or become spaces with `one_line`."""
    clean = _CONTROL.sub("", text.replace("\r\n", "\n"))
    if one_line:
        clean = " ".join(clean.split())
    parted = _ARROWS.sub(_JOINER, _AFTER.sub(rf"\1{_JOINER}", clean))
    escaped = _PUNCTUATION.sub(r"\\\1", parted)
    escaped = _EDGE_SPACE.sub(lambda found: "\u00a0" * len(found.group()), escaped)
    lines = [line if line.strip() else "\u00a0" for line in escaped.split("\n")]
    return "  \n".join(lines)
