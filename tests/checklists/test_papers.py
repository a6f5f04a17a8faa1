"""Required papers: asked for, received, handed in, not needed; what cannot be is refused."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

import amane_desktop.rooms  # noqa: F401
from amane_desktop.access.permissions import Permission
from amane_desktop.checklists.counters import add_counter, retire_counter
from amane_desktop.checklists.fill import NewPaper, fill
from amane_desktop.checklists.models import Checklist, RequiredPaper
from amane_desktop.checklists.papers import (
    add_paper,
    ask_for_paper,
    change_paper,
    entrust_paper,
    hand_in_paper,
    paper_needed_again,
    paper_not_needed,
    receive_paper,
    remove_paper,
    return_paper,
)
from amane_desktop.checklists.queries import PaperLine, papers_of
from amane_desktop.checklists.services import CHECKLIST_TOUCHED
from amane_desktop.checklists.standing import Standing
from amane_desktop.i18n import Text
from amane_desktop.office.clock import Clock
from amane_desktop.office.errors import ChangedMeanwhile, Refusal
from amane_desktop.office.office import Office
from amane_desktop.office.registry import ACTIONS, action
from amane_desktop.office.work import Work
from amane_desktop.people import actions
from tests.checklists.lists import SERVICE, begin_checklist
from tests.rows import rows_of

TODAY = date(2026, 11, 24)
TOMORROW = date(2026, 11, 25)
MONDAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def checklist(office: Office) -> int:
    """A checklist of the Bahi family with a paper of the procedure, and one of staff's own."""
    office.clock = Clock(datetime(2026, 11, 24, 10, tzinfo=UTC))
    family = office.do(actions.add_family, "Bahi", "")
    office.do(actions.add_person, family, "Salma", "Bahi")
    number = begin_checklist(office, family, ("Certificat de vie",))
    office.do(add_paper, number, name="Extrait", name_ar="نسخة موجزة", valid_months=3)
    return number


def papers(office: Office) -> list[PaperLine]:
    return list(office.ask(papers_of, 1))


def do(
    office: Office, action: Callable[..., None], *told: Any, paper: int = 2, **more: Any
) -> None:
    version = papers(office)[paper - 1].version
    office.do(action, paper, version, *told, **more)


def refused(office: Office, what: Callable[..., None], *told: Any, **more: Any) -> str:
    before = rows_of(office, RequiredPaper)
    with pytest.raises(Refusal) as error:
        do(office, what, *told, **more)
    assert error.value.message and rows_of(office, RequiredPaper) == before
    return error.value.field


def test_a_paper_goes_from_needed_to_handed_in(office: Office) -> None:
    assert papers(office)[1].standing == Standing.NEEDED
    do(office, ask_for_paper, date(2026, 11, 16))
    assert papers(office)[1].standing == Standing.ASKED
    do(office, receive_paper, MONDAY, issued_on=date(2026, 11, 20), number="112/2026")
    line = papers(office)[1]
    assert (line.standing, line.number) == (Standing.RECEIVED, "112/2026")
    assert (line.valid_until, line.days_left) == (date(2027, 2, 20), 88)
    do(office, hand_in_paper, TODAY, "Tribunal")
    line = papers(office)[1]
    assert (line.standing, line.handed_in_on) == (Standing.HANDED_IN, TODAY)
    assert (line.handed_in_at, line.asked_on) == ("Tribunal", date(2026, 11, 16))


def test_until_when_it_holds_counts_from_its_own_date_or_from_when_it_came(office: Office) -> None:
    do(office, receive_paper, MONDAY)
    assert papers(office)[1].valid_until == date(2027, 2, 23)
    do(office, receive_paper, TODAY, issued_on=date(2026, 8, 31))
    assert papers(office)[1].valid_until == date(2026, 11, 30)
    do(office, receive_paper, TODAY, valid_until=date(2027, 1, 1))
    assert papers(office)[1].valid_until == date(2027, 1, 1)
    do(office, receive_paper, TODAY, paper=1)
    assert papers(office)[0].valid_until is None


def test_a_paper_that_came_before_it_was_asked_for_was_not_asked_for(office: Office) -> None:
    do(office, receive_paper, MONDAY)
    assert papers(office)[1].asked_on is None
    do(office, ask_for_paper, TODAY, paper=1)
    do(office, receive_paper, MONDAY, paper=1)
    line = papers(office)[0]
    assert (line.asked_on, line.received_on, line.is_asked_anew) == (None, MONDAY, False)


def test_a_new_one_is_asked_for_while_the_old_one_still_holds(office: Office) -> None:
    do(office, receive_paper, date(2026, 11, 2), valid_until=date(2026, 11, 30))
    assert refused(office, ask_for_paper, date(2026, 11, 2)) == "day"
    do(office, ask_for_paper, MONDAY)
    line = papers(office)[1]
    assert (line.standing, line.is_asked_anew) == (Standing.EXPIRING, True)
    do(office, receive_paper, TODAY)
    line = papers(office)[1]
    assert (line.standing, line.valid_until) == (Standing.RECEIVED, date(2027, 2, 24))


def test_what_is_not_needed_is_as_it_was_once_it_is_needed_again(office: Office) -> None:
    assert refused(office, paper_not_needed, " ") == "reason"
    do(office, receive_paper, MONDAY)
    before = papers(office)[1]
    do(office, paper_not_needed, "Le tribunal l'a déjà")
    line = papers(office)[1]
    assert (line.standing, line.reason) == (Standing.NOT_NEEDED, "Le tribunal l'a déjà")
    refused(office, receive_paper, TODAY)
    do(office, paper_needed_again)
    after = papers(office)[1]
    assert (after.standing, after.received_on) == (before.standing, before.received_on)
    assert (after.valid_until, after.reason) == (before.valid_until, "")


def test_what_was_lost_or_given_away_is_fetched_anew(office: Office) -> None:
    do(office, receive_paper, MONDAY, number="12")
    do(office, hand_in_paper, TODAY, "Tribunal")
    for what, told in (
        (ask_for_paper, (TODAY,)),
        (receive_paper, (TODAY,)),
        (paper_not_needed, ("r",)),
    ):
        refused(office, what, *told)
    do(office, paper_needed_again)
    line = papers(office)[1]
    assert line.standing == Standing.NEEDED
    told = (line.asked_on, line.received_on, line.valid_until, line.handed_in_on)
    assert told == (None,) * 4 and line.number == line.handed_in_at == ""
    refused(office, paper_needed_again)


def test_days_that_cannot_be_are_refused_at_their_field(office: Office) -> None:
    for what in (ask_for_paper, receive_paper, hand_in_paper, entrust_paper):
        assert refused(office, what, TOMORROW) == "day"
    assert refused(office, receive_paper, date(1026, 11, 24)) == "day"
    assert refused(office, receive_paper, MONDAY, issued_on=TODAY) == "issued_on"
    assert refused(office, receive_paper, MONDAY, issued_on=date(2062, 1, 1)) == "issued_on"
    too_early = {"issued_on": date(2026, 11, 20), "valid_until": date(2026, 11, 19)}
    assert refused(office, receive_paper, MONDAY, **too_early) == "valid_until"
    assert refused(office, hand_in_paper, TODAY) == "day"
    do(office, receive_paper, MONDAY)
    assert refused(office, hand_in_paper, date(2026, 11, 22)) == "day"


def test_what_has_expired_is_not_handed_in(office: Office) -> None:
    do(office, receive_paper, date(2026, 11, 2), valid_until=date(2026, 11, 20))
    assert papers(office)[1].standing == Standing.EXPIRED
    assert refused(office, hand_in_paper, date(2026, 11, 21)) == "day"
    do(office, hand_in_paper, date(2026, 11, 20))
    assert papers(office)[1].standing == Standing.HANDED_IN


def test_an_original_is_left_at_the_centre_and_given_back(office: Office) -> None:
    refused(office, return_paper, TODAY)
    assert refused(office, entrust_paper, TODAY) == "day"
    do(office, receive_paper, date(2026, 11, 20))
    assert refused(office, entrust_paper, date(2026, 11, 19)) == "day"
    do(office, entrust_paper, date(2026, 11, 21))
    assert refused(office, return_paper, date(2026, 11, 20)) == "day"
    refused(office, remove_paper)
    do(office, return_paper, MONDAY)
    assert refused(office, entrust_paper, date(2026, 11, 22)) == "day"
    do(office, entrust_paper, TODAY)
    line = papers(office)[1]
    assert (line.entrusted_on, line.returned_on) == (TODAY, None)


def test_only_a_paper_of_staffs_own_is_taken_off(office: Office) -> None:
    refused(office, remove_paper, paper=1)
    do(office, remove_paper)
    assert [line.name.fr for line in papers(office)] == ["Certificat de vie"]
    office.undo_last()
    assert [line.name.fr for line in papers(office)] == ["Certificat de vie", "Extrait"]


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"name": " ", "name_ar": ""}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"authority": "bakery"}, "authority"),
        ({"need": "perhaps"}, "need"),
        ({"copies": 0}, "copies"),
        ({"copies": 21}, "copies"),
        ({"valid_months": 0}, "valid_months"),
        ({"cost": -1}, "cost"),
        ({"counter_id": 9}, "counter_id"),
        ({"person_id": 9}, "person_id"),
        ({"bring": "x" * 2001}, "bring"),
    ],
)
def test_what_cannot_be_told_of_a_paper_is_refused(
    office: Office, told: dict[str, Any], field: str
) -> None:
    assert refused(office, change_paper, **told) == field
    with pytest.raises(Refusal) as error:
        office.do(add_paper, 1, **{"name": "CIN", **told})
    assert error.value.field == field


def test_a_change_tells_no_more_than_what_is_told(office: Office) -> None:
    do(office, change_paper, copies=2, wanted_by=date(2026, 12, 1), cost=5000, person_id=1)
    line = papers(office)[1]
    assert (line.copies, line.cost, line.person_id, line.valid_months) == (2, 5000, 1, 3)
    assert line.name == Text("Extrait", "نسخة موجزة")
    with pytest.raises(ChangedMeanwhile):
        office.do(change_paper, 2, 1, copies=3)


def test_a_counter_is_one_of_the_papers_own_authority(office: Office) -> None:
    court = office.do(add_counter, "court", "Tribunal", "")
    do(office, change_paper, counter_id=court)
    assert papers(office)[1].authority == "court"
    hospital = office.do(add_counter, "hospital", "Hôpital", "")
    assert refused(office, change_paper, counter_id=hospital) == "counter_id"
    do(office, change_paper, counter_id=hospital, authority="hospital")
    office.do(retire_counter, court, 1)
    told = {"counter_id": court, "authority": "court"}
    assert refused(office, change_paper, **told) == "counter_id"
    # What names one that was retired keeps it.
    office.do(retire_counter, hospital, 1)
    do(office, change_paper, copies=4)
    assert papers(office)[1].counter_id == hospital


def test_a_procedure_fills_the_checklist_below_what_there_is(
    office: Office, request: pytest.FixtureRequest
) -> None:
    asked = (NewPaper("a", Text("Acte", "عقد"), bring=Text("La CIN")), NewPaper("b", Text("BCG")))

    @action("", Permission.EDIT_DOSSIERS, {})
    def give(work: Work) -> tuple[int, ...]:
        begun = Checklist(service=SERVICE, family_id=1)
        return fill(work, work.session.get_one(Checklist, 1), asked) + fill(work, begun, asked[:1])

    request.addfinalizer(lambda: ACTIONS.pop(give))
    assert office.do(give) == (3, 4, 5)
    assert [line.position for line in papers(office)] == [0, 1, 2, 3]
    assert papers(office)[2].bring == Text("La CIN", "")
    assert [line.position for line in office.ask(papers_of, 2)] == [0]
    office.undo_last()
    assert len(papers(office)) == 2 and len(rows_of(office, Checklist)) == 1


def test_the_service_notices_that_papers_were_changed(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    noticed: list[int] = []
    monkeypatch.setattr(
        "amane_desktop.checklists.services.CHECKLIST_TOUCHED",
        [*CHECKLIST_TOUCHED, lambda _work, number: noticed.append(number)],
    )
    steps: list[tuple[Callable[..., None], tuple[Any, ...]]] = [
        (ask_for_paper, (MONDAY,)),
        (receive_paper, (MONDAY,)),
        (entrust_paper, (MONDAY,)),
        (return_paper, (MONDAY,)),
        (hand_in_paper, (MONDAY,)),
        (paper_needed_again, ()),
        (paper_not_needed, ("r",)),
        (remove_paper, ()),
    ]
    for what, told in steps:
        do(office, what, *told)
    assert noticed == [1] * len(steps)
