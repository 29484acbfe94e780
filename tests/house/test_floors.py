"""The floors are enforced, and for every package there is."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path


def test_every_import_keeps_to_the_floors(root: Path) -> None:
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([str(program)], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:]


def test_the_floors_are_exhaustive(root: Path) -> None:
    tool = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    floors = next(one for one in tool["contracts"] if one["type"] == "layers")
    assert floors["exhaustive"] is True
    assert floors["containers"] == ["trainer"]
    assert "exhaustive_ignores" not in floors


def test_nothing_that_a_pack_holds_is_code(root: Path) -> None:
    kinds = {path.suffix for path in (root / "scenarios").rglob("*") if path.is_file()}
    assert kinds <= {".yaml", ".md"}


def test_the_lock_names_no_address(root: Path) -> None:
    lock = (root / "requirements.lock").read_text("utf-8")
    assert "--hash=sha256:" in lock
    for word in ("http:", "https:", "file:", "--index", "--extra-index", "--find-links"):
        assert word not in lock


def test_every_locked_package_has_hashes(root: Path) -> None:
    lock = (root / "requirements.lock").read_text("utf-8").replace("\\\n", " ")
    lines = [line for line in lock.splitlines() if line and not line.startswith("#")]
    assert len(lines) > 40
    assert all("==" in line and "--hash=sha256:" in line for line in lines)
    assert not any(line.startswith(("torch", "nvidia")) for line in lines)
