"""The tasks that are due, on the first page of the morning."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from amane_desktop.access.permissions import Permission
from amane_desktop.agenda.queries import TaskLine, tasks
from amane_desktop.i18n import _, format_date, in_its_own_direction
from amane_desktop.people.names import in_reader_script
from ui.tasks import Desk
from ui.widgets import named
from ui.widgets.basics import ListCard, at_its_beginning, let_shrink, line_label, small_button

_SHOWN = 5


class DueTasks(ListCard):
    """What is to be done today or was before, the reader's and nobody's; the rest is a click away.

    Names and what to do, as the page may be read over a shoulder: no notes.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("To do"))
        self._desk = desk
        every = named(small_button(_("All tasks")), "allTasks")
        every.clicked.connect(partial(desk.go, "tasks", which="all"))
        self.head.addWidget(every)
        if not desk.may(Permission.SEE_SCHOOL):
            self.hide()

    def refresh(self) -> None:
        """Show what is due now."""
        if not self._desk.may(Permission.SEE_SCHOOL):
            return
        due = self._desk.ask(tasks, "due")
        rows: list[QWidget] = [self._row(task) for task in due[:_SHOWN]]
        if len(due) > _SHOWN:
            more = _("and {n} more").format(n=len(due) - _SHOWN)
            rows.append(line_label("secondary", more))
        self.replace(rows or [line_label("secondary", _("Nothing is due today."))])

    def _row(self, task: TaskLine) -> QWidget:
        name = in_reader_script(task.name, task.name_ar)
        day = format_date(task.due) if task.due < self._desk.office.clock.today() else ""
        words = " · ".join(map(in_its_own_direction, filter(None, (name, task.title, day))))
        return at_its_beginning(let_shrink(line_label("", words)))
