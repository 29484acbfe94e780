"""The port through which the rest of the product understands a trainee's words."""

from __future__ import annotations

from typing import Protocol

from trainer.domain.language import Language
from trainer.domain.understanding import Act, Understanding
from trainer.language.notes import NoteReader


class Understander(Protocol):
    """Understands one turn at a time; holds no state between turns."""

    def understand(self, text: str, language: Language, allowed: frozenset[str]) -> Understanding:
        """The acts of `text`, with offsets into it, and up to three meanings to offer.

        `allowed` are the tool ids usable now: others are neither offered nor returned as acts.
        Never raises, whatever the text; words beyond `limits.MESSAGE_LIMIT` characters are ignored.
        """

    def rank(
        self, text: str, language: Language, allowed: frozenset[str]
    ) -> tuple[tuple[str, float], ...]:
        """All tools of `allowed` that `text` is near to, with certainty 0..1, best first."""

    def rank_speech(self, text: str, language: Language) -> tuple[tuple[str, float], ...]:
        """All speech acts that `text` does or is near to, with certainty 0..1, best first."""

    def examples(self, words: str, language: Language, meaning: str) -> tuple[str, ...]:
        """The known phrasings of a tool or speech act nearest to `words`, at most three."""

    def manner(
        self, text: str, language: Language
    ) -> tuple[tuple[Act, ...], tuple[tuple[str, float], ...]]:
        """How `text` is said: slips as acts `misspelt` and `disagrees`, and its measures
        (see `Understanding.measures`)."""

    def note(self, language: Language) -> NoteReader:
        """The reader of notes to colleagues."""
