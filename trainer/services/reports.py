"""Reports on a person's practice, for themselves and for whoever looks after them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

import yaml

from trainer.content.model import Pack
from trainer.domain.language import Language
from trainer.domain.people import Actor
from trainer.domain.readiness import Estimate, Readiness
from trainer.domain.scores import Competency
from trainer.progress.assess import ReadinessRule, assess_readiness
from trainer.progress.timeline import band_of
from trainer.services.apart import Apart
from trainer.services.casebook import Casebook, CountedCase
from trainer.services.ports import AttemptStore, Clock, Profile, ProfileStore
from trainer.services.progress_views import Call, Change, LineProgress, Progress, Strength
from trainer.services.readiness import ReadinessReports, rule_of
from trainer.services.records.ports import Groups
from trainer.services.rights import Rights
from trainer.services.tickets import Tickets
from trainer.services.views import HistoryItem

WEEK: Final = timedelta(days=7)
CALENDAR: Final = timedelta(weeks=12)
STRONG: Final = 75.0
"""A competency is a strength where the lower end of its interval reaches this score."""
MOVED: Final = 3.0
"""Changes of an estimate below so many points are not told: they are noise."""
_CALLS: Final = 2
RIGHTS: Final = Rights(
    {
        f"Reports.{name}": {"newcomer": "own", "mentor": "group", "administrator": "any"}
        for name in ("profile", "history", "progress")
    }
)


@lru_cache(maxsize=2)
def _texts(language: Language) -> dict[str, Any]:
    source = files("trainer.services").joinpath("texts", f"{language}.yaml")
    texts = yaml.load(source.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    assert isinstance(texts, dict)
    return texts


class Reports:
    """Progress of one person over all packs; `ladder` is the pack whose policy draws the ladder and
    states the rule of readiness. `history` gives the attempts of a profile id, newest first."""

    def __init__(
        self,
        packs: Mapping[str, Pack],
        attempts: AttemptStore,
        casebook: Casebook,
        readiness: ReadinessReports,
        tickets: Tickets,
        ladder: str,
        clock: Clock,
        *,
        profiles: ProfileStore,
        groups: Groups,
        history: Callable[[str], tuple[HistoryItem, ...]],
        apart: Apart | None = None,
    ) -> None:
        self._apart = apart or Apart()
        self._profiles = profiles
        self._groups = groups
        self._history = history
        self._policy = packs[ladder].policy
        self._attempts = attempts
        self._casebook = casebook
        self._readiness = readiness
        self._tickets = tickets
        self._rule: ReadinessRule = rule_of(self._policy.readiness)
        self._clock = clock

    def profile(self, actor: Actor, person: str) -> Profile | None:
        """Who the person is; None where there is nobody of this id."""
        self._permit(actor, "Reports.profile", person)
        return self._profiles.get(person)

    def history(self, actor: Actor, person: str) -> tuple[HistoryItem, ...]:
        """All attempts of the person, newest first."""
        self._permit(actor, "Reports.history", person)
        return self._history(person)

    def progress(self, actor: Actor, person: str, language: Language) -> Progress:
        """What the person's finished tickets show; empty but well-formed for a beginner."""
        self._permit(actor, "Reports.progress", person)
        return self._progress(person, language)

    def _permit(self, actor: Actor, operation: str, person: str) -> None:
        groups = self._groups.of_person(person)
        RIGHTS.permit(actor, operation, owners=(person,), groups=groups)
        self._apart.check(actor, operation, person)

    def _progress(self, profile_id: str, language: Language) -> Progress:
        now = self._clock()
        found = self._casebook.cases((profile_id,))[profile_id]
        counted = found.counted
        readiness = self._readiness.of(profile_id)
        earlier = tuple(case for case in found.cases if case.at <= now - WEEK)
        before = assess_readiness(earlier, self._rule, now - WEEK)
        days = Counter(one.case.at.date() for one in counted if one.case.at >= now - CALENDAR)
        return Progress(
            points=tuple((one.case.at, one.case.line, one.case.overall) for one in counted),
            band=band_of(found.cases),
            competencies=tuple(row for row in readiness.competencies if row[1].cases),
            overall=readiness.overall,
            lines=tuple(self._line(line, readiness, counted, language) for line in (1, 2, 3)),
            criticals=sum(one.case.critical for one in counted),
            changes=_changes(before, readiness),
            this_week=len(counted) - len(earlier),
            strengths=self._strengths(readiness, counted, language),
            days=tuple(sorted(days.items())),
            today=now.date(),
            set_aside=found.set_aside,
            unfinished=sum(
                record.status == "open" for record in self._attempts.of_profile(profile_id)
            ),
            cut_origin=self._policy.readiness.origin.in_language(language),
            next_steps=_next_steps(readiness, bool(counted), language),
            on_hold=found.on_hold,
        )

    def _line(
        self, line: int, readiness: Readiness, counted: Sequence[CountedCase], language: Language
    ) -> LineProgress:
        spec = self._policy.lines[line]
        own = [one.record for one in counted if one.case.line == line]
        currency = self._policy.currency.in_language(language)
        return LineProgress(
            line=line,
            title=spec.title.in_language(language),
            duties=spec.duties.in_language(language),
            pay=f"{spec.pay_low}\N{EN DASH}{spec.pay_high} {currency}",
            attempts=len(own),
            passed=sum(bool(record.passed) for record in own),
            readiness=readiness.line(line),
        )

    def _strengths(
        self, readiness: Readiness, counted: Sequence[CountedCase], language: Language
    ) -> tuple[Strength, ...]:
        strong = sorted(
            (row for row in readiness.competencies if row[1].cases and row[1].low >= STRONG),
            key=lambda row: -row[1].low,
        )
        shown: set[str] = set()  # no call is shown twice
        found = []
        for name, estimate in strong[:3]:
            calls = self._calls(
                name, [one for one in counted if one.record.id not in shown], language
            )
            shown |= {call.attempt_id for call in calls}
            found.append(Strength(name, estimate, calls))
        return tuple(found)

    def _calls(
        self, name: Competency, counted: Sequence[CountedCase], language: Language
    ) -> tuple[Call, ...]:
        """The latest among the best tickets for a competency."""
        scored = [
            (score, one) for one in counted if (score := one.case_score(name)) is not None
        ]  # fmt: skip
        best = sorted(scored, key=lambda row: (row[0], row[1].case.at), reverse=True)
        calls = []
        for score, one in best:
            if self._tickets.available(one.record.key):
                scenario = self._tickets.scenario(one.record.key)
                calls.append(Call(one.record.id, self._tickets.subject(scenario, language), score))
            if len(calls) == _CALLS:
                break
        return tuple(calls)


def _changes(before: Readiness, now: Readiness) -> tuple[Change, ...]:
    """Competencies whose estimate moved by MOVED points or more, the largest first."""
    earlier: dict[Competency, Estimate] = dict(before.competencies)
    moved = [
        Change(name, earlier[name], estimate)
        for name, estimate in now.competencies
        if estimate.cases > earlier[name].cases > 0
        and abs(estimate.expected - earlier[name].expected) >= MOVED
    ]
    return tuple(sorted(moved, key=lambda one: -abs(one.now.expected - one.before.expected)))


def _next_steps(readiness: Readiness, begun: bool, language: Language) -> tuple[str, ...]:
    """At most three: evidence for the nearest verdict, the weakest, the least certain competency."""
    texts = _texts(language)
    if not begun:
        return (str(texts["first"]),)
    steps = []
    line = next((one for one in readiness.lines if one.verdict == "not_enough"), None)
    if line is not None and line.needed:
        from_where = [str(texts["lacking"][cell]) for cell in line.lacking if cell != "tickets"]
        text = str(texts["evidence"]).format(line=line.line, count=line.needed)
        steps.append(f"{text} {' '.join(from_where)}".strip())
    elif line is not None:
        steps.append(str(texts["close_call"]).format(line=line.line))
    tried = [row for row in readiness.competencies if row[1].cases]
    weakest = sorted(tried, key=lambda row: row[1].expected)
    widest = sorted(tried, key=lambda row: row[1].low - row[1].high)
    for name, estimate in (*weakest[:1], *widest[:1], *weakest[1:]):
        step = str(texts["practise"][name])
        if step not in steps and estimate.low < STRONG:
            steps.append(step)
    return tuple(steps[:3])
