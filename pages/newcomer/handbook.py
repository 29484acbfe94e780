"""Handbook: lines, priorities, teams, rules and articles."""

from trainer.ui.guard import guard
from trainer.ui.handbook_view import show_handbook

show_handbook(guard("handbook"))
