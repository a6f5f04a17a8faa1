"""Whom to ask at a school: its teachers and heads, with their telephone."""

from __future__ import annotations

from typing import Any

from amane_desktop.access.permissions import Permission
from amane_desktop.i18n import N_, _
from amane_desktop.office.errors import Refusal
from amane_desktop.office.labels import Column, describe, yes_or_no
from amane_desktop.office.registry import action
from amane_desktop.office.work import Work
from amane_desktop.people.change_schools import kept_number
from amane_desktop.people.models import School
from amane_desktop.people.names import in_reader_script
from amane_desktop.people.texts import name_text, short_text
from amane_desktop.school_support.models import SchoolTeacher

describe(
    SchoolTeacher.__tablename__,
    Permission.SEE_SCHOOL,
    lambda values: in_reader_script(values["name"], values["name_ar"]),
    {
        "name": Column(N_("Name in Latin letters")),
        "name_ar": Column(N_("Name in Arabic")),
        "subject": Column(N_("Subject or office")),
        "telephone": Column(N_("Telephone")),
        "note": Column(N_("Note")),
        "is_retired": Column(N_("No longer at this school"), yes_or_no),
    },
    noun=N_("Teachers at school"),
    refers={"school_id": "school"},
)


@action(
    N_("Added a teacher of a school"),
    Permission.EDIT_SCHOOL,
    {"school_id": 1, "name": "Mme Naïma Ouali", "name_ar": "", "subject": "Français"},
)
def add_school_teacher(
    work: Work,
    school_id: int,
    name: str,
    name_ar: str,
    subject: str = "",
    telephone: str = "",
    note: str = "",
) -> int:
    """Add a teacher or a head to a school; refuses one without a name."""
    if work.session.get(School, school_id) is None:
        raise Refusal(_("This is no longer there."))
    values = _kept(name, name_ar, subject, telephone, note)
    teacher = SchoolTeacher(school_id=school_id, **values)
    work.session.add(teacher)
    work.session.flush()
    return teacher.id


@action(
    N_("Changed a teacher of a school"),
    Permission.EDIT_SCHOOL,
    {"teacher_id": 1, "version": 1, "name": "Mme Naïma Ouali", "name_ar": "", "subject": "Arabe"},
)
def change_school_teacher(
    work: Work,
    teacher_id: int,
    version: int,
    name: str,
    name_ar: str,
    subject: str = "",
    telephone: str = "",
    note: str = "",
    *,
    is_retired: bool = False,
) -> None:
    """Change what is known of a teacher, or that they are no longer at this school."""
    teacher = work.editable(SchoolTeacher, teacher_id, version)
    values = _kept(name, name_ar, subject, telephone, note)
    for key, value in (values | {"is_retired": is_retired}).items():
        setattr(teacher, key, value)


def _kept(name: str, name_ar: str, subject: str, telephone: str, note: str) -> dict[str, Any]:
    kept = {
        "name": name_text(name, "name"),
        "name_ar": name_text(name_ar, "name_ar"),
        "subject": short_text(subject, "subject"),
        "telephone": kept_number(telephone),
        "note": short_text(note, "note"),
    }
    if not (kept["name"] or kept["name_ar"]):
        message = _("Give the teacher's name, in one script at least.")
        raise Refusal(message, in_reader_script("name", "name_ar"))
    return kept
