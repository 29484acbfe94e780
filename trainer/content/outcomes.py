"""Which outcomes a tool can have."""

from __future__ import annotations

from trainer.content.schema.tools import ToolSpec
from trainer.content.schema.world import WorldFile

FACTS = ("host", "deadline", "since", "contact")


def read_values(world: WorldFile, tool: ToolSpec) -> tuple[str, ...] | None:
    """The values the tool's `reads` can have; empty for a tool that reads nothing, None where
    the target does not exist."""
    if tool.claim:
        return ("claimed", "denied")
    if tool.reads is None:
        return ("done",)
    if tool.reads == "symptom":
        return ("working", "broken")
    if tool.reads == "affected":
        return tuple(world.scopes)
    head, _, name = tool.reads.partition(".")
    if head == "fact":
        return ("told",) if name in FACTS else None
    if head == "can":
        return ("working", "broken") if name in world.capabilities else None
    if head == "display":
        display = world.displays.get(name)
        if display is None:
            return None
        return tuple(dict.fromkeys([rule.shows for rule in display.rules] + [display.otherwise]))
    if head == "quantity":
        quantity = world.quantities.get(name)
        return tuple(quantity.levels) if quantity else None
    component = world.components.get(head)
    return component.attributes.get(name) if component else None


def outcomes_of(world: WorldFile, tool: ToolSpec) -> tuple[str, ...]:
    """All outcomes: values read, then `unavailable`, `unknown`, `cannot` where they can occur."""
    outcomes = list(read_values(world, tool) or ())
    if tool.needs:
        outcomes.append("unavailable")
    if tool.knows and tool.kind == "ask":
        outcomes.append("unknown")
    if tool.knows and tool.kind == "guide":
        outcomes.append("cannot")
    return tuple(dict.fromkeys(outcomes))
