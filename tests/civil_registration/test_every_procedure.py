"""Each shipped procedure, walked from its opening to its end, in both languages."""

import re
from collections.abc import Iterator
from datetime import time
from typing import Any

import pytest

from amane_desktop.agenda.appointments import hold_appointment
from amane_desktop.checklists.papers import hand_in_paper
from amane_desktop.civil_registration.course import close_dossier
from amane_desktop.civil_registration.hearings import add_dossier_appointment
from amane_desktop.civil_registration.judgment import write_judgment
from amane_desktop.civil_registration.next_dossiers import next_dossiers
from amane_desktop.civil_registration.record import (
    record_differences,
    take_over_record,
    write_record,
)
from amane_desktop.civil_registration.shipped import shipped, shipped_texts
from amane_desktop.civil_registration.shown import DossierRecord, StepLine
from amane_desktop.civil_registration.words import WITH_RECORD
from amane_desktop.i18n import Text, set_language
from amane_desktop.office import centre
from amane_desktop.office.errors import Refusal
from amane_desktop.office.office import Office
from tests.civil_registration.answers import leading_to
from tests.civil_registration.dossiers import TODAY, finish, gather, on, opened, shown
from tests.conftest import PASSWORD

ARABIC = re.compile("[\u0621-\u064a]")
WRITTEN = {"record_number": "318", "record_year": 2026, "registry_office": "Taroudant"}


@pytest.fixture(scope="module", params=["fr", "ar"])
def spoken(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Any]:
    """A centre, and the language that is spoken there."""
    folder = tmp_path_factory.mktemp("walked") / "centre"
    centre.create(folder, name="C", name_ar="م", director="Khadija", password=PASSWORD)
    office = centre.open_centre(folder, "Khadija", PASSWORD)
    yield on(office), request.param
    office.close()


def _read_as(lang: str, *texts: Text) -> None:
    for text in filter(None, texts):
        assert bool(ARABIC.search(text.here)) == (lang == "ar"), text


def _read_all(lang: str, record: DossierRecord) -> None:
    _read_as(lang, record.procedure.title, record.procedure.badge, record.procedure.concerns)
    for paper in record.papers:
        _read_as(lang, paper.name, paper.bring)
    for step in record.steps:
        _read_as(lang, step.name, step.receives, step.note_of_procedure)
        for delay in step.delays:
            _read_as(lang, delay.rule)
    for line in record.answers:
        _read_as(lang, line.question_text, line.answer_text)


def _hand_in(office: Office, record: DossierRecord, step: StepLine) -> DossierRecord:
    for paper in record.papers:
        if paper.code in step.papers and paper.state == "received":
            office.do(hand_in_paper, paper.id, paper.version, TODAY, "Guichet 2")
    return shown(office, record.id)


def _do_what_it_is(office: Office, record: DossierRecord, step: StepLine) -> DossierRecord:
    """What a step of its kind asks for before it is done."""
    if step.kind == "gather" and not record.is_complete:
        with pytest.raises(Refusal):
            finish(office, record)
        record = gather(office, record)
        assert record.is_complete
    if step.kind == "hearing":
        told = {"time": time(9), "step": step.code}
        appointment = office.do(add_dossier_appointment, record.id, TODAY, **told)
        office.do(hold_appointment, appointment, 1)
    if step.kind == "judgment":
        with pytest.raises(Refusal):
            finish(office, record)
        office.do(write_judgment, record.id, record.version, "TPI", "12/26", "7", TODAY)
    return _hand_in(office, shown(office, record.id), step)


def _take_over_records(office: Office, record: DossierRecord) -> DossierRecord:
    for person in record.persons:
        office.do(write_record, person.id, person.version, **WRITTEN)
        found = office.ask(record_differences, person.id)
        assert found is not None
        fields = tuple(field.field for field in found.fields)
        office.do(take_over_record, person.id, found.version, found.person_version, fields)
    return shown(office, record.id)


@pytest.mark.parametrize("code", shipped_texts())
def test_a_procedure_leads_from_its_opening_to_its_end(spoken: Any, code: str) -> None:
    office, lang = spoken
    set_language(lang)
    answers = dict(leading_to(code)[0])
    record = opened(office, code, children=2, answers=answers)
    _read_all(lang, record)
    assert record.papers and record.step == record.steps[0].code
    seen = []
    while step := record.current_step:
        seen.append(step.code)
        record = finish(office, _do_what_it_is(office, record, step))
    assert seen == [step.id for step in shipped()[code].steps_for(answers)]
    assert record.step == "" and record.is_complete
    if record.procedure.ends_with in WITH_RECORD:
        with pytest.raises(Refusal):
            office.do(close_dossier, record.id, record.version, "registered", TODAY)
        record = _take_over_records(office, record)
        assert all(person.civil_status == "registered" for person in record.persons)
    office.do(close_dossier, record.id, record.version, "registered", TODAY)
    assert shown(office, record.id).state == "closed"
    following = office.ask(next_dossiers, record.id)
    assert [one.code for one in following] == list(shipped()[code].follows)


@pytest.mark.parametrize("code", shipped_texts())
def test_whatever_was_answered_papers_and_steps_hold_together(code: str) -> None:
    procedure = shipped()[code]
    for answers in leading_to(code):
        papers = {paper.id for paper in procedure.papers_for(answers)}
        steps = procedure.steps_for(answers)
        assert papers and steps[-1].kind in ("collect", "register", "judgment", "no_appeal")
        handed_in = {paper for step in steps for paper in step.papers}
        assert papers <= handed_in, papers - handed_in
        assert any(paper.need == "due" for paper in procedure.papers_for(answers))


def test_every_number_of_months_and_centimes_is_one_that_a_source_gives() -> None:
    """What is not known is left open, never guessed."""
    papers = [paper for one in shipped().values() for paper in one.papers]
    assert {(p.id, p.valid_months) for p in papers if p.valid_months} == {("child_record", 3)}
    assert not [paper.id for paper in papers if paper.cost is not None]
