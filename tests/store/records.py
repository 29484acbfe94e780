"""Example records for the store's tests."""

from __future__ import annotations

from datetime import datetime, timedelta

from tests.fakes import START
from trainer.domain.scenario import ScenarioKey
from trainer.services.ports import AttemptRecord, MissRecord, MoveRecord, Profile


def a_profile(id: str = "p1", name: str = "Жанна Ёлкина") -> Profile:
    return Profile(id=id, name=name, language="ru", created_at=START)


def an_attempt(
    id: str = "a1", profile_id: str = "p1", started_at: datetime = START, seed: int = 7
) -> AttemptRecord:
    key = ScenarioKey(pack="office", version="1.0.0", line=2, seed=seed, fault="dns-stale")
    return AttemptRecord(
        id=id, profile_id=profile_id, key=key, language="en", started_at=started_at
    )


def a_move(number: int, attempt_id: str = "a1", request: str = "") -> MoveRecord:
    return MoveRecord(
        attempt_id=attempt_id,
        number=number,
        request=request or f"click-{number}",
        made_at=START + timedelta(seconds=number, microseconds=number),
        move={"kind": "say", "text": "Проверьте кабель 🔌 <b>\u202e \x00", "acts": [["x", 0.5]]},
    )


def a_miss(
    text: str = "глянь очередь «…» 🔌",
    chosen: str = "",
    nearest: str = "look_queue",
    minute: int = 0,
) -> MissRecord:
    at = START + timedelta(minutes=minute)
    return MissRecord("office", "ru", text, chosen, nearest, 1, at)
