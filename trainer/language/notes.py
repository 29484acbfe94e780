"""Reading a note to a colleague: a slot for each fact and each reading, held against the truth.

Never one likeness of the whole note: each slot is filled by a rule for facts of a known shape (see
`facts`), or by the clause that is nearest to what a check can show, and is present, missing or
wrong by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

from trainer.domain.language import Language
from trainer.language.encoder import SentenceEncoder
from trainer.language.facts import Fact, Found, find_fact
from trainer.language.index import PhrasingIndex
from trainer.language.normal import normalise

_LIMIT: Final = 2000
_CLAUSE: Final = re.compile(
    r"[.!?…]+(?=\s|$)|\n+|;|,(?=\s)|\s-\s|\s–\s|\s—\s|\s(?:but|and|но|а|и)\s"
)
_MOST_CLAUSES: Final = 60
_PAIR: Final = 140
"""Characters up to which two sentences may tell one thing."""
_ENOUGH: Final = 0.33
_ENOUGH_OF_USED: Final = 0.2
_BEHIND: Final = 0.1
_LEAD: Final = 0.05
_AS_CLEAR: Final = 0.25
SEPARATOR: Final = "="


@dataclass(frozen=True, slots=True)
class Reading:
    """What a check showed: the tool and its true outcome."""

    tool: str
    true: str


_DENIED: Final = re.compile(
    r"\b(?:не|not|isn't|isn’t|wasn't|never)\s+(?:[^\W\d_]{1,3}\s+)?$", re.IGNORECASE
)
"""A denial right before a value, with one short word between: "not since 9:40"."""


class NoteReader:
    """Reads notes of one language; shared by threads."""

    def __init__(
        self,
        readings: Mapping[str, Sequence[str]],
        language: Language,
        encoder: SentenceEncoder | None,
        folder: Path | None,
    ) -> None:
        """`readings` maps "tool=outcome" to ways of telling it."""
        plain = {
            meaning: [normalise(text, 300).text for text in texts]
            for meaning, texts in readings.items()
        }
        self._language = language
        self._index = PhrasingIndex(plain, language, frozenset(), encoder, folder)

    def fact(self, note: str, fact: Fact) -> Found:
        """Whether a fact of a known shape is in the note; one that the note denies ("not WS-1") is
        stated wrongly."""
        found = find_fact(note, fact, self._language)
        if found.status == "present" and _DENIED.search(note[: found.start]):
            return Found("wrong", found.start, found.end)
        return found

    def told(self, note: str, among: Sequence[str] = ()) -> dict[str, tuple[str, float, int, int]]:
        """What checks the note tells of: tool -> (outcome, certainty, start, end).

        Of the tools in `among`, which are known to have been used, less certainty will do.
        """
        best: dict[str, tuple[str, float, int, int]] = {}
        heard: dict[str, dict[str, float]] = {}
        clauses = _clauses(note[:_LIMIT])
        texts = [normalise(note[start:end], 300).text for start, end in clauses]
        self._index.prepare(texts)
        for (start, end), text in zip(clauses, texts, strict=True):
            for tool, outcome, certainty in self._of_clause(text, frozenset(among)):
                if tool not in best or best[tool][1] < certainty:
                    best[tool] = (outcome, round(certainty, 3), start, end)
                own = heard.setdefault(tool, {})
                own[outcome] = max(certainty, own.get(outcome, 0.0))
        return {tool: found for tool, found in best.items() if not _both_ways(heard[tool])}

    def _of_clause(self, text: str, among: frozenset[str]) -> Iterator[tuple[str, str, float]]:
        """The reading that a clause tells, if it tells one."""
        scores = self._index.score(text)
        by_tool: dict[str, list[tuple[float, str]]] = {}
        for meaning, score in zip(self._index.ids, scores, strict=True):
            tool, _, outcome = meaning.partition(SEPARATOR)
            by_tool.setdefault(tool, []).append((float(score), outcome))
        highest = max((score for own in by_tool.values() for score, _ in own), default=0.0)
        for tool, own in by_tool.items():
            (certainty, outcome), *rest = sorted(own, reverse=True)
            enough = certainty >= _ENOUGH and certainty >= highest
            if tool in among:
                enough = certainty >= _ENOUGH_OF_USED and certainty >= highest - _BEHIND
            # Of two outcomes of one check that are as near, neither was told.
            if enough and (not rest or certainty - rest[0][0] >= _LEAD):
                yield tool, outcome, certainty

    def readings(self, note: str, wanted: Sequence[Reading]) -> dict[str, Found]:
        """For each wanted reading, by tool, whether the note tells it rightly."""
        told = self.told(note, [reading.tool for reading in wanted])
        found = {}
        for reading in wanted:
            if reading.tool not in told:
                found[reading.tool] = Found("missing")
                continue
            outcome, _, start, end = told[reading.tool]
            found[reading.tool] = Found(
                "present" if outcome == reading.true else "wrong", start, end
            )
        return found


def _both_ways(heard: dict[str, float]) -> bool:
    """Whether a note tells two outcomes of one check about as clearly: then it tells neither."""
    first, *rest = sorted(heard.values(), reverse=True)
    return bool(rest) and rest[0] >= max(_ENOUGH, first - _AS_CLEAR)


def _clauses(note: str) -> list[tuple[int, int]]:
    """Sentences, the clauses of those that have several, and neighbours taken together."""
    spans: list[tuple[int, int]] = []
    for pattern in (re.compile(r"[.!?…]+(?=\s|$)|\n+|;"), _CLAUSE):
        at = 0
        for match in [*pattern.finditer(note), None]:
            end = match.start() if match else len(note)
            if (at, end) not in spans and len(note[at:end].split()) >= 2:
                spans.append((at, end))
            at = match.end() if match else end
    sentences = spans[: _MOST_CLAUSES // 3]
    pairs = [
        (one[0], other[1])
        for one, other in pairwise(sentences)
        if one[1] <= other[0] and len(note[one[0] : other[1]]) <= _PAIR
    ]
    return (spans + pairs)[:_MOST_CLAUSES]
