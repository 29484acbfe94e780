"""Who looks at the pages of screening in a test, and at what."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

STAGE: Any = SimpleNamespace(language="en", services=None, profile=None, actor=None)
"""Set by a test before each run of `screening_entry`."""
