"""`threeline demo`: a workspace filled with a believable cohort, played through the real engine."""

from trainer.app.demo.fill import fill_demo

__all__ = ("fill_demo",)
