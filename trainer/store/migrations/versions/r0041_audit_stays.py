"""The database itself refuses to change the audit, or to delete lines younger than ninety days."""

from __future__ import annotations

from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

_SQLITE = (
    # Only the address may be emptied: it is somebody's, and is not kept as long as the line.
    """
    CREATE TRIGGER IF NOT EXISTS audit_stays_as_written BEFORE UPDATE ON audit
    WHEN NOT (NEW.ip = '' AND NEW.id IS OLD.id AND NEW.at IS OLD.at AND NEW.actor IS OLD.actor
        AND NEW.operation IS OLD.operation AND NEW.object IS OLD.object AND NEW.detail IS OLD.detail)
    BEGIN SELECT RAISE(ABORT, 'the audit is only added to'); END
    """,
    """
    CREATE TRIGGER IF NOT EXISTS audit_stays BEFORE DELETE ON audit
    WHEN OLD.at > datetime('now', '-90 days')
    BEGIN SELECT RAISE(ABORT, 'the audit is only added to'); END
    """,
)
# Or replace: in a database that a copy from before this revision was put into, it is there already.
_POSTGRESQL = (
    """
    CREATE OR REPLACE FUNCTION audit_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'the audit is only added to' USING ERRCODE = 'restrict_violation';
    END $$
    """,
    "DROP TRIGGER IF EXISTS audit_stays_as_written ON audit",
    "DROP TRIGGER IF EXISTS audit_stays ON audit",
    "DROP TRIGGER IF EXISTS audit_is_not_emptied ON audit",
    """
    CREATE TRIGGER audit_stays_as_written BEFORE UPDATE ON audit FOR EACH ROW
    WHEN (NOT (NEW.ip = '' AND NEW.id = OLD.id AND NEW.at = OLD.at AND NEW.actor = OLD.actor
        AND NEW.operation = OLD.operation AND NEW.object = OLD.object
        AND NEW.detail::text = OLD.detail::text))
    EXECUTE FUNCTION audit_stays()
    """,
    """
    CREATE TRIGGER audit_stays BEFORE DELETE ON audit FOR EACH ROW
    WHEN (OLD.at > now() - interval '90 days') EXECUTE FUNCTION audit_stays()
    """,
    """
    CREATE TRIGGER audit_is_not_emptied BEFORE TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION audit_stays()
    """,
)


def upgrade() -> None:
    """Make the triggers. Who makes the table anew later has to make them anew."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in _SQLITE if sqlite else _POSTGRESQL:
        op.execute(statement)
