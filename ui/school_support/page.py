"""The tab of school support: its views under one row of chips."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import (
    QVBoxLayout,
    QWidget,
)

from amane_desktop.access.permissions import Permission
from amane_desktop.i18n import _
from amane_desktop.office.work import Change
from ui import theme
from ui.school_support.door import DoorView
from ui.school_support.follow_up import FollowUpView
from ui.school_support.groups import GroupsView
from ui.school_support.schools import SchoolsView
from ui.school_support.timetable import TimetableView
from ui.school_support.week import WeekView
from ui.tasks import Desk
from ui.widgets.chips import Chips
from ui.widgets.page import Page


class SchoolSupportPage(Page):
    """The week, the groups, the timetable, the schools, the day at the door, the follow-up."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.week, self.groups = WeekView(desk), GroupsView(desk)
        self.timetable, self.schools = TimetableView(desk), SchoolsView(desk)
        self.door = DoorView(desk)
        self.follow_up = FollowUpView(desk)
        self.chips = Chips(
            ("week", _("Week"), self.week),
            ("groups", _("Groups"), self.groups),
            ("timetable", _("Timetable"), self.timetable),
            ("schools", _("Schools"), self.schools),
            ("door", _("Day at the door"), self.door),
            ("follow_up", _("School follow-up"), self.follow_up),
        )
        # A volunteer works with the sessions of the day alone.
        if not desk.may(Permission.SEE_OTHER_DAYS):
            for view in (self.groups, self.timetable, self.schools, self.follow_up):
                self.chips.chip(self.chips.views.indexOf(view)).hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.EDGE, 12, theme.EDGE, 10)
        column.setSpacing(theme.GAP)
        column.addWidget(self.chips)
        column.addWidget(self.chips.views, 1)
        self.setFocusProxy(self.week)

    def refresh(self, change: Change | None = None) -> None:
        self.week.refresh(change)
        self.groups.refresh(change)
        self.timetable.refresh(change)
        self.schools.refresh(change)
        self.door.refresh(change)
        self.follow_up.refresh(change)

    def open(self, **where: Any) -> None:
        """A group's week (`group_id`, `day`, `start`), a new group, or the `children_of` one.

        Or a child's follow-up (`followed`).
        """
        if "followed" in where:
            self.chips.show_view(self.chips.views.indexOf(self.follow_up))
            self.follow_up.show_child(where["followed"])
            return
        if where.get("add_group"):
            self.chips.show_view(1)
            self.groups.add_group()
            return
        if "children_of" in where:
            self.chips.show_view(1)
            self.groups.show_group(where["children_of"])
            return
        self.chips.show_view(0)
        if "group_id" in where:
            self.week.show_session(where["group_id"], where["day"], where.get("start"))

    def state(self) -> dict[str, Any]:
        self.groups.keep_draft()
        self.schools.keep_draft()
        self.follow_up.keep_draft()
        return {
            "view": self.chips.shown,
            "week": self.week.state(),
            "timetable": self.timetable.state(),
            "door": self.door.state(),
            "follow_up": self.follow_up.state(),
        }

    def restore(self, state: dict[str, Any]) -> None:
        self.chips.show_view(state["view"])
        self.week.restore(state["week"])
        self.timetable.restore(state["timetable"])
        self.door.restore(state["door"])
        self.follow_up.restore(state["follow_up"])
