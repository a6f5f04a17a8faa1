"""The line beneath the colour grid: what is chosen, and from when a change holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from amane_desktop.attendance.queries import GroupLine
from amane_desktop.attendance.session_changes import (
    add_session,
    cancel_session,
    move_session,
)
from amane_desktop.attendance.timetable import WeeklyHour, change_hour
from amane_desktop.attendance.week_plan import PlanBlock, WeekPlan
from amane_desktop.i18n import _
from amane_desktop.people.names import in_reader_script
from ui import theme
from ui.school_support.hours_layout import Place
from ui.school_support.plan_words import block_words, place_words
from ui.widgets.basics import Card, let_shrink, line_label, plain_button, primary_button
from ui.widgets.choice import Choice
from ui.widgets.day_edit import DayEdit

_WEEKLY, _ONCE = "weekly", "once"


@dataclass(frozen=True)
class Wanted:
    """A change that is not saved yet: of a block, to a place; without either, added or removed."""

    block: PlanBlock | None
    place: Place | None


class HourFoot(Card):
    """Says what is chosen in the grid, and asks how a change is meant before it is saved."""

    save_wanted = Signal()
    left = Signal()
    remove_wanted = Signal()
    add_wanted = Signal()
    back_wanted = Signal(int)

    def __init__(self, *, may_edit: bool) -> None:
        super().__init__()
        self._may_edit = may_edit
        self.wanted: Wanted | None = None
        self._block: PlanBlock | None = None
        self._words = let_shrink(line_label("secondary"))
        self._error = let_shrink(line_label("error"))
        self._error.hide()
        self.body.setContentsMargins(12, 8, 12, 8)
        self.body.addWidget(self._words)
        # One row, whatever is asked: the grid above stays as high as it is.
        row = QHBoxLayout()
        self._asking(row)
        self._buttons(row)
        self.body.addLayout(row)
        self.body.addWidget(self._error)
        self.show_block(None, WeekPlan((), ()))

    def _asking(self, row: QHBoxLayout) -> None:
        self.group, self.scope = Choice(), Choice()
        self.group.setObjectName("hourGroup")
        self.group.setAccessibleName(_("Group"))
        self.scope.setObjectName("hourScope")
        self.scope.setAccessibleName(_("How long the change holds"))
        self.scope.addItem(_("Every week from"), _WEEKLY)
        self.scope.addItem(_("This session only"), _ONCE)
        self.from_ = DayEdit(date(2026, 1, 1))
        self.from_.setAccessibleName(_("In force from"))
        self.reason, self.title_ar = QLineEdit(), QLineEdit()
        self.reason.setObjectName("hourReason")
        self.title_ar.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.title_ar.setPlaceholderText(_("What it is called in Arabic"))
        for line in (self.reason, self.title_ar):
            line.returnPressed.connect(self.save_wanted)
        self.scope.currentIndexChanged.connect(lambda _at: self._ask())
        self._questions = (self.group, self.scope, self.from_, self.reason, self.title_ar)
        for widget in self._questions:
            row.addWidget(widget, 1 if isinstance(widget, QLineEdit) else 0)

    def _buttons(self, row: QHBoxLayout) -> None:
        self._save = primary_button(_("Save the change"), theme.accent("school"))
        self._save.setObjectName("saveHour")
        self._leave = plain_button(_("Leave it as it was"))
        self._add = plain_button(_("Add a session"), "mdi6.plus")
        self._add.setObjectName("addHour")
        self._remove = plain_button(_("Cancel or remove"))
        self._remove.setObjectName("removeHour")
        self._back = plain_button(_("Put the session back"))
        self._back.setObjectName("backHour")
        self._save.clicked.connect(self.save_wanted)
        self._leave.clicked.connect(self.left)
        self._add.clicked.connect(self.add_wanted)
        self._remove.clicked.connect(self.remove_wanted)
        self._back.clicked.connect(self._put_back)
        hint = _("Arrows choose · Ctrl+arrows move · Shift+arrows lengthen · Enter saves")
        self._hint = let_shrink(line_label("secondary", hint))
        self._hint.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        for button in (self._save, self._leave, self._add, self._remove, self._back):
            row.addWidget(button)
        row.addStretch()
        row.addWidget(self._hint, 8)

    def show_groups(self, groups: tuple[GroupLine, ...]) -> None:
        """Offer the groups for a new session."""
        kept = self.group.currentData()
        self.group.clear()
        for line in groups:
            self.group.addItem(in_reader_script(line.name, line.name_ar), line.id)
        self.group.setCurrentIndex(max(0, self.group.findData(kept)))

    def show_block(self, block: PlanBlock | None, plan: WeekPlan) -> None:
        """Say what is chosen; nothing is asked."""
        self.wanted, self._block = None, block
        words = "" if block is None else block_words(block, plan).replace("\n", " · ")
        self._words.setText(words or _("Choose a session, or drag it to another hour or day."))
        self._set_asking(False)

    def ask(self, wanted: Wanted, from_: date) -> None:
        """Ask how a change is meant."""
        is_first = self.wanted is None
        self.wanted, self._block = wanted, wanted.block
        if is_first:
            self.from_.set_day(from_)
            self.reason.clear()
            self.title_ar.clear()
            self._say_error("")
        self._words.setText(self._told(wanted))
        # What stands for one day alone is changed for that day alone.
        is_single = wanted.block is not None and wanted.block.slot.change_id is not None
        if is_single:
            self.scope.setCurrentIndex(1)
        self.scope.setEnabled(not is_single)
        self._set_asking(True)
        self._ask()

    def _told(self, wanted: Wanted) -> str:
        if wanted.block is None:
            assert wanted.place is not None
            return _("New session: {place}").format(place=place_words(wanted.place))
        slot, group = wanted.block.slot, wanted.block.group
        before = place_words(Place(slot.day, slot.start, slot.end))
        name = in_reader_script(group.name, group.name_ar)
        if wanted.place is None:
            return _("{group}: {before} is taken out").format(group=name, before=before)
        words = _("{group}: from {before} to {after}")
        return words.format(group=name, before=before, after=place_words(wanted.place))

    def _set_asking(self, is_asking: bool) -> None:
        if not is_asking:
            for question in self._questions:
                question.hide()
        self._save.setVisible(is_asking)
        self._leave.setVisible(is_asking)
        self._add.setVisible(self._may_edit and not is_asking)
        has_change = self._block is not None and self._block.slot.change_id is not None
        is_held = self._block is not None and self._block.slot.closure is None
        self._remove.setVisible(self._may_edit and not is_asking and is_held)
        self._back.setVisible(self._may_edit and not is_asking and has_change)
        self._hint.setVisible(self._may_edit and not is_asking)
        if not is_asking:
            self._say_error("")

    def _ask(self) -> None:
        if self.wanted is None:
            return
        is_new = self.wanted.block is None
        is_once = self.scope.currentData() == _ONCE
        self.scope.show()
        self.group.setVisible(is_new)
        self.from_.setVisible(not is_once)
        self.reason.setVisible(is_once)
        self.title_ar.setVisible(is_once and is_new)
        words = _("What it is, such as a film or a game") if is_new else _("Why")
        self.reason.setPlaceholderText(words)
        self.reason.setAccessibleName(words)

    def action(self) -> tuple[Callable[..., Any], dict[str, Any]]:
        """The action that saves what is wanted, and its arguments."""
        assert self.wanted is not None
        block, place = self.wanted.block, self.wanted.place
        group_id = self.group.currentData() if block is None else block.group.id
        if self.scope.currentData() == _WEEKLY:
            return change_hour, {
                "group_id": group_id,
                "old": None if block is None else _weekly(_place(block)),
                "new": None if place is None else _weekly(place),
                "from_": self.from_.day,
            }
        if block is None:
            assert place is not None
            titles = {"title": self.reason.text(), "title_ar": self.title_ar.text()}
            at = {"day": place.day, "start": place.start, "end": place.end}
            return add_session, {"group_id": group_id, **at, **titles}
        of = {"group_id": group_id, "day": block.slot.day, "start": block.slot.start}
        of |= {"reason": self.reason.text()}
        if place is None:
            return cancel_session, of
        to = {"to_day": place.day, "to_start": place.start, "to_end": place.end}
        return move_session, of | to

    def refuse(self, message: str) -> None:
        """Say why nothing was saved; what was asked stays."""
        self._say_error(message)

    def _say_error(self, message: str) -> None:
        self._error.setText(message)
        self._error.setVisible(bool(message))

    def _put_back(self) -> None:
        if self._block is not None and self._block.slot.change_id is not None:
            self.back_wanted.emit(self._block.slot.change_id)


def _place(block: PlanBlock) -> Place:
    return Place(block.slot.day, block.slot.start, block.slot.end)


def _weekly(place: Place) -> WeeklyHour:
    return WeeklyHour(place.day.isoweekday(), place.start, place.end)
