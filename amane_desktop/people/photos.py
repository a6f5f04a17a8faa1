"""The photo of a person: kept small and encrypted, seen by those who see the person."""

from __future__ import annotations

from io import BytesIO

from sqlalchemy import select

from amane_desktop.access.permissions import Part, Permission
from amane_desktop.i18n import N_, _
from amane_desktop.office.attachments import attach, content_of, detach
from amane_desktop.office.errors import Refusal
from amane_desktop.office.pictures import EXAMPLE, JPEG, small_picture
from amane_desktop.office.registry import action, query
from amane_desktop.office.work import Reading, Work
from amane_desktop.people.models import Family, Person
from amane_desktop.people.sight import Sight, check_whole


@action(
    N_("Put a photo"),
    Permission.EDIT_FAMILIES,
    {"person_id": 1, "content": EXAMPLE},
)
def put_photo(work: Work, person_id: int, content: bytes) -> None:
    """Keep a photo of a person, in the place of the one before; refuses what is no photo."""
    person = _person(work, person_id)
    photo = small_picture(content, "photo")
    before, person.photo_id = person.photo_id, attach(work, BytesIO(photo), JPEG)
    _let_go(work, before)


@action(N_("Removed the photo"), Permission.EDIT_FAMILIES, {"person_id": 1})
def remove_photo(work: Work, person_id: int) -> None:
    """Take the photo off a person's record; undo brings it back."""
    person = _person(work, person_id)
    before, person.photo_id = person.photo_id, None
    _let_go(work, before)


@query(Permission.SEE_FAMILIES, {"person_id": 1})
def person_photo(reading: Reading, person_id: int) -> bytes:
    """The photo of a person as a JPEG; nothing when there is none, or the reader may not see it."""
    sight = Sight(reading)
    photo_id = reading.session.scalar(
        select(Person.photo_id)
        .join(Family, Family.id == Person.family_id)
        .where(Person.id == person_id, sight.persons(), sight.part(Part.PHOTO))
    )
    return b"" if photo_id is None else b"".join(content_of(reading, photo_id))


def _person(work: Work, person_id: int) -> Person:
    person = work.session.get(Person, person_id)
    if person is None:
        raise Refusal(_("This is no longer there."))
    check_whole(work, person.family_id)
    return person


def _let_go(work: Work, attachment_id: int | None) -> None:
    work.session.flush()
    if attachment_id is not None:
        detach(work, attachment_id)
