"""Agreement: every template of the product, over the product of the values it uses.

Gender, deadlines, sites, departments, teams, times and lines are walked as a full product for each
template; a site, department or team stands beside each other value at least once. All names of the
generator's pools are walked for every template that uses a name, over both genders, with the other
values taken in turn: what is checked reaches no further than one sentence, and within it nothing
but a neighbour or the speaker's gender depends on a name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from itertools import cycle, islice, product
from typing import Final

import pytest

from tests.content.grammar.forms import name_fault, pair_fault, pairs
from tests.content.grammar.places import place_faults
from tests.content.grammar.speaker import lonely_faults, speaker_faults
from tests.content.grammar.texts import Piece, code_pieces, engine_pieces, pack_pieces
from tests.loaded import shipped_names, shipped_pack
from trainer.content.templates import PLACEHOLDERS, fill, placeholders
from trainer.domain.language import LANGUAGES, Language
from trainer.domain.spans import span_text
from trainer.domain.ticket import TEXT_LIMIT
from trainer.generator.person import Gender, _names
from trainer.language.grammar.english import article_faults, count_faults
from trainer.language.grammar.neighbours import agreement_faults, label_faults
from trainer.language.grammar.numbers import number_faults
from trainer.language.grammar.prepositions import case_faults
from trainer.language.grammar.russian import sentences
from trainer.services.local_people import NAME_LIMIT
from trainer.session.memory import half_hour_words
from trainer.session.talking import MESSAGE_LIMIT
from trainer.ui.strings import Words

pytestmark = pytest.mark.content
GENDERS: Final[tuple[Gender, ...]] = ("m", "f")
SOURCES = [*shipped_names(), "engine"]
SINCE = ("8:00", "9:05", "9:40", "11:55", "14:00", "16:20")
NAMES = ("first_name", "full_name")
COUNTS = (1, 2, 3, 4, 5, 11, 12, 14, 21, 22, 25, 100, 101, 111, 112, 121)
ALLOWED: Final[Mapping[str, str]] = {
    # complaint: why it is right
}
"""Complaints about texts that are right, each with its reason. Keep it short."""
LIMITS: Final = tuple(map(str, (TEXT_LIMIT, MESSAGE_LIMIT, NAME_LIMIT)))


@lru_cache(maxsize=8)
def pieces(source: str) -> tuple[Piece, ...]:
    """What is shown; phrasings are what trainees may type, with slang and slips on purpose."""
    found = engine_pieces() if source == "engine" else pack_pieces(source)
    return tuple(piece for piece in found if ".phrasings[" not in piece.place)


# -- the values ----------------------------------------------------------------------------------
@lru_cache(maxsize=16)
def drawn(source: str, language: Language) -> dict[str, tuple[str, ...]]:
    """All that can be drawn for each placeholder but names; numbers go with their spans."""
    packs = [shipped_pack(name) for name in (shipped_names() if source == "engine" else [source])]
    texts = [pack.texts[language] for pack in packs]
    minutes = sorted({minutes for pack in packs for minutes in pack.personas.deadlines})
    return {
        "department": tuple(name for text in texts for name in text.departments),
        "site": tuple(name for text in texts for name in text.sites.values()),
        "team": tuple(team.name for text in texts for team in text.teams.values()),
        "deadline": tuple(map(str, minutes)),
        "deadline_in": tuple(span_text(number, language) for number in minutes),
        "since": SINCE,
        "time": SINCE,
        "line": ("1", "2", "3"),
        "host": ("WS-NOR-007",),
        "login": ("u10472",),
        "phone": ("2471",),
    }


def said_wrongly(source: str, piece: Piece) -> tuple[str, ...]:
    """What {wrong} can be: a fact as somebody misremembers it, see trainer.session.memory."""
    used = placeholders(piece.template)
    if "deadline" in used:
        return tuple(str(int(one) + 10) for one in drawn(source, piece.language)["deadline"])
    if "since" in used:
        return tuple(half_hour_words(30 * at, piece.language) for at in range(48))
    return ("2474",)


def people(language: Language, gender: Gender) -> tuple[tuple[str, str], ...]:
    return tuple(dict.fromkeys(_names(language, gender)))


def fillings(source: str, piece: Piece) -> Iterator[tuple[str, Gender]]:
    """The piece as it is read, with everything that can be drawn, and the speaker's gender."""
    used = placeholders(piece.template)
    if not used <= PLACEHOLDERS | {"wrong"}:  # a template of the engine's with values of its own
        yield piece.template, "m"
        return
    values = drawn(source, piece.language) | {"wrong": said_wrongly(source, piece)}
    free = sorted(used - set(NAMES))
    named = bool(used & set(NAMES))
    if not named and not free and "[[" not in piece.template:
        yield from ((piece.template, gender) for gender in GENDERS)
        return
    for gender in GENDERS:
        combinations = [
            dict(zip(free, chosen, strict=True)) for chosen in product(*(values[n] for n in free))
        ]
        first, full = people(piece.language, gender)[0]
        for chosen in combinations:
            filled = {**chosen, "first_name": first, "full_name": full}
            yield fill(piece.template, filled, gender), gender
        if named:
            around = around_names(piece.template)
            for (first, full), chosen in zip(
                people(piece.language, gender), cycle(combinations), strict=False
            ):
                filled = {**chosen, "first_name": first, "full_name": full}
                yield fill(around, filled, gender), gender


def around_names(template: str) -> str:
    """The sentences with names, each with the two before it: no check reaches further."""
    parts = sentences(template)
    named = {at for at, part in enumerate(parts) if placeholders(part) & set(NAMES)}
    return " ".join(part for at, part in enumerate(parts) if {at, at + 1, at + 2} & named)


# -- the checks ----------------------------------------------------------------------------------
def russian_faults(text: str) -> Iterator[str]:
    yield from number_faults(text)
    yield from agreement_faults(text)
    yield from case_faults(text)
    yield from label_faults(text)


def english_faults(text: str) -> Iterator[str]:
    yield from article_faults(text)
    yield from count_faults(text)


@lru_cache(maxsize=400_000)
def sentence_faults(sentence: str, language: Language) -> tuple[str, ...]:
    return tuple((russian_faults if language == "ru" else english_faults)(sentence))


def faults_of(source: str, piece: Piece) -> dict[str, str]:
    """Complaints about a piece, each with the first place it came up."""
    found: dict[str, str] = {}
    for text, gender in fillings(source, piece):
        told = [
            fault for part in sentences(text) for fault in sentence_faults(part, piece.language)
        ]
        if piece.language == "ru" and piece.speaker in ("caller", "colleague"):
            told += speaker_faults(text, gender)
            told += lonely_faults(text, gender)
        for fault in told:
            if fault not in ALLOWED:
                found.setdefault(fault, piece.place)
    return found


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_agrees_whatever_is_drawn(source: str, language: Language) -> None:
    found: dict[str, str] = {}
    for piece in pieces(source):
        if piece.language == language:
            found |= faults_of(source, piece)
    assert not found


@pytest.mark.parametrize("source", SOURCES)
def test_gendered_forms_are_one_word_in_two_genders(source: str) -> None:
    faults = [
        (fault, piece.place)
        for piece in pieces(source)
        if piece.language == "ru"
        for male, female in pairs(piece.template)
        if (fault := pair_fault(male, female))
    ]
    assert not faults


@pytest.mark.parametrize("source", SOURCES)
def test_placeholders_stand_where_their_value_is_right(source: str) -> None:
    faults = [
        (fault, piece.place)
        for piece in pieces(source)
        if piece.language == "ru"
        for fault in place_faults(piece.template)
        if fault not in ALLOWED
    ]
    assert not faults


@pytest.mark.parametrize("source", SOURCES)
def test_a_note_says_nothing_of_its_unknown_writer(source: str) -> None:
    """Notes are filled with the caller's gender, so «я» of the colleague must have none."""
    faults = [
        piece.place
        for piece in pieces(source)
        if piece.language == "ru" and "openings.note" in piece.place
        for text in (fill(piece.template, dict.fromkeys(PLACEHOLDERS, "0"), "f"),)
        if any(speaker_faults(text, "m")) or any(speaker_faults(text, "f"))
    ]
    assert not faults


@pytest.mark.parametrize("gender", GENDERS)
def test_drawn_russian_names_agree_with_themselves(gender: Gender) -> None:
    drawn_names = people("ru", gender)
    assert len(drawn_names) > 300
    assert not [fault for _, full in drawn_names if (fault := name_fault(full, gender))]
    assert all(full.startswith(f"{first} ") for first, full in drawn_names)


@pytest.mark.parametrize("language", LANGUAGES)
def test_counted_nouns_of_the_interface_agree_with_every_number(language: Language) -> None:
    prefix = f"trainer/ui/texts/{language}.yaml "
    texts = {
        piece.place.removeprefix(prefix): piece.template.replace(" | ", "|")
        for piece in engine_pieces()
        if piece.place.startswith(prefix)
    }
    counted = [key for key, text in texts.items() if "|" in text and "{n}" in text]
    assert len(counted) >= 5
    words, check = Words(language, texts), russian_faults if language == "ru" else english_faults
    for key in counted:
        for number in COUNTS:
            assert not list(check(words.count(key, number)))


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_filled_in_agree_whatever_they_are(source: str, language: Language) -> None:
    """Any placeholder may be a number, by trying numbers in all."""
    found = [
        (fault, piece.place)
        for piece in pieces(source)
        if piece.language == language
        for fault in numbers_faults(piece)
    ]
    assert not found


def numbers_faults(piece: Piece) -> list[str]:
    check: Callable[[str], Iterator[str]] = (
        number_faults if piece.language == "ru" else count_faults
    )
    used = placeholders(piece.template)
    # Counted nouns have a test of their own, and what is drawn is walked as it can be drawn.
    if not used or " | " in piece.template or used & {"deadline", "deadline_in", "wrong"}:
        return []
    found: list[str] = []
    for at, number in enumerate(map(str, COUNTS)):
        text = piece.template
        for name in used:
            text = text.replace(
                f"{{{name}}}", LIMITS[at % len(LIMITS)] if name == "limit" else number
            )
        found += check(text)
    return found


# -- each check finds what it is for -------------------------------------------------------------
@pytest.mark.parametrize(
    "sentence",
    [
        "Надо через 1 минут.", "Надо через 2 минут.", "Надо через 5 минуты.", "Через 21 минут.",
        "Около 2 минуты.", "Жду 3 час.", "Через 5 часа.", "Уже 23 дней.", "Жду пять минуты.",
        "Осталось два часов.", "Пришло 5 новых письма.", "Это было 4 раз.",
    ],
)  # fmt: skip
def test_a_wrong_number_is_found(sentence: str) -> None:
    assert list(number_faults(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "Надо через 1 минуту.", "Через 2 минуты.", "Через 25 минут.", "Около 2 минут.",
        "Не больше 5 минут.", "Через 21 минуту.", "Жду два часа.", "Пришло 5 новых писем.",
        "Прошла 1 минута.", "Через 112 минут.", "К 3 часам.", "Порт 8080 открыт.", "Пять лет.",
        "В 9:40 началось.", "Осталось 0,5 часа.", "За полтора часа.", "Нас 5 человек.",
    ],
)  # fmt: skip
def test_a_right_number_is_let_pass(sentence: str) -> None:
    assert not list(number_faults(sentence))


@pytest.mark.parametrize(
    ("sentence", "gender"),
    [
        ("Я перезагрузил компьютер.", "f"), ("Я сама всё проверила.", "m"),
        ("Я очень рад.", "f"), ("Я уже, честно говоря, устал.", "f"), ("Понял я.", "f"),
        ("Я не уверена.", "m"), ("Я сам посмотрю.", "f"), ("Тут остался я один.", "f"),
    ],
)  # fmt: skip
def test_a_speaker_in_the_wrong_gender_is_found(sentence: str, gender: str) -> None:
    assert [*speaker_faults(sentence, gender), *lonely_faults(sentence, gender)]


@pytest.mark.parametrize(
    ("sentence", "gender"),
    [
        ("Перезагрузил, не помогло.", "f"),
        ("Нажала куда-то.", "m"),
        ("Виноват, простите.", "f"),
    ],
)
def test_a_word_without_its_subject_in_the_wrong_gender_is_found(
    sentence: str, gender: str
) -> None:
    assert list(lonely_faults(sentence, gender))


@pytest.mark.parametrize("gender", GENDERS)
@pytest.mark.parametrize(
    "sentence",
    [
        "Я смотрю, а принтер встал.", "Робот сказал: «я вас не понял».", "Я жду.",
        "Мне сказали, что я вам помогу.", "Outlook завис.", "Ноутбук сломался. Упал и лежит.",
        "Я знаю, кто приходил.",
    ],
)  # fmt: skip
def test_what_says_no_gender_of_the_speaker_is_let_pass(sentence: str, gender: str) -> None:
    assert not [*speaker_faults(sentence, gender), *lonely_faults(sentence, gender)]


@pytest.mark.parametrize(
    "template",
    ["нажал[[|и]]", "[[сам|самой]]", "[[рад|радость]]", "[[готова|готов]]", "[[понял|услышала]]",
     "[[сам пришёл|сама]]", "наш[[ёл|ёла]]", "одно[[й|го]]"],
)  # fmt: skip
def test_a_wrong_pair_is_found(template: str) -> None:
    assert [pair_fault(*forms) for forms in pairs(template) if pair_fault(*forms)]


@pytest.mark.parametrize(
    "template",
    ["рад[[|а]]", "[[сам|сама]]", "наш[[ёл|ла]]", "остал[[ся|ась]]", "одно[[го|й]]", "[[ему|ей]]",
     "[[сам пришёл|сама пришла]]", "недовол[[ен|ьна]]", "[[назойливым|назойливой]]"],
)  # fmt: skip
def test_a_right_pair_is_let_pass(template: str) -> None:
    assert not [pair_fault(*forms) for forms in pairs(template) if pair_fault(*forms)]


@pytest.mark.parametrize(
    "template",
    ["Заявка для {full_name}.", "Я в {site} сижу.", "Работаю в {department}.", "Жду {team}.",
     "Передайте {first_name} привет.", "От коллеги {full_name}.", "Позовите {full_name}.",
     "У меня {deadline_in}.", "Осталось минут {deadline_in}.", "С {since} утра не работает."],
)  # fmt: skip
def test_a_placeholder_in_a_wrong_place_is_found(template: str) -> None:
    assert list(place_faults(template))


@pytest.mark.parametrize(
    "template",
    ["Это {full_name}, {department}.", "Вас беспокоит {full_name}.", "В группу «{team}».",
     "Площадка: {site}.", "Меня зовут {full_name}.", "Через {deadline_in}.", "С {since}.",
     "{first_name}, здравствуйте!", "Группа {team} на связи."],
)  # fmt: skip
def test_a_placeholder_in_a_right_place_is_let_pass(template: str) -> None:
    assert not list(place_faults(template))


@pytest.mark.parametrize(
    "sentence",
    ["Новая принтер.", "Общей папка нет.", "Сетевым кабеля нет.", "Программа упал.", "Вы проверил?",
     "Я нажимаете.", "Они ушёл.", "Служба не нужна, почта отключён.", "Для папка.", "К принтера.",
     "Без сетевого диску.", "Сервер встреч: перезапущена.", "Очередь: очищен."],
)  # fmt: skip
def test_neighbours_that_disagree_are_found(sentence: str) -> None:
    assert list(russian_faults(sentence))


@pytest.mark.parametrize(
    "sentence",
    ["Новый принтер стоит.", "Отправленное коллегой письмо.", "Отказ и причина записаны.",
     "Сервер встреч: перезапущен, работает.", "Драйвер: установлена новая версия.",
     "В папке лежат файлы.", "Служба аварийно завершилась.", "Надо карточку открыть."],
)  # fmt: skip
def test_neighbours_that_agree_are_let_pass(sentence: str) -> None:
    assert not list(russian_faults(sentence))


@pytest.mark.parametrize(
    ("name", "gender"),
    [("Иван Иванович Петрова", "m"), ("Анна Ивановна Петров", "f"), ("Иван Ивановна Петров", "m"),
     ("Анна Иванович Петрова", "f"), ("Анна Иванович Петров", "m"), ("Иван Петров", "m")],
)  # fmt: skip
def test_a_name_at_odds_with_itself_is_found(name: str, gender: str) -> None:
    assert name_fault(name, gender)


@pytest.mark.parametrize(
    "sentence",
    ["I saw a error.", "It is an printer.", "Wait a hour.", "An user called.", "a MFA code",
     "an VPN", "1 minutes left", "in 30 minute", "the 2th line", "a 8-digit number"],
)  # fmt: skip
def test_wrong_english_is_found(sentence: str) -> None:
    assert list(english_faults(sentence))


@pytest.mark.parametrize(
    "sentence",
    ["an error", "a printer", "an hour", "a user", "an MFA code", "a VPN", "a SIM card", "a URL",
     "1 minute left", "in 30 minutes", "a 30 minute wait"[:4] + "wait", "the 2nd line", "an 8-digit",
     "a unit", "an unusual one", "an uninstalled one", "a one-off", "a European"],
)  # fmt: skip
def test_right_english_is_let_pass(sentence: str) -> None:
    assert not list(english_faults(sentence))


def test_a_planted_template_is_found_through_the_whole_walk() -> None:
    planted = {
        "Я перезагрузил компьютер, {full_name}.": "caller",
        "Надо через {deadline} минуты.": "caller",
        "{department} упал.": "nobody",
    }
    for template, speaker in planted.items():
        piece = Piece("planted", "ru", template, "caller" if speaker == "caller" else "nobody")
        assert faults_of("office", piece), template
    assert not faults_of("office", Piece("fine", "ru", "Это {full_name}, привет."))


def test_words_in_code_are_among_the_texts() -> None:
    found = list(code_pieces('X = {"ru": ("Раз", "два."), "en": {"calm": ("One",)}}', "x.py"))
    assert [(piece.language, piece.template) for piece in found] == [
        ("ru", "Раз"), ("ru", "два."), ("en", "One"),
    ]  # fmt: skip
    assert sum(piece.language == "ru" for piece in engine_pieces()) > 400


def test_every_way_to_fill_a_template_is_walked() -> None:
    source = "office"
    piece = Piece("walk", "ru", "Это {full_name}, {department}, надо через {deadline_in}.")
    seen = {text for text, _ in fillings(source, piece)}
    for values in (drawn(source, "ru")["department"], drawn(source, "ru")["deadline_in"]):
        assert all(any(value in text for text in seen) for value in values)
    for gender in GENDERS:
        for _, full in islice(people("ru", gender), 50):
            assert any(full in text for text in seen)
