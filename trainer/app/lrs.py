"""Sending xAPI statements to a learning record store, or into a file of JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import urllib3

from trainer.errors import InvalidInput, StoreUnavailable
from trainer.services.records.files import written
from trainer.services.records.statements import Statement
from trainer.settings import is_loopback

BATCH: Final = 50
_VERSION: Final = "1.0.3"
_TRY_AGAIN: Final = (408, 429, 500, 502, 503, 504)


@dataclass(frozen=True, slots=True)
class Sent:
    """How many statements the store took, and how many it had already in another form (which it
    keeps: statements are never changed)."""

    taken: int
    known: int


def write_lines(statements: Iterable[Statement], out: Path) -> int:
    """One statement a line into the file `out` (mode 0600); how many."""
    count = 0
    with written(out) as fresh, fresh.open("w", encoding="utf-8", newline="\n") as file:
        for one in statements:
            file.write(json.dumps(one, ensure_ascii=False) + "\n")
            count += 1
    return count


class RecordStore:
    """A learning record store at `endpoint`, the address that ends before `/statements`.

    Sending is repeated `tries` times with growing pauses (`pause` seconds and then twice as long
    each time, or what the store asks for): ids are fixed, so nothing is stored twice. Raises
    InvalidInput(field="lrs") for an address that would show the key to the network.
    """

    def __init__(
        self, endpoint: str, key: str = "", secret: str = "", tries: int = 5, pause: float = 1.0
    ) -> None:
        parts = urlsplit(endpoint)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise InvalidInput("put the store's https:// address", field="lrs")
        if parts.scheme == "http" and not is_loopback(parts.hostname):
            raise InvalidInput(
                "http:// would send people's results and the key in the open; use https://",
                field="lrs",
            )
        self._url = endpoint.rstrip("/") + "/statements"
        self._headers = {
            "X-Experience-API-Version": _VERSION,
            "Content-Type": "application/json; charset=utf-8",
        }
        if key:
            self._headers |= urllib3.make_headers(basic_auth=f"{key}:{secret}")
        self._pool = urllib3.PoolManager(
            timeout=urllib3.Timeout(connect=10, read=60),
            retries=urllib3.Retry(
                total=tries,
                backoff_factor=pause,
                status_forcelist=_TRY_AGAIN,
                allowed_methods=None,  # POST as well: see above
                redirect=0,  # a redirect would take the key to another host
                raise_on_status=False,
                raise_on_redirect=False,
            ),
        )

    def send(self, statements: Iterable[Statement]) -> Sent:
        """Send them in batches. Raises StoreUnavailable with the store's answer where it refuses or
        cannot be reached; what went before is stored, and sending again is harmless."""
        taken = known = 0
        for batch in _batches(statements):
            status, answer = self._post(batch)
            if status == 409:
                # The store keeps another version of one of them and has taken none of the batch.
                for one in batch:
                    status, answer = self._post([one])
                    known += status == 409
                    taken += status != 409
                    _must_be(status, answer, 200, 204, 409)
                continue
            _must_be(status, answer, 200, 204)
            taken += len(batch)
        return Sent(taken, known)

    def _post(self, batch: Sequence[Statement]) -> tuple[int, str]:
        body = json.dumps(batch, ensure_ascii=False).encode()
        try:
            answer = self._pool.request("POST", self._url, body=body, headers=self._headers)
        except urllib3.exceptions.HTTPError as error:
            raise StoreUnavailable("broken", f"the store cannot be reached: {error}") from error
        return answer.status, answer.data[:500].decode("utf-8", "replace")


def _must_be(status: int, answer: str, *wanted: int) -> None:
    if status not in wanted:
        raise StoreUnavailable("broken", f"the store answered {status}: {answer}")


def _batches(statements: Iterable[Statement]) -> Iterator[list[dict[str, Any]]]:
    rest = iter(statements)
    while batch := list(islice(rest, BATCH)):
        yield batch
