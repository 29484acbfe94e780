"""How this server process stands, and when it was last backed up."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from trainer.app.health import product_version
from trainer.app.places import data_folder
from trainer.services.policy.ports import ServerFacts
from trainer.settings import Settings

_MARK: Final = "last-backup"


@dataclass(frozen=True, slots=True)
class ThisServer:
    """Implements `trainer.services.policy.ports.ServerHealth`."""

    settings: Settings
    packs: tuple[tuple[str, str], ...]
    broken_packs: tuple[str, ...]
    policies_left_out: tuple[str, ...]
    encoder: bool

    def look(self) -> ServerFacts:
        """The facts as of now."""
        folder = data_folder(self.settings)
        free, total = _disk(folder)
        return ServerFacts(
            release=product_version(),
            mode=self.settings.mode,
            packs=self.packs,
            broken_packs=self.broken_packs,
            policies_left_out=self.policies_left_out,
            encoder=self.encoder,
            free=free,
            total=total,
            last_backup=last_backup(folder),
        )


def note_backup(folder: Path, at: datetime) -> None:
    """Remember in the data folder that a backup was made; a folder that cannot be written keeps
    nobody from making one."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        (folder / _MARK).write_text(at.isoformat(timespec="seconds"), encoding="ascii")
    except OSError:
        return


def last_backup(folder: Path) -> datetime | None:
    """When the last backup from this data folder was made; None where none is known of."""
    try:
        found = datetime.fromisoformat((folder / _MARK).read_text(encoding="ascii")[:40].strip())
    except (OSError, ValueError):
        return None
    return found if found.tzinfo else None


def _disk(folder: Path) -> tuple[int, int] | tuple[None, None]:
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    try:
        found = shutil.disk_usage(folder)
    except OSError:
        return None, None
    return found.free, found.total
