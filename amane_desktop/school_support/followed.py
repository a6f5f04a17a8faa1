"""Whose follow-up at school a reader may see and write: whoever sees where the child goes."""

from __future__ import annotations

from amane_desktop.i18n import _
from amane_desktop.office.errors import NotAllowed, Refusal
from amane_desktop.office.work import Reading
from amane_desktop.people.models import Person
from amane_desktop.people.school_labels import sees_schooling


def followed_child(reading: Reading, person_id: int) -> Person:
    """The child; refuses one who is gone, or whose school the reader does not see."""
    person = reading.session.get(Person, person_id)
    if person is None:
        raise Refusal(_("This is no longer there."))
    if not sees_schooling(reading, person_id):
        raise NotAllowed(_("Your role does not allow this."))
    return person
