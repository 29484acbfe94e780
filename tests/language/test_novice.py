"""Sentences newcomers wrote while they played reach the tool they meant, and no other."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.language import shipped
from tests.language.fixture_pack import read_cases

ROWS: list[dict[str, str]] = read_cases("novice.ru.yaml")


@pytest.mark.parametrize("row", ROWS, ids=range(len(ROWS)))
def test_newcomers_are_understood(row: Mapping[str, str]) -> None:
    allowed = shipped.allowed("office", int(row["line"]))
    understood = shipped.understander("office").understand(row["text"], "ru", allowed)
    assert not set(row.get("never", "").split()) & set(understood.tools())
    if row["act"] == "none":
        assert understood.tools() == ()
        assert "asked" in row or (understood.understood and not understood.offers)
    else:
        assert row["act"] in understood.tools()
