"""One more phrasing written into a pack's text file, without touching the rest of it."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import threading
from pathlib import Path
from typing import Any, Final, NoReturn

import yaml
from pydantic import ValidationError

from trainer.content.schema.text import TextFile
from trainer.content.templates import template_fault
from trainer.content.yaml_source import read_yaml
from trainer.domain.language import LANGUAGES, Language
from trainer.errors import InvalidInput

PHRASING_LIMIT: Final = 200
_Loader: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_writing: Final = threading.Lock()
"""Two clicks at once would each write a file without the other's line."""


def add_phrasing(pack_root: Path, language: Language, tool: str, text: str) -> None:
    """Append `text` to `tools.<tool>.phrasings` of the pack's text/<language>.yaml.

    Comments and layout stay as they are. The file is replaced as a whole once it has been read
    back with just this phrasing more, or not at all. Raises InvalidInput whose `field` is language,
    tool, text, file or folder, and whose `reason` names what is wrong with it.
    """
    if language not in LANGUAGES:
        _refuse("language", "language", f"there is no language {language!r}")
    phrasing = checked_phrasing(text)
    file = (pack_root / "text" / f"{language}.yaml").resolve()
    with _writing:
        before, values = _read(file)
        tools = values.get("tools")
        own = tools.get(tool) if isinstance(tools, dict) else None
        if not isinstance(tools, dict) or not isinstance(own, dict):
            _refuse("tool", "phrasing_tool", f"{file.name} has no tool {tool!r}")
        for name, words in tools.items():
            known = (words.get("phrasings") or ()) if isinstance(words, dict) else ()
            if phrasing.casefold() in {_key(one) for one in known}:
                _refuse("text", "phrasing_twice", f"{name} has this phrasing already", tool=name)
        after = _inserted(before, tool, phrasing, file)
        own["phrasings"] = [*own["phrasings"], phrasing]
        _replace(file, after, values)


def checked_phrasing(text: str) -> str:
    """`text` on one line with single spaces; InvalidInput(field="text") where it can be no phrasing."""
    spaced = "".join(char if char.isprintable() else " " for char in text)
    phrasing = " ".join(spaced.split())
    if not any(char.isalpha() for char in phrasing):
        _refuse("text", "phrasing_empty", "a phrasing needs words")
    if len(phrasing) > PHRASING_LIMIT:
        _refuse("text", "phrasing_long", f"a phrasing has at most {PHRASING_LIMIT} characters",
                limit=PHRASING_LIMIT, length=len(phrasing))  # fmt: skip
    if set("{}[]") & set(phrasing) or template_fault(phrasing):
        _refuse("text", "phrasing_markup", "a phrasing is plain text without braces or markup")
    return phrasing


def _read(file: Path) -> tuple[str, dict[str, Any]]:
    source, problems = read_yaml(file, file.name)
    if source is None or problems or not isinstance(source.value, dict):
        _refuse("file", "phrasing_file", "; ".join(str(one) for one in problems) or str(file))
    # Bytes, because reading as text would turn the author's line ends into ours.
    return file.read_bytes().decode("utf-8"), source.value


def _inserted(before: str, tool: str, phrasing: str, file: Path) -> str:
    """The file's text with the phrasing after the tool's last one, written as that one is."""
    node: Any = yaml.compose(before, Loader=_Loader)
    for key in ("tools", tool, "phrasings"):
        pairs = node.value if isinstance(node, yaml.MappingNode) else ()
        node = next((value for name, value in pairs if name.value == key), None)
    if not isinstance(node, yaml.SequenceNode) or not node.value:
        _refuse("file", "phrasing_file", f"{file.name} has no list of phrasings for {tool!r}")
    quoted = json.dumps(phrasing, ensure_ascii=False)
    last = node.value[-1]
    end = last.end_mark.index
    if node.flow_style:
        return f"{before[:end]}, {quoted}{before[end:]}"
    newline = "\r\n" if "\r\n" in before else "\n"
    start = before.rfind("\n", 0, last.start_mark.index) + 1
    line = before[start : last.start_mark.index]
    added = f"{line[: len(line) - len(line.lstrip(' '))]}- {quoted}"
    if last.end_mark.column == 0:  # a block scalar ends where the next line begins
        return f"{before[:end]}{added}{newline}{before[end:]}"
    stop = before.find(newline, end)
    stop = len(before) if stop < 0 else stop
    return f"{before[:stop]}{newline}{added}{before[stop:]}"


def _replace(file: Path, after: str, wanted: dict[str, Any]) -> None:
    """Put `after` in the file's place if it reads as `wanted`; the old file stays otherwise."""
    draft: Path | None = None
    try:
        if not os.access(file, os.W_OK):
            raise PermissionError(f"{file} is read-only")
        handle, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
        draft = Path(name)
        with os.fdopen(handle, "wb") as stream:
            stream.write(after.encode("utf-8"))
            stream.flush()
            os.fsync(stream.fileno())
        source, problems = read_yaml(draft, file.name)
        if source is None or problems or source.value != wanted:
            _refuse("file", "phrasing_file", f"{file} is written in a way that needs its author")
        TextFile.model_validate(source.value)
        shutil.copymode(file, draft)
        draft.replace(file)
    except ValidationError as error:
        raise InvalidInput(str(error), field="file", reason="phrasing_file") from error
    except OSError as error:
        raise InvalidInput(
            f"the pack's folder cannot be written: {error}",
            field="folder",
            reason="phrasing_folder",
            folder=file.parent,
        ) from error
    finally:
        if draft is not None:
            draft.unlink(missing_ok=True)


def _key(phrasing: object) -> str:
    return " ".join(str(phrasing).split()).casefold()


def _refuse(field: str, reason: str, detail: str, **values: object) -> NoReturn:
    raise InvalidInput(detail, field=field, reason=reason, **values)
