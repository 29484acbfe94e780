"""Screening: campaigns of recruiters, invitations, the candidate's way, reports and decisions."""
