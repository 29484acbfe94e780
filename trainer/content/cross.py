"""Checks across the files of a pack: every reference leads somewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from trainer.content.conditions import parse_atom
from trainer.content.cross_texts import check_texts
from trainer.content.model import Pack
from trainer.content.outcomes import read_values
from trainer.errors import Problem

CHANNELS = ("phone", "chat", "email")
MOODS = ("calm", "worried", "annoyed", "angry")
_COMPUTED = ("can.", "display.", "quantity.")


@dataclass(slots=True)
class _Found:
    """Collects problems of one pack."""

    pack: Pack
    problems: list[Problem] = field(default_factory=list)

    def add(self, file: str, place: str, rule: str, message: str) -> None:
        self.problems.append(Problem(file, place, rule, message))

    def known(
        self, file: str, place: str, what: str, names: Iterable[str], known: Iterable[str]
    ) -> None:
        existing = list(known)
        for name in names:
            if name not in existing:
                self.add(
                    file,
                    place,
                    f"{what}_unknown",
                    f"{name!r} does not exist; use one of: {', '.join(sorted(existing)[:12])}",
                )

    def conditions(self, file: str, place: str, texts: Iterable[str]) -> None:
        for text in texts:
            if advice := _bad_atom(self.pack, text):
                self.add(file, place, "condition_broken", advice)

    def sets(self, file: str, place: str, sets: dict[str, str]) -> None:
        for name, value in sets.items():
            values = _attribute_values(self.pack, name)
            if values is None:
                self.add(file, place, "attribute_unknown", f"{name!r} is no component.attribute")
            elif value not in values:
                self.add(
                    file, place, "value_unknown", f"{name} is never {value!r}: {', '.join(values)}"
                )


def cross_check(pack: Pack) -> list[Problem]:
    """All problems between the files of `pack`; empty where it is sound."""
    found = _Found(pack)
    checks: tuple[Callable[[_Found], None], ...] = (
        _world,
        _tools,
        _policy,
        _personas,
        _faults,
        _blueprints,
    )
    for check in checks:
        check(found)
    if set(pack.header.languages) != {"ru", "en"}:
        found.add("pack.yaml", "languages", "languages", "list exactly ru and en")
    return found.problems + check_texts(pack)


def _attribute_values(pack: Pack, name: str) -> tuple[str, ...] | None:
    component, _, attribute = name.partition(".")
    spec = pack.world.components.get(component)
    return spec.attributes.get(attribute) if spec else None


def _bad_atom(pack: Pack, text: str) -> str | None:
    try:
        atom = parse_atom(text)
    except ValueError as error:
        return str(error)
    world = pack.world
    known: tuple[str, ...] | None
    if atom.subject == "capability":
        return None if atom.name in world.capabilities else f"there is no capability {atom.name!r}"
    if atom.subject == "circumstance":
        known = world.circumstances.get(atom.name)
    elif atom.subject == "display":
        display = world.displays.get(atom.name)
        known = (*(rule.shows for rule in display.rules), display.otherwise) if display else None
    elif atom.subject == "quantity":
        quantity = world.quantities.get(atom.name)
        known = tuple(quantity.levels) if quantity else None
    else:
        known = _attribute_values(pack, atom.name)
    if known is None:
        return f"{text!r}: there is no {atom.subject} {atom.name!r}"
    if unknown := [value for value in atom.values if value not in known]:
        return f"{text!r}: {unknown[0]!r} is not one of {', '.join(known)}"
    return None


def _needs_of(pack: Pack, name: str) -> Iterator[str]:
    """Names of capabilities (and displays) that capability `name` leans on directly."""
    capability = pack.world.capabilities[name]
    for text in (*capability.needs, *(atom for group in capability.any_of for atom in group)):
        try:
            atom = parse_atom(text)
        except ValueError:
            continue
        if atom.subject == "capability" and atom.name in pack.world.capabilities:
            yield atom.name


def _circular(pack: Pack) -> list[str]:
    done: set[str] = set()

    def visit(name: str, path: tuple[str, ...]) -> bool:
        if name in path:
            return True
        if name in done:
            return False
        looped = any(visit(other, (*path, name)) for other in _needs_of(pack, name))
        done.add(name)
        return looped

    return [name for name in pack.world.capabilities if visit(name, ())]


def _world(found: _Found) -> None:
    file, world = "world.yaml", found.pack.world
    for name, component in world.components.items():
        place = f"components.{name}"
        found.known(file, place, "scope", [component.scope], world.scopes)
        for attribute, values in component.attributes.items():
            if len(set(values)) != len(values):
                found.add(
                    file, f"{place}.attributes.{attribute}", "value_twice", "list each value once"
                )
    for name in set(world.components) & {"can", "circumstance", "display", "fact", "quantity"}:
        found.add(file, f"components.{name}", "name_reserved", "choose another name")
    for name, capability in world.capabilities.items():
        atoms = [*capability.needs, *(atom for group in capability.any_of for atom in group)]
        if not atoms:
            found.add(file, f"capabilities.{name}", "needs_nothing", "say what it needs")
        found.conditions(file, f"capabilities.{name}", atoms)
    for name in _circular(found.pack):
        found.add(file, f"capabilities.{name}", "capability_circle", "it needs itself in a circle")
    for name, display in world.displays.items():
        for rule in display.rules:
            found.conditions(file, f"displays.{name}", rule.when)
            if any(text.startswith("display.") for text in rule.when):
                found.add(
                    file, f"displays.{name}", "display_nested", "a display cannot read a display"
                )
    for name, quantity in world.quantities.items():
        parts = [rule.when for rule in quantity.rules] + [part.when for part in quantity.factors]
        for when in parts:
            found.conditions(file, f"quantities.{name}", when)
            if any(text.lstrip("!").startswith(_COMPUTED) for text in when):
                found.add(
                    file, f"quantities.{name}", "quantity_nested",
                    "a quantity reads attributes and circumstances only",
                )  # fmt: skip
    people = list(world.scopes.values())
    if people != sorted(people):
        found.add(file, "scopes", "scopes_order", "order scopes from few people to many")


def _tools(found: _Found) -> None:
    file, pack = "tools.yaml", found.pack
    for name, tool in pack.tools.items():
        place = f"tools.{name}"
        values = read_values(pack.world, tool)
        if values is None:
            found.add(file, place, "reads_unknown", f"there is nothing to read at {tool.reads!r}")
        readable = values or ()
        found.conditions(file, place, tool.needs)
        for effect in tool.effects:
            found.conditions(file, place, effect.when)
            found.sets(file, place, effect.sets)
        found.known(file, place, "duty", tool.duties, pack.policy.duties)
        if tool.team is not None:
            found.known(file, place, "team", [tool.team], pack.policy.teams)
            team = pack.policy.teams.get(tool.team)
            if team is not None and team.line != tool.line:
                found.add(
                    file, place, "team_line", f"team {tool.team} works at line {team.line}, "
                    f"the tool is for line {tool.line}"
                )  # fmt: skip
        elif tool.kind == "change" and tool.line > 1:
            found.add(file, place, "team_missing", "say which team owns this change (team)")
        found.known(file, place, "outcome", tool.log, readable)
        if tool.metric is not None:
            found.known(file, place, "metric", [tool.metric], pack.world.metrics)
            metric = pack.world.metrics.get(tool.metric)
            if metric is not None:
                found.known(
                    "world.yaml", f"metrics.{tool.metric}", "shape", readable, metric.shapes
                )


def _policy(found: _Found) -> None:
    file, pack = "policy.yaml", found.pack
    policy = pack.policy
    for line in (1, 2, 3):
        if not any(team.line == line for team in policy.teams.values()):
            found.add(file, "teams", "line_without_team", f"add a team for line {line}")
    for scope in pack.world.scopes:
        if scope not in policy.impact:
            found.add(file, "impact", "impact_missing", f"give the impact of scope {scope!r}")
    found.known(file, "impact", "scope", policy.impact, pack.world.scopes)
    for name, duty in policy.duties.items():
        found.conditions(file, f"duties.{name}", duty.met_when)
        found.known(file, f"duties.{name}", "critical_error", [duty.breach], policy.critical_errors)
    found.known(file, "handoff.minimum", "tool", policy.handoff.minimum, pack.tools)


def _personas(found: _Found) -> None:
    file, personas = "personas.yaml", found.pack.personas
    found.known(file, "channels", "channel", personas.channels, CHANNELS)
    if sum(personas.channels.values()) <= 0:
        found.add(file, "channels", "weights_zero", "give at least one channel a weight above 0")
    for name, persona in personas.personas.items():
        found.known(file, f"personas.{name}.moods", "mood", persona.moods, MOODS)
        if sum(persona.moods.values()) <= 0:
            found.add(file, f"personas.{name}.moods", "weights_zero", "weigh at least one mood")


def _faults(found: _Found) -> None:
    pack = found.pack
    areas = {component.area for component in pack.world.components.values()}
    reportable = [name for name, spec in pack.world.capabilities.items() if spec.reportable]
    claims = [name for name, tool in pack.tools.items() if tool.claim]
    for slug, fault in pack.faults.items():
        file, spec = f"faults/{slug}/fault.yaml", fault.spec
        found.known(file, "area", "area", [spec.area], areas)
        found.sets(file, "sets", spec.sets)
        found.known(file, "reported", "reportable", spec.reported, reportable)
        found.known(file, "circumstances", "circumstance", spec.circumstances,
                    pack.world.circumstances)  # fmt: skip
        for name, values in spec.circumstances.items():
            found.known(file, f"circumstances.{name}", "circumstance_value", values,
                        pack.world.circumstances.get(name, ()))  # fmt: skip
        found.conditions(file, "resolved_when", spec.resolved_when)
        found.known(file, "finish.team", "team", [spec.finish.team], pack.policy.teams)
        found.known(file, "claims", "claim", spec.claims, claims)
        for tool, answer in spec.claims.items():
            found.known(file, f"claims.{tool}", "answer", [answer], ("claimed", "denied"))
        found.known(file, "combines_with", "fault", spec.combines_with, pack.faults)
        found.known(file, "articles", "article", spec.articles, pack.articles)
        for name, value in spec.sets.items():
            known = _attribute_values(pack, name)
            if known and value == known[0]:
                found.add(file, "sets", "value_healthy", f"{name}={value} is the healthy value")


def _blueprints(found: _Found) -> None:
    areas = {fault.spec.area for fault in found.pack.faults.values()}
    for name, blueprint in found.pack.blueprints.items():
        for number, cell in enumerate(blueprint.cells):
            place = f"blueprints.{name}.cells[{number}]"
            if cell.area:
                found.known("blueprints.yaml", place, "area", [cell.area], areas)
            if cell.channel and cell.line != 1:
                found.add(
                    "blueprints.yaml", place, "channel_of_line",
                    "only line 1 has channels: take the channel away",
                )  # fmt: skip
