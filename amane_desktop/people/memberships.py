"""Who lives in which family, from a day to a day; a child may move to a grandmother and back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from amane_desktop.access.permissions import Permission
from amane_desktop.i18n import N_, _
from amane_desktop.office.errors import Refusal
from amane_desktop.office.registry import action, query
from amane_desktop.office.work import Reading, Work
from amane_desktop.people.kinship import KINSHIPS, sex_told_by
from amane_desktop.people.models import Family, Membership, Person, Telephone
from amane_desktop.people.sight import Sight, check_whole

# Told of each person who lives in another family from now on, once it is so.
MOVED: list[Callable[[Work, int], None]] = []


@dataclass(frozen=True)
class Stay:
    """A person in a family from a day to a day; without a last day, where the person lives."""

    id: int
    person_id: int
    given_name: str
    given_name_ar: str
    sex: str
    family_id: int
    family_name: str
    family_name_ar: str
    kinship: str
    first_day: date | None
    last_day: date | None
    version: int


def begin_membership(work: Work, person: Person, first_day: date | None = None) -> Membership:
    """Let the person be a member of the family where they live now."""
    row = Membership(
        person_id=person.id,
        family_id=person.family_id,
        kinship=person.kinship,
        first_day=first_day,
        last_day=None,
    )
    work.session.add(row)
    return row


def keep_kinship(work: Work, person: Person) -> None:
    """Let the membership that stands say the same kinship as the person."""
    row = current_membership(work, person)
    if row is not None:
        row.kinship = person.kinship


def current_membership(work: Work, person: Person) -> Membership | None:
    """The membership without a last day: where the person lives."""
    found = select(Membership).where(
        Membership.person_id == person.id, Membership.last_day.is_(None)
    )
    return work.session.scalar(found.order_by(Membership.id.desc()).limit(1))


@action(
    N_("Moved a person to another family"),
    Permission.EDIT_FAMILIES,
    {"person_id": 2, "version": 1, "family_id": 5, "day": date(2026, 9, 1)},
)
def move_person(
    work: Work, person_id: int, version: int, family_id: int, day: date, kinship: str = ""
) -> None:
    """Let a person live in another family from a day on; their own telephones go with them.

    Refuses a day that is yet to come or lies before the present stay, the same family, and a
    family that one does not see whole.
    """
    person = work.session.get(Person, person_id)
    if person is None or work.session.get(Family, family_id) is None:
        raise Refusal(_("This is no longer there."))
    for each in (person.family_id, family_id):
        check_whole(work, each)
    person = work.editable(Person, person_id, version)
    if person.family_id == family_id:
        raise Refusal(_("This person lives in this family already."), "person_id")
    _check_kinship(person, kinship)
    before = current_membership(work, person) or begin_membership(work, person)
    if day > work.today:
        raise Refusal(_("This day is yet to come."), "day")
    if before.first_day is not None and day < before.first_day:
        raise Refusal(_("On this day the person did not live there yet."), "day")
    before.last_day = day
    person.family_id, person.kinship = family_id, kinship
    begin_membership(work, person, day)
    for telephone in work.session.scalars(
        select(Telephone).where(Telephone.person_id == person_id)
    ):
        telephone.family_id = family_id
    work.session.flush()
    for follow in MOVED:
        follow(work, person_id)


@action(
    N_("Changed when a person lived in a family"),
    Permission.EDIT_FAMILIES,
    {"membership_id": 1, "version": 1, "first_day": date(2020, 1, 1)},
)
def change_membership(
    work: Work,
    membership_id: int,
    version: int,
    first_day: date | None = None,
    last_day: date | None = None,
) -> None:
    """Change from when to when a person lived in a family; two stays do not run into each other.

    Where the person lives has no last day; moving gives it one.
    """
    row = work.session.get(Membership, membership_id)
    if row is None:
        raise Refusal(_("This is no longer there."))
    stays = work.session.scalars(select(Membership).where(Membership.person_id == row.person_id))
    others = [stay for stay in stays if stay is not row]
    for stay in (row, *others):
        check_whole(work, stay.family_id)
    row = work.editable(Membership, membership_id, version)
    if (last_day is None) != (row.last_day is None):
        message = _("Whoever still lives here moves out by moving to another family.")
        raise Refusal(message if last_day else _("Say until when."), "last_day")
    for field, day in (("first_day", first_day), ("last_day", last_day)):
        if day is not None and day > work.today:
            raise Refusal(_("This day is yet to come."), field)
    if first_day and last_day and last_day < first_day:
        raise Refusal(_("The last day lies before the first."), "last_day")
    with work.session.no_autoflush:
        row.first_day, row.last_day = first_day, last_day
    if any(_meet(row, stay) for stay in others):
        raise Refusal(_("At that time the person lived in another family."), "first_day")


@query(Permission.SEE_FAMILIES, {"family_id": 1})
def stays(reading: Reading, family_id: int) -> tuple[Stay, ...]:
    """Everyone who lives or lived in a family, and where else, as far as the reader sees it whole.

    Whoever does not see the other family reads that a person left, and not where to.
    """
    sight = Sight(reading)
    if not sight.sees_household(family_id):
        return ()
    here = select(Membership.person_id).where(Membership.family_id == family_id)
    rows = reading.session.execute(
        select(Membership, Person, Family)
        .join(Person, Person.id == Membership.person_id)
        .join(Family, Family.id == Membership.family_id)
        .where(Membership.person_id.in_(here))
        .order_by(Membership.first_day.nulls_first(), Membership.id)
    ).all()
    homes = {person.family_id for _row, person, _family in rows}
    families = homes | {family.id for _row, _person, family in rows}
    whole = {each for each in families if sight.sees_family(each, whole=True)}
    named = {each for each in homes if sight.sees_family(each)}
    return tuple(
        Stay(
            row.id,
            person.id,
            person.given_name,
            person.given_name_ar,
            person.sex if person.family_id in whole | {family_id} else "",
            family.id,
            family.name,
            family.name_ar,
            row.kinship,
            row.first_day,
            row.last_day,
            row.version,
        )
        for row, person, family in rows
        if person.family_id in named
        and (family.id == family_id or {family_id, family.id, person.family_id} <= whole)
    )


def _check_kinship(person: Person, kinship: str) -> None:
    if kinship and kinship not in KINSHIPS:
        raise Refusal(_("This is not one of the choices."), "kinship")
    told = sex_told_by(kinship)
    if told and person.sex and person.sex != told:
        raise Refusal(_("This does not go with the person's sex."), "kinship")


def _meet(one: Membership, other: Membership) -> bool:
    return (one.first_day or date.min) < (other.last_day or date.max) and (
        other.first_day or date.min
    ) < (one.last_day or date.max)
