"""A practice over in-memory stores, with an understander and a grade of the tests' own."""

from __future__ import annotations

from collections.abc import Mapping

from tests.fakes import CountingIds, FixedClock, InMemoryAttempts, InMemoryMisses, InMemoryProfiles
from tests.tiny import meaning, tiny_pack
from trainer.content.model import Pack
from trainer.domain.language import Language
from trainer.domain.scenario import ScenarioKey
from trainer.domain.scores import CriticalError, Evidence, Grade, Score
from trainer.domain.understanding import Act, Understanding
from trainer.language.notes import NoteReader
from trainer.services.local_people import LocalPeople
from trainer.services.miss_notes import MissNotes
from trainer.services.misses import Misses
from trainer.services.practice import Practice
from trainer.session.state import AttemptState


class WordForWord:
    """Understands a text that consists of tool and speech act ids; `?id` is an offer."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, Language, frozenset[str]]] = []

    def rank(
        self, text: str, language: Language, allowed: frozenset[str]
    ) -> tuple[tuple[str, float], ...]:
        return ()

    def rank_speech(self, text: str, language: Language) -> tuple[tuple[str, float], ...]:
        return ()

    def examples(self, words: str, language: Language, meaning: str) -> tuple[str, ...]:
        return ()

    def note(self, language: Language) -> NoteReader:
        return NoteReader({}, language, None, None)

    def manner(
        self, text: str, language: Language
    ) -> tuple[tuple[Act, ...], tuple[tuple[str, float], ...]]:
        return (), (("words", float(len(text.split()))),)

    def understand(self, text: str, language: Language, allowed: frozenset[str]) -> Understanding:
        self.heard.append((text, language, allowed))
        words = text.split()
        return meaning(
            *(word for word in words if word in allowed or word == "greet"),
            offers=tuple(word[1:] for word in words if word.startswith("?")),
        )


def plain_grade(state: AttemptState) -> Grade:
    """Full marks where it works at the end."""
    score = Score("resolution", "restored", 3, 2.0, (Evidence(1, "w"),), "restored.3", "",
                  (("tool", "x"),))  # fmt: skip
    return Grade(
        scoring_version="test-1",
        outcome=state.status,
        scores=(score,),
        competencies=(("resolution", 100.0),),
        overall=100.0 if state.working else 10.0,
        critical=tuple(CriticalError(b.id, Evidence(b.turn, b.words)) for b in state.breaches),
        passed=state.working and not state.breaches,
    )


class Desk:
    """Everything a test of practising needs, with two people at it."""

    def __init__(self, packs: Mapping[str, Pack] | None = None) -> None:
        self.clock = FixedClock()
        self.profiles = InMemoryProfiles()
        self.attempts = InMemoryAttempts(self.profiles)
        self.understander = WordForWord()
        self.packs = {"tiny": tiny_pack()} if packs is None else dict(packs)
        people = LocalPeople(self.profiles, self.clock, CountingIds("person"))
        self.me = people.create("Me", "en").id
        self.other = people.create("Other", "ru").id
        self.ids = CountingIds("attempt")
        self.missed = InMemoryMisses()
        self.misses = Misses(self.packs, self.missed)
        self.notes = MissNotes(self.missed, self.profiles, self.clock)
        self.practice = self.restarted()

    def restarted(self) -> Practice:
        """A practice of a fresh process over the same stores."""
        return Practice(
            self.packs,
            self.profiles,
            self.attempts,
            lambda _: self.understander,
            clock=self.clock,
            new_id=self.ids,
            grade=plain_grade,
            noted=self.notes.note,
        )

    def begin(self, fault: str = "spooler_stopped", line: int = 1, seed: int = 1) -> str:
        """Start one attempt of mine."""
        key = ScenarioKey("tiny", tiny_pack().header.version, line, seed, fault)
        return self.practice.start(self.me, key, "en")
