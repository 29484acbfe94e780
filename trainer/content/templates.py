"""Texts with {placeholders} and [[male|female]] forms."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, Literal

PLACEHOLDERS: Final = frozenset(
    [
        "first_name",
        "full_name",
        "department",
        "site",
        "host",
        "login",
        "phone",
        "deadline",
        "deadline_in",
        "since",
        "line",
        "team",
        "time",
    ]
)
_PIECE = re.compile(r"\{([a-z_]+)\}|\[\[([^\[\]|]*)\|([^\[\]|]*)\]\]")
_MARKUP = re.compile(r"<[a-zA-Z/!]|</|\]\(|^\s*#|`|\*\*|__")
_STRAY = re.compile(r"[{}]|\[\[|\]\]")


@lru_cache(maxsize=20_000)
def _split(template: str) -> tuple[str | tuple[str, str, str], ...]:
    pieces: list[str | tuple[str, str, str]] = []
    last = 0
    for match in _PIECE.finditer(template):
        if match.start() > last:
            pieces.append(template[last : match.start()])
        pieces.append((match[1] or "", match[2] or "", match[3] or ""))
        last = match.end()
    if last < len(template):
        pieces.append(template[last:])
    return tuple(pieces)


def fill(template: str, values: Mapping[str, str], gender: Literal["m", "f"]) -> str:
    """Fill a template; KeyError where a placeholder has no value."""
    parts = _split(template)
    if len(parts) == 1 and isinstance(parts[0], str):
        return parts[0]
    return "".join(
        part
        if isinstance(part, str)
        else (values[part[0]] if part[0] else part[1 if gender == "m" else 2])
        for part in parts
    )


def placeholders(template: str) -> frozenset[str]:
    """The placeholders a template uses."""
    return frozenset(part[0] for part in _split(template) if not isinstance(part, str) and part[0])


def template_fault(template: str) -> tuple[str, str] | None:
    """(rule, advice) where the template is not well formed, else None."""
    if unknown := placeholders(template) - PLACEHOLDERS:
        known = ", ".join(sorted(PLACEHOLDERS))
        return "placeholder_unknown", f"{{{sorted(unknown)[0]}}} is unknown; use one of: {known}"
    rest = _PIECE.sub("", template)
    if _STRAY.search(rest):
        return "placeholder_broken", "write {name} or [[male|female]]; no other braces or brackets"
    if _MARKUP.search(rest):
        return "markup", "write plain text: no HTML, links, headings, backticks or bold"
    if template != template.strip() or "  " in template:
        return "stray_spaces", "remove spaces at the ends and doubled spaces"
    return None
