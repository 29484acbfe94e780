"""Practice for everybody but candidates: a screening has no back door to hints and debriefs."""

from __future__ import annotations

from trainer.domain.language import Language
from trainer.domain.moves import Move
from trainer.domain.scenario import ScenarioKey
from trainer.errors import NotPermitted
from trainer.services.practice import Practice
from trainer.services.review_views import WhatIf
from trainer.services.screening.ports import CandidateStore
from trainer.services.views import AttemptView, Choice, Debrief, HistoryItem, QueueItem


class GuardedPractice:
    """`Practice` with the same methods; NotPermitted for the profile of a candidate.

    Pages get this one. A candidate's tickets are reached through `Sitting` alone, which minds the
    clock and the order, and shows a debrief only after the campaign has released its feedback.
    """

    def __init__(self, practice: Practice, candidates: CandidateStore) -> None:
        self._practice = practice
        self._candidates = candidates

    def warm_up(self) -> None:
        self._practice.warm_up()

    def queue(
        self, profile_id: str, language: Language, line: int | None = None, pack: str = ""
    ) -> tuple[QueueItem, ...]:
        return self._for(profile_id).queue(profile_id, language, line, pack)

    def usual_pack(self, profile_id: str) -> str:
        return self._for(profile_id).usual_pack(profile_id)

    def start(self, profile_id: str, key: ScenarioKey, language: Language) -> str:
        return self._for(profile_id).start(profile_id, key, language)

    def open_attempt(self, profile_id: str) -> str | None:
        return self._for(profile_id).open_attempt(profile_id)

    def history(self, profile_id: str) -> tuple[HistoryItem, ...]:
        return self._for(profile_id).history(profile_id)

    def view(self, profile_id: str, attempt_id: str) -> AttemptView:
        return self._for(profile_id).view(profile_id, attempt_id)

    def moves_made(self, profile_id: str, attempt_id: str) -> int:
        return self._for(profile_id).moves_made(profile_id, attempt_id)

    def say(
        self, profile_id: str, attempt_id: str, text: str, number: int, request: str
    ) -> AttemptView:
        return self._for(profile_id).say(profile_id, attempt_id, text, number, request)

    def move(
        self, profile_id: str, attempt_id: str, move: Move, number: int, request: str
    ) -> AttemptView:
        return self._for(profile_id).move(profile_id, attempt_id, move, number, request)

    def debrief(self, profile_id: str, attempt_id: str) -> Debrief:
        return self._for(profile_id).debrief(profile_id, attempt_id)

    def other_moves(self, profile_id: str, attempt_id: str, turn: int) -> tuple[Choice, ...]:
        return self._for(profile_id).other_moves(profile_id, attempt_id, turn)

    def what_if(self, profile_id: str, attempt_id: str, turn: int, tool: str) -> WhatIf:
        return self._for(profile_id).what_if(profile_id, attempt_id, turn, tool)

    def _for(self, profile_id: str) -> Practice:
        if self._candidates.by_profile(profile_id) is not None:
            raise NotPermitted("a candidate plays through the screening only")
        return self._practice
