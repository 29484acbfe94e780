"""Ways of putting one and the same thing: a filler in front, a way shown before a question,
examples after a colon, a clause that only says which thing is meant."""

from __future__ import annotations

import pytest

from tests.language import shipped
from trainer.domain.language import Language
from trainer.language.forms import form_of
from trainer.language.normal import normalise

DONE = {
    "One sec, looking at your contract end date": "check_contract",
    "Bear with me, I'll see if your number is suspended": "check_line",
    "Just a moment, checking whether the bill is paid": "check_bill",
    "Please hold on while I check the call forwarding": "check_forwarding",
    "Hang on a second, let me check how much data you have left": "check_data_usage",
    "Please stay on the line while I check the call forwarding": "check_forwarding",
    "Оставайтесь на линии, пожалуйста, посмотрю срок договора": "check_contract",
    "I'm cancelling the forwarding, one moment": "cancel_forwarding",
    "Отключаю переадресацию на номере, одну минутку": "cancel_forwarding",
    "Одну секундочку, проверю, действует ли договор": "check_contract",
    "Подождите, пожалуйста, я проверю, оплачен ли счёт": "check_bill",
}


def _tools(text: str, pack: str = "mobile", line: int = 1) -> list[tuple[str, str]]:
    language: Language = "ru" if any("а" <= sign <= "я" for sign in text.lower()) else "en"
    found = shipped.understander(pack).understand(text, language, shipped.allowed(pack, line))
    return [(act.id, act.form) for act in found.acts if act.kind == "tool"]


@pytest.mark.parametrize("text", DONE)
def test_a_filler_in_front_changes_nothing(text: str) -> None:
    assert _tools(text) == [(DONE[text], "plain")]


@pytest.mark.parametrize(
    ("text", "language", "asks", "form"),
    [
        ("please make the payment we asked for", "en", False, "order"),
        ("tap the link I sent you", "en", False, "order"),
        ("delete the photos you don't need", "en", False, "order"),
        ("remove apps you never use", "en", False, "order"),
        ("you don't need to restart it", "en", False, "negated"),
        ("don't restart it", "en", False, "negated"),
        ("I'll check whether it has been changed", "en", False, "viewing"),
        ("checking whether the request has been sent", "en", False, "viewing"),
        ("looking at your usage", "en", False, "viewing"),
        ("I have reset it", "en", False, "past"),
        ("you don't have data saver on", "en", True, "question"),
        ("you don't have to restart it", "en", False, "negated"),
        ("switching roaming on for your line", "en", False, "self"),
        ("adding gigabytes", "en", False, "self"),
        ("экономия трафика у вас не стоит", "ru", True, "question"),
        ("не стоит выключать телефон", "ru", False, "negated"),
        ("перезагружать телефон не стоит", "ru", False, "negated"),
        ("гляну, какие настройки пришли с телефона", "ru", False, "viewing"),
        ("вы через vpn сидите", "ru", True, "question"),
        ("вы посмотрите, горит ли значок", "ru", True, "check"),
        ("насколько загружена сота, смотрю", "ru", False, "viewing"),
        ("прочитайте надпись на экране", "ru", False, "question"),
    ],
)
def test_form(text: str, language: Language, asks: bool, form: str) -> None:
    assert form_of(normalise(text, 200).text, language, asks, None) == form


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("Зайдите в точки доступа и прочтите, что там вписано", "guide_reset_apn"),
        ("Please open the access point names and read me what's there", "guide_reset_apn"),
        ("Откройте лоток и скажите, лежит ли в нём карта", "guide_reseat_sim"),
        ("Open the tray and tell me whether the card is in there", "guide_reseat_sim"),
        ("Go to the app's permissions and tell me what you see there", "guide_sms_permission"),
    ],
)
def test_a_way_shown_before_a_question_is_part_of_it(text: str, never: str) -> None:
    language: Language = "ru" if "а" <= text[1] <= "я" else "en"
    allowed = shipped.allowed("mobile", 1)
    found = shipped.understander("mobile").understand(text, language, allowed)
    assert never not in (*found.tools(), *found.offers[:1])


@pytest.mark.parametrize(
    ("text", "tool"),
    [
        (
            "Что у вас нарисовано рядом со значком батареи: антенна, буква, самолётик?",
            "ask_status_bar",
        ),
        (
            "What symbols are there in the status bar: a plane, a letter, a key?",
            "ask_status_bar",
        ),
    ],
)
def test_examples_after_a_colon_ask_nothing_more(text: str, tool: str) -> None:
    assert _tools(text) == [(tool, "plain")]


@pytest.mark.parametrize(
    ("text", "tools"),
    [
        ("Скажите: авиарежим выключен, роуминг включён?", {"ask_airplane", "ask_roaming_switch"}),
        ("Tell me: is flight mode off, is roaming on?", {"ask_airplane", "ask_roaming_switch"}),
    ],
)
def test_questions_after_a_colon_are_all_asked(text: str, tools: set[str]) -> None:
    assert {tool for tool, _ in _tools(text)} == tools


@pytest.mark.parametrize(
    "text",
    [
        "К какому времени вам нужно, чтобы всё заработало?",
        "Когда вам надо, чтобы всё работало?",
        "By when do you need it all working again?",
    ],
)
def test_a_wish_to_have_it_work_asks_for_no_result(text: str) -> None:
    assert "confirm_works" not in [tool for tool, _ in _tools(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Оставайтесь на линии, пожалуйста",
        "Не кладите трубку",
        "Я сейчас вернусь",
        "Я сделаю всё, что смогу",
        "Да, слышу вас хорошо",
        "Одну минуточку, пожалуйста",
        "Yes, of course",
        "Please stay on the line",
        "I'll be right back",
        "I'll do everything I can",
        "We'll certainly help you",
        "Yes, I can hear you fine",
        "Pardon, I didn't catch that",
    ],
)
def test_courtesies_of_the_telephone_are_no_riddle(text: str) -> None:
    language: Language = "ru" if any("а" <= sign <= "я" for sign in text.lower()) else "en"
    allowed = shipped.allowed("mobile", 1)
    found = shipped.understander("mobile").understand(text, language, allowed)
    assert not found.tools()
    assert not found.offers


@pytest.mark.parametrize(
    ("text", "tool"),
    [
        ("Next to the battery, which icons are there?", "ask_status_bar"),
        ("Возле часов, какие там значки?", "ask_status_bar"),
        ("какая нагрузка у базовой станции, сейчас посмотрю", "chart_cell_load"),
    ],
)
def test_pieces_that_say_nothing_alone_are_read_together(text: str, tool: str) -> None:
    assert _tools(text, line=2 if tool == "chart_cell_load" else 1) == [(tool, "plain")]


def test_so_that_you_can_is_no_summary() -> None:
    found = shipped.understander("mobile").understand(
        "I'll text you a link so you can pay", "en", shipped.allowed("mobile", 1)
    )
    assert "acknowledge" not in found.speech()
    assert "send_payment_request" in (*found.tools(), *found.offers)


def test_a_lone_verb_shares_the_object_of_the_next() -> None:
    found = shipped.understander("mobile").understand(
        "Выключите и снова включите трубку", "ru", shipped.allowed("mobile", 1)
    )
    assert "guide_restart" in (*found.tools(), *found.offers[:1])


@pytest.mark.parametrize(
    ("text", "tool"),
    [
        ("There's some window popping up? What's in it?", "ask_phone_message"),
        ("Там какое-то окошко появляется? Что в нём?", "ask_phone_message"),
    ],
)
def test_a_question_about_it_asks_nothing_more(text: str, tool: str) -> None:
    assert _tools(text) == [(tool, "plain")]


@pytest.mark.parametrize(
    ("text", "line", "never"),
    [
        ("сейчас погляжу, подключён ли у вас роуминг", 1, "enable_line_roaming"),
        ("изучаю профиль голосовой связи", 2, "correct_voice_profile"),
        ("опрашиваю сектор", 2, "restart_sector"),
        ("просматриваю маршруты отправителей", 3, "restore_sms_routes"),
        ("проверьте, пожалуйста, включён ли авиарежим", 1, "guide_airplane_off"),
        ("посмотрите, стоит ли галочка у мобильных данных", 1, "guide_data_on"),
        ("Let me see whether short numbers are allowed", 1, "allow_short_numbers"),
        ("Have a look if aeroplane mode is active", 1, "guide_airplane_off"),
        ("I'm going over the eSIM order", 2, "reissue_esim"),
        ("Let me plot the MMS queue", 3, "release_mms_queue"),
    ],
)
def test_who_only_looks_changes_nothing(text: str, line: int, never: str) -> None:
    assert never not in [tool for tool, _ in _tools(text, line=line)]


@pytest.mark.parametrize(
    ("text", "language", "form"),
    [
        ("I'll restart it to see if it helps", "en", "self"),
        ("I'm going to see if it helps", "en", "viewing"),
        ("перезапущу его, чтобы проверить", "ru", "self"),
        ("изучаю журнал", "ru", "viewing"),
    ],
)
def test_what_it_is_done_for_is_no_look(text: str, language: Language, form: str) -> None:
    assert form_of(normalise(text, 200).text, language, False, None) == form
