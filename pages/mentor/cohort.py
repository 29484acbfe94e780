"""Cohort: who is where, who is stuck, who got better, what goes wrong often; or one trainee."""

from trainer.ui.cohort_view import show_cohort
from trainer.ui.guard import guard
from trainer.ui.links import in_address
from trainer.ui.trainee_view import show_trainee

context = guard("cohort")
person = in_address("person")
if person:
    show_trainee(context, person)
else:
    show_cohort(context)
