"""Grades and reviews in words: the scoring texts filled in with a pack's names."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from trainer.content.model import Pack
from trainer.content.templates import fill, placeholders
from trainer.domain.consequence import Consequence
from trainer.domain.language import Language
from trainer.domain.scores import Grade, Score
from trainer.scoring.review import MoveLoss
from trainer.world.search import PlayMove


@lru_cache(maxsize=2)
def scoring_texts(language: Language) -> dict[str, Any]:
    """The scoring texts of one language."""
    source = files("trainer.scoring").joinpath("texts", f"{language}.yaml")
    texts = yaml.load(source.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    assert isinstance(texts, dict)
    return texts


class Words:
    """Puts scores, losses and moves of one pack into one language."""

    def __init__(
        self, pack: Pack, language: Language, values: Mapping[str, str] | None = None
    ) -> None:
        """`values` fill the placeholders of ticket lines (a host's name, a time)."""
        self._texts = scoring_texts(language)
        self._language = language
        self._pack = pack
        self._values = values or {}
        self._names = pack.texts[language]

    def criterion(self, score: Score) -> str:
        """The criterion's title."""
        return str(self._texts["criteria"][score.criterion])

    def explanation(self, score: Score) -> str:
        """Why the score is what it is."""
        return self._fill(self._texts["explanations"][score.explanation], dict(score.values))

    def better(self, score: Score) -> str:
        """What would have been better; empty at full marks."""
        if not score.better:
            return ""
        return self._fill(self._texts["explanations"][score.better], dict(score.values))

    def outcome(self, outcome: str) -> tuple[str, str]:
        """Headline and sentence of an outcome."""
        words = self._texts["outcomes"][outcome]
        return str(words["headline"]), str(words["text"])

    def below_floor(self, grade: Grade) -> str:
        """Why a sufficient overall did not pass; empty where no competency is below the floor."""
        floor = self._pack.policy.pass_floor
        low = [
            f"{self._texts['competencies'][name]} {mean:.0f}"
            for name, mean in grade.competencies
            if mean < floor
        ]
        if not low or grade.overall < self._pack.policy.pass_mark:
            return ""
        return str(self._texts["below_floor"]).format(names=", ".join(low), floor=f"{floor:.0f}")

    def scale(self, level: str, of: str = "scale") -> str:
        """Low, medium or high in words; `of` is scale (of impact) or urgency, which differ in
        gender in Russian."""
        return str(self._texts[of].get(level, level))

    def reason(self, loss: MoveLoss) -> str:
        """Why the move was as good as it was."""
        return self._fill(
            self._texts["reasons"][loss.reason],
            {"before": str(loss.before), "after": str(loss.after)},
        )

    def best_move(self, move: PlayMove | None) -> str:
        """A move of best play as an instruction."""
        if move is None:
            return ""
        if move.tool:
            return self._names.tools[move.tool].name
        return self._fill(
            self._texts["moves"]["handoff"], {"team": move.team, "line": str(move.line)}
        )

    def would_have_left(self, loss: MoveLoss, mean: float) -> str:
        """What the best look would have left of the causes, on average."""
        return str(self._texts["would_have_left"]).format(
            tool=self.best_move(loss.best), before=loss.before, mean=f"{mean:.0f}"
        )

    def consequence(self, found: Consequence) -> str:
        """What a decision led to."""
        kind = "breach" if found.kind == "breach" else "tools"
        return self._fill(
            self._texts["consequences"][found.kind], {kind: found.detail, "line": str(found.line)}
        )

    def handed_on(self, line: int, team: str) -> str:
        """A colleague's hand-off."""
        return self._fill(self._texts["moves"]["handoff"], {"team": team, "line": str(line)})

    def tool(self, name: str) -> str:
        """A tool's name."""
        return self._names.tools[name].name

    def title(self, loss: MoveLoss) -> str:
        """What the trainee did, in a line."""
        texts = self._texts["moves"]
        if loss.sort == "handoff":
            return self._fill(texts["handed"], {"team": loss.outcome})
        if loss.sort in ("return", "close"):
            return str(texts[loss.sort])
        return self.used(loss.tool, loss.outcome)

    def used(self, tool: str, outcome: str) -> str:
        """A tool with what it gave: its name, and the outcome as a line of the ticket."""
        text = self._names.tools[tool]
        note = text.note.get(outcome, "")
        if placeholders(note) - self._values.keys():
            note = ""
        return f"{text.name} - {fill(note, self._values, 'm')}" if note else text.name

    def evidence(self, score: Score, words: str) -> str:
        """Evidence words that are ids (of a category, a cause, a team) by their names."""
        names = self._names
        if score.criterion == "category":
            return names.areas.get(words, words)
        if score.criterion in ("impact", "urgency"):
            return self.scale(words, "urgency" if score.criterion == "urgency" else "scale")
        if score.criterion == "cause" and words in self._pack.faults:
            return self._pack.faults[words].texts[self._language].title
        if score.criterion == "address" and words in names.teams:
            return names.teams[words].name
        if score.criterion == "duties" and words in names.tools:
            return names.tools[words].name
        return words

    def _fill(self, template: str, values: dict[str, str]) -> str:
        return template.format(**{name: self._named(name, value) for name, value in values.items()})

    def _named(self, kind: str, value: str) -> str:
        names, nothing = self._names, str(self._texts["nothing"])
        for scale in ("scale", "urgency"):
            if kind.startswith(scale):
                return self.scale(value, scale)
        if kind.startswith("area"):
            return names.areas.get(value, value) or nothing
        if kind in ("tool", "tools"):
            found = [names.tools[tool].name for tool in value.split("+") if tool in names.tools]
            return ", ".join(found) or nothing
        if kind == "fault":
            titles = [
                self._pack.faults[fault].texts[self._language].title
                for fault in value.split("+")
                if fault in self._pack.faults
            ]
            return " + ".join(titles)
        if kind == "team":
            return names.teams[value].name if value in names.teams else value
        if kind == "breach":
            return names.critical_errors[value].name if value in names.critical_errors else value
        if kind == "duties":
            return ", ".join(names.duties.get(duty, duty) for duty in value.split("+"))
        if kind == "parts":
            return ", ".join(self._texts["parts"].get(part, part) for part in value.split("+"))
        return value
