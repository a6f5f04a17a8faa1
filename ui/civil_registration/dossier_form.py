"""What every form of a dossier has: its record, read anew where somebody else was quicker."""

from __future__ import annotations

from datetime import date

from amane_desktop.civil_registration.queries import dossier
from amane_desktop.civil_registration.shown import DossierRecord
from amane_desktop.i18n import _, isolate
from amane_desktop.office.errors import Refusal
from ui.civil_registration.words import record_title
from ui.tasks import Desk
from ui.widgets.dated_form import DatedForm
from ui.widgets.forms import Values


class DossierForm(DatedForm):
    """A form of one dossier."""

    accent = "civil_registration"

    def __init__(self, desk: Desk, record: DossierRecord, title: str) -> None:
        super().__init__(desk, f"{title} · {record_title(record)} · {isolate(record.number)}")
        self.record = record

    def newest(self) -> Values | None:
        """The dossier as it is now."""
        found = self.desk.ask(dossier, self.record.id)
        if found is None:
            return None
        self.record = found
        return self.kept()

    def day_done(self) -> date:
        """The day of what was done; refuses none at all."""
        day = self.day("day")
        if day is None:
            raise Refusal(_("Say on which day."), "day")
        return day
