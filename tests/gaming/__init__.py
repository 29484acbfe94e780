"""Tricks beside plain correct answers: none may outscore them."""
