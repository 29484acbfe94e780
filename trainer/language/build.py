"""Making an understander for a pack."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from trainer.domain.language import LANGUAGES, Language
from trainer.language.encoder import SentenceEncoder
from trainer.language.lexicon import FILLERS
from trainer.language.normal import normalise
from trainer.language.notes import NoteReader
from trainer.language.port import Understander
from trainer.language.repair import Vocabulary
from trainer.language.speech_acts import speech_acts, speech_words
from trainer.language.speech_index import SpeechMatcher
from trainer.language.tools import ToolMatcher
from trainer.language.understand import RuleUnderstander
from trainer.language.words import words_of

_PHRASING_LIMIT: Final = 300
_PASSWORD: Final = {"ru": {"пароль", "пароля", "паролем"}, "en": {"password", "passwords"}}


def build_understander(
    phrasings: Mapping[Language, Mapping[str, Sequence[str]]],
    kinds: Mapping[str, str],
    encoder: SentenceEncoder | None = None,
    folder: Path | None = None,
    readings: Mapping[Language, Mapping[str, Sequence[str]]] | None = None,
) -> Understander:
    """An understander of the tools in `phrasings` and of all speech acts, in both languages.

    `phrasings` maps language -> tool id -> ways of saying it (the palette's name among them);
    `kinds` maps tool id -> ask, guide, look, change or request. A language left out understands
    speech acts only. `encoder` adds likeness of meaning (see `encoder.load_encoder`); without one
    words alone are compared. What is learnt from the phrasings is kept in `folder`: the first time
    takes seconds, later ones a fraction of one. The result can be shared by threads and holds no
    state of any turn. `readings` maps "tool=outcome" to ways of telling what a check showed, for
    notes to colleagues.
    """
    plain = {
        language: {
            tool: [normalise(text, _PHRASING_LIMIT).text for text in texts]
            for tool, texts in phrasings.get(language, {}).items()
        }
        for language in LANGUAGES
    }
    tools = {
        language: ToolMatcher(plain[language], kinds, language, encoder, folder)
        for language in LANGUAGES
    }
    for language in LANGUAGES:
        speech_acts(language)  # compiled here, so that the first turn does not wait for it
    words = {
        language: Vocabulary(_words(plain[language], language), language) for language in LANGUAGES
    }
    speech = {
        language: SpeechMatcher(plain[language], kinds, language, encoder, folder)
        for language in LANGUAGES
    }
    notes = {
        language: NoteReader((readings or {}).get(language, {}), language, encoder, folder)
        for language in LANGUAGES
    }
    return RuleUnderstander(tools, speech, words, notes, encoder)


def _words(phrasings: Mapping[str, Sequence[str]], language: Language) -> set[str]:
    known = set(FILLERS[language]) | set(speech_words(language)) | _PASSWORD[language]
    for texts in phrasings.values():
        for text in texts:
            known.update(words_of(text))
    return known
