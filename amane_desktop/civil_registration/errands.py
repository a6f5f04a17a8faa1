"""One way to a counter for the papers of many dossiers: planned at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, time

from amane_desktop.access.permissions import Permission
from amane_desktop.civil_registration.hearings import add_dossier_appointment
from amane_desktop.civil_registration.services import ERRAND
from amane_desktop.i18n import N_, _
from amane_desktop.office.errors import Refusal
from amane_desktop.office.registry import action
from amane_desktop.office.work import Work


@action(
    N_("Planned an errand for several dossiers"),
    Permission.EDIT_DOSSIERS,
    {"places": {"Bureau d'état civil": (1,)}, "day": date(2026, 12, 4), "time": time(9)},
)
def plan_errand(
    work: Work,
    places: Mapping[str, Collection[int]],
    day: date,
    time: time | None = None,
    staff_id: int | None = None,
) -> None:
    """Put an errand into the agenda for each dossier (by id) at each place, the same day.

    Refuses a day that is past, and an errand for nobody.
    """
    if not any(places.values()):
        raise Refusal(_("Choose the papers that are to be fetched."))
    if day < work.today:
        raise Refusal(_("This day is past."), "day")
    for place, dossiers in places.items():
        for dossier_id in dict.fromkeys(dossiers):
            told = {"kind": ERRAND, "staff_id": staff_id}
            add_dossier_appointment(work, dossier_id, day, time, place, **told)  # type: ignore[arg-type]
