"""Settings: defaults, what each variable takes, and when local mode refuses to start."""

from __future__ import annotations

from pathlib import Path

import pytest

from trainer.errors import InvalidInput, UnsafeStart
from trainer.settings import (
    Settings,
    check_safe_start,
    default_database_url,
    is_loopback,
    read_settings,
    shipped_packs,
)


def _read(tmp_path: Path, **environ: str) -> Settings:
    return read_settings(environ, shipped=(tmp_path,))


def test_everything_has_a_default(tmp_path: Path) -> None:
    settings = _read(tmp_path)

    assert settings.database_url == default_database_url()
    assert settings.database_url.endswith("/threeline.db")
    assert (settings.host, settings.port) == ("127.0.0.1", 8501)
    assert settings.packs_dir == tmp_path.resolve()
    assert settings.mode == "local"
    assert settings.behind_proxy is False
    check_safe_start(settings)


def test_an_empty_variable_counts_as_unset(tmp_path: Path) -> None:
    assert _read(tmp_path, THREELINE_PORT="", THREELINE_HOST="  ") == _read(tmp_path)


def test_variables_are_taken(tmp_path: Path) -> None:
    packs = tmp_path / "own packs"
    packs.mkdir()

    settings = _read(
        tmp_path,
        THREELINE_DATABASE_URL="postgresql://desk@db.example/threeline",
        THREELINE_HOST="0.0.0.0",
        THREELINE_PORT="9000",
        THREELINE_PACKS=str(packs),
        THREELINE_BEHIND_PROXY="Yes",
    )

    assert settings.database_url == "postgresql://desk@db.example/threeline"
    assert (settings.host, settings.port) == ("0.0.0.0", 9000)
    assert settings.packs_dir == packs.resolve()
    assert settings.behind_proxy is True


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("THREELINE_DATABASE_URL", "mysql://root:pa55word@db/x"),
        ("THREELINE_DATABASE_URL", "threeline.db"),
        ("THREELINE_DATABASE_URL", "sqlite:///:memory:"),
        ("THREELINE_DATABASE_URL", "sqlite://"),
        ("THREELINE_PORT", "0"),
        ("THREELINE_PORT", "65536"),
        ("THREELINE_PORT", "9" * 5000),
        ("THREELINE_PORT", "http"),
        ("THREELINE_PORT", "-1"),
        ("THREELINE_PORT", "²"),
        ("THREELINE_PACKS", "/no/such/folder"),
        ("THREELINE_MODE", "open"),
        ("THREELINE_BEHIND_PROXY", "perhaps"),
    ],
)
def test_a_wrong_value_is_refused_by_name_with_what_to_put(
    tmp_path: Path, variable: str, value: str
) -> None:
    with pytest.raises(InvalidInput) as caught:
        _read(tmp_path, **{variable: value})

    assert caught.value.values["field"] == variable
    assert caught.value.values["expected"]
    assert str(caught.value).startswith(f"{variable}: put ")
    assert "pa55word" not in str(caught.value)


def test_a_password_in_the_database_url_is_not_printed(tmp_path: Path) -> None:
    settings = _read(tmp_path, THREELINE_DATABASE_URL="postgresql://desk:pa55word@db/x")

    assert "pa55word" not in repr(settings)


def test_without_any_packs_the_variable_to_set_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as caught:
        read_settings({}, shipped=(tmp_path / "nothing",))

    assert caught.value.values["field"] == "THREELINE_PACKS"


def test_scenarios_beside_the_package_count_in_a_checkout_only(tmp_path: Path) -> None:
    package = tmp_path / "trainer"

    assert shipped_packs(package) == (package / "scenarios",)
    (tmp_path / "pyproject.toml").touch()
    assert shipped_packs(package) == (tmp_path / "scenarios", package / "scenarios")


@pytest.mark.parametrize("host", ["127.0.0.1", "127.9.9.9", "::1", "[::1]", "localhost"])
def test_loopback_hosts_are_safe(tmp_path: Path, host: str) -> None:
    assert is_loopback(host)
    check_safe_start(_read(tmp_path, THREELINE_HOST=host))


@pytest.mark.parametrize(
    "host", ["0.0.0.0", "::", "192.168.1.5", "desk.example", "127.1", "localhost.example", "*"]
)
def test_local_mode_refuses_a_host_that_others_can_reach(tmp_path: Path, host: str) -> None:
    with pytest.raises(UnsafeStart, match=r"THREELINE_HOST=127\.0\.0\.1") as caught:
        check_safe_start(_read(tmp_path, THREELINE_HOST=host))

    assert caught.value.values["variable"] == "THREELINE_HOST"


def test_local_mode_refuses_a_proxy(tmp_path: Path) -> None:
    with pytest.raises(UnsafeStart, match="THREELINE_BEHIND_PROXY") as caught:
        check_safe_start(_read(tmp_path, THREELINE_BEHIND_PROXY="1"))

    assert caught.value.values["variable"] == "THREELINE_BEHIND_PROXY"


@pytest.mark.parametrize("host", ["0.0.0.0", "127.0.0.1"])
def test_team_mode_may_be_open_and_behind_a_proxy(tmp_path: Path, host: str) -> None:
    check_safe_start(
        _read(tmp_path, THREELINE_HOST=host, THREELINE_MODE="team", THREELINE_BEHIND_PROXY="yes")
    )
