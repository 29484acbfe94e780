"""Where profiles, attempts and their logs are kept: tables, migrations and repositories.

Nothing is opened by importing: `connect` makes the engines, `upgrade` brings the schema up to date,
`SqlProfiles` and `SqlAttempts` implement the ports of `trainer.services.ports`.
"""

# Whoever knows the tables knows all of them.
import trainer.store.tables_accounts
import trainer.store.tables_mentoring
import trainer.store.tables_records
import trainer.store.tables_screening  # noqa: F401
