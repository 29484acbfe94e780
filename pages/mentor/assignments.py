"""Assignments: what has been given to whom, and how far they are."""

from trainer.ui.assignments_view import show_assignments
from trainer.ui.guard import guard

show_assignments(guard("assignments"))
