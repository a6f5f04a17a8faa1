"""The forms of a child in a group: another group, a pause, leaving."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from amane_desktop.attendance import actions, planning, queries
from amane_desktop.attendance.enrolling import move_to_group
from amane_desktop.attendance.pauses import pause_enrolment
from amane_desktop.attendance.planning import EnrolmentLine
from amane_desktop.i18n import _
from amane_desktop.office.errors import Refusal
from amane_desktop.people.names import in_reader_script
from ui.school_support.titles import group_title
from ui.tasks import Desk
from ui.widgets.day_field import DayField
from ui.widgets.fields import ChoiceField, FlagField, TextField
from ui.widgets.forms import Form, Values
from ui.widgets.value_field import ValueField

_Action = tuple[Callable[..., Any], dict[str, Any]]


class EnrolmentForm(Form):
    """A form about one child in one group, read again from its list."""

    accent = "school"

    def __init__(self, desk: Desk, title: str, group_id: int, line: EnrolmentLine) -> None:
        super().__init__(desk, f"{title} · {in_reader_script(line.name, line.name_ar)}")
        self.group_id, self.line = group_id, line
        self.today = desk.office.clock.today()

    def newest(self) -> Values | None:
        """The enrolment as it is now; what was typed stands."""
        lines = {line.id: line for line in self.desk.ask(planning.group_enrolments, self.group_id)}
        if self.line.id not in lines:
            return None
        self.line = lines[self.line.id]
        return self.kept()

    def which(self) -> dict[str, int]:
        """The row, and the version that the form stands on."""
        return {"enrolment_id": self.line.id, "version": self.line.version}

    def day(self, key: str) -> date:
        """A day that stands in the form."""
        return date.fromisoformat(str(self.fields[key].raw()))


class MoveForm(EnrolmentForm):
    """To which group a child goes, and from which day; a full one is refused with a word."""

    def __init__(self, desk: Desk, group_id: int, line: EnrolmentLine) -> None:
        super().__init__(desk, _("Change group"), group_id, line)
        others = {
            str(group.id): group_title(group)
            for group in desk.ask(queries.groups)
            if group.id != group_id and not group.is_open
        }
        self.add("group_id", ChoiceField(_("To which group"), others), row=0)
        self.add("day", DayField(_("From which day"), self.today), row=0, column=1)

    def kept(self) -> Values:
        """From today on, and no group chosen yet."""
        return {"group_id": "", "day": max(self.today, self.line.first_day).isoformat()}

    def action(self) -> _Action:
        """Move the child."""
        group_id = self.fields["group_id"].raw()
        if not group_id:
            raise Refusal(_("Choose the group."), "group_id")
        return move_to_group, {
            **self.which(),
            "group_id": int(group_id),
            "day": self.day("day"),
        }


class PauseForm(EnrolmentForm):
    """From when to when a child does not come, and why; its place stays."""

    def __init__(self, desk: Desk, group_id: int, line: EnrolmentLine) -> None:
        super().__init__(desk, _("Pause"), group_id, line)
        self.add("first_day", DayField(_("First day away"), self.today), row=0)
        self._until = DayField(_("Last day away"), self.today)
        self.add("last_day", self._until, row=0, column=1)
        self._unknown = FlagField(_("Nobody knows yet when it comes back"))
        self.add("is_unknown", self._unknown, row=1, column=1)
        self.add("reason", TextField(_("Reason")), row=1)
        self._unknown.edited.connect(self._show_what_counts)
        self.say(_("The child keeps its place, and is not on the sheets meanwhile."))

    def kept(self) -> Values:
        """From today on."""
        day = max(self.today, self.line.first_day).isoformat()
        return {"first_day": day, "last_day": day, "is_unknown": False, "reason": ""}

    def action(self) -> _Action:
        """Let the child pause."""
        last = None if self._unknown.raw() else self.day("last_day")
        days = {"first_day": self.day("first_day"), "last_day": last}
        return pause_enrolment, self.which() | days | {"reason": self.fields["reason"].raw()}

    def _show_what_counts(self) -> None:
        self._until.setEnabled(not self._unknown.raw())


class LeaveForm(EnrolmentForm):
    """A child's last day in a group, and why it leaves."""

    def __init__(self, desk: Desk, group_id: int, line: EnrolmentLine) -> None:
        super().__init__(desk, _("Leaves the group"), group_id, line)
        self.add("last_day", DayField(_("Last day"), self.today), row=0)
        reason = ValueField(desk, _("Reason"), "group_leaving_reason")
        self.add("reason", reason, row=0, column=1)
        self.add("note", TextField(_("Note")), row=1)

    def kept(self) -> Values:
        """Today, as long as nothing else is said."""
        return {"last_day": self.today.isoformat(), "reason": "", "note": ""}

    def action(self) -> _Action:
        """Let the child leave."""
        typed = {key: self.fields[key].raw() for key in ("reason", "note")}
        return actions.end_enrolment, self.which() | {"last_day": self.day("last_day")} | typed


FORMS: dict[str, Callable[[Desk, int, EnrolmentLine], EnrolmentForm]] = {
    "changeGroup": MoveForm,
    "pauseEnrolment": PauseForm,
    "endEnrolment": LeaveForm,
}
