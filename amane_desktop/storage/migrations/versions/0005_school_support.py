"""School support: schools, their follow-up, periods of the timetable, waiting lists, tasks."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from amane_desktop.storage.migrate import listed_values

revision = "0005"
down_revision = "0004"

# The journal calls a row by its number, so a number is not given to another row later.
ONCE = {"sqlite_autoincrement": True}
COLUMNS = {
    "centre_settings": (
        "unheard_weeks INTEGER DEFAULT 6 NOT NULL",
        "attendance_threshold INTEGER DEFAULT 70 NOT NULL",
    ),
    "staff_member": ("name_ar VARCHAR DEFAULT '' NOT NULL",),
    "person": ("school_id INTEGER REFERENCES school (id)",),
    "child_group": (
        "activity VARCHAR DEFAULT '' NOT NULL",
        "colour VARCHAR DEFAULT '' NOT NULL",
        "teacher_id INTEGER REFERENCES staff_member (id)",
        "is_open BOOLEAN DEFAULT 0 NOT NULL",
        "last_day DATE",
    ),
    "enrolment": (
        "leaving_reason VARCHAR DEFAULT '' NOT NULL",
        "leaving_note VARCHAR DEFAULT '' NOT NULL",
    ),
    "timetable_slot": ("period_id INTEGER REFERENCES timetable_period (id)",),
}
TEXT, NUMBER, DAY, YES = sa.String, sa.Integer, sa.Date, sa.Boolean


def upgrade() -> None:
    """Add the tables and columns; a school that was typed becomes a row, and each child's newest
    stretch at it a line of the school year that is under way."""
    _add_schools()
    _add_attendance()
    _add_follow_up()
    for table, columns in COLUMNS.items():
        for column in columns:
            op.execute(f"ALTER TABLE {table} ADD COLUMN {column}")
    op.create_index("ix_person_school_id", "person", ["school_id"])
    _take_over_schools()
    for statement in listed_values(VALUES):
        op.execute(statement)


def _add_schools() -> None:
    _table(
        "school",
        _all(TEXT, "name", "name_ar", "kind", "telephone", "address", "note"),
        _all(YES, "is_retired"),
    )
    _table(
        "schooling",
        _to("person_id", "person"),
        _all(NUMBER, "year"),
        _to("school_id", "school", nullable=True),
        _all(TEXT, "level", "school_class", "outcome", "leaving_reason", "note"),
        _all(DAY, "first_day", "last_day", nullable=True),
    )
    op.create_index("ix_schooling_person_id", "schooling", ["person_id"])


def _add_attendance() -> None:
    _table(
        "timetable_period",
        _all(TEXT, "name", "name_ar", "kind"),
        _all(DAY, "first_day", "last_day"),
    )
    _table(
        "session_change",
        _to("group_id", "child_group"),
        _all(DAY, "day"),
        _all(sa.Time, "start"),
        _all(TEXT, "kind"),
        _all(DAY, "to_day", nullable=True),
        _all(sa.Time, "to_start", "to_end", nullable=True),
        _all(TEXT, "title", "title_ar", "reason"),
        [sa.UniqueConstraint("group_id", "day", "start")],
    )
    op.create_index("ix_session_change_to_day", "session_change", ["to_day"])
    _table(
        "enrolment_pause",
        _to("enrolment_id", "enrolment"),
        _all(DAY, "first_day"),
        _all(DAY, "last_day", nullable=True),
        _all(TEXT, "reason"),
    )
    op.create_index("ix_enrolment_pause_enrolment_id", "enrolment_pause", ["enrolment_id"])
    _table(
        "waiting",
        _to("group_id", "child_group"),
        _to("person_id", "person"),
        _all(DAY, "since"),
        _all(DAY, "until", nullable=True),
        _all(TEXT, "note"),
    )
    op.create_index("ix_waiting_person_id", "waiting", ["person_id"])
    _table(
        "public_holiday",
        _all(DAY, "day"),
        _all(TEXT, "name", "name_ar"),
        _all(YES, "is_estimate"),
    )
    op.create_index("ix_public_holiday_day", "public_holiday", ["day"])
    _table(
        "school_holiday",
        _all(TEXT, "name", "name_ar"),
        _all(DAY, "first_day", "last_day"),
        _all(YES, "is_closed"),
    )
    op.create_table(
        "printed_sheet",
        *_to("group_id", "child_group"),
        *_all(DAY, "monday"),
        *_all(sa.DateTime, "at"),
        *_to("staff_id", "staff_member"),
        *_all(sa.JSON, "person_ids"),
        *_all(NUMBER, "id"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_printed_sheet_week", "printed_sheet", ["group_id", "monday"])


def _add_follow_up() -> None:
    _table(
        "school_teacher",
        _to("school_id", "school"),
        _all(TEXT, "name", "name_ar", "subject", "telephone", "note"),
        _all(YES, "is_retired"),
    )
    _table(
        "term_result",
        _to("person_id", "person"),
        _all(NUMBER, "year", "term"),
        _all(NUMBER, "average", nullable=True),
        _all(NUMBER, "out_of"),
        _all(TEXT, "worries"),
        _all(DAY, "told_on"),
        _to("attachment_id", "attachment", nullable=True),
        [sa.UniqueConstraint("person_id", "year", "term")],
    )
    _table(
        "school_absence",
        _to("person_id", "person"),
        _all(DAY, "first_day", "last_day"),
        _all(YES, "is_excused"),
        _all(TEXT, "note"),
    )
    op.create_index("ix_school_absence_person_id", "school_absence", ["person_id"])
    _table(
        "school_meeting",
        _to("person_id", "person"),
        _to("school_id", "school", nullable=True),
        _to("teacher_id", "school_teacher", nullable=True),
        _to("staff_id", "staff_member"),
        _all(DAY, "day"),
        _all(TEXT, "met", "said", "agreed"),
        _all(DAY, "next_day", nullable=True),
    )
    op.create_index("ix_school_meeting_person_id", "school_meeting", ["person_id"])
    _table(
        "task",
        _all(TEXT, "service", "kind", "title"),
        _to("person_id", "person", nullable=True),
        _to("staff_id", "staff_member", nullable=True),
        _all(DAY, "due"),
        _all(DAY, "done_on", nullable=True),
        _all(TEXT, "note"),
    )
    op.create_index("ix_task_person_id", "task", ["person_id"])
    op.create_index("ix_task_due", "task", ["due"])


def _table(name: str, *columns: list[Any]) -> None:
    """A table whose rows are journalled, have a number of their own and a version."""
    op.create_table(
        name,
        *(column for several in columns for column in several),
        *_all(NUMBER, "version", "id"),
        sa.PrimaryKeyConstraint("id"),
        **ONCE,
    )


def _all(kind: Any, *names: str, nullable: bool = False) -> list[Any]:
    return [sa.Column(name, kind(), nullable=nullable) for name in names]


def _to(name: str, table: str, *, nullable: bool = False) -> list[Any]:
    column = sa.Column(name, NUMBER(), nullable=nullable)
    return [column, sa.ForeignKeyConstraint([name], [f"{table}.id"])]


def _take_over_schools() -> None:
    op.execute(
        "INSERT INTO school (name, name_ar, kind, telephone, address, note, is_retired, version)"
        " SELECT CASE WHEN school GLOB '*[ء-ي]*' THEN '' ELSE school END,"
        " CASE WHEN school GLOB '*[ء-ي]*' THEN school ELSE '' END, '', '', '', '', 0, 1"
        " FROM person WHERE school <> '' GROUP BY school"
    )
    op.execute(
        "UPDATE person SET school_id ="
        " (SELECT id FROM school WHERE person.school IN (school.name, school.name_ar))"
        " WHERE school <> ''"
    )
    op.execute(
        "INSERT INTO schooling (person_id, year, school_id, level, school_class, outcome,"
        " leaving_reason, note, version)"
        " SELECT id, strftime('%Y', 'now', '-8 months'), school_id, level, school_class,"
        " '', '', '', 1 FROM person"
        " WHERE school_id IS NOT NULL OR level <> '' OR school_class <> ''"
    )
    op.execute("ALTER TABLE person DROP COLUMN school")


VALUES = {
    "activity": (
        ("games", "Jeux", "ألعاب"),
        ("reading", "Lecture", "قراءة"),
        ("films", "Films", "أفلام"),
        ("sport", "Sport dans la cour", "رياضة في الساحة"),
        ("drawing", "Dessin", "رسم"),
    ),
    "group_leaving_reason": (
        ("other-group", "A changé de groupe", "انتقل إلى مجموعة أخرى"),
        ("moved", "A quitté le quartier", "غادر الحي"),
        ("hours", "L'horaire ne convient plus", "التوقيت لم يعد مناسبا"),
        ("no-need", "N'en a plus besoin", "لم يعد في حاجة إليها"),
        ("own-wish", "À sa demande", "بطلب منه"),
        ("no-news", "Sans nouvelles", "انقطعت أخباره"),
    ),
    "school_leaving_reason": (
        ("moved", "Déménagement", "انتقال السكن"),
        ("work", "Travaille", "يشتغل"),
        ("home", "Aide à la maison", "يساعد في البيت"),
        ("distance", "École trop loin", "بعد المدرسة"),
        ("papers", "Papiers manquants", "نقص في الوثائق"),
        ("health", "Santé", "أسباب صحية"),
        ("training", "Formation professionnelle", "تكوين مهني"),
        ("finished", "Études terminées", "أنهى دراسته"),
        ("own-wish", "Ne veut plus y aller", "لم يعد يرغب في الذهاب"),
        ("unknown", "Non connue", "غير معروف"),
    ),
}
