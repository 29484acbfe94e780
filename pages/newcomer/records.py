"""Your data: take it along, or have it deleted."""

from trainer.ui.guard import guard
from trainer.ui.records_view import show_records

show_records(guard("records"))
