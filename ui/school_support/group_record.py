"""One group: its card, and its children from when to when."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from amane_desktop.access.permissions import Permission
from amane_desktop.attendance import actions, planning, queries
from amane_desktop.attendance.ending import take_up_group
from amane_desktop.attendance.pauses import end_pause
from amane_desktop.attendance.places import GroupFull
from amane_desktop.attendance.planning import EnrolmentLine
from amane_desktop.attendance.waiting import wait_for_place
from amane_desktop.i18n import (
    _,
    format_date,
    in_its_own_direction,
    is_rtl,
    labelled,
    language,
    ngettext,
)
from amane_desktop.office.errors import Refusal
from amane_desktop.people.levels import level_name
from amane_desktop.people.names import in_reader_script
from ui import theme
from ui.drafts import form_key
from ui.school_support.enrolment_forms import FORMS
from ui.school_support.group_children import child_cells, children_table
from ui.school_support.group_colour import Dot
from ui.school_support.group_end_form import GroupEndForm
from ui.school_support.titles import group_title
from ui.school_support.waiting_card import WaitingCard
from ui.tasks import Desk
from ui.widgets.basics import (
    Card,
    EmptyState,
    let_shrink,
    line_label,
    plain_button,
    primary_button,
)
from ui.widgets.day_edit import DayEdit
from ui.widgets.list_export import ShownList, export_button
from ui.widgets.person_picker import PersonPicker


class GroupRecord(QWidget):
    """One group: its card, its children with their dates, and who waits for a place."""

    form_wanted = Signal(object, str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._may_edit = desk.may(Permission.EDIT_GROUPS)
        self._group: queries.GroupLine | None = None
        self._lines: tuple[EnrolmentLine, ...] = ()
        self._dot = Dot()
        self._title, self._beneath = line_label("subject"), line_label("secondary")
        self.edit = plain_button(_("Edit"), "mdi6.pencil-outline")
        self.edit.setObjectName("editGroup")
        self._enrol = primary_button(
            _("Enrol a child"), theme.accent("school"), "mdi6.account-plus-outline"
        )
        self._enrol.setObjectName("enrolChild")
        self._today = desk.office.clock.today()
        self._from = DayEdit(self._today)
        self._from.setAccessibleName(_("First day"))
        self._from.setObjectName("enrolFrom")
        self._since = line_label("secondary", _("from"))
        self._end = plain_button(_("End …"))
        self._end.setObjectName("endGroup")
        self._again = plain_button(_("Take up again"))
        self._again.setObjectName("takeUpGroup")
        self._weeks = plain_button(_("Its last week"), "mdi6.calendar-week-outline")
        self._weeks.setObjectName("lastWeek")
        self.waiting = WaitingCard(desk)
        self.waiting.form_wanted.connect(self.form_wanted)
        self._full = _FullBar()
        self.table = children_table()
        self._nobody = EmptyState(_("No child yet. Enrol the first one."))
        self._lay_out()
        self._enrol.clicked.connect(self._pick)
        self._end.clicked.connect(self._open_end)
        self._again.clicked.connect(self._take_up)
        self._weeks.clicked.connect(self._show_weeks)
        self._full.wait.clicked.connect(self._wait)
        self.table.itemSelectionChanged.connect(
            lambda: self._show_foot(self._line if self.table.selectedItems() else None)
        )

    def _lay_out(self) -> None:
        header = Card()
        row = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._beneath)
        row.addWidget(self._dot)
        row.addLayout(words)
        row.addStretch()
        row.addWidget(export_button(self._desk, "exportChildren", self._shown))
        changes = (self._weeks, self._again, self.edit, self._end)
        for change in (*changes, self._since, self._from, self._enrol):
            row.addWidget(change)
        header.body.addLayout(row)
        header.body.addWidget(self._full)
        children = Card()
        children.body.setContentsMargins(1, 1, 1, 8)
        children.body.addWidget(self.table)
        children.body.addWidget(self._nobody)
        self._foot = QWidget()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(12, 0, 12, 0)
        self._chosen = let_shrink(line_label("secondary"))
        foot.addWidget(self._chosen, 1)
        self._acts = {
            name: plain_button(words)
            for name, words in (
                ("endPause", _("Comes again today")),
                ("changeGroup", _("Change group")),
                ("pauseEnrolment", _("Pause")),
                ("endEnrolment", _("Leaves the group")),
            )
        }
        for name, button in self._acts.items():
            button.setObjectName(name)
            button.clicked.connect(partial(self._act, name))
            foot.addWidget(button)
        children.body.addWidget(self._foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(header)
        column.addWidget(self.waiting)
        column.addWidget(children, 1)

    def show_group(self, group: queries.GroupLine) -> None:
        """Show a group."""
        self._group = group
        self._dot.show_colour(group.colour)
        self._title.setText(group_title(group))
        self._full.hide()
        self._show_what_counts(group)
        places = _places(group)
        room = in_reader_script(group.room, group.room_ar)
        teacher = in_reader_script(group.teacher, group.teacher_ar)
        parts = map(in_its_own_direction, filter(None, (teacher, room, places)))
        # A line that begins with a Latin name still runs from the right in an Arabic window.
        self._beneath.setText(("\u200f" if is_rtl() else "") + " · ".join(parts))
        self._lines = self._desk.ask(planning.group_enrolments, group.id)
        self.table.setRowCount(len(self._lines))
        for row, line in enumerate(self._lines):
            for column, text in enumerate(child_cells(line, self._today)):
                item = QTableWidgetItem(text)
                font = item.font()
                font.setBold(column == 0)
                item.setFont(font)
                self.table.setItem(row, column, item)
        self.table.clearSelection()
        self.table.setCurrentCell(-1, -1)
        self._show_foot(None)
        self.waiting.show_group(group)
        self.table.setVisible(bool(self._lines))
        self._nobody.setVisible(not self._lines)
        self._nobody.words.setText(
            _("Whoever comes is marked on the page of the week; nobody is enrolled.")
            if group.is_open
            else _("No child yet. Enrol the first one.")
        )

    def _shown(self) -> ShownList:
        assert self._group is not None
        name = in_reader_script(self._group.name, self._group.name_ar)
        headings = [_("Child"), _("Level"), _("First day"), _("Last day")]
        rows = [
            (
                in_reader_script(line.name, line.name_ar),
                level_name(line.level, language()),
                format_date(line.first_day),
                format_date(line.last_day) if line.last_day else "",
            )
            for line in self._lines
        ]
        return ShownList(_("Children of {group}").format(group=name), headings, lambda: rows)

    def _pick(self) -> None:
        group = self._group
        if group is None:
            return
        taken = frozenset(
            line.person_id
            for line in self._lines
            if line.last_day is None or line.last_day >= self._from.day
        )
        picker = PersonPicker(self._desk, _("Who joins the group?"), self, taken=taken)
        picker.chosen.connect(self._enrol_child)
        picker.open_at(self.table if self._lines else self)

    def _enrol_child(self, person_id: int) -> None:
        """Enrol the child; where the group is full, offer its waiting list."""
        group = self._group
        if group is None:
            return

        def refused(refusal: Refusal) -> None:
            if isinstance(refusal, GroupFull):
                self._full.say(refusal.message, person_id)
            else:
                self._desk.notice.emit(refusal.message)

        self._desk.do(
            actions.enrol_child, group.id, person_id, from_=self._from.day, refused=refused
        )

    def _wait(self) -> None:
        self._full.hide()
        if self._group is not None:
            self._desk.do(wait_for_place, self._group.id, self._full.person_id)

    @property
    def _line(self) -> EnrolmentLine | None:
        row = self.table.currentRow()
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def _show_what_counts(self, group: queries.GroupLine) -> None:
        """Offer what can be done with a group that goes on, that is over, or that is open."""
        is_over = group.last_day is not None and group.last_day < self._desk.office.clock.today()
        for button in (self._weeks, self._again):
            button.setVisible(is_over and self._may_edit)
        for button in (self.edit, self._end):
            button.setVisible(self._may_edit and not is_over)
        for widget in (self._since, self._from, self._enrol):
            widget.setVisible(self._may_edit and not is_over and not group.is_open)

    def _show_foot(self, line: EnrolmentLine | None) -> None:
        """Offer what can be done with the chosen child, if it has not left."""
        today = self._desk.office.clock.today()
        is_there = line is not None and (line.last_day is None or line.last_day >= today)
        self._foot.setVisible(self._may_edit and is_there)
        if line is not None:
            pauses = [pause for pause in line.pauses if pause.first_day <= today]
            self._acts["endPause"].setVisible(bool(pauses))
            reason = pauses[0].reason if pauses else ""
            name = in_its_own_direction(in_reader_script(line.name, line.name_ar))
            self._chosen.setText(labelled(name, reason) if reason else name)

    def _act(self, name: str) -> None:
        group, line = self._group, self._line
        if group is None or line is None:
            return
        if name == "endPause":
            pause, today = line.pauses[0], self._desk.office.clock.today()
            self._desk.do(end_pause, pause.id, pause.version, today)
            return
        form = FORMS[name](self._desk, group.id, line)
        # The child's number stands in the key: what is half-typed of it is erased with it.
        key = form_key("school_support", "person", line.person_id, line.id)
        self.form_wanted.emit(form, f"{key}/{name}")

    def _open_end(self) -> None:
        if self._group is not None:
            key = form_key("school_support", "end_group", self._group.id)
            self.form_wanted.emit(GroupEndForm(self._desk, self._group), key)

    def _take_up(self) -> None:
        if self._group is not None:
            self._desk.do(take_up_group, self._group.id, self._group.version)

    def _show_weeks(self) -> None:
        if self._group is not None and self._group.last_day is not None:
            where = {"group_id": self._group.id, "day": self._group.last_day}
            self._desk.go("school_support", **where)


class _FullBar(QWidget):
    """Says that a group is full, and offers its waiting list for the child that was picked."""

    def __init__(self) -> None:
        super().__init__()
        self.person_id = 0
        self._words = let_shrink(line_label("news"))
        self.wait = plain_button(_("Put on the waiting list"), "mdi6.account-clock-outline")
        self.wait.setObjectName("waitInstead")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._words, 1)
        row.addWidget(self.wait)

    def say(self, words: str, person_id: int) -> None:
        """Offer the list for a child."""
        self.person_id = person_id
        self._words.setText(words)
        self.show()
        self.wait.setFocus()


def _places(group: queries.GroupLine) -> str:
    if group.is_open:
        return _("open to whoever comes")
    taken = _("{children} of {places} places").format(
        children=group.children + group.paused, places=group.capacity
    )
    if not group.paused:
        return taken
    paused = ngettext("{n} pauses", "{n} pause", group.paused).format(n=group.paused)
    return f"{taken} ({paused})"
