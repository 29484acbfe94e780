"""Audit: who did what, when and from where."""

from trainer.ui.audit_view import show_audit
from trainer.ui.guard import guard

show_audit(guard("audit"))
