"""Understanders of the packs, made when first asked for and shared by all sessions."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Mapping
from pathlib import Path

from trainer.content.model import Pack
from trainer.content.templates import placeholders
from trainer.domain.language import Language
from trainer.language.build import build_understander
from trainer.language.encoder import SentenceEncoder, load_encoder
from trainer.language.notes import SEPARATOR
from trainer.language.port import Understander
from trainer.settings import Settings


def understanders(packs: Mapping[str, Pack], settings: Settings) -> Callable[[str], Understander]:
    """The understander of a pack id."""
    lock = threading.Lock()
    made: dict[str, Understander] = {}

    def understander_for(pack_id: str) -> Understander:
        with lock:
            if pack_id not in made:
                made[pack_id] = understander_of(packs[pack_id], settings)
            return made[pack_id]

    return understander_for


def understander_of(pack: Pack, settings: Settings | None = None) -> Understander:
    """An understander of the pack's tools: their phrasings, and their names in the palette.

    Without `settings` the encoder is used where it is installed and nothing is kept on disk.
    """
    phrasings: dict[Language, dict[str, tuple[str, ...]]] = {
        language: {name: (tool.name, *tool.phrasings) for name, tool in text.tools.items()}
        for language, text in pack.texts.items()
    }
    return build_understander(
        phrasings,
        {name: spec.kind for name, spec in pack.tools.items()},
        encoder() if settings is None or settings.encoder else None,
        learnt_folder(settings) if settings else None,
        {language: readings_of(pack, language) for language in pack.texts},
    )


def readings_of(pack: Pack, language: Language) -> dict[str, tuple[str, ...]]:
    """ "tool=outcome" -> how the pack's texts tell it; what holds a placeholder is left out."""
    found: dict[str, tuple[str, ...]] = {}
    for name, tool in pack.texts[language].tools.items():
        if len(tool.outcomes) < 2:
            continue  # a fact of a known shape, or something done
        for outcome, variants in tool.outcomes.items():
            texts = (tool.note.get(outcome, ""), *tool.relayed.get(outcome, ()), *variants)
            plain = tuple(text for text in texts if text and not placeholders(text))
            if plain:
                found[f"{name}{SEPARATOR}{outcome}"] = plain
    return found


@functools.cache
def encoder() -> SentenceEncoder | None:
    """The sentence encoder of this process, or None where none is installed."""
    return load_encoder()


def learnt_folder(settings: Settings) -> Path:
    """Where what was learnt from phrasings is kept between starts."""
    return settings.cache_dir / "learnt"
