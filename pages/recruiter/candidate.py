"""A candidate's report, or up to four side by side."""

from trainer.ui.candidate_view import show_candidate
from trainer.ui.guard import guard

show_candidate(guard("candidate"))
