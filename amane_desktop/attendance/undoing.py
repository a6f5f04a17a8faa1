"""What undo must know of groups and enrolments beyond their foreign keys."""

from __future__ import annotations

from sqlalchemy import Select, select

from amane_desktop.attendance.models import Attendance, Enrolment, EnrolmentPause, Waiting
from amane_desktop.office.undo_rules import Part, keep_together, rows_seen
from amane_desktop.office.work import Reading
from amane_desktop.people.models import Family, Person
from amane_desktop.people.sight import Sight

# Hours that follow each other, and a child that comes again to a group.
keep_together(timetable_slot=Part(("group_id",)))
_OF_GROUP = Part(("group_id", "person_id"))
keep_together(enrolment=_OF_GROUP, waiting=_OF_GROUP)
# Who moved from one group to another is never in both, or in neither.
keep_together(enrolment=Part(("person_id",), is_alone=False))
keep_together(enrolment_pause=Part(("enrolment_id",)))


def _enrolments(reading: Reading) -> Select[int]:
    return _named(reading, select(Enrolment.id).join(Person, Person.id == Enrolment.person_id))


def _pauses(reading: Reading) -> Select[int]:
    found = select(EnrolmentPause.id).join(Enrolment, Enrolment.id == EnrolmentPause.enrolment_id)
    return _named(reading, found.join(Person, Person.id == Enrolment.person_id))


def _waiting(reading: Reading) -> Select[int]:
    return _named(reading, select(Waiting.id).join(Person, Person.id == Waiting.person_id))


def _marks(reading: Reading) -> Select[int]:
    return _named(reading, select(Attendance.id).join(Person, Person.id == Attendance.person_id))


def _named(reading: Reading, found: Select[int]) -> Select[int]:
    return found.join(Family, Family.id == Person.family_id).where(Sight(reading).named())


rows_seen("enrolment", _enrolments)
rows_seen("enrolment_pause", _pauses)
rows_seen("waiting", _waiting)
rows_seen("attendance", _marks)
