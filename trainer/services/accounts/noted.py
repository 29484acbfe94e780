"""Writing into the audit what people do to each other's things, and whose they look at."""

from __future__ import annotations

import functools
import inspect
import logging
from collections import OrderedDict
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final, TypeVar

from trainer.domain.people import Actor
from trainer.errors import ThreelineError
from trainer.services.accounts.trail import Trail
from trainer.services.ports import Clock

S = TypeVar("S")
Lines = Mapping[str, tuple[str, str | None]]
"""For each method the audit's operation, and the parameter that names the object, or several
parameters with ", " between; "" where the object is what the method returns, None where there is none."""
AGAIN: Final = timedelta(hours=1)
"""A page asks at every click: looking at the same thing is noted once in so much time."""
_REMEMBERED: Final = 10_000
_log = logging.getLogger(__name__)


class Noted:
    """Has services note their use. Methods keep their signatures; what they refuse is not noted
    here (refusals are logged)."""

    def __init__(self, trail: Trail, clock: Clock) -> None:
        self._trail = trail
        self._clock = clock
        self._seen: OrderedDict[tuple[str, str, str], datetime] = OrderedDict()

    def changes(self, service: S, lines: Lines) -> S:
        """Each call that succeeded is a line. The change stands where the line cannot be written;
        the log tells then."""
        return self._wrap(service, lines, self._changed)

    def looks(self, service: S, lines: Lines) -> S:
        """Each look at what is not the actor's own is a line, once in AGAIN; nothing is shown where
        the line cannot be written."""
        return self._wrap(service, lines, self._looked)

    def _wrap(self, service: S, lines: Lines, note: Callable[[Actor, str, str], None]) -> S:
        for name, (operation, parameter) in lines.items():
            setattr(service, name, _noting(getattr(service, name), operation, parameter, note))
        return service

    def _changed(self, actor: Actor, operation: str, object: str) -> None:
        try:
            self._trail.note(actor, operation, object)
        except ThreelineError:
            _log.exception("not in the audit: %s of %r by %r", operation, object, actor.id)

    def _looked(self, actor: Actor, operation: str, object: str) -> None:
        if object == actor.id:
            return
        key, now = (actor.id, operation, object), self._clock()
        last = self._seen.get(key)
        if last is not None and timedelta(0) <= now - last < AGAIN:
            return
        self._trail.note(actor, operation, object)
        self._seen[key] = now
        while len(self._seen) > _REMEMBERED:
            self._seen.popitem(last=False)


def _noting(
    method: Callable[..., Any],
    operation: str,
    parameter: str | None,
    note: Callable[[Actor, str, str], None],
) -> Callable[..., Any]:
    signature = inspect.signature(method)

    @functools.wraps(method)
    def noting(*args: Any, **kwargs: Any) -> Any:
        result = method(*args, **kwargs)
        given = signature.bind(*args, **kwargs).arguments
        if parameter:
            found = [given.get(one) or "" for one in parameter.split(", ")]
            parts = [part for one in found for part in ([one] if isinstance(one, str) else one)]
        else:
            parts = [getattr(result, "id", result)] if parameter == "" else []
        note(given["actor"], operation, ", ".join(part for part in parts if part))
        return result

    return noting
