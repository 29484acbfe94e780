"""The state of a modelled world: one small number for each attribute.

A state is `bytes`, one byte per variable, the byte being the index of the variable's value (0 is
the healthy one). Circumstances are variables too, at the end, so that conditions read one thing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from trainer.content.conditions import Atom, parse_atom
from trainer.content.schema.world import WorldFile

State = bytes
Test = Callable[[State], bool]


@dataclass(frozen=True, slots=True)
class Variables:
    """Names and values of all variables; `scope[i]` is the index of variable i's scope, from narrow
    to wide, or -1 for a circumstance; `shared[s]` keeps what people of scope s have in common."""

    names: tuple[str, ...]
    values: tuple[tuple[str, ...], ...]
    scope: tuple[int, ...]
    index: Mapping[str, int]
    shared: tuple[int, ...]

    def of_neighbour(self, state: State, scope: int) -> State:
        """The world of somebody who shares with the caller only what `scope` and wider ones hold,
        and whose own things are healthy."""
        kept = int.from_bytes(state, "big") & self.shared[scope]
        return kept.to_bytes(len(state), "big")

    def value(self, state: State, name: str) -> str:
        """The value of variable `name` in `state`."""
        place = self.index[name]
        return self.values[place][state[place]]

    def with_values(self, state: State, values: Iterable[tuple[str, str]]) -> State:
        """`state` with some variables set."""
        changed = bytearray(state)
        for name, value in values:
            place = self.index[name]
            changed[place] = self.values[place].index(value)
        return bytes(changed)


def read_variables(world: WorldFile) -> Variables:
    """Lay out the variables of a pack's world in file order."""
    scopes = list(world.scopes)
    names: list[str] = []
    values: list[tuple[str, ...]] = []
    scope: list[int] = []
    for name, component in world.components.items():
        for attribute, attribute_values in component.attributes.items():
            names.append(f"{name}.{attribute}")
            values.append(tuple(attribute_values))
            scope.append(scopes.index(component.scope))
    for name, options in world.circumstances.items():
        names.append(f"circumstance.{name}")
        values.append(tuple(options))
        scope.append(-1)
    shared = tuple(
        int.from_bytes(bytes(0 if 0 <= own < wide else 255 for own in scope), "big")
        for wide in range(len(scopes))
    )
    index = {name: i for i, name in enumerate(names)}
    return Variables(tuple(names), tuple(values), tuple(scope), index, shared)


class Conditions:
    """Compiles condition texts to tests on states; capabilities are compiled once and shared."""

    def __init__(self, world: WorldFile, variables: Variables) -> None:
        self._world = world
        self._variables = variables
        self._capabilities: dict[str, Test] = {}

    def all_of(self, texts: Iterable[str]) -> Test:
        """True where every condition holds."""
        tests = tuple(self._atom(parse_atom(text)) for text in texts)
        if len(tests) == 1:
            return tests[0]
        return lambda state: all(test(state) for test in tests)

    def capability(self, name: str) -> Test:
        """Whether the capability holds; answers are remembered per state."""
        if name not in self._capabilities:
            spec = self._world.capabilities[name]
            needs = self.all_of(spec.needs)
            groups = tuple(self.all_of(group) for group in spec.any_of)

            def holds(state: State) -> bool:
                return needs(state) and (not groups or any(group(state) for group in groups))

            self._capabilities[name] = _remember(holds)
        return self._capabilities[name]

    def display(self, name: str) -> Callable[[State], str]:
        """What the display shows in a state."""
        spec = self._world.displays[name]
        rules = tuple((self.all_of(rule.when), rule.shows) for rule in spec.rules)

        def shown(state: State) -> str:
            return next((shows for test, shows in rules if test(state)), spec.otherwise)

        return shown

    def quantity(self, name: str) -> Callable[[State], float]:
        """The number of a quantity in a state, in the unit that the texts name."""
        spec = self._world.quantities[name]
        rules = tuple((self.all_of(rule.when), rule.value) for rule in spec.rules)
        factors = tuple((self.all_of(factor.when), factor.times) for factor in spec.factors)

        def amount(state: State) -> float:
            number = next((value for test, value in rules if test(state)), spec.base)
            for test, times in factors:
                if test(state):
                    number *= times
            return number

        return amount

    def level(self, name: str) -> Callable[[State], str]:
        """The level that a quantity reaches in a state."""
        levels, amount = tuple(self._world.quantities[name].levels.items()), self.quantity(name)

        def reached(state: State) -> str:
            number = amount(state)
            return next(level for level, least in levels if number >= least)

        return reached

    def _atom(self, atom: Atom) -> Test:
        if atom.subject == "capability":
            capability = self.capability(atom.name)
            return (lambda state: not capability(state)) if atom.negated else capability
        if atom.subject in ("display", "quantity"):
            shown = (self.display if atom.subject == "display" else self.level)(atom.name)
            wanted = frozenset(atom.values)
            return lambda state: (shown(state) in wanted) != atom.negated
        name = f"circumstance.{atom.name}" if atom.subject == "circumstance" else atom.name
        place = self._variables.index[name]
        options = self._variables.values[place]
        allowed = frozenset(
            number for number, value in enumerate(options) if (value in atom.values) != atom.negated
        )
        return lambda state: state[place] in allowed


_REMEMBERED_STATES = 50_000


def _remember(test: Test) -> Test:
    known: dict[State, bool] = {}

    def remembered(state: State) -> bool:
        answer = known.get(state)
        if answer is None:
            if len(known) >= _REMEMBERED_STATES:  # a long-lived server must not grow without end
                known.clear()
            answer = known[state] = test(state)
        return answer

    return remembered
