"""Relationships of two records that are merged: two who cannot be one are refused, with a word."""

from datetime import date
from itertools import pairwise

import pytest

import amane_desktop.rooms  # noqa: F401
from amane_desktop.office.errors import Refusal
from amane_desktop.office.office import Office
from amane_desktop.people import actions
from amane_desktop.people.comparing import Comparison, compare_persons
from amane_desktop.people.merging import merge_persons
from amane_desktop.people.models import Membership, Person, Relationship
from amane_desktop.people.relationships import say_relationship
from tests.rows import rows_of

FATIMA, AGAIN, YASSINE, HASSAN, ROQAYA = range(1, 6)
DAY = date(2020, 1, 5)


@pytest.fixture(autouse=True)
def families(office: Office) -> None:
    """Fatima is there twice; the others live with the first."""
    for name in ("Bahi", "Zahra"):
        office.do(actions.add_family, name, "")
    for family, name in (
        (1, "Fatima"),
        (2, "Fatima"),
        (1, "Yassine"),
        (1, "Hassan"),
        (1, "Roqaya"),
    ):
        office.do(actions.add_person, family, name, "Bahi")


def compared(office: Office, kept: int = FATIMA, other: int = AGAIN) -> Comparison:
    found = office.ask(compare_persons, kept, other)
    assert found is not None
    return found


def merge(office: Office, kept: int = FATIMA, other: int = AGAIN, *taken: str) -> None:
    sides = compared(office, kept, other)
    office.do(merge_persons, kept, sides.kept.version, other, sides.other.version, taken)


def ties(office: Office) -> list[tuple[str, int, int]]:
    return [(r["kind"], r["person_id"], r["other_id"]) for r in rows_of(office, Relationship)]


@pytest.mark.parametrize("kind", ["parent", "spouse", "houses", "signs", "kafala"])
@pytest.mark.parametrize("pair", [(FATIMA, AGAIN), (AGAIN, FATIMA)])
def test_who_is_something_to_the_other_is_not_the_other(
    office: Office, kind: str, pair: tuple[int, int]
) -> None:
    office.do(say_relationship, pair[0], kind, (pair[1],))
    (reason,) = compared(office).against
    assert "Fatima" in reason and "Take that back first" in reason
    with pytest.raises(Refusal, match="two persons"):
        merge(office)
    assert len(rows_of(office, Person)) == 5 and len(ties(office)) == 1


@pytest.mark.parametrize("above", [(ROQAYA, HASSAN, FATIMA), (AGAIN, HASSAN, FATIMA)])
def test_nobody_becomes_their_own_grandparent(office: Office, above: tuple[int, int, int]) -> None:
    for parent, child in pairwise(above):
        office.do(say_relationship, parent, "parent", (child,))
    kept, other = above[2], above[0]
    assert compared(office, kept, other).against == compared(office, other, kept).against
    with pytest.raises(Refusal, match="forebear"):
        merge(office, kept, other)
    assert ties(office) == [("parent", a, b) for a, b in pairwise(above)]


def test_a_daughter_of_the_same_name_is_not_merged_with_her_mother(office: Office) -> None:
    office.do(say_relationship, FATIMA, "spouse", (HASSAN,))
    office.do(say_relationship, HASSAN, "parent", (AGAIN,))
    with pytest.raises(Refusal, match="married"):
        merge(office)
    with pytest.raises(Refusal, match="married"):
        merge(office, AGAIN, FATIMA)


def test_whoever_are_parents_of_one_child_may_be_one(office: Office) -> None:
    for mother in (FATIMA, AGAIN):
        office.do(say_relationship, mother, "parent", (YASSINE,))
        office.do(say_relationship, HASSAN, "spouse", (mother,))
    assert not compared(office).against
    assert "2 relationships are told by both and kept once." in compared(office).settled
    merge(office)
    assert ties(office) == [("parent", FATIMA, YASSINE), ("spouse", HASSAN, FATIMA)]
    assert office.undo_last()
    assert len(ties(office)) == 4


def test_a_birth_date_that_makes_the_child_older_is_refused(office: Office) -> None:
    for person_id, name, born in (
        (YASSINE, "Yassine", date(2012, 1, 1)),
        (AGAIN, "Fatima", date(2014, 1, 1)),
    ):
        office.do(actions.change_person, person_id, 1, name, "Bahi", birth_date=born)
    office.do(say_relationship, FATIMA, "parent", (YASSINE,))
    with pytest.raises(Refusal, match="younger than the child"):
        merge(office)
    office.do(actions.change_person, FATIMA, 1, "Fatima", "Bahi", birth_date=date(1990, 1, 1))
    with pytest.raises(Refusal, match="younger than the child"):
        merge(office, FATIMA, AGAIN, "birth_date")
    merge(office)
    kept = next(row for row in rows_of(office, Person) if row["id"] == FATIMA)
    assert kept["birth_date"] == date(1990, 1, 1)


def test_days_and_papers_that_one_of_them_tells_stay(office: Office) -> None:
    office.do(say_relationship, FATIMA, "kafala", (YASSINE,), None, None, "ordonnance 12")
    office.do(say_relationship, AGAIN, "kafala", (YASSINE,), DAY, None, "copie")
    merge(office)
    (row,) = rows_of(office, Relationship)
    assert (row["first_day"], row["note"]) == (DAY, "ordonnance 12 · copie")


def test_what_they_tell_for_different_days_stays_beside_each_other(office: Office) -> None:
    office.do(say_relationship, FATIMA, "houses", (YASSINE,), DAY)
    office.do(say_relationship, AGAIN, "houses", (YASSINE,), date(2021, 1, 5))
    (said,) = [line for line in compared(office).settled if "different days" in line]
    assert said.startswith("1 relationship ")
    merge(office)
    assert ties(office) == [("houses", FATIMA, YASSINE)] * 2


def test_the_home_that_ends_is_told_before(office: Office) -> None:
    assert "Zahra" in compared(office).settled[0] and "ends today" in compared(office).settled[0]
    merge(office)
    ended = [row for row in rows_of(office, Membership) if row["last_day"] is not None]
    assert [(row["person_id"], row["family_id"]) for row in ended] == [(FATIMA, 2)]


def test_of_two_kinships_in_one_home_the_one_that_stays_is_told(office: Office) -> None:
    for person_id, name, kinship in ((YASSINE, "Yassine", "son"), (HASSAN, "Hassan", "nephew")):
        office.do(actions.change_person, person_id, 1, name, "Bahi", kinship=kinship)
    assert compared(office, YASSINE, HASSAN).settled == ("As kinship, son stays.",)
