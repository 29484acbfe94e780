"""Slots of hand-off notes: facts present, missing or wrong by construction.

The notes were written by others from lists of what each had to say (tests/language/notes.*.yaml).
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, Final

from benchmarks.language_sets import own
from benchmarks.report import Figure
from trainer.content.model import Pack
from trainer.domain.language import LANGUAGES, Language
from trainer.language.facts import Fact, Found
from trainer.language.notes import Reading
from trainer.language.port import Understander

_AIM: Final = 97.0
Counts = dict[str, list[int]]
"""By slot: rightly called present or wrong, called so at all, present or wrong in truth."""


def note_figures(
    understanders: Mapping[str, Understander], packs: Mapping[str, Pack]
) -> Iterator[Figure]:
    """Precision and recall of what the notes state, by kind of slot and in all."""
    for language in LANGUAGES:
        notes = own(f"notes.{language}.yaml")
        counts: Counts = defaultdict(lambda: [0, 0, 0])
        for note in notes:
            for slot, expected, found in _read(note, understanders[note["pack"]], language):
                if os.environ.get("SHOW_MISSES") and expected != found.status:
                    text = note["note"].replace("\n", " / ")
                    print(f"  {slot} {expected} read as {found.status}: {note['facts'].get(slot)} {text}")  # fmt: skip
                counts[slot][0] += expected == found.status != "missing"
                counts[slot][1] += found.status != "missing"
                counts[slot][2] += expected != "missing"
        for slot, (right, called, true) in sorted(counts.items()):
            yield Figure(f"notes {language}, {slot}, precision", 100 * right / max(called, 1), "%", _AIM, False)  # fmt: skip
            yield Figure(f"notes {language}, {slot}, recall", 100 * right / max(true, 1), "%", _AIM, False)  # fmt: skip


def _read(
    note: Mapping[str, Any], understander: Understander, language: Language
) -> Iterator[tuple[str, str, Found]]:
    reader = understander.note(language)
    numbers = [note["facts"][slot]["true"] for slot in ("phone", "host") if slot in note["facts"]]
    for slot, spec in note["facts"].items():
        others = tuple(n for n in numbers if n != spec["true"])
        if slot == "name":
            others = tuple(note["names"])
        if spec.get("minutes") == 0:
            continue  # no deadline at all
        true = str(spec["minutes"]) if slot == "deadline" else spec["true"]
        yield slot, spec["status"], reader.fact(note["note"], Fact(slot, true, others))
    wanted = [Reading(tool, spec["true"]) for tool, spec in note["readings"].items()]
    found = reader.readings(note["note"], wanted)
    for tool, spec in note["readings"].items():
        yield "reading", spec["status"], found[tool]
