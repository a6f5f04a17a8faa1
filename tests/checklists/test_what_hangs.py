"""What papers hang on and what hangs on them: scans, persons, history, erasing."""

from datetime import UTC, date, datetime

import pytest

import amane_desktop.rooms  # noqa: F401
from amane_desktop.access.permissions import Permission, Role
from amane_desktop.checklists.labels import checklist_rows
from amane_desktop.checklists.models import Checklist, RequiredPaper
from amane_desktop.checklists.papers import (
    add_paper,
    ask_for_paper,
    paper_not_needed,
    receive_paper,
    remove_paper,
)
from amane_desktop.checklists.queries import papers_of
from amane_desktop.office.clock import Clock
from amane_desktop.office.errors import NotAllowed, Refusal
from amane_desktop.office.history import history
from amane_desktop.office.office import Office
from amane_desktop.office.registry import QUERIES, query
from amane_desktop.office.rows import Row
from amane_desktop.office.scanned import EXAMPLE_SCAN
from amane_desktop.people import actions
from amane_desktop.people.comparing import compare_persons
from amane_desktop.people.erasing import erase_family, erase_person, what_goes
from amane_desktop.people.merging import merge_persons
from amane_desktop.people.models import Family, Scan
from amane_desktop.people.scan_lines import scans
from amane_desktop.people.scans import add_scans, remove_scan
from amane_desktop.people.who_looked import looks
from tests.checklists.lists import begin_checklist
from tests.rows import as_role, protect, rows_of

TODAY = date(2026, 11, 24)
PAPER: Row = ("required_paper", 1)


@pytest.fixture(autouse=True)
def _a_checklist(office: Office) -> None:
    """Salma and Omar Bahi, and a checklist with one paper of the procedure."""
    office.clock = Clock(datetime(2026, 11, 24, 10, tzinfo=UTC))
    family = office.do(actions.add_family, "Bahi", "")
    for name in ("Salma", "Omar"):
        office.do(actions.add_person, family, name, "Bahi")
    begin_checklist(office, family, ("Certificat de vie",))


def rows(office: Office) -> tuple[Row, ...]:
    """What the history of the checklist is of, as its service asks for it."""
    asked = query(Permission.SEE_CENTRE, {})(checklist_rows)
    try:
        return office.ask(asked, 1)
    finally:
        QUERIES.pop(asked)


def told(office: Office) -> list[str]:
    lines = office.ask(history, rows(office))
    return ["".join(c for c in str(line) if c not in "\u2066\u2068\u2069") for line in lines]


def test_a_scan_hangs_on_the_paper_and_is_counted_with_it(office: Office) -> None:
    (scan,) = office.do(add_scans, PAPER, (EXAMPLE_SCAN,), "other")
    assert [line.scans for line in office.ask(papers_of, 1)] == [1]
    assert [line.id for line in office.ask(scans, PAPER)] == [scan]
    # It is the paper's, not one more of the family's own.
    assert office.ask(scans, ("family", 1)) == ()
    office.do(remove_scan, scan, 1)
    assert [line.scans for line in office.ask(papers_of, 1)] == [0]
    office.undo_last()
    assert [line.scans for line in office.ask(papers_of, 1)] == [1]


def test_a_paper_with_scans_is_not_taken_off(office: Office) -> None:
    own = office.do(add_paper, 1, name="Photos")
    office.do(add_scans, ("required_paper", own), (EXAMPLE_SCAN,), "other")
    with pytest.raises(Refusal):
        office.do(remove_paper, own, 1)
    assert len(office.ask(papers_of, 1)) == 2


def test_scans_of_a_paper_are_seen_by_who_sees_its_family_whole(office: Office) -> None:
    office.do(add_scans, PAPER, (EXAMPLE_SCAN,), "other")
    worker, other = (as_role(office, role) for role in (Role.SOCIAL_WORKER, Role.ADMINISTRATOR))
    teacher = as_role(office, Role.TEACHER)
    assert len(other.ask(scans, PAPER)) == 1
    protect(office, 1, worker.signed_in.id)
    assert [len(who.ask(scans, PAPER)) for who in (office, worker, other)] == [1, 1, 0]
    for who in (other, teacher):
        with pytest.raises(NotAllowed):
            who.do(add_scans, PAPER, (EXAMPLE_SCAN,), "other")
        assert who.ask(history, (PAPER, ("scan", 1))) == ()
    assert len(worker.ask(history, (PAPER, ("scan", 1)))) == 1


def test_the_history_tells_what_was_done_with_papers_and_their_scans(office: Office) -> None:
    office.do(add_paper, 1, name="Photos", cost=2050)
    office.do(ask_for_paper, 1, 1, TODAY)
    office.do(paper_not_needed, 1, 2, "Le tribunal l'a")
    office.do(add_scans, PAPER, (EXAMPLE_SCAN,), "other", "Recto")
    office.do(remove_paper, 2, 1)
    removed, scanned, not_needed, asked, _added = told(office)
    assert removed.startswith("Took a paper off a checklist · Photos")
    assert scanned.startswith("Added scans · Recto · Certificat de vie")
    assert "State: Asked for → Not needed" in not_needed
    assert "Why it is not needed: — → Le tribunal l'a" in not_needed
    assert asked.startswith("Asked for a paper · Certificat de vie")
    assert "Asked for on: — → 24 November 2026" in asked


def test_the_history_of_a_paper_is_for_who_sees_checklists(office: Office) -> None:
    office.do(ask_for_paper, 1, 1, TODAY)
    worker = as_role(office, Role.SOCIAL_WORKER)
    asked = worker.ask(history, (PAPER,))
    assert len(asked) == 1
    protect(office, 1)
    assert worker.ask(history, (PAPER,)) == ()
    with pytest.raises(NotAllowed):
        worker.do(receive_paper, 1, 2, TODAY)
    with pytest.raises(NotAllowed):
        worker.undo(asked[0].undo_id)
    assert worker.ask(papers_of, 1) == ()


def test_who_was_shown_the_papers_of_a_protected_family_has_looked(office: Office) -> None:
    worker, other = (as_role(office, role) for role in (Role.SOCIAL_WORKER, Role.ADMINISTRATOR))
    protect(office, 1, worker.signed_in.id)
    assert [len(who.ask(papers_of, 1)) for who in (worker, other)] == [1, 0]
    looked = {line.by for line in office.ask(looks, 1)}
    assert worker.signed_in.name in looked and other.signed_in.name not in looked


def merge(office: Office) -> None:
    compared = office.ask(compare_persons, 1, 2)
    assert compared is not None
    versions = (compared.kept.version, compared.other.version)
    office.do(merge_persons, 1, versions[0], 2, versions[1])


def each(office: Office) -> list[int]:
    """One paper of a kind for each of the two, as for brothers and sisters."""
    numbers = [office.do(add_paper, 1, name="Photos", person_id=person) for person in (1, 2)]
    engine = office._engine.execution_options(writes=True)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE required_paper SET code = 'photos' WHERE id > 1")
    return numbers


@pytest.mark.parametrize("begun", [0, 1])
def test_of_one_person_one_of_a_kind_is_enough(office: Office, begun: int) -> None:
    papers = each(office)
    office.do(receive_paper, papers[begun], 1, TODAY)
    office.do(add_scans, ("required_paper", papers[begun]), (EXAMPLE_SCAN,), "other")
    before = [rows_of(office, model) for model in (RequiredPaper, Scan)]
    compared = office.ask(compare_persons, 1, 2)
    assert compared is not None and "1 required paper" in compared.carried
    merge(office)
    _shared, photos = office.ask(papers_of, 1)
    assert (photos.id, photos.person_id, photos.scans) == (papers[begun], 1, 1)
    office.undo_last()
    assert [rows_of(office, model) for model in (RequiredPaper, Scan)] == before


def test_where_both_were_begun_with_both_stay(office: Office) -> None:
    for paper in each(office):
        office.do(ask_for_paper, paper, 1, TODAY)
    merge(office)
    assert [line.person_id for line in office.ask(papers_of, 1)] == [None, 1, 1]


def test_papers_and_their_scans_go_with_whom_they_are_of(office: Office) -> None:
    own = office.do(add_paper, 1, name="Photos", person_id=2)
    for paper in (1, own):
        office.do(add_scans, ("required_paper", paper), (EXAMPLE_SCAN,), "other")
    number = rows_of(office, Family)[0]["file_number"]
    office.do(erase_person, 1, 2, number)
    assert [line.id for line in office.ask(papers_of, 1)] == [1]
    assert [row["required_paper_id"] for row in rows_of(office, Scan)] == [1]
    assert "Photos" not in " ".join(told(office))
    goes = office.ask(what_goes, 1)
    assert goes is not None
    assert {"Checklists", "Required papers"} <= {words for words, _n in goes.counts}
    office.do(erase_family, 1, number)
    assert rows_of(office, Checklist) == rows_of(office, RequiredPaper) == []
