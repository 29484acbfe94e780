"""The form of a Russian clause (see forms.Form), by marker words and the forms of its verbs."""

from __future__ import annotations

import re
from typing import Final

from trainer.language.lexicon import word_set
from trainer.language.words import Grammar, grammar, words_of

_CONDITION: Final = re.compile(r"^(?:(?:а|и|но) )?(?:если|как только|в случае|после того как)\b")
# What is weighed or put off is not yet wanted: "надо бы перезагрузить", "скоро сброшу".
_PUT_OFF: Final = re.compile(
    r"\b(?:скоро|позже|попозже|(?:надо|нужно|хорошо|неплохо|стоило|можно было) бы"
    r"|(?:надо|нужно|придется) будет|возможно|наверно|наверное|может быть)\b"
    r"|^(?:(?:я|мы|но|а|и|вам|еще|также) )*(?:могу|можем)\b"
)
_PONDERED: Final = re.compile(
    r"\b(?:надо|нужно|хорошо|неплохо|стоило) бы\b|\b(?:надо|нужно|придется) будет\b"
)
_LET_THEM: Final = re.compile(r"(?:(?:а|и|ну) )?пусть (?!пока\b)")
_WHEN: Final = re.compile(r"^(?:а )?когда\b")
_POLITE_NOT: Final = re.compile(
    r"\bне (?:могл[иа] бы|могли|можете|сможете|подскажете|скажете|напомните|назовете|уточните ли"
    r"|забудьте|забывайте|ждите|медлите|откладывайте|тяните|волнуйтесь|переживайте|беспокойтесь|бойтесь|стесняйтесь|пугайтесь"
    r"|расстраивайтесь|затруднит|сложно|трудно|против)\b"
)
_NEED_NOT: Final = re.compile(
    r"\b(?:не (?:надо|нужно|следует|будем|буду|требуется|советую|рекомендую|рекомендуется"
    r"|хочу|хотим|могу|можем|смогу|сможем|вправе|собираюсь|стану|станем|обязательно|имею права"
    r"|имеет смысла|торопитесь|спешите|пытайтесь|пробуйте)|ненадо|нельзя|нет (?:нужды|смысла|"
    r"необходимости)|незачем|запрещено|вместо того чтобы|воздержитесь)\b"
)
# With a verb it advises against; "у вас не стоит запрет?" only asks whether one stands there.
_NOT_WORTH: Final = re.compile(r"\bне стоит\b")
# Ways of not doing a thing without "не" before its verb.
_LEFT: Final = re.compile(
    r"\b(?:обойд\w+ся|обойтись|обходимся|обошлись) без\b|\b(?:подожд\w+|повремен\w+|погод\w+|обожд\w+) с\b"
    r"|\bостав(?:ляю|лю|им|ляем|ьте) (?:\w+ ){0,5}?(?:прежн\w+|как есть|в покое|закрыт\w+|выключенн\w+|заблокированн\w+|отключенн\w+|без изменений)\b"
    r"|\bсмысла нет\b|\bне (?:понадобится|придется|требуется)\b|\bможно не\b|\bдавайте без\b"
    r"|\bотказыва(?:юсь|емся)\b|\bоткажусь\b|\bвоздерж\w+\b|\bне (?:нужен|нужна|нужны|стал бы|стала бы|стали бы|буду|вижу смысла|вижу нужды|вижу необходимости|"
    r"планирую|намерен|намерена|советовал бы|советовала бы|рекомендовал бы)\b|\b(?:ни к чему|не к чему|без толку|бесполезно|излишне|лишнее|рано)\b"
    r"|\b(?:прошу|попрошу|просим|лучше|советую|рекомендую|постарайтесь|предлагаю|попробуем|желательно)(?: вас| вам| пока| сейчас)* не [^\W\d_]+(?:ть|ти|чь)(?:ся)?\b"
    r"|\bпротив (?:того чтобы )?(?:пере|с|о|у)\w+|\bот (?:\w+ ){1,3}(?:откаж|воздерж)\w+|\bруки прочь\b"
)
_JUST_NOW: Final = re.compile(r"\bтолько что\b ?")
_NOT_DEED: Final = word_set(
    "понял поняла услышал услышала решил решила увидел увидела заметил заметила записал записала"
    " принял приняла узнал узнала"
)
_OUGHT: Final = re.compile(
    r"\b(?:надо|нужно|стоило|следовало|можно|лучше|хорошо) было\b|\bможно было бы\b|\b(?:должны|могли) были\b"
)
_COLLECTIVE: Final = re.compile(
    r"\b(?:смена|система|служба|сервер|команда|линия|отдел|робот|программа)\b"
)
_LOOKING: Final = re.compile(
    r",? (?:сейчас |я )*(?:смотрю|посмотрю|гляну|проверю|проверяю|узнаю|выясню)$"
)
_ASK_WORDS: Final = re.compile(
    r"\b(?:ли|скажите|подскажите|подскажете|расскажите|поясните|уточните|ответьте|опишите|назовите"
    r"|назовете|напомните|сообщите|скажи|подскажи|расскажи|уточню|спрошу|спросить|уточнить|узнать"
    r"|разве|неужели|интересует|продиктуйте|продиктуете|прочтите|прочитайте|зачитайте)\b"
)
_ASK_START: Final = re.compile(
    r"^(?:(?:а|и|ну|так|тогда|еще|хорошо|понял|поняла|вот|то есть) )*"
    r"(?:(?:в|во|на|с|со|о|об|от|до|из|по|к|ко|у|для|через|при) )?"
    r"(?:что|чем|чего|чему|кто|кого|кому|кем|где|куда|откуда|когда|как|как(?:ой|ая|ое|ие|ого|ому|ом"
    r"|им|ую|их|ими)|почему|зачем|сколько|скольки|давно|чей|котор(?:ый|ого|ому|ая|ое|ым|ом)"
    r"|насколько)\b"
)
_CHECK: Final = re.compile(
    r"\b(?:посмотрите|проверьте|взгляните|гляньте|поглядите|убедитесь|посмотри|проверь|глянь"
    r"|посмотрим|обратите внимание|видите|увидите|загляните)\b"
)
_MAY: Final = re.compile(
    r"\b(?:можете|можешь|могли бы|сможете|можно|нужно|надо|необходимо|стоит|следует|попробуйте"
    r"|попробуем|прошу|попрошу|предлагаю|придется|должны|постарайтесь|пора|рекомендую|советую"
    r"|хотелось бы|лучше|желательно)\b"
)
_SELF: Final = re.compile(
    r"\b(?:давайте я|разрешите|позвольте|я (?:хочу|хотел бы|хотела бы|могу|сейчас|пока|сам|сама"
    r"|попробую|буду|собираюсь|вам|тогда|уже)|мне (?:нужно|надо|придется)|сейчас буду|попробую"
    r"|могу (?:вам )?)\b"
)
_MY_QUESTION: Final = re.compile(
    r"\b(?:(?:хочу|хотел бы|хотела бы|могу(?: ли)?|можно|позвольте|разрешите|давайте|надо|нужно)"
    r" (?:я |вас |вам |у вас |мне |сначала |еще )*(?:уточнить|спросить|узнать|уточню|спрошу|"
    r"задать|задам)|уточню|спрошу)\b"
)
_REPORTED: Final = re.compile(
    r"\b(?:вы|ты) (?:уже )?(?:сказали|говорили|говорите|писали|упомянули)\b"
)
# Imperatives that order nothing.
_COURTESY: Final = word_set(
    "давайте давай здравствуйте извините простите прощайте будьте слушайте послушайте понимаете"
    " знаете алло представьте успокойтесь извини прости"
)
_CANNOT: Final = re.compile(r"\bне (?:можете|может|могут|получается|удается|выходит)\b")
_SUBORDINATE: Final = re.compile(
    r"^(?:что|как|чтобы|какой|какая|какое|какие|где|куда|кто|почему|который|которая|которые)\b"
)
_TOGETHER: Final = re.compile(r"\b(?:давайте|давай)\b")
_YOU_START: Final = re.compile(r"(?:а )?(?:вы|у вас)\b")
_WHOEVER: Final = re.compile(r"\bкто(?:-то|-нибудь)?\b")
_DOER: Final = re.compile(r"\b(?:вы|ты|он|она|они|оно|кто|кто-то|что)\b")
_TO_CALLER: Final = re.compile(r"\b(?:вам|вы|у вас)\b (?:надо|нужно)")
_ASKABLE: Final = (None, "question", "check")
_MAIL_CLIENT: Final = re.compile(r"\b(?:почтов\w+|впн|vpn)[ -]клиент\w{0,2}")
_GLANCED: Final = re.compile(r"(?:за|вз)?глянула?$|(?:по)?смотрела?$|зашел$|зашла$|залезл?а?$")
_YOU_SAY: Final = re.compile(
    r"^(?:так |а |ну )?(?:вы )?(?:говорите|сказали|пишете|утверждаете)\b,? (?:что )?"
)
_DONE_BY_ME: Final = re.compile(
    r"(?:[нт][аоы]?|ен) (?:\w+ )?(?:мной|мною|нами)\b|\b(?:мной|мною|нами) (?:\w+ )?\w+(?:н|т)[аоы]?\b"
)
_BY_ME: Final = re.compile(r"\b(?:я|мы|мною|мной|нами)\b")


def form_ru(text: str, asks: bool, before: str | None) -> str:
    """The form of the normalised clause `text`; arguments as in `forms.form_of`.

    What is put off, or is to be done only under the condition before it, is a statement.
    """
    form = _form(text, asks, before)
    if form in ("self", "together") and (before == "conditional" or _PUT_OFF.search(text)):
        return "statement"
    if form == "order" and _PONDERED.search(text) and not _TO_CALLER.search(text):
        return "statement"
    if form == "statement" and _LET_THEM.match(text):
        return "order"
    return form


def _form(text: str, asks: bool, before: str | None) -> str:
    text = _MAIL_CLIENT.sub("программу", text)  # no person who could have done it
    text = _JUST_NOW.sub("", text)  # its "что" is nobody who does anything
    words = [word for word in words_of(text) if word not in _COURTESY]
    known = [grammar(word) for word in words]
    # "Когда загрузится, скажите" waits; "когда началось" asks, with its question mark or without.
    waits = _WHEN.search(text) and not asks and not any(g.past for g in known)
    if _CONDITION.search(text) or (waits and not _TO_CALLER.search(text)):
        return "conditional"
    if _is_negated(text, words, before) or (not asks and _LEFT.search(text)):
        return "negated"
    if not asks and _OUGHT.search(text):
        return "statement"
    if _MY_QUESTION.search(text):
        return "question"
    said = _YOU_SAY.match(text)
    if said and not asks and len(text) > said.end():
        return "statement"  # what the caller told, said back
    order = any(g.imperative for g in known) and not (asks and (_you_do(words) or said))
    whether = "ли" in words
    announced = any(g.first_person for g in known[:3]) and not order
    # "Сколько там сессий, смотрю": what is looked at stands first.
    if not order and not asks and _LOOKING.search(text) and known[-1].first_person:
        return "self"
    if announced and (whether or "не" in words) and not _MAY.match(text):
        return "self"
    if whether and (before in ("order", "check") or (order and _CHECK.search(text))):
        return "check"
    if before == "self" and (whether or _SUBORDINATE.search(text) or words[:1] == ["не"]):
        return "self"
    if not asks and not order and _REPORTED.search(text):
        return "statement"
    if (
        not asks
        and not order
        and not whether
        and not _says_i_do(known, words)
        and (_is_past(text, words) or _DONE_BY_ME.search(text))
    ):
        return "past"
    announces = any(g.first_person for g in known)
    if not asks and not order and not whether and not announces and any(g.done for g in known):
        return "passive"
    if not asks and before == "statement" and _SUBORDINATE.search(text):
        return "statement"
    if _ASK_WORDS.search(text):
        return "question"
    if asks and _ASK_START.search(text):
        return "question"
    if _CHECK.search(text):
        return "check"
    infinitive = any(g.infinitive for g in known)
    plural = any(g.first_plural for g in known)
    invited = _TOGETHER.search(text) and not re.search(r"\bдавайте я\b", text)
    if invited and (plural or infinitive):
        return "together"
    first = any(g.first_person for g in known)
    if (first or (_SELF.search(text) and (infinitive or first))) and not order:
        return "self"
    if order:
        return "order"
    if _CANNOT.search(text) and not asks:
        return "statement"
    if _MAY.search(text) and infinitive:
        return "order"
    if asks:
        return "question"
    if plural:
        return "together"
    if _YOU_START.match(text) or (_ASK_START.search(text) and before in _ASKABLE):
        return "question"
    if infinitive and before in ("self", "order", "negated", "question", "together"):
        return "order" if before == "question" else before
    return "statement" if any(g.finite for g in known) else "bare"


def _is_negated(text: str, words: list[str], before: str | None) -> bool:
    if _POLITE_NOT.search(text):
        return False
    refusal = _NEED_NOT.search(text)
    if _NOT_WORTH.search(text) and any(grammar(word).infinitive for word in words):
        return not re.search(r"\bне стоит ли\b", text)
    if refusal:
        rest = text[refusal.end() :]
        return not re.match(r" ли\b", rest)
    for at, word in enumerate(words[:-1]):
        if word not in ("не", "ни"):
            continue
        for near in words[at + 1 : at + 4]:
            found = grammar(near)
            if found.imperative or _is_gerund(near):
                return True
            if near == words[at + 1] and (found.first_person or found.first_plural):
                return True
            if found.finite or found.past:
                break
    if words[:1] in (["не"], ["ни"]) and len(words) > 1:
        after = grammar(words[1])
        return after.infinitive or (after.noun and before in ("order", "check", "self"))
    return False


def _you_do(words: list[str]) -> bool:
    """Whether it says what "вы" do: "вы через VPN сидите?" orders nobody to sit."""
    orders = [at for at, word in enumerate(words) if grammar(word).imperative]
    return all(grammar(words[at]).you_do and "вы" in words[:at] for at in orders)


def _is_gerund(word: str) -> bool:
    return len(word) > 5 and word.endswith(("вая", "гая", "зая", "ючая", "ляя", "чив", "зив", "в"))


def _says_i_do(known: list[Grammar], words: list[str]) -> bool:
    """Whether one of the first words is a verb of the speaker's present or future."""
    return any(
        g.first_person and word not in ("я", "мы")
        for g, word in zip(known[:3], words[:3], strict=True)
    )


def _is_past(text: str, words: list[str]) -> bool:
    """Whether the speaker tells of a deed of their own."""
    words = [word for word in words if word not in _NOT_DEED]
    known = [grammar(word) for word in words]
    deeds = [
        at
        for at, g in enumerate(known)
        if g.past_deed or (g.past and (_BY_ME.search(text) or _GLANCED.match(words[at])))
    ]
    if not deeds or "бы" in words or "не" in words[max(0, deeds[0] - 1) : deeds[0]]:
        return False
    if _BY_ME.search(text) and not re.search(r"\bне я\b|\bмой\b|\bмоя\b", text):
        return True
    # "Сбросил вам пароль", "очередь печати проверила": nobody else is named who could have done it,
    # and what stands before the verb is a thing.
    deed = words[deeds[0]]
    others = any(g.person for g in known) or _COLLECTIVE.search(text)
    doer = others or _DOER.search(" ".join(words[: deeds[0]])) or _WHOEVER.search(text)
    return not doer and deed.endswith(("л", "ла", "з", "с", "г", "к"))
