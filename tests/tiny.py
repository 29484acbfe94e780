"""The tests' own pack: five faults of two complaints, small enough to reason about by hand.

`print`: spooler_stopped (line 1), driver_corrupt (line 2, workplace), print_server_hung (line 3,
platform). `sign_in`: account_locked (line 1), rights_missing (line 2, directory).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from trainer.content.load import load_pack
from trainer.content.model import Pack
from trainer.domain.language import Language
from trainer.domain.scenario import Scenario
from trainer.domain.understanding import Act, Understanding
from trainer.generator.build import build_scenario
from trainer.session.advance import start_attempt
from trainer.session.state import AttemptState

ROOT = Path(__file__).parent / "packs" / "tiny"


@cache
def tiny_pack() -> Pack:
    """The pack, loaded once."""
    return load_pack(ROOT)


def tiny_scenario(fault: str, line: int = 1, **wanted: object) -> Scenario:
    """A scenario of one fault whose attributes are as `wanted`; `literacy`, `mood`, `quality` and
    the like are looked up in its temper or note."""
    for seed in range(500):
        scenario = build_scenario(tiny_pack(), line, seed, fault)
        if all(_attribute(scenario, name) == value for name, value in wanted.items()):
            return scenario
    raise AssertionError(f"no seed below 500 gives {wanted}")


def tiny_attempt(
    fault: str, line: int = 1, language: Language = "en", **wanted: object
) -> AttemptState:
    """An attempt just started on such a scenario."""
    return start_attempt(tiny_pack(), tiny_scenario(fault, line, **wanted), language)


def meaning(*acts: str, offers: tuple[str, ...] = (), form: str = "plain") -> Understanding:
    """An understanding of these tools and speech acts."""
    tools = tiny_pack().tools
    return Understanding(
        tuple(
            Act(name, "tool" if name in tools else "speech", 0, 4, 0.9, form)  # type: ignore[arg-type]
            for name in acts
        ),
        offers,
    )


def _attribute(scenario: Scenario, name: str) -> object:
    for holder in (scenario, scenario.temper, scenario.note):
        if hasattr(holder, name):
            return getattr(holder, name)
    return None
