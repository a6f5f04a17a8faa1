"""The house whole: values, memberships, relationships, attachments, and more known of people."""

import sqlalchemy as sa
from alembic import op

from amane_desktop.storage.migrate import listed_values

revision = "0004"
down_revision = "0003"

# The journal calls a row by its number, so a number is not given to another row later.
ONCE = {"sqlite_autoincrement": True}
COLUMNS = {
    "family": (
        "neighbourhood VARCHAR DEFAULT '' NOT NULL",
        "languages VARCHAR DEFAULT '' NOT NULL",
        "origin VARCHAR DEFAULT '' NOT NULL",
        "origin_note VARCHAR DEFAULT '' NOT NULL",
        "housing VARCHAR DEFAULT '' NOT NULL",
        "state VARCHAR DEFAULT 'open' NOT NULL",
    ),
    "telephone": (
        "person_id INTEGER REFERENCES person (id)",
        "may_leave_message BOOLEAN DEFAULT 0 NOT NULL",
        "who_may_know VARCHAR DEFAULT '' NOT NULL",
    ),
    "person": (
        "birth_estimated_on DATE",
        "birth_place VARCHAR DEFAULT '' NOT NULL",
        "cin VARCHAR DEFAULT '' NOT NULL",
        "massar VARCHAR DEFAULT '' NOT NULL",
        "civil_status VARCHAR DEFAULT '' NOT NULL",
        "nationality VARCHAR DEFAULT '' NOT NULL",
        "school_class VARCHAR DEFAULT '' NOT NULL",
        "health_cover VARCHAR DEFAULT '' NOT NULL",
        "is_deceased BOOLEAN DEFAULT 0 NOT NULL",
        "notes VARCHAR DEFAULT '' NOT NULL",
        "may_fetch VARCHAR DEFAULT '' NOT NULL",
        "must_not_fetch VARCHAR DEFAULT '' NOT NULL",
        "safety_note VARCHAR DEFAULT '' NOT NULL",
        "photo_id INTEGER REFERENCES attachment (id)",
    ),
    "journal_action": (
        "undone_in_part BOOLEAN DEFAULT 0 NOT NULL",
        "undoes_id INTEGER REFERENCES journal_action (id)",
        "revision VARCHAR DEFAULT '' NOT NULL",
    ),
    "centre_settings": (
        "address VARCHAR DEFAULT '' NOT NULL",
        "address_ar VARCHAR DEFAULT '' NOT NULL",
        "logo_id INTEGER REFERENCES attachment (id)",
    ),
}


def upgrade() -> None:
    """Add the tables and columns; whoever lives in a family is a member of it, since no known day.

    Who houses and who may sign become relationships: of a person who was ticked so, to those of the
    same family who are under 18, or whose birth date is not known and who are a daughter, a son, a
    sister or a brother. The tick did not say of which child; it was told of the children of the
    house, so nobody else is given a row, and no parent is made of it. The rows have no first day.

    What found a name before the index did goes.
    """
    _add_office_tables()
    _add_people_tables()
    for table, columns in COLUMNS.items():
        for column in columns:
            op.execute(f"ALTER TABLE {table} ADD COLUMN {column}")
    op.create_index("ix_telephone_person_id", "telephone", ["person_id"])
    op.drop_index("ix_journal_change_row", "journal_change")
    op.create_index("ix_journal_change_row", "journal_change", ["kind", "row_id", "action_id"])
    op.create_index(
        "ix_journal_change_gone",
        "journal_change",
        ["kind"],
        sqlite_where=sa.text("after IS NULL AND before IS NOT NULL"),
    )
    for table in ("family", "person"):
        op.execute(f"ALTER TABLE {table} DROP COLUMN find_text")
    for key in ("sort_key", "sort_key_ar"):
        op.drop_index(f"ix_person_{key}", "person")
        op.create_index(f"ix_person_{key}", "person", [key, "family_id"])
    op.execute(
        "INSERT INTO membership (person_id, family_id, kinship, version)"
        " SELECT id, family_id, kinship, 1 FROM person"
    )
    _relate_guardians()
    for statement in listed_values(VALUES):
        op.execute(statement)


def _relate_guardians() -> None:
    for kind, column in (("houses", "is_housing"), ("signs", "is_signing")):
        op.execute(
            "INSERT INTO relationship (person_id, kind, other_id, note, version)"
            f" SELECT guardian.id, '{kind}', child.id, '', 1"
            " FROM person AS guardian JOIN person AS child"
            "   ON child.family_id = guardian.family_id AND child.id <> guardian.id"
            f" WHERE guardian.{column} AND NOT child.{column}"
            " AND (child.birth_date > date('now', '-18 years') OR child.birth_date IS NULL"
            "   AND child.kinship IN ('daughter', 'son', 'sister', 'brother'))"
            " ORDER BY guardian.id, child.id"
        )
    for column in ("is_housing", "is_signing"):
        op.execute(f"ALTER TABLE person DROP COLUMN {column}")


def _add_office_tables() -> None:
    op.create_table(
        "listed_value",
        sa.Column("list", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_ar", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_retired", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("list", "code"),
        **ONCE,
    )
    op.create_table(
        "attachment",
        sa.Column("stored_as", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        **ONCE,
    )
    op.create_table(
        "school_year",
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        **ONCE,
    )
    op.create_table(
        "leaving_file",
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        **ONCE,
    )
    op.create_table(
        "preference",
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff_member.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("staff_id", "key"),
    )
    op.create_table(
        "draft",
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("typed", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff_member.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("staff_id", "form"),
    )
    op.create_table(
        "look",
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff_member.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_look_row", "look", ["kind", "row_id"])
    op.create_table(
        "erasure",
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff_member.id"]),
        sa.PrimaryKeyConstraint("id"),
    )


def _add_people_tables() -> None:
    op.create_table(
        "membership",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.Column("kinship", sa.String(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.ForeignKeyConstraint(["family_id"], ["family.id"]),
        sa.PrimaryKeyConstraint("id"),
        **ONCE,
    )
    op.create_index("ix_membership_person_id", "membership", ["person_id"])
    op.create_index("ix_membership_family_id", "membership", ["family_id"])
    op.create_table(
        "relationship",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.ForeignKeyConstraint(["other_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
        **ONCE,
    )
    op.create_index("ix_relationship_person_id", "relationship", ["person_id"])
    op.create_index("ix_relationship_other_id", "relationship", ["other_id"])
    op.create_table(
        "family_state",
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["family_id"], ["family.id"]),
        sa.PrimaryKeyConstraint("id"),
        **ONCE,
    )
    op.create_index("ix_family_state_family_id", "family_state", ["family_id"])


VALUES = {
    "neighbourhood": (
        ("hay-al-hassani", "Hay Al Hassani", "الحي الحسني"),
        ("bouizmaren", "Bouizmaren", "بويزمارن"),
        ("boutarialt", "Boutarialt", "بوتريالت"),
        ("aguafay", "Aguafay", "أكافي"),
        ("derb-al-afou", "Derb Al Afou", "درب العفو"),
        ("oulad-bounouna", "Oulad Bounouna", "أولاد بنونة"),
        ("zraib", "Zraïb", "زرايب"),
        ("lmaadiat", "Lmaadiat", "المعديات"),
        ("el-kasbah", "El Kasbah", "القصبة"),
        ("jamaa-kebir", "Jamaa Kebir", "الجامع الكبير"),
        ("sidi-hssaine", "Sidi Hssaine", "سيدي حساين"),
        ("derb-akka", "Derb Akka", "درب أقا"),
        ("lastah", "Lastah", "لاسطاح"),
        ("lmhaita", "Lmhaita", "المحايطة"),
        ("talmoklate", "Talmoklate", "تالموقلات"),
        ("bouchterte", "Bouchterte", "بوشترت"),
        ("sidi-belkas", "Sidi Belkas", "سيدي بلقاس"),
    ),
    "language": (
        ("darija", "Darija", "الدارجة"),
        ("tachelhit", "Tachelhit", "تشلحيت"),
        ("arabic", "Arabe", "العربية"),
        ("french", "Français", "الفرنسية"),
        ("hassaniya", "Hassaniya", "الحسانية"),
        ("sign", "Langue des signes", "لغة الإشارة"),
    ),
    "origin": (
        ("came-alone", "Venue d'elle-même", "قدمت من تلقاء نفسها"),
        ("fieldwork", "Rencontrée sur le terrain", "لقاء أثناء العمل الميداني"),
        ("family", "Par une autre famille", "عن طريق أسرة أخرى"),
        ("school", "Par une école", "عن طريق مدرسة"),
        ("association", "Par une association", "عن طريق جمعية"),
        ("hospital", "Par un hôpital ou un centre de santé", "عن طريق مستشفى أو مركز صحي"),
        ("authority", "Par une administration", "عن طريق إدارة"),
    ),
    "housing": (
        ("owned", "Logement propre", "سكن في الملكية"),
        ("rented", "Location", "كراء"),
        ("room", "Une chambre louée", "غرفة مكتراة"),
        ("relatives", "Chez des proches", "لدى الأقارب"),
        ("employer", "Chez l'employeur", "لدى المشغل"),
        ("shelter", "Foyer ou centre", "دار إيواء أو مركز"),
        ("none", "Sans logement fixe", "بدون سكن قار"),
    ),
    "closing_reason": (
        ("goals-reached", "Objectifs atteints", "تحققت الأهداف"),
        ("moved", "A quitté la ville", "غادرت المدينة"),
        ("other-service", "Suivie par un autre service", "تتابعها مصلحة أخرى"),
        ("own-wish", "À sa demande", "بطلب منها"),
        ("no-contact", "Sans nouvelles", "انقطع الاتصال"),
    ),
    "nationality": (
        ("ma", "Marocaine", "مغربية"),
        ("sn", "Sénégalaise", "سنغالية"),
        ("ml", "Malienne", "مالية"),
        ("gn", "Guinéenne", "غينية"),
        ("ci", "Ivoirienne", "إيفوارية"),
        ("cm", "Camerounaise", "كاميرونية"),
        ("sy", "Syrienne", "سورية"),
        ("dz", "Algérienne", "جزائرية"),
        ("mr", "Mauritanienne", "موريتانية"),
        ("unknown", "Inconnue", "غير معروفة"),
    ),
    "health_cover": (
        ("amo-tadamon", "AMO Tadamon", "أمو تضامن"),
        ("amo-cnss", "AMO (CNSS)", "التأمين الإجباري عن المرض (CNSS)"),
        ("amo-cnops", "AMO (CNOPS)", "التأمين الإجباري عن المرض (CNOPS)"),
        ("private", "Assurance privée", "تأمين خاص"),
        ("none", "Aucune", "بدون تغطية"),
        ("unknown", "Inconnue", "غير معروفة"),
    ),
}
