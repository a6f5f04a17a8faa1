"""Several papers at once, as one trip brings them: all or none, and nothing of others is lost."""

from datetime import UTC, date, datetime

import pytest

import amane_desktop.rooms  # noqa: F401
from amane_desktop.access.permissions import Role
from amane_desktop.checklists.counters import add_counter
from amane_desktop.checklists.models import RequiredPaper
from amane_desktop.checklists.papers import add_paper, ask_for_paper, receive_paper
from amane_desktop.checklists.queries import papers_of
from amane_desktop.checklists.several_papers import ask_for_papers, fetch_papers_at, receive_papers
from amane_desktop.checklists.trips import papers_to_fetch
from amane_desktop.office.clock import Clock
from amane_desktop.office.errors import ChangedMeanwhile, NotAllowed, Refusal
from amane_desktop.office.office import Office
from amane_desktop.people import actions
from tests.checklists.lists import begin_checklist
from tests.rows import as_role, protect, rows_of

TODAY = date(2026, 11, 24)
MONDAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _two_families(office: Office) -> None:
    """A paper from the court for the Bahi and the Idder each; one from the hospital."""
    office.clock = Clock(datetime(2026, 11, 24, 10, tzinfo=UTC))
    for name in ("Bahi", "Idder"):
        checklist = begin_checklist(office, office.do(actions.add_family, name, ""))
        office.do(add_paper, checklist, name="Jugement", authority="court", valid_months=3)
    office.do(add_paper, 1, name="Avis", authority="hospital")


def states(office: Office) -> list[str]:
    return [row["state"] for row in rows_of(office, RequiredPaper)]


def test_one_trip_asks_and_brings_for_several_families(office: Office) -> None:
    office.do(ask_for_papers, (1, 2, 1), MONDAY)
    assert states(office) == ["asked", "asked", "needed"]
    office.do(receive_papers, (1, 2), TODAY)
    assert states(office) == ["received", "received", "needed"]
    assert office.ask(papers_of, 2)[0].valid_until == date(2027, 2, 24)
    office.undo_last()
    assert states(office) == ["asked", "asked", "needed"]


def test_what_somebody_did_meanwhile_is_not_written_over(office: Office) -> None:
    office.do(receive_paper, 2, 1, MONDAY, number="112")
    before = rows_of(office, RequiredPaper)
    with pytest.raises(ChangedMeanwhile):
        office.do(receive_papers, (1, 2), TODAY)
    office.do(ask_for_paper, 1, 1, MONDAY)
    with pytest.raises(ChangedMeanwhile):
        office.do(ask_for_papers, (3, 1), TODAY)
    office.undo_last()
    assert rows_of(office, RequiredPaper) == before


def test_a_day_that_is_to_come_is_refused_for_all(office: Office) -> None:
    before = rows_of(office, RequiredPaper)
    for what in (ask_for_papers, receive_papers):
        with pytest.raises(Refusal) as error:
            office.do(what, (1, 2), date(2026, 11, 25))
        assert error.value.field == "day" and rows_of(office, RequiredPaper) == before


def test_where_papers_are_fetched_is_said_of_all_of_one_office(office: Office) -> None:
    court = office.do(add_counter, "court", "Tribunal", "")
    with pytest.raises(Refusal):
        office.do(fetch_papers_at, (1, 3), court)
    office.do(fetch_papers_at, (1, 2), court)
    (trip,) = office.ask(papers_to_fetch, at=("court", court))
    assert [line.family_id for line in trip.papers] == [1, 2]
    office.do(fetch_papers_at, (1, 2), None)
    assert office.ask(papers_to_fetch, at=("court", court)) == ()


def test_none_is_changed_where_one_is_not_the_readers(office: Office) -> None:
    worker = as_role(office, Role.SOCIAL_WORKER)
    protect(office, 2)
    with pytest.raises(NotAllowed):
        worker.do(ask_for_papers, (1, 2), TODAY)
    assert states(office) == ["needed"] * 3
