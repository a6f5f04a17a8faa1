"""A dossier rests, is taken up, is closed with what came of it, and opens again."""

from datetime import date

import pytest

from amane_desktop.civil_registration.appeals import appeal_proposed
from amane_desktop.civil_registration.course import (
    change_dossier,
    close_dossier,
    reopen_dossier,
    rest_dossier,
    take_up_dossier,
)
from amane_desktop.civil_registration.judgment import write_judgment
from amane_desktop.civil_registration.opening import open_dossier
from amane_desktop.civil_registration.record import write_record
from amane_desktop.civil_registration.steps import finish_step
from amane_desktop.office.errors import ChangedMeanwhile, Refusal
from amane_desktop.office.office import Office
from tests.civil_registration.dossiers import TODAY, TRIAL, later, on, opened, shown


def test_it_rests_until_a_day_to_come_and_is_taken_up(office: Office) -> None:
    on(office)
    record = opened(office)
    with pytest.raises(Refusal) as refused:
        office.do(rest_dossier, record.id, record.version, TODAY)
    assert refused.value.field == "until"
    office.do(rest_dossier, record.id, record.version, later(40), "Attend l'été")
    rests = shown(office, record.id)
    assert (rests.state, rests.rests_until) == ("resting", later(40))
    assert [note.text for note in rests.notes] == ["Attend l'été"]
    office.do(take_up_dossier, record.id, rests.version)
    assert (shown(office, record.id).state, shown(office, record.id).rests_until) == ("open", None)


def test_one_that_is_registered_has_a_record_for_each_or_says_why_not(office: Office) -> None:
    on(office)
    record = opened(office, children=2)
    one, _other = record.persons
    office.do(write_record, one.id, one.version, record_number="318", record_year=2026)
    record = shown(office, record.id)
    with pytest.raises(Refusal) as refused:
        office.do(close_dossier, record.id, record.version, "registered", TODAY)
    assert refused.value.field == "why"
    office.do(close_dossier, record.id, record.version, "registered", TODAY, why="Copie à venir")
    closed = shown(office, record.id)
    assert (closed.state, closed.outcome, closed.closed_on) == ("closed", "registered", TODAY)
    assert [note.text for note in closed.notes] == ["Copie à venir"]


def test_one_that_is_refused_says_until_when_an_appeal_is_possible(office: Office) -> None:
    on(office)
    record = opened(office)
    proposed = office.ask(appeal_proposed, record.id)
    assert proposed is not None and proposed.latest is None
    with pytest.raises(Refusal) as refused:
        office.do(close_dossier, record.id, record.version, "refused", TODAY)
    assert refused.value.field == "appeal_by"
    office.do(write_judgment, record.id, record.version, judgment_on=TODAY)
    record = shown(office, record.id)
    with pytest.raises(Refusal, match="before the judgment"):
        office.do(close_dossier, record.id, record.version, "refused", TODAY, later(-1))
    office.do(close_dossier, record.id, record.version, "refused", TODAY, later(15))
    assert shown(office, record.id).appeal_by == later(15)


def test_the_last_day_for_an_appeal_is_counted_from_the_judgment(office: Office) -> None:
    on(office)
    record = opened(office)
    office.do(write_judgment, record.id, record.version, judgment_on=later(-5))
    record = shown(office, record.id)
    proposed = office.ask(appeal_proposed, record.id)
    assert proposed is not None and proposed.latest == later(25)
    assert proposed.rule.fr == "Trente jours après le jugement"
    office.do(close_dossier, record.id, record.version, "refused", TODAY)
    assert shown(office, record.id).appeal_by == later(25)


def test_where_nothing_can_be_appealed_a_word_says_so(office: Office) -> None:
    on(office)
    record = opened(office)
    told = {"why": "Le guichet a refusé de vive voix"}
    office.do(close_dossier, record.id, record.version, "refused", TODAY, **told)
    assert shown(office, record.id).appeal_by is None


def test_what_is_closed_opens_again_unless_another_of_its_kind_is_under_way(
    office: Office,
) -> None:
    on(office)
    record = opened(office)
    office.do(close_dossier, record.id, record.version, "moved", TODAY)
    closed = shown(office, record.id)
    with pytest.raises(Refusal, match="closed"):
        office.do(finish_step, closed.steps[0].id, closed.steps[0].version, TODAY)
    persons = tuple(person.person_id for person in record.persons)
    again = office.do(open_dossier, record.family_id, persons, TRIAL, {})
    with pytest.raises(Refusal, match="EC-2026-002"):
        office.do(reopen_dossier, closed.id, closed.version)
    office.do(close_dossier, again, 1, "abandoned", TODAY)
    office.do(reopen_dossier, closed.id, closed.version)
    record = shown(office, record.id)
    assert (record.state, record.outcome, record.closed_on) == ("open", "", None)


def test_it_is_closed_on_a_day_on_which_it_was_open(office: Office) -> None:
    on(office)
    record = opened(office)
    for day in (later(1), later(-1)):
        with pytest.raises(Refusal) as refused:
            office.do(close_dossier, record.id, record.version, "moved", day)
        assert refused.value.field == "day"


def test_two_people_on_one_dossier_minutes_apart_lose_nothing(office: Office) -> None:
    on(office)
    record = opened(office)
    office.do(change_dossier, record.id, record.version, obstacle="La carte est périmée")
    with pytest.raises(ChangedMeanwhile):
        office.do(change_dossier, record.id, record.version, obstacle="Autre chose")
    with pytest.raises(ChangedMeanwhile):
        office.do(close_dossier, record.id, record.version, "moved", TODAY)
    now = shown(office, record.id)
    assert now.obstacle == "La carte est périmée"
    office.do(change_dossier, record.id, now.version, responsible_id=office.signed_in.id)
    assert shown(office, record.id).responsible == "Khadija"


def test_a_dossier_remembers_the_day_on_which_it_was_last_touched(office: Office) -> None:
    on(office, date(2026, 10, 1))
    record = opened(office)
    on(office)
    assert shown(office, record.id).days_untouched == 54
    office.do(change_dossier, record.id, record.version, obstacle="?")
    assert shown(office, record.id).days_untouched == 0
