"""Threeline. For notebooks: `trainer.attempts()`, `trainer.scores()`, `trainer.moves()` and
`trainer.readiness()` are the records as pandas DataFrames; see `trainer.app.frames`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from trainer.app.frames import attempts, moves, readiness, scores

__all__ = ("attempts", "moves", "readiness", "scores")


def __getattr__(name: str) -> Any:
    # Looked up when asked for: importing the package, which every module of it does, stays free.
    if name in __all__:
        from trainer.app import frames

        return getattr(frames, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
