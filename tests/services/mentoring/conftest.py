from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.mentoring.desk import MentorDesk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[MentorDesk]:
    made = MentorDesk(tmp_path)
    yield made
    made.close()
