"""A small learning record store over real HTTP that takes nothing which breaks the specification."""

from __future__ import annotations

import base64
import json
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from uuid import UUID

_IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+", re.IGNORECASE)
_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_DURATION = re.compile(r"P(?=.)(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?")
_PARTS = {
    "statement": {"id", "actor", "verb", "object", "result", "context", "timestamp", "version"},
    "agent": {"objectType", "name", "account"},
    "account": {"homePage", "name"},
    "verb": {"id", "display"},
    "activity": {"objectType", "id", "definition"},
    "definition": {"type", "name", "description", "moreInfo", "extensions"},
    "result": {"score", "success", "completion", "response", "duration", "extensions"},
    "score": {"scaled", "raw", "min", "max"},
    "context": {"registration", "platform", "language", "extensions"},
}


def check(statement: dict[str, Any]) -> None:
    """AssertionError where the statement breaks xAPI 1.0.3, part 2 (data)."""
    _only(statement, "statement", {"actor", "verb", "object"})
    assert str(UUID(statement["id"])) == statement["id"].lower()
    actor = statement["actor"]
    _only(actor, "agent", {"account"})
    _only(actor["account"], "account", {"homePage", "name"})
    assert _IRI.fullmatch(actor["account"]["homePage"])
    assert isinstance(actor["account"]["name"], str)
    _only(statement["verb"], "verb", {"id"})
    assert _IRI.fullmatch(statement["verb"]["id"])
    _language_map(statement["verb"].get("display", {}))
    _only(statement["object"], "activity", {"id"})
    assert statement["object"].get("objectType", "Activity") == "Activity"
    assert _IRI.fullmatch(statement["object"]["id"])
    definition = statement["object"].get("definition", {})
    _only(definition, "definition", set())
    assert _IRI.fullmatch(definition["type"])
    _language_map(definition.get("name", {}))
    _extensions(definition)
    result = statement.get("result", {})
    _only(result, "result", set())
    for name in ("success", "completion"):
        assert isinstance(result.get(name, True), bool)
    assert _DURATION.fullmatch(result.get("duration", "PT0S"))
    _extensions(result)
    if score := result.get("score"):
        _only(score, "score", set())
        assert -1 <= score["scaled"] <= 1
        assert score["min"] < score["max"]
        assert score["min"] <= score["raw"] <= score["max"]
    context = statement.get("context", {})
    _only(context, "context", set())
    UUID(context["registration"])
    assert _TAG.fullmatch(context["language"])
    assert _TIME.fullmatch(statement["timestamp"])
    assert not _holds_none(statement)


def _only(part: dict[str, Any], kind: str, needed: set[str]) -> None:
    assert needed <= part.keys() <= _PARTS[kind], part


def _language_map(part: dict[str, str]) -> None:
    assert all(_TAG.fullmatch(tag) and isinstance(text, str) for tag, text in part.items())


def _extensions(part: dict[str, Any]) -> None:
    assert all(_IRI.fullmatch(name) for name in part.get("extensions", {}))


def _holds_none(value: Any) -> bool:
    if isinstance(value, dict):
        return any(_holds_none(one) for one in value.values())
    return value is None


class LrsStub:
    """`with LrsStub() as lrs: ... lrs.url`; `answers` are statuses to give before behaving."""

    def __init__(self, *answers: int) -> None:
        self.answers = list(answers)
        self.stored: dict[str, dict[str, Any]] = {}
        self.batches: list[int] = []
        self.requests = 0
        stub = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                status, body = stub.take(self)
                self.send_response(status)
                self.send_header("X-Experience-API-Version", "1.0.3")
                if status == 302:
                    self.send_header("Location", "http://127.0.0.1:1/elsewhere/statements")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/xapi"

    def take(self, request: BaseHTTPRequestHandler) -> tuple[int, bytes]:
        self.requests += 1
        length = int(request.headers["Content-Length"])
        data = json.loads(request.rfile.read(length))
        if self.answers:
            return self.answers.pop(0), b"not now"
        if request.path != "/xapi/statements":
            return 404, b""
        if request.headers["X-Experience-API-Version"] != "1.0.3":
            return 400, b"version"
        if request.headers["Authorization"] != "Basic " + base64.b64encode(b"key:s3cret").decode():
            return 401, b"who are you"
        batch = data if isinstance(data, list) else [data]
        try:
            for one in batch:
                check(one)
        except (AssertionError, KeyError, ValueError) as error:
            return 400, repr(error).encode()
        if any(self.stored.get(one["id"], one) != one for one in batch):
            return 409, b"another statement has this id"
        self.batches.append(len(batch))
        self.stored |= {one["id"]: one for one in batch}
        return 200, json.dumps([one["id"] for one in batch]).encode()

    def __enter__(self) -> LrsStub:
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
