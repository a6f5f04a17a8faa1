"""The form of a group."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from amane_desktop.attendance import actions, queries
from amane_desktop.attendance.colours import COLOURS
from amane_desktop.i18n import _, language
from amane_desktop.office.errors import Refusal
from amane_desktop.office.staff import who_may_teach
from amane_desktop.people.levels import LEVELS, level_name
from amane_desktop.people.names import in_reader_script
from ui.school_support.group_colour import ColourField
from ui.tasks import Desk
from ui.widgets.fields import ChoiceField, FlagField, TextField
from ui.widgets.forms import Form, Values
from ui.widgets.value_field import ValueField

_PLACES = 20
_TYPED = ("teacher", "teacher_ar")


class GroupForm(Form):
    """What a group is called and does, who teaches it, for whom, where, and for how many."""

    accent = "school"

    def __init__(self, desk: Desk, group: queries.GroupLine | None) -> None:
        super().__init__(desk, _("Add a group") if group is None else _("Change the group"))
        self._group = group
        levels = {code: level_name(code, language()) for code in LEVELS}
        self.add_name("name", _("Name in Latin letters"), _("Name in Arabic"), row=0)
        self._activity = ValueField(desk, _("Activity, if it is no tutoring"), "activity")
        self._open = FlagField(_("Open: whoever comes is marked, nobody is enrolled"))
        self.add("activity", self._activity, row=1)
        self.add("is_open", self._open, row=1, column=1)
        self.add("first_level", ChoiceField(_("From level"), levels), row=2)
        self.add("last_level", ChoiceField(_("To level"), levels), row=2, column=1)
        self._teacher = ChoiceField(_("Teacher"), _teachers(desk, group))
        self.add("teacher_id", self._teacher, row=3)
        self.add("capacity", TextField(_("Places"), direction="ltr"), row=3, column=1)
        self.add_name(
            "teacher",
            _("Teacher who does not sign in, in Latin letters"),
            _("Teacher who does not sign in, in Arabic"),
            row=4,
        )
        self.add_name("room", _("Room in Latin letters"), _("Room in Arabic"), row=5)
        colours = {code: _(words) for code, words in COLOURS.items()}
        self.add("colour", ColourField(_("Colour"), colours), row=6)
        self._teacher.edited.connect(self._show_what_counts)
        self._open.edited.connect(self._show_what_counts)

    def kept(self) -> Values:
        """What is kept of the group."""
        group = self._group
        if group is None:
            empty = dict.fromkeys(self.fields, "")
            return {**empty, "capacity": str(_PLACES), "is_open": False}
        is_typed = group.teacher_id is None
        return {
            "name": group.name,
            "name_ar": group.name_ar,
            "teacher_id": "" if is_typed else str(group.teacher_id),
            "teacher": group.teacher if is_typed else "",
            "teacher_ar": group.teacher_ar if is_typed else "",
            "room": group.room,
            "room_ar": group.room_ar,
            "first_level": group.levels[0] if group.levels else "",
            "last_level": group.levels[-1] if group.levels else "",
            "capacity": str(group.capacity),
            "activity": group.activity,
            "is_open": group.is_open,
            "colour": group.colour,
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
            if key not in ("first_level", "last_level", "capacity", "teacher_id")
        }
        values["levels"] = _between(str(typed["first_level"]), str(typed["last_level"]))
        values["teacher_id"] = int(typed["teacher_id"]) if typed["teacher_id"] else None
        try:
            values["capacity"] = int(str(typed["capacity"]).strip() or 0)
        except ValueError:
            raise Refusal(_("Give the number of places in figures."), "capacity") from None
        if self._group is None:
            return actions.add_group, values
        which = {"group_id": self._group.id, "version": self._group.version}
        return actions.change_group, which | values

    def _show(self, raw: Mapping[str, Any]) -> None:
        super()._show(raw)
        self._show_what_counts()

    def _show_what_counts(self) -> None:
        """A name is typed for who is no staff member; an open group has no places to count."""
        for key in _TYPED:
            self.fields[key].setVisible(not self._teacher.raw())
        self.fields["capacity"].setVisible(not self._open.raw())


def _teachers(desk: Desk, group: queries.GroupLine | None) -> dict[str, str]:
    """Everybody who works here, and who left and still stands as this group's teacher."""
    found = {
        str(member.id): in_reader_script(member.name, member.name_ar)
        for member in desk.ask(who_may_teach)
    }
    if group is not None and group.teacher_id is not None:
        name = in_reader_script(group.teacher, group.teacher_ar)
        found.setdefault(str(group.teacher_id), name)
    return found


def _between(first: str, last: str) -> tuple[str, ...]:
    """The levels from one to another, in whichever order they were chosen."""
    order = list(LEVELS)
    ends = sorted(order.index(code) for code in (first or last, last or first) if code)
    return tuple(order[ends[0] : ends[-1] + 1]) if ends else ()
