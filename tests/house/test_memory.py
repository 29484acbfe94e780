"""What lives as long as the server is kept out of the search for garbage, and garbage is not."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from trainer.app.memory import settle


class Knot:
    """Refers to itself, so that only the search frees it."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def thawed() -> Iterator[None]:
    yield
    gc.unfreeze()


def test_what_is_loaded_is_searched_no_more() -> None:
    lasting = Knot()
    settle()
    assert gc.get_freeze_count() > 0
    assert not any(one is lasting for one in gc.get_objects())


def test_garbage_of_before_is_freed_first_and_of_later_as_ever() -> None:
    before = weakref.ref(Knot())
    settle()
    assert before() is None
    later = weakref.ref(Knot())
    gc.collect()
    assert later() is None
