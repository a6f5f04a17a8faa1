"""A family as it stood in a backup: every row that hangs on it; and which families differ now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from amane_desktop.access.permissions import Permission
from amane_desktop.office.attachments import Attachment
from amane_desktop.office.erasing import naming_attachments, owners, with_belongings
from amane_desktop.office.journal import JournalAction, JournalChange
from amane_desktop.office.registry import query
from amane_desktop.office.rows import Row, Values, model_of, values_of, within
from amane_desktop.office.undo_rules import own_affairs
from amane_desktop.office.work import Reading
from amane_desktop.people.models import (
    Family,
    FamilyState,
    FetchedBack,
    Membership,
    Person,
    Relationship,
    Scan,
    Schooling,
    Telephone,
)
from amane_desktop.people.sight import Sight

# What a family's record itself is made of; the services' rows hang further off.
OWN = tuple(
    str(model.__tablename__)
    for model in (
        Family,
        FamilyState,
        Person,
        Membership,
        Relationship,
        Telephone,
        Schooling,
        Scan,
    )
)


@dataclass(frozen=True)
class Then:
    """A family in a backup: its rows in the journal's plain values, and when each was made.

    The rows of a person are those of one who lived there then; with them the photos and papers
    that they name.
    """

    family_id: int
    rows: Mapping[Row, Values] = field(repr=False)
    began: Mapping[Row, datetime] = field(default_factory=dict, repr=False)


@query(Permission.RESTORE, {"family_id": 1})
def family_then(reading: Reading, family_id: int) -> Then | None:
    """The family with all that hangs on it; None when it is not there, or not seen whole."""
    if not Sight(reading).sees_family(family_id, whole=True):
        return None
    rows = hanging_on(reading.session, family_id)
    return Then(family_id, rows, began(reading.session, rows))


def hanging_on(session: Session, family_id: int, persons: Iterable[int] = ()) -> dict[Row, Values]:
    """The rows of the family, of its persons and of these, with the photos and papers they name."""
    found = with_belongings(session, {Family.__tablename__: {family_id}, "person": set(persons)})
    rows: dict[Row, Values] = {}
    for kind in found.keys() - {FetchedBack.__tablename__}:
        there = values_of(session, kind, found[kind])
        rows |= {(kind, number): values for number, values in there.items()}
    members = {number for kind, number in rows if kind == Person.__tablename__}
    rows = {row: values for row, values in rows.items() if _is_theirs(row[0], values, members)}
    named = {number for row, values in rows.items() for number in _named(row[0], values)}
    files = values_of(session, Attachment.__tablename__, named)
    return rows | {(Attachment.__tablename__, number): values for number, values in files.items()}


def _is_theirs(kind: str, values: Values, members: set[int]) -> bool:
    """Whether the row is of one of the persons, where it is of a person at all."""
    theirs = [values[key] for key, owner in owners(kind).items() if owner == Person.__tablename__]
    named = [number for number in theirs if number is not None]
    return not named or not members.isdisjoint(named)


def _named(kind: str, values: Values) -> Iterator[int]:
    for key in naming_attachments(model_of(kind)):
        if values[key] is not None:
            yield values[key]


def began(session: Session, rows: Iterable[Row]) -> dict[Row, datetime]:
    """When the journal says that rows of a record were made; it knows nothing of a few."""
    by_kind: dict[str, set[int]] = defaultdict(set)
    for kind, number in rows:
        if kind in OWN:
            by_kind[kind].add(number)
    found: dict[Row, datetime] = {}
    for kind, numbers in by_kind.items():
        for row, at in _made(session, kind, numbers):
            found[row] = min(at, found.get(row, at))
    return found


def _made(session: Session, kind: str, numbers: set[int]) -> Iterator[tuple[Row, datetime]]:
    made = JournalChange.before.is_(None)
    action = JournalAction.id == JournalChange.action_id
    for condition in within(JournalChange.row_id, numbers):
        single = (
            select(JournalChange.row_id, func.min(JournalAction.at))
            .join(JournalAction, action)
            .where(JournalChange.kind == kind, condition, made, JournalChange.after.is_not(None))
            .group_by(JournalChange.row_id)
        )
        for number, at in session.execute(single):
            yield (kind, number), at
    in_bulk = JournalChange.last_row_id.is_not(None)
    spans = select(JournalChange, JournalAction.at).join(JournalAction, action)
    for span, at in session.execute(spans.where(JournalChange.kind == kind, in_bulk)):
        for number in numbers.intersection(range(span.row_id, (span.last_row_id or 0) + 1)):
            yield (kind, number), at


@query(Permission.RESTORE, {})
def family_prints(reading: Reading) -> dict[int, int]:
    """A number for each family's record, which is another when anything in it is another.

    It holds for this run of the program: asked of a backup and of the centre, it tells which
    families differ.
    """
    session, prints = reading.session, defaultdict[int, int](int)
    seen = set(session.scalars(select(Family.id).where(Sight(reading).whole())))
    homes = dict(session.execute(select(Person.id, Person.family_id)).all())
    for kind in OWN:
        table = model_of(kind).__table__
        columns = [c for c in table.c if c.key not in own_affairs(kind)]
        keys = [column.key for column in columns]
        of_family = "id" if kind == Family.__tablename__ else "family_id"
        persons = [keys.index(key) for key, owner in owners(kind).items() if owner == "person"]
        for row in session.execute(select(*columns)):
            whose = {homes[row[place]] for place in persons if row[place] in homes}
            for family_id in whose or {row[keys.index(of_family)]}:
                prints[family_id] ^= hash((kind, *row))
    return {family_id: prints[family_id] for family_id in seen}
