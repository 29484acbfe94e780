"""Shared forms of all pack files."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints


class Strict(BaseModel):
    """A frozen record that forbids keys it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,59}$")]
"""An id: lower-case latin letters, digits and underscores, starting with a letter."""

Text = Annotated[str, StringConstraints(min_length=1, max_length=4000)]
"""A text that people read; templates may use {placeholders} and [[male|female]] forms."""

ConditionText = Annotated[str, StringConstraints(min_length=1, max_length=200)]
"""One atom of a condition, for example `workstation.power=on`; see `content.conditions`."""
