"""Articles of the knowledge base: a little Markdown of our own, rendered without Streamlit's.

Headings, lists, code blocks, bold and code are all that articles use; everything else shows as
written.
"""

from __future__ import annotations

import re
from typing import Final

from trainer.ui.safe import Html, fill, join

_INLINE: Final = re.compile(r"\*\*(?P<bold>[^*\n]+)\*\*|`(?P<code>[^`\n]+)`")
_BULLET: Final = re.compile(r"^\s*[-*]\s+")
_NUMBER: Final = re.compile(r"^\s*\d+[.)]\s+")


def article_markup(body: str) -> Html:
    """The article's body; text is escaped piece by piece."""
    blocks: list[Html] = []
    for chunk in re.split(r"\n\s*\n", body.strip()):
        if chunk.startswith("```"):
            text = re.sub(r"^```\w*\n?|\n?```$", "", chunk)
            blocks.append(Html(fill("<pre>{text}</pre>", text=text).replace("<br>", "\n")))
            continue
        blocks += _block(chunk.split("\n"))
    return fill('<article class="tl-article">{blocks}</article>', blocks=join(blocks))


def _block(lines: list[str]) -> list[Html]:
    blocks: list[Html] = []
    items: list[Html] = []
    text: list[str] = []
    tag = "ul"

    def close() -> None:
        if items:
            blocks.append(fill("<{tag}>{items}</{tag}>", tag=tag, items=join(items)))
            items.clear()
        if text:
            blocks.append(fill("<p>{text}</p>", text=_inline(" ".join(text))))
            text.clear()

    for line in lines:
        pattern = _BULLET if _BULLET.match(line) else _NUMBER if _NUMBER.match(line) else None
        if line.startswith("#"):
            close()
            blocks.append(fill("<h4>{text}</h4>", text=_inline(line.lstrip("# "))))
        elif pattern is not None:
            wanted = "ul" if pattern is _BULLET else "ol"
            if text or wanted != tag:
                close()
            tag = wanted
            items.append(fill("<li>{text}</li>", text=_inline(pattern.sub("", line))))
        elif items and line.startswith((" ", "\t")):
            items[-1] = Html(
                items[-1].removesuffix("</li>") + fill(" {text}</li>", text=_inline(line.strip()))
            )
        else:
            if items:
                close()
            text.append(line.strip())
    close()
    return blocks


def _inline(text: str) -> Html:
    parts: list[Html] = []
    place = 0
    for found in _INLINE.finditer(text):
        parts.append(fill("{text}", text=text[place : found.start()]))
        if found["bold"] is not None:
            parts.append(fill("<b>{text}</b>", text=found["bold"]))
        else:
            parts.append(fill("<code>{text}</code>", text=found["code"]))
        place = found.end()
    parts.append(fill("{text}", text=text[place:]))
    return join(parts)
