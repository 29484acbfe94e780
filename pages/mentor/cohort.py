"""Cohort: who is where, who is stuck, who got better, what goes wrong often."""

from trainer.ui.cohort_view import show_cohort
from trainer.ui.guard import guard

show_cohort(guard("cohort"))
