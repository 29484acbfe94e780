"""Database errors in the product's own words."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final, Literal

from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from trainer.errors import InvalidInput, StoreUnavailable

Reason = Literal["locked", "read_only", "full", "broken", "newer"]

# Primary result codes of https://sqlite.org/rescode.html; all others mean "broken".
_SQLITE: Final[Mapping[int, Reason]] = {
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
    sqlite3.SQLITE_PERM: "read_only",
    sqlite3.SQLITE_READONLY: "read_only",
    sqlite3.SQLITE_FULL: "full",
}

# Prefixes of https://www.postgresql.org/docs/current/errcodes-appendix.html.
_POSTGRES: Final[Mapping[str, Reason]] = {
    "25006": "read_only",  # read-only transaction: a replica
    "42501": "read_only",  # insufficient privilege
    "53100": "full",  # disk full
    "53300": "locked",  # too many connections: passes like a lock does
    "40": "locked",  # serialization failure, deadlock
    "55P03": "locked",  # lock not available
    "57014": "locked",  # cancelled, e.g. by statement_timeout
}


class Conflict(StoreUnavailable):
    """A row breaks a constraint; repositories give it its meaning where they know one."""

    def __init__(self, detail: str) -> None:
        super().__init__("broken", detail)


@contextmanager
def translated_errors() -> Iterator[None]:
    """Raise StoreUnavailable, or Conflict for a broken constraint, in place of database errors;
    InvalidInput for a value that no text or number of a database can be (half a character, NUL).

    The transaction inside has been rolled back by then: nothing half-written stays.
    """
    try:
        yield
    except IntegrityError as error:
        raise Conflict(str(error.orig)) from error
    except (DataError, OverflowError, UnicodeEncodeError) as error:
        raise InvalidInput("the database cannot keep such a value", field="text") from error
    except PoolTimeout as error:
        raise StoreUnavailable("locked", "no database connection became free") from error
    except (SQLAlchemyError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        raise StoreUnavailable(reason_of(cause), str(cause)) from error


def reason_of(cause: BaseException | None) -> Reason:
    """Why the database refused, told from the driver's error code (never from its words)."""
    code = getattr(cause, "sqlite_errorcode", None)
    if isinstance(code, int):
        return _SQLITE.get(code & 0xFF, "broken")
    state = str(getattr(cause, "sqlstate", None) or "")
    return next((why for prefix, why in _POSTGRES.items() if state.startswith(prefix)), "broken")


def reason_of_os(error: OSError) -> Reason:
    """Why the file system refused the database's folder or file."""
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return "read_only"
    return "full" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "broken"
