"""The appointments ahead, the tasks of the house under a filter, and the form of one of them."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from amane_desktop.access.permissions import Permission
from amane_desktop.agenda.queries import TaskLine, Which, tasks
from amane_desktop.i18n import _, ngettext
from amane_desktop.office.work import Change
from amane_desktop.school_support.tasks import SERVICE
from ui import theme
from ui.agenda.appointments_card import APPOINTMENT_KINDS, AppointmentsCard
from ui.agenda.task_form import TaskForm
from ui.agenda.task_row import TaskRow
from ui.drafts import form_key
from ui.tasks import Desk
from ui.widgets import named
from ui.widgets.basics import ListCard, line_label, plain_button
from ui.widgets.choice import Choice
from ui.widgets.page import Page

_KINDS = {"task", "person", "family", "staff_member", *APPOINTMENT_KINDS}
# A window full of rows is made at once, more when they are asked for.
_AT_ONCE = 30


class TasksPage(Page):
    """What is to be done: mine, everybody's, what is late, and what is done."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.filter = named(Choice(), "tasksFilter")
        self.filter.setAccessibleName(_("Which tasks"))
        for code, words in (
            ("mine", _("Mine")),
            ("all", _("Everybody's")),
            ("overdue", _("Late")),
            ("done", _("Done")),
        ):
            self.filter.addItem(words, code)
        self.list = ListCard("")
        self.list.title.hide()
        self._form: TaskForm | None = None
        self._shown = _AT_ONCE
        self._stack = QStackedWidget()
        area = QScrollArea()
        area.setWidgetResizable(True)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        self.appointments = AppointmentsCard(desk)
        column.addWidget(self.appointments)
        column.addWidget(self.list)
        column.addStretch()
        area.setWidget(inside)
        self._stack.addWidget(area)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(theme.EDGE, 12, theme.EDGE, 10)
        whole.setSpacing(theme.GAP)
        whole.addLayout(self._head())
        whole.addWidget(self._stack, 1)
        self.setFocusProxy(self.filter)
        self.filter.currentIndexChanged.connect(lambda _index: self._filter())
        self.refresh()

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.addWidget(line_label("subject", _("Tasks")))
        head.addStretch()
        head.addWidget(self.filter)
        if self.desk.may(Permission.EDIT_SCHOOL):
            add = named(plain_button(_("Add a task"), "mdi6.plus"), "addTask")
            add.clicked.connect(lambda _checked: self._open(None))
            head.addWidget(add)
            new = QShortcut(QKeySequence("Ctrl+N"), self, lambda: self._open(None))
            new.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        return head

    def refresh(self, change: Change | None = None) -> None:
        """Show the tasks anew."""
        if change is not None and not change.kinds & _KINDS:
            return
        self.appointments.refresh()
        which: Which = self.filter.currentData()
        found = self.desk.ask(tasks, which)
        rows: list[QWidget] = []
        for task in found[: self._shown]:
            row = TaskRow(self.desk, task)
            row.edit.connect(partial(self._open, task))
            rows.append(row)
        if left := len(found) - len(rows):
            rows.append(self._more(left))
        self.list.replace(rows or [line_label("secondary", _("Nothing is to be done here."))])

    def _more(self, left: int) -> QWidget:
        n = min(left, _AT_ONCE)
        words = ngettext("Show {n} more", "Show {n} more", n).format(n=n)
        more = named(plain_button(words), "moreTasks")
        more.clicked.connect(lambda _checked: self._show_more())
        return more

    def _show_more(self) -> None:
        self._shown += _AT_ONCE
        self.refresh()

    def _filter(self) -> None:
        self._shown = _AT_ONCE
        self.refresh()

    def open(self, which: str = "mine", **where: Any) -> None:
        """Show the tasks of a filter."""
        self._close()
        self.filter.setCurrentIndex(max(0, self.filter.findData(which)))

    def state(self) -> dict[str, Any]:
        """The filter; what is half-typed is kept beside."""
        if self._form is not None:
            self._form.keep_draft()
        return {"which": self.filter.currentData()}

    def restore(self, state: dict[str, Any]) -> None:
        """Take it up again."""
        self.open(state["which"])

    def _open(self, task: TaskLine | None) -> None:
        self._close()
        self._form = TaskForm(self.desk, task.service if task else SERVICE, task)
        self._stack.addWidget(self._form)
        self._stack.setCurrentWidget(self._form)
        self._form.left.connect(self._close)
        self._form.saved.connect(lambda _id: self._close())
        self._form.begin(form_key("agenda", "task", task.id if task else None))
        self._form.focus_first()

    def _close(self) -> None:
        if self._form is not None:
            self._form.keep_draft()
            self._stack.removeWidget(self._form)
            self._form.deleteLater()
            self._form = None
        self._stack.setCurrentIndex(0)
