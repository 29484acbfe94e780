"""Open Badges 3.0: a verdict as a signed credential that anybody can check offline.

The format is the VC-JWT of https://www.imsglobal.org/spec/ob/v3p0/ (8.2): the payload is the
credential itself, the header carries the public key. The issuer is the key (did:key), so that
nothing has to be looked up.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import secrets
import threading
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID, uuid5

from joserfc import jws
from joserfc.errors import JoseError, SecurityWarning
from joserfc.jwk import OKPKey

from trainer.domain.language import Language
from trainer.domain.people import Actor
from trainer.domain.readiness import LineReadiness
from trainer.errors import InvalidInput, StoreUnavailable
from trainer.services.ports import Clock, Profile
from trainer.services.records.exports import Exports
from trainer.services.records.ports import Groups
from trainer.services.rights import Rights

CONTEXT: Final = (
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
)
RIGHTS: Final = Rights(
    {
        "Badges.issue": {"newcomer": "own", "mentor": "group", "administrator": "any"},
        # Whoever is shown a badge may check it.
        "Badges.verify": {
            "newcomer": "any",
            "mentor": "any",
            "recruiter": "any",
            "candidate": "any",
            "administrator": "any",
        },
    }
)
_FILE: Final = "badge-key.json"
_NAMESPACE: Final = UUID("1d6a2f0e-90f3-5d29-8a3b-35c3a0c0b7a1")
_ALGORITHMS: Final = ["Ed25519", "EdDSA"]
_BASE58: Final = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_warning: Final = threading.Lock()  # filters of warnings belong to the whole process
_LONGEST: Final = 50_000
_TEXTS: Final[Mapping[Language, Mapping[str, str]]] = {
    "en": {
        "name": "Ready for support line {line}",
        "description": "Works tickets of support line {line} in the Threeline simulator at the level that readiness asks for.",
        "criteria": "Over at least {cases} graded simulated tickets the score to expect is {expected:.0f} of 100 (90 % interval {low:.0f} to {high:.0f}); readiness asks for {cut:.0f}, reached with a probability of {chance:.0%}. Critical errors are counted apart: {criticals}. It says how somebody did in simulations, not how they will do at work.",
    },
    "ru": {
        "name": "Готовность к {line}-й линии поддержки",
        "description": "Решает заявки {line}-й линии поддержки в тренажёре Threeline на уровне, которого требует готовность.",
        "criteria": "Не меньше {cases} оценённых учебных заявок: ожидаемый результат {expected:.0f} из 100 (90-процентный интервал от {low:.0f} до {high:.0f}); порог {cut:.0f} достигнут с вероятностью {chance:.0%}. Критические ошибки считаются отдельно: {criticals}. Значок говорит о работе в тренажёре, а не о будущей работе.",
    },
}


@dataclass(frozen=True, slots=True)
class Checked:
    """A badge whose signature holds: its content, and whether its issuer is the one expected."""

    name: str
    criteria: str
    issuer: str
    trusted: bool
    issued_at: datetime
    holder: bool | None
    """Whether it was issued to the name asked about; None where none was asked."""


class Badges:
    """Use cases of whoever shows or checks a verdict. `key` makes or reads the signing key."""

    def __init__(self, key: OKPKey, exports: Exports, groups: Groups, clock: Clock) -> None:
        self._key = key
        self._exports = exports
        self._groups = groups
        self._clock = clock

    def issue(self, actor: Actor, person: Profile, line: int, language: Language) -> str:
        """The badge of a person who is ready for this line, as a compact JWT.

        The name is in it only as a salted hash: whoever knows it can check it. Raises NotPermitted,
        and InvalidInput (`field`: line or verdict) where there is no such line or no such verdict.
        """
        RIGHTS.permit(
            actor, "Badges.issue", owners=(person.id,), groups=self._groups.of_person(person.id)
        )
        if line not in (1, 2, 3):
            raise InvalidInput("line must be 1, 2 or 3", field="line")
        readiness = self._exports.readiness_of(actor, person.id)
        found = readiness.line(line) if readiness else None
        if found is None or found.verdict != "ready":
            raise InvalidInput(f"the verdict for line {line} is not: ready", field="verdict")
        content = credential(found, person, language, did_of(self._key), self._clock())
        header = {"alg": "EdDSA", "typ": "JWT", "jwk": _public(self._key)}
        payload = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        with _under_its_old_name():
            return jws.serialize_compact(header, payload, self._key, algorithms=_ALGORITHMS)

    def verify(self, actor: Actor, token: str, issuer: str = "", name: str = "") -> Checked:
        """What the badge says, its signature checked with the key that it carries.

        A signature alone proves only that nothing was changed: anybody can sign with a key of their
        own. So `trusted` says whether the key is the expected `issuer`'s (this installation's where
        none is named). Raises InvalidInput(field="badge") where it is no badge or was changed.
        """
        RIGHTS.permit(actor, "Badges.verify")
        content, key_did = read_badge(token)
        subject = content["credentialSubject"]
        known = any(_is(identity, name) for identity in subject.get("identifier", ()))
        return Checked(
            name=str(content["name"]),
            criteria=str(subject["achievement"]["criteria"]["narrative"]),
            issuer=key_did,
            trusted=key_did == (issuer or did_of(self._key)),
            issued_at=datetime.fromisoformat(content["validFrom"]),
            holder=known if name else None,
        )


def credential(
    found: LineReadiness, person: Profile, language: Language, issuer: str, at: datetime
) -> dict[str, Any]:
    """The OpenBadgeCredential with the registered claims of its JWT."""
    when = at.astimezone(UTC).replace(microsecond=0)
    texts, estimate = _TEXTS[language], found.estimate
    values = {
        "line": found.line, "cases": found.cases, "cut": found.cut, "chance": found.chance,
        "criticals": found.criticals, "expected": estimate.expected, "low": estimate.low,
        "high": estimate.high,
    }  # fmt: skip
    badge = f"urn:uuid:{uuid5(_NAMESPACE, f'{issuer} {person.id} {found.line} {when}')}"
    holder = f"urn:uuid:{uuid5(_NAMESPACE, f'{issuer} {person.id}')}"
    salt = secrets.token_hex(16)
    return {
        "@context": list(CONTEXT),
        "id": badge,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": texts["name"].format(**values),
        "issuer": {"id": issuer, "type": ["Profile"], "name": "Threeline"},
        "validFrom": when.isoformat().replace("+00:00", "Z"),
        "credentialSubject": {
            "id": holder,
            "type": ["AchievementSubject"],
            "identifier": [
                {
                    "type": "IdentityObject",
                    "identityType": "name",
                    "hashed": True,
                    "salt": salt,
                    "identityHash": _hashed(person.name, salt),
                }
            ],
            "achievement": {
                "id": f"urn:uuid:{uuid5(_NAMESPACE, f'{issuer} line {found.line}')}",
                "type": ["Achievement"],
                "achievementType": "Assessment",
                "inLanguage": language,
                "name": texts["name"].format(**values),
                "description": texts["description"].format(**values),
                "criteria": {"narrative": texts["criteria"].format(**values)},
            },
        },
        "iss": issuer,
        "jti": badge,
        "sub": holder,
        "nbf": int(when.timestamp()),
    }


def read_badge(token: str) -> tuple[dict[str, Any], str]:
    """The credential of a JWT whose signature holds, and its key as did:key.

    Raises InvalidInput(field="badge") where it is none, was changed, or names another issuer than
    the key that signed it.
    """
    try:
        if len(token) > _LONGEST:
            raise ValueError("too long")
        header = jws.extract_compact(token.strip().encode()).headers()
        if header.get("alg") not in _ALGORITHMS:
            raise ValueError("signed by another algorithm")
        key = OKPKey.import_key(_only_public(header["jwk"]))
        with _under_its_old_name():
            read = jws.deserialize_compact(token.strip(), key, algorithms=_ALGORITHMS)
        content = json.loads(read.payload)
        did = did_of(key)
        if not did == content["iss"] == content["issuer"]["id"]:
            raise ValueError("the issuer is not who signed it")
        if content["jti"] != content["id"] or "OpenBadgeCredential" not in content["type"]:
            raise ValueError("not an OpenBadgeCredential")
        since = datetime.fromisoformat(content["validFrom"])
        if content["nbf"] != int(since.timestamp()):
            raise ValueError("its times disagree")
        content["credentialSubject"]["achievement"]["criteria"]["narrative"]
    except (JoseError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise InvalidInput(
            f"this is no badge, or it was changed: {error}", field="badge"
        ) from error
    return content, did


def badge_key(folder: Path) -> OKPKey:
    """The signing key in `folder`, made at the first call: Ed25519, file mode 0600.

    Raises StoreUnavailable where the folder cannot be read or written, or the file is no key.
    """
    path = folder / _FILE
    try:
        if not path.exists():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            made = json.dumps(OKPKey.generate_key("Ed25519").as_dict(private=True))
            fresh = path.with_name(f"{_FILE}.{secrets.token_hex(8)}")
            descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w", encoding="ascii") as file:
                file.write(made)
            try:
                os.link(fresh, path)  # whoever makes the file first wins
            except FileExistsError:
                pass
            finally:
                fresh.unlink(missing_ok=True)
        return OKPKey.import_key(json.loads(path.read_text(encoding="ascii")))
    except (OSError, ValueError, JoseError) as error:
        raise StoreUnavailable("read_only", f"cannot keep the badge key in {path}") from error


def did_of(key: OKPKey) -> str:
    """The key as did:key (multibase base58btc of the multicodec ed25519-pub)."""
    x = str(_public(key)["x"])
    raw = b"\xed\x01" + base64.urlsafe_b64decode(x + "=" * (-len(x) % 4))
    number, text = int.from_bytes(raw, "big"), ""
    while number:
        number, rest = divmod(number, 58)
        text = _BASE58[rest] + text
    return f"did:key:z{text}"


@contextmanager
def _under_its_old_name() -> Iterator[None]:
    """RFC 9864 renames EdDSA with this curve to Ed25519, of which joserfc warns. Wallets and
    validators of badges know the old name; the signature is the same."""
    with _warning, warnings.catch_warnings():
        warnings.simplefilter("ignore", SecurityWarning)
        yield


def _public(key: OKPKey) -> dict[str, Any]:
    return _only_public(dict(key.as_dict(private=False)))


def _only_public(jwk: Mapping[str, Any]) -> dict[str, Any]:
    if jwk["kty"] != "OKP" or jwk["crv"] != "Ed25519":
        raise ValueError("not an Ed25519 key")
    return {name: str(jwk[name]) for name in ("kty", "crv", "x")}


def _hashed(name: str, salt: str) -> str:
    plain = " ".join(name.split()).casefold()
    return "sha256$" + hashlib.sha256((plain + salt).encode()).hexdigest()


def _is(identity: Mapping[str, Any], name: str) -> bool:
    wanted = _hashed(name, str(identity.get("salt", "")))
    return secrets.compare_digest(wanted.encode(), str(identity.get("identityHash", "")).encode())
