"""People: who signs in, in which roles and groups; invitations and lists of people."""

from trainer.ui.guard import guard
from trainer.ui.people_view import show_people

show_people(guard("people"))
