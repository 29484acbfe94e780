"""How a ticket arrives: the caller's first words, or a colleague's hand-off note."""

from __future__ import annotations

from trainer.content.model import Pack
from trainer.domain.attempt import Finding
from trainer.domain.events import Event
from trainer.domain.language import Language
from trainer.domain.scenario import Scenario
from trainer.session.first_words import first_words
from trainer.session.patience import patience_at_start
from trainer.session.state import AttemptState
from trainer.session.values import stable_number
from trainer.session.voice import Voice
from trainer.session.words import DEADLINE_NOTE
from trainer.world.plays import plays_of
from trainer.world.use import inject_fault


def start_attempt(pack: Pack, scenario: Scenario, language: Language) -> AttemptState:
    """The attempt before the first move: the world broken, the ticket on the desk."""
    world = inject_fault(plays_of(pack).world, scenario.faults, dict(scenario.circumstances))
    voice = Voice(pack, scenario, language, turn=0, minute=0.0)
    findings: tuple[Finding, ...] = ()
    if scenario.key.line == 1:
        events: tuple[Event, ...] = (Event("opening", "caller", 0, 0.0, _first_words(voice)),)
    else:
        events = _handed_over(voice)
        if scenario.note is not None:
            findings = tuple(
                Finding(tool, outcome, 0, "note") for tool, outcome in scenario.note.findings
            )
    return AttemptState(
        pack=pack,
        scenario=scenario,
        language=language,
        world=world,
        patience=patience_at_start(scenario),
        events=events,
        findings=findings,
    )


def _fault(voice: Voice) -> str:
    """Whose opening is told; where several things are broken, always the same one."""
    faults = voice.scenario.faults
    return faults[stable_number(voice.scenario.key, "opening_of") % len(faults)]


def _first_words(voice: Voice) -> str:
    openings = voice.pack.faults[_fault(voice)].texts[voice.language].openings
    own = getattr(openings, voice.scenario.channel)
    return first_words(voice, own, _names_trouble(voice), _tells_deadline(voice))


def _handed_over(voice: Voice) -> tuple[Event, ...]:
    scenario, language = voice.scenario, voice.language
    openings = voice.pack.faults[_fault(voice)].texts[language].openings
    happening = voice.shown(openings.note, "opening")
    if _names_trouble(voice):
        complaint = voice.pack.texts[language].capabilities[scenario.reported].complaint
        happening = f"{complaint}. {happening}"
    if scenario.deadline_minutes is not None and not _can_ask_deadline(voice):
        happening += " " + voice.plain(DEADLINE_NOTE[language])
    quality = scenario.note.quality if scenario.note is not None else "complete"
    return (
        Event("note", "colleague", 0, 0.0, happening),
        Event("opening", "colleague", 0, 0.0, voice.remark(f"intro_{quality}")),
    )


def _names_trouble(voice: Voice) -> tuple[str, ...]:
    """Sentences naming the trouble, where the fault's openings have to serve several troubles."""
    if len(voice.pack.faults[_fault(voice)].spec.reported) < 2:
        return ()
    return voice.pack.texts[voice.language].capabilities[voice.scenario.reported].says


def _tells_deadline(voice: Voice) -> bool:
    """The taciturn name their deadline only when asked, unless nothing could ask for it."""
    if voice.scenario.deadline_minutes is None:
        return False
    return voice.scenario.temper.verbosity > 0 or not _can_ask_deadline(voice)


def _can_ask_deadline(voice: Voice) -> bool:
    line = voice.scenario.key.line
    return any(
        tool.reads == "fact.deadline" and tool.line <= line <= tool.until
        for tool in voice.pack.tools.values()
    )
