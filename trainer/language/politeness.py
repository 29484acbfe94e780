"""How polite a text sounds: a secondary figure, fitted to other people's ratings.

Linear in the sentence vector and in counts of a few turns of speech. Fitted by
`python -m benchmarks.fit_politeness` on TyDiP (CC BY 4.0, see NOTICE); how well it agrees with
human raters is measured by `benchmarks/language.py`. It explains nothing by itself, so no grade
rests on it: it is shown beside the named features.
"""

from __future__ import annotations

import math
import re
from functools import cache
from importlib.resources import files
from typing import Final

import numpy as np

from trainer.domain.language import Language
from trainer.language.encoder import Floats, SentenceEncoder

_TURNS: Final[dict[Language, tuple[str, ...]]] = {
    "en": (
        r"\bthank", r"\bplease\b", r"^please\b", r"\bsorry|apolog", r"\bhi\b|\bhello\b|\bhey\b",
        r"\b(?:could|would) you\b", r"\bcan you\b",
        r"\b(?:would|could|might|perhaps|maybe|possibly)\b",
        r"\bi (?:think|believe|feel|wonder)|\bwondering\b|\bseems?\b",
        r"\bgreat|good|nice|excellent|appreciat|helpful|glad|happy\b", r"\bwhy\b", r"\?",
        r"^(?:so|then|and|but)\b", r"\byou\b", r"^you\b", r"\bwe\b|\bour\b|\blet's\b",
        r"\bbad|wrong|stupid|ridiculous|nonsense|absurd|vandal|stop\b", r"!!|\?\?",
        r"\bactually|in fact|really\b", r"\bdo not\b|don't\b",
        r"\bif you (?:could|would|like|have|don't mind)", r"\bwelcome\b|cheers", r":\)|;\)",
        r"\bwould (?:like|appreciate|be)", r"\bkind|mind\b",
    ),
    "ru": (
        r"\bспасибо|благодар", r"\bпожалуйста\b|будьте добры|прошу", r"^пожалуйста\b",
        r"\bизвин|прости|сожал", r"\bздравствуй|добр(?:ый|ое|ого)|привет",
        r"\bне могли бы|могли бы|не сочтите", r"\bможете|можешь|сможете",
        r"\bбы\b|может быть|возможно|вероятно|наверное",
        r"\bмне кажется|думаю|полагаю|по-моему|хотелось бы",
        r"\bхорош|отличн|прекрасн|рад\b|рада\b|замечательн|интересн|полезн|уважа",
        r"\bпочему|зачем|отчего|с какой стати", r"\?", r"^(?:а|и|но|так|ну)\b",
        r"\bвы\b|\bвас\b|\bвам\b|\bваш", r"^вы\b", r"\bмы\b|\bнаш|давайте",
        r"\bплох|неверн|глуп|бред|чушь|ерунд|вандал|прекрат|нарушен|хватит|врань|ложь|провокац",
        r"!!|\?\?", r"\bвообще|на самом деле|собственно",
        r"\bне (?:надо|нужно|стоит|следует)|\bпрекратите|перестаньте",
        r"\bесли (?:вам|вас|можно|не сложно|не трудно|вы)", r"\bвсегда пожалуйста|удач",
        r":\)|;\)|\)\)", r"\bхотел(?:а|ось)? бы|был[аи]? бы",
        r"\bлюбезн|не сложно|не затруднит|не трудно",
    ),
}  # fmt: skip
_MOST: Final = 2.0


@cache
def _turns(language: Language) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(turn) for turn in _TURNS[language])


def features(text: str, language: Language) -> Floats:
    """Counts of turns of speech (0..2 each), length, commas and capitals of `text`."""
    lower = text.lower()
    words = len(lower.split())
    counts = [float(len(turn.findall(lower))) for turn in _turns(language)]
    shape = [
        math.log(words + 1),
        lower.count(",") / max(words, 1),
        sum(char.isupper() for char in text) / max(len(text), 1),
    ]
    return np.minimum(np.array(counts + shape, dtype=np.float32), _MOST)


@cache
def _weights(language: Language) -> tuple[Floats, float, str]:
    source = files("trainer.language").joinpath("weights", f"politeness.{language}.npz")
    with source.open("rb") as file, np.load(file, allow_pickle=False) as kept:
        weights = kept["weights"].astype(np.float32)
        return weights, float(kept["bias"]), str(kept["encoder"])


def politeness(text: str, language: Language, encoder: SentenceEncoder | None) -> float | None:
    """Politeness in standard deviations of human ratings, about -2 (rude) to 2; 0 is usual.

    None without the encoder that the weights were fitted to.
    """
    weights, bias, fitted_to = _weights(language)
    if encoder is None or not encoder.name.startswith(fitted_to):
        return None
    vector = encoder.encode([text])[0][:512]
    norm = max(float(np.linalg.norm(vector)), 1e-6)
    return float(np.concatenate([vector / norm, features(text, language)]) @ weights + bias)
