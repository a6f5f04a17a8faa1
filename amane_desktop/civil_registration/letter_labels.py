"""How the history tells letters and their wordings, and what undo must know of them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Select, select

from amane_desktop.access.permissions import Permission
from amane_desktop.civil_registration.letter_templates import shipped_letters
from amane_desktop.civil_registration.models import LetterTemplate, OutgoingLetter
from amane_desktop.civil_registration.reach import belongs_to_shown, seen_ids
from amane_desktop.i18n import N_, format_date, isolate
from amane_desktop.office.labels import Column, describe
from amane_desktop.office.undo_rules import rows_seen
from amane_desktop.office.work import Reading


def _day(value: str) -> str:
    return format_date(date.fromisoformat(value))


def _template_name(code: str) -> str:
    line = shipped_letters().get(code)
    return line.name.here if line is not None else code


describe(
    LetterTemplate.__tablename__,
    Permission.SEE_DOSSIERS,
    lambda values: _template_name(values["code"]),
    {
        "subject": Column(N_("Subject")),
        "subject_ar": Column(N_("Subject, in Arabic")),
        "body": Column(N_("Text of the letter")),
        "body_ar": Column(N_("Text of the letter, in Arabic")),
    },
    noun=N_("Wordings of letters"),
)
describe(
    OutgoingLetter.__tablename__,
    Permission.SEE_DOSSIERS,
    lambda values: isolate(str(values["number"])),
    {
        "addressee": Column(N_("To")),
        "addressee_ar": Column(N_("To, in Arabic")),
        "subject": Column(N_("Subject"), is_told_at_first=True),
        "subject_ar": Column(N_("Subject, in Arabic")),
        "stamped_on": Column(N_("Stamped copy came back on"), _day),
    },
    belongs_to_shown,
    noun=N_("Letters"),
    refers={"dossier_id": "dossier"},
)


def _seen(reading: Reading) -> Select[int]:
    return select(OutgoingLetter.id).where(OutgoingLetter.dossier_id.in_(seen_ids(reading)))


rows_seen(OutgoingLetter.__tablename__, _seen)
