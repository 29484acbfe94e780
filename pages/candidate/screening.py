"""The candidate's way through a screening; there is no account behind it."""

from trainer.ui.screening_view import show_screening
from trainer.ui.visit import visitor

show_screening(visitor())
