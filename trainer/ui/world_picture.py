"""The hidden world as a picture: from the root cause down to what the caller noticed.

Drawn as one column at its natural size, so that it reads the same on a phone and on a wide screen.
Arrows to the next box go straight down; longer ones go round through the margin.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from trainer.services.views import PathNode
from trainer.ui.drawing import drawing
from trainer.ui.safe import Html, fill, join
from trainer.ui.strings import Words
from trainer.ui.style import colours

_WIDTH: Final = 400
_LEFT: Final = 34
_BOX: Final = _WIDTH - _LEFT - 4
_LINE: Final = 18
_GAP: Final = 34
_HEAD: Final = 32
_TITLE_CHARS: Final = 40
_TEXT_CHARS: Final = 48


@dataclass(frozen=True, slots=True)
class _Box:
    node: PathNode
    top: int
    title: tuple[str, ...]
    text: tuple[str, ...]

    @property
    def height(self) -> int:
        return _HEAD + _LINE * (len(self.title) + len(self.text)) + 8

    @property
    def bottom(self) -> int:
        return self.top + self.height


def world_picture(words: Words, path: Sequence[PathNode]) -> Html:
    """An image; its description for readers of text lists the same boxes."""
    boxes = _boxes(path)
    if not boxes:
        return Html()
    height = boxes[-1].bottom + 4
    places = {box.node.id: place for place, box in enumerate(boxes)}
    arrows = join(
        _arrow(boxes, place, places[target])
        for place, box in enumerate(boxes)
        for target in box.node.links
        if places.get(target, place) != place
    )
    shapes = fill(
        '<defs><marker id="tl-tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" '
        'orient="auto"><path d="M0 0 8 4 0 8z" fill="{soft}"/></marker></defs>{arrows}{boxes}',
        soft=colours()["soft"],
        arrows=arrows,
        boxes=join(_draw(words, box) for box in boxes),
    )
    told = " → ".join(f"{box.node.label}: {box.node.detail}" for box in boxes)
    return drawing(shapes, _WIDTH, height, told, "tl-world")


def _boxes(path: Sequence[PathNode]) -> list[_Box]:
    boxes: list[_Box] = []
    top = 4
    for node in sorted(path, key=lambda one: one.depth):
        box = _Box(
            node,
            top,
            tuple(textwrap.wrap(node.label, _TITLE_CHARS)) or ("",),
            tuple(textwrap.wrap(node.detail, _TEXT_CHARS)),
        )
        boxes.append(box)
        top = box.bottom + _GAP
    return boxes


def _draw(words: Words, box: _Box) -> Html:
    tone = colours()[{"cause": "bad", "symptom": "fair"}.get(box.node.kind, "brand")]
    lines = [
        fill(
            '<text x="{x}" y="{y}" font-size="11" font-weight="650" letter-spacing=".5" '
            'fill="{tone}">{text}</text>',
            x=_LEFT + 14,
            y=box.top + 20,
            tone=tone,
            text=words(f"world.{box.node.kind}").upper(),
        )
    ]
    y = box.top + _HEAD + 8
    for text in box.title:
        lines.append(_line(y, text, 15, 620, "ink"))
        y += _LINE
    for text in box.text:
        lines.append(_line(y, text, 13, 400, "soft"))
        y += _LINE
    return fill(
        '<rect x="{x}" y="{y}" width="{w}" height="{h}" rx="10" fill="{card}" '
        'stroke="{tone}" stroke-width="1.5"/>{lines}',
        x=_LEFT,
        y=box.top,
        w=_BOX,
        h=box.height,
        tone=tone,
        card=colours()["card"],
        lines=join(lines),
    )


def _line(y: int, text: str, size: int, weight: int, ink: str) -> Html:
    return fill(
        '<text x="{x}" y="{y}" font-size="{size}" font-weight="{weight}" fill="{ink}">'
        "{text}</text>",
        x=_LEFT + 14,
        y=y,
        size=size,
        weight=weight,
        ink=colours()[ink],
        text=text,
    )


def _arrow(boxes: Sequence[_Box], start: int, end: int) -> Html:
    if end == start + 1:
        middle = _LEFT + _BOX // 2
        path = f"M{middle} {boxes[start].bottom} V{boxes[end].top - 1}"
    else:
        out = boxes[start].top + boxes[start].height // 2
        back = boxes[end].top + boxes[end].height // 2
        margin = max(4, _LEFT - 14 - 7 * (abs(end - start) - 2))
        path = f"M{_LEFT} {out} H{margin} V{back} H{_LEFT - 1}"
    return fill(
        '<path d="{path}" fill="none" stroke="{soft}" stroke-width="1.6" '
        'marker-end="url(#tl-tip)"/>',
        soft=colours()["soft"],
        path=path,
    )
