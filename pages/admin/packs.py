"""Scenario packs: what is loaded and what is broken."""

from trainer.ui.guard import guard
from trainer.ui.packs_view import show_packs

show_packs(guard("packs"))
