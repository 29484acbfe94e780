"""What a reader sees of a page under test, as text."""

from __future__ import annotations

import html
import re

from streamlit.testing.v1 import AppTest

_TEXT = ("markdown", "caption", "header", "subheader", "title", "text", "info", "warning", "error")
_LABELLED = (
    "button",
    "selectbox",
    "multiselect",
    "text_input",
    "text_area",
    "checkbox",
    "expander",
)


def seen(app: AppTest) -> str:
    """All visible text: own markup without its tags, native elements, labels of widgets."""
    parts = [re.sub(r"<[^>]+>", " ", one.body) for one in app.html if "<style>" not in one.body]
    for kind in _TEXT:
        parts += [str(one.value) for one in app.get(kind)]
    for kind in _LABELLED:
        parts += [str(one.label) for one in app.get(kind)]
    return html.unescape("\n".join(parts))


def raw(app: AppTest) -> str:
    """The markup that goes to the browser, without the style sheet."""
    return "\n".join(one.body for one in app.html if "<style>" not in one.body)
