"""What came of the trainee's decisions, in words: consequences, and the colleague's next steps."""

from __future__ import annotations

from trainer.content.model import Pack
from trainer.domain.attempt import Played
from trainer.domain.consequence import Consequence
from trainer.domain.language import Language
from trainer.scoring.consequences import consequences, unstated
from trainer.scoring.grade import read_case
from trainer.scoring.handoff import replay_handoff
from trainer.scoring.specialist import Continuation
from trainer.scoring.words import Words
from trainer.services.review_views import ConsequenceView, HandoffView, NextStepView


def consequence_views(
    pack: Pack, played: Played, words: Words, language: Language
) -> tuple[ConsequenceView, ...]:
    """Every consequence with its cost; a right decision is one of them, at no cost."""
    unit = pack.policy.escalation.unit.in_language(language)
    return tuple(
        _consequence(found, words, unit) for found in consequences(read_case(pack, played))
    )


def handoff_view(pack: Pack, played: Played, words: Words) -> HandoffView | None:
    """The colleague's next steps with the trainee's note beside those with a perfect one; None
    where nothing was handed over."""
    case = read_case(pack, played)
    replay = replay_handoff(case)
    if replay is None:
        return None
    return HandoffView(
        yours=_steps(replay.yours, words),
        perfect=_steps(replay.perfect, words),
        minutes=round(replay.yours.minutes, 1),
        perfect_minutes=round(replay.perfect.minutes, 1),
        loss=round(replay.loss, 1),
        astray=round(replay.yours.astray_minutes, 1),
        dropped=replay.yours.dropped,
        questions=tuple(pack.texts[played.language].tools[name].name for name in unstated(case)),
    )


def _consequence(found: Consequence, words: Words, unit: str) -> ConsequenceView:
    return ConsequenceView(
        kind=found.kind,
        turn=found.turn,
        line=found.line,
        waiting=found.waiting,
        work=found.work,
        money=found.money,
        unit=unit,
        text=words.consequence(found),
    )


def _steps(continuation: Continuation, words: Words) -> tuple[NextStepView, ...]:
    return tuple(
        NextStepView(
            text=words.used(step.tool, step.outcome)
            if step.tool
            else words.handed_on(step.line, step.team),
            minutes=round(step.minutes, 1),
            astray=step.astray,
        )
        for step in continuation.steps
    )
