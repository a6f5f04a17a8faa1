"""What staff note about a dossier."""

from __future__ import annotations

from datetime import date

from amane_desktop.access.permissions import Permission
from amane_desktop.civil_registration.models import DossierNote
from amane_desktop.civil_registration.reach import to_work_on
from amane_desktop.i18n import N_, _
from amane_desktop.office.errors import Refusal
from amane_desktop.office.registry import action
from amane_desktop.office.work import Work
from amane_desktop.people.texts import long_text

_DAY = date(2026, 11, 20)


@action(
    N_("Wrote a note in a dossier"),
    Permission.EDIT_DOSSIERS,
    {"dossier_id": 1, "day": _DAY, "text": "Rappeler le guichet lundi"},
)
def add_note(work: Work, dossier_id: int, day: date, text: str) -> int:
    """Write down what was heard or done on a day; refuses a day to come, and no words."""
    to_work_on(work, dossier_id)
    note = DossierNote(dossier_id=dossier_id, staff_id=work.by.id)
    _write(work, note, day, text)
    work.session.add(note)
    work.session.flush()
    return note.id


@action(
    N_("Changed a note in a dossier"),
    Permission.EDIT_DOSSIERS,
    {"note_id": 1, "version": 1, "day": _DAY, "text": "Rappeler le guichet mardi"},
)
def change_note(work: Work, note_id: int, version: int, day: date, text: str) -> None:
    """Set a note right; whose it is stays."""
    _write(work, _note(work, note_id, version), day, text)


@action(N_("Removed a note in a dossier"), Permission.EDIT_DOSSIERS, {"note_id": 1, "version": 2})
def remove_note(work: Work, note_id: int, version: int) -> None:
    """Take away a note; it stays in the history."""
    work.session.delete(_note(work, note_id, version))


def _note(work: Work, note_id: int, version: int) -> DossierNote:
    note = work.session.get(DossierNote, note_id)
    if note is not None:
        to_work_on(work, note.dossier_id)
    return work.editable(DossierNote, note_id, version)


def _write(work: Work, note: DossierNote, day: date, text: str) -> None:
    if day > work.today:
        raise Refusal(_("This day has not come yet."), "day")
    note.day, note.text = day, long_text(text, "text")
    if not note.text:
        raise Refusal(_("Write what there is to note."), "text")
