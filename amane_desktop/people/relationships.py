"""What one person is to another, once said: parent, spouse, who houses, who may sign, kafala."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from amane_desktop.access.permissions import Permission
from amane_desktop.i18n import N_, _
from amane_desktop.office.errors import Refusal
from amane_desktop.office.registry import action
from amane_desktop.office.work import Work
from amane_desktop.people.dates import Precision
from amane_desktop.people.models import Person, Relationship
from amane_desktop.people.sight import check_whole
from amane_desktop.people.texts import short_text

KINDS: Mapping[str, str] = {
    "parent": N_("parent of"),
    "spouse": N_("married to"),
    "houses": N_("houses (custody)"),
    "signs": N_("may sign (legal representation)"),
    "kafala": N_("kafala"),
}
# Guardianship is three things, each with its dates and its paper; they are never merged.
GUARDIANSHIPS = ("houses", "signs", "kafala")


@action(
    N_("Said what a person is to another"),
    Permission.EDIT_FAMILIES,
    {"person_id": 1, "kind": "houses", "other_ids": (2,), "note": "ordonnance n° 12"},
)
def say_relationship(
    work: Work,
    person_id: int,
    kind: str,
    other_ids: tuple[int, ...],
    first_day: date | None = None,
    last_day: date | None = None,
    note: str = "",
) -> tuple[int, ...]:
    """Say what a person is to one or to several others, all or none of it.

    Refuses one to oneself, a parent younger than the child or below it, what was said already,
    and persons of a family that one does not see whole.
    """
    if kind not in KINDS:
        raise Refusal(_("This is not one of the choices."), "kind")
    if not other_ids:
        raise Refusal(_("Choose the other person."), "other_id")
    rows = []
    for other_id in other_ids:
        row = Relationship(
            person_id=person_id,
            kind=kind,
            other_id=other_id,
            first_day=first_day,
            last_day=last_day,
            note=short_text(note, "note"),
        )
        check_relationship(work, row)
        work.session.add(row)
        work.session.flush()
        rows.append(row.id)
    return tuple(rows)


@action(
    N_("Changed what a person is to another"),
    Permission.EDIT_FAMILIES,
    {"relationship_id": 1, "version": 1, "first_day": date(2026, 1, 5)},
)
def change_relationship(
    work: Work,
    relationship_id: int,
    version: int,
    first_day: date | None = None,
    last_day: date | None = None,
    note: str = "",
) -> None:
    """Change since when and until when it holds, and its paper; refuses as when it was said."""
    row = _editable(work, relationship_id, version)
    note = short_text(note, "note")
    with work.session.no_autoflush:
        row.first_day, row.last_day, row.note = first_day, last_day, note
        check_relationship(work, row)


@action(
    N_("Took back what a person is to another"),
    Permission.EDIT_FAMILIES,
    {"relationship_id": 1, "version": 2},
)
def remove_relationship(work: Work, relationship_id: int, version: int) -> None:
    """Take back what was said by mistake; what has ended is given a last day instead."""
    work.session.delete(_editable(work, relationship_id, version))


def _editable(work: Work, relationship_id: int, version: int) -> Relationship:
    row = work.session.get(Relationship, relationship_id)
    if row is not None:
        _both(work, row)
    return work.editable(Relationship, relationship_id, version)


def check_relationship(work: Work, row: Relationship) -> None:
    """Refuse what cannot be, and what was said already."""
    person, other = _both(work, row)
    if person.id == other.id:
        raise Refusal(_("Choose two different persons."), "other_id")
    _check_days(work, row)
    if row.kind == "parent":
        _check_parent(work, person, other)
    if _is_said(work, row):
        raise Refusal(_("This was said already, for the same time."), "other_id")


def _both(work: Work, row: Relationship) -> tuple[Person, Person]:
    person, other = (work.session.get(Person, n) for n in (row.person_id, row.other_id))
    if person is None or other is None:
        raise Refusal(_("This person is no longer there."), "other_id")
    for each in (person, other):
        check_whole(work, each.family_id)
    return person, other


def _check_days(work: Work, row: Relationship) -> None:
    for field, day in (("first_day", row.first_day), ("last_day", row.last_day)):
        if day is not None and day > work.today:
            raise Refusal(_("This day is yet to come."), field)
    if row.first_day and row.last_day and row.last_day < row.first_day:
        raise Refusal(_("The last day lies before the first."), "last_day")


def _check_parent(work: Work, parent: Person, child: Person) -> None:
    born = [p.birth_date for p in (parent, child) if p.birth_precision == Precision.EXACT]
    if len(born) == 2 and born[0] and born[1] and born[0] >= born[1]:
        raise Refusal(_("A parent is older than the child."), "other_id")
    if child.id in forebears(work.session, {parent.id}):
        raise Refusal(_("This person would be a parent of their own parent."), "other_id")


def forebears(session: Session, person_ids: set[int]) -> set[int]:
    """These persons, their parents, the parents of those, and so on as far as it was told."""
    above, looked_at = person_ids, set[int]()
    while above:
        looked_at |= above
        found = select(Relationship.person_id).where(
            Relationship.kind == "parent", Relationship.other_id.in_(above)
        )
        above = set(session.scalars(found)) - looked_at
    return looked_at


def _is_said(work: Work, row: Relationship) -> bool:
    """Whether the same was said for a time that runs into this one; a marriage from either side."""
    pair = and_(Relationship.person_id == row.person_id, Relationship.other_id == row.other_id)
    if row.kind == "spouse":
        turned = (Relationship.person_id == row.other_id, Relationship.other_id == row.person_id)
        pair = or_(pair, and_(*turned))
    said = select(Relationship).where(Relationship.kind == row.kind, pair)
    return any(meet(row, other) for other in work.session.scalars(said) if other is not row)


def meet(one: Relationship, other: Relationship) -> bool:
    """Whether the two hold on some day together."""
    return (one.first_day or date.min) < (other.last_day or date.max) and (
        other.first_day or date.min
    ) < (one.last_day or date.max)
