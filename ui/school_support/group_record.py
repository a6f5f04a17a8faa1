"""One group: its card, and its children from when to when."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from amane_desktop.access.permissions import Permission
from amane_desktop.attendance import actions, planning, queries
from amane_desktop.attendance.planning import EnrolmentLine
from amane_desktop.i18n import (
    _,
    format_date,
    in_its_own_direction,
    is_rtl,
    isolate,
    language,
)
from amane_desktop.people.levels import level_name
from amane_desktop.people.names import in_reader_script
from ui import theme
from ui.school_support.group_colour import Dot
from ui.school_support.titles import group_title
from ui.tasks import Desk
from ui.widgets.basics import Card, EmptyState, line_label, plain_button, primary_button
from ui.widgets.day_edit import DayEdit
from ui.widgets.list_export import ShownList, export_button
from ui.widgets.person_picker import PersonPicker


class GroupRecord(QWidget):
    """One group: its card, and its children with their dates."""

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
        today = desk.office.clock.today()
        self._from, self._until = DayEdit(today), DayEdit(today)
        self._from.setAccessibleName(_("First day"))
        self._until.setAccessibleName(_("Last day"))
        self._from.setObjectName("enrolFrom")
        self._leave = plain_button(_("Leaves the group"))
        self._leave.setObjectName("endEnrolment")
        self.table = _children_table()
        self._nobody = EmptyState(_("No child yet. Enrol the first one."))
        self._lay_out()
        self._enrol.clicked.connect(self._pick)
        self._leave.clicked.connect(self._end)
        self.table.itemSelectionChanged.connect(
            lambda: self._foot.setVisible(self._may_edit and bool(self.table.selectedItems()))
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
        since = line_label("secondary", _("from"))
        for change in (self.edit, since, self._from, self._enrol):
            row.addWidget(change)
            if not self._may_edit:
                change.hide()
        header.body.addLayout(row)
        children = Card()
        children.body.setContentsMargins(1, 1, 1, 8)
        children.body.addWidget(self.table)
        children.body.addWidget(self._nobody)
        self._foot = QWidget()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(12, 0, 12, 0)
        foot.addStretch()
        foot.addWidget(line_label("secondary", _("The chosen child's last day:")))
        foot.addWidget(self._until)
        foot.addWidget(self._leave)
        children.body.addWidget(self._foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(header)
        column.addWidget(children, 1)

    def show_group(self, group: queries.GroupLine) -> None:
        """Show a group."""
        self._group = group
        self._dot.show_colour(group.colour)
        self._title.setText(group_title(group))
        places = _("{children} of {places} places").format(
            children=group.children, places=group.capacity
        )
        room = in_reader_script(group.room, group.room_ar)
        teacher = in_reader_script(group.teacher, group.teacher_ar)
        parts = map(in_its_own_direction, filter(None, (teacher, room, places)))
        # A line that begins with a Latin name still runs from the right in an Arabic window.
        self._beneath.setText(("\u200f" if is_rtl() else "") + " · ".join(parts))
        self._lines = self._desk.ask(planning.group_enrolments, group.id)
        self.table.setRowCount(len(self._lines))
        for row, line in enumerate(self._lines):
            for column, text in enumerate(_cells(line)):
                item = QTableWidgetItem(text)
                font = item.font()
                font.setBold(column == 0)
                item.setFont(font)
                self.table.setItem(row, column, item)
        self.table.clearSelection()
        self.table.setCurrentCell(-1, -1)
        self._foot.hide()
        self.table.setVisible(bool(self._lines))
        self._nobody.setVisible(not self._lines)

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
        picker.chosen.connect(
            lambda person_id: self._desk.do(
                actions.enrol_child, group.id, person_id, from_=self._from.day
            )
        )
        picker.open_at(self.table if self._lines else self)

    def _end(self) -> None:
        row = self.table.currentRow()
        if 0 <= row < len(self._lines):
            line = self._lines[row]
            self._desk.do(actions.end_enrolment, line.id, line.version, self._until.day)


def _cells(line: EnrolmentLine) -> tuple[str, ...]:
    until = (
        _("until {day}").format(day=isolate(format_date(line.last_day, "short")))
        if (line.last_day)
        else ""
    )
    return (
        in_reader_script(line.name, line.name_ar),
        level_name(line.level, language()),
        _("since {day}").format(day=isolate(format_date(line.first_day, "short"))),
        until,
    )


def _children_table() -> QTableWidget:
    table = QTableWidget(0, 4)
    table.setObjectName("groupChildren")
    table.setAccessibleName(_("Children of the group"))
    table.setHorizontalHeaderLabels([_("Child"), _("Level"), _("Enrolled"), ""])
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(34)
    table.setShowGrid(False)
    table.setStyleSheet("QTableView::item, QHeaderView::section { padding: 0 12px; }")
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    header = table.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    header.setHighlightSections(False)
    return table
