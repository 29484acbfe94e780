"""Reading a pack's folder into a `Pack`, with all problems of all files at once."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from trainer.content.articles import read_articles
from trainer.content.cross import cross_check
from trainer.content.model import Fault, Pack
from trainer.content.schema.blueprints import BlueprintsFile
from trainer.content.schema.fault import Exemplar, FaultSpec, FaultText
from trainer.content.schema.pack import SCHEMA_VERSION, PackHeader
from trainer.content.schema.personas import PersonasFile
from trainer.content.schema.policy import PolicyFile
from trainer.content.schema.text import TextFile
from trainer.content.schema.tools import ToolsFile
from trainer.content.schema.world import WorldFile
from trainer.content.yaml_source import read_yaml
from trainer.domain.language import LANGUAGES, Language
from trainer.errors import PackInvalid, Problem, SchemaTooNew, SchemaTooOld

Model = TypeVar("Model", bound=BaseModel)


def load_pack(root: Path) -> Pack:
    """Load and check the pack in folder `root`.

    Raises PackInvalid with every problem found, SchemaTooOld or SchemaTooNew where the pack was
    written for another schema. Proofs are not part of loading: see `generator.prove`.
    """
    problems: list[Problem] = []
    if not root.is_dir():
        missing = Problem(".", "top", "folder_missing", f"there is no folder {root}")
        raise PackInvalid(root.name, (missing,))
    header = _read(root, "pack.yaml", PackHeader, problems, before=_check_schema_version)
    world = _read(root, "world.yaml", WorldFile, problems)
    tools = _read(root, "tools.yaml", ToolsFile, problems)
    policy = _read(root, "policy.yaml", PolicyFile, problems)
    personas = _read(root, "personas.yaml", PersonasFile, problems)
    drawn = (root / "blueprints.yaml").exists()  # a pack for practice alone needs none
    forms = _read(root, "blueprints.yaml", BlueprintsFile, problems) if drawn else BlueprintsFile()
    texts = {
        language: _read(root, f"text/{language}.yaml", TextFile, problems) for language in LANGUAGES
    }
    faults = _read_faults(root, problems)
    articles = read_articles(root, problems)
    if (
        header is None
        or world is None
        or tools is None
        or policy is None
        or personas is None
        or forms is None
        or any(text is None for text in texts.values())
    ):
        raise PackInvalid(root.name, tuple(problems))
    pack = Pack(
        root=root,
        digest=_digest(root),
        header=header,
        world=world,
        tools=tools.tools,
        policy=policy,
        personas=personas,
        faults=faults,
        texts={language: text for language, text in texts.items() if text is not None},
        articles=articles,
        blueprints=forms.blueprints,
    )
    problems += cross_check(pack)
    if problems:
        raise PackInvalid(root.name, tuple(problems))
    return pack


def _check_schema_version(value: Any) -> None:
    version = value.get("schema_version") if isinstance(value, dict) else None
    if not isinstance(version, str) or not version.isdigit():
        return  # the schema itself reports it
    if int(version) > SCHEMA_VERSION:
        raise SchemaTooNew(
            f"the pack needs schema {version}, this release reads {SCHEMA_VERSION}: update Threeline",
            version=version,
            supported=SCHEMA_VERSION,
        )
    if int(version) < SCHEMA_VERSION:
        raise SchemaTooOld(
            f"the pack has schema {version}; the oldest this release reads is {SCHEMA_VERSION}",
            version=version,
            supported=SCHEMA_VERSION,
        )


def _read(
    root: Path,
    name: str,
    model: type[Model],
    problems: list[Problem],
    before: Any = None,
) -> Model | None:
    source, found = read_yaml(root / name, name)
    problems += found
    if source is None:
        return None
    if before is not None:
        before(source.value)
    try:
        return model.model_validate(source.value if source.value is not None else {})
    except ValidationError as error:
        for item in error.errors(include_url=False):
            place = tuple(str(part) for part in item["loc"])
            problems.append(Problem(name, source.where(place), str(item["type"]), _advice(item)))
        return None


def _advice(item: Any) -> str:
    """Say what to do, in the author's terms, for the commonest schema errors."""
    kind, given = item["type"], item.get("input")
    if kind == "extra_forbidden":
        return "remove this key or mend its spelling: the schema does not know it"
    if kind == "missing":
        return "add this key: it is required"
    if kind == "string_pattern_mismatch":
        return f"{given!r} has the wrong form; it must match {item['ctx']['pattern']}"
    if kind == "value_error":
        return str(item["ctx"]["error"])
    return f"{item['msg']} (found {str(given)[:60]!r})"


def _read_faults(root: Path, problems: list[Problem]) -> dict[str, Fault]:
    folder = root / "faults"
    faults: dict[str, Fault] = {}
    slugs = (
        sorted(path.name for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []
    )
    if not slugs:
        problems.append(Problem("faults", "top", "no_faults", "add at least one fault's folder"))
    for slug in slugs:
        base = f"faults/{slug}"
        spec = _read(root, f"{base}/fault.yaml", FaultSpec, problems)
        texts: dict[Language, FaultText] = {}
        for language in LANGUAGES:
            text = _read(root, f"{base}/text.{language}.yaml", FaultText, problems)
            if text is not None:
                texts[language] = text
        # A draft may lack its exemplar; `threeline pack check` asks for it.
        written = (root / base / "exemplar.yaml").exists()
        exemplar = _read(root, f"{base}/exemplar.yaml", Exemplar, problems) if written else None
        design = root / base / "design.md"
        if not design.is_file() or not design.read_text(encoding="utf-8").strip():
            problems.append(
                Problem(
                    f"{base}/design.md", "top", "design_missing", "write what the fault teaches"
                )
            )
        elif spec is not None and len(texts) == len(LANGUAGES):
            faults[slug] = Fault(slug, spec, texts, exemplar, design.read_text(encoding="utf-8"))
    return faults


def _digest(root: Path) -> str:
    total = hashlib.sha256()
    for path in sorted(root.rglob("*")):
        if path.is_file() and path.suffix in (".yaml", ".md"):
            total.update(path.relative_to(root).as_posix().encode())
            total.update(b"\0")
            total.update(path.read_bytes())
            total.update(b"\0")
    return total.hexdigest()
