"""How a name may be written: in its cases, with е for ё, without diacritics, in the other alphabet."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

_CYRILLIC: Final = re.compile("[а-яё]+")
_VOWELS: Final = "аеийоуыьюя"
_ENDING: Final = (
    "(?:а|я|у|ю|ы|и|е|о|й|ь|ом|ем|ём|ой|ей|ою|ею|ым|им|ого|его|ому|ему|ых|их|ыми|ими|ий|ый|ая|яя|ую|юю"
    "|ии|ию|ией|ия|ье|ья|ью)?"
)
_TO_LATIN: Final = {
    "а": "a", "б": "b", "в": "[vw]", "г": "[gh]", "д": "d", "е": "(?:y|j|i)?e", "ё": "(?:y|j|i)?[eo]",
    "ж": "(?:zh|j|z)", "з": "z", "и": "(?:i|y|ee)", "й": "[yij]?", "к": "[kc]", "л": "l", "м": "m",
    "н": "n", "о": "o", "п": "p", "р": "r", "с": "s{1,2}", "т": "t", "у": "(?:u|ou|oo)", "ф": "(?:f|ph)",
    "х": "(?:kh|h|x)", "ц": "(?:ts|tz|c|z)", "ч": "(?:t?ch|c)", "ш": "(?:sh|s)",
    "щ": "(?:shch|sch|sh|s)", "ъ": "", "ы": "[yi]", "ь": "['’]?", "э": "e", "ю": "(?:y|j|i)?u",
    "я": "(?:y|j|i)?a",
}  # fmt: skip
_TO_CYRILLIC: Final = {
    "shch": "щ", "sch": "[шщ]", "zh": "ж", "kh": "х", "ts": "ц", "ch": "[чх]", "sh": "ш", "ph": "ф",
    "th": "[тфс]", "ck": "к", "ee": "и", "oo": "у", "ya": "(?:я|ья|йа)", "ia": "(?:я|ья|ия|иа)",
    "ja": "(?:я|джа)", "yu": "ю", "iu": "[ию]у?", "ju": "(?:ю|джу)", "yo": "(?:ё|йо|е)", "ye": "[еэ]",
    "a": "[аэ]", "b": "б", "c": "[ксц]", "d": "д", "e": "(?:[еэёи]|ье)", "f": "ф", "g": "[гж]",
    "h": "[хг]", "i": "(?:и|й|ай)", "j": "(?:[йж]|дж|х)", "k": "к", "l": "ль?", "m": "м", "n": "нь?",
    "o": "[оё]", "p": "п", "q": "к", "r": "р", "s": "[сз]", "t": "ть?", "u": "[уаю]", "v": "[вф]",
    "w": "[ву]", "x": "(?:кс|х)", "y": "(?:[ыйи]|ий)", "z": "[зц]",
}  # fmt: skip
_FALLS: Final = frozenset({"a", "o", "e", "i", "y", "ya", "ia", "ja"})
_LATIN_SOUND: Final = re.compile("|".join(sorted(_TO_CYRILLIC, key=len, reverse=True)))


def spellings(part: str) -> Iterator[str]:
    """Patterns, to be compiled without regard to case, of one word of a name in all its spellings.

    Generous on purpose: a word too many is blank, and nobody is recognised by it.
    """
    word = unicodedata.normalize("NFC", part).casefold()
    if _CYRILLIC.fullmatch(word):
        yield _in_cases(word.replace("ё", "е"))
        yield "".join(_TO_LATIN[letter] for letter in word) + "(?:a|u|om|e|oy|y|ym|aya)?"
        return
    yield re.escape(word)
    bare = "".join(
        one for one in unicodedata.normalize("NFKD", word) if not unicodedata.combining(one)
    )
    if bare != word:
        yield re.escape(bare)
    if bare.isascii() and bare.isalpha():
        sounds = _LATIN_SOUND.findall(bare)
        # A letter doubled in one alphabet is single in the other.
        single = [one for place, one in enumerate(sounds) if not place or one != sounds[place - 1]]
        for heard in (single, sounds):
            # Anna: Анны
            found = heard[:-1] if heard[-1] in _FALLS and len(heard) > 2 else heard
            if len(found) < 3:  # Lee would blank every short word
                continue
            yield "".join(_TO_CYRILLIC[sound] for sound in found) + _ENDING


def _in_cases(word: str) -> str:
    stem = word.rstrip(_VOWELS)
    stems = {stem if len(stem) >= 2 else word}
    if re.search("[ео][лкцв]ь?$", word) and len(word) > 2:  # Павел, but Павла; Лев, but Льва
        bare = word.rstrip("ь")
        stems |= {bare[:-2] + bare[-1], bare[:-2] + "ь" + bare[-1]}
    either = "|".join(sorted(re.escape(one).replace("е", "[её]") for one in stems))
    return f"(?:{either}){_ENDING}"
