"""Who looked at a protected family and its persons, for the director."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, false, literal, or_, select

from amane_desktop.access.models import StaffMember
from amane_desktop.access.permissions import Permission
from amane_desktop.office.audit import EVERYTHING, AuditFilter, day_begins
from amane_desktop.office.keepsakes import Look
from amane_desktop.office.registry import query
from amane_desktop.office.work import Reading
from amane_desktop.people.models import Family, Person
from amane_desktop.people.names import find_words, in_reader_script
from amane_desktop.people.sight import Sight
from amane_desktop.storage import fulltext
from amane_desktop.storage.in_order import numbers_in_order


@dataclass(frozen=True)
class LookLine:
    """Who looked, and when (local time); `person` is whose page it was, empty for the family's.

    Of a record that is no longer there the family is not known.
    """

    id: int
    at: datetime
    by: str
    family: str
    family_id: int | None
    person: str
    person_id: int | None


@query(Permission.SEE_LOOKS, {"family_id": 1})
def looks(reading: Reading, family_id: int) -> tuple[LookLine, ...]:
    """Who was shown this family's record or one of its persons while it was protected."""
    if not Sight(reading).sees_family(family_id, whole=True):
        return ()
    return _lines(reading, _lines_of().where(Family.id == family_id))


@query(Permission.SEE_LOOKS, {})
def look_ids(reading: Reading, wanted: AuditFilter = EVERYTHING) -> tuple[int, ...]:
    """The looks at all protected records that fit, newest first; no action is asked for of them."""
    conditions = [_tells(reading, word) for word in find_words(wanted.words)]
    if wanted.staff_id is not None:
        conditions.append(Look.staff_id == wanted.staff_id)
    if wanted.first is not None:
        conditions.append(Look.at >= day_begins(reading, wanted.first))
    if wanted.last is not None:
        conditions.append(Look.at < day_begins(reading, wanted.last + timedelta(days=1)))
    found = select(Look.id).where(*conditions).order_by(Look.id.desc())
    return numbers_in_order(reading.session, found)


@query(Permission.SEE_LOOKS, {"ids": (1,)})
def look_lines(reading: Reading, ids: Sequence[int]) -> tuple[LookLine, ...]:
    """These looks, with the names of the records as far as they are still there."""
    return _lines(reading, _lines_of().where(Look.id.in_(ids)))


_Columns = tuple[int, datetime, str, str, str, int | None, str, str, int | None]


def _lines_of() -> Select[*_Columns]:
    of_person = and_(Look.kind == "person", Person.id == Look.row_id)
    of_family = and_(Look.kind == "family", Family.id == Look.row_id)
    names = (Family.name, Family.name_ar, Family.id, Person.given_name, Person.given_name_ar)
    return (
        select(Look.id, Look.at, StaffMember.name, *names, Person.id)
        .join(StaffMember, StaffMember.id == Look.staff_id)
        .outerjoin(Person, of_person)
        .outerjoin(Family, or_(of_family, Family.id == Person.family_id))
        .order_by(Look.id.desc())
    )


def _lines(reading: Reading, found: Select[*_Columns]) -> tuple[LookLine, ...]:
    zone = reading.clock.local().tzinfo
    return tuple(
        LookLine(
            number,
            at.replace(tzinfo=UTC).astimezone(zone),
            by,
            in_reader_script(family or "", family_ar or ""),
            family_id,
            in_reader_script(name or "", name_ar or ""),
            person_id,
        )
        for number, at, by, family, family_ar, family_id, name, name_ar, person_id in (
            reading.session.execute(found)
        )
    )


def _tells(reading: Reading, word: str) -> ColumnElement[bool]:
    """That the word begins a name: of who looked, of the person, or of the family."""
    staff = reading.session.execute(select(StaffMember.id, StaffMember.name))
    by = [number for number, name in staff if any(w.startswith(word) for w in find_words(name))]
    families, persons = _called("family", word), _called("person", word)
    of_them = select(Person.id).where(or_(Person.id.in_(persons), Person.family_id.in_(families)))
    return or_(
        Look.staff_id.in_(by) if by else false(),
        and_(Look.kind == "family", Look.row_id.in_(families)),
        and_(Look.kind == "person", Look.row_id.in_(of_them)),
    )


def _called(kind: str, word: str) -> Select[int]:
    index = fulltext.name_index(kind)
    asked = literal(fulltext.words(word, beginning=True))
    return select(index.c.rowid).where(fulltext.matches(index, asked))
