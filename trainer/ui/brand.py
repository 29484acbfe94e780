"""The mark: three lines, each a step further. Drawn here so that no file has to be found."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote


def _mark(ink: str) -> str:
    return (
        f'<rect x="2" y="6" width="14" height="5" rx="2.5" fill="{ink}" opacity=".45"/>'
        f'<rect x="2" y="14" width="21" height="5" rx="2.5" fill="{ink}" opacity=".72"/>'
        f'<rect x="2" y="22" width="28" height="5" rx="2.5" fill="{ink}"/>'
    )


def _logo(ink: str, text: str) -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="150" height="32" viewBox="0 0 150 32">'
        f"{_mark(ink)}"
        '<text x="40" y="23.5" font-family="system-ui, Segoe UI, Roboto, Liberation Sans, '
        f'sans-serif" font-size="21" font-weight="650" fill="{text}">Threeline</text></svg>'
    )


LOGO: Final = _logo("#0b6e6e", "#1d2533")
LOGO_DARK: Final = _logo("#45b8b0", "#e8ebf1")
ICON: Final = "data:image/svg+xml," + quote(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">' + _mark("#0b6e6e") + "</svg>"
)
