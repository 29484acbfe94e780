"""What mentors have done for the cohort: second ratings, corrections, comments, answers, assignments."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from trainer.app.demo.cohort import COHORT, Invented
from trainer.app.demo.playing import Stage
from trainer.domain.language import Language
from trainer.domain.people import Actor
from trainer.errors import NotPermitted
from trainer.services.mentoring.records import Step
from trainer.services.mentoring.sampling import is_sampled
from trainer.services.views import Debrief, HistoryItem

_WORDS: Final[Mapping[str, Mapping[Language, str]]] = {
    "ask": {
        "ru": "Не понимаю, что я мог сделать раньше. Посмотрите, пожалуйста.",
        "en": "I can't see what I could have done earlier. Could you have a look?",
    },
    "appeal": {
        "ru": "Я спрашивал об этом, просто другими словами.",
        "en": "I did ask about that, only in other words.",
    },
    "answer": {
        "ru": "Посмотрела бы сначала, у кого ещё не работает: это сразу сужает круг.",
        "en": "I'd have asked who else has the problem first: that narrows it down at once.",
    },
    "comment": {
        "ru": "Хорошо, что сказали, что будете делать дальше. Так человеку спокойнее ждать.",
        "en": "Good that you said what you would do next: waiting is easier then.",
    },
    "correct": {
        "ru": "Вопрос был задан, только не теми словами, которых ждала программа.",
        "en": "The question was asked, just not in the words the app looked for.",
    },
    "hold": {
        "ru": "Хочу обсудить эту заявку с коллегой.",
        "en": "I want to talk this one over with a colleague.",
    },
    "note": {
        "ru": "К пятничному разбору",
        "en": "For our talk on Friday",
    },
}


def look_after(stage: Stage, staff: Mapping[str, Actor], people: Mapping[str, Actor]) -> None:
    """Let both mentors work through what the cohort has played."""
    stage.clock.now = stage.today - timedelta(hours=20)
    mentors = {"ru": staff["pavel"], "en": staff["helen"]}
    rated = 0
    for number, who in enumerate(COHORT):
        own, mentor = people[who.login], mentors[who.language]
        played = [one for one in stage.services.practice.history(own) if one.overall is not None]
        rated += sum(
            _rate(stage, own, one, rater)
            for one in played
            if is_sampled(one.attempt_id)
            for rater in mentors.values()
        )
        open_ones = [one for one in played if not is_sampled(one.attempt_id)]
        _talk(stage, who, own, mentor, open_ones[:4], answered=number % 2 == 0)
    for language, mentor in mentors.items():
        _assign(stage, mentor, people, language)  # type: ignore[arg-type]
    stage.say(f"{rated} blind second ratings, comments, corrections and assignments by two mentors")


def _rate(stage: Stage, own: Actor, item: HistoryItem, mentor: Actor) -> bool:
    """A level seldom differs from the app's by more than one."""
    scores = _debrief(stage, own, item).scores
    levels = {
        one.criterion: min(3, max(0, one.level + stage.rng.choice((-1, 0, 0, 0, 0, 0, 1))))
        for one in scores
    }
    felt = (item.overall or 0.0) + stage.rng.gauss(0, 6)
    verdict = "pass" if felt >= 75 else "borderline" if felt >= 62 else "fail"
    try:
        stage.services.mentoring.rating.rate(mentor, item.attempt_id, levels, verdict)
    except NotPermitted:  # two raters are enough: a third is not asked
        return False
    return True


def _talk(
    stage: Stage,
    who: Invented,
    own: Actor,
    mentor: Actor,
    played: list[HistoryItem],
    *,
    answered: bool,
) -> None:
    """The newest tickets of one person: a question, an appeal, a correction, a comment, one on hold."""
    mentoring, language = stage.services.mentoring, who.language
    for place, item in enumerate(played):
        weak = [one for one in _debrief(stage, own, item).scores if one.level < 2]
        stage.clock.now += timedelta(minutes=7)
        if place == 0:
            mentoring.requests.ask(own, item.attempt_id, _WORDS["ask"][language])
        elif place == 1 and weak:
            mentoring.requests.appeal(
                own, item.attempt_id, weak[0].criterion, _WORDS["appeal"][language]
            )
        if not answered:
            continue
        for request in mentoring.requests.of_attempt(own, item.attempt_id).requests:
            mentoring.requests.answer(mentor, request.id, _WORDS["answer"][language])
        if place == 1 and weak:
            level, why = weak[0].level + 1, _WORDS["correct"][language]
            mentoring.corrections.correct(mentor, item.attempt_id, weak[0].criterion, level, why)
        elif place == 2:
            mentoring.comments.add(mentor, item.attempt_id, 1, _WORDS["comment"][language])
        elif place == 3:
            mentoring.corrections.hold(mentor, item.attempt_id, _WORDS["hold"][language])
    if answered:
        mentoring.comments.keep(mentor, _WORDS["comment"][language])


def _assign(stage: Stage, mentor: Actor, people: Mapping[str, Actor], language: Language) -> None:
    """A path for the mentor's own group and one for a single person."""
    assignments = stage.services.mentoring.assignments
    areas, _ = assignments.choices(mentor, stage.pack.id, language)
    own = [people[who.login] for who in COHORT if who.language == language]
    stage.clock.now = stage.today - timedelta(hours=2)
    group = next(iter(own[0].groups))
    path = (Step(1, area=areas[0].value, count=2), Step(1, area=areas[1].value, count=2), Step(2))
    note = _WORDS["note"][language]
    due = stage.today + timedelta(days=5)
    assignments.give(mentor, stage.pack.id, path, due, group=group, note=note)
    soon = stage.today + timedelta(days=1)
    assignments.give(mentor, stage.pack.id, (Step(1, count=3),), soon, person=own[-1].id)


def _debrief(stage: Stage, own: Actor, item: HistoryItem) -> Debrief:
    return stage.services.practice.debrief(own, item.attempt_id)
