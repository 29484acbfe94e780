"""Understanding a turn: sentences, their pieces, and the acts done in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from trainer.domain.language import Language
from trainer.domain.understanding import Act, Understanding
from trainer.language.clauses import Sentence, Span, split_sentences
from trainer.language.encoder import SentenceEncoder
from trainer.language.forms import act_form
from trainer.language.limits import MESSAGE_LIMIT
from trainer.language.manner import agreement_slips, measures, spelling_slips
from trainer.language.normal import Normal, normalise
from trainer.language.notes import NoteReader
from trainer.language.politeness import politeness
from trainer.language.reading import CLEAR, FIRM, LONELY, Reading
from trainer.language.repair import Vocabulary
from trainer.language.segment import read_sentence
from trainer.language.speaking import BY_RULE, speech_of
from trainer.language.speech_acts import SPEECH_ACTS
from trainer.language.speech_index import SpeechMatcher
from trainer.language.tools import ToolMatcher

_ReadSentence = tuple[Sentence, list[Act], tuple[tuple[Span, Reading], ...]]
_OFFERS: Final = 3
_GRAMMAR: Final = 0.3
_MEASURES: Final = ("words", "sentences", "longest", "syllables", "paragraphs")
_POLITE_FROM: Final = 4
"""Words; fewer have no tone to speak of."""
# Courtesy, after which an uncertain likeness to a tool is chance and not a wish.
_COURTESY: Final = frozenset(SPEECH_ACTS) - {
    "ask",
    "instruct",
    "check_understanding",
    "confirm_result",
    "ask_identity",
    "refuse",
}

_PARAPHRASE: Final = frozenset({"acknowledge", "empathise", "apologise"})
_HELPS: Final[dict[Language, re.Pattern[str]]] = {
    "ru": re.compile(
        r"(?:чем|как|что) (?:я |мы )?(?:могу|можем|смогу) (?:вам )?(?:помочь|быть полез)\w*"
        r"|\b(?:оставайтесь|побудьте|повисите) на (?:линии|связи|проводе|телефоне)(?: пожалуйста)?$"
        r"|\bне (?:кладите|вешайте) трубку$|\b(?:скоро|сейчас|мигом) (?:же )?(?:вернусь|вернемся)\b"
        r"|\b(?:сделаю|сделаем|постараюсь|постараемся) (?:все|сделать все)\b(?! (?:правильно|как))"
        r"|^(?:(?:да|я|вас|алло) )*(?:слышу|слышно)(?: вас)?(?: \w+)?$|\bне (?:расслышал|расслышала|уловил|уловила)\b"
        r"|^(?:(?:сейчас|давайте|обязательно|постараемся|попробуем|вместе|мы|я|вам) )*"
        r"(?:поможем|помогу|разберемся|разберусь|разбираться|успеем|успеть)"
        r"(?: (?:с [^\W\d_]+|вам|вместе|по порядку))*$"
    ),
    "en": re.compile(
        r"\b(?:how|what) (?:can|may|could) i (?:help|do for|assist)\b"
        r"|\b(?:one|just a|half a) (?:moment|second|sec|minute|min)\b(?: please)?$|^(?:please )?(?:hold on|hang on|bear with me)\b"
        r"|\b(?:stay|hold) (?:on )?the (?:line|phone)$|\bdon't hang up$"
        r"|\b(?:i'll|i will|we'll|i'm going to) (?:be|come) (?:right |straight |just )?back\b"
        r"|\bdo (?:everything|all|whatever|the best) (?:that )?(?:i|we) can\b|\bdo (?:my|our) (?:very )?best\b"
        r"|\b(?:we'll|i'll|we will|i will|we can|i can) (?:certainly |definitely |surely |gladly |of course )?"
        r"(?:help|assist)(?: you)?(?: (?:out|with (?:that|this)))?$"
        r"|^(?:(?:yes|yeah|ok|okay|well),? )?i (?:can )?hear you\b|\b(?:didn't|did not) (?:quite )?(?:catch|hear|get) (?:that|you)\b"
        r"|\b(?:give me|need) (?:just )?(?:a|one|two|five|ten|\d+) (?:more )?(?:moment|sec|min)"
        r"|\bput you on hold\b|\bhow (?:are|is it going|are things)(?: you)?(?: doing)?(?: today)?$"
        r"|\b(?:don't worry|everything will be (?:fine|ok|okay|all right))\b"
        r"|\banything else (?:that )?(?:i|we|you) (?:can|could|may|might|need|want)\b"
        r"|\banything else$"
        r"|\b(?:let's|let me|we'll|we will|i'll|i will|i'm going to) (?:get|have) "
        r"(?:you|this|that|it|your \w+) (?:\w+ )?"
        r"(?:printing|working|back|running|sorted|fixed|connected|online|going|solved)\b"
    ),
}
"""An offer of help asks for nothing in particular."""
_PROVISIONAL: Final[dict[Language, re.Pattern[str]]] = {
    "ru": re.compile(r"\b(?:пока|до тех пор|прежде|сначала|сперва|без|если|раньше чем)\b"),
    "en": re.compile(
        r"\b(?:until|till|unless|before|without|yet|first|if|right now)\b"
        r"|\b(?:can't|cannot|can not) (?:tell|say|promise|see|find|hear|reach)\b"
    ),
}
"""Such a refusal says what has to come first, or turns nothing down."""

_DEED: Final = re.compile(
    r"\bif (?:i|we|you)\b|\b(?:has|have|had|did|were|was) (?:anybody|anyone|somebody|someone|nobody|you|they|he|she|your|the|my|our|it)\b"
    r"|\b(?:кто-нибудь|кто-то|кто|вы|они|коллег\w+|уже|раньше|до этого|до меня|до нас)\b.*[^\W\d_]{2,}(?:л|ла|ли)(?:сь|ся)?\b"
)
"""A question of this sort is about what was done before."""


class RuleUnderstander:
    """Understands by likeness to phrasings and by rules of grammar; explains itself by offsets."""

    def __init__(
        self,
        tools: Mapping[Language, ToolMatcher],
        speech: Mapping[Language, SpeechMatcher],
        words: Mapping[Language, Vocabulary],
        notes: Mapping[Language, NoteReader],
        encoder: SentenceEncoder | None = None,
    ) -> None:
        self._notes = notes
        self._encoder = encoder
        self._tools = tools
        self._speech = speech
        self._words = words

    def understand(self, text: str, language: Language, allowed: frozenset[str]) -> Understanding:
        """See `port.Understander`."""
        normal = self._words[language].repair(normalise(text, MESSAGE_LIMIT))
        acts: list[Act] = []
        offers: dict[str, float] = {}
        for sentence, spoken, read in self._read(normal, language):
            acts += spoken
            said = frozenset(act.id for act in spoken)
            for span, reading in read:
                usable = reading.among(allowed)
                words = normal.text[span.start : span.end]
                kept = usable.best >= CLEAR or reading.form in ("negated", "past")
                if _HELPS[language].search(words) and not kept:
                    continue
                blocked = reading.elsewhere(allowed)
                if said & _PARAPHRASE and reading.form in ("bare", "statement"):
                    continue  # "I see, no network": their words said back, no wish
                if _meant(usable, self._tools[language], words) and not blocked:
                    tool, certainty = usable.ranked[0]
                    start, end = normal.original(span.start, span.end)
                    form = act_form(reading.form)
                    if form == "negated" and _turned_down(normal.text, sentence, language, said):
                        refusal = self._tools[language].refuses(tool) and certainty >= FIRM
                        form = "plain" if refusal else form
                    acts.append(Act(tool, "tool", start, end, certainty, form))
                elif usable.attempted and (usable.best >= LONELY or not said & _COURTESY):
                    for tool, certainty in usable.ranked[:_OFFERS]:
                        offers[tool] = max(certainty, offers.get(tool, 0.0))
        done = {act.id for act in acts}
        nearest = sorted((pair for pair in offers.items() if pair[0] not in done), key=_downwards)
        return Understanding(
            acts=_once(sorted(acts, key=lambda act: (act.start, act.end, act.kind, act.id))),
            offers=tuple(tool for tool, _ in nearest[:_OFFERS]),
        )

    def rank(
        self, text: str, language: Language, allowed: frozenset[str]
    ) -> tuple[tuple[str, float], ...]:
        """All tools of `allowed` that any clause of `text` is near to, with certainty, best first.

        What is carried out and what is offered are cut from this list by rules and thresholds; the
        list itself shows what was learnt from the phrasings.
        """
        normal = self._words[language].repair(normalise(text, MESSAGE_LIMIT))
        best: dict[str, float] = {}
        for _, _, read in self._read(normal, language):
            for _, reading in read:
                for tool, certainty in reading.among(allowed).ranked:
                    best[tool] = max(certainty, best.get(tool, 0.0))
        return tuple(sorted(best.items(), key=_downwards))

    def examples(self, words: str, language: Language, meaning: str) -> tuple[str, ...]:
        """See `port.Understander`."""
        normal = self._words[language].repair(normalise(words, MESSAGE_LIMIT))
        matcher = self._speech[language] if meaning in SPEECH_ACTS else self._tools[language]
        return matcher.examples(normal.text, meaning)

    def rank_speech(self, text: str, language: Language) -> tuple[tuple[str, float], ...]:
        """See `port.Understander`."""
        normal = self._words[language].repair(normalise(text, MESSAGE_LIMIT))
        best: dict[str, float] = {}
        for sentence, spoken, _ in self._read(normal, language):
            words = normal.text[sentence.span.start : sentence.span.end]
            for act, certainty in self._speech[language].nearest(words):
                best[act] = max(certainty, best.get(act, 0.0))
            for found in spoken:
                # Anything with a question mark asks; what else it does tells more.
                certainty = _GRAMMAR if found.id in ("ask", "instruct") else found.certainty
                best[found.id] = max(certainty, best.get(found.id, 0.0))
        return tuple(sorted(best.items(), key=_downwards))

    def manner(
        self, text: str, language: Language
    ) -> tuple[tuple[Act, ...], tuple[tuple[str, float], ...]]:
        """See `port.Understander`."""
        read = text[:MESSAGE_LIMIT]
        normal = normalise(read, MESSAGE_LIMIT)
        slips = [
            ("misspelt", slip) for slip in spelling_slips(normal, self._words[language], language)
        ]
        slips += [("disagrees", slip) for slip in agreement_slips(read, language)]
        found = measures(read, language)
        taken = [(name, float(getattr(found, name))) for name in _MEASURES]
        if found.words >= _POLITE_FROM:
            tone = politeness(read, language, self._encoder)
            taken += [("politeness", round(tone, 2))] if tone is not None else []
        acts = tuple(
            Act(name, "speech", slip.start, slip.end, 1.0, detail=slip.better)
            for name, slip in slips
        )
        return acts, tuple(taken)

    def note(self, language: Language) -> NoteReader:
        """See `port.Understander`."""
        return self._notes[language]

    def _read(self, normal: Normal, language: Language) -> Iterator[_ReadSentence]:
        for sentence in split_sentences(normal.text, language):
            spoken = speech_of(normal, sentence, language, self._speech[language])
            # What was only alike may be chance: it gives no hint at a tool.
            said = frozenset(act.id for act in spoken if act.certainty >= BY_RULE)
            matcher = self._tools[language]
            yield (
                sentence,
                spoken,
                read_sentence(matcher, normal.text, sentence, language, said),
            )


def _meant(usable: Reading, tools: ToolMatcher, words: str) -> bool:
    """Whether the nearest tool is carried out without asking back."""
    if not usable.ranked:
        return False
    if tools.changes(usable.ranked[0][0]):
        return usable.firm
    if usable.form == "question" and tools.looks(usable.ranked[0][0]) and _DEED.search(words):
        return False  # "has anybody looked at the queue?" has nobody look at it
    return usable.sure and (usable.form != "bare" or usable.best >= CLEAR)


def _turned_down(text: str, sentence: Sentence, language: Language, said: frozenset[str]) -> bool:
    """Whether a sentence refuses for good: "I can't" and no "until I have checked"."""
    words = text[sentence.span.start : sentence.span.end]
    return "refuse" in said and not _PROVISIONAL[language].search(words)


def _once(acts: Iterable[Act]) -> tuple[Act, ...]:
    """Each meaning in each form once: "restart it, yes, restart it" is one restart."""
    seen: dict[tuple[str, str], Act] = {}
    for act in acts:
        seen.setdefault((act.id, act.form), act)
    return tuple(seen.values())


def _downwards(pair: tuple[str, float]) -> tuple[float, str]:
    return (-pair[1], pair[0])
