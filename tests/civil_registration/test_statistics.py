"""How many are in the register, with what was entered from before the program."""

from datetime import date

import pytest

from amane_desktop.access.permissions import Role
from amane_desktop.civil_registration.course import close_dossier
from amane_desktop.civil_registration.opening import open_dossier
from amane_desktop.civil_registration.record import write_record
from amane_desktop.civil_registration.statistics import enter_registered_before, registered
from amane_desktop.office.errors import ChangedMeanwhile, Refusal
from amane_desktop.office.office import Office
from tests.civil_registration.dossiers import TODAY, TRIAL, on, opened, shown
from tests.rows import as_role, protect


def _register(office: Office, children: int, year: int) -> int:
    record = opened(office, children=children)
    for one in record.persons:
        office.do(write_record, one.id, one.version, record_number="1", record_year=year)
    version = shown(office, record.id).version
    office.do(close_dossier, record.id, version, "registered", office.clock.today())
    return record.family_id


def test_people_are_counted_once_in_the_year_of_their_record(office: Office) -> None:
    on(office)
    _register(office, 3, 2026)
    _register(office, 1, 2025)
    other = opened(office)
    office.do(close_dossier, other.id, other.version, "moved", TODAY)
    papers = opened(office, "rnp")
    office.do(close_dossier, papers.id, papers.version, "registered", TODAY)
    counts = office.ask(registered)
    assert (counts.this_year, counts.last_year, counts.since_first) == (3, 1, 4)
    on(office, date(2027, 1, 5))
    counts = office.ask(registered)
    assert (counts.this_year, counts.last_year, counts.since_first) == (0, 3, 4)


def test_a_second_record_of_one_person_counts_no_second_time(office: Office) -> None:
    on(office)
    number = _register(office, 1, 2025)
    again = office.do(open_dossier, number, (2,), TRIAL, {})
    (one,) = shown(office, again).persons
    office.do(write_record, one.id, one.version, record_number="2", record_year=2026)
    office.do(close_dossier, again, shown(office, again).version, "registered", TODAY)
    counts = office.ask(registered)
    assert (counts.this_year, counts.last_year, counts.since_first) == (0, 1, 1)


def test_totals_from_before_the_program_are_entered_changed_and_taken_out(office: Office) -> None:
    on(office)
    _register(office, 1, 2026)
    office.do(enter_registered_before, 2012, 214)
    office.do(enter_registered_before, 2026, 20)
    counts = office.ask(registered)
    assert (counts.this_year, counts.since_first) == (21, 235)
    assert dict(counts.by_year) == {2012: 214, 2026: 21}
    office.do(enter_registered_before, 2012, 215, version=1)
    with pytest.raises(ChangedMeanwhile):
        office.do(enter_registered_before, 2012, 216, version=1)
    office.do(enter_registered_before, 2012, 0, version=2)
    assert [(each.year, each.count) for each in office.ask(registered).entered] == [(2026, 20)]
    for field, told in (("year", (2027, 1)), ("year", (1950, 1)), ("count", (2012, -1))):
        with pytest.raises(Refusal) as refused:
            office.do(enter_registered_before, *told)
        assert refused.value.field == field


def test_a_protected_family_is_not_counted_for_others(office: Office) -> None:
    on(office)
    protect(office, _register(office, 2, 2026))
    _register(office, 1, 2026)
    assert office.ask(registered).this_year == 3
    assert as_role(office, Role.SOCIAL_WORKER).ask(registered).this_year == 1
