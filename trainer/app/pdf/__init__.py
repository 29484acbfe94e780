"""Printed pages: a summary of one page and a report, drawn from plain values."""
