"""Lists of any length: the row numbers in order, then the rows that are looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, literal, select

from amane_desktop.access.permissions import Part, Permission, sees
from amane_desktop.i18n import N_, language
from amane_desktop.office.registry import query
from amane_desktop.office.values import ListedValue
from amane_desktop.office.work import Reading
from amane_desktop.people.kinship import KINSHIPS, SEXES
from amane_desktop.people.levels import LEVELS
from amane_desktop.people.models import Family, Person
from amane_desktop.people.names import sort_key
from amane_desktop.people.queries import FamilyLine
from amane_desktop.people.schools import school_name
from amane_desktop.people.sight import Sight
from amane_desktop.people.states import STATES, State
from amane_desktop.storage.in_order import numbers_in_order

# SQLite takes no more values than so in one statement.
_AT_ONCE = 500


@dataclass(frozen=True)
class PersonFilter:
    """Which persons are listed; what is empty asks for nothing, and no state for any."""

    states: tuple[str, ...] = (State.OPEN,)
    age_from: int | None = None
    age_to: int | None = None
    sex: str = ""
    level: str = ""
    school_id: int | None = None
    neighbourhood: str = ""


@dataclass(frozen=True)
class Column:
    """A column of the persons' list: its title, the part it shows, and what it is sorted by."""

    title: str
    part: Part
    order: Callable[[], ColumnElement[Any]]


@dataclass(frozen=True)
class PersonRow:
    """A person in the list; what the reader may not see is empty."""

    id: int
    family_id: int
    given_name: str
    family_name: str
    given_name_ar: str
    family_name_ar: str
    birth_date: date | None
    birth_precision: str
    sex: str
    kinship: str
    family: str
    family_ar: str
    file_number: str
    school: str
    level: str
    school_class: str
    neighbourhood: str
    state: str


def _place_in(codes: Iterable[str], column: Any) -> ColumnElement[Any]:
    return case({code: n for n, code in enumerate(codes)}, value=column)


def _by_other_name() -> ColumnElement[Any]:
    """The other script's key, of who has a name in it."""
    if language() == "ar":
        return case((Person.given_name + Person.family_name != "", Person.sort_key))
    return case((Person.given_name_ar + Person.family_name_ar != "", Person.sort_key_ar))


def _neighbourhood_place() -> ColumnElement[Any]:
    here = (ListedValue.list == "neighbourhood", ListedValue.code == Family.neighbourhood)
    return select(ListedValue.position).where(*here).scalar_subquery()


def _text(column: Any) -> Callable[[], ColumnElement[Any]]:
    return lambda: func.nullif(func.lower(column), "")


COLUMNS: Mapping[str, Column] = {
    "name": Column(N_("Person"), Part.NAME, lambda: _by_name(Person)),
    "other_name": Column(N_("Name in the other script"), Part.NAME, _by_other_name),
    # The youngest first: ages that grow are dates that fall.
    "age": Column(N_("Age"), Part.AGE, lambda: -func.julianday(Person.birth_date)),
    "sex": Column(N_("Sex"), Part.AGE, lambda: _place_in(SEXES, Person.sex)),
    "kinship": Column(N_("Kinship"), Part.HOUSEHOLD, lambda: _place_in(KINSHIPS, Person.kinship)),
    "family": Column(N_("Family"), Part.NAME, lambda: _by_name(Family)),
    "file_number": Column(N_("File number"), Part.HOUSEHOLD, _text(Family.file_number)),
    "school": Column(N_("School"), Part.SCHOOL, lambda: func.nullif(func.lower(school_name()), "")),
    "level": Column(N_("Level"), Part.LEVEL, lambda: _place_in(LEVELS, Person.level)),
    "school_class": Column(N_("Class"), Part.SCHOOL, _text(Person.school_class)),
    "neighbourhood": Column(N_("Neighbourhood"), Part.ADDRESS, _neighbourhood_place),
    "state": Column(N_("File"), Part.HOUSEHOLD, lambda: _place_in(STATES, Family.state)),
}


@query(Permission.SEE_FAMILIES, {})
def person_columns(reading: Reading) -> tuple[str, ...]:
    """The columns that the reader's role reads at all: to show, to sort and to filter by."""
    return tuple(key for key, c in COLUMNS.items() if sees(reading.by.role, c.part))


@query(Permission.SEE_FAMILIES, {"wanted": PersonFilter()})
def person_ids(
    reading: Reading, wanted: PersonFilter, column: str = "name", *, is_falling: bool = False
) -> tuple[int, ...]:
    """The persons who are listed, in order; what is empty or may not be seen stands last."""
    sight = Sight(reading)
    order = _order(sight, column, is_falling=is_falling)
    return numbers_in_order(reading.session, _listed(sight, wanted).order_by(*order))


@query(Permission.SEE_FAMILIES, {"ids": (1,)})
def person_rows(reading: Reading, ids: Sequence[int]) -> tuple[PersonRow, ...]:
    """The persons of these numbers, in no order; who may not be seen is left out."""
    sight = Sight(reading)
    statement = select(
        Person.id,
        Person.family_id,
        Person.given_name,
        Person.family_name,
        Person.given_name_ar,
        Person.family_name_ar,
        sight.value(Part.AGE, Person.birth_date, None),
        sight.value(Part.AGE, Person.birth_precision),
        sight.value(Part.AGE, Person.sex),
        sight.value(Part.HOUSEHOLD, Person.kinship),
        Family.name.label("family"),
        Family.name_ar.label("family_ar"),
        sight.value(Part.HOUSEHOLD, Family.file_number),
        sight.value(Part.SCHOOL, school_name()),
        sight.value(Part.LEVEL, Person.level),
        sight.value(Part.SCHOOL, Person.school_class),
        sight.value(Part.ADDRESS, Family.neighbourhood),
        sight.value(Part.HOUSEHOLD, Family.state),
    ).join(Family, Family.id == Person.family_id)
    statement = statement.where(sight.persons())
    found: list[PersonRow] = []
    for first in range(0, len(ids), _AT_ONCE):
        some = statement.where(Person.id.in_(ids[first : first + _AT_ONCE]))
        found += (PersonRow(*row) for row in reading.session.execute(some))
    return tuple(found)


@query(Permission.SEE_FAMILIES, {"letters": "a", "wanted": PersonFilter()})
def first_person(reading: Reading, letters: str, wanted: PersonFilter) -> int | None:
    """The first person who is listed under these letters."""
    statement = _listed(Sight(reading), wanted)
    return _beginning(reading, statement, Person, letters)


@query(Permission.SEE_FAMILIES, {})
def family_ids(reading: Reading, states: tuple[str, ...] = ()) -> tuple[int, ...]:
    """The families in these states (none: in any), as people sort in the reader's language."""
    statement = _families(Sight(reading), states).order_by(_by_name(Family), Family.id)
    return numbers_in_order(reading.session, statement)


@query(Permission.SEE_FAMILIES, {"ids": (1,)})
def family_lines(reading: Reading, ids: Sequence[int]) -> tuple[FamilyLine, ...]:
    """The families of these numbers, in no order; what may not be seen is left out."""
    sight = Sight(reading)
    members = (
        select(func.count())
        .where(Person.family_id == Family.id, sight.persons())
        .correlate(Family)
        .scalar_subquery()
    )
    rows = reading.session.execute(
        select(
            Family.id,
            sight.value(Part.HOUSEHOLD, Family.file_number),
            Family.name,
            Family.name_ar,
            members,
        ).where(Family.id.in_(ids), sight.families())
    )
    return tuple(FamilyLine(*row) for row in rows)


@query(Permission.SEE_FAMILIES, {"letters": "a"})
def first_family(reading: Reading, letters: str, states: tuple[str, ...] = ()) -> int | None:
    """The first family in these states that is listed under these letters."""
    return _beginning(reading, _families(Sight(reading), states), Family, letters)


def _listed(sight: Sight, wanted: PersonFilter) -> Select[int]:
    statement = select(Person.id).join(Family, Family.id == Person.family_id)
    statement = statement.where(sight.persons(), *_in_states(sight, wanted.states))
    for part, column, value in (
        (Part.AGE, Person.sex, wanted.sex),
        (Part.LEVEL, Person.level, wanted.level),
        (Part.SCHOOL, Person.school_id, wanted.school_id),
        (Part.ADDRESS, Family.neighbourhood, wanted.neighbourhood),
    ):
        if value:
            statement = statement.where(sight.part(part), column == value)
    today = sight.reading.today
    if wanted.age_from is not None:
        born = Person.birth_date <= _years_before(today, wanted.age_from)
        statement = statement.where(sight.part(Part.AGE), born)
    if wanted.age_to is not None:
        born = Person.birth_date > _years_before(today, wanted.age_to + 1)
        statement = statement.where(sight.part(Part.AGE), born)
    return statement


def _families(sight: Sight, states: tuple[str, ...]) -> Select[int]:
    return select(Family.id).where(sight.families(), *_in_states(sight, states))


def _in_states(sight: Sight, states: tuple[str, ...]) -> list[ColumnElement[bool]]:
    if not states:
        return []
    # Who may not see how the work with a family stands takes it for open.
    return [sight.value(Part.HOUSEHOLD, Family.state, State.OPEN).in_(states)]


def _order(sight: Sight, key: str, *, is_falling: bool) -> list[Any]:
    column = COLUMNS[key]
    place = column.order()
    if column.part is not Part.NAME:
        place = case((sight.part(column.part), place), else_=literal(None))
    first = place.desc() if is_falling else place.asc()
    # The usual order is read from its index, which knows no such word; no name is empty.
    if key != "name":
        first = first.nulls_last()
    # After a person's own name, another key would keep the index from being read in its order.
    then = [] if key in ("name", "other_name") else [_by_name(Person)]
    return [first, *then, Person.family_id, Person.id]


def _by_name(table: Any) -> ColumnElement[Any]:
    order: ColumnElement[Any] = table.sort_key_ar if language() == "ar" else table.sort_key
    return order


def _beginning(reading: Reading, statement: Select[int], table: Any, letters: str) -> int | None:
    """The first row under these letters, by the key that the list is sorted by."""
    order = _by_name(table)
    # The key goes on with a mark and the given name.
    begun = sort_key(letters, "")[:-1]
    here = and_(order >= begun, order < f"{begun}\U0010ffff")
    return reading.session.scalar(statement.where(here).order_by(order, table.id).limit(1))


def _years_before(day: date, years: int) -> date:
    year = max(1, day.year - years)
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)
