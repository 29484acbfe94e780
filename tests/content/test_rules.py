"""One broken file a rule: the folder's name is the error expected of the tiny pack with it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from trainer.content.load import load_pack
from trainer.errors import PackInvalid, Problem, SchemaTooNew, SchemaTooOld
from trainer.generator.prove import check_pack_proofs

PACKS = Path(__file__).parents[1] / "packs"
RULES = sorted(path.name for path in (PACKS / "broken").iterdir() if path.is_dir())


def broken_pack(rule: str, tmp_path: Path) -> Path:
    """The tiny pack with the rule's broken files laid over it."""
    root = tmp_path / "tiny"
    shutil.copytree(PACKS / "tiny", root)
    shutil.copytree(PACKS / "broken" / rule, root, dirs_exist_ok=True)
    return root


def problems_of(root: Path) -> tuple[Problem, ...]:
    try:
        return tuple(check_pack_proofs(load_pack(root)))
    except PackInvalid as error:
        return error.problems


@pytest.mark.parametrize("rule", [rule for rule in RULES if not rule.startswith("schema_")])
def test_broken_file_is_reported_by_its_rule_with_place_and_advice(
    rule: str, tmp_path: Path
) -> None:
    expected = rule.removeprefix("proof_")
    found = [item for item in problems_of(broken_pack(rule, tmp_path)) if item.rule == expected]
    assert found, f"{expected} was not reported"
    assert all(item.file and item.place and len(item.message) > 5 for item in found)


def test_pack_of_a_later_schema_says_to_update(tmp_path: Path) -> None:
    with pytest.raises(SchemaTooNew, match="update Threeline"):
        load_pack(broken_pack("schema_too_new", tmp_path))


def test_pack_of_an_older_schema_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SchemaTooOld):
        load_pack(broken_pack("schema_too_old", tmp_path))


def test_all_problems_of_all_files_come_at_once(tmp_path: Path) -> None:
    root = broken_pack("extra_forbidden", tmp_path)
    shutil.copytree(PACKS / "broken" / "reads_unknown", root, dirs_exist_ok=True)
    (root / "knowledge" / "printing.en.md").write_text("no heading", encoding="utf-8")
    rules = {item.rule for item in problems_of(root)}
    assert {"extra_forbidden", "article_head"} <= rules


def test_missing_file_names_it(tmp_path: Path) -> None:
    root = tmp_path / "tiny"
    shutil.copytree(PACKS / "tiny", root)
    (root / "policy.yaml").unlink()
    assert any(i.rule == "file_missing" and i.file == "policy.yaml" for i in problems_of(root))


def test_binary_file_is_refused_without_a_traceback(tmp_path: Path) -> None:
    root = tmp_path / "tiny"
    shutil.copytree(PACKS / "tiny", root)
    (root / "world.yaml").write_bytes(b"\xff\xfe\x00\x01")
    assert any(item.rule == "file_unreadable" for item in problems_of(root))


def test_problem_names_the_line_of_the_place(tmp_path: Path) -> None:
    problems = problems_of(broken_pack("extra_forbidden", tmp_path))
    assert [item.place for item in problems if item.rule == "extra_forbidden"] == ["license:9"]


def test_sound_pack_has_no_problem() -> None:
    assert problems_of(PACKS / "tiny") == ()
