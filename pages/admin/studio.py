"""Studio: what the program did not understand, and what to make of it."""

from trainer.ui.guard import guard
from trainer.ui.studio_view import show_studio

show_studio(guard("studio"))
