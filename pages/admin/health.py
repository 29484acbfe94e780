"""Health: how the installation does."""

from trainer.ui.guard import guard
from trainer.ui.health_view import show_health

show_health(guard("health"))
