"""Policy: the rules of the desk that an administrator may change."""

from trainer.ui.guard import guard
from trainer.ui.policy_view import show_policy

show_policy(guard("policy"))
