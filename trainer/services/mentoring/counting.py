"""What counts: the app's grade with mentors' latest corrections."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final, cast

from trainer.content.model import Pack
from trainer.domain.scores import Grade, Level
from trainer.errors import InvalidInput
from trainer.scoring.grade import corrected_grade
from trainer.services.mentoring.ports import ReviewStore
from trainer.services.mentoring.records import Correction
from trainer.services.ports import AttemptRecord

_NONE: Final[tuple[Correction, ...]] = ()


class Counting:
    """Works out what an attempt's record tells. Callers have checked who may ask."""

    def __init__(self, packs: Mapping[str, Pack], store: ReviewStore) -> None:
        self._packs = packs
        self._store = store

    def record(
        self, record: AttemptRecord, grade: Grade, also: tuple[Correction, ...] = _NONE
    ) -> AttemptRecord:
        """The record with what counts of `grade` under the stored corrections and then `also`.

        Raises InvalidInput(field="pack") where there are corrections and the pack, whose policy
        weighs the scores, is not installed.
        """
        corrections = (*self._store.corrections(record.id), *also)
        counted = grade
        if corrections:
            pack = self._packs.get(record.key.pack)
            if pack is None:
                name = record.key.pack
                raise InvalidInput("the pack is not installed", field="pack", pack=name)
            levels = {one.criterion: cast(Level, one.level) for one in corrections}
            counted = corrected_grade(pack, grade, levels)
        return replace(
            record,
            overall=counted.overall,
            passed=counted.passed,
            competencies=tuple(counted.competencies),
        )
