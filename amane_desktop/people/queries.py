"""What a screen shows of families and persons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, func, or_, select, text

import amane_desktop.people.labels  # noqa: F401  (the history of these rows in words)
from amane_desktop.access.permissions import Part, Permission
from amane_desktop.office.journal import GONE, JournalChange
from amane_desktop.office.registry import query
from amane_desktop.office.work import Reading
from amane_desktop.people.belongings import belonging_to
from amane_desktop.people.family_details import FamilyFacts, facts_of
from amane_desktop.people.fetching.labels import fetched_rows
from amane_desktop.people.models import Family, Person, Telephone
from amane_desktop.people.scan_labels import scan_rows
from amane_desktop.people.schools import school_name
from amane_desktop.people.sight import Sight, note_look
from amane_desktop.people.states import StateLine, state_of, state_rows
from amane_desktop.people.tie_labels import tie_rows
from amane_desktop.people.ties import family_ties, guardians, guardians_on


@dataclass(frozen=True)
class FamilyLine:
    """A family in the list, and how many of its persons the reader sees."""

    id: int
    file_number: str
    name: str
    name_ar: str
    members: int


@dataclass(frozen=True)
class PersonLine:
    """A person in a family's record; who houses and who may sign follow from relationships."""

    id: int
    given_name: str
    family_name: str
    given_name_ar: str
    family_name_ar: str
    sex: str
    birth_date: date | None
    birth_precision: str
    kinship: str
    is_housing: bool
    is_signing: bool
    school: str
    level: str
    version: int


@dataclass(frozen=True)
class TelephoneLine:
    """A telephone of a family or of one of its persons, and what is safe to do with it.

    Whose it is stands there in words (`owner`, the first name) for all who may call it; which
    person that is (`person_id`), for those who see the person.
    """

    id: int
    person_id: int | None
    owner: str
    owner_ar: str
    number: str
    whose: str
    is_safe: bool
    may_leave_message: bool
    who_may_know: str
    note: str
    version: int


@dataclass(frozen=True)
class FamilyCard:
    """A family's record; `rows` are what its history is about.

    What the reader may not see is empty; `is_whole` when nothing is, and it may be changed.
    """

    line: FamilyLine
    address: str
    facts: FamilyFacts
    state: StateLine | None
    version: int
    persons: tuple[PersonLine, ...]
    telephones: tuple[TelephoneLine, ...]
    rows: tuple[tuple[str, int], ...]
    is_whole: bool


@query(Permission.SEE_FAMILIES, {"family_id": 1})
def family_card(reading: Reading, family_id: int) -> FamilyCard | None:
    """A family's record with its persons, the eldest first; None when there is no such family."""
    sight = Sight(reading)
    family = reading.session.execute(
        select(
            sight.value(Part.HOUSEHOLD, Family.file_number),
            Family.name,
            Family.name_ar,
            sight.value(Part.ADDRESS, Family.address),
            Family.version,
        ).where(Family.id == family_id, sight.families())
    ).one_or_none()
    if family is None:
        return None
    persons = _persons(reading, sight, family_id)
    telephones = _telephones(reading, sight, family_id)
    is_whole, facts = sight.sees_family(family_id, whole=True), facts_of(reading, family_id)
    if is_whole:
        is_protected = facts.told.get("is_protected", False)
        note_look(reading, "family", family_id, is_protected=is_protected)
    rows = (
        ("family", family_id),
        *(("person", person.id) for person in persons),
        *(("telephone", telephone.id) for telephone in telephones),
        *state_rows(reading, family_id),
        *fetched_rows(reading, family_id),
        *_removed(reading, family_id),
        *tie_rows(reading, family_id),
        *belonging_to(reading, [person.id for person in persons]),
        *scan_rows(reading, family_id),
    )
    return FamilyCard(
        FamilyLine(family_id, family.file_number, family.name, family.name_ar, len(persons)),
        family.address,
        facts,
        state_of(reading, family_id),
        family.version,
        persons,
        telephones,
        rows if is_whole else (),
        is_whole,
    )


def _persons(reading: Reading, sight: Sight, family_id: int) -> tuple[PersonLine, ...]:
    born = sight.value(Part.AGE, Person.birth_date, None)
    rows = reading.session.execute(
        select(
            Person.id,
            Person.given_name,
            Person.family_name,
            Person.given_name_ar,
            Person.family_name_ar,
            sight.value(Part.AGE, Person.sex),
            born,
            sight.value(Part.AGE, Person.birth_precision),
            sight.value(Part.HOUSEHOLD, Person.kinship),
            sight.value(Part.SCHOOL, school_name()),
            sight.value(Part.LEVEL, Person.level),
            Person.version,
        )
        .join(Family, Family.id == Person.family_id)
        .where(Person.family_id == family_id, sight.persons())
        .order_by(born.nulls_last(), Person.id)
    )
    ties = family_ties(reading, family_id)
    housing, signing = guardians(ties, "houses"), guardians(ties, "signs")
    return tuple(
        PersonLine(**row, is_housing=row["id"] in housing, is_signing=row["id"] in signing)
        for row in rows.mappings()
    )


def _telephones(reading: Reading, sight: Sight, family_id: int) -> tuple[TelephoneLine, ...]:
    """The guardians' numbers first; who does not see the household is given no other adult's."""
    is_guardians = Telephone.person_id.in_(guardians_on(reading.today))
    is_seen = or_(sight.part(Part.HOUSEHOLD), Telephone.person_id.is_(None), is_guardians)
    owner = case((sight.persons(), Telephone.person_id), else_=None).label("person_id")
    rows = reading.session.execute(
        select(
            Telephone.id,
            owner,
            func.coalesce(Person.given_name, ""),
            func.coalesce(Person.given_name_ar, ""),
            Telephone.number,
            Telephone.whose,
            Telephone.is_safe,
            Telephone.may_leave_message,
            Telephone.who_may_know,
            Telephone.note,
            Telephone.version,
        )
        .join(Family, Family.id == Telephone.family_id)
        .outerjoin(Person, Person.id == Telephone.person_id)
        .where(Telephone.family_id == family_id, sight.part(Part.TELEPHONE), is_seen)
        .order_by(is_guardians.desc().nulls_last(), Telephone.id)
    )
    return tuple(TelephoneLine(*row) for row in rows)


def _removed(reading: Reading, family_id: int) -> tuple[tuple[str, int], ...]:
    """Persons and telephones that were this family's and are gone; only the journal knows."""
    gone = (
        select(JournalChange.kind, JournalChange.row_id)
        .where(
            JournalChange.kind.in_(("person", "telephone")),
            text(GONE),
            JournalChange.before["family_id"].as_integer() == family_id,
        )
        .distinct()
    )
    return tuple((kind, row_id) for kind, row_id in reading.session.execute(gone))
