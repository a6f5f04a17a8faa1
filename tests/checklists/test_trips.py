"""What is fetched next and where: one trip to a counter serves every family that needs it."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import select

import amane_desktop.rooms  # noqa: F401
from amane_desktop.access.permissions import Role
from amane_desktop.checklists.counters import add_counter
from amane_desktop.checklists.models import Checklist
from amane_desktop.checklists.papers import (
    add_paper,
    ask_for_paper,
    entrust_paper,
    hand_in_paper,
    paper_not_needed,
    receive_paper,
)
from amane_desktop.checklists.services import SERVICES, ChecklistService
from amane_desktop.checklists.standing import Standing
from amane_desktop.checklists.trips import (
    entrusted_papers,
    expiring_papers,
    papers_to_fetch,
    places_to_go,
)
from amane_desktop.office.clock import Clock
from amane_desktop.office.office import Office
from amane_desktop.people import actions
from tests.checklists.lists import SERVICE, begin_checklist
from tests.rows import as_role, protect

TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def _two_families(office: Office) -> None:
    """The Bahi and the Idder, with a checklist each."""
    office.clock = Clock(datetime(2026, 11, 24, 10, tzinfo=UTC))
    for name in ("Bahi", "Idder"):
        begin_checklist(office, office.do(actions.add_family, name, ""))


def add(office: Office, family: int, name: str, authority: str = "", **told: Any) -> int:
    return office.do(add_paper, family, name=name, authority=authority, **told)


def trips(office: Office, **asked: Any) -> list[tuple[str, str, list[tuple[int, str]]]]:
    """Each trip: its authority, its counter, and which paper of which family is fetched there."""
    return [
        (
            trip.authority,
            trip.counter.name.fr if trip.counter else "",
            [(line.family_id, line.name.fr) for line in trip.papers],
        )
        for trip in office.ask(papers_to_fetch, **asked)
    ]


def done(office: Office, paper: int, *steps: tuple[Callable[..., None], Any]) -> None:
    for version, (what, told) in enumerate(steps, start=1):
        office.do(what, paper, version, told)


def test_one_trip_serves_several_families_those_wanted_first_at_the_top(office: Office) -> None:
    bureau = office.do(add_counter, "registry_office", "Bureau, Taroudant", "")
    add(office, 1, "Extrait", counter_id=bureau, wanted_by=date(2026, 12, 20))
    add(office, 1, "Avis", "hospital")
    add(office, 2, "Livret", "registry_office")
    add(office, 2, "Copie", counter_id=bureau, wanted_by=date(2026, 12, 1))
    add(office, 2, "Non-inscription", counter_id=bureau)
    assert trips(office) == [
        (
            "registry_office",
            "Bureau, Taroudant",
            [(2, "Copie"), (1, "Extrait"), (2, "Non-inscription")],
        ),
        ("registry_office", "", [(2, "Livret")]),
        ("hospital", "", [(1, "Avis")]),
    ]
    assert trips(office, at=("registry_office", None)) == [("registry_office", "", [(2, "Livret")])]
    assert trips(office, at=("registry_office", bureau)) == trips(office)[:1]
    told = [(each.papers, each.families, each.wanted_by) for each in office.ask(places_to_go)]
    assert told == [(3, 2, date(2026, 12, 1)), (1, 1, None), (1, 1, None)]


def test_what_is_at_hand_or_not_needed_is_not_fetched(office: Office) -> None:
    papers = [add(office, 1, f"{n}") for n in range(5)]
    done(office, papers[0], (ask_for_paper, TODAY))
    done(office, papers[1], (receive_paper, TODAY))
    done(office, papers[2], (receive_paper, TODAY), (hand_in_paper, TODAY))
    done(office, papers[3], (paper_not_needed, "r"))
    (trip,) = office.ask(papers_to_fetch)
    stands = [(line.name.fr, line.standing) for line in trip.papers]
    assert stands == [("0", Standing.ASKED), ("4", Standing.NEEDED)]


def test_what_expired_is_fetched_again_and_what_soon_does_is_told(office: Office) -> None:
    days = (date(2026, 11, 23), TODAY, date(2026, 12, 24), date(2026, 12, 25))
    for day in days:
        paper = add(office, 1, f"{day:%d/%m}")
        office.do(receive_paper, paper, 1, date(2026, 11, 2), valid_until=day)
    (trip,) = office.ask(papers_to_fetch)
    stands = [(line.name.fr, line.standing) for line in trip.papers]
    assert stands == [("23/11", Standing.EXPIRED)]
    assert [line.name.fr for line in office.ask(expiring_papers)] == ["24/11", "24/12"]
    assert [line.name.fr for line in office.ask(expiring_papers, 0)] == ["24/11"]


def test_what_only_a_court_asks_for_waits_until_it_was_asked_for(office: Office) -> None:
    paper = add(office, 1, "Lafif", "adouls", need="if_court_asks")
    assert trips(office) == [] == list(office.ask(places_to_go))
    done(office, paper, (ask_for_paper, TODAY))
    assert trips(office) == [("adouls", "", [(1, "Lafif")])]


def test_nobody_walks_for_a_record_that_has_ended(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    for family in (1, 2):
        paper = add(office, family, f"{family}")
        office.do(receive_paper, paper, 1, TODAY, valid_until=TODAY)
        done_with = office.do(add_paper, family, name="CIN")
        office.do(receive_paper, done_with, 1, TODAY)
        office.do(entrust_paper, done_with, 2, TODAY)
        add(office, family, "Photos", "photographer")
    kept = SERVICES[SERVICE]
    only_second = ChecklistService(
        kept.see, kept.edit, kept.part, lambda: select(Checklist.id).where(Checklist.id == 2)
    )
    monkeypatch.setitem(SERVICES, SERVICE, only_second)
    assert trips(office) == [("photographer", "", [(2, "Photos")])]
    assert [line.family_id for line in office.ask(expiring_papers)] == [2]
    assert [place.papers for place in office.ask(places_to_go)] == [1]
    # Originals are given back all the same.
    assert [line.family_id for line in office.ask(entrusted_papers)] == [1, 2]


def test_a_protected_family_is_on_nobody_elses_trip(office: Office) -> None:
    for family in (1, 2):
        paper = add(office, family, "CIN", "police")
        office.do(receive_paper, paper, 1, TODAY, valid_until=TODAY)
        office.do(entrust_paper, paper, 2, TODAY)
        add(office, family, "Photos", "photographer")
    worker, other = as_role(office, Role.SOCIAL_WORKER), as_role(office, Role.ADMINISTRATOR)
    protect(office, 1, worker.signed_in.id)
    for who, families in ((office, [1, 2]), (worker, [1, 2]), (other, [2])):
        (trip,) = who.ask(papers_to_fetch)
        assert [line.family_id for line in trip.papers] == families
        assert [place.papers for place in who.ask(places_to_go)] == [len(families)]
        assert [line.family_id for line in who.ask(expiring_papers)] == families
        assert [line.family_id for line in who.ask(entrusted_papers)] == families
    teacher = as_role(office, Role.TEACHER)
    for asked in (papers_to_fetch, places_to_go, expiring_papers, entrusted_papers):
        assert teacher.ask(asked) == ()
