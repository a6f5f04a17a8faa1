"""The form that pauses, closes or reopens a family's file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from amane_desktop.access.permissions import Part, sees
from amane_desktop.i18n import _, in_its_own_direction
from amane_desktop.office.errors import Refusal
from amane_desktop.people import queries, states
from amane_desktop.people.names import in_reader_script
from amane_desktop.people.queries import FamilyCard
from amane_desktop.people.states import State
from amane_desktop.people.taking_part import taking_part
from ui.families.family_form import family_title
from ui.tasks import Desk
from ui.widgets.basics import let_shrink, line_label
from ui.widgets.day_edit import DayEdit
from ui.widgets.fields import ChoiceField, Field, Raw, TextField
from ui.widgets.forms import Form, Values
from ui.widgets.value_field import ValueField

_LATER = {
    State.OPEN: (State.PAUSED, State.CLOSED),
    State.PAUSED: (State.OPEN, State.CLOSED),
    State.CLOSED: (State.OPEN,),
}


class StateForm(Form):
    """What becomes of the file, from which day, and why."""

    def __init__(self, desk: Desk, card: FamilyCard) -> None:
        super().__init__(desk, f"{_('State of the file')} · {family_title(card.line)}")
        self._card = card
        self._now = card.state.state if card.state else State.OPEN
        words = {
            State.PAUSED: _("pause: the family may come back"),
            State.CLOSED: _("close: the work with it ends"),
            State.OPEN: _("reopen: the work goes on"),
        }
        self._becomes = ChoiceField(
            _("What becomes of the file"), {code: words[code] for code in _LATER[self._now]}
        )
        self._reason = ValueField(desk, _("Reason"), "closing_reason")
        self._running = let_shrink(line_label("news"))
        self.add("state", self._becomes, row=0)
        self.add("day", DayField(_("From which day"), desk.office.clock.today()), row=0, column=1)
        self.add("reason", self._reason, row=1)
        if sees(desk.office.signed_in.role, Part.NOTES):
            self.add("note", TextField(_("Note")), row=1, column=1)
        self.body.insertWidget(self.body.count() - 2, self._running)
        self._becomes.edited.connect(self._show_what_counts)

    def kept(self) -> Values:
        """Nothing is chosen yet, but where there is one choice alone."""
        only = _LATER[self._now]
        empty: Values = {"state": only[0] if len(only) == 1 else "", "reason": "", "note": ""}
        empty["day"] = self.desk.office.clock.today().isoformat()
        return {key: empty[key] for key in self.fields}

    def newest(self) -> Values | None:
        """The family as it is now; what was chosen stands."""
        card = self.desk.ask(queries.family_card, self._card.line.id)
        if card is None:
            return None
        self._card = card
        return self.kept()

    def action(self) -> tuple[Callable[..., Any], dict[str, Any]]:
        """Pause, close or reopen."""
        typed = self.typed()
        values: dict[str, Any] = {
            "family_id": self._card.line.id,
            "version": self._card.version,
            "day": date.fromisoformat(str(typed["day"])),
            "note": typed.get("note", ""),
        }
        if typed["state"] == State.CLOSED:
            return states.close_family, values | {"reason": typed["reason"]}
        if typed["state"] == State.PAUSED:
            return states.pause_family, values
        if typed["state"] == State.OPEN:
            return states.reopen_family, values
        raise Refusal(_("Say what becomes of the file."), "state")

    def _show(self, raw: Mapping[str, Raw]) -> None:
        super()._show(raw)
        self._show_what_counts()

    def _show_what_counts(self) -> None:
        """A reason is asked for, and told what still runs, where the file is closed."""
        is_closing = self._becomes.raw() == State.CLOSED
        self._reason.setVisible(is_closing)
        going_on = self._going_on() if is_closing else ""
        self._running.setText(going_on)
        self._running.setVisible(bool(going_on))

    def _going_on(self) -> str:
        names = {
            person.id: in_reader_script(person.given_name, person.given_name_ar)
            for person in self._card.persons
        }
        parts = [
            in_its_own_direction(f"{names[part.person_id]} ({name})")
            for part in self.desk.ask(taking_part, self._card.line.id)
            if (name := in_reader_script(part.name, part.name_ar)) and part.person_id in names
        ]
        if not parts:
            return ""
        words = _("Still going on, and not ended by this: {what}.")
        return words.format(what=" · ".join(parts))


class DayField(Field):
    """A day that is known exactly."""

    def __init__(self, label: str, today: date) -> None:
        edit = DayEdit(today)
        super().__init__(label, edit)
        self._edit = edit
        edit.userDateChanged.connect(lambda _day: self.edited.emit())

    def raw(self) -> Raw:
        """The day, in the form that is kept."""
        return self._edit.day.isoformat()

    def set_raw(self, raw: Raw) -> None:
        """Show the day."""
        self._edit.set_day(date.fromisoformat(str(raw)))
