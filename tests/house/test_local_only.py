"""The second lock of local mode."""

from __future__ import annotations

import pytest

from trainer.app.local_only import is_local


def scope(
    client: str | None, host: str | None = "localhost:8501", **headers: str
) -> dict[str, object]:
    pairs = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    if host is not None:
        pairs.append((b"host", host.encode()))
    return {"type": "http", "client": (client, 5000) if client else None, "headers": pairs}


@pytest.mark.parametrize(
    ("client", "host"),
    [
        ("127.0.0.1", "localhost:8501"),
        ("127.0.0.1", "127.0.0.1:8501"),
        ("127.0.0.1", "LOCALHOST"),
        ("::1", "[::1]:8501"),
    ],
)
def test_this_machine_is_let_in(client: str, host: str) -> None:
    assert is_local(scope(client, host))


@pytest.mark.parametrize("client", ["192.168.1.7", "10.0.0.1", "203.0.113.9", "fe80::1", None])
def test_other_machines_are_not(client: str | None) -> None:
    assert not is_local(scope(client))


@pytest.mark.parametrize(
    "header", ["x_forwarded_for", "forwarded", "x_real_ip", "x_forwarded_host", "x_forwarded_proto"]
)
def test_a_proxy_on_this_machine_is_not(header: str) -> None:
    assert not is_local(scope("127.0.0.1", **{header: "203.0.113.9"}))


@pytest.mark.parametrize("host", ["evil.example:8501", "localhost.evil.example", "", "[", None])
def test_a_name_that_somebody_else_controls_is_not(host: str | None) -> None:
    assert not is_local(scope("127.0.0.1", host))
