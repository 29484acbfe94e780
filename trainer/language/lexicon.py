"""Words that carry no meaning of their own for telling tools apart."""

from __future__ import annotations

from typing import Final

from trainer.domain.language import Language


def word_set(words: str) -> frozenset[str]:
    """The words of a string, for lists that read better without quotes and commas."""
    return frozenset(words.split())


LEADS: Final[dict[Language, frozenset[str]]] = {
    "ru": word_set(
        "проверьте проверим проверю смотрю посмотрите посмотрим посмотрю гляньте гляну взгляните уточните"
        " уточню расскажите сообщите ответьте убедитесь смотрите увидите видите проверь посмотри"
        " попробуем так еще раз разбираюсь разберусь разберемся разобраться занимаюсь займусь"
        " помочь помогу приступаю работаю заявка заявку взял взяла принял приняла вами"
        " проверяю узнаю выясню да нет ага угу конечно разумеется что в нем ней них"
    ),
    "en": word_set(
        "check look looking see tell know let verify make sure whether again once more have take"
        " help into sort out find why fix work working ticket with checking seeing yes no yeah yep nope"
        " course certainly definitely sure what what's in"
    ),
}
"""Verbs that open what follows; a piece of such words alone ("check, please") names no tool."""

FILLERS: Final[dict[Language, frozenset[str]]] = {
    "ru": word_set(
        "пожалуйста подскажите скажите будьте добры вы вам вас ваш ваша ваше ваши вашу вашем вашего"
        " я мне мы нам ли же бы а и но ну так вот это этот эта эти то сейчас теперь давайте давай"
        " можете могли можно нужно надо хочу хотел хотела тогда еще пока уже просто там тут"
        " спасибо хорошо здравствуйте попробуйте попробую попробуем сначала потом затем сам сама"
        " у меня сперва для начала мой моя вместе прошу попрошу могу буду пару минут минуту"
        " минутку минуточку одну секунду секундочку ладно понятно понял поняла"
    ),
    "en": word_set(
        "please could can would will you your yours i me my we us our a an the is are am be it its"
        " it's this that these those to of and or but so then now just also well ok okay let let's"
        " i'll i'd i'm we'll do does did have has had if for try go ahead want like going"
        " first next there right thanks thank hello hi sorry quickly moment second minute myself"
        " kindly might may should"
    ),
}

_EN_SHORT: Final = """
dont don't, cant can't, wont won't, isnt isn't, arent aren't, wasnt wasn't, werent weren't,
doesnt doesn't, didnt didn't, havent haven't, hasnt hasn't, hadnt hadn't, couldnt couldn't,
wouldnt wouldn't, shouldnt shouldn't, mustnt mustn't, im i'm, ive i've, youre you're, youve you've,
whats what's, whos who's, thats that's, theres there's, lets let's, theyre they're,
its it's, u you, ur your, r are, pls please, gonna going to, wanna want to, gotta have to, lemme let me, plz please, thx thanks, ty thanks, msg message,
pw password, passwd password, pwd password
"""
SHORTHAND: Final[dict[Language, dict[str, str]]] = {
    "ru": {},
    "en": dict(
        tuple(pair.split(maxsplit=1))  # type: ignore[misc]
        for pair in _EN_SHORT.replace("\n", " ").split(",")
    ),
}
"""What people type in a hurry -> the word: "dont restart it" must refuse like "don't"."""

_RU_PAIRS: Final = """
перезагружать перезагрузить, перезагружаться перезагрузиться, перезапускать перезапустить,
сбрасывать сбросить, выключать выключить, включать включить, отключать отключить,
подключать подключить, переподключать переподключить, проверять проверить, смотреть посмотреть,
очищать очистить, чистить очистить, удалять удалить, открывать открыть, закрывать закрыть,
нажимать нажать, вынимать вынуть, вытаскивать вытащить, вставлять вставить, втыкать воткнуть,
менять поменять, сменять сменить, изменять изменить, устанавливать установить, ставить поставить,
разблокировать разблокировать, снимать снять, отправлять отправить, выдавать выдать,
обновлять обновить, добавлять добавить, заходить зайти, входить войти, пробовать попробовать,
запускать запустить, выбирать выбрать, убирать убрать, писать написать, вводить ввести,
называть назвать, говорить сказать, печатать напечатать, спрашивать спросить, запрашивать запросить,
согласовывать согласовать, подтверждать подтвердить, переустанавливать переустановить,
глядеть посмотреть, глянуть посмотреть, взглянуть посмотреть, восстанавливать восстановить,
расширять расширить, освобождать освободить, переключать переключить, продлевать продлить,
загружать загрузить, разрешать разрешить, назначать назначить, настраивать настроить
"""
PERFECTIVE: Final[dict[str, str]] = dict(
    tuple(pair.split())[:2]  # type: ignore[misc]
    for pair in _RU_PAIRS.replace("\n", " ").split(",")
)
"""Imperfective Russian verbs of this field -> perfective: "не выключайте" is about "выключите"."""
