"""tools.yaml: everything a trainee can ask, guide, look at, change or request."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from trainer.content.schema.base import ConditionText, Slug, Strict

ToolKind = Literal["ask", "guide", "look", "change", "request"]
Risk = Literal["none", "account", "disruptive"]


class Effect(Strict):
    """Attributes set by a tool where all of `when` hold (always, where `when` is empty)."""

    when: tuple[ConditionText, ...] = ()
    sets: Annotated[dict[str, Slug], Field(min_length=1)]


class ToolSpec(Strict):
    """One tool.

    kind: `ask` the person, `guide` the caller's hands, `look` with a console, `change` something
    with a console, `request` something of somebody (identity check, approval).
    `line` is the lowest line that may use it, `until` the highest (guiding a caller's hands needs a
    caller, so line 1 only). `team` owns a change at lines 2 and 3; a request without a team may be
    made by any team of its line.
    `reads` is one thing: `component.attribute`, `can.capability`, `display.id`, `quantity.id` (its
    level), `symptom` (does the reported thing work now), `affected` (who else has it: a scope), `fact.host` and the like.
    `claim: true` marks a question whose answer is only what the person says, never evidence.
    `knows` is the technical literacy (0 to 2) a caller needs to answer or to follow.
    `needs` must hold in the world or the outcome is `unavailable`; `duties` are scripted duties of
    the policy that must be met first: the tool works without them, but that is a breach.
    """

    kind: ToolKind
    group: Slug
    line: Annotated[int, Field(ge=1, le=3)] = 1
    until: Annotated[int, Field(ge=1, le=3)] = 3
    team: Slug | None = None
    minutes: Annotated[float, Field(gt=0, le=240)]
    reads: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$")] | None = None
    claim: bool = False
    knows: Annotated[int, Field(ge=0, le=2)] = 0
    needs: tuple[ConditionText, ...] = ()
    duties: tuple[Slug, ...] = ()
    risk: Risk = "none"
    effects: tuple[Effect, ...] = ()
    log: dict[Slug, tuple[str, ...]] = {}
    metric: Slug | None = None

    @model_validator(mode="after")
    def _does_something(self) -> ToolSpec:
        if self.reads is None and not self.effects:
            raise ValueError("give the tool something to read (reads) or to change (effects)")
        if self.kind in ("ask", "look") and self.effects:
            raise ValueError(
                "a tool of kind ask or look cannot have effects; make it guide or change"
            )
        if self.kind in ("change", "request") and not self.effects:
            raise ValueError("a tool of kind change or request needs effects")
        if self.until < self.line:
            raise ValueError("until is lower than line; until is the highest line that may use it")
        return self


class ToolsFile(Strict):
    """The whole of tools.yaml."""

    tools: Annotated[dict[Slug, ToolSpec], Field(min_length=1)]
