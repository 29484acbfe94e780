"""The debrief: an ended attempt with its grade, review and hidden truth, in words."""

from __future__ import annotations

from trainer.content.model import Pack
from trainer.domain.attempt import Played
from trainer.domain.language import Language
from trainer.domain.scores import COMPETENCIES, Grade
from trainer.scoring.review import review_moves
from trainer.scoring.words import Words
from trainer.services.aftermath import consequence_views, handoff_view
from trainer.services.reviewing import best_line, move_review, words_of
from trainer.services.views import (
    ArticleView,
    AttemptView,
    CriticalView,
    Debrief,
    PathNode,
    ScoreView,
)
from trainer.session.state import AttemptState
from trainer.world.path import dependency_path
from trainer.world.plays import plays_of
from trainer.world.use import inject_fault


def build_debrief(pack: Pack, state: AttemptState, grade: Grade, view: AttemptView) -> Debrief:
    """Everything the debrief shows of an ended attempt; all texts in the attempt's language."""
    played, language = state.played(), state.language
    words = words_of(pack, played)
    faults = [pack.faults[fault].texts[language] for fault in played.scenario.faults]
    headline, outcome_text = words.outcome(grade.outcome)
    return Debrief(
        attempt=view,
        grade=grade,
        headline=headline,
        outcome_text=" ".join(filter(None, (outcome_text, words.below_floor(grade)))),
        competencies=tuple((name, grade.of(name)) for name in COMPETENCIES),
        scores=_scores(grade, words),
        critical=_critical(pack, grade, words, language),
        moves=tuple(move_review(loss, words, played, pack) for loss in review_moves(pack, played)),
        fault_titles=tuple(fault.title for fault in faults),
        causes=tuple(fault.cause for fault in faults),
        lessons=tuple(fault.lesson for fault in faults),
        preventions=tuple(fault.prevention for fault in faults),
        path=_path(pack, played, language),
        best_line=best_line(pack, played, words),
        truth=_truth(pack, played, words, language),
        read_next=_read_next(pack, played, language),
        consequences=consequence_views(pack, played, words, language),
        handoff=handoff_view(pack, played, words),
    )


def _scores(grade: Grade, words: Words) -> tuple[ScoreView, ...]:
    return tuple(
        ScoreView(
            competency=score.competency,
            criterion=score.criterion,
            title=words.criterion(score),
            level=score.level,
            weight=score.weight,
            evidence=tuple((e.turn, words.evidence(score, e.words)) for e in score.evidence),
            explanation=words.explanation(score),
            better=words.better(score),
        )
        for score in grade.scores
    )


def _critical(
    pack: Pack, grade: Grade, words: Words, language: Language
) -> tuple[CriticalView, ...]:
    texts = pack.texts[language]
    return tuple(
        CriticalView(
            error.id,
            texts.critical_errors[error.id].name,
            texts.critical_errors[error.id].why,
            error.evidence.turn,
            texts.tools[error.evidence.words].name
            if error.evidence.words in texts.tools
            else error.evidence.words,
        )
        for error in grade.critical
        if error.id in texts.critical_errors
    )


def _path(pack: Pack, played: Played, language: Language) -> tuple[PathNode, ...]:
    world, scenario = plays_of(pack).world, played.scenario
    texts = pack.texts[language]
    state = inject_fault(world, scenario.faults, dict(scenario.circumstances))
    nodes = []
    for step in dependency_path(world, scenario.faults, state, scenario.reported):
        if step.kind == "cause":
            component = step.id.partition(".")[0]
            value = f"{step.id}={world.variables.value(state, step.id)}"
            label = texts.components[component]
            detail = f"{texts.attributes[step.id]}: {texts.values[value]}"
        else:
            label = texts.capabilities[step.id].name
            detail = texts.capabilities[step.id].broken
        nodes.append(PathNode(step.id, step.kind, label, detail, step.depth, step.leads_to))
    return tuple(nodes)


def _truth(
    pack: Pack, played: Played, words: Words, language: Language
) -> tuple[tuple[str, str], ...]:
    """The computed right answers as (field, words) pairs: category, impact, urgency, priority,
    address."""
    proof, texts = played.scenario.proof, pack.texts[language]
    return (
        ("category", texts.areas[proof.category]),
        ("impact", words.scale(proof.impact)),
        ("urgency", words.scale(proof.urgency, "urgency")),
        ("priority", str(proof.priority)),
        ("line", str(proof.owner_line)),
        ("team", texts.teams[proof.owner_team].name),
    )


def _read_next(pack: Pack, played: Played, language: Language) -> tuple[ArticleView, ...]:
    slugs = dict.fromkeys(
        slug for fault in played.scenario.faults for slug in pack.faults[fault].spec.articles
    )
    return tuple(
        ArticleView(slug, article.title, pack.texts[language].areas[article.area], article.body)
        for slug in slugs
        for article in [pack.articles[slug][language]]
    )
