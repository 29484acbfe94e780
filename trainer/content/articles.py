"""knowledge/<slug>.<language>.md: a first line `# Title`, then `area: slug`, then Markdown."""

from __future__ import annotations

import re
from pathlib import Path

from trainer.content.model import Article
from trainer.domain.language import LANGUAGES, Language
from trainer.errors import Problem

_HTML = re.compile(r"<[a-zA-Z/!]")
_NAME = re.compile(r"^([a-z][a-z0-9_]*)\.(ru|en)\.md$")


def read_articles(root: Path, problems: list[Problem]) -> dict[str, dict[Language, Article]]:
    """Read all articles; problems are appended."""
    articles: dict[str, dict[Language, Article]] = {}
    folder = root / "knowledge"
    for path in sorted(folder.glob("*.md")) if folder.is_dir() else []:
        name = f"knowledge/{path.name}"
        match = _NAME.match(path.name)
        if match is None:
            problems.append(
                Problem(name, "top", "article_name", "name it slug.ru.md or slug.en.md")
            )
            continue
        language: Language = "ru" if match[2] == "ru" else "en"
        article = _parse(match[1], path.read_text(encoding="utf-8"), name, problems)
        if article is not None:
            articles.setdefault(match[1], {})[language] = article
    for slug, versions in articles.items():
        for language in LANGUAGES:
            if language not in versions:
                problems.append(
                    Problem(
                        f"knowledge/{slug}.{language}.md",
                        "top",
                        "article_language_missing",
                        "write the article in this language too",
                    )
                )
    return articles


def _parse(slug: str, text: str, name: str, problems: list[Problem]) -> Article | None:
    lines = text.strip().splitlines()
    if len(lines) < 3 or not lines[0].startswith("# ") or not lines[1].startswith("area: "):
        problems.append(
            Problem(name, "top:1", "article_head", "start with '# Title', then 'area: slug'")
        )
        return None
    if _HTML.search(text):
        problems.append(Problem(name, "top", "markup", "write plain Markdown, without HTML"))
        return None
    body = "\n".join(lines[2:]).strip()
    return Article(slug, lines[0][2:].strip(), lines[1].removeprefix("area: ").strip(), body)
