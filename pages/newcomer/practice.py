"""Practice: the queue, or the ticket that the address names."""

from trainer.ui.guard import guard
from trainer.ui.links import attempt_in_address
from trainer.ui.practice_queue import show_queue
from trainer.ui.workspace import show_workspace

context = guard("practice")
attempt_id = attempt_in_address()
if attempt_id:
    show_workspace(context, attempt_id)
else:
    show_queue(context)
