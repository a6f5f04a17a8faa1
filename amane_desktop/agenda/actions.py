"""What staff do with tasks: write them down, and tick them off."""

from __future__ import annotations

from datetime import date, timedelta

from amane_desktop.access.models import StaffMember
from amane_desktop.access.permissions import Permission
from amane_desktop.agenda.models import Task
from amane_desktop.agenda.services import check_tasks_of
from amane_desktop.i18n import N_, _
from amane_desktop.office.errors import Refusal
from amane_desktop.office.registry import action
from amane_desktop.office.work import Work
from amane_desktop.people.models import Person
from amane_desktop.people.texts import long_text, short_text

_FURTHEST = timedelta(days=3 * 366)


@action(
    N_("Added a task"),
    Permission.SEE_CENTRE,
    {
        "service": "school_support",
        "title": "Ask for the timetable",
        "due": date(2026, 12, 1),
        "person_id": 1,
    },
)
def add_task(
    work: Work,
    service: str,
    title: str,
    due: date,
    person_id: int | None = None,
    staff_id: int | None = None,
    note: str = "",
) -> int:
    """Write down what is to be done by a day; refuses one without words, or a day that is past."""
    check_tasks_of(work, service, person_id)
    if person_id is not None and work.session.get(Person, person_id) is None:
        raise Refusal(_("This is no longer there."))
    task = Task(service=service, person_id=person_id, due=due, staff_id=staff_id)
    task.title, task.note = short_text(title, "title"), long_text(note, "note")
    if not task.title:
        raise Refusal(_("Say what is to be done."), "title")
    _check_due(work, due)
    _check_staff(work, staff_id)
    work.session.add(task)
    work.session.flush()
    return task.id


@action(
    N_("Changed a task"),
    Permission.SEE_CENTRE,
    {"task_id": 1, "version": 1, "title": "Ask for the timetable", "due": date(2026, 12, 2)},
)
def change_task(
    work: Work,
    task_id: int,
    version: int,
    title: str,
    due: date,
    staff_id: int | None = None,
    note: str = "",
) -> None:
    """Change what is to be done, by when and by whom; a task of a kind keeps its own words."""
    task = _task(work, task_id, version)
    title = short_text(title, "title")
    if not (title or task.kind):
        raise Refusal(_("Say what is to be done."), "title")
    if due != task.due:
        _check_due(work, due)
    if staff_id != task.staff_id:
        _check_staff(work, staff_id)
    task.title, task.due, task.staff_id = title, due, staff_id
    task.note = long_text(note, "note")


@action(N_("Did a task"), Permission.SEE_CENTRE, {"task_id": 1, "version": 2})
def finish_task(work: Work, task_id: int, version: int) -> None:
    """Tick a task off; refuses one that is done."""
    task = _task(work, task_id, version)
    if task.done_on is not None:
        raise Refusal(_("This is done already."))
    task.done_on = work.today


@action(N_("Opened a task again"), Permission.SEE_CENTRE, {"task_id": 1, "version": 3})
def reopen_task(work: Work, task_id: int, version: int) -> None:
    """Take the tick off a task again."""
    _task(work, task_id, version).done_on = None


@action(N_("Removed a task"), Permission.SEE_CENTRE, {"task_id": 1, "version": 4})
def remove_task(work: Work, task_id: int, version: int) -> None:
    """Take away a task that is not to be done; it stays in the history."""
    work.session.delete(_task(work, task_id, version))


def _task(work: Work, task_id: int, version: int) -> Task:
    task = work.session.get(Task, task_id)
    if task is not None:
        check_tasks_of(work, task.service, task.person_id)
    return work.editable(Task, task_id, version)


def _check_due(work: Work, due: date) -> None:
    if due < work.today:
        raise Refusal(_("This day is past."), "due")
    if due > work.today + _FURTHEST:
        raise Refusal(_("This day is too far away."), "due")


def _check_staff(work: Work, staff_id: int | None) -> None:
    member = work.session.get(StaffMember, staff_id) if staff_id is not None else None
    if staff_id is not None and (member is None or not member.is_active):
        raise Refusal(_("Choose from the list."), "staff_id")
