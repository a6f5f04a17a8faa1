"""The invented dossiers stand at every point of the way, as staff would have brought them there."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from amane_desktop.checklists.counters import counters
from amane_desktop.checklists.models import RequiredPaper
from amane_desktop.checklists.queries import PaperLine
from amane_desktop.civil_registration.attention import dossiers_wanting_attention
from amane_desktop.civil_registration.board import DossierLine, dossier_lines
from amane_desktop.civil_registration.models import Dossier, DossierPerson, DossierStep
from amane_desktop.civil_registration.opening import open_dossier
from amane_desktop.civil_registration.queries import dossier
from amane_desktop.civil_registration.record import record_differences
from amane_desktop.civil_registration.shipped import shipped
from amane_desktop.civil_registration.shown import DossierRecord
from amane_desktop.civil_registration.statistics import registered
from amane_desktop.demonstration.create import create
from amane_desktop.office import centre
from amane_desktop.office.clock import Clock
from amane_desktop.office.front_door import DEMO_PASSWORD, DEMO_STAFF
from amane_desktop.office.office import Office
from amane_desktop.people.models import Scan
from tests.rows import rows_of

MONDAY = date(2026, 11, 23)
PAPER_DAYS = ("asked_on", "received_on", "handed_in_on", "entrusted_on", "returned_on")


def _made(folder: Path, families: int, today: date = MONDAY) -> Office:
    create(folder, families=families, today=today)
    morning = datetime(today.year, today.month, today.day, 9, tzinfo=UTC)
    return centre.open_centre(folder, DEMO_STAFF, DEMO_PASSWORD, Clock(morning))


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    office = _made(tmp_path_factory.mktemp("demo") / "demo", 300)
    yield office
    office.close()


@pytest.fixture(scope="module")
def lines(office: Office) -> tuple[DossierLine, ...]:
    return office.ask(dossier_lines)[::-1]


def _shown(office: Office, number: str) -> DossierRecord:
    found = next(line.id for line in office.ask(dossier_lines) if line.number == number)
    record = office.ask(dossier, found)
    assert record is not None
    return record


def test_every_procedure_has_one_and_about_60_are_open(lines: tuple[DossierLine, ...]) -> None:
    assert {line.procedure for line in lines} == set(shipped())
    states = Counter(line.state for line in lines)
    assert 50 <= states["open"] <= 65 and states["resting"] >= 1 and 5 <= states["closed"] <= 12
    assert {line.outcome for line in lines} > {"registered", "refused", "abandoned", "moved"}
    kinds = {line.step_kind for line in lines if line.state == "open"}
    assert kinds >= {"gather", "advice", "submit", "hearing", "judgment", "register", "collect"}


def test_they_are_numbered_in_the_order_in_which_they_were_opened(
    lines: tuple[DossierLine, ...],
) -> None:
    numbers = [f"EC-2026-{n:03d}" for n in range(1, len(lines) + 1)]
    assert [line.number for line in lines] == numbers
    assert all(one.opened_on <= other.opened_on for one, other in pairwise(lines))


def test_the_next_one_goes_on_with_the_numbers(tmp_path: Path) -> None:
    office = _made(tmp_path / "small", 20, date(2026, 2, 10))
    before = [line.number for line in office.ask(dossier_lines)]
    assert {number[:7] for number in before} == {"EC-2025", "EC-2026"}
    line = office.ask(dossier_lines)[0]
    persons = [row["person_id"] for row in rows_of(office, DossierPerson)]
    free = next(code for code in shipped() if line.procedure != code)
    office.do(open_dossier, line.family_id, persons[-1:], free, {})
    last = office.ask(dossier_lines)[0].number
    assert int(last[8:]) == int(before[0][8:]) + 1
    office.close()


def test_the_fourteenth_is_the_one_of_the_pictures(office: Office) -> None:
    record = _shown(office, "EC-2026-014")
    assert (record.ready, record.due) == (7, 9)
    assert record.next_expiry == MONDAY + timedelta(days=13)
    assert record.persons[0].birth_precision == "estimate"
    missing = {paper.code: paper.standing for paper in record.papers if _is_missing(paper)}
    assert missing == {"request": "needed", "life_certificate": "asked"}
    met = record.next_appointment
    assert met is not None
    assert (met.day, met.time) == (date(2026, 11, 25), time(9))
    assert (record.spent, record.spent_by["centre"], len(record.notes)) == (14_500, 12_000, 2)
    assert record.responsible == "Khadija El Alaoui"


def _is_missing(paper: PaperLine) -> bool:
    return paper.need == "due" and paper.standing in ("needed", "asked", "expired")


def test_the_child_waits_for_its_mother(office: Office, lines: tuple[DossierLine, ...]) -> None:
    (mother, child) = lines[8:10]
    assert (mother.blocks, child.waits_for) == ((child.number,), (mother.number,))
    assert (mother.family_id, mother.procedure) == (child.family_id, "parent_record")


def test_brothers_and_sisters_have_papers_of_their_own(office: Office) -> None:
    record = _shown(office, "EC-2026-013")
    assert len(record.persons) >= 2
    whose = Counter(paper.person_id for paper in record.papers)
    assert set(whose) == {None, *(person.person_id for person in record.persons)}


def test_something_wants_attention(office: Office, lines: tuple[DossierLine, ...]) -> None:
    attention = office.ask(dossiers_wanting_attention)
    assert min(len(attention.expiring), len(attention.untouched), len(attention.hearings)) >= 2
    assert len(attention.appeals) == 1 and attention.appointments
    assert 34 in {line.days_untouched for line in lines}
    assert any(line.expired for line in lines if line.state == "open")


def test_what_was_registered_is_on_record_and_counted(office: Office) -> None:
    first, arrived = _shown(office, "EC-2026-001"), _shown(office, "EC-2026-024")
    (person,) = first.persons
    assert person.record.number and person.record.taken_over_on and person.record.father_name
    assert person.civil_status == "registered"
    differences = office.ask(record_differences, first.persons[0].id)
    assert differences is not None and differences.fields == ()
    differences = office.ask(record_differences, arrived.persons[0].id)
    assert differences is not None and "civil_status" in {d.field for d in differences.fields}
    told = office.ask(registered)
    assert told.this_year >= 3 and set(told.by_year) == set(range(2009, 2027))


def test_no_day_lies_before_what_it_follows_or_still_ahead(office: Office) -> None:
    opened = {row["checklist_id"]: row["opened_on"] for row in rows_of(office, Dossier)}
    for row in rows_of(office, RequiredPaper):
        days = [row[day] for day in PAPER_DAYS if row[day] is not None]
        assert all(day <= MONDAY for day in days)
        if row["code"] and row["received_on"] and row["handed_in_on"]:
            assert opened[row["checklist_id"]] <= row["received_on"] <= row["handed_in_on"]
        if row["state"] == "handed_in":
            assert row["valid_until"] is None or row["handed_in_on"] <= row["valid_until"]
        if row["entrusted_on"]:
            assert row["received_on"] <= row["entrusted_on"] <= (row["returned_on"] or MONDAY)
    for step in rows_of(office, DossierStep):
        assert (step["state"] == "done") == (step["done_on"] is not None)
        assert step["done_on"] is None or step["done_on"] <= MONDAY


def test_who_is_past_gathering_has_all_due_papers(office: Office) -> None:
    gathered = {
        row["dossier_id"]
        for row in rows_of(office, DossierStep)
        if row["code"] == "gather" and row["state"] == "done"
    }
    assert len(gathered) > 10
    lists = {row["checklist_id"] for row in rows_of(office, Dossier) if row["id"] in gathered}
    papers = [row for row in rows_of(office, RequiredPaper) if row["checklist_id"] in lists]
    states = {row["state"] for row in papers if row["need"] == "due"}
    assert states == {"received", "handed_in"}


def test_originals_letters_scans_and_counters_are_there(office: Office) -> None:
    papers = rows_of(office, RequiredPaper)
    assert {row["returned_on"] is None for row in papers if row["entrusted_on"]} == {True, False}
    letters = [*_shown(office, "EC-2026-003").letters, *_shown(office, "EC-2026-005").letters]
    assert [letter.number for letter in letters] == ["C-2026-001", "C-2026-002"]
    assert [letter.stamped_on is None for letter in letters] == [False, True]
    scanned = {row["required_paper_id"] for row in rows_of(office, Scan)}
    shown = _shown(office, "EC-2026-014").papers
    assert {paper.id for paper in shown if paper.standing in ("received", "expiring")} <= scanned
    assert all("inventés" in counter.hours.fr for counter in office.ask(counters))


def test_a_small_centre_has_them_too_and_the_same_each_time(tmp_path: Path) -> None:
    kept = []
    for name in ("one", "other"):
        office = _made(tmp_path / name, 60)
        kept.append([row | {"at": None} for row in rows_of(office, RequiredPaper)])
        assert {line.procedure for line in office.ask(dossier_lines)} == set(shipped())
        office.close()
    assert kept[0] == kept[1]
