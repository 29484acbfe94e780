"""The texts of the sign-in pages: the same in both languages, and one for each refusal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from string import Formatter
from typing import Any

import pytest

from trainer.app.auth_pages import auth_texts, error_words
from trainer.app.auth_requests import FormRefused
from trainer.errors import (
    InvalidInput,
    InvitationRefused,
    SignInRefused,
    StoreUnavailable,
    TextTooLong,
    ThreelineError,
)


def flat(tree: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for name, value in tree.items():
        if isinstance(value, Mapping):
            yield from flat(value, f"{prefix}{name}.")
        else:
            yield prefix + name, value


RU, EN = dict(flat(auth_texts("ru"))), dict(flat(auth_texts("en")))


def test_both_languages_have_the_same_texts_and_values() -> None:
    assert RU.keys() == EN.keys()
    for key, text in RU.items():
        fields = [{name for _, name, _, _ in Formatter().parse(one)} for one in (text, EN[key])]
        assert fields[0] == fields[1], key
        assert re.search("[а-яА-Я]", text) or key == "other_language"
        assert not re.search("[а-яА-Я]", EN[key]) or key == "other_language"


@pytest.mark.parametrize(
    "error",
    [
        SignInRefused("wrong"),
        SignInRefused("locked", minutes=3),
        SignInRefused("unlinked"),
        SignInRefused("company"),
        InvitationRefused(),
        InvalidInput(field="name"),
        InvalidInput(field="login", reason="login_form"),
        InvalidInput(field="login", reason="login_taken"),
        InvalidInput(field="email", reason="email_taken"),
        InvalidInput(field="password", reason="password_short", shortest=10, longest=200),
        InvalidInput(field="password", reason="password_long", shortest=10, longest=200),
        InvalidInput(field="password", reason="password_plain"),
        InvalidInput(field="password", reason="password_login"),
        TextTooLong(field="name", limit=60, length=61),
        StoreUnavailable("locked"),
        FormRefused(403),
    ],
    ids=lambda error: f"{error.key}-{error.values.get('reason') or error.values.get('field')}",
)
def test_every_refusal_has_words_of_its_own(error: ThreelineError) -> None:
    for language in ("ru", "en"):
        texts = auth_texts(language)  # type: ignore[arg-type]
        said = error_words(texts, error)
        assert said != texts["errors"]["other"]
        assert "{" not in said


def test_an_unforeseen_error_has_calm_words() -> None:
    texts = auth_texts("en")
    assert error_words(texts, ThreelineError("a detail for developers")) == texts["errors"]["other"]
