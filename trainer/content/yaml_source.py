"""Reading YAML with every scalar as text, and remembering the line each key stands on.

Scalars stay text because YAML's own guesses (`on`, `no`, `1.10`) are traps for authors; the schema
turns text into numbers where it wants numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from trainer.errors import Problem

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # pragma: no cover - a build of PyYAML without libyaml
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

FILE_LIMIT = 2_000_000
Place = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class YamlSource:
    """A parsed file: `value` of dicts, lists and texts; `lines` maps a place to its line number."""

    value: Any
    lines: dict[Place, int]

    def where(self, place: Place) -> str:
        """`a.b.0:12`: the dotted place with the line of its nearest known ancestor."""
        known = place
        while known and known not in self.lines:
            known = known[:-1]
        line = self.lines.get(known)
        dotted = ".".join(place) or "top"
        return f"{dotted}:{line}" if line else dotted


def read_yaml(path: Path, name: str) -> tuple[YamlSource | None, list[Problem]]:
    """Read `path`; on failure the source is None and the problems say what to do."""
    try:
        if path.stat().st_size > FILE_LIMIT:
            return None, [Problem(name, "top", "file_too_large", "split the file: over 2 MB")]
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None, [Problem(name, "top", "file_missing", f"add the file {name}")]
    except (OSError, UnicodeDecodeError) as error:
        return None, [
            Problem(name, "top", "file_unreadable", f"save the file as readable UTF-8: {error}")
        ]
    problems: list[Problem] = []
    lines: dict[Place, int] = {}
    try:
        node = yaml.compose(text, Loader=_Loader)
        value = None if node is None else _plain(node, (), lines, problems, name, 0)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"top:{mark.line + 1}" if mark else "top"
        reason = getattr(error, "problem", None) or "not YAML"
        return None, [Problem(name, place, "yaml_broken", f"mend the YAML here: {reason}")]
    except RecursionError:
        return None, [Problem(name, "top", "yaml_broken", "nest the YAML less deeply")]
    return YamlSource(value, lines), problems


def _plain(
    node: yaml.Node,
    place: Place,
    lines: dict[Place, int],
    problems: list[Problem],
    name: str,
    depth: int,
) -> Any:
    if depth > 30:
        raise RecursionError
    lines[place] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        mapping: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            here = (*place, key)
            if key in mapping:
                where = f"{'.'.join(here)}:{key_node.start_mark.line + 1}"
                problems.append(Problem(name, where, "key_twice", f"remove one of the two {key!r}"))
            mapping[key] = _plain(value_node, here, lines, problems, name, depth + 1)
        return mapping
    if isinstance(node, yaml.SequenceNode):
        return [
            _plain(item, (*place, str(index)), lines, problems, name, depth + 1)
            for index, item in enumerate(node.value)
        ]
    if node.tag == "tag:yaml.org,2002:null" and node.value in ("", "~", "null"):
        return None
    return str(node.value)
