"""The handbook: articles, and the policy that a pack's desk works by."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from trainer.content.model import Article, Pack
from trainer.content.schema.policy import PolicyFile
from trainer.domain.language import Language
from trainer.domain.triage import IMPACTS, URGENCIES
from trainer.errors import InvalidInput
from trainer.language.limits import clean_text
from trainer.services.views import ArticleView

_WORD: Final = re.compile(r"\w+")
_STEM: Final = 5
"""Letters of a word that must agree: enough to see past endings in both languages."""
_TITLE, _AREA, _BODY = 5.0, 2.0, 1.0


@dataclass(frozen=True, slots=True)
class LineCard:
    """One line of support in words; `teams` are (name, about) pairs, pay is a month's."""

    line: int
    title: str
    duties: str
    pay_low: int
    pay_high: int
    currency: str
    teams: tuple[tuple[str, str], ...]


class Handbook:
    """What anybody may read up on, in either language."""

    def __init__(self, packs: Mapping[str, Pack]) -> None:
        self._packs = packs

    def packs(self, language: Language) -> tuple[tuple[str, str], ...]:
        """The packs as (id, title)."""
        return tuple(
            (pack.id, pack.header.title.in_language(language)) for pack in self._packs.values()
        )

    def articles(
        self, pack_id: str, language: Language, query: str = ""
    ) -> tuple[ArticleView, ...]:
        """Articles that answer to `query`, best first; all of them by area and title without one."""
        pack = self._pack(pack_id)
        found = [article[language] for article in pack.articles.values() if language in article]
        areas = pack.texts[language].areas
        words = _stems(clean_text(query)[:200])
        if words:
            scored = [
                (_likeness(article, areas[article.area], words), article) for article in found
            ]
            kept = [pair for pair in scored if pair[0] > 0]
            kept.sort(key=lambda pair: (-pair[0], pair[1].title.casefold()))
            found = [article for _, article in kept]
        else:
            found.sort(key=lambda article: (areas[article.area], article.title.casefold()))
        return tuple(_view(article, areas) for article in found)

    def article(self, pack_id: str, language: Language, slug: str) -> ArticleView:
        """One article; InvalidInput(field="article") where there is none of this name."""
        pack = self._pack(pack_id)
        article = pack.articles.get(slug, {}).get(language)
        if article is None:
            raise InvalidInput(f"there is no article {slug!r}", field="article")
        return _view(article, pack.texts[language].areas)

    def policy(self, pack_id: str) -> PolicyFile:
        """The desk's policy as the pack gives it."""
        return self._pack(pack_id).policy

    def lines(self, pack_id: str, language: Language) -> tuple[LineCard, ...]:
        """The three lines, with their teams."""
        pack = self._pack(pack_id)
        policy, texts = pack.policy, pack.texts[language]
        return tuple(
            LineCard(
                line=line,
                title=spec.title.in_language(language),
                duties=spec.duties.in_language(language),
                pay_low=spec.pay_low,
                pay_high=spec.pay_high,
                currency=policy.currency.in_language(language),
                teams=tuple(
                    (texts.teams[name].name, texts.teams[name].about)
                    for name, team in policy.teams.items()
                    if team.line == line
                ),
            )
            for line, spec in sorted(policy.lines.items())
        )

    def priorities(self, pack_id: str) -> tuple[tuple[str, str, int], ...]:
        """The matrix as (impact, urgency, priority), from low to high."""
        matrix = self._pack(pack_id).policy.matrix
        return tuple(
            (impact, urgency, matrix[impact][urgency])
            for impact in IMPACTS
            for urgency in URGENCIES
        )

    def critical_errors(self, pack_id: str, language: Language) -> tuple[tuple[str, str], ...]:
        """The critical errors of the desk as (name, why)."""
        texts = self._pack(pack_id).texts[language]
        return tuple((text.name, text.why) for text in texts.critical_errors.values())

    def _pack(self, pack_id: str) -> Pack:
        pack = self._packs.get(pack_id)
        if pack is None:
            raise InvalidInput(f"there is no pack {pack_id!r}", field="pack", pack=pack_id)
        return pack


def _stems(text: str) -> frozenset[str]:
    words = _WORD.findall(text.casefold().replace("ё", "е"))
    return frozenset(word[:_STEM] for word in words if len(word) > 1)


def _likeness(article: Article, area: str, words: frozenset[str]) -> float:
    """How well an article answers to the words: where they occur, and how many of them."""
    places = ((_TITLE, article.title), (_AREA, area), (_BODY, article.body))
    return sum(
        weight * sum(any(stem.startswith(word) for stem in stems) for word in words)
        for weight, stems in ((weight, _stems(text)) for weight, text in places)
    )


def _view(article: Article, areas: Mapping[str, str]) -> ArticleView:
    return ArticleView(article.slug, article.title, areas[article.area], article.body)
