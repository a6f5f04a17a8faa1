"""The form of a record as it is written in the register, word for word."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from amane_desktop.civil_registration.queries import dossier
from amane_desktop.civil_registration.record import write_record
from amane_desktop.civil_registration.shown import DossierPersonLine
from amane_desktop.i18n import _
from amane_desktop.office.errors import Refusal
from amane_desktop.people.dates import Precision, typed_date
from ui.tasks import Desk
from ui.widgets.dated_form import DatedForm
from ui.widgets.fields import TextField
from ui.widgets.forms import Values


class RecordForm(DatedForm):
    """Number, year and office; the names in both scripts; the father's name is text alone."""

    accent = "civil_registration"

    def __init__(self, desk: Desk, dossier_id: int, person: DossierPersonLine) -> None:
        super().__init__(desk, _("What is written on the record"))
        self._dossier_id, self._person = dossier_id, person
        self.say(_("Copy it letter by letter; what is not legible stays empty."))
        self.add("record_number", TextField(_("Number of the record"), direction="ltr"), row=0)
        self.add("record_year", TextField(_("Year"), direction="ltr"), row=0, column=1)
        self.add("registry_office", TextField(_("Registry office")), row=1)
        self.add_day("birth_date", _("Birth date"), row=1, column=1)
        self.add_name("given_name", _("First name"), _("First name in Arabic"), row=2)
        self.add_name("family_name", _("Family name"), _("Family name in Arabic"), row=3)
        words = _("Father's name on the record"), _("Father's name on the record, in Arabic")
        self.add_name("father_name", *words, row=4)

    def kept(self) -> Values:
        """What was written down of the record."""
        record = self._person.record
        born = record.birth_date
        kept: Values = {key: getattr(record, key) for key in self.fields if hasattr(record, key)}
        return kept | {
            "record_number": record.number,
            "record_year": str(record.year or ""),
            "birth_date": typed_date(born, Precision.EXACT) if born is not None else "",
        }

    def newest(self) -> Values | None:
        """The record as it is now."""
        found = self.desk.ask(dossier, self._dossier_id)
        persons = found.persons if found is not None else ()
        line = next((each for each in persons if each.id == self._person.id), None)
        if line is None:
            return None
        self._person = line
        return self.kept()

    def action(self) -> tuple[Callable[..., Any], dict[str, Any]]:
        """Write the record down; refuses a year that is no number."""
        typed: dict[str, Any] = {key: str(raw).strip() for key, raw in self.typed().items()}
        year = typed["record_year"]
        if year and not (year.isdecimal() and len(year) == 4):
            raise Refusal(_("Write the year in four figures."), "record_year")
        typed["record_year"] = int(year) if year else None
        typed["birth_date"] = self.day("birth_date")
        which = {"dossier_person_id": self._person.id, "version": self._person.version}
        return write_record, which | typed
