"""The form of a task."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from amane_desktop.agenda.actions import add_task, change_task, remove_task
from amane_desktop.agenda.queries import TaskLine, tasks
from amane_desktop.i18n import _, in_its_own_direction
from amane_desktop.office.staff import who_may_teach
from amane_desktop.people.names import in_reader_script
from ui.tasks import Desk
from ui.widgets import named
from ui.widgets.basics import plain_button
from ui.widgets.day_field import DayField
from ui.widgets.fields import ChoiceField, LinesField, TextField
from ui.widgets.forms import Form, Values


def titled(title: str, name: str, name_ar: str) -> str:
    """A form's title, and about whom it is."""
    about = in_reader_script(name, name_ar)
    return f"{title} · {in_its_own_direction(about)}" if about else title


class TaskForm(Form):
    """What is to be done, by when, and who does it; about one person, or about none."""

    accent = "school"

    def __init__(
        self,
        desk: Desk,
        service: str,
        line: TaskLine | None = None,
        *,
        person_id: int | None = None,
        name: str = "",
        name_ar: str = "",
    ) -> None:
        title = _("Add a task") if line is None else _("Change the task")
        if line is not None:
            name, name_ar = line.name, line.name_ar
        super().__init__(desk, titled(title, name, name_ar))
        self._service, self._line, self._person_id = service, line, person_id
        staff = {
            str(each.id): in_reader_script(each.name, each.name_ar)
            for each in desk.ask(who_may_teach)
        }
        if line is not None and line.staff_id is not None:
            staff.setdefault(str(line.staff_id), line.staff)
        if line is None or not line.kind:
            self.add("title", TextField(_("What is to be done")), row=0)
        else:
            self.say(line.title)
        self.add("due", DayField(_("By the day"), desk.office.clock.today()), row=1)
        self.add("staff_id", ChoiceField(_("Who does it"), staff), row=1, column=1)
        self.add("note", LinesField(_("Note")), row=2)
        if line is not None:
            remove = named(plain_button(_("Remove")), "removeLine")
            remove.clicked.connect(self._remove)
            self.buttons.insertWidget(2, remove)

    def kept(self) -> Values:
        """What is kept of the task; a new one is the reader's own, for today."""
        line = self._line
        own = str(self.desk.office.signed_in.id)
        due = line.due if line else self.desk.office.clock.today()
        kept: Values = {
            "title": line.title if line else "",
            "due": due.isoformat(),
            "staff_id": str(line.staff_id or "") if line else own,
            "note": line.note if line else "",
        }
        return {key: raw for key, raw in kept.items() if key in self.fields}

    def newest(self) -> Values | None:
        """The task as it is now."""
        assert self._line is not None
        every = (*self.desk.ask(tasks, "all"), *self.desk.ask(tasks, "done"))
        self._line = next((task for task in every if task.id == self._line.id), None)
        return None if self._line is None else self.kept()

    def action(self) -> tuple[Callable[..., Any], dict[str, Any]]:
        """Add the task, or change it."""
        typed = {key: str(raw) for key, raw in self.typed().items()}
        values: dict[str, Any] = {
            "title": typed.get("title", ""),
            "due": date.fromisoformat(typed["due"]),
            "staff_id": int(typed["staff_id"]) if typed["staff_id"] else None,
            "note": typed["note"],
        }
        if self._line is None:
            return add_task, {"service": self._service, "person_id": self._person_id, **values}
        return change_task, {"task_id": self._line.id, "version": self._line.version, **values}

    def _remove(self) -> None:
        assert self._line is not None
        row = {"task_id": self._line.id, "version": self._line.version}
        self.desk.do(remove_task, done=self.saved.emit, refused=self.refuse, **row)
