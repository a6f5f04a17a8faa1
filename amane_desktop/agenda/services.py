"""Whose tasks and appointments a reader sees; each service says who, and what its kinds are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, false, or_, select

from amane_desktop.access.permissions import Part, Permission, may
from amane_desktop.agenda.models import Appointment, Task
from amane_desktop.i18n import _
from amane_desktop.office.errors import NotAllowed
from amane_desktop.office.work import Reading
from amane_desktop.people.gone import sees_part_or_gone
from amane_desktop.people.models import Family, Person
from amane_desktop.people.sight import Sight


@dataclass(frozen=True)
class TaskService:
    """A service's tasks and appointments: who sees and writes them, with which part of a person.

    `kinds` are its own codes with their words (marked with `N_`).
    """

    see: Permission
    edit: Permission
    part: Part
    kinds: Mapping[str, str]


SERVICES: dict[str, TaskService] = {}


def keep_tasks(service: str, tasks: TaskService) -> None:
    """Let a service have tasks and appointments in the agenda."""
    SERVICES[service] = tasks


def title_of(service: str, kind: str, title: str) -> str:
    """What a task is called: what was typed, else what its kind says."""
    kinds = SERVICES[service].kinds
    return title or (_(kinds[kind]) if kind in kinds else "")


def tasks_seen(reading: Reading, *, to_edit: bool = False) -> ColumnElement[bool]:
    """The tasks that the reader sees, or may change."""
    return _seen(reading, Task, to_edit)


def appointments_seen(reading: Reading, *, to_edit: bool = False) -> ColumnElement[bool]:
    """The appointments that the reader sees, or may change."""
    return _seen(reading, Appointment, to_edit)


def _seen(
    reading: Reading, model: type[Task] | type[Appointment], to_edit: bool
) -> ColumnElement[bool]:
    sight = Sight(reading)
    theirs: list[ColumnElement[bool]] = []
    for code, service in SERVICES.items():
        if may(reading.by.role, service.edit if to_edit else service.see):
            persons = select(Person.id).join(Family, Family.id == Person.family_id)
            persons = persons.where(sight.persons(), sight.part(service.part))
            about = or_(model.person_id.is_(None), model.person_id.in_(persons))
            theirs.append(and_(model.service == code, about))
    return or_(false(), *theirs)


def sees_tasks_of(
    reading: Reading, service: str, person_id: int | None, *, to_edit: bool = False
) -> bool:
    """Whether the reader sees a service's tasks about a person, or may change them."""
    tasks = SERVICES.get(service)
    if tasks is None or not may(reading.by.role, tasks.edit if to_edit else tasks.see):
        return False
    return person_id is None or sees_part_or_gone(reading, person_id, tasks.part)


def check_tasks_of(reading: Reading, service: str, person_id: int | None) -> None:
    """Refuse a task that is not the reader's to write."""
    if not sees_tasks_of(reading, service, person_id, to_edit=True):
        raise NotAllowed(_("Your role does not allow this."))
