"""Who lives where: a child moves to the grandmother and back, and nothing of it is lost."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from amane_desktop.access.permissions import Role
from amane_desktop.office.errors import ChangedMeanwhile, NotAllowed, Refusal
from amane_desktop.office.history import history
from amane_desktop.office.office import Office
from amane_desktop.office.staff import add_staff_member
from amane_desktop.office.work import SignedIn
from amane_desktop.people import actions
from amane_desktop.people.memberships import change_membership, move_person, stays
from amane_desktop.people.models import Telephone
from amane_desktop.people.queries import family_card
from tests.rows import protect, rows_of

SPRING, SUMMER = date(2026, 4, 1), date(2026, 7, 1)
HOME, GRANDMOTHER = 1, 2
Move = Callable[..., None]


@pytest.fixture
def aya(office: Office) -> int:
    """A child of the first family; the second is the grandmother's."""
    for name in ("Bahi", "Zahra"):
        office.do(actions.add_family, name, "")
    child: int = office.do(actions.add_person, HOME, "Aya", "Bahi", kinship="daughter")
    office.do(actions.add_person, HOME, "Omar", "Bahi")
    return child


@pytest.fixture
def move(office: Office, aya: int) -> Move:
    def to(family: int, day: date, kinship: str = "") -> None:
        version = next(
            p.version for f in (1, 2) for p in persons(office, f) if p.given_name == "Aya"
        )
        office.do(move_person, aya, version, family, day, kinship)

    return to


def persons(office: Office, family: int) -> tuple[Any, ...]:
    card = office.ask(family_card, family)
    return card.persons if card else ()


def lived(office: Office, family: int) -> list[tuple[str, str, date | None, date | None]]:
    return [
        (s.given_name, s.family_name, s.first_day, s.last_day) for s in office.ask(stays, family)
    ]


def test_who_comes_back_has_three_stays(office: Office, move: Move) -> None:
    move(GRANDMOTHER, SPRING, "granddaughter")
    assert [p.kinship for p in persons(office, GRANDMOTHER)] == ["granddaughter"]
    assert [p.given_name for p in persons(office, HOME)] == ["Omar"]
    move(HOME, SUMMER, "daughter")
    aya = [row for row in lived(office, HOME) if row[0] == "Aya"]
    assert aya == [
        ("Aya", "Bahi", None, SPRING),
        ("Aya", "Zahra", SPRING, SUMMER),
        ("Aya", "Bahi", SUMMER, None),
    ]
    assert [row for row in lived(office, GRANDMOTHER) if row[1] == "Zahra"] == [aya[1]]
    assert persons(office, GRANDMOTHER) == ()


def test_undo_brings_the_person_and_the_telephone_home(
    office: Office, aya: int, move: Move
) -> None:
    for number, whose in (("0612345678", aya), ("0687654321", None)):
        telephone = office.do(actions.add_telephone, HOME, number, is_safe=True)
        with Session(office._engine.execution_options(writes=True)) as session, session.begin():
            session.get_one(Telephone, telephone).person_id = whose
    move(GRANDMOTHER, SPRING)
    assert [row["family_id"] for row in rows_of(office, Telephone)] == [GRANDMOTHER, HOME]
    assert office.undo_last()
    assert [row["family_id"] for row in rows_of(office, Telephone)] == [HOME, HOME]
    assert [p.given_name for p in persons(office, HOME)] == ["Aya", "Omar"]
    assert lived(office, HOME) == [("Aya", "Bahi", None, None), ("Omar", "Bahi", None, None)]


def test_the_kinship_of_the_stay_follows_the_persons(office: Office, aya: int) -> None:
    person = persons(office, HOME)[0]
    office.do(actions.change_person, aya, person.version, "Aya", "Bahi", kinship="niece")
    assert office.ask(stays, HOME)[0].kinship == "niece"


def test_what_cannot_be_is_refused_at_its_field(office: Office, aya: int, move: Move) -> None:
    move(GRANDMOTHER, SPRING)
    refused = {
        "person_id": (GRANDMOTHER, SUMMER, ""),
        "day": (HOME, date(2026, 3, 31), ""),
        "kinship": (HOME, SUMMER, "cousin"),
    }
    for field, given in refused.items():
        with pytest.raises(Refusal) as refusal:
            move(*given)
        assert refusal.value.field == field
    with pytest.raises(Refusal) as refusal:
        move(HOME, date(2999, 1, 1))
    assert refusal.value.field == "day"
    with pytest.raises(ChangedMeanwhile):
        office.do(move_person, aya, 1, HOME, SUMMER)
    assert [p.given_name for p in persons(office, GRANDMOTHER)] == ["Aya"]


def test_the_days_of_a_stay_are_set_right_and_two_do_not_meet(office: Office, move: Move) -> None:
    move(GRANDMOTHER, SPRING)
    before, now = (s for s in office.ask(stays, HOME) if s.given_name == "Aya")
    office.do(change_membership, before.id, before.version, date(2020, 1, 1), date(2026, 3, 1))
    for stay, first, last, field in (
        (before, date(2020, 1, 1), SUMMER, "first_day"),
        (before, SPRING, date(2026, 3, 1), "last_day"),
        (before, None, None, "last_day"),
        (now, SPRING, SUMMER, "last_day"),
        (now, date(2999, 1, 1), None, "first_day"),
    ):
        version = next(s.version for s in office.ask(stays, HOME) if s.id == stay.id)
        with pytest.raises(Refusal) as refusal:
            office.do(change_membership, stay.id, version, first, last)
        assert refusal.value.field == field
    assert lived(office, HOME)[1] == ("Aya", "Bahi", date(2020, 1, 1), date(2026, 3, 1))


def test_the_history_says_who_moved_and_since_when(office: Office, move: Move) -> None:
    move(GRANDMOTHER, SPRING)
    card = office.ask(family_card, HOME)
    assert card is not None
    told = str(office.ask(history, card.rows)[0])
    assert "Moved a person to another family" in told
    assert "Lived here until" in told and "1 April 2026" in told


def test_where_a_protected_family_took_a_child_is_not_told(office: Office, move: Move) -> None:
    office.do(add_staff_member, "Hind", Role.SOCIAL_WORKER, "quatre mots bien à elle")
    hind = Office(
        office._engine,
        SignedIn(2, "Hind", Role.SOCIAL_WORKER),
        office.clock,
        office.folder,
        office.vault,
    )
    move(GRANDMOTHER, SPRING)
    protect(office, GRANDMOTHER)
    assert lived(hind, HOME) == [("Aya", "Bahi", None, SPRING), ("Omar", "Bahi", None, None)]
    assert "Zahra" not in repr(hind.ask(stays, HOME))
    for family, day in ((HOME, SUMMER), (GRANDMOTHER, SUMMER)):
        with pytest.raises(NotAllowed):
            hind.do(move_person, 1 if family == HOME else 2, 1, family, day)
