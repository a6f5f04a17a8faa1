"""The form of a group."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from amane_desktop.attendance import actions, queries
from amane_desktop.i18n import _, language
from amane_desktop.office.errors import Refusal
from amane_desktop.people.levels import LEVELS, level_name
from ui.tasks import Desk
from ui.widgets.fields import ChoiceField, TextField
from ui.widgets.forms import Form, Values

_PLACES = 20


class GroupForm(Form):
    """A group's names, levels, teacher, room and places."""

    accent = "school"

    def __init__(self, desk: Desk, group: queries.GroupLine | None) -> None:
        super().__init__(desk, _("Add a group") if group is None else _("Change the group"))
        self._group = group
        levels = {code: level_name(code, language()) for code in LEVELS}
        pairs = (
            ("name", TextField(_("Name in Latin letters"))),
            ("name_ar", TextField(_("Name in Arabic"), direction="rtl")),
            ("teacher", TextField(_("Teacher in Latin letters"))),
            ("teacher_ar", TextField(_("Teacher in Arabic"), direction="rtl")),
            ("room", TextField(_("Room in Latin letters"))),
            ("room_ar", TextField(_("Room in Arabic"), direction="rtl")),
            ("first_level", ChoiceField(_("From level"), levels)),
            ("last_level", ChoiceField(_("To level"), levels)),
            ("capacity", TextField(_("Places"), direction="ltr")),
        )
        for place, (key, field) in enumerate(pairs):
            self.add(key, field, row=place // 2, column=place % 2)

    def kept(self) -> Values:
        """What is kept of the group."""
        group = self._group
        if group is None:
            empty = dict.fromkeys(self.fields, "")
            return {**empty, "capacity": str(_PLACES)}
        return {
            "name": group.name,
            "name_ar": group.name_ar,
            "teacher": group.teacher,
            "teacher_ar": group.teacher_ar,
            "room": group.room,
            "room_ar": group.room_ar,
            "first_level": group.levels[0] if group.levels else "",
            "last_level": group.levels[-1] if group.levels else "",
            "capacity": str(group.capacity),
        }

    def newest(self) -> Values | None:
        """The group as it is now."""
        assert self._group is not None
        known = {group.id: group for group in self.desk.ask(queries.groups)}
        self._group = known.get(self._group.id)
        return None if self._group is None else self.kept()

    def action(self) -> tuple[Callable[..., Any], dict[str, Any]]:
        """Add the group, or change it."""
        typed = self.typed()
        values: dict[str, Any] = {
            key: value
            for key, value in typed.items()
            if key not in ("first_level", "last_level", "capacity")
        }
        values["levels"] = _between(str(typed["first_level"]), str(typed["last_level"]))
        try:
            values["capacity"] = int(str(typed["capacity"]).strip() or 0)
        except ValueError:
            raise Refusal(_("Give the number of places in figures."), "capacity") from None
        if self._group is None:
            return actions.add_group, values
        which = {"group_id": self._group.id, "version": self._group.version}
        return actions.change_group, which | values


def _between(first: str, last: str) -> tuple[str, ...]:
    """The levels from one to another, in whichever order they were chosen."""
    order = list(LEVELS)
    ends = sorted(order.index(code) for code in (first or last, last or first) if code)
    return tuple(order[ends[0] : ends[-1] + 1]) if ends else ()
