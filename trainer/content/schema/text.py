"""text/<language>.yaml: everything people say and every name they read, in one language."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from trainer.content.schema.base import Slug, Strict, Text

Variants = Annotated[tuple[Text, ...], Field(min_length=1)]
Names = dict[Slug, Text]


class ToolText(Strict):
    """A tool in words.

    `name` is its palette label (an action in the infinitive), `phrasings` are ways a trainee may
    mean it, `outcomes` what is heard or seen for each value it can read or result it can have:
    for asks and guides in the caller's voice, for consoles as the console shows it. `relayed` are
    the same outcomes as a colleague tells them (lines 2 and 3); where absent, `outcomes` serve.
    `note` states each outcome as one line of a ticket ("Uptime: 23 days").
    """

    name: Text
    phrasings: Annotated[tuple[Text, ...], Field(min_length=3)]
    outcomes: Annotated[dict[Slug, Variants], Field(min_length=1)]
    relayed: dict[Slug, Variants] = {}
    note: dict[Slug, Text] = {}


class CapabilityText(Strict):
    """`name`: "printing"; `broken`: "does not print"; `complaint`: how a ticket's subject says it.

    `says` are whole sentences of a caller naming it ("I can't print a thing."), added to the opening
    of faults that can show in several ways.
    """

    name: Text
    broken: Text
    complaint: Text
    says: tuple[Text, ...] = ()


class MetricText(Strict):
    """A metric's or quantity's name and unit as they are shown."""

    name: Text
    unit: Text


class TeamText(Strict):
    """A team's name and what it looks after."""

    name: Text
    about: Text


class BreachText(Strict):
    """A critical error: its name and, kindly, why it matters and what to do instead."""

    name: Text
    why: Text


class CallerText(Strict):
    """What callers say beside their answers, in several variants each.

    By mood where the field's value is a mapping from mood to variants.
    """

    greeting_back: Variants
    voice_bot: Variants
    deadline: Variants
    not_understood: Variants
    which_of_these: Variants
    does_not_know: Variants
    cannot_follow: Variants
    works_now: Variants
    still_broken: Variants
    acknowledges: Variants
    soothed: Variants
    irritated: Variants
    impatient: Variants
    thanks: Variants
    goodbye: Variants
    wants_confirmation: Variants
    handed_over: Variants
    refused: Variants
    password_offered: Variants


class ColleagueText(Strict):
    """What the previous line's colleague says at lines 2 and 3."""

    greeting_back: Variants
    intro_complete: Variants
    intro_thin: Variants
    intro_wrong: Variants
    not_understood: Variants
    which_of_these: Variants
    does_not_know: Variants
    works_now: Variants
    still_broken: Variants
    acknowledges: Variants
    thanks: Variants
    goodbye: Variants
    returned_fair: Variants
    returned_unfair: Variants
    handed_over: Variants
    wants_confirmation: Variants


class TextFile(Strict):
    """The whole of text/<language>.yaml; keys match the other pack files exactly."""

    areas: Names
    groups: Names
    scopes: Names
    components: Names
    attributes: dict[str, Text]
    values: dict[str, Text]
    circumstances: dict[Slug, Names] = {}
    capabilities: dict[Slug, CapabilityText]
    displays: Names = {}
    metrics: dict[Slug, MetricText] = {}
    quantities: dict[Slug, MetricText] = {}
    teams: dict[Slug, TeamText]
    duties: Names = {}
    critical_errors: dict[Slug, BreachText] = {}
    personas: Names
    sites: Names
    departments: Variants
    tools: dict[Slug, ToolText]
    caller: CallerText
    colleague: ColleagueText
