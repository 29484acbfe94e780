"""Today: what to do next."""

from trainer.ui.guard import guard
from trainer.ui.today import show_today

show_today(guard("today"))
