"""A campaign of the demonstration: some have ended their form, some are only invited."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from trainer.app.demo.cohort import CANDIDATES, Invented
from trainer.app.demo.playing import Stage, play
from trainer.domain.moves import Move
from trainer.domain.people import Actor
from trainer.domain.scenario import ScenarioKey
from trainer.services.screening.campaigns import Draft
from trainer.services.screening.records import Campaign, Decision

_CONSENTS: Final = {
    "ru": "Я согласен(на), что мои ответы оцениваются и хранятся шесть месяцев после отбора.",
    "en": "I agree that my answers are graded and kept for six months after the selection.",
}
_INVITED: Final = ("Олег Рыбин", "Nora Kelly", "Зарина Алиева")
_DECISIONS: Final[tuple[tuple[Decision, str], ...]] = (
    ("invite", "Спокойно ведёт разговор, пишет понятные записи. Пригласить на беседу."),
    ("hold", "Хороший разбор, но по передаче заявок мало данных. Вернёмся в пятницу."),
)


def hire(stage: Stage, recruiter: Actor) -> None:
    """Make a blind campaign; let CANDIDATES sit it, decide about two of them, and invite some more."""
    screening, today = stage.services.screening, stage.today
    blueprints = {one.id for one in screening.campaigns.blueprints(recruiter)}
    blueprint = f"{stage.pack.id}/first_line"
    if blueprint not in blueprints:
        return
    stage.clock.now = today - timedelta(days=6)
    campaign = screening.campaigns.create(
        recruiter,
        Draft(
            title="Первая линия, осень · First line, autumn",
            blueprint=blueprint, languages=("ru", "en"), lines=(1,), minutes=180,
            opens_at=today - timedelta(days=6), closes_at=today + timedelta(days=12),
            consents=_CONSENTS, contact="hr@example.org", feedback=True, dispute_days=7, blind=True,
        ),
    )  # fmt: skip
    for number, who in enumerate(CANDIDATES):
        stage.clock.now = today - timedelta(days=5 - number, minutes=stage.rng.randrange(300))
        candidate = _sit(stage, recruiter, campaign, who)
        if number < len(_DECISIONS):
            stage.clock.now += timedelta(hours=2)
            screening.deciding.decide(recruiter, candidate, *_DECISIONS[number])
    stage.clock.now = today - timedelta(hours=1)
    for number, name in enumerate(_INVITED):
        screening.inviting.invite(recruiter, campaign.id, name, f"candidate{number}@example.org")
    stage.say(f"a campaign with {len(CANDIDATES)} candidates and {len(_INVITED)} open invitations")


def _sit(stage: Stage, recruiter: Actor, campaign: Campaign, who: Invented) -> str:
    """Take the form from the link to its end; the candidate's id."""
    screening = stage.services.screening
    known = _listed(stage, recruiter, campaign)
    made = screening.inviting.invite(recruiter, campaign.id, who.name, "", who.language)
    entered = screening.entrance.open(made.token)
    actor = screening.entrance.resolve(entered.secret)
    assert actor is not None
    sitting = screening.sitting
    sitting.consent(actor, sitting.view(actor).consent_version, True)
    sitting.begin(actor)
    while sitting.view(actor).step in ("ticket", "between"):
        attempt = sitting.next_ticket(actor)
        key: ScenarioKey = sitting.attempt(actor, attempt).key

        def make(move: Move, turn: int, attempt: str = attempt) -> None:
            sitting.move(actor, attempt, move, turn, f"demo-{turn}")

        play(stage, key, who.language, who.start, (8, 25), make)
    # An invitation tells no pseudonym: whoever is on the list now and was not before is the one.
    (candidate,) = _listed(stage, recruiter, campaign) - known
    return candidate


def _listed(stage: Stage, recruiter: Actor, campaign: Campaign) -> set[str]:
    overview = stage.services.screening.campaigns.overview(recruiter, campaign.id)
    return {row.id for row in overview.rows}
