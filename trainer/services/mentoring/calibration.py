"""Calibration: how far the app agrees with mentors, and mentors with each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from trainer.domain.language import Language
from trainer.domain.people import Actor
from trainer.progress.agreement import Sum, agreement, difference, moved
from trainer.progress.borderline import borderline_cut
from trainer.scoring.words import scoring_texts
from trainer.services.mentoring.ports import MonthDifference, Pairs, RatingStore
from trainer.services.mentoring.said import Sayings
from trainer.services.mentoring.scope import Reach
from trainer.services.mentoring.views import (
    CriterionAgreement,
    Disagreement,
    Drift,
    LineCut,
    MonthDrift,
)
from trainer.services.rights import Rights

LARGEST: Final = 20
_NOTHING: Final = (MonthDifference("", 0, 0.0, 0.0, 0),)
RIGHTS: Final = Rights(
    {
        "Calibration.agreement": {"mentor": "group", "administrator": "any"},
        "Calibration.drift": {"mentor": "group", "administrator": "any"},
        "Calibration.disagreements": {"mentor": "group", "administrator": "any"},
        "Calibration.cuts": {"mentor": "group", "administrator": "any"},
    }
)


class Calibration:
    """Use cases of whoever asks whether the scores can be trusted.

    Only blind second ratings count: a correction was made by somebody who saw the app's score and
    chose which ones to correct, so it says nothing about agreement.
    """

    def __init__(self, reach: Reach, store: RatingStore, sayings: Sayings) -> None:
        self._reach = reach
        self._store = store
        self._sayings = sayings

    def agreement(self, actor: Actor, language: Language) -> Sequence[CriterionAgreement]:
        """Every criterion that somebody rated, the one with most ratings first."""
        RIGHTS.permit(actor, "Calibration.agreement")
        people = self._reach.people(actor)
        app = _tables(self._store.app_pairs(people))
        mentors = _tables(self._store.mentor_pairs(people))
        rows = [
            CriterionAgreement(
                name,
                _title(name, language),
                agreement(app[name]),
                agreement(mentors.get(name, {})),
            )
            for name in app
        ]
        return sorted(rows, key=lambda row: (-row.app.pairs, row.title))

    def drift(self, actor: Actor) -> Drift:
        """Month by month, and whether the newest month differs from the ones before."""
        RIGHTS.permit(actor, "Calibration.drift")
        found = self._store.by_month(self._reach.people(actor))
        months = tuple(
            MonthDrift(
                month.month,
                difference(month.count, month.total, month.squares),
                month.equal / month.count,
            )
            for month in found
        )
        *before, now = (Sum(one.count, one.total, one.squares) for one in found or _NOTHING)
        return Drift(months, moved(sum(before, Sum(0, 0.0, 0.0)), now))

    def disagreements(self, actor: Actor, language: Language) -> Sequence[Disagreement]:
        """The LARGEST largest differences. Other mentors' attempts of the sample that this mentor
        has yet to rate are left out: they are to be rated blind."""
        RIGHTS.permit(actor, "Calibration.disagreements")
        found = self._store.largest(self._reach.people(actor), actor.id, LARGEST)
        return tuple(
            Disagreement(
                one,
                _title(one.criterion, language),
                self._sayings.name(one.profile_id),
                self._sayings.name(one.rated_by),
            )
            for one in found
        )

    def cuts(self, actor: Actor) -> Sequence[LineCut]:
        """For each line the cut score that mentors' verdicts amount to, by borderline regression."""
        RIGHTS.permit(actor, "Calibration.cuts")
        people = self._reach.people(actor)
        found = []
        for line in (1, 2, 3):
            verdicts = self._store.verdicts(people, line)
            found.append(LineCut(line, len(verdicts), borderline_cut(verdicts)))
        return tuple(found)


def _tables(pairs: Sequence[Pairs]) -> Mapping[str, dict[tuple[int, int], int]]:
    tables: dict[str, dict[tuple[int, int], int]] = defaultdict(dict)
    for pair in pairs:
        tables[pair.criterion][pair.first, pair.second] = pair.count
    return tables


def _title(criterion: str, language: Language) -> str:
    return str(scoring_texts(language)["criteria"].get(criterion, criterion))
