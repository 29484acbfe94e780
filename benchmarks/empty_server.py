"""Serves the almost empty app on a port, with the product's own server settings."""

from __future__ import annotations

import sys
from pathlib import Path

import uvicorn

from trainer.app.serve import SWITCH_SECONDS, bind, load_app, tuned

if __name__ == "__main__":
    sys.setswitchinterval(SWITCH_SECONDS)
    listening = bind("127.0.0.1", int(sys.argv[1]))
    app = load_app(Path(__file__).with_name("empty_app.py"))
    uvicorn.Server(tuned(app)).run(sockets=[listening])
