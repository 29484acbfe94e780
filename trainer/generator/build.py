"""Composing a scenario: (pack, version, seed, line) gives the same ticket on every machine."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from trainer.content.model import Pack
from trainer.domain.scenario import (
    Channel,
    Facets,
    Mood,
    Proof,
    Scenario,
    ScenarioKey,
    SeededNote,
    Temper,
)
from trainer.errors import InvalidInput, ScenarioUnprovable
from trainer.generator.draw import Draw, urn_of
from trainer.generator.note import draw_note
from trainer.generator.person import draw_person
from trainer.generator.proof import Structure, ground_of, raised_urgency, required_facts
from trainer.world.plays import position_after_findings
from trainer.world.use import inject_fault

REDRAWS = 20
_MOODS: tuple[Mood, ...] = ("calm", "worried", "annoyed", "angry")


def build_scenario(pack: Pack, line: int, seed: int, fault: str = "") -> Scenario:
    """Compose and prove one scenario.

    `line` is 1, 2 or 3, `seed` any integer from 0. `fault` pins the fault set ("slug" or
    "slug+slug"). A draw whose proof fails is drawn again, at most REDRAWS times. Raises
    InvalidInput for a line or fault that does not exist (or is finished below the line), and
    ScenarioUnprovable where nothing provable was drawn.
    """
    if line not in (1, 2, 3):
        raise InvalidInput(f"line must be 1, 2 or 3, not {line}", field="line")
    if seed < 0:
        raise InvalidInput("seed must be 0 or more", field="seed")
    urn = urn_of(pack, line, fault)
    if not urn.draws:
        raise InvalidInput(f"line {line} has no ticket of fault {fault!r}", field="fault")
    key = ScenarioKey(pack.id, pack.header.version, line, seed, fault)
    rng = Random(str(key))
    failed: ScenarioUnprovable | None = None
    for _ in range(REDRAWS):
        drawn, temper = urn.draw(rng), _draw_temper(pack, rng)
        try:
            proof = ground_of(pack).prove(
                Structure(line, drawn.faults, drawn.circumstances, drawn.reported, temper.literacy)
            )
        except ScenarioUnprovable as error:
            failed = error
            continue
        return _compose(pack, key, drawn, temper, proof, rng)
    assert failed is not None
    raise failed


def _draw_temper(pack: Pack, rng: Random) -> Temper:
    personas = pack.personas.personas
    name = rng.choices(list(personas), [spec.weight for spec in personas.values()])[0]
    spec = personas[name]
    mood = rng.choices(_MOODS, [spec.moods.get(mood, 0.0) for mood in _MOODS])[0]
    return Temper(name, spec.literacy, spec.patience, spec.verbosity, spec.typos, mood)


def _draw_channel(pack: Pack, rng: Random) -> Channel:
    channels: tuple[Channel, ...] = ("phone", "chat", "email")
    weights = [pack.personas.channels.get(channel, 0.0) for channel in channels]
    return rng.choices(channels, weights)[0]


def _compose(
    pack: Pack, key: ScenarioKey, drawn: Draw, temper: Temper, proof: Proof, rng: Random
) -> Scenario:
    settings, policy, line = pack.personas, pack.policy, key.line
    deadline = rng.choice(settings.deadlines) if rng.random() < settings.deadline_share else None
    urgency = raised_urgency(proof.urgency, deadline, policy.deadline_raises_urgency_within)
    priority = policy.matrix[proof.impact][urgency]
    proof = replace(proof, urgency=urgency, priority=priority)
    site = rng.choice(settings.sites)
    channel = _draw_channel(pack, rng) if line == 1 else "colleague"
    bot = line == 1 and channel == "phone" and rng.random() < settings.voice_bot_share
    people, colleagues = draw_person(pack, rng, site), draw_person(pack, rng, site)
    since = f"{rng.randrange(8, 17)}:{rng.randrange(0, 60, 5):02d}"
    note: SeededNote | None = None
    if line > 1:
        note, proof = _with_note(pack, key, drawn, temper, proof, rng)
    claims = {
        tool: answer
        for name in drawn.faults
        for tool, answer in pack.faults[name].spec.claims.items()
    }
    return Scenario(
        key=key,
        faults=drawn.faults,
        circumstances=drawn.circumstances,
        reported=drawn.reported,
        channel=channel,
        temper=temper,
        people=people,
        colleagues=colleagues,
        site=site,
        voice_bot=bot,
        since=since,
        deadline_minutes=deadline,
        claims=tuple(sorted(claims.items())),
        note=note,
        facets=Facets(
            line=line,
            causes=len(proof.hypotheses),
            best_minutes=proof.best_minutes,
            faults=len(drawn.faults),
            literacy=temper.literacy,
            mood=_MOODS.index(temper.mood),
            note_gaps=0 if note is None else len(note.missing) + (note.wrong is not None),
            owner_line=proof.owner_line,
        ),
        proof=proof,
    )


def _with_note(
    pack: Pack, key: ScenarioKey, drawn: Draw, temper: Temper, proof: Proof, rng: Random
) -> tuple[SeededNote, Proof]:
    """The seeded note, and the proof with best minutes counted from what the note truly tells."""
    plays = ground_of(pack).plays
    play = plays.of(drawn.reported, drawn.circumstances, temper.literacy)
    state = inject_fault(plays.world, drawn.faults, dict(drawn.circumstances))
    minimum = required_facts(plays, play, state, key.line - 1)
    note = draw_note(play, state, key.line, minimum, rng)
    told = tuple(pair for pair in note.findings if pair != note.wrong)
    position = position_after_findings(play, play.initial, told)
    return note, replace(proof, best_minutes=play.value(position, key.line))
