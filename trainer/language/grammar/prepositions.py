"""Russian prepositions and the cases after them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Final

from trainer.language.grammar.russian import is_sure, is_word, readings, sentences, tokens

CASES: Final = {
    word: frozenset(cases.split())
    for words, cases in (
        ("без для до из из-за из-под от около после против у вместо кроме ради среди мимо", "gent"),
        ("возле вокруг помимо насчёт напротив", "gent"),
        ("к ко благодаря вопреки согласно", "datv"),
        ("про через сквозь", "accs"),
        ("над перед передо", "ablt"),
        ("при", "loct"),
        ("о об обо", "loct accs"),
        ("в во на", "accs loct"),
        ("за под", "accs ablt"),
        ("с со", "gent accs ablt"),
        ("между", "ablt gent"),
        ("по", "datv accs loct"),
    )
    for word in words.split()
}
"""Cases that prepositions govern."""


def case_faults(text: str) -> Iterator[str]:
    """Prepositions before a word that has none of the cases they govern."""
    for sentence in sentences(text):
        found = tokens(sentence)
        for left, right in pairwise(found):
            cases = CASES.get(left.lower())
            if cases and is_word(right) and _no_case(right, cases):
                yield f"preposition and case: «{left} {right}»"


@lru_cache(maxsize=50_000)
def _no_case(word: str, cases: frozenset[str]) -> bool:
    found = readings(word)
    declined = all(r.pos in ("NOUN", "ADJF", "PRTF", "NPRO") and r.case for r in found)
    fixed = any("Fixd" in r.marks for r in found)
    return declined and is_sure(word) and not fixed and not {r.case for r in found} & cases
