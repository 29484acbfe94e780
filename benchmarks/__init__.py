"""Measurements: each prints a table, writes results/NAME.json and, with --check, holds its aims."""
