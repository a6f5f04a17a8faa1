"""The timetable of all groups in one week, with a period or a week to choose."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from amane_desktop.access.permissions import Permission
from amane_desktop.attendance import queries
from amane_desktop.attendance.periods import PeriodLine, periods
from amane_desktop.attendance.session_changes import put_session_back
from amane_desktop.attendance.week_plan import PlanBlock, week_plan
from amane_desktop.attendance.weeks import monday_of
from amane_desktop.i18n import _, isolate
from amane_desktop.office.errors import Refusal
from amane_desktop.people.names import in_reader_script
from ui import theme
from ui.school_support.hour_foot import HourFoot, Wanted
from ui.school_support.hours_grid import HoursGrid
from ui.school_support.hours_layout import Place
from ui.tasks import Desk
from ui.widgets.basics import Card
from ui.widgets.choice import Choice
from ui.widgets.week_picker import WeekPicker


class PlanView(QWidget):
    """The colour grid, and beneath it what is chosen and what is about to change."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        may_edit = desk.may(Permission.EDIT_GROUPS)
        self._week = WeekPicker(monday_of(desk.office.clock.today()))
        self._groups, self._periods = Choice(), Choice()
        self._groups.setObjectName("planGroup")
        self._groups.setAccessibleName(_("Group that stands out"))
        self._periods.setObjectName("planPeriod")
        self._periods.setAccessibleName(_("Period"))
        self.grid, self.foot = HoursGrid(may_edit=may_edit), HourFoot(may_edit=may_edit)
        self.setFocusProxy(self.grid)
        self._lay_out()
        self._week.changed.connect(lambda _monday: self._load())
        self._groups.activated.connect(lambda _at: self._load())
        self._periods.activated.connect(lambda _at: self._go_to_period())
        self.grid.chosen.connect(lambda block: self.foot.show_block(block, self.grid.plan))
        self.grid.put.connect(self._ask)
        self.grid.wanted.connect(lambda place: self._ask(None, place))
        self.grid.taken_out.connect(lambda block: self._ask(block, None))
        self.grid.kept.connect(self._save)
        self.grid.left.connect(self._leave)
        self.foot.save_wanted.connect(self._save)
        self.foot.left.connect(self._leave)
        self.foot.remove_wanted.connect(lambda: self._ask(self.grid.current, None))
        self.foot.add_wanted.connect(self._add)
        self.foot.back_wanted.connect(lambda n: desk.do(put_session_back, n))
        self._is_stale = True

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for what is shown only now."""
        super().showEvent(event)
        if self._is_stale:
            self.refresh()

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(10)
        for widget in (self._groups, self._week, self._periods):
            bar.addWidget(widget)
        bar.addStretch()
        card = Card()
        card.body.setContentsMargins(1, 1, 1, 1)
        card.body.addWidget(self.grid)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addLayout(bar)
        column.addWidget(card, 1)
        column.addWidget(self.foot)

    def refresh(self) -> None:
        """Show the newest state; what was asked and not saved is left. Unseen, it waits."""
        self._is_stale = not self.isVisible()
        if self._is_stale:
            return
        groups = self._desk.ask(queries.groups)
        kept = self._groups.currentData()
        self._groups.clear()
        self._groups.addItem(_("All groups"), None)
        for group in groups:
            self._groups.addItem(in_reader_script(group.name, group.name_ar), group.id)
        self._groups.setCurrentIndex(max(0, self._groups.findData(kept)))
        self.foot.show_groups(groups)
        self._known = self._desk.ask(periods, self._desk.office.clock.today())
        self._periods.clear()
        self._periods.addItem(_("Ordinary weeks"), None)
        for period in self._known:
            self._periods.addItem(_period_title(period), period.id)
        self._load()

    def _load(self) -> None:
        monday = self._week.monday
        plan = self._desk.ask(week_plan, monday)
        self.grid.show_plan(plan, self._groups.currentData())
        shown = next((day.period_id for day in plan.days if day.period_id is not None), None)
        self._periods.setCurrentIndex(max(0, self._periods.findData(shown)))
        self.foot.show_block(self.grid.current, plan)

    def _go_to_period(self) -> None:
        """Show the first whole week of a period, or the next week that lies in none."""
        wanted = self._periods.currentData()
        today = monday_of(self._desk.office.clock.today())
        if wanted is not None:
            period = next(p for p in self._known if p.id == wanted)
            first = monday_of(period.first_day)
            is_cut = first < period.first_day and first + timedelta(days=7) <= period.last_day
            self._week.set_monday(first + timedelta(days=7) if is_cut else first)
        else:
            week = timedelta(days=7)
            while any(p.first_day < today + week and today <= p.last_day for p in self._known):
                today += week
            self._week.set_monday(today)
        self._load()

    def _ask(self, block: PlanBlock | None, place: Place | None) -> None:
        if block is None and place is None:
            return
        if block is not None and block.slot.closure is not None and place is None:
            return
        self.grid.show_ghost(place)
        self.foot.ask(Wanted(block, place), self._from())

    def _from(self) -> date:
        """From when a change holds, if nothing else is said: this week, or the one shown."""
        return max(self._week.monday, monday_of(self._desk.office.clock.today()))

    def _add(self) -> None:
        current = self.grid.current
        days = self.grid.plan.days
        if not days:
            return
        if self._groups.currentData() is not None:
            self.foot.group.setCurrentIndex(self.foot.group.findData(self._groups.currentData()))
        if current is None:
            self.grid.want(days[0].day, 17 * 60)
        else:
            self.grid.want(current.slot.day, current.slot.end.hour * 60 + current.slot.end.minute)

    def _save(self) -> None:
        if self.foot.wanted is None:
            return
        action, values = self.foot.action()
        if "from_" in values:
            values["period_id"] = self._period_of(self.foot.wanted)
        self._desk.do(action, done=self._saved, refused=self._refused, **values)

    def _period_of(self, wanted: Wanted) -> int | None:
        """The period whose hours are changed: that of the day at which the block stands."""
        if wanted.block is not None:
            return wanted.block.period_id
        assert wanted.place is not None
        day = wanted.place.day
        return next(d.period_id for d in self.grid.plan.days if d.day == day)

    def _saved(self, _result: object) -> None:
        self._desk.notice.emit(_("The timetable is saved."))
        self._leave()

    def _refused(self, refusal: Refusal) -> None:
        self.foot.refuse(refusal.message)

    def _leave(self) -> None:
        self.grid.show_ghost(None)
        self.foot.show_block(self.grid.current, self.grid.plan)
        self.grid.setFocus()

    def state(self) -> dict[str, Any]:
        """Which week is shown."""
        return {"monday": self._week.monday}

    def restore(self, state: dict[str, Any]) -> None:
        """Show that week again."""
        self._week.set_monday(state["monday"])
        self.refresh()


def _period_title(period: PeriodLine) -> str:
    days = isolate(f"{period.first_day:%d/%m} – {period.last_day:%d/%m}")
    return f"{in_reader_script(period.name, period.name_ar)} · {days}"
