"""Backups and the drives that they go to, what was done for the data's safety, and scans."""

import sqlalchemy as sa
from alembic import op

from amane_desktop.storage.migrate import listed_values

revision = "0006"
down_revision = "0005"

# The journal calls a row by its number, so a number is not given to another row later.
ONCE = {"sqlite_autoincrement": True}
COLUMNS = {
    "attachment": ("original_sha256 VARCHAR DEFAULT '' NOT NULL",),
    "centre_settings": (
        "backup_set VARCHAR DEFAULT '' NOT NULL",
        "backup_weekday INTEGER DEFAULT 5 NOT NULL",
        "snapshot_share INTEGER DEFAULT 5 NOT NULL",
    ),
}


def upgrade() -> None:
    """Add the tables and columns; a centre is given the name that its backups go by."""
    for table, columns in COLUMNS.items():
        for column in columns:
            op.execute(f"ALTER TABLE {table} ADD COLUMN {column}")
    op.create_index("ix_attachment_original_sha256", "attachment", ["original_sha256"])
    op.execute("UPDATE centre_settings SET backup_set = lower(hex(randomblob(8)))")
    op.create_table(
        "backup_drive",
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kept_at", sa.String(), nullable=False),
        sa.Column("folder", sa.String(), nullable=False),
        sa.Column("is_retired", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("mark"),
        **ONCE,
    )
    op.create_table(
        "upkeep",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("drive_id", sa.Integer(), nullable=True),
        sa.Column("is_good", sa.Boolean(), nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff_member.id"]),
        sa.ForeignKeyConstraint(["drive_id"], ["backup_drive.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_upkeep_kind", "upkeep", ["kind", "at"])
    op.create_table(
        "restored_backup",
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        **ONCE,
    )
    op.create_table(
        "scan",
        sa.Column("family_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("attachment_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["family_id"], ["family.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.ForeignKeyConstraint(["attachment_id"], ["attachment.id"]),
        sa.PrimaryKeyConstraint("id"),
        **ONCE,
    )
    op.create_index("ix_scan_family_id", "scan", ["family_id"])
    op.create_index("ix_scan_person_id", "scan", ["person_id"])
    op.create_table(
        "fetched_back",
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["family_id"], ["family.id"]),
        sa.PrimaryKeyConstraint("id"),
        **ONCE,
    )
    op.create_index("ix_fetched_back_family_id", "fetched_back", ["family_id"])
    for statement in listed_values(VALUES):
        op.execute(statement)


VALUES = {
    "scan_kind": (
        ("identity", "Pièce d'identité", "وثيقة تعريف"),
        ("birth", "Acte de naissance", "رسم الولادة"),
        ("booklet", "Livret de famille", "الدفتر العائلي"),
        ("residence", "Certificat de résidence", "شهادة السكنى"),
        ("school", "Document scolaire", "وثيقة مدرسية"),
        ("health", "Document de santé", "وثيقة صحية"),
        ("justice", "Document de justice", "وثيقة قضائية"),
        ("consent", "Autorisation signée", "إذن موقع"),
        ("photo", "Photo", "صورة"),
        ("other", "Autre document", "وثيقة أخرى"),
    ),
}
