"""`threeline exemplar`: what an exemplar scores, for its author."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from trainer.app.understanding import understander_of
from trainer.content.load import load_pack
from trainer.domain.language import LANGUAGES
from trainer.errors import MoveNotAllowed
from trainer.scoring.words import Words
from trainer.services.exemplar import play_exemplar


def show_exemplar(folder: Path, say: Callable[[str], None]) -> bool:
    """Print the grade of the exemplar in `folder` in both languages; whether it is at full marks.

    Raises PackInvalid where the pack does not load and InvalidInput where there is no exemplar.
    """
    folder = folder.resolve()
    pack = load_pack(folder.parent.parent)
    understander = understander_of(pack)
    full = True
    for language in LANGUAGES:
        try:
            _, grade = play_exemplar(pack, folder.name, language, understander)
        except MoveNotAllowed as error:
            say(f"{language}: a move cannot be made: {error}")
            full = False
            continue
        words = Words(pack, language)
        say(f"{language}: {grade.overall:.0f} of 100, {grade.outcome}")
        for score in grade.scores:
            better = f"  -> {words.better(score)}" if score.better else ""
            say(f"  {score.level}/3 {words.criterion(score)}: {words.explanation(score)}{better}")
        for breach in grade.critical:
            say(f"  critical: {breach.id} (turn {breach.evidence.turn})")
        full = full and grade.overall == 100 and not grade.critical
    return full
