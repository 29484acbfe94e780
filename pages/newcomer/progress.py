"""Progress: the three lines as a ladder, and how sure we are."""

from trainer.ui.guard import guard
from trainer.ui.progress_view import show_progress

show_progress(guard("progress"))
