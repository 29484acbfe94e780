from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.accounts.desk import AccountsDesk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[AccountsDesk]:
    made = AccountsDesk(tmp_path)
    yield made
    made.database.close()
