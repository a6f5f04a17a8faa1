"""The court's judgment: by which court, under which numbers, on which day."""

from __future__ import annotations

from datetime import date

from amane_desktop.access.permissions import Permission
from amane_desktop.civil_registration.reach import check_not_closed, to_work_on
from amane_desktop.i18n import N_, _
from amane_desktop.office.errors import Refusal
from amane_desktop.office.registry import action
from amane_desktop.office.work import Work
from amane_desktop.people.texts import long_text, short_text


@action(
    N_("Wrote down the court's numbers"),
    Permission.EDIT_DOSSIERS,
    {
        "dossier_id": 1,
        "version": 4,
        "court": "Tribunal de première instance de Taroudant",
        "court_file_number": "1402/2026",
        "judgment_number": "911",
        "judgment_on": date(2026, 11, 20),
    },
)
def write_judgment(
    work: Work,
    dossier_id: int,
    version: int,
    court: str = "",
    court_file_number: str = "",
    judgment_number: str = "",
    judgment_on: date | None = None,
    note: str = "",
) -> None:
    """Write down the court's file, and the judgment once there is one.

    Refuses a judgment of a day to come, and its number without its day.
    """
    dossier = to_work_on(work, dossier_id, version)
    check_not_closed(dossier)
    if judgment_on is not None and judgment_on > work.today:
        raise Refusal(
            _("A judgment is not dated before it is given: this day has not come yet."),
            "judgment_on",
        )
    dossier.court = short_text(court, "court")
    dossier.court_file_number = short_text(court_file_number, "court_file_number")
    dossier.judgment_number = short_text(judgment_number, "judgment_number")
    if dossier.judgment_number and judgment_on is None:
        raise Refusal(_("Say on which day judgment was given."), "judgment_on")
    dossier.judgment_on = judgment_on
    dossier.judgment_note = long_text(note, "note")
