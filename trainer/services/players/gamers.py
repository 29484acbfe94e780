"""Players who try to score without helping. None of them may pass; tests hold that."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from trainer.domain.moves import Escalate, Move, Resolve, Say, UseTool
from trainer.domain.ticket import HandoffNote
from trainer.language.limits import MESSAGE_LIMIT
from trainer.services.players.desk import Desk, Player
from trainer.session.using import usable_tools

_FEW: Final = 6
_PART: Final = 1500


def random_player(desk: Desk) -> Iterator[Move]:
    """Palette moves at random, then a random end."""
    for _ in range(desk.rng.randrange(2, _FEW + 1)):
        yield UseTool(desk.rng.choice(sorted(usable_tools(desk.state))))
    address = _address(desk)
    if address is not None and desk.rng.random() < 0.5:
        yield Escalate(*address, HandoffNote())
    else:
        yield Resolve()


def always_escalates(desk: Desk) -> Iterator[Move]:
    """A greeting, a promise, and on to somebody above; closes where nobody is above."""
    yield Say(desk.words("hello"))
    yield Say(desk.words("pass"))
    address = _address(desk)
    if address is None:
        yield Resolve(desk.words("bye"))
    else:
        yield Escalate(*address, _note(desk.words("note")))


def never_escalates(desk: Desk) -> Iterator[Move]:
    """Tries one change after another in the palette's order, and closes the ticket whatever it is."""
    yield Say(desk.words("hello"))
    tools = desk.pack.tools
    usable = [name for name in tools if name in usable_tools(desk.state)]
    changes = [name for name in usable if tools[name].kind in ("guide", "change")]
    for name in changes[:_FEW]:
        yield UseTool(name)
    yield Resolve(desk.words("bye"))


def keyword_stuffer(desk: Desk) -> Iterator[Move]:
    """All words of the pack in one message, all courtesies before and behind them."""
    tools = desk.pack.texts[desk.language].tools
    phrasings = [text.phrasings[0] for text in tools.values() if text.phrasings]
    courtesies = " ".join(desk.words(name) for name in ("hello", "hear", "pass"))
    yield Say(f"{courtesies} {'. '.join(phrasings)}"[:MESSAGE_LIMIT])
    address = _address(desk)
    if address is None:
        yield Resolve(desk.words("bye"))
    else:
        stuffed = ". ".join(phrasings)[:_PART]
        yield Escalate(*address, _note(stuffed))


def polite_but_useless(desk: Desk) -> Iterator[Move]:
    """Every courtesy, no question, no deed."""
    for name in ("hello", "hear", "polite", "polite", "pass"):
        yield Say(desk.words(name))
    yield Resolve(desk.words("bye"))


def copy_paster(desk: Desk) -> Iterator[Move]:
    """Knowledge articles pasted as replies and as the hand-off note."""
    articles = list(desk.pack.articles.values())
    yield Say(desk.words("hello"))
    for article in desk.rng.sample(articles, min(3, len(articles))):
        yield Say(article[desk.language].body[:MESSAGE_LIMIT])
    pasted = desk.rng.choice(articles)[desk.language].body[:_PART]
    address = _address(desk)
    if address is None:
        yield Resolve(pasted)
    else:
        yield Escalate(*address, _note(pasted))


def silent_clicker(desk: Desk) -> Iterator[Move]:
    """Clicks through the palette from the top without a word, changes included, then closes."""
    tools = desk.pack.tools
    usable = [name for name in tools if name in usable_tools(desk.state)]
    for name in usable[:40]:
        if desk.state.working:
            break
        yield UseTool(name)
    yield Resolve()


def parrot(desk: Desk) -> Iterator[Move]:
    """Says the caller's last words back, five times, and hands over."""
    for _ in range(5):
        heard = [event.text for event in desk.state.events if event.text]
        yield Say((heard[-1] if heard else "…")[:MESSAGE_LIMIT])
    address = _address(desk)
    if address is None:
        yield Resolve()
    else:
        said = desk.state.events[0].text[:_PART] if desk.state.events else "…"
        yield Escalate(*address, _note(said))


def asking_for_passwords(player: Player) -> Player:
    """`player`, who asks for the password before anything else."""

    def asking(desk: Desk) -> Iterator[Move]:
        yield Say(desk.words("password"))
        yield from player(desk)

    return asking


def _note(text: str) -> HandoffNote:
    return HandoffNote(text, text, text, text, text)


def _address(desk: Desk) -> tuple[int, str] | None:
    above = [
        (spec.line, team) for team, spec in desk.pack.policy.teams.items() if spec.line > desk.line
    ]
    return desk.rng.choice(above) if above else None
