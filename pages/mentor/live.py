"""Live: attempts in progress, or the one that the address names."""

from trainer.ui.guard import guard
from trainer.ui.links import attempt_in_address
from trainer.ui.live_view import show_live, show_watched

context = guard("live")
attempt_id = attempt_in_address()
if attempt_id:
    show_watched(context, attempt_id)
else:
    show_live(context)
