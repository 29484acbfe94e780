"""Debrief: what a finished ticket teaches, or the list of finished tickets."""

from trainer.ui.debrief_list import show_debriefs
from trainer.ui.debrief_view import show_debrief
from trainer.ui.guard import guard
from trainer.ui.links import attempt_in_address

context = guard("debrief")
attempt_id = attempt_in_address()
if attempt_id:
    show_debrief(context, attempt_id)
else:
    show_debriefs(context)
