"""Groups: who teaches them and where, and which children are enrolled from when to when."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from amane_desktop.attendance import actions, planning, queries
from amane_desktop.attendance.planning import EnrolmentLine
from amane_desktop.i18n import (
    _,
    format_date,
    in_its_own_direction,
    is_rtl,
    isolate,
    language,
    ngettext,
)
from amane_desktop.office.work import Change
from amane_desktop.people.levels import level_name
from amane_desktop.people.names import in_reader_script
from ui import theme
from ui.school_support.group_form import GroupForm
from ui.school_support.titles import group_title
from ui.tasks import Desk
from ui.widgets.basics import Card, EmptyState, line_label, plain_button, primary_button
from ui.widgets.day_edit import DayEdit
from ui.widgets.person_picker import PersonPicker
from ui.widgets.two_lines import TwoLines

_KINDS = {"child_group", "enrolment", "person"}
_LIST_WIDTH = 300


class GroupsView(QWidget):
    """The list of groups, and beside it one group with its children or its form."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._groups: tuple[queries.GroupLine, ...] = ()
        self.list = QListWidget()
        self.list.setObjectName("groupList")
        self.list.setItemDelegate(TwoLines(self.list))
        self.record = GroupRecord(desk)
        self._form: GroupForm | None = None
        self._beside = QStackedWidget()
        self._none = EmptyState(_("No group yet."), _("Add the first group"))
        self._beside.addWidget(self.record)
        self._beside.addWidget(self._none)
        self._lay_out()
        self.list.currentRowChanged.connect(self._choose)
        self.record.edit.clicked.connect(self._edit)
        self._none.button.clicked.connect(self.add_group)
        new = QShortcut(QKeySequence("Ctrl+N"), self, self.add_group)
        new.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.refresh()

    def _lay_out(self) -> None:
        add = plain_button(_("Add"), "mdi6.plus")
        add.setObjectName("addGroup")
        add.clicked.connect(self.add_group)
        head = QHBoxLayout()
        head.addWidget(line_label("subject", _("Groups")))
        head.addStretch()
        head.addWidget(add)
        card = Card()
        card.body.setContentsMargins(1, 1, 1, 1)
        card.body.addWidget(self.list)
        side = QVBoxLayout()
        side.addLayout(head)
        side.addWidget(card, 1)
        lists = QWidget()
        lists.setFixedWidth(_LIST_WIDTH)
        side.setContentsMargins(0, 0, 0, 0)
        lists.setLayout(side)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(lists)
        row.addWidget(self._beside, 1)

    def refresh(self, change: Change | None = None) -> None:
        """Show the groups anew, if the change touches them."""
        if change is not None and not change.kinds & _KINDS:
            return
        kept = self.group.id if self.group else None
        self._groups = self._desk.ask(queries.groups)
        self.list.blockSignals(True)
        self.list.clear()
        for group in self._groups:
            item = QListWidgetItem(in_reader_script(group.name, group.name_ar))
            item.setData(Qt.ItemDataRole.UserRole, _beneath(group))
            self.list.addItem(item)
        rows = [n for n, group in enumerate(self._groups) if group.id == kept]
        self.list.setCurrentRow(rows[0] if rows else 0)
        self.list.blockSignals(False)
        if self._form is None:
            self._choose(self.list.currentRow())

    @property
    def group(self) -> queries.GroupLine | None:
        """The group that is chosen."""
        row = self.list.currentRow()
        return self._groups[row] if 0 <= row < len(self._groups) else None

    def _choose(self, _row: int) -> None:
        self._close_form()
        group = self.group
        if group is None:
            self._beside.setCurrentWidget(self._none)
            return
        self.record.show_group(group)
        self._beside.setCurrentWidget(self.record)

    def add_group(self) -> None:
        """Open an empty form."""
        self._open_form(GroupForm(self._desk, None))

    def _edit(self) -> None:
        if self.group is not None:
            self._open_form(GroupForm(self._desk, self.group))

    def _open_form(self, form: GroupForm) -> None:
        self._close_form()
        self._form = form
        self._beside.addWidget(form)
        self._beside.setCurrentWidget(form)
        form.left.connect(lambda: self._choose(0))
        form.saved.connect(self._saved)
        form.begin()
        form.focus_first()

    def _saved(self, group_id: int | None) -> None:
        self._close_form()
        self.refresh()
        rows = [n for n, group in enumerate(self._groups) if group.id == group_id]
        if rows:
            self.list.setCurrentRow(rows[0])
        self._choose(self.list.currentRow())

    def _close_form(self) -> None:
        if self._form is not None:
            self._beside.removeWidget(self._form)
            self._form.deleteLater()
            self._form = None


def _beneath(group: queries.GroupLine) -> str:
    children = ngettext("{n} child", "{n} children", group.children).format(n=group.children)
    teacher = in_reader_script(group.teacher, group.teacher_ar)
    return " · ".join(filter(None, (children, teacher)))


class GroupRecord(QWidget):
    """One group: its card, and its children with their dates."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._group: queries.GroupLine | None = None
        self._lines: tuple[EnrolmentLine, ...] = ()
        self._title, self._beneath = line_label("subject"), line_label("secondary")
        self.edit = plain_button(_("Edit"), "mdi6.pencil-outline")
        self.edit.setObjectName("editGroup")
        self._enrol = primary_button(
            _("Enrol a child"), theme.accent("school"), "mdi6.account-plus-outline"
        )
        self._enrol.setObjectName("enrolChild")
        today = desk.office.clock.today()
        self._from, self._until = DayEdit(today), DayEdit(today)
        self._from.setObjectName("enrolFrom")
        self._leave = plain_button(_("Leaves the group"))
        self._leave.setObjectName("endEnrolment")
        self.table = _children_table()
        self._nobody = EmptyState(_("No child yet. Enrol the first one."))
        self._lay_out()
        self._enrol.clicked.connect(self._pick)
        self._leave.clicked.connect(self._end)
        self.table.itemSelectionChanged.connect(
            lambda: self._foot.setVisible(bool(self.table.selectedItems()))
        )

    def _lay_out(self) -> None:
        header = Card()
        row = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._beneath)
        row.addLayout(words)
        row.addStretch()
        row.addWidget(self.edit)
        row.addWidget(line_label("secondary", _("from")))
        row.addWidget(self._from)
        row.addWidget(self._enrol)
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
