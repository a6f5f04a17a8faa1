"""What is told of a family and of its telephones, and what is refused."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

import pytest

import amane_desktop.rooms  # noqa: F401  (what there is to take part in)
from amane_desktop import i18n
from amane_desktop.access.permissions import Role
from amane_desktop.attendance import actions as groups
from amane_desktop.attendance.timetable import WeeklyHour
from amane_desktop.office.clock import Clock
from amane_desktop.office.errors import NotAllowed, Refusal
from amane_desktop.office.history import history
from amane_desktop.office.office import Office
from amane_desktop.office.values import listed
from amane_desktop.people import actions
from amane_desktop.people.queries import FamilyCard, family_card
from amane_desktop.people.taking_part import TakingPart, taking_part
from tests.rows import work_as

WEDNESDAY = Clock(datetime(2026, 11, 25, 12, tzinfo=UTC))


@pytest.fixture
def family(office: Office) -> int:
    """A family with a mother."""
    family = office.do(actions.add_family, "Bahi", "باهي")
    office.do(actions.add_person, family, "Rokia", "Amrani", kinship="mother")
    return family


def card(office: Office, family: int) -> FamilyCard:
    shown = office.ask(family_card, family)
    assert shown is not None
    return shown


def change(office: Office, family: int, **told: Any) -> None:
    version = card(office, family).version
    office.do(actions.change_family, family, version, "Bahi", "باهي", **told)


def test_what_is_not_told_stays_as_it_is(office: Office, family: int) -> None:
    change(office, family, languages="tachelhit,darija", origin="school", origin_note="Absente")
    change(office, family, housing="rented", responsible_id=1, is_protected=True)
    facts = card(office, family).facts
    assert facts.told["origin_note"] == "Absente"
    assert facts.words["languages"] == "Tachelhit, Darija"
    assert (facts.words["housing"], facts.responsible) == ("Location", "Khadija")


@pytest.mark.parametrize("typed", ["lastah", "Lastâh", " LASTAH ", "لاسطاح"])
def test_a_neighbourhood_is_known_by_either_name(office: Office, family: int, typed: str) -> None:
    change(office, family, neighbourhood=typed)
    assert card(office, family).facts.told["neighbourhood"] == "lastah"


def test_a_neighbourhood_that_nobody_listed_is_added_once(office: Office, family: int) -> None:
    before = len(office.ask(listed, "neighbourhood"))
    change(office, family, neighbourhood="Douar Tamast")
    change(office, office.do(actions.add_family, "X", ""), neighbourhood="douar tamast")
    change(office, family, neighbourhood="دوار تامست")
    lines = office.ask(listed, "neighbourhood")
    assert [line.name or line.name_ar for line in lines[before:]] == ["Douar Tamast", "دوار تامست"]
    i18n.set_language("ar")
    assert card(office, family).facts.words["neighbourhood"] == "دوار تامست"


@pytest.mark.parametrize(
    ("field", "told"),
    [
        ("languages", {"languages": "darija,klingon"}),
        ("origin", {"origin": "moon"}),
        ("housing", {"housing": "castle"}),
        ("origin_note", {"origin_note": "x" * 10_000}),
        ("responsible_id", {"responsible_id": 99}),
    ],
)
def test_what_is_refused_is_told_at_its_field(
    office: Office, family: int, field: str, told: dict[str, Any]
) -> None:
    before = card(office, family)
    with pytest.raises(Refusal) as refused:
        change(office, family, **told)
    assert refused.value.field == field
    assert card(office, family) == before


def test_an_administrator_neither_protects_nor_says_why(office: Office, family: int) -> None:
    change(office, family, origin_note="Absente", responsible_id=1)
    work_as(office, Role.ADMINISTRATOR)
    for told in ({"is_protected": True}, {"responsible_id": None}, {"origin_note": "Autre"}):
        with pytest.raises(NotAllowed):
            change(office, family, **told)
    change(office, family, housing="rented", responsible_id=1)
    facts = card(office, family).facts
    assert "origin_note" not in facts.told and facts.words["housing"] == "Location"


def test_a_protected_family_tells_others_nothing_of_where_and_why(
    office: Office, family: int
) -> None:
    told = {"neighbourhood": "lastah", "housing": "shelter", "origin": "hospital"}
    change(office, family, is_protected=True, languages="darija", **told)
    for role in (Role.SOCIAL_WORKER, Role.ADMINISTRATOR):
        work_as(office, role, 2)
        shown = card(office, family)
        assert (shown.facts.told, shown.facts.words) == ({}, {})
        assert shown.state is None or shown.state.reason == ""


def test_a_telephone_of_a_person_says_what_is_safe(office: Office, family: int) -> None:
    told = {"person_id": 1, "may_leave_message": True, "who_may_know": "sa sœur"}
    office.do(actions.add_telephone, family, "0612345678", is_safe=False, **told)
    line = card(office, family).telephones[0]
    assert (line.person_id, line.may_leave_message, line.who_may_know) == (1, True, "sa sœur")
    office.do(actions.change_telephone, line.id, line.version, "0612345678", is_safe=True)
    assert card(office, family).telephones[0].who_may_know == "sa sœur"


def test_the_history_tells_whose_a_number_was_and_became(office: Office, family: int) -> None:
    number = office.do(actions.add_telephone, family, "0612345678", is_safe=True, person_id=1)
    mother = office.do(actions.add_person, family, "Khadija", "")
    change = {"whose": "voisine", "person_id": mother}
    office.do(actions.change_telephone, number, 1, "0612345678", is_safe=True, **change)
    changed, added = office.ask(history, (("telephone", number),))
    told = [(field.before, field.after) for field in changed.fields]
    assert told == [("Rokia", "Khadija"), ("", "voisine")]
    assert [(field.before, field.after) for field in added.fields] == [("", "Rokia")]


def test_a_telephone_of_somebody_who_lives_elsewhere_is_refused(
    office: Office, family: int
) -> None:
    other = office.do(actions.add_family, "Zahidi", "")
    with pytest.raises(Refusal) as refused:
        office.do(actions.add_telephone, other, "0612345678", is_safe=True, person_id=1)
    assert refused.value.field == "person_id"


def test_what_a_child_takes_part_in_is_told_with_its_hours_of_today(
    office: Office, family: int
) -> None:
    office.clock = WEDNESDAY
    hour = WeeklyHour(3, time(10), time(12))
    child = office.do(actions.add_person, family, "Yassine", "Bahi", level="4AEP")
    for name, hours in (("Atlas", (hour,)), ("Toubkal", (replace(hour, weekday=4),))):
        group = office.do(groups.add_group, name, "", from_=date(2026, 9, 7), timetable=hours)
        office.do(groups.enrol_child, group, child, from_=date(2026, 9, 7))
    assert office.ask(taking_part, family) == (
        TakingPart(child, "Atlas", "", ((time(10), time(12)),)),
        TakingPart(child, "Toubkal", "", ()),
    )
