"""Slots of hand-off notes: facts present, missing or wrong by construction (see `notes_made`)."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final

from benchmarks.notes_made import made_notes, taught
from benchmarks.report import Figure
from trainer.content.model import Pack
from trainer.domain.language import LANGUAGES
from trainer.language.encoder import SentenceEncoder
from trainer.language.notes import NoteReader

_AIM: Final = 97.0
_NOTES: Final = 60
"""Notes a pack and language."""


def note_figures(packs: Mapping[str, Pack], encoder: SentenceEncoder | None) -> Iterator[Figure]:
    """Precision and recall of what notes state, by kind of slot: right among those called present
    or wrong, and right among those that are."""
    for language in LANGUAGES:
        counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
        for pack in packs.values():
            reader = NoteReader(taught(pack, language), language, encoder, None)
            for note in made_notes(pack, language, _NOTES):
                found = [
                    (fact.kind, status, reader.fact(note.text, fact).status, fact.true)
                    for fact, status in note.facts
                ]
                read = reader.readings(note.text, [reading for reading, _ in note.readings])
                found += [
                    ("reading", status, read[reading.tool].status, f"{reading.tool}={reading.true}")
                    for reading, status in note.readings
                ]
                for slot, expected, status, true in found:
                    if os.environ.get("SHOW_MISSES") and expected != status:
                        print(f"  {slot} {true}: {expected} read as {status}: {note.text!r}")
                    counts[slot][0] += expected == status != "missing"
                    counts[slot][1] += status != "missing"
                    counts[slot][2] += expected != "missing"
        for slot, (right, called, true_ones) in sorted(counts.items()):
            name = f"notes {language}, {slot}"
            yield Figure(f"{name}, precision", 100 * right / max(called, 1), "%", _AIM, False)
            yield Figure(f"{name}, recall", 100 * right / max(true_ones, 1), "%", _AIM, False)
