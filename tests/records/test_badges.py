"""Badges prove themselves, and nothing about them can be changed unseen."""

from __future__ import annotations

import base64
import json
import stat
import sys
import warnings
from pathlib import Path
from typing import Any

import pytest
from joserfc import jws
from joserfc.jwk import OKPKey

from tests.fakes import FixedClock
from tests.records.fakes import ADMIN, FakeReadiness, Office, actor
from trainer.app.badges import CONTEXT, RIGHTS, Badges, badge_key, did_of, read_badge
from trainer.domain.people import ROLES
from trainer.errors import InvalidInput, NotPermitted, StoreUnavailable
from trainer.services.ports import Profile
from trainer.services.records.exports import Exports

ME = actor("anna", "newcomer")


class Desk:
    def __init__(self, folder: Path) -> None:
        self.office = Office()
        self.key = badge_key(folder)
        exports = Exports(self.office.pages, self.office.packs, self.office.groups, FakeReadiness())
        self.badges = Badges(self.key, exports, self.office.groups, FixedClock())

    @property
    def anna(self) -> Profile:
        found = self.office.profiles.get("anna")
        assert found is not None
        return found

    def issue(self) -> str:
        return self.badges.issue(ME, self.anna, 1, "ru")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def payload(token: str) -> dict[str, Any]:
    part = token.split(".")[1]
    read: dict[str, Any] = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    return read


def changed(token: str, **changes: Any) -> str:
    head, _, signature = token.split(".")
    text = json.dumps(payload(token) | changes).encode()
    return f"{head}.{base64.urlsafe_b64encode(text).rstrip(b'=').decode()}.{signature}"


def test_a_badge_is_read_back(desk: Desk) -> None:
    checked = desk.badges.verify(ADMIN, desk.issue(), name=" анна  =1+1")
    assert checked.trusted
    assert checked.holder
    assert checked.name == "Готовность к 1-й линии поддержки"
    assert "от 64 до 81" in checked.criteria
    assert checked.issuer == did_of(desk.key)
    assert desk.badges.verify(ADMIN, desk.issue(), name="Boris").holder is False


def test_the_form_is_that_of_open_badges(desk: Desk) -> None:
    token = desk.issue()
    head = json.loads(base64.urlsafe_b64decode(token.split(".")[0] + "=="))
    assert head["alg"] == "EdDSA"
    assert set(head["jwk"]) == {"kty", "crv", "x"}  # never the private part
    content = payload(token)
    assert content["@context"] == list(CONTEXT)
    assert content["type"] == ["VerifiableCredential", "OpenBadgeCredential"]
    assert content["issuer"]["type"] == ["Profile"]
    assert content["iss"] == content["issuer"]["id"]
    assert content["jti"] == content["id"]
    assert content["sub"] == content["credentialSubject"]["id"]
    assert content["validFrom"] == "2026-11-02T09:00:00Z"
    assert content["nbf"] == 1793610000
    achievement = content["credentialSubject"]["achievement"]
    assert {"id", "type", "name", "description", "criteria"} <= set(achievement)


def test_the_name_is_not_in_it(desk: Desk) -> None:
    assert "Анна" not in json.dumps(payload(desk.issue()), ensure_ascii=False)
    assert "anna" not in json.dumps(payload(desk.issue()))


@pytest.mark.parametrize("change", [{"name": "Line 3"}, {"nbf": 0}, {"sub": "x"}, {}])
def test_a_changed_badge_is_refused(desk: Desk, change: dict[str, Any]) -> None:
    token = desk.issue()
    with pytest.raises(InvalidInput, match="changed"):
        desk.badges.verify(ADMIN, changed(token, **change))


def test_any_changed_character_is_noticed(desk: Desk) -> None:
    token = desk.issue()
    for place in range(0, len(token) - 1, 37):
        other = "A" if token[place] != "A" else "B"
        with pytest.raises(InvalidInput):
            read_badge(token[:place] + other + token[place + 1 :])


def test_one_signed_by_a_stranger_is_not_trusted(desk: Desk, tmp_path: Path) -> None:
    stranger = badge_key(tmp_path / "other")
    content = payload(desk.issue())
    did = did_of(stranger)
    header = {"alg": "EdDSA", "jwk": stranger.as_dict(private=False)}

    def sign(**changes: Any) -> str:
        text = json.dumps(content | changes)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return jws.serialize_compact(header, text, stranger, algorithms=["EdDSA"])

    with pytest.raises(InvalidInput):  # our name, their key
        desk.badges.verify(ADMIN, sign())
    theirs = sign(iss=did, issuer=content["issuer"] | {"id": did})
    assert not desk.badges.verify(ADMIN, theirs).trusted
    assert desk.badges.verify(ADMIN, theirs, issuer=did).trusted


def test_weak_algorithms_are_refused(desk: Desk) -> None:
    _, body, _ = desk.issue().split(".")
    for alg in ("none", "HS256"):
        header = json.dumps({"alg": alg, "jwk": desk.key.as_dict(private=False)}).encode()
        head = base64.urlsafe_b64encode(header).rstrip(b"=").decode()
        with pytest.raises(InvalidInput):
            read_badge(f"{head}.{body}.")


@pytest.mark.parametrize("token", ["", "a.b.c", "...", "x" * 60_000, "é.é.é"])
def test_what_is_no_badge_is_refused(desk: Desk, token: str) -> None:
    with pytest.raises(InvalidInput):
        desk.badges.verify(ADMIN, token)


@pytest.mark.parametrize("line", [0, 2, 3, 4])
def test_only_who_is_ready_gets_one(desk: Desk, line: int) -> None:
    with pytest.raises(InvalidInput):
        desk.badges.issue(ME, desk.anna, line, "en")


def test_rights(desk: Desk) -> None:
    for role in ROLES:
        if role != "administrator":
            with pytest.raises(NotPermitted):
                desk.badges.issue(actor("clara", role), desk.anna, 1, "en")
    assert desk.badges.issue(actor("clara", "mentor", groups=("red",)), desk.anna, 1, "en")
    with pytest.raises(NotPermitted):
        desk.badges.verify(actor("x"), desk.issue())
    assert {f"Badges.{n}" for n in vars(Badges) if n[0] != "_"} == set(RIGHTS.table)


def test_the_key_is_made_once_and_private(tmp_path: Path) -> None:
    first = did_of(badge_key(tmp_path / "new"))
    assert did_of(badge_key(tmp_path / "new")) == first
    assert first.startswith("did:key:z6Mk")
    path = tmp_path / "new" / "badge-key.json"
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in path.parent.iterdir()] == [path.name]
    path.write_text("{}")
    with pytest.raises(StoreUnavailable):
        badge_key(tmp_path / "new")


def test_a_known_key_has_its_known_did() -> None:
    """The example of the did:key specification."""
    jwk = {"kty": "OKP", "crv": "Ed25519", "x": "O2onvM62pC1io6jQKm8Nc2UyFXcd4kOmOsBIoYtZ2ik"}
    did = "did:key:z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp"
    assert did_of(OKPKey.import_key(jwk)) == did
