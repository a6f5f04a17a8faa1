"""The form of a counter: what it is called, where it stands, when it is open."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from amane_desktop.checklists.authorities import AUTHORITIES, CENTRE, FAMILY, authority_name
from amane_desktop.checklists.counters import CounterLine, add_counter, change_counter, counters
from amane_desktop.i18n import _
from amane_desktop.people.telephones import shown_number
from ui.tasks import Desk
from ui.widgets.fields import ChoiceField, LinesField, TextField
from ui.widgets.forms import Form, Values


class CounterForm(Form):
    """A counter; of which kind of office it is stays as it was told first."""

    accent = "civil_registration"

    def __init__(self, desk: Desk, counter: CounterLine | None, authority: str = "") -> None:
        super().__init__(desk, _("Add a counter") if counter is None else _("Change the counter"))
        self._counter, self._authority = counter, authority
        if counter is None:
            offices = {c: authority_name(c) for c in AUTHORITIES if c not in (FAMILY, CENTRE)}
            field = ChoiceField(_("Which office"), offices, may_be_empty=False)
            self.add("authority", field, row=0)
        else:
            self.say(authority_name(counter.authority))
        self.add("telephone", TextField(_("Telephone"), direction="ltr"), row=0, column=1)
        example = ("Bureau d'état civil, Lastah", "مكتب الحالة المدنية الأسطاح")
        names = _("Name in Latin letters"), _("Name in Arabic")
        self.add_name("name", *names, row=1, example=example)
        self.add_name("address", _("Address in French"), _("Address in Arabic"), row=2)
        hours = (LinesField(_("Hours and habits, in French"), lines=3), "hours")
        hours_ar = (LinesField(_("Hours and habits, in Arabic"), lines=3), "hours_ar")
        for column, (field_, key) in enumerate((hours, hours_ar)):
            self.add(key, field_, row=3, column=column)

    def kept(self) -> Values:
        """What is kept of the counter."""
        counter = self._counter
        if counter is None:
            return {**dict.fromkeys(self.fields, ""), "authority": self._authority}
        return {
            "telephone": shown_number(counter.telephone),
            "name": counter.name.fr,
            "name_ar": counter.name.ar,
            "address": counter.address.fr,
            "address_ar": counter.address.ar,
            "hours": counter.hours.fr,
            "hours_ar": counter.hours.ar,
        }

    def newest(self) -> Values | None:
        """The counter as it is now."""
        assert self._counter is not None
        found = self.desk.ask(counters, with_retired=True)
        self._counter = next((c for c in found if c.id == self._counter.id), None)
        return None if self._counter is None else self.kept()

    def action(self) -> tuple[Callable[..., Any], dict[str, Any]]:
        """Add the counter, or change it."""
        if self._counter is None:
            return add_counter, dict(self.typed())
        which = {"counter_id": self._counter.id, "version": self._counter.version}
        return change_counter, which | self.typed()
