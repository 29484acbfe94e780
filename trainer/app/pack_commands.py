"""`threeline pack …` and `threeline scenario`: what authors of packs run."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path
from typing import Annotated, Final

import typer

from trainer.app.plain import to_plain
from trainer.errors import InvalidInput, PackInvalid
from trainer.settings import read_settings, shipped_packs

pack_app: Final = typer.Typer(no_args_is_help=True, help="Check a pack, or start a new one.")

TEMPLATE: Final = "_template"
_SLUG: Final = re.compile(r"[a-z][a-z0-9_]{0,59}")
_ID_LINE: Final = re.compile(r"^id:.*$", re.MULTILINE)


@pack_app.command("check")
def check(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Folders of packs.")],
) -> None:
    """Check packs: files, references, both languages, and the proof of every scenario."""
    from trainer.content.load import load_pack
    from trainer.generator.prove import check_pack_proofs

    broken = 0
    for path in paths:
        try:
            pack = load_pack(path)
            problems = check_pack_proofs(pack)
            if problems:
                raise PackInvalid(path.name, tuple(problems))
        except PackInvalid as error:
            broken += 1
            typer.echo(f"{path}: {error}", err=True)
        else:
            typer.echo(
                f"{path}: ok ({pack.header.id} {pack.header.version}: {len(pack.faults)} faults,"
                f" {len(pack.articles)} articles)"
            )
    if broken:
        raise typer.Exit(2)


@pack_app.command("phrasings")
def phrasings(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Folders of packs.")],
) -> None:
    """List tools with too few phrasings, and phrasings too close to another tool's."""
    from trainer.app.understanding import encoder, learnt_folder
    from trainer.content.load import load_pack
    from trainer.language.closeness import ENOUGH, too_close, too_few

    folder = learnt_folder(read_settings(os.environ))
    for path in paths:
        pack = load_pack(path)
        for language, text in pack.texts.items():
            own = {name: tool.phrasings for name, tool in text.tools.items()}
            for name, count in too_few(own).items():
                typer.echo(f"{path} {language}: {name} has {count} phrasings, better {ENOUGH}")
            for pair in too_close(own, language, encoder(), folder):
                typer.echo(
                    f"{path} {language}: {pair.likeness:.2f} {pair.tool} {pair.text!r}"
                    f" / {pair.other} {pair.other_text!r}"
                )


@pack_app.command("new")
def new(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="The folder to make.")],
    pack_id: Annotated[
        str, typer.Option("--id", help="The pack's id; the folder's name if not given.")
    ] = "",
) -> None:
    """Make a new pack from the template, which is itself a small valid pack."""
    chosen = pack_id or re.sub(r"[^a-z0-9]+", "_", path.name.lower()).strip("_")
    if not _SLUG.fullmatch(chosen):
        raise InvalidInput(
            f"{chosen!r} cannot be a pack's id: small Latin letters, digits and _, a letter first;"
            " name one with --id",
            field="id",
        )
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise InvalidInput(f"{path} exists already and is not empty", field="path")
    source = _template()
    try:
        shutil.copytree(source, path, dirs_exist_ok=True)
        header = path / "pack.yaml"
        text, found = _ID_LINE.subn(f"id: {chosen}", header.read_text(encoding="utf-8"), count=1)
        header.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise InvalidInput(f"cannot write {path}: {error.strerror}", field="path") from error
    if not found:
        raise InvalidInput(f"{source}/pack.yaml names no id", field="id")
    typer.echo(f"made {path} with id {chosen}; change it, then run: threeline pack check {path}")


def scenario(
    pack: Annotated[str, typer.Option(help="A shipped pack's id, or a pack's folder.")] = "office",
    line: Annotated[int, typer.Option(min=1, max=3, help="The line of support.")] = 1,
    seed: Annotated[int, typer.Option(min=0, help="Names the scenario for ever.")] = 1,
    fault: Annotated[str, typer.Option(help="Take this fault instead of a drawn one.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Print one generated scenario with its proof. It tells the answer."""
    from trainer.content.load import load_pack
    from trainer.generator.build import build_scenario

    loaded = load_pack(find_pack(pack))
    if fault and fault not in loaded.faults:
        raise InvalidInput(
            f"pack {loaded.header.id} has no fault {fault!r}; it has: "
            + ", ".join(sorted(loaded.faults)),
            field="fault",
        )
    plain = to_plain(build_scenario(loaded, line, seed, fault=fault))
    typer.echo(
        json.dumps(plain, ensure_ascii=False, indent=2) if as_json else "\n".join(outline(plain))
    )


def find_pack(name: str) -> Path:
    """The folder of the pack named by its folder's name among the shipped ones, or by its path."""
    shipped = read_settings(os.environ).packs_dir / name
    if shipped.is_dir():
        return shipped
    if Path(name).is_dir():
        return Path(name)
    raise InvalidInput(f"there is no pack {name!r}, nor a folder of that name", field="pack")


def outline(value: object, depth: int = 0) -> list[str]:
    """Plain values as indented lines `name: value`, for people."""
    pad = "  " * depth
    if isinstance(value, dict):
        lines = []
        for name, inner in value.items():
            deep = isinstance(inner, dict) or (
                isinstance(inner, list) and any(isinstance(item, dict | list) for item in inner)
            )
            if inner and deep:
                lines += [f"{pad}{name}:", *outline(inner, depth + 1)]
            else:
                lines.append(f"{pad}{name}: {_inline(inner)}")
        return lines
    if isinstance(value, list):
        return [f"{pad}- {_inline(item)}" for item in value]
    return [f"{pad}{_inline(value)}"]


def _inline(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(_inline(item) for item in value) or "-"
    if isinstance(value, dict):
        return "; ".join(f"{name}={_inline(inner)}" for name, inner in value.items()) or "-"
    return "-" if value is None or value == "" else str(value)


def _template() -> Path:
    for folder in (read_settings(os.environ).packs_dir, *shipped_packs()):
        if (folder / TEMPLATE).is_dir():
            return folder / TEMPLATE
    raise InvalidInput("the installation is incomplete: scenarios/_template is missing")
