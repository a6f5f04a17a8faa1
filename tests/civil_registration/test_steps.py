"""Steps in their order, papers that hold them up, the judgment, and hearings."""

from datetime import time

import pytest

from amane_desktop.agenda.appointments import hold_appointment
from amane_desktop.checklists.papers import paper_not_needed
from amane_desktop.civil_registration.hearings import add_dossier_appointment
from amane_desktop.civil_registration.judgment import write_judgment
from amane_desktop.civil_registration.steps import finish_step, reopen_step, skip_step
from amane_desktop.office.errors import Refusal
from amane_desktop.office.office import Office
from tests.civil_registration.dossiers import TODAY, finish, gather, later, on, opened, shown


def test_all_is_gathered_once_every_due_paper_is_at_hand(office: Office) -> None:
    on(office)
    record = opened(office)
    step = record.steps[0]
    due = [paper for paper in record.papers if paper.need == "due"]
    with pytest.raises(Refusal, match=f"{len(due)} papers"):
        office.do(finish_step, step.id, step.version, TODAY)
    office.do(paper_not_needed, due[0].id, due[0].version, "Le tribunal l'a")
    record = gather(office, shown(office, record.id))
    assert record.is_complete and record.ready == record.due == len(due) - 1
    record = finish(office, record)
    assert [s.state for s in record.steps][:2] == ["done", "open"]
    assert record.step == record.steps[1].code


def test_a_paper_that_has_expired_holds_the_dossier_up(office: Office) -> None:
    on(office)
    record = gather(office, opened(office))
    expires = record.next_expiry
    assert expires is not None
    on(office, expires)
    assert shown(office, record.id).is_complete
    on(office, later((expires - TODAY).days + 1))
    record = shown(office, record.id)
    assert not record.is_complete
    with pytest.raises(Refusal, match="expired"):
        finish(office, record, office.clock.today())


def test_a_step_waits_for_the_one_before_it(office: Office) -> None:
    on(office)
    record = opened(office)
    submit = record.steps[1]
    with pytest.raises(Refusal, match="comes first"):
        office.do(finish_step, submit.id, submit.version, TODAY)
    gathering = record.steps[0]
    with pytest.raises(Refusal) as refused:
        office.do(skip_step, gathering.id, gathering.version, " ")
    assert refused.value.field == "reason"
    office.do(skip_step, gathering.id, gathering.version, "Tout est au tribunal")
    office.do(finish_step, submit.id, submit.version, TODAY)
    record = shown(office, record.id)
    with pytest.raises(Refusal, match="what comes after"):
        office.do(reopen_step, record.steps[0].id, record.steps[0].version)
    office.do(reopen_step, record.steps[1].id, record.steps[1].version)
    office.do(reopen_step, record.steps[0].id, record.steps[0].version)
    record = shown(office, record.id)
    assert {step.state for step in record.steps} == {"open"}
    assert record.step == record.steps[0].code


def test_what_is_handed_in_at_a_step_goes_with_it(office: Office) -> None:
    on(office)
    record = finish(office, gather(office, opened(office, children=2)))
    at_hand = {paper.code: paper.state for paper in record.papers if paper.need == "due"}
    assert set(at_hand.values()) == {"received"}
    record = finish(office, record)
    states = {(paper.code, paper.state, paper.handed_in_at) for paper in record.papers}
    assert ("birth_notice", "handed_in", "Court, family justice section") in states
    assert ("life_certificate", "handed_in", "Court, family justice section") in states
    assert ("mother_card", "received", "") in states
    assert record.is_complete
    office.undo_last()
    assert {p.code: p.state for p in shown(office, record.id).papers if p.need == "due"} == at_hand


def test_a_judgment_dated_tomorrow_is_refused_at_its_field(office: Office) -> None:
    on(office)
    record = opened(office)
    with pytest.raises(Refusal) as refused:
        office.do(write_judgment, record.id, record.version, judgment_on=later(1))
    assert refused.value.field == "judgment_on"
    with pytest.raises(Refusal) as refused:
        office.do(write_judgment, record.id, record.version, judgment_number="911")
    assert refused.value.field == "judgment_on"
    told = {"court": "Taroudant", "judgment_number": "911", "judgment_on": TODAY}
    office.do(write_judgment, record.id, record.version, **told)
    record = shown(office, record.id)
    assert (record.court, record.judgment_number, record.judgment_on) == tuple(told.values())


def test_the_judgment_is_a_step_once_it_has_a_date(office: Office) -> None:
    on(office)
    record = gather(office, opened(office))
    while (step := record.current_step) is not None and step.kind != "judgment":
        record = finish(office, record)
    with pytest.raises(Refusal, match="judgment"):
        finish(office, record)
    office.do(write_judgment, record.id, record.version, judgment_on=TODAY)
    record = finish(office, shown(office, record.id))
    while record.current_step is not None:
        record = finish(office, record)
    assert record.step == ""


def test_a_step_is_not_done_on_a_day_to_come(office: Office) -> None:
    on(office)
    record = gather(office, opened(office))
    with pytest.raises(Refusal) as refused:
        finish(office, record, later(1))
    assert refused.value.field == "day"


def test_a_hearing_stands_in_the_agenda_and_at_its_step(office: Office) -> None:
    on(office)
    record = opened(office)
    told = {"place": "Salle 4", "step": "hearing"}
    office.do(add_dossier_appointment, record.id, later(9), time(9), **told)
    office.do(add_dossier_appointment, record.id, TODAY, time(9), kind="errand")
    record = shown(office, record.id)
    at_hearing = next(step for step in record.steps if step.code == "hearing")
    assert [line.place for line in at_hearing.appointments] == ["Salle 4"]
    assert record.next_appointment is not None and record.next_appointment.kind == "errand"
    assert record.next_appointment.person_id == record.persons[0].person_id
    errand = record.next_appointment
    office.do(hold_appointment, errand.id, errand.version)
    following = shown(office, record.id).next_appointment
    assert following is not None and following.day == later(9)
    with pytest.raises(Refusal) as refused:
        office.do(add_dossier_appointment, record.id, later(9), step="no_such_step")
    assert refused.value.field == "step"
