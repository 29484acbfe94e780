"""Sentences written apart from the shipped packs' phrasings reach their tools."""

from __future__ import annotations

import pytest

from tests.language import shipped
from tests.language.fixture_pack import read_cases
from tests.language.measure import meaning, measure
from trainer.domain.language import LANGUAGES, Language


@pytest.mark.parametrize("language", LANGUAGES)
def test_first_line_heldout(language: Language) -> None:
    rows = read_cases(f"heldout/{language}.yaml")
    found = measure(shipped.understander("office"), rows, language, shipped.allowed("office", 1))
    assert found.first >= 0.85, found.wrong
    assert found.among_three >= 0.95, found.wrong
    assert found.wrongly_sure <= 0.03
    assert found.strangers_sure <= 0.10


@pytest.mark.parametrize("language", LANGUAGES)
def test_second_and_third_line_heldout(language: Language) -> None:
    rows = read_cases(f"heldout/console.{language}.yaml")
    found = measure(shipped.understander("office"), rows, language, shipped.allowed("office", 3))
    assert found.first >= 0.80, found.wrong
    assert found.among_three >= 0.90, found.wrong
    assert found.wrongly_sure <= 0.10


@pytest.mark.parametrize("file", ["mobile", "mobile_later"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_mobile_first_line_heldout(language: Language, file: str) -> None:
    rows = read_cases(f"heldout/{file}.{language}.yaml")
    found = measure(shipped.understander("mobile"), rows, language, shipped.allowed("mobile", 1))
    assert found.first >= 0.85, found.wrong
    assert found.among_three >= 0.95, found.wrong
    assert found.wrongly_sure <= 0.03
    assert found.strangers_sure <= 0.10


@pytest.mark.parametrize("language", LANGUAGES)
def test_mobile_second_and_third_line_heldout(language: Language) -> None:
    rows = read_cases(f"heldout/mobile_console.{language}.yaml")
    found = measure(shipped.understander("mobile"), rows, language, shipped.allowed("mobile", 3))
    assert found.first >= 0.80, found.wrong
    assert found.among_three >= 0.90, found.wrong
    assert found.wrongly_sure <= 0.10


@pytest.mark.parametrize("pack", ["office", "mobile"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_own_phrasings_are_understood(language: Language, pack: str) -> None:
    specs = shipped.read(pack, f"text/{language}.yaml")["tools"]
    everything = frozenset(specs)
    rows = [
        {"act": tool, "text": text}
        for tool, spec in specs.items()
        for text in spec["phrasings"][::4]
    ]
    found = measure(shipped.understander(pack), rows, language, everything)
    assert found.first >= 0.9, found.wrong


@pytest.mark.parametrize(
    ("language", "text", "tool"),
    [
        ("en", "Is do not disturb switched on?", "ask_do_not_disturb"),
        ("en", "Please turn off do not disturb", "guide_do_not_disturb_off"),
        ("ru", "Режим не беспокоить включён?", "ask_do_not_disturb"),
        ("ru", "отключите режим «Не беспокоить»", "guide_do_not_disturb_off"),
    ],
)
def test_a_name_that_holds_a_negation_is_none(language: Language, text: str, tool: str) -> None:
    found = shipped.understander("mobile").understand(text, language, shipped.allowed("mobile", 1))
    assert [(act.id, act.form) for act in found.acts if act.kind == "tool"] == [(tool, "plain")]


@pytest.mark.parametrize(
    ("text", "tool"),
    [
        ("One moment please, I'll check your bill", "check_bill"),
        ("Hang on, I'll look at your bill", "check_bill"),
    ],
)
def test_a_filler_does_not_hide_what_follows(text: str, tool: str) -> None:
    found = shipped.understander("mobile").understand(text, "en", shipped.allowed("mobile", 1))
    assert tool in found.tools()


def test_a_filler_alone_is_no_wish() -> None:
    found = shipped.understander("mobile").understand(
        "One moment please", "en", shipped.allowed("mobile", 1)
    )
    assert not found.tools()
    assert not found.offers


@pytest.mark.parametrize(("file", "pack"), [("office_acts", "office"), ("mobile_acts", "mobile")])
@pytest.mark.parametrize("language", LANGUAGES)
def test_eight_sentences_a_tool_written_apart(language: Language, file: str, pack: str) -> None:
    rows = read_cases(f"heldout/{file}.{language}.yaml")[::2]
    lines = {line: shipped.allowed(pack, line) for line in (1, 2, 3)}
    ranked = []
    for row in rows:
        line = next(line for line, tools in lines.items() if row["act"] in tools)
        found = shipped.understander(pack).rank(row["text"], language, lines[line])
        ranked.append([tool for tool, _ in found])
    first = [row["text"] for row, k in zip(rows, ranked, strict=True) if k[:1] != [row["act"]]]
    three = [row["text"] for row, k in zip(rows, ranked, strict=True) if row["act"] not in k[:3]]
    assert len(first) <= 0.11 * len(rows), first
    assert len(three) <= 0.04 * len(rows), three


@pytest.mark.parametrize("language", LANGUAGES)
def test_speech_acts_written_apart(language: Language) -> None:
    rows = read_cases(f"heldout/speech_acts.{language}.yaml")
    missed = []
    for row in rows:
        found = shipped.understander("office").rank_speech(row["text"], language)
        if row["act"] not in [act for act, _ in found][:3]:
            missed.append((row["act"], row["text"]))
    assert len(missed) <= 0.06 * len(rows), missed


@pytest.mark.parametrize("pack", ["office", "mobile"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_is_accused_by_likeness(language: Language, pack: str) -> None:
    """No sentence that uses a tool is heard as blame or as asking for a password."""
    understander = shipped.understander(pack)
    everything = frozenset(shipped.tools(pack))
    accused = [
        (act.id, row["text"])
        for row in read_cases(f"heldout/{pack}_acts.{language}.yaml")[1::2]
        for act in understander.understand(row["text"], language, everything).acts
        if act.id in ("ask_password", "blame", "calm_down")
    ]
    assert accused == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_minimal_pairs(language: Language) -> None:
    understander = shipped.understander("office")
    everything = frozenset(shipped.tools("office"))
    missed = []
    for pair in read_cases(f"minimal_pairs.{language}.yaml"):
        for side in "ab":
            found = meaning(understander, pair["tool"], pair[side], language, everything)
            if found != pair[f"{side}_means"]:
                missed.append((pair[side], found))
    # What the benchmark counts by pairs is held here by sentences, with some room.
    assert len(missed) <= {"ru": 0.06, "en": 0.05}[language] * 440, missed


@pytest.mark.parametrize(
    "text",
    [
        "Учётку я вам уже разблокировала.",
        "Вам уже кто-нибудь разблокировал учётку сегодня?",
        "Блокировка с записи снята мной.",
        "Вашу машину ночью удалённо перезагрузил дежурный.",
    ],
)
def test_what_is_told_is_not_done(text: str) -> None:
    """The trade's short words and objects that stand first hide no verb: nothing is carried out."""
    found = shipped.understander("office").understand(
        text, "ru", frozenset(shipped.tools("office"))
    )
    assert [act.id for act in found.acts if act.kind == "tool" and act.form == "plain"] == []
