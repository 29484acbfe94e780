"""Calibration: how far the app agrees with mentors, and mentors with each other."""

from trainer.ui.calibration_view import show_calibration
from trainer.ui.guard import guard

show_calibration(guard("calibration"))
