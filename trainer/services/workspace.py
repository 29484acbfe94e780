"""The workspace's view of an attempt: everything the trainee may see, nothing of what is hidden."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from trainer.content.model import Pack
from trainer.content.templates import fill
from trainer.domain.attempt import Finding
from trainer.domain.language import Language
from trainer.domain.scenario import Scenario
from trainer.domain.triage import IMPACTS, URGENCIES, Priority
from trainer.language.limits import MESSAGE_LIMIT
from trainer.services.views import AttemptView, Choice, FindingView, MetricView, ToolChoice
from trainer.session.ending import returnable_facts, was_returned
from trainer.session.metrics import metric_points
from trainer.session.recording import areas_of
from trainer.session.state import AttemptState
from trainer.session.values import arrival_minute, clock_text, speaker, template_values
from trainer.session.words import NO_DEADLINE_NOTE


def build_view(pack: Pack, state: AttemptState, attempt_id: str) -> AttemptView:
    """The attempt for its page.

    `person` is whose trouble it is, `first_name` whom the trainee talks to (at lines 2 and 3 the
    colleague). `findings` holds all that is known, the hand-off note's facts among them, each once.
    """
    scenario, language = state.scenario, state.language
    person, texts = scenario.people[language], pack.texts[language]
    forms = _forms(pack, language, scenario.key.line)
    priority = _priority(pack, state)
    sla = pack.policy.sla[priority] if priority is not None else None
    offers = tuple(Choice(name, texts.tools[name].name) for name in state.offers)
    note = tuple(finding for finding in state.findings if finding.source == "note")
    may_return = scenario.note is not None and state.status == "open" and not was_returned(state)
    return AttemptView(
        attempt_id=attempt_id,
        key=scenario.key,
        language=language,
        status=state.status,
        line=scenario.key.line,
        channel=scenario.channel,
        person=person.full_name,
        first_name=speaker(scenario, language).first_name,
        department=person.department,
        site=texts.sites[scenario.site],
        phone=person.phone,
        subject=texts.capabilities[scenario.reported].complaint,
        arrived=clock_text(arrival_minute(scenario)),
        minute=state.minute,
        patience=state.patience,
        ticket=state.ticket,
        drafts=dict(state.drafts),
        priority=priority,
        sla_respond=sla.respond if sla else None,
        sla_resolve=sla.resolve if sla else None,
        events=state.events,
        tools=forms.tools,
        offers=offers,
        offers_turn=state.offers_turn,
        findings=_finding_views(pack, state, state.findings),
        note_happening=next((e.text for e in state.events if e.kind == "note"), ""),
        note_lines=_finding_views(pack, state, note),
        categories=tuple(Choice(area, texts.areas[area]) for area in areas_of(state)),
        causes=forms.causes,
        addresses=forms.addresses,
        returnable=tuple(
            Choice(name, texts.tools[name].name) for name in returnable_facts(state)
        ) if may_return else (),
        metrics=_metrics(pack, state),
        moves_made=state.turn,
        message_limit=MESSAGE_LIMIT,
    )  # fmt: skip


class _Forms(NamedTuple):
    """What depends on the pack, the language and the line alone."""

    tools: tuple[ToolChoice, ...]
    causes: tuple[Choice, ...]
    addresses: tuple[tuple[int, Choice], ...]


@lru_cache(maxsize=64)
def _forms(pack: Pack, language: Language, line: int) -> _Forms:
    texts = pack.texts[language]
    tools = tuple(
        ToolChoice(name, texts.tools[name].name, spec.group, texts.groups[spec.group],
                   spec.kind, spec.minutes, spec.risk)
        for name, spec in pack.tools.items()
        if spec.line <= line <= spec.until
    )  # fmt: skip
    causes = sorted(
        (Choice(name, fault.texts[language].title) for name, fault in pack.faults.items()),
        key=lambda choice: choice.label.casefold(),
    )
    addresses = sorted(
        ((team.line, Choice(name, texts.teams[name].name))
         for name, team in pack.policy.teams.items()),
        key=lambda address: address[0],
    )  # fmt: skip
    return _Forms(tools, tuple(causes), tuple(addresses))


def _priority(pack: Pack, state: AttemptState) -> Priority | None:
    """What the policy's matrix makes of the impact and urgency filled in so far."""
    impact = next((one for one in IMPACTS if one == state.ticket.impact), None)
    urgency = next((one for one in URGENCIES if one == state.ticket.urgency), None)
    return pack.policy.matrix[impact][urgency] if impact and urgency else None


def finding_text(
    pack: Pack, scenario: Scenario, language: Language, tool: str, outcome: str
) -> str:
    """A finding as one line of a ticket, such as "Uptime: 23 days"."""
    spec, texts = pack.tools[tool], pack.texts[language].tools[tool]
    if spec.reads == "fact.deadline" and scenario.deadline_minutes is None:
        return NO_DEADLINE_NOTE[language]
    template = texts.note.get(outcome) or f"{texts.name}: {texts.outcomes[outcome][0]}"
    values = template_values(pack, scenario, language)
    return fill(template, values, scenario.people[language].gender)


def _finding_views(
    pack: Pack, state: AttemptState, findings: tuple[Finding, ...]
) -> tuple[FindingView, ...]:
    first: dict[tuple[str, str, str], Finding] = {}
    for finding in findings:
        first.setdefault((finding.tool, finding.outcome, finding.source), finding)
    return tuple(
        FindingView(
            finding.tool,
            finding.outcome,
            finding_text(pack, state.scenario, state.language, finding.tool, finding.outcome),
            finding.turn,
            finding.source,
        )
        for finding in first.values()
    )


def _metrics(pack: Pack, state: AttemptState) -> dict[str, MetricView]:
    """Each metric read so far, as it ran when last read."""
    views: dict[str, MetricView] = {}
    for event in state.events:
        if not event.metric:
            continue
        spec = pack.world.metrics[event.metric]
        points = metric_points(
            spec.shapes[event.outcome], state.scenario.key, event.metric, event.outcome
        )
        text = pack.texts[state.language].metrics[event.metric]
        views[event.metric] = MetricView(event.metric, text.name, text.unit, points)
    return views
