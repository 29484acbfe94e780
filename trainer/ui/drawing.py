"""SVG of our own as an image: Streamlit takes inline SVG out of markup."""

from __future__ import annotations

import base64
from typing import Final

from trainer.ui.safe import Html, fill, join
from trainer.ui.style import colours

FONT: Final = "system-ui, Segoe UI, Roboto, Noto Sans, Liberation Sans, sans-serif"

_CHANNELS: Final = {
    "phone": "M6.6 3 9 7.5 7.4 9.2a12 12 0 0 0 7.4 7.4l1.7-1.6 4.5 2.4v2.4A2 2 0 0 1 19 22 17 17 0 "
    "0 1 2 5a2 2 0 0 1 2-2z",
    "chat": "M4 4h16a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2H9l-5 4v-4a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2z",
    "email": "M3 5h18v14H3zM3 6l9 7 9-7",
    "colleague": "M8 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM1 21c0-4 3-6 7-6s7 2 7 6M16 4a4 4 0 0 1 0 8M18 "
    "15c3 .5 5 2.5 5 6",
}


def drawing(shapes: Html, width: int, height: int, alt: str, css: str = "") -> Html:
    """`shapes` in a box of width x height as an image that scales down; `alt` is read out."""
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" font-family="{FONT}">{shapes}</svg>'
    )
    data = base64.b64encode(svg.encode("utf-8", "replace")).decode("ascii")
    return fill(
        '<img class="{css}" src="data:image/svg+xml;base64,{data}" width="{width}" alt="{alt}">',
        css=css,
        data=data,
        width=width,
        alt=alt,
    )


def mark(size: int) -> Html:
    """The product's mark: three lines, each a step further."""
    shapes = join(
        fill(
            '<rect x="2" y="{y}" width="{w}" height="5" rx="2.5" fill="{ink}" opacity="{o}"/>',
            y=y,
            w=w,
            o=o,
            ink=colours()["brand"],
        )
        for y, w, o in ((6, 14, 0.45), (14, 21, 0.72), (22, 28, 1))
    )
    grown = fill('<g transform="scale({by})">{shapes}</g>', by=size / 32, shapes=shapes)
    return drawing(grown, size, size, "")


def channel_icon(channel: str) -> Html:
    """A small sign of how a ticket came in; the word beside it says the same."""
    shape = fill(
        '<g transform="translate(1 1) scale(.6)"><path d="{path}" fill="none" stroke="{ink}" '
        'stroke-width="2.2" stroke-linejoin="round" stroke-linecap="round"/></g>',
        path=_CHANNELS.get(channel, _CHANNELS["chat"]),
        ink=colours()["soft"],
    )
    return drawing(shape, 16, 16, "", "tl-icon")
