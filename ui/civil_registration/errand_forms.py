"""Small forms over what is to be fetched: who goes when, what came, and at which counter."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from amane_desktop.checklists.counters import CounterLine
from amane_desktop.checklists.several_papers import fetch_papers_at
from amane_desktop.civil_registration.errands import plan_errand
from amane_desktop.i18n import _, ngettext
from amane_desktop.office.errors import Refusal
from ui.agenda.appointment_forms import day_told, who_may_go
from ui.tasks import Desk
from ui.widgets.dated_form import DatedForm
from ui.widgets.fields import ChoiceField, TextField
from ui.widgets.forms import Form, Values
from ui.widgets.hours_text import read_time
from ui.widgets.next_day_field import NextDayField

_Action = tuple[Callable[..., Any], dict[str, Any]]


class PlanErrandForm(Form):
    """Who goes on which day; each dossier shows it as its next errand."""

    accent = "civil_registration"

    def __init__(self, desk: Desk, places: Mapping[str, Collection[int]]) -> None:
        super().__init__(desk, _("Plan the errand"))
        self._places = places
        n = len({dossier for dossiers in places.values() for dossier in dossiers})
        words = ngettext("For {n} dossier: {places}", "For {n} dossiers: {places}", n)
        self.say(words.format(n=n, places=" · ".join(places)))
        self._day = NextDayField(_("Day"), desk.office.clock.today)
        self.add("staff_id", ChoiceField(_("Who goes"), who_may_go(desk)), row=0)
        self.add("day", self._day, row=1)
        self.add("time", TextField(_("Hour (may stay empty)"), direction="ltr"), row=1, column=1)

    def kept(self) -> Values:
        """Nothing is planned yet; who plans goes."""
        return {"staff_id": str(self.desk.office.signed_in.id), "day": "", "time": ""}

    def newest(self) -> Values | None:
        """Nothing is kept of it."""
        return None

    def action(self) -> _Action:
        """Plan the errand; refuses what is no day or no hour."""
        typed = {key: str(raw).strip() for key, raw in self.typed().items()}
        return plan_errand, {
            "places": self._places,
            "day": day_told(self._day),
            "time": read_time(typed["time"], "time") if typed["time"] else None,
            "staff_id": int(typed["staff_id"]) if typed["staff_id"] else None,
        }


class PapersForm(DatedForm):
    """On which day several papers came, or were asked for."""

    accent = "civil_registration"

    def __init__(
        self, desk: Desk, title: str, action: Callable[..., Any], paper_ids: Collection[int]
    ) -> None:
        super().__init__(desk, title)
        self._action, self._papers = action, paper_ids
        n = len(paper_ids)
        self.say(ngettext("{n} paper", "{n} papers", n).format(n=n))
        self.add_day("day", _("Day"), row=0)

    def kept(self) -> Values:
        """Today."""
        return {"day": self.today()}

    def newest(self) -> Values | None:
        """Nothing is kept of it."""
        return None

    def action(self) -> _Action:
        """Mark them all; refuses what is no day."""
        day = self.day("day")
        if day is None:
            raise Refusal(_("Give the exact day (like 3/9/2025)."), "day")
        return self._action, {"paper_ids": tuple(self._papers), "day": day}


class CounterOfPapersForm(Form):
    """At which counter several papers of one kind of office are fetched."""

    accent = "civil_registration"

    def __init__(
        self, desk: Desk, counters: Collection[CounterLine], paper_ids: Collection[int]
    ) -> None:
        super().__init__(desk, _("At which counter are they fetched?"))
        self._papers = paper_ids
        names = {str(counter.id): counter.name.here for counter in counters}
        self.add("counter_id", ChoiceField(_("Counter"), names, may_be_empty=False), row=0)
        if not names:
            self.say(_("No counter of this office is known yet: add it among the counters."))

    def kept(self) -> Values:
        """The first of them."""
        return {"counter_id": str(self.fields["counter_id"].raw())}

    def newest(self) -> Values | None:
        """Nothing is kept of it."""
        return None

    def action(self) -> _Action:
        """Say it of all of them."""
        number = str(self.typed()["counter_id"])
        if not number.isdecimal():
            raise Refusal(_("Add the counter first, among the counters."), "counter_id")
        return fetch_papers_at, {"paper_ids": tuple(self._papers), "counter_id": int(number)}
