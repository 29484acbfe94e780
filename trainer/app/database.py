"""The one opened database of a server process."""

from __future__ import annotations

import functools
import threading

from trainer.store.engine import Database, connect
from trainer.store.schema import upgrade

_opening = threading.Lock()


def open_database(url: str) -> Database:
    """The database at `url`, its schema up to date; opened once a process and then shared.

    Raises InvalidInput for an unknown kind of URL and StoreUnavailable where the database cannot
    be opened; the next call then tries again.
    """
    with _opening:  # two first sessions at once must not open it twice
        return _open(url)


@functools.cache
def _open(url: str) -> Database:
    database = connect(url)
    try:
        upgrade(database.write_engine)
    except BaseException:
        database.close()
        raise
    return database
