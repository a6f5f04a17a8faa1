"""The days when the whole centre is closed, beside the timetable."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from amane_desktop.access.permissions import Permission
from amane_desktop.attendance import planning
from amane_desktop.attendance.closures import DayPart
from amane_desktop.attendance.planning import SpecialDay
from amane_desktop.attendance.public_holidays import (
    confirm_public_holiday,
    move_public_holiday,
)
from amane_desktop.attendance.timetable import set_day, unset_day
from amane_desktop.attendance.weeks import WORKING_DAYS, monday_of
from amane_desktop.i18n import _, format_date
from ui.tasks import Desk
from ui.widgets.basics import Card, flat_button, let_shrink, line_label, plain_button
from ui.widgets.choice import Choice
from ui.widgets.day_edit import DayEdit

_AHEAD = 200


class DaysCard(Card):
    """Public holidays and the centre's own closed days, with one line to add another."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        inside = QWidget()
        inside.setLayout(self._list)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        self.body.addWidget(line_label("title", _("Closed days")))
        self.body.addWidget(area, 1)
        self._may_edit = desk.may(Permission.EDIT_GROUPS)
        adding = QWidget()
        adding.setLayout(self._form())
        self.body.addWidget(adding)
        if not self._may_edit:
            adding.hide()
        self.refresh()

    def _form(self) -> QGridLayout:
        self._day = DayEdit(self._desk.office.clock.today())
        self._day.setAccessibleName(_("Day"))
        self._part = Choice()
        self._part.setAccessibleName(_("How much of the day"))
        for part, words in (
            (DayPart.DAY, _("the whole day")),
            (DayPart.MORNING, _("in the morning")),
            (DayPart.AFTERNOON, _("in the afternoon")),
        ):
            self._part.addItem(words, part)
        self._reason, self._reason_ar = QLineEdit(), QLineEdit()
        self._reason.setPlaceholderText(_("Reason"))
        self._reason_ar.setPlaceholderText(_("Reason in Arabic"))
        self._reason.setAccessibleName(_("Reason"))
        self._reason_ar.setAccessibleName(_("Reason in Arabic"))
        self._reason_ar.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        close = plain_button(_("Add a closed day"))
        close.setObjectName("closeDay")
        close.clicked.connect(partial(self._set, False))
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.addWidget(self._day, 0, 0)
        grid.addWidget(self._part, 0, 1)
        grid.addWidget(self._reason, 1, 0)
        grid.addWidget(self._reason_ar, 1, 1)
        grid.addWidget(close, 2, 0, 1, 2)
        return grid

    def _set(self, is_open: bool) -> None:
        self._desk.do(
            set_day,
            self._day.day,
            part=self._part.currentData(),
            is_open=is_open,
            reason=self._reason.text(),
            reason_ar=self._reason_ar.text(),
        )
        self._reason.clear()
        self._reason_ar.clear()

    def refresh(self) -> None:
        """Show the days to come."""
        while (item := self._list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        first = monday_of(self._desk.office.clock.today())
        for special in self._desk.ask(planning.special_days, first, _AHEAD):
            if special.day.isoweekday() > WORKING_DAYS and not special.is_own:
                continue
            self._list.addWidget(self._row(special))
        self._list.addStretch()

    def _row(self, special: SpecialDay) -> QWidget:
        widget = QWidget()
        row = QHBoxLayout(widget)
        row.setContentsMargins(0, 2, 0, 2)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(let_shrink(line_label("strong", format_date(special.day, "full"))))
        words.addWidget(let_shrink(line_label("secondary", _told(special))))
        row.addLayout(words, 1)
        if self._may_edit:
            for button in self._buttons(special, row):
                row.addWidget(button)
        return widget

    def _buttons(self, special: SpecialDay, row: QHBoxLayout) -> list[QPushButton]:
        do, day = self._desk.do, special.day
        if special.is_own:
            return [_button(_("Remove"), partial(do, unset_day, day, special.part))]
        buttons = [_button(_("Open on this day"), partial(do, set_day, day, is_open=True))]
        if special.holiday_id is None:
            return buttons
        if special.is_estimate:
            which = (special.holiday_id, special.version)
            confirm = _button(_("Confirm"), partial(do, confirm_public_holiday, *which))
            confirm.setObjectName("confirmHoliday")
            buttons.insert(0, confirm)
            move = _button(_("Move"), partial(self._ask_where, special, row))
            move.setObjectName("moveHoliday")
            buttons.insert(1, move)
        return buttons

    def _ask_where(self, special: SpecialDay, row: QHBoxLayout) -> None:
        """Ask on which day a feast is, in the place of its buttons."""
        while row.count() > 1:
            if (widget := row.itemAt(1).widget()) is not None:  # type: ignore[union-attr]
                row.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
        edit = DayEdit(special.day)
        edit.setObjectName("holidayDay")
        edit.setAccessibleName(_("Day"))
        save = plain_button(_("Save"))
        save.setObjectName("saveHoliday")
        save.clicked.connect(
            lambda: self._desk.do(
                move_public_holiday, special.holiday_id, special.version, edit.day
            )
        )
        leave = _button(_("Leave it as it was"), self.refresh)
        for widget in (edit, save, leave):
            row.addWidget(widget)
        edit.setFocus()


def _button(words: str, work: Callable[[], object]) -> QPushButton:
    button = flat_button(words)
    button.clicked.connect(lambda: work())
    return button


def _told(special: SpecialDay) -> str:
    part = {
        DayPart.DAY: "",
        DayPart.MORNING: _("in the morning"),
        DayPart.AFTERNOON: _("in the afternoon"),
    }[special.part]
    reason = special.told
    kind = _("open") if special.is_open else _("closed")
    if not special.is_own:
        kind = _("public holiday, date estimated") if special.is_estimate else _("public holiday")
    return " · ".join(filter(None, (kind, part, reason)))
