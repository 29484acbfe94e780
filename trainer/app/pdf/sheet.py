"""A sheet of A4 measured in millimetres from its upper left corner, and sheets as one PDF."""

from __future__ import annotations

import functools
import io
import re
import threading
from bisect import bisect_right
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from matplotlib.figure import Figure

WIDTH: Final = 210.0
HEIGHT: Final = 297.0
MARGIN: Final = 18.0
INK: Final = "#1c2430"
SOFT: Final = "#5b6676"
LINE: Final = "#d5dbe3"
BRAND: Final = "#0b6b6b"
_FONT: Final = "DejaVu Sans"
"""Comes with matplotlib, so that every machine prints the same, Cyrillic included."""
_POINT: Final = 0.3528
"""Millimetres of a point."""
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_drawing: Final = threading.Lock()
"""matplotlib's settings belong to the whole process."""


class Sheet:
    """One page to draw on; text is always shown as written, never as a formula."""

    def __init__(self) -> None:
        from matplotlib.figure import Figure

        self.figure: Figure = Figure(figsize=(WIDTH / 25.4, HEIGHT / 25.4))
        self._axes = self.figure.add_axes((0, 0, 1, 1))
        self._axes.set_xlim(0, WIDTH)
        self._axes.set_ylim(HEIGHT, 0)
        self._axes.axis("off")

    def text(
        self,
        x: float,
        y: float,
        words: str,
        size: float = 10,
        *,
        colour: str = INK,
        bold: bool = False,
        align: str = "left",
        width: float = 0,
    ) -> None:
        """One line whose baseline is at `y`; cut with an ellipsis where it is wider than `width`
        millimetres (0: never)."""
        shown = printable(words)
        if width and measure(shown, size, bold) > width:
            fits = bisect_right(
                range(len(shown)), width, key=lambda n: measure(shown[:n] + "…", size, bold)
            )
            shown = shown[: max(0, fits - 1)].rstrip() + "…"
        self._axes.text(
            x, y, shown, fontsize=size, color=colour, family=_FONT, ha=align, va="baseline",
            weight="bold" if bold else "normal", parse_math=False,
        )  # fmt: skip

    def paragraph(
        self, x: float, y: float, words: str, width: float, size: float = 9, colour: str = INK
    ) -> float:
        """Lines of text broken at spaces; the baseline of the line that would come next."""
        for line in broken(printable(words), width, size):
            self.text(x, y, line, size, colour=colour)
            y += size * _POINT * 1.42
        return y

    def box(
        self, x: float, y: float, width: float, height: float, colour: str, radius: float = 0
    ) -> None:
        """A filled box; `radius` rounds its corners."""
        from matplotlib.patches import FancyBboxPatch, Rectangle

        if radius:
            inner = (width - 2 * radius, height - 2 * radius)
            patch: Any = FancyBboxPatch(
                (x + radius, y + radius), *inner, boxstyle=f"round,pad={radius}", lw=0, fc=colour
            )
        else:
            patch = Rectangle((x, y), width, height, lw=0, fc=colour)
        self._axes.add_patch(patch)

    def rule(
        self, x: float, y: float, to_x: float, to_y: float, colour: str = LINE, weight: float = 0.6
    ) -> None:
        """A straight line of `weight` points."""
        self._axes.plot(
            [x, to_x], [y, to_y], color=colour, lw=weight, solid_capstyle="butt", zorder=3
        )

    def dot(self, x: float, y: float, radius: float, colour: str) -> None:
        """A filled circle with a white edge."""
        from matplotlib.patches import Circle

        self._axes.add_patch(Circle((x, y), radius, fc=colour, ec="white", lw=0.8, zorder=4))


def as_pdf(sheets: Iterable[Sheet], title: str, at: datetime) -> bytes:
    """The sheets as one PDF whose text can be selected and searched. The same sheets give the same
    bytes."""
    from matplotlib import rc_context
    from matplotlib.backends.backend_pdf import PdfPages

    about: dict[str, Any] = {"Title": printable(title), "Creator": "Threeline", "CreationDate": at}
    out = io.BytesIO()
    with _drawing, rc_context({"pdf.fonttype": 42}), PdfPages(out, metadata=about) as pages:
        for sheet in sheets:
            pages.savefig(sheet.figure)
    return out.getvalue()


@functools.lru_cache(maxsize=20_000)
def measure(words: str, size: float, bold: bool = False) -> float:
    """The width of a line in millimetres."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    look = FontProperties(family=_FONT, size=size, weight="bold" if bold else "normal")
    width, _, _ = text_to_path.get_text_width_height_descent(words, look, ismath=False)
    return float(width) * _POINT


def broken(words: str, width: float, size: float) -> list[str]:
    """The words in lines of at most `width` millimetres; a longer word is broken where it must."""
    lines: list[str] = []
    line = ""
    for whole in words.split():
        word = whole
        while measure(word, size) > width:
            fits = next(
                n for n in range(len(word), 0, -1) if n == 1 or measure(word[:n], size) <= width
            )
            lines += [line] if line else []
            lines.append(word[:fits])
            line, word = "", word[fits:]
            if not word:
                break
        longer = f"{line} {word}".strip()
        if line and measure(longer, size) > width:
            lines.append(line)
            line = word
        else:
            line = longer
    return [*lines, line] if line else lines


def printable(words: str) -> str:
    """The words on one line; a character that the font does not have becomes a box."""
    from matplotlib.font_manager import fontManager, get_font

    font = get_font(fontManager.findfont(_FONT))
    clean = _CONTROL.sub(" ", words)
    return "".join(char if font.get_char_index(ord(char)) else "□" for char in clean)
