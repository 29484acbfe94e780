"""What an operator can set, read once at start from `THREELINE_*` environment variables.

An empty variable counts as unset, because compose files and service units often pass empty ones.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal, get_args

from platformdirs import user_cache_dir, user_data_dir

from trainer.errors import InvalidInput, UnsafeStart

Mode = Literal["local", "team"]
MODES: Final[tuple[Mode, ...]] = get_args(Mode)

_PACKAGE: Final = Path(__file__).resolve().parent
_DATABASE: Final = re.compile(r"(sqlite(\+pysqlite)?:///.+|postgres(ql(\+psycopg)?)?://.+)")
_YES: Final = frozenset({"1", "true", "yes", "on"})
_NO: Final = frozenset({"0", "false", "no", "off"})


@dataclass(frozen=True, slots=True)
class Settings:
    """How this server runs.

    `database_url` is an SQLAlchemy URL of SQLite or PostgreSQL; it may hold a password and so is
    left out of `repr`. `port` is 1..65535. `packs_dir` is the existing folder that holds the packs.
    `mode` is "local" (no accounts, whoever opens the page picks a profile) or "team" (everybody
    signs in). `behind_proxy` says that other machines may reach a loopback address through a proxy. `cache_dir` holds what can be
    made again at any time. `encoder` says whether a sentence encoder may be used where one is
    installed; it costs 160 MB of memory.
    """

    database_url: str = field(repr=False)
    host: str
    port: int
    packs_dir: Path
    mode: Mode
    behind_proxy: bool
    cache_dir: Path
    encoder: bool


def default_database_url() -> str:
    """The SQLite file in this person's data folder, as a URL."""
    return f"sqlite:///{(Path(user_data_dir('threeline')) / 'threeline.db').as_posix()}"


def shipped_packs(package: Path = _PACKAGE) -> tuple[Path, ...]:
    """Where the packs that come with the product may lie, best first.

    In a checkout they are `scenarios` beside the package; in an installed one they are data inside
    it. The pyproject.toml tells the two apart: `scenarios` in site-packages would be a stranger's.
    """
    checkout = package.parent / "scenarios"
    inside = package / "scenarios"
    return (checkout, inside) if (package.parent / "pyproject.toml").is_file() else (inside,)


def read_settings(environ: Mapping[str, str], shipped: Sequence[Path] | None = None) -> Settings:
    """Settings from the environment mapping, with defaults for what is not there.

    Raises InvalidInput whose `field` is the variable and `expected` what to put there.
    """
    given = {
        name: value.strip()
        for name, value in environ.items()
        if name.startswith("THREELINE_") and value.strip()
    }
    return Settings(
        database_url=_database_url(given),
        host=given.get("THREELINE_HOST", "127.0.0.1"),
        port=_port(given.get("THREELINE_PORT", "8501")),
        packs_dir=_packs_dir(given, shipped_packs() if shipped is None else shipped),
        mode=_mode(given.get("THREELINE_MODE", "local")),
        behind_proxy=_yes_or_no("THREELINE_BEHIND_PROXY", given, default=False),
        cache_dir=Path(given.get("THREELINE_CACHE") or user_cache_dir("threeline")).expanduser(),
        encoder=_yes_or_no("THREELINE_ENCODER", given, default=True),
    )


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a server bound to `host`; unknown names count as no."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.removeprefix("[").removesuffix("]")).is_loopback
    except ValueError:
        return False


def check_safe_start(settings: Settings) -> None:
    """Raise UnsafeStart where local mode, which has no sign-in, could be reached from elsewhere.

    The error's `variable` and `expected` say what to set.
    """
    if settings.mode == "team":
        return
    if not is_loopback(settings.host):
        raise UnsafeStart(
            f"local mode has no sign-in, but host {settings.host!r} is open to other machines;"
            " set THREELINE_HOST=127.0.0.1, or THREELINE_MODE=team to have people sign in",
            variable="THREELINE_HOST",
            expected="127.0.0.1",
            value=settings.host,
        )
    if settings.behind_proxy:
        raise UnsafeStart(
            "local mode has no sign-in, but a proxy would let other machines in;"
            " take the proxy away and set THREELINE_BEHIND_PROXY=no, or THREELINE_MODE=team to have"
            " people sign in",
            variable="THREELINE_BEHIND_PROXY",
            expected="no",
            value="yes",
        )


def _invalid(variable: str, expected: str) -> InvalidInput:
    return InvalidInput(f"{variable}: put {expected}", field=variable, expected=expected)


def _database_url(given: Mapping[str, str]) -> str:
    url = given.get("THREELINE_DATABASE_URL") or default_database_url()
    if not _DATABASE.fullmatch(url) or url.endswith(":memory:"):
        # The value itself is not repeated: it may hold a password.
        raise _invalid(
            "THREELINE_DATABASE_URL",
            "sqlite:///path/to/file.db or postgresql://user:password@host/name",
        )
    return url


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= 65535):
        raise _invalid("THREELINE_PORT", "a whole number from 1 to 65535")
    return int(text)


def _packs_dir(given: Mapping[str, str], shipped: Sequence[Path]) -> Path:
    wanted = given.get("THREELINE_PACKS")
    for folder in [Path(wanted).expanduser()] if wanted else shipped:
        if folder.is_dir():
            return folder.resolve()
    raise _invalid("THREELINE_PACKS", "the path of an existing folder that holds packs")


def _mode(text: str) -> Mode:
    if text not in MODES:
        raise _invalid("THREELINE_MODE", " or ".join(MODES))
    return text


def _yes_or_no(variable: str, given: Mapping[str, str], default: bool) -> bool:
    text = given.get(variable, "yes" if default else "no").lower()
    if text not in _YES | _NO:
        raise _invalid(variable, "yes or no")
    return text in _YES
