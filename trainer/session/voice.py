"""How the person at the other end puts things: variants, gender, length, typing slips."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from trainer.content.model import Pack
from trainer.content.templates import fill
from trainer.domain.language import Language
from trainer.domain.scenario import Scenario
from trainer.session.chat import typed_in_chat
from trainer.session.typos import with_typos
from trainer.session.values import speaker, stable_number, template_values
from trainer.session.words import REMARKS

WRITTEN = ("chat", "email")
Gender = Literal["m", "f"]


@dataclass(frozen=True, slots=True)
class Voice:
    """The words of one turn. All choices depend on (scenario, turn, name of the text) alone, so a
    replay says the same."""

    pack: Pack
    scenario: Scenario
    language: Language
    turn: int
    minute: float
    curt: bool = False
    careful: bool = False
    """Types without slips: what is said is a piece of a text that goes through `typed` later."""

    @property
    def at_first_line(self) -> bool:
        return self.scenario.key.line == 1

    def remark(self, name: str, line: int | None = None, team: str = "") -> str:
        """One of the person's own remarks: a field of the pack's caller or colleague texts; empty
        where this person has no such remark."""
        texts = self.pack.texts[self.language]
        own = texts.caller if self.at_first_line else texts.colleague
        variants: tuple[str, ...] = getattr(own, name, ())
        if name == "greeting_back" and self.at_first_line and self.scenario.temper.patience == 0:
            variants = (*variants[:1], *REMARKS[self.language].to_business)
        return self.say(variants, name, line=line, team=team) if variants else ""

    def say(
        self,
        variants: Sequence[str],
        name: str,
        *,
        gender: Gender | None = None,
        line: int | None = None,
        team: str = "",
    ) -> str:
        """One of `variants` in this person's manner; `gender` is the speaker's where it is not the
        person at the other end."""
        text = self._filled(self._chosen(variants, name), gender, line, team)
        return text if self.careful else self.typed(text, name)

    def typed(self, text: str, name: str, small: bool = False) -> str:
        """`text` as this person types it in this channel (`small`: without capitals in a chat);
        speech stays as it is."""
        scenario, temper = self.scenario, self.scenario.temper
        if scenario.channel not in WRITTEN:
            return text
        person = scenario.people[self.language]
        names = (person.full_name, person.first_name, person.login, person.department)
        keep = frozenset(word for text in names for word in text.split())
        if scenario.channel == "chat":
            text = typed_in_chat(text, scenario, keep, small or text[:1].islower())
        return with_typos(text, temper.typos, keep, scenario.key, self.turn, name)

    def shown(self, variants: Sequence[str], name: str) -> str:
        """One of `variants` as a console shows it: nobody's manner in it."""
        at = stable_number(self.scenario.key, self.turn, name) % len(variants)
        return self._filled(variants[at], self.scenario.people[self.language].gender)

    def plain(self, template: str) -> str:
        """`template` filled in, without a choice."""
        return self._filled(template, self.scenario.people[self.language].gender)

    def _chosen(self, variants: Sequence[str], name: str) -> str:
        choice = list(variants)
        if len(choice) > 1:
            by_length = sorted(choice, key=len)
            half = (len(choice) + 1) // 2
            if self.curt:
                return by_length[0]
            if self.at_first_line and self.scenario.temper.verbosity == 0:
                choice = by_length[:half]
            elif self.at_first_line and self.scenario.temper.verbosity > 1:
                choice = by_length[-half:]
        return choice[stable_number(self.scenario.key, self.turn, name) % len(choice)]

    def _filled(
        self, template: str, gender: Gender | None, line: int | None = None, team: str = ""
    ) -> str:
        values = template_values(
            self.pack, self.scenario, self.language, minute=self.minute, line=line, team=team
        )
        return fill(template, values, gender or speaker(self.scenario, self.language).gender)
