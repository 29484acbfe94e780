"""The cases of many people as columns, read once for all scales."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

import numpy as np
from numpy.typing import NDArray

from trainer.domain.scores import COMPETENCIES
from trainer.progress.ability import Responses
from trainer.progress.cases import Case
from trainer.progress.facets import FACETS
from trainer.progress.forgetting import weights
from trainer.progress.partial_credit import Floats, Scale

_DAY: Final = timedelta(days=1)
_EPOCH: Final = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Columns:
    """One entry a case: person, line, score by scale (NaN without evidence), facets and weight."""

    person: NDArray[np.int64]
    line: NDArray[np.int64]
    overall: Floats
    competencies: Floats
    facets: Floats
    typical: NDArray[np.bool_]
    shift: Floats
    weight: Floats

    def on(self, scale: Scale) -> Responses:
        """The responses on a scale: a competency, "overall", or "line_1" to "line_3"."""
        if scale.name in COMPETENCIES:
            score = self.competencies[:, COMPETENCIES.index(scale.name)]
            use = ~np.isnan(score)
        else:
            score = self.overall
            line = scale.name.removeprefix("line_")
            use = self.line == int(line) if line.isdigit() else np.ones(len(score), dtype=np.bool_)
        known = scale.difficulty(self.facets[use])
        difficulty = np.where(self.typical[use], scale.typical, known) + self.shift[use]
        return Responses(self.person[use], score[use], difficulty, self.weight[use])


def columns_of(people: Sequence[Sequence[Case]], at: datetime) -> Columns:
    """The columns for these people, each one's cases in the order they were taken, seen at `at`."""
    cases = [case for own in people for case in own]
    now = (at - _EPOCH) / _DAY
    days = [np.asarray([(case.at - _EPOCH) / _DAY for case in own]) for own in people]
    none = (0.0,) * len(FACETS)
    found = [dict(case.competencies) for case in cases]
    return Columns(
        person=np.repeat(np.arange(len(people)), [len(own) for own in people]),
        line=np.asarray([case.line for case in cases], dtype=np.int64),
        overall=np.asarray([case.overall for case in cases], dtype=np.float64),
        competencies=np.asarray(
            [[one.get(name, np.nan) for name in COMPETENCIES] for one in found], dtype=np.float64
        ).reshape(len(cases), len(COMPETENCIES)),
        facets=np.asarray([case.facets or none for case in cases], dtype=np.float64).reshape(
            len(cases), len(FACETS)
        ),
        typical=np.asarray([not case.facets for case in cases], dtype=np.bool_),
        shift=np.asarray([case.shift for case in cases], dtype=np.float64),
        weight=np.concatenate([weights(own, now) for own in days]) if days else np.zeros(0),
    )
