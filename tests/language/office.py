"""The tools of the office pack as an understander, read straight from its files."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from trainer.domain.language import LANGUAGES
from trainer.language.build import build_understander
from trainer.language.port import Understander

PACK = Path(__file__).parents[2] / "scenarios" / "office"


def _read(name: str) -> Any:
    return yaml.load((PACK / name).read_text("utf-8"), Loader=yaml.BaseLoader)


@cache
def tools() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = _read("tools.yaml")["tools"]
    return found


@cache
def understander() -> Understander:
    texts = {language: _read(f"text/{language}.yaml")["tools"] for language in LANGUAGES}
    return build_understander(
        {
            language: {tool: [spec["name"], *spec["phrasings"]] for tool, spec in specs.items()}
            for language, specs in texts.items()
        },
        {tool: spec["kind"] for tool, spec in tools().items()},
    )


def allowed(line: int) -> frozenset[str]:
    """Tools that a trainee at `line` may use."""
    return frozenset(
        tool
        for tool, spec in tools().items()
        if int(spec.get("line", 1)) <= line <= int(spec.get("until", 3))
    )
