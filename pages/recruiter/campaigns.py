"""Screening campaigns: all of a recruiter, or the one that the address names."""

from trainer.ui.campaigns_view import show_campaigns
from trainer.ui.guard import guard

show_campaigns(guard("campaigns"))
