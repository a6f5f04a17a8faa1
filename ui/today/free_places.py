"""The groups with a free place that children wait for, on the first page of the morning."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from amane_desktop.access.permissions import Permission
from amane_desktop.attendance.waiting import PlaceToGive, places_to_give
from amane_desktop.i18n import _, in_its_own_direction, ngettext
from amane_desktop.people.names import in_reader_script
from ui.school_support.group_colour import dot_icon
from ui.tasks import Desk
from ui.widgets.basics import ListCard, flat_button


class FreePlaces(ListCard):
    """A line for each group, that opens it; hidden where there is none, and from others."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Places that are free"))
        self._desk = desk
        self.refresh()

    def refresh(self) -> None:
        """Show the places of now."""
        may_give = self._desk.may(Permission.EDIT_GROUPS)
        found = self._desk.ask(places_to_give) if may_give else ()
        self.setVisible(bool(found))
        self.replace([self._row(place) for place in found])

    def _row(self, place: PlaceToGive) -> QWidget:
        waiting = ngettext("{n} child waits", "{n} children wait", place.waiting)
        name = in_its_own_direction(in_reader_script(place.name, place.name_ar))
        row = flat_button(f"{name} · {waiting.format(n=place.waiting)}")
        row.setObjectName(f"freePlace_{place.group_id}")
        row.setIcon(dot_icon(place.colour))
        # Qt turns this round with the window.
        row.setStyleSheet("QPushButton { text-align: left; padding: 0 4px; min-height: 26px; }")
        row.clicked.connect(partial(self._desk.go, "school_support", children_of=place.group_id))
        return row
