"""Roles: who is active, who chose the password, which families are protected, when it locks."""

from alembic import op

revision = "0003"
down_revision = "0001"


def upgrade() -> None:
    """Add the columns; whoever signed in before goes on as before."""
    for table, column in (
        ("staff_member", "is_active BOOLEAN DEFAULT 1 NOT NULL"),
        ("staff_member", "must_choose BOOLEAN DEFAULT 0 NOT NULL"),
        ("staff_member", "version INTEGER DEFAULT 1 NOT NULL"),
        ("family", "is_protected BOOLEAN DEFAULT 0 NOT NULL"),
        ("family", "responsible_id INTEGER REFERENCES staff_member (id)"),
        ("centre_settings", "idle_minutes INTEGER DEFAULT 10 NOT NULL"),
        ("centre_settings", "version INTEGER DEFAULT 1 NOT NULL"),
    ):
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column}")
