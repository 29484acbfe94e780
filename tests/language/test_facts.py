"""Facts of a known shape in notes: present, missing, wrong."""

from __future__ import annotations

import pytest

from trainer.domain.language import Language
from trainer.language.facts import Fact, find_fact
from trainer.language.notes import NoteReader


@pytest.mark.parametrize(
    ("language", "fact", "note", "status"),
    [
        ("en", Fact("host", "WS-STA-122"), "Machine ws-sta-122 has no network.", "present"),
        ("en", Fact("host", "WS-STA-122"), "It is on WS STA 122 as they read it.", "present"),
        ("en", Fact("host", "WS-STA-122"), "Machine WS-STA-221 has no network.", "wrong"),
        ("en", Fact("host", "WS-STA-122"), "No network on the machine.", "missing"),
        ("ru", Fact("host", "WS-STA-122"), "Компьютер WS-SТА-122 не видит сеть", "present"),
        ("en", Fact("phone", "2061"), "Call back on ext. 2061, Dominic.", "present"),
        ("en", Fact("phone", "2061"), "Call back on ext. 2016, Dominic.", "wrong"),
        ("en", Fact("phone", "2061"), "Since 20:61 nothing, WS-2061", "missing"),
        ("ru", Fact("phone", "+7 000 174-71-97"), "звонить 8 (000) 174 71 97", "present"),
        ("ru", Fact("phone", "+7 000 174-71-97"), "звонить +7 000 174-71-79", "wrong"),
        ("en", Fact("phone", "2061", ("2578",)), "The other set is 2578.", "missing"),
        ("en", Fact("since", "11:30"), "Down since half past, 11.30 or so.", "present"),
        ("en", Fact("since", "11:30"), "Down since 10:30.", "wrong"),
        ("en", Fact("since", "11:30"), "Needs it by 12:00.", "missing"),
        ("ru", Fact("since", "9:40"), "Не работает с 9:40, нужно до 12:00.", "present"),
        ("ru", Fact("since", "9:40"), "Не работает с 9.20", "wrong"),
        ("ru", Fact("deadline", "90"), "Отчёт ждут через полтора часа.", "present"),
        ("ru", Fact("deadline", "90"), "Отчёт ждут через 40 минут.", "wrong"),
        ("ru", Fact("deadline", "30"), "Началось 40 минут назад.", "missing"),
        ("en", Fact("deadline", "150"), "needs it in 2 hours 30 min", "present"),
        ("en", Fact("deadline", "30"), "half an hour left", "present"),
        ("en", Fact("name", "Dominic Webb", ("Ann Field",)), "Mr Webb cannot sign in", "present"),
        ("en", Fact("name", "Dominic Webb", ("Ann Field",)), "Ann cannot sign in", "wrong"),
        ("en", Fact("name", "Dominic Webb", ("Ann Field",)), "The caller cannot", "missing"),
        ("ru", Fact("name", "Мария Орлова", ("Пётр Шилов",)), "У Марии не печатает", "present"),
        ("ru", Fact("name", "Мария Орлова", ("Пётр Шилов",)), "У Шилова не печатает", "wrong"),
    ],
)
def test_a_fact_is_found(language: Language, fact: Fact, note: str, status: str) -> None:
    found = find_fact(note, fact, language)
    assert found.status == status
    assert (found.start < found.end) == (status != "missing")


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_right_value_wins_over_another(language: Language) -> None:
    note = "WS-STA-999, sorry: WS-STA-122"
    found = find_fact(note, Fact("host", "WS-STA-122"), language)
    assert (found.status, note[found.start : found.end]) == ("present", "WS-STA-122")


def test_a_denied_value_is_not_stated() -> None:
    reader = NoteReader({}, "en", None, None)
    fact = Fact("host", "WS-STA-122")
    assert reader.fact("The computer is WS-STA-122, not a laptop.", fact).status == "present"
    assert reader.fact("The computer is not WS-STA-122.", fact).status == "wrong"
    russian = NoteReader({}, "ru", None, None)
    assert russian.fact("Компьютер не WS-STA-122.", fact).status == "wrong"
    assert russian.fact("Не работает, компьютер WS-STA-122.", fact).status == "present"
