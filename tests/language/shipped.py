"""The tools of a shipped pack as an understander, read straight from its files."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from trainer.domain.language import LANGUAGES
from trainer.language.build import build_understander
from trainer.language.encoder import SentenceEncoder, load_encoder
from trainer.language.port import Understander

PACKS = Path(__file__).parents[2] / "scenarios"


@cache
def read(pack: str, name: str) -> Any:
    """A file of the pack, all scalars as text."""
    return yaml.load((PACKS / pack / name).read_text("utf-8"), Loader=yaml.BaseLoader)


def tools(pack: str) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = read(pack, "tools.yaml")["tools"]
    return found


@cache
def encoder() -> SentenceEncoder | None:
    """The encoder that the installed product would use, loaded once."""
    return load_encoder()


@cache
def understander(pack: str, with_encoder: bool = True) -> Understander:
    texts = {language: read(pack, f"text/{language}.yaml")["tools"] for language in LANGUAGES}
    return build_understander(
        {
            language: {tool: [spec["name"], *spec["phrasings"]] for tool, spec in specs.items()}
            for language, specs in texts.items()
        },
        {tool: spec["kind"] for tool, spec in tools(pack).items()},
        encoder() if with_encoder else None,
        Path(os.environ["THREELINE_CACHE"]) if "THREELINE_CACHE" in os.environ else None,
    )


def allowed(pack: str, line: int) -> frozenset[str]:
    """Tools that a trainee at `line` may use."""
    return frozenset(
        tool
        for tool, spec in tools(pack).items()
        if int(spec.get("line", 1)) <= line <= int(spec.get("until", 3))
    )
