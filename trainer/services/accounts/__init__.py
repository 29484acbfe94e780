"""People who sign in: accounts and groups, sessions, invitations, and the audit of all that."""
