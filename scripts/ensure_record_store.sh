#!/usr/bin/env bash
# Makes sure that a real learning record store is there for the test that sends statements to one.
# It gets an environment of its own (.venv-lrs): it needs older versions of what Threeline runs on.
# Where it cannot be installed, that one test is skipped.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

own=.venv-lrs
lock=tests/servers/lrs.lock
if [ "$own/installed" -nt "$lock" ]; then exit 0; fi
if .venv/bin/python -m venv --clear "$own" \
    && "$own/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock"; then
    touch "$own/installed"
else
    rm -rf "$own"
    echo "The learning record store could not be installed; its test will be skipped." >&2
fi
