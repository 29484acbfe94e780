"""policy.yaml: lines, teams, priorities, SLA, duties, weights and thresholds of a desk."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field, model_validator

from trainer.content.schema.base import ConditionText, Slug, Strict, Text
from trainer.content.schema.pack import BothLanguages
from trainer.domain.scores import COMPETENCIES, Competency
from trainer.domain.triage import IMPACTS, URGENCIES, Impact, Priority, Urgency

PriorityNumber = Annotated[Priority, BeforeValidator(int)]
Minutes = Annotated[float, Field(ge=0, le=10080)]


class LinePolicy(Strict):
    """One line of support: what it may do and what it is paid (a month, in `currency`)."""

    title: BothLanguages
    duties: BothLanguages
    pay_low: Annotated[int, Field(ge=0)]
    pay_high: Annotated[int, Field(ge=0)]


class TeamPolicy(Strict):
    """A team and the line it works at."""

    line: Annotated[int, Field(ge=1, le=3)]


class SlaTarget(Strict):
    """Minutes to first response and to resolution for one priority."""

    respond: Minutes
    resolve: Minutes


class Duty(Strict):
    """A scripted duty: what fulfils it in the world, and which critical error skipping it is."""

    met_when: Annotated[tuple[ConditionText, ...], Field(min_length=1)]
    breach: Slug


class CriticalErrorPolicy(Strict):
    """A breach that is reported outside the average; `act` names the speech act that commits it.

    `minutes` is what putting it right takes: an account opened to a stranger, a change nobody
    agreed to. The default is a convention, two hours of a specialist.
    """

    act: Slug | None = None
    minutes: Minutes = 120.0


class HandoffPolicy(Strict):
    """What a hand-off costs in minutes, and which observations a note must carry at least.

    `bounce` is added for a wrong team or line; `return_minutes` is what a returned ticket costs;
    `reopened` what closing without the symptom gone or confirmed costs; `confirm` what confirming
    and closing costs. `minimum` are tool ids whose outcome every hand-off note must state.
    """

    minutes: Minutes
    bounce: Minutes
    return_minutes: Minutes
    reopened: Minutes
    confirm: Minutes
    minimum: tuple[Slug, ...] = ()


class ReviewThresholds(Strict):
    """Largest loss, in expected minutes, that still earns the name; above `mistake` is a blunder."""

    best: Minutes
    good: Minutes
    inaccuracy: Minutes
    mistake: Minutes

    @model_validator(mode="after")
    def _rising(self) -> ReviewThresholds:
        if not self.best <= self.good <= self.inaccuracy <= self.mistake:
            raise ValueError("thresholds must rise: best, good, inaccuracy, mistake")
        return self


class EscalationCosts(Strict):
    """What a wrong escalation decision costs beside best play, in minutes of somebody's work.

    `over`: handed on though this line could finish it. `under`: kept or closed though another line
    had to finish it. `given_up`: closed unsolved within one's own authority. `wrong_line` and
    `wrong_team`: the ticket has to be sent on. `bounced`: sent back for missing data. `late`
    counts a minute of delay. `good` and `weak` are the largest costs that still
    earn level 2 and 1 of a criterion. `per_minute` is the cost of a line's minute in `unit`.

    The defaults of `per_minute` spread published costs of a ticket by line (22, 62 and 85 US
    dollars, MetricNet, about 2012) over the minutes a ticket of that line usually takes: 10, 25 and
    35. The minutes follow the desk's own hand-off policy; they are a convention, not a measurement.
    """

    over: Minutes = 40.0
    under: Minutes = 60.0
    given_up: Minutes = 20.0
    wrong_line: Minutes = 30.0
    wrong_team: Minutes = 20.0
    bounced: Minutes = 20.0
    late: Annotated[float, Field(ge=0, le=10)] = 1.0
    good: Minutes = 8.0
    weak: Minutes = 20.0
    unit: BothLanguages = BothLanguages(ru="долл. США", en="US dollars")
    per_minute: dict[Annotated[int, Field(ge=1, le=3)], Annotated[float, Field(gt=0)]] = {
        1: 2.2,
        2: 2.5,
        3: 2.4,
    }

    @model_validator(mode="after")
    def _every_line(self) -> EscalationCosts:
        if set(self.per_minute) != {1, 2, 3}:
            raise ValueError("per_minute must give a cost for lines 1, 2 and 3")
        if self.good > self.weak:
            raise ValueError("good must not be above weak")
        return self


class ReadinessPolicy(Strict):
    """When a verdict of readiness may be given.

    `cut` is the score (0..100) to expect on a typical ticket of the line that readiness asks for and
    `origin` says in both languages where it comes from; `sure` is the probability that a verdict
    needs. At least `least` graded tickets of the line count towards one: at most `per_area` of one
    service area, from at least `areas` areas, at least `handed_on` that had to be handed on (where
    there is a next line) and `kept` that the line could finish.

    The default cut scores are the mean scores of a simulated person whom a desk would just take on
    (`benchmarks.plays`, "minimally competent"). Twelve is the least that person-by-task studies leave
    a reader with (BMC Med Educ 14:197: reliability .58 at 6 cases, .80 needs about 17).
    """

    cut: dict[Annotated[int, Field(ge=1, le=3)], Annotated[float, Field(ge=0, le=100)]] = {
        1: 76.0,
        2: 76.0,
        3: 80.0,
    }
    origin: BothLanguages = BothLanguages(
        ru="средний балл смоделированного новичка, которого едва взяли бы на линию",
        en="the mean score of a simulated newcomer whom the line would just take on",
    )
    sure: Annotated[float, Field(ge=0.5, lt=1)] = 0.95
    least: Annotated[int, Field(ge=12, le=200)] = 12
    per_area: Annotated[int, Field(ge=1)] = 4
    areas: Annotated[int, Field(ge=1)] = 3
    handed_on: Annotated[int, Field(ge=0)] = 2
    kept: Annotated[int, Field(ge=0)] = 4

    @model_validator(mode="after")
    def _every_line(self) -> ReadinessPolicy:
        if set(self.cut) != {1, 2, 3}:
            raise ValueError("cut must give a score for lines 1, 2 and 3")
        return self


class PolicyFile(Strict):
    """The whole of policy.yaml.

    An attempt passes with an overall of at least `pass_mark`, every competency that it gave evidence
    on at `pass_floor` or above, and no critical error.
    """

    currency: BothLanguages
    lines: dict[Annotated[int, Field(ge=1, le=3)], LinePolicy]
    teams: Annotated[dict[Slug, TeamPolicy], Field(min_length=1)]
    impact: Annotated[dict[Slug, Impact], Field(min_length=1)]
    deadline_raises_urgency_within: Minutes
    matrix: dict[Impact, dict[Urgency, PriorityNumber]]
    sla: dict[PriorityNumber, SlaTarget]
    duties: dict[Slug, Duty] = {}
    critical_errors: dict[Slug, CriticalErrorPolicy] = {}
    handoff: HandoffPolicy
    escalation: EscalationCosts = EscalationCosts()
    readiness: ReadinessPolicy = ReadinessPolicy()
    review: ReviewThresholds
    weights: dict[Competency, Annotated[float, Field(ge=0)]]
    pass_mark: Annotated[float, Field(ge=0, le=100)]
    pass_floor: Annotated[float, Field(ge=0, le=100)] = 40.0
    sources: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _complete(self) -> PolicyFile:
        if set(self.lines) != {1, 2, 3}:
            raise ValueError("lines must describe exactly 1, 2 and 3")
        for impact in IMPACTS:
            if set(self.matrix.get(impact, {})) != set(URGENCIES):
                raise ValueError(f"matrix.{impact} must give a priority for low, medium and high")
        used = {number for row in self.matrix.values() for number in row.values()}
        if missing := used - set(self.sla):
            raise ValueError(f"sla lacks targets for priority {sorted(missing)}")
        if missing_weights := set(COMPETENCIES) - set(self.weights):
            raise ValueError(f"weights lacks {', '.join(sorted(missing_weights))}")
        return self
