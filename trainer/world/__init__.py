"""Modelled worlds: state, capabilities, faults, tools, best play."""
