"""Counters, checklists and appointments, and the dossiers of civil registration."""

import sqlalchemy as sa
from alembic import op

from amane_desktop.storage.migrate import listed_values

revision = "0007"
down_revision = "0006"

# The journal calls a row by its number, so a number is not given to another row later.
ONCE = {"sqlite_autoincrement": True}


def upgrade() -> None:
    """Add the tables, and let scans hang on dossiers and on their papers."""
    _add_checklists()
    _add_dossiers()
    for column, table in (("dossier_id", "dossier"), ("required_paper_id", "required_paper")):
        op.execute(f"ALTER TABLE scan ADD COLUMN {column} INTEGER REFERENCES {table} (id)")
        op.create_index(f"ix_scan_{column}", "scan", [column])
    op.execute("ALTER TABLE staff_member ADD COLUMN telephone VARCHAR DEFAULT '' NOT NULL")
    for statement in listed_values(VALUES):
        op.execute(statement)


def _both(*names: str) -> list[sa.Column[str]]:
    """A text in French and in Arabic, for each name."""
    return [
        sa.Column(name + script, sa.String(), nullable=False)
        for name in names
        for script in ("", "_ar")
    ]


def _add_checklists() -> None:
    op.create_table(
        "counter",
        sa.Column("authority", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_ar", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("address_ar", sa.String(), nullable=False),
        sa.Column("telephone", sa.String(), nullable=False),
        sa.Column("hours", sa.String(), nullable=False),
        sa.Column("hours_ar", sa.String(), nullable=False),
        sa.Column("is_retired", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        **ONCE,
    )
    op.create_table(
        "checklist",
        sa.Column("service", sa.String(), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["family_id"], ["family.id"]),
        sa.PrimaryKeyConstraint("id"),
        **ONCE,
    )
    op.create_index("ix_checklist_family_id", "checklist", ["family_id"])
    op.create_table(
        "required_paper",
        sa.Column("checklist_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_ar", sa.String(), nullable=False),
        sa.Column("authority", sa.String(), nullable=False),
        sa.Column("counter_id", sa.Integer(), nullable=True),
        sa.Column("is_original", sa.Boolean(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("need", sa.String(), nullable=False),
        sa.Column("valid_months", sa.Integer(), nullable=True),
        sa.Column("cost", sa.Integer(), nullable=True),
        sa.Column("bring", sa.String(), nullable=False),
        sa.Column("bring_ar", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("wanted_by", sa.Date(), nullable=True),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("handed_in_on", sa.Date(), nullable=True),
        sa.Column("handed_in_at", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("entrusted_on", sa.Date(), nullable=True),
        sa.Column("returned_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["checklist_id"], ["checklist.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.ForeignKeyConstraint(["counter_id"], ["counter.id"]),
        sa.PrimaryKeyConstraint("id"),
        **ONCE,
    )
    counted = ["checklist_id", "need", "state", "valid_until"]
    op.create_index("ix_required_paper_checklist_id", "required_paper", counted)
    op.create_index("ix_required_paper_person_id", "required_paper", ["person_id"])
    op.create_index("ix_required_paper_state", "required_paper", ["state", "valid_until"])
    op.create_table(
        "appointment",
        sa.Column("service", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("time", sa.Time(), nullable=True),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.ForeignKeyConstraint(["staff_id"], ["staff_member.id"]),
        sa.PrimaryKeyConstraint("id"),
        **ONCE,
    )
    op.create_index("ix_appointment_day", "appointment", ["day"])
    op.create_index("ix_appointment_person_id", "appointment", ["person_id"])


def _add_dossiers() -> None:
    op.create_table(
        "procedure_version",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("is_centres_own", sa.Boolean(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("shipped_number", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        **ONCE,
    )
    op.create_index("ix_procedure_version_code", "procedure_version", ["code"])
    op.create_table(
        "letter_template",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("subject_ar", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("body_ar", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code"),
        **ONCE,
    )
    op.create_table(
        "dossier",
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.Column("procedure_id", sa.Integer(), nullable=False),
        sa.Column("checklist_id", sa.Integer(), nullable=False),
        sa.Column("responsible_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("appeal_by", sa.Date(), nullable=True),
        sa.Column("rests_until", sa.Date(), nullable=True),
        sa.Column("touched_on", sa.Date(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("obstacle", sa.String(), nullable=False),
        sa.Column("court", sa.String(), nullable=False),
        sa.Column("court_file_number", sa.String(), nullable=False),
        sa.Column("judgment_number", sa.String(), nullable=False),
        sa.Column("judgment_on", sa.Date(), nullable=True),
        sa.Column("judgment_note", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["family_id"], ["family.id"]),
        sa.ForeignKeyConstraint(["procedure_id"], ["procedure_version.id"]),
        sa.ForeignKeyConstraint(["checklist_id"], ["checklist.id"]),
        sa.ForeignKeyConstraint(["responsible_id"], ["staff_member.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("checklist_id"),
        sa.UniqueConstraint("number"),
        **ONCE,
    )
    op.create_index("ix_dossier_closed_on", "dossier", ["closed_on"])
    op.create_index("ix_dossier_family_id", "dossier", ["family_id"])
    op.create_index("ix_dossier_state", "dossier", ["state", "touched_on"])
    op.create_table(
        "dossier_person",
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("record_number", sa.String(), nullable=False),
        sa.Column("record_year", sa.Integer(), nullable=True),
        sa.Column("registry_office", sa.String(), nullable=False),
        sa.Column("given_name", sa.String(), nullable=False),
        sa.Column("family_name", sa.String(), nullable=False),
        sa.Column("given_name_ar", sa.String(), nullable=False),
        sa.Column("family_name_ar", sa.String(), nullable=False),
        sa.Column("father_name", sa.String(), nullable=False),
        sa.Column("father_name_ar", sa.String(), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("taken_over_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("dossier_id", "person_id"),
        **ONCE,
    )
    op.create_index("ix_dossier_person_dossier_id", "dossier_person", ["dossier_id"])
    op.create_index("ix_dossier_person_person_id", "dossier_person", ["person_id"])
    op.create_table(
        "dossier_step",
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("dossier_id", "code"),
        **ONCE,
    )
    op.create_index("ix_dossier_step_dossier_id", "dossier_step", ["dossier_id"])
    op.create_table(
        "dossier_appointment",
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("appointment_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"]),
        sa.ForeignKeyConstraint(["appointment_id"], ["appointment.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("appointment_id"),
        **ONCE,
    )
    op.create_index("ix_dossier_appointment_dossier_id", "dossier_appointment", ["dossier_id"])
    op.create_table(
        "dossier_need",
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("needs_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"]),
        sa.ForeignKeyConstraint(["needs_id"], ["dossier.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("dossier_id", "needs_id"),
        **ONCE,
    )
    op.create_index("ix_dossier_need_dossier_id", "dossier_need", ["dossier_id"])
    op.create_index("ix_dossier_need_needs_id", "dossier_need", ["needs_id"])
    op.create_table(
        "dossier_expense",
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("paid_by", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"]),
        sa.PrimaryKeyConstraint("id"),
        **ONCE,
    )
    op.create_index("ix_dossier_expense_dossier_id", "dossier_expense", ["dossier_id"])
    op.create_table(
        "dossier_note",
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"]),
        sa.ForeignKeyConstraint(["staff_id"], ["staff_member.id"]),
        sa.PrimaryKeyConstraint("id"),
        **ONCE,
    )
    op.create_index("ix_dossier_note_dossier_id", "dossier_note", ["dossier_id"])
    op.create_table(
        "outgoing_letter",
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("template", sa.String(), nullable=False),
        sa.Column("lang", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        *_both("addressee", "subject", "body"),
        sa.Column("stamped_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("number"),
        **ONCE,
    )
    op.create_index("ix_outgoing_letter_dossier_id", "outgoing_letter", ["dossier_id"])
    op.create_table(
        "registered_before",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("year"),
        **ONCE,
    )
    op.create_table(
        "dossier_number",
        sa.Column("series", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("series", "year"),
    )


VALUES: dict[str, tuple[tuple[str, str, str], ...]] = {}
