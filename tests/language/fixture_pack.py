"""The made-up pack of tools.yaml as an understander, built once for all tests."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from trainer.domain.language import LANGUAGES
from trainer.language.build import build_understander
from trainer.language.port import Understander

HERE = Path(__file__).parent


def read_cases(name: str) -> Any:
    """A YAML file beside the tests, every scalar as text."""
    return yaml.load((HERE / name).read_text("utf-8"), Loader=yaml.BaseLoader)


TOOLS: dict[str, dict[str, Any]] = read_cases("tools.yaml")
ALL = frozenset(TOOLS)


@cache
def understander() -> Understander:
    return build_understander(
        {
            language: {tool: spec[language] for tool, spec in TOOLS.items()}
            for language in LANGUAGES
        },
        {tool: spec["kind"] for tool, spec in TOOLS.items()},
    )
