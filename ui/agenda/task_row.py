"""One task in a line: its tick, what it is, about whom, by when."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from amane_desktop.agenda.actions import finish_task, reopen_task
from amane_desktop.agenda.queries import TaskLine
from amane_desktop.i18n import _, format_date, in_its_own_direction
from amane_desktop.people.names import in_reader_script
from ui.tasks import Desk
from ui.widgets import named
from ui.widgets.basics import at_its_beginning, flat_button, let_shrink, line_label


class TaskRow(QWidget):
    """A task that is ticked off by Space or a click; `edit` asks for its form."""

    edit = Signal()

    def __init__(self, desk: Desk, task: TaskLine, *, says_who: bool = True) -> None:
        super().__init__()
        self._desk, self._task = desk, task
        tick = named(QCheckBox(), f"tick_{task.id}")
        tick.setAccessibleName(task.title)
        tick.setChecked(task.done_on is not None)
        tick.setEnabled(task.may_edit)
        tick.clicked.connect(self._tick)
        words = QVBoxLayout()
        words.setSpacing(0)
        title = at_its_beginning(let_shrink(line_label("", task.title)))
        words.addWidget(title)
        beneath = " · ".join(map(in_its_own_direction, filter(None, self._parts(says_who))))
        words.addWidget(at_its_beginning(let_shrink(line_label("secondary", beneath))))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 3, 0, 3)
        row.setSpacing(10)
        row.addWidget(tick, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self._day(), 0, Qt.AlignmentFlag.AlignVCenter)
        if task.may_edit:
            self._add_button(row, "mdi6.pencil-outline", _("Change the task"), self.edit.emit)
        if says_who and task.person_id is not None:
            open_ = partial(desk.go, task.service, followed=task.person_id)
            self._add_button(row, "mdi6.chevron-right", _("Open the follow-up"), open_)

    def _parts(self, says_who: bool) -> tuple[str, ...]:
        task = self._task
        name = in_reader_script(task.name, task.name_ar) if says_who else ""
        return (name, task.staff, task.note)

    def _day(self) -> QWidget:
        task = self._task
        if task.done_on is not None:
            return line_label("secondary", _("done on {day}").format(day=format_date(task.done_on)))
        is_late = task.due < self._desk.office.clock.today()
        return line_label("pill-waiting" if is_late else "secondary", format_date(task.due))

    def _add_button(self, row: QHBoxLayout, icon: str, words: str, what: object) -> None:
        button = flat_button("", icon, mirrored=icon.endswith("chevron-right"))
        button.setToolTip(words)
        button.setAccessibleName(f"{words} · {self._task.title}")
        button.clicked.connect(lambda _checked: what())  # type: ignore[operator]
        row.addWidget(button)

    def _tick(self, is_done: bool) -> None:
        self._desk.do(finish_task if is_done else reopen_task, self._task.id, self._task.version)
