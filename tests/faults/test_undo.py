"""Undo puts back what an action did, as a whole, or refuses in words and changes nothing."""

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import text

import amane_desktop.rooms  # noqa: F401
from amane_desktop.office.errors import ChangedMeanwhile, Refusal
from amane_desktop.office.office import Office
from amane_desktop.people import actions, queries
from amane_desktop.storage.database import Base
from tests.faults.hand import STEPS, Hand, tables_of

CHANGED_AGAIN = "This was changed again since, so it cannot be undone alone."
LATER = "Something later stands on this, so it stays."


@pytest.fixture
def family(other: Office) -> int:
    """A family that was there before."""
    return other.do(actions.add_family, "Aït Baha", "أيت باها", "Lastah")


def refused_undo(office: Office, told: str) -> None:
    before = tables_of(office)
    with pytest.raises(Refusal) as refused:
        office.undo_last()
    assert refused.value.message == told
    assert tables_of(office) == before


def test_a_removal_is_taken_back_with_its_number(
    office: Office, other: Office, family: int
) -> None:
    telephone = other.do(actions.add_telephone, family, "0612345678", "Fatima", is_safe=True)
    other.do(actions.change_telephone, telephone, 1, "0612345678", "Fatima", is_safe=False)
    before = tables_of(office)
    office.do(actions.remove_telephone, telephone, 2)
    # What comes in between takes no other's number.
    newer = other.do(actions.add_telephone, family, "0712345678", "Omar", is_safe=True)
    assert newer != telephone
    other.undo_last()
    assert office.undo_last()
    assert tables_of(office) == before
    # A form that was opened before all this cannot write over it.
    with pytest.raises(ChangedMeanwhile):
        office.do(actions.change_telephone, telephone, 1, "0612345678", "Brahim", is_safe=True)
    card = office.ask(queries.family_card, family)
    assert card is not None and [(t.whose, t.is_safe) for t in card.telephones] == [
        ("Fatima", False)
    ]
    version = card.telephones[0].version
    office.do(actions.change_telephone, telephone, version, "0612345678", "Brahim", is_safe=True)


def test_a_change_that_was_changed_again_stays(office: Office, other: Office, family: int) -> None:
    office.do(actions.change_family, family, 1, "Aït Baha", "أيت باها", "Ferk Lahbab")
    other.do(actions.change_family, family, 2, "Aït Baha", "أيت باها", "Mhaita")
    refused_undo(office, CHANGED_AGAIN)
    assert other.undo_last() and office.undo_last()
    assert tables_of(office)["family"][0]["address"] == "Lastah"


def test_a_change_of_another_column_is_kept(office: Office, other: Office, family: int) -> None:
    office.do(actions.change_family, family, 1, "Aït Baha", "أيت باها", "Ferk Lahbab")
    other.do(actions.change_family, family, 2, "Aït Bahi", "أيت باها", "Ferk Lahbab")
    assert office.undo_last()
    row = tables_of(office)["family"][0]
    assert (row["name"], row["address"]) == ("Aït Bahi", "Lastah")


def test_what_later_things_stand_on_stays(office: Office, other: Office) -> None:
    family = office.do(actions.add_family, "Bouzid", "بوزيد")
    other.do(actions.add_person, family, "Salma", "Bouzid")
    refused_undo(office, LATER)
    assert other.undo_last() and office.undo_last()
    assert tables_of(office)["family"] == []


def test_what_was_changed_or_removed_since_is_not_taken_away(
    office: Office, other: Office, family: int
) -> None:
    telephone = office.do(actions.add_telephone, family, "0612345678", "Fatima", is_safe=True)
    other.do(actions.change_telephone, telephone, 1, "0612345678", "Fatima", is_safe=False)
    refused_undo(office, CHANGED_AGAIN)
    other.do(actions.remove_telephone, telephone, 2)
    refused_undo(office, CHANGED_AGAIN)


def test_undo_goes_back_in_the_order_of_work(office: Office) -> None:
    states = [tables_of(office)]
    family = office.do(actions.add_family, "Bouzid", "بوزيد")
    states.append(tables_of(office))
    office.do(actions.change_family, family, 1, "Bouzidi", "بوزيد")
    states.append(tables_of(office))
    telephone = office.do(actions.add_telephone, family, "0612345678", "Fatima", is_safe=True)
    states.append(tables_of(office))
    office.do(actions.remove_telephone, telephone, 1)
    while states:
        assert office.undo_last()
        assert tables_of(office) == states.pop()
    assert not office.undo_last()


def test_two_forms_on_one_row(office: Office, other: Office, family: int) -> None:
    office.do(actions.change_family, family, 1, "Aït Baha", "أيت باها", "Ferk Lahbab")
    with pytest.raises(ChangedMeanwhile):
        other.do(actions.change_family, family, 1, "Aït Baha", "أيت باها", "Mhaita")
    assert tables_of(office)["family"][0]["address"] == "Ferk Lahbab"


def test_a_listener_that_fails_does_not_make_a_saved_action_forgotten(office: Office) -> None:
    def fail(_change: object) -> None:
        raise RuntimeError

    office.subscribe(fail)
    with pytest.raises(RuntimeError):
        office.do(actions.add_family, "Bouzid", "بوزيد")
    with pytest.raises(RuntimeError):
        office.undo_last()
    assert tables_of(office)["family"] == []


JOURNALLED = [mapper.class_ for mapper in Base.registry.mappers if mapper.class_.is_journalled]


@pytest.mark.parametrize("kind", sorted(JOURNALLED, key=str), ids=str)
def test_no_number_is_given_to_a_second_row(office: Office, kind: type[Base]) -> None:
    if kind.__tablename__ in ("centre_settings", "staff_member"):
        return  # made once, never taken away
    with office._engine.connect() as connection:
        made = "SELECT sql FROM sqlite_master WHERE name = :name"
        sql = connection.execute(text(made), {"name": kind.__tablename__}).scalar_one()
    assert "AUTOINCREMENT" in sql


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_any_history_is_undone_to_its_beginning(
    begun: Office, steps: list[tuple[int, int, int, int]]
) -> None:
    before = tables_of(begun)
    hand = Hand(begun)
    for step in steps:
        hand.step(*step)
    for _action in range(hand.done):
        assert begun.undo_last()
    assert not begun.undo_last()
    assert tables_of(begun) == before
