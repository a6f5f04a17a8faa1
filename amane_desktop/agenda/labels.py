"""How the history tells tasks, and what undo, a merge and erasing must know of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select

from amane_desktop.access.permissions import Permission
from amane_desktop.agenda.models import Task
from amane_desktop.agenda.services import sees_tasks_of, tasks_seen, title_of
from amane_desktop.i18n import N_, _, format_date, ngettext
from amane_desktop.office.erasing import goes_with
from amane_desktop.office.labels import Column, describe, staff_name
from amane_desktop.office.undo_rules import rows_seen
from amane_desktop.office.work import Reading, Work
from amane_desktop.people.belongings import BELONGINGS
from amane_desktop.people.comparing import TOLD_CARRIED
from amane_desktop.people.family_file import FILE_PARTS, Section
from amane_desktop.people.merging import CARRIERS
from amane_desktop.people.models import Person
from amane_desktop.people.names import in_reader_script


def _day(value: str) -> str:
    return format_date(date.fromisoformat(value))


def _is_shown(reading: Reading, values: Mapping[str, Any]) -> bool:
    return sees_tasks_of(reading, values["service"], values["person_id"])


describe(
    Task.__tablename__,
    Permission.SEE_CENTRE,
    lambda values: title_of(values["service"], values["kind"], values["title"]),
    {
        "title": Column(N_("What is to be done")),
        "due": Column(N_("By the day"), _day, is_told_at_first=True),
        "staff_id": Column(N_("Who does it"), name=staff_name),
        "done_on": Column(N_("Done on"), _day),
        "note": Column(N_("Note")),
    },
    _is_shown,
    noun=N_("Tasks"),
    refers={"person_id": "person"},
)
BELONGINGS[Task.__tablename__] = "person_id"
goes_with("person", Task.person_id, N_("Tasks"))


def _may_be_undone(reading: Reading) -> Select[int]:
    return select(Task.id).where(tasks_seen(reading, to_edit=True))


rows_seen(Task.__tablename__, _may_be_undone)


def _carry(work: Work, kept_id: int, other_id: int) -> None:
    for task in work.session.scalars(select(Task).where(Task.person_id == other_id)):
        task.person_id = kept_id


def _told(reading: Reading, person_id: int) -> Iterator[str]:
    counted = select(func.count()).select_from(Task).where(Task.person_id == person_id)
    if n := reading.session.scalar(counted):
        yield ngettext("{n} task", "{n} tasks", n).format(n=n)


CARRIERS.append(_carry)
TOLD_CARRIED.append(_told)


def _of_tasks(reading: Reading, family_id: int) -> Iterator[Section]:
    rows = reading.session.execute(
        select(Task, Person)
        .join(Person, Person.id == Task.person_id)
        .where(Person.family_id == family_id, tasks_seen(reading))
        .order_by(Task.due, Task.id)
    )
    told = tuple(
        (in_reader_script(person.given_name, person.given_name_ar), _in_words(task))
        for task, person in rows
    )
    yield Section(_("Tasks"), told)


def _in_words(task: Task) -> str:
    title = title_of(task.service, task.kind, task.title)
    words = _("done on {day}") if task.done_on else _("by {day}")
    day = words.format(day=format_date(task.done_on or task.due))
    return " · ".join(filter(None, (title, day, task.note)))


FILE_PARTS.append(_of_tasks)
