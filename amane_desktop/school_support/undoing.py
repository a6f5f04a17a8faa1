"""What undo must know of the follow-up at school beyond its foreign keys."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from amane_desktop.access.permissions import Part as SeenPart
from amane_desktop.office.undo_rules import Part, keep_together, rows_seen
from amane_desktop.people.models import Family, Person
from amane_desktop.people.sight import Sight
from amane_desktop.school_support.models import SchoolAbsence, SchoolMeeting, TermResult


def _of_persons(model: Any) -> Any:
    def rows(reading: Any) -> Any:
        sight = Sight(reading)
        found = select(model.id).join(Person, Person.id == model.person_id)
        found = found.join(Family, Family.id == Person.family_id)
        return found.where(sight.persons(), sight.part(SeenPart.SCHOOL))

    return rows


for _model in (TermResult, SchoolAbsence, SchoolMeeting):
    rows_seen(_model.__tablename__, _of_persons(_model))
# An average says nothing without what it is out of; nor do the two days of an absence alone.
keep_together(term_result=Part(("id",), frozenset({"average", "out_of"})))
keep_together(school_absence=Part(("id",), frozenset({"first_day", "last_day"})))
