"""The form that ends a group, with a way to remove one that never met."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from amane_desktop.attendance import queries
from amane_desktop.attendance.ending import end_group, group_end, remove_group
from amane_desktop.i18n import _, format_date, ngettext
from ui.school_support.titles import group_title
from ui.tasks import Desk
from ui.widgets.basics import plain_button
from ui.widgets.day_field import DayField
from ui.widgets.forms import Form, Values


class GroupEndForm(Form):
    """On which day a group meets for the last time, and what becomes of its children."""

    accent = "school"

    def __init__(self, desk: Desk, group: queries.GroupLine) -> None:
        super().__init__(desk, _("End the group") + f" · {group_title(group)}")
        self._group = group
        self._end = desk.ask(group_end, group.id)
        self.add("last_day", DayField(_("Last day"), desk.office.clock.today()), row=0)
        if self._end.last_session is None:
            remove = plain_button(_("Remove: it never met"))
            remove.setObjectName("removeGroup")
            remove.clicked.connect(self._remove)
            self.buttons.insertWidget(2, remove)
        self.say(self._told())

    def kept(self) -> Values:
        """Today, or the day of the last session where that is later."""
        days = (self.desk.office.clock.today(), self._end.last_session or date.min)
        return {"last_day": max(days).isoformat()}

    def newest(self) -> Values | None:
        """The group as it is now."""
        known = {group.id: group for group in self.desk.ask(queries.groups)}
        if self._group.id not in known:
            return None
        self._group = known[self._group.id]
        return self.kept()

    def action(self) -> tuple[Callable[..., Any], dict[str, Any]]:
        """End the group."""
        day = date.fromisoformat(str(self.fields["last_day"].raw()))
        which = {"group_id": self._group.id, "version": self._group.version}
        return end_group, which | {"last_day": day}

    def _remove(self) -> None:
        self.desk.do(
            remove_group,
            self._group.id,
            self._group.version,
            done=self.saved.emit,
            refused=self.refuse,
        )

    def _told(self) -> str:
        n = self._end.children
        children = ngettext("{n} child leaves it then.", "{n} children leave it then.", n)
        met = _("It met last on {day}.")
        told = [_("Its weeks and their papers stay."), children.format(n=n) if n else ""]
        if self._end.last_session is not None:
            told.insert(0, met.format(day=format_date(self._end.last_session)))
        return " ".join(filter(None, told))
