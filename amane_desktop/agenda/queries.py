"""The tasks as a list shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sqlalchemy import ColumnElement, or_, select, true

from amane_desktop.access.models import StaffMember
from amane_desktop.access.permissions import Permission
from amane_desktop.agenda.models import Task
from amane_desktop.agenda.services import sees_tasks_of, tasks_seen, title_of
from amane_desktop.office.registry import query
from amane_desktop.office.work import Reading
from amane_desktop.people.models import Person

Which = Literal["due", "mine", "all", "overdue", "done"]


@dataclass(frozen=True)
class TaskLine:
    """A task: what, by when, about whom, and who does it; without a person it is about none."""

    id: int
    service: str
    kind: str
    title: str
    due: date
    done_on: date | None
    note: str
    staff_id: int | None
    staff: str
    person_id: int | None
    family_id: int | None
    name: str
    name_ar: str
    version: int
    may_edit: bool


@query(Permission.SEE_CENTRE, {"which": "all"})
def tasks(reading: Reading, which: Which) -> tuple[TaskLine, ...]:
    """The tasks that the reader sees, those to do first at the top.

    `due` are those of today and before that are the reader's or nobody's.
    """
    mine = or_(Task.staff_id == reading.by.id, Task.staff_id.is_(None))
    conditions: dict[Which, ColumnElement[bool]] = {
        "due": mine & (Task.due <= reading.today),
        "mine": Task.staff_id == reading.by.id,
        "all": true(),
        "overdue": Task.due < reading.today,
        "done": true(),
    }
    is_done = Task.done_on.is_not(None) if which == "done" else Task.done_on.is_(None)
    order: Any = (Task.done_on.desc(),) if which == "done" else (Task.due,)
    return _lines(reading, is_done & conditions[which], (*order, Task.id))


@query(Permission.SEE_CENTRE, {"person_id": 1})
def tasks_of(reading: Reading, person_id: int) -> tuple[TaskLine, ...]:
    """What is to be done about a person, the next first; what is done stands in the history."""
    about = (Task.person_id == person_id) & Task.done_on.is_(None)
    return _lines(reading, about, (Task.due, Task.id))


def _lines(
    reading: Reading, condition: ColumnElement[bool], order: tuple[Any, ...]
) -> tuple[TaskLine, ...]:
    rows = reading.session.execute(
        select(Task, Person, StaffMember.name)
        .outerjoin(Person, Person.id == Task.person_id)
        .outerjoin(StaffMember, StaffMember.id == Task.staff_id)
        .where(tasks_seen(reading), condition)
        .order_by(*order)
    )
    return tuple(_line(reading, task, person, staff or "") for task, person, staff in rows)


def _line(reading: Reading, task: Task, person: Person | None, staff: str) -> TaskLine:
    names = ("", "")
    if person is not None:
        names = (
            f"{person.given_name} {person.family_name}".strip(),
            f"{person.given_name_ar} {person.family_name_ar}".strip(),
        )
    return TaskLine(
        task.id,
        task.service,
        task.kind,
        title_of(task.service, task.kind, task.title),
        task.due,
        task.done_on,
        task.note,
        task.staff_id,
        staff,
        task.person_id,
        person.family_id if person is not None else None,
        *names,
        vars(task)["version"],
        # (of a person whom the reader sees; that is asked by the list's own condition)
        sees_tasks_of(reading, task.service, None, to_edit=True),
    )
