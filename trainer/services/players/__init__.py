"""Simulated players: used by tests, calibration, benchmarks and the demonstration workspace."""
