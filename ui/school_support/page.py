"""The tab of school support: its views under one row of chips."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
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
from ui.widgets.page import Page

_OF_THE_DAY = ("week", "door")


class SchoolSupportPage(Page):
    """The week, the groups, the timetable, the schools, the day at the door, the follow-up."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.week, self.groups = WeekView(desk), GroupsView(desk)
        self.timetable, self.schools = TimetableView(desk), SchoolsView(desk)
        self.door = DoorView(desk)
        self.follow_up = FollowUpView(desk)
        self._views = QStackedWidget()
        self._chips = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(4)
        views = (
            ("week", _("Week"), self.week),
            ("groups", _("Groups"), self.groups),
            ("timetable", _("Timetable"), self.timetable),
            ("schools", _("Schools"), self.schools),
            ("door", _("Day at the door"), self.door),
            ("follow_up", _("School follow-up"), self.follow_up),
        )
        for number, (name, words, view) in enumerate(views):
            chip = QPushButton(words)
            chip.setCheckable(True)
            chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            chip.setProperty("role", "chip")
            chip.setObjectName(f"chip_{name}")
            # A volunteer works with the sessions of the day alone.
            if name not in _OF_THE_DAY and not desk.may(Permission.SEE_OTHER_DAYS):
                chip.hide()
            self._chips.addButton(chip, number)
            row.addWidget(chip)
            self._views.addWidget(view)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.EDGE, 12, theme.EDGE, 10)
        column.setSpacing(theme.GAP)
        column.addLayout(row)
        column.addWidget(self._views, 1)
        self.setFocusProxy(self.week)
        self._chips.idClicked.connect(self._open_view)
        self._chips.button(0).setChecked(True)

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
            self._show(self._views.indexOf(self.follow_up))
            self.follow_up.show_child(where["followed"])
            return
        if where.get("add_group"):
            self._show(1)
            self.groups.add_group()
            return
        if "children_of" in where:
            self._show(1)
            self.groups.show_group(where["children_of"])
            return
        self._show(0)
        if "group_id" in where:
            self.week.show_session(where["group_id"], where["day"], where.get("start"))

    def _open_view(self, number: int) -> None:
        self._views.setCurrentIndex(number)
        view = self._views.currentWidget()
        # By mouse one goes on in the view; by keyboard, along the chips.
        if view is not None and not self._chips.button(number).hasFocus():
            view.setFocus()

    def _show(self, number: int) -> None:
        self._chips.button(number).setChecked(True)
        self._views.setCurrentIndex(number)

    def state(self) -> dict[str, Any]:
        self.groups.keep_draft()
        self.schools.keep_draft()
        self.follow_up.keep_draft()
        return {
            "view": self._views.currentIndex(),
            "week": self.week.state(),
            "timetable": self.timetable.state(),
            "door": self.door.state(),
            "follow_up": self.follow_up.state(),
        }

    def restore(self, state: dict[str, Any]) -> None:
        self._show(state["view"])
        self.week.restore(state["week"])
        self.timetable.restore(state["timetable"])
        self.door.restore(state["door"])
        self.follow_up.restore(state["follow_up"])
