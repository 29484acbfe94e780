"""The word orders in which a password is asked for (see password.py)."""

from __future__ import annotations

import re
from typing import Final

from trainer.domain.language import Language

WHOLE: Final[dict[Language, re.Pattern[str]]] = {
    "ru": re.compile(
        r"(?:а |и |ну |так |теперь )*(?:(?:ваш|какой|а какой|логин и|и) )+пароль"
        r"(?: (?:от \w+(?: \w+)?|какой|пожалуйста|у вас|для входа))?(?:, пожалуйста)?"
        r"|(?:логин|имя пользователя)(?:,| и|, и) пароль(?:,? пожалуйста)?"
    ),
    "en": re.compile(
        r"(?:and |ok |so |now )*(?:(?:your|the|what's your|what is your) )?"
        r"(?:(?:user ?name|login|user id|email) and (?:your )?)?(?:your )?"
        r"(?:(?:current|old) )?(?<=\w )password(?:,? please)?"
    ),
}

# --- Russian ---------------------------------------------------------------------------------
_FILL = (
    r"(?:,? (?:пожалуйста|мне|нам|сюда|еще|сейчас|ваш|ваши|свой|свои|текущий|старый|прежний|новый"
    r"|нынешний|действующий|сам|также|быстро|быстренько|тогда|заодно|лучше|просто|полностью|весь"
    r"|вас|вы|в чат|в чате|в личку|по буквам|вслух|голосом|именно|и|или|а|логин|логины|имя"
    r"|пользователя|фамилию|учетку|учетную|запись|почту|адрес|номер|табельный|этот|тот|будьте"
    r"|добры|на всякий случай|временный|доменный|рабочий|почтовый)){0,8},?"
)
_WORD = r"парол(?:ь|и|ик|ьчик)\b"
_TELL = (
    r"(?:назовите|скажите|подскажите|сообщите|продиктуйте|диктуйте|дайте|пришлите|отправьте"
    r"|скиньте|вышлите|напомните|произнесите|передайте|предоставьте|раскройте|озвучьте|говорите"
    r"|прочитайте|прочтите|киньте|назови|скажи|подскажи|продиктуй|дай|пришли|скинь|отправь|сообщи"
    r"|напомни|шлите|перешлите|поделитесь|давайте|давай)"
)
_TELL_INF = (
    r"(?:назвать|сказать|подсказать|сообщить|продиктовать|дать|прислать|отправить|скинуть|выслать"
    r"|напомнить|передать|предоставить|озвучить|диктовать|произнести|раскрыть)"
)
_WRITE = r"(?:напишите|введите|вбейте|укажите|наберите|впишите|оставьте|напиши|запишите)"
_HERE = (
    r"(?:мне|сюда|нам|в (?:этот |этом )?чат[е]?|в ответ(?:е|ном письме|ном сообщении)?|в сообщени[ие]"
    r"|в личк[уе]|в письме|в заявк[уе]|в тикет[е]?)"
)
_MAY = (
    r"(?:можете|можешь|могли бы|не могли бы|сможете|прошу|попрошу|нужно|надо|необходимо|должны"
    r"|придется|просьба|не затруднит|готовы|лучше|достаточно|могу (?:я )?(?:вас )?(?:попросить"
    r"|просить))"
)
_FREE = r"(?<!не )(?<!ни )(?<!нельзя )(?<!никому )(?<!никогда )\b"


def _ru(pattern: str, needs_mark: bool = False) -> tuple[re.Pattern[str], bool]:
    return re.compile(pattern), needs_mark


RU_PATTERNS: Final = (
    _ru(rf"{_FREE}{_TELL}\b{_FILL} {_WORD}"),
    _ru(r"^(?:(?:а|и|ваш|логин и|теперь) )*пароль,? пожалуйста$"),
    _ru(r"^(?:(?:а|и|теперь) )*(?:ваш )?пароль какой$", True),
    _ru(
        rf"(?:^|[,.;:] )(?:(?:а|и|ваш) )*{_WORD}(?: от \w+(?: \w+)?)?(?: мне)? "
        r"(?:продиктуете|назовете|скажете|подскажете)",
        True,
    ),
    _ru(rf"\b(?:поделитесь)\b{_FILL} паролем\b"),
    _ru(rf"{_FREE}{_TELL}\b{_FILL} (?:логин|имя) с паролем\b"),
    _ru(
        rf"{_FREE}{_WRITE}\b(?:,? (?:пожалуйста|ваш|свой|логин|и|текущий))* {_HERE}{_FILL} {_WORD}"
    ),
    _ru(rf"{_FREE}{_WRITE}\b{_FILL} {_WORD},? (?:пожалуйста,? )?{_HERE}(?!\w)"),
    _ru(rf"\b{_MAY}(?:,? (?:ли|вы|вас|вам|пожалуйста|мне|будет|бы))* {_TELL_INF}\b{_FILL} {_WORD}"),
    _ru(
        r"\bне (?:подскажете|скажете|назовете|продиктуете|напомните|сообщите|дадите|пришлете)(?: ли)?"
        rf"{_FILL} {_WORD}",
        True,
    ),
    _ru(
        rf"\b(?<!не )(?:назовете|скажете|продиктуете|подскажете|дадите|пришлете){_FILL} {_WORD}",
        True,
    ),
    _ru(
        r"\b(?:мне|нам) (?:(?:сейчас|еще|тоже|также|тогда|будет|очень) )*(?:нужен|нужны|понадобится"
        r"|понадобятся|потребуется|требуется|необходим)"
        rf"{_FILL} {_WORD}"
    ),
    _ru(
        r"^(?:для (?:этого|проверки|входа|настройки) |тогда |сейчас |еще |также |и )*"
        r"(?:нужен|понадобится|потребуется) (?:логин и )?ваш (?:текущий |старый |личный )?"
        rf"{_WORD}"
    ),
    _ru(
        r"\b(?:можно|можно ли|могу я|могу ли я|могу|позвольте|разрешите|хочу|хотел бы|хотела бы|надо"
        rf"|нужно|дайте)(?: (?:мне|нам))? (?:узнать|спросить|получить|услышать|записать){_FILL} {_WORD}"
    ),
    _ru(rf"\bможно(?: мне)? (?:логин и )?ваш (?:\w+ )?{_WORD}", True),
    _ru(
        r"^(?:(?:а|и|так|ну|скажите|подскажите|сообщите|пожалуйста|тогда|теперь|еще),? )*"
        r"(?:какой|каков|какие) (?:(?:сейчас|там) )?(?:у вас |ваш |ваши |у вас сейчас |сейчас у вас )"
        rf"(?:сейчас |текущий |логин и |стоит )?{_WORD}(?!.* или )(?!\s*[:,-])"
    ),
    _ru(
        r"^(?:(?:а|и|так|ну|скажите|подскажите|пожалуйста|тогда|теперь|еще),? )*какой (?:именно )?"
        r"парол[ь] (?:(?:у вас|вы (?:вводите|используете|набираете|ставили|поставили|придумали"
        r"|задали|установили))(?: (?:сейчас|обычно|при входе|для входа|на вход|в почте|на почте|от"
        r" \w+|на \w+))?|сейчас у вас)$(?!.*или)"
    ),
    _ru(
        rf"(?:^|[,.;:] |- )(?:ваш |свой |логин и |текущий |а |и |теперь |сам )*{_WORD}(?:,? (?:свой|ваш|мне"
        rf"|тоже|пожалуйста|от \w+|еще|сюда|сейчас))*,? {_TELL}\b"
    ),
    _ru(
        rf"(?:^|[,.;:] |- )(?:ваш |свой |логин и |текущий |а |и )*{_WORD}(?: (?:свой|ваш|от \w+))*"
        rf" (?:можете|могли бы|сможете|можно|не могли бы)(?: (?:мне|вы))* {_TELL_INF}\b",
        True,
    ),
    _ru(rf"\b(?:жду|ожидаю|хочу)(?: от вас)? (?:ваш|ваши|логин и|от вас)(?: \w+)? ?{_WORD}"),
)
# Words about other people's asking: a warning, not a request.
RU_REPORT: Final = re.compile(
    r"\b(?:просил[аи]?|попросил[аи]?|просят|просит|попросят|попросит|спрашивал[аи]?|спрашивают"
    r"|спросят|спросит|требу[ею]т|потребуют|мошенник\w*|злоумышленник\w*|никогда|никому|нельзя"
    r"|запрещено|если кто|если вам|если вас|правил\w* запреща\w*|не прошу|не попрошу|не будем"
    r"|не стану|не обязан\w*|ни в коем случае|ни за что|ни при каких|не спрашива\w+|не имею права)\b"
)
RU_BAD_TAIL: Final = re.compile(
    r"\b(?:не|ли|нет|вы|нельзя|верный|верен|правильный|пользовател[юя]м?|клиент[ау]м?|сотрудник[ау]м?"
    r"|сотрудниц[еу]|ему|ей|им|администратор\w*|начальник\w*|руководител\w*|никому|коллег[еау]м?"
    r"|сам|сами|давно|уже|когда|вслух никому|снова|заново|через смс|через портал|звонящему|абоненту"
    r"|заявител\w*|безопасник\w*|на экране нужно|сброшен|истек|просрочен)\b"
)

# --- English ---------------------------------------------------------------------------------
_EN_FILL = (
    r"(?:,? (?:me|us|your|the|my|over|out|to me|please|just|quickly|current|old|new|existing|full"
    r"|actual|user ?name|login|user id|log-in|name|email|address|account|details|and|with|also|both"
    r"|or|here|that|this|loud|domain|windows|network|mail|e-mail|temporary|first|of|exact|now|"
    r"quick|work|vpn|wi-fi)){0,8},?"
)
_EN_WORD = r"(?:pass ?word|passphrase|passwd)s?\b"
_EN_TELL = (
    r"(?:tell (?:me|us)|give (?:me|us)|send(?: (?:me|us|over))?|share|say|spell|dictate|provide"
    r"|read (?:me |us )?(?:out)?|text (?:me|us)|message (?:me|us)|email (?:me|us)|remind (?:me|us) of"
    r"|let (?:me|us) (?:have|know|get|see)|reveal|disclose|hand over|pass (?:me|us)|show (?:me|us)"
    r"|supply|state|tell|type (?:me|us|out)|write (?:me|us))"
)
_EN_NEED = r"(?:need|require|want|must have|have to have|will need|'ll need|'d need|would need|'d like|would like)"
_EN_HERE = (
    r"(?:to me|to us|me|in (?:the|this) chat|into (?:the|this) chat|in (?:a|your) (?:reply|message)"
    r"|here in (?:the|this) chat|in the ticket)"
)


def _en(
    pattern: str, needs_mark: bool = False, needs_lead: bool = False
) -> tuple[re.Pattern[str], bool, bool]:
    return re.compile(pattern), needs_mark, needs_lead


EN_PATTERNS: Final = (
    _en(rf"\b{_EN_TELL}\b{_EN_FILL} {_EN_WORD}", needs_lead=True),
    _en(
        rf"\b(?:telling|giving|sending|sharing|providing|reading|spelling)\b{_EN_FILL} {_EN_WORD}",
        needs_lead=True,
    ),
    _en(
        rf"\b(?:type|write|enter|put|leave|post|paste)\b{_EN_FILL} {_EN_WORD},? (?:please )?{_EN_HERE}",
        needs_lead=True,
    ),
    _en(
        rf"\b(?:i|we)(?: \w+)? ?{_EN_NEED} (?:to (?:have|know|get|see) )?(?:also )?(?:(?:your|the) )"
        rf"(?:\w+ )?(?:(?:user ?name|login|email|account name) and (?:your )?)?{_EN_WORD}"
    ),
    _en(rf"\b(?:i|we)(?: will|'ll)? {_EN_NEED} you to {_EN_TELL}\b{_EN_FILL} {_EN_WORD}"),
    _en(
        r"\b(?:can|could|may|might) (?:i|we) (?:please |just |also |quickly )*(?:have|get|take|know"
        rf"|ask for|ask|see|borrow|grab)\b{_EN_FILL} {_EN_WORD}"
    ),
    _en(
        r"(?:^|[,.;:] |- |\b(?:and|so|ok|okay|then|now) )(?:what's|what is|what was|whats) your "
        rf"(?:\w+ )?(?:(?:user ?name|login) and (?:your )?)?{_EN_WORD}"
    ),
    _en(
        r"(?:^|[,.;:] |- |\b(?:and|so|ok|okay|then|now) )(?:what|which) password (?:are you (?:using"
        r"|typing|entering|typing in)|do you (?:use|type|enter|have)|did you (?:set|choose|use|pick))",
        True,
    ),
    _en(
        r"\b(?:tell|let) (?:me|us) (?:know )?what (?:your|the) (?:\w+ )?(?:password|passphrase) is\b"
    ),
    _en(
        r"(?:^|[,.;:] |- )(?:your |the )?(?:(?:user ?name|login|user id) and (?:your )?)"
        rf"{_EN_WORD},? please\b"
    ),
    _en(r"^(?:and )?(?:(?:your|the) )?(?:\w+ )?password,? please$"),
    _en(rf"\b(?:do you )?mind (?:telling|giving|sharing|sending|reading)\b{_EN_FILL} {_EN_WORD}"),
)
# What may stand just before a verb of telling for it to be a request.
EN_LEADS: Final = re.compile(
    r"(?:^|[,.;:!?(] ?| - |\b(?:please|can you|could you|would you|will you|can't you|couldn't you"
    r"|why don't you|and|then|just|now|also|kindly|you need to|you have to|you should|you must|i need"
    r" you to|i want you to|i'd like you to|i would like you to|i'll need you to|i will need you to"
    r"|you can|you could|go ahead and|so|ok|okay|first|next|quickly|mind|need you to|to help you|"
    r"ask you to|simply|would you mind|do you mind|try to|again|able to|willing to|(?:you'll|you will) (?:have|need) to) )$"
)
# A refusal in the same clause, or one so strong that commas do not end it.
EN_NEGATION: Final = re.compile(
    r"\bnever\b|\b(?:nobody|no one|scammers?|phishing|fraudsters?|anyone who)\b"
    r"|\b(?:don't|do not|must not|should not|not)(?=,)"
    r"|\b(?:don't(?! you)|do not|not|won't|wouldn't|shouldn't|mustn't|needn't|can't(?! you)|cannot"
    r"|no need|without|no reason|asked you to|asks? you|asking you|if (?:someone|somebody|anyone|they"
    r"|a caller)|did you|have you|has|had|you ever|who)\b(?![^,.;:]* (?:but|instead) )[^,.;:]*$"
)
EN_TAIL: Final = re.compile(
    r"(?:[,.;:!?)]| - |$| (?:please|here|now|too|also|as well|first|again|once more|slowly|out loud"
    r"|so|and|then|because|or|i can|i'll|i will|we can|which you|that you|you use|you're using|you"
    r" are using|letter|in|over|via|by|on|if you don't mind|if you can|right now|quickly|exactly"
    r"|with (?:me|us)|for|to (?:me|us|log|sign|test|check|try|verify|continue|proceed|get|access"
    r"|connect|do|fix|unlock|confirm|see|make|reset|set|your|the|this|that|help|finish))\b"
    r"(?! (?:anyone|anybody|someone|else|be|your manager|your colleague|the user|the caller)))"
)
