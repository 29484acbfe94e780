"""Where pages lead to: one place that knows the files behind them."""

from __future__ import annotations

from typing import NoReturn

import streamlit as st

from trainer.app.places import front_folder
from trainer.ui.context import Context
from trainer.ui.page_table import page_named


def _page(name: str) -> str:
    return str(front_folder() / "pages" / page_named(name).folder / f"{name}.py")


def go(context: Context, page: str, attempt_id: str = "") -> NoReturn:
    """Leave for another page now."""
    query = context.address
    if attempt_id:
        query["attempt"] = attempt_id
    st.switch_page(_page(page), query_params=query)


def link(
    context: Context,
    page: str,
    label: str,
    attempt_id: str = "",
    icon: str = "",
    **more: object,
) -> None:
    """A link to another page; `label` is Markdown already (own strings or `plain`). `more` goes into
    its address, as far as it is not None."""
    query = context.address
    if attempt_id:
        query["attempt"] = attempt_id
    query |= {name: str(value) for name, value in more.items() if value is not None}
    st.page_link(_page(page), label=label, icon=icon or None, query_params=query)


def in_address(name: str) -> str:
    """What the address tells under this name, or an empty string.

    The whole query is written back: a link from a page to itself tells the page its new query, but
    the browser's address stays as it was, and the next run would go by that.
    """
    st.query_params.from_dict(st.query_params.to_dict())
    return st.query_params.get(name, "")


def attempt_in_address() -> str:
    """The attempt id that the address names, or an empty string."""
    return in_address("attempt")
