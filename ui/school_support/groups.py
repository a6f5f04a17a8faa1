"""Groups: who teaches them and where, and which children are enrolled from when to when."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from amane_desktop.access.permissions import Permission
from amane_desktop.attendance import queries
from amane_desktop.i18n import _, language
from amane_desktop.office.work import Change
from amane_desktop.people.levels import level_name
from amane_desktop.people.names import in_reader_script
from ui.drafts import form_key
from ui.school_support.group_colour import dot_icon
from ui.school_support.group_form import GroupForm
from ui.school_support.group_record import GroupRecord
from ui.school_support.titles import children_in_words
from ui.tasks import Desk
from ui.widgets.basics import Card, EmptyState, line_label, plain_button
from ui.widgets.choice import Choice
from ui.widgets.forms import Form
from ui.widgets.list_export import ShownList, export_button
from ui.widgets.two_lines import TwoLines

_KINDS = {"child_group", "enrolment", "enrolment_pause", "waiting", "person", "staff_member"}
_LIST_WIDTH = 300


class GroupsView(QWidget):
    """The list of groups, and beside it one group with its children or its form."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._groups: tuple[queries.GroupLine, ...] = ()
        self.list = QListWidget()
        self.list.setObjectName("groupList")
        self.list.setAccessibleName(_("Groups"))
        self.list.setItemDelegate(TwoLines(self.list))
        self.record = GroupRecord(desk)
        self._form: Form | None = None
        self._beside = QStackedWidget()
        self._none = EmptyState(_("No group yet."), _("Add the first group"))
        self._beside.addWidget(self.record)
        self._beside.addWidget(self._none)
        self._may_edit = desk.may(Permission.EDIT_GROUPS)
        self._none.button.setVisible(self._may_edit)
        self._sees_former = desk.may(Permission.SEE_OTHER_DAYS)
        self._which = Choice()
        self._which.setObjectName("whichGroups")
        self._which.setAccessibleName(_("Which groups are listed"))
        self._which.addItem(_("Groups that go on"), False)
        self._which.addItem(_("Groups that are over"), True)
        self._which.activated.connect(lambda _at: self.refresh())
        self._lay_out()
        self.list.currentRowChanged.connect(self._choose)
        self.record.edit.clicked.connect(self._edit)
        self.record.form_wanted.connect(self._open_form)
        self._none.button.clicked.connect(self.add_group)
        new = QShortcut(QKeySequence("Ctrl+N"), self, self.add_group)
        new.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.refresh()

    def _lay_out(self) -> None:
        add = plain_button(_("Add"), "mdi6.plus")
        add.setObjectName("addGroup")
        add.clicked.connect(self.add_group)
        if not self._may_edit:
            add.hide()
        head = QHBoxLayout()
        head.addWidget(line_label("subject", _("Groups")))
        head.addStretch()
        head.addWidget(export_button(self._desk, "exportGroups", self._shown))
        head.addWidget(add)
        card = Card()
        card.body.setContentsMargins(1, 1, 1, 1)
        card.body.addWidget(self.list)
        side = QVBoxLayout()
        side.addLayout(head)
        side.addWidget(self._which)
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
        former = self._desk.ask(queries.former_groups) if self._sees_former else ()
        self._which.setVisible(bool(former))
        is_over = bool(former) and bool(self._which.currentData())
        self._groups = former if is_over else self._desk.ask(queries.groups)
        self.list.blockSignals(True)
        self.list.clear()
        for group in self._groups:
            item = QListWidgetItem(in_reader_script(group.name, group.name_ar))
            item.setData(Qt.ItemDataRole.UserRole, _beneath(group))
            item.setIcon(dot_icon(group.colour))
            self.list.addItem(item)
        rows = [n for n, group in enumerate(self._groups) if group.id == kept]
        self.list.setCurrentRow(rows[0] if rows else 0)
        self.list.blockSignals(False)
        if self._form is None:
            self._choose(self.list.currentRow())

    def _shown(self) -> ShownList:
        headings = [_("Group"), _("Levels"), _("Teacher"), _("Room"), _("Children"), _("Places")]
        rows = [_cells(group) for group in self._groups]
        return ShownList(_("Groups"), headings, lambda: rows)

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

    def show_group(self, group_id: int) -> None:
        """Choose a group of the list."""
        rows = [n for n, group in enumerate(self._groups) if group.id == group_id]
        if rows:
            self.list.setCurrentRow(rows[0])

    def add_group(self) -> None:
        """Open an empty form, if one may."""
        if not self._may_edit:
            return
        self._open_form(GroupForm(self._desk, None), form_key("school_support", "group", None))

    def _edit(self) -> None:
        if self.group is not None:
            key = form_key("school_support", "group", self.group.id)
            self._open_form(GroupForm(self._desk, self.group), key)

    def keep_draft(self) -> None:
        """Keep what is half-typed."""
        if self._form is not None:
            self._form.keep_draft()

    def _open_form(self, form: Form, key: str) -> None:
        self._close_form()
        self._form = form
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setWidget(form)
        form.look_at.connect(self._area.ensureWidgetVisible)
        self._beside.addWidget(self._area)
        self._beside.setCurrentWidget(self._area)
        form.left.connect(lambda: self._choose(0))
        is_group = isinstance(form, GroupForm)
        form.saved.connect(lambda number: self._saved(number if is_group else None))
        form.begin(key)
        form.focus_first()

    def _saved(self, group_id: int | None) -> None:
        self._close_form()
        self.refresh()
        if group_id is not None:
            self.show_group(group_id)
        self._choose(self.list.currentRow())

    def _close_form(self) -> None:
        self.keep_draft()
        if self._form is not None:
            self._beside.removeWidget(self._area)
            self._area.deleteLater()
            self._form = None


def _beneath(group: queries.GroupLine) -> str:
    children = children_in_words(group)
    teacher = in_reader_script(group.teacher, group.teacher_ar)
    return " · ".join(filter(None, (children, teacher)))


def _cells(group: queries.GroupLine) -> list[str]:
    return [
        in_reader_script(group.name, group.name_ar),
        ", ".join(level_name(level, language()) for level in group.levels),
        in_reader_script(group.teacher, group.teacher_ar),
        in_reader_script(group.room, group.room_ar),
        str(group.children),
        str(group.capacity),
    ]
