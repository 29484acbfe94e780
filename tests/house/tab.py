"""What a browser's tab says to the server, and what it is told, without a browser."""

from __future__ import annotations

import socket
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from google.protobuf.message import Message
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from tests.server import Server


@dataclass
class Run:
    """One script run: the elements drawn, as sorted texts, and whether the entry point's
    navigation was announced."""

    texts: set[str] = field(default_factory=set)
    navigated: bool = False
    thrown: list[str] = field(default_factory=list)


def open_tab(server: Server, page: str, query: str = "") -> Run:
    """Open `/page` as a new visitor and follow the run to its end."""
    with opened(server.port, server.url, f"127.0.0.1:{server.port}") as stream:
        return rerun(stream, f"{server.url}/{page}", page, query)


def opened(
    port: int, origin: str, host: str = "127.0.0.1", headers: Mapping[str, str] | None = None
) -> ClientConnection:
    """The websocket that a page of `origin` opens to the server that it calls `host`."""
    return connect(
        f"ws://{host}/_stcore/stream",
        sock=socket.create_connection(("127.0.0.1", port)),
        subprotocols=[Subprotocol("streamlit"), Subprotocol("PLACEHOLDER_AUTH_TOKEN")],
        origin=Origin(origin),
        additional_headers=headers,
        max_size=None,
    )


def rerun(stream: ClientConnection, url: str, page: str, query: str = "") -> Run:
    """Ask for a run of `page`, whose address is `url`, and follow it to its end."""
    run = Run()
    asked = BackMsg()
    asked.rerun_script.page_name = page
    asked.rerun_script.query_string = query
    asked.rerun_script.context_info.locale = "en-GB"
    asked.rerun_script.context_info.url = url
    stream.send(asked.SerializeToString())
    while True:
        told = ForwardMsg()
        answer = stream.recv(timeout=60)
        assert isinstance(answer, bytes)
        told.ParseFromString(answer)
        kind = told.WhichOneof("type")
        if kind == "navigation":
            run.navigated = True
        elif kind == "delta":
            element = told.delta.new_element
            if element.WhichOneof("type") == "exception":
                run.thrown.append(element.exception.message)
            run.texts |= set(_texts(told.delta))
        elif (
            kind == "script_finished"
            and told.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
        ):
            return run


def _texts(message: Message) -> Iterator[str]:
    """Every text that people could read; ids, keys and hashes have no spaces and are left out."""
    for descriptor, value in message.ListFields():
        values = value if isinstance(value, (list, tuple)) or _repeated(value) else [value]
        for one in values:
            if isinstance(one, Message):
                yield from _texts(one)
            elif isinstance(one, str) and descriptor.name not in ("id", "form_id", "element_hash"):
                yield one


def _repeated(value: object) -> bool:
    return hasattr(value, "__iter__") and not isinstance(value, (str, bytes, Message))
