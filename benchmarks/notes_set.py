"""Slots of hand-off notes: facts present, missing or wrong by construction.

Half of the notes are made from scenarios (see `notes_made`); the others were written by people who
had a list of what each had to say, in words of their own (tests/language/notes.*.yaml).
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final

from benchmarks.language_sets import own
from benchmarks.notes_made import made_notes, taught
from benchmarks.report import Figure
from trainer.app.understanding import readings_of
from trainer.content.model import Pack
from trainer.domain.language import LANGUAGES, Language
from trainer.language.encoder import SentenceEncoder
from trainer.language.facts import Fact
from trainer.language.notes import NoteReader, Reading

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
        yield from _figures(f"notes made {language}", counts)
        written = _written(packs, language, encoder)
        if written:
            yield from _figures(f"notes written {language}", written)


def _figures(name: str, counts: Mapping[str, list[int]]) -> Iterator[Figure]:
    for slot, (right, called, true) in sorted(counts.items()):
        precision, recall = 100 * right / max(called, 1), 100 * right / max(true, 1)
        yield Figure(f"{name}, {slot}, precision", precision, "%", _AIM, False)
        yield Figure(f"{name}, {slot}, recall, of {true}", recall, "%", _AIM, False)


def _written(
    packs: Mapping[str, Pack], language: Language, encoder: SentenceEncoder | None
) -> dict[str, list[int]]:
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    try:
        notes = own(f"notes.{language}.yaml")
    except FileNotFoundError:
        print(f"no written notes in {language}")
        return {}
    readers = {
        name: NoteReader(readings_of(pack, language), language, encoder, None)
        for name, pack in packs.items()
    }
    for note in notes:
        reader, text = readers[note["pack"]], note["note"]
        numbers = [
            note["facts"][slot]["true"] for slot in ("phone", "host") if slot in note["facts"]
        ]
        found = []
        for slot, spec in note["facts"].items():
            if slot == "deadline" and not spec["minutes"]:
                continue  # nobody waits for it
            true = str(spec["minutes"]) if slot == "deadline" else spec["true"]
            others = tuple(n for n in numbers if n != true) if slot != "name" else note["names"]
            status = reader.fact(text, Fact(slot, true, tuple(others))).status
            found.append((slot, spec["status"], status))
        wanted = [Reading(tool, spec["true"]) for tool, spec in note["readings"].items()]
        read = reader.readings(text, wanted)
        found += [
            ("reading", spec["status"], read[tool].status)
            for tool, spec in note["readings"].items()
        ]
        for slot, expected, status in found:
            counts[slot][0] += expected == status != "missing"
            counts[slot][1] += status != "missing"
            counts[slot][2] += expected != "missing"
    return counts
