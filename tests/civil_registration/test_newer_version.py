"""A dossier that moves on to a newer version of its procedure: what it shows, and what it keeps."""

import pytest

from amane_desktop.access.permissions import Role
from amane_desktop.checklists.models import RequiredPaper
from amane_desktop.checklists.papers import ask_for_paper, receive_paper
from amane_desktop.civil_registration.change_procedures import back_to_shipped, change_procedure
from amane_desktop.civil_registration.hearings import add_dossier_appointment
from amane_desktop.civil_registration.models import Dossier, DossierNote, DossierStep
from amane_desktop.civil_registration.newer_version import (
    WhatWouldMove,
    move_dossier,
    what_would_move,
)
from amane_desktop.civil_registration.shipped import shipped_texts
from amane_desktop.civil_registration.shown import DossierRecord
from amane_desktop.civil_registration.version_differences import Difference
from amane_desktop.office.errors import ChangedMeanwhile, NotAllowed, Refusal
from amane_desktop.office.office import Office
from tests.civil_registration.dossiers import TODAY, finish, gather, on, opened, shown
from tests.rows import protect, rows_of, work_as

CODE = "cin_minor"
SHIPPED = shipped_texts()[CODE]
_SCHOOL = SHIPPED[SHIPPED.index("  - id: school_certificate") : SHIPPED.index("steps:")]
_PASSPORT = """\
  - id: passport
    name: {fr: "Passeport du parent", ar: "جواز سفر أحد الوالدين"}
    issuer: family
    form: copy
    need: due
"""
_SIGN = """\
  - id: sign
    name: {fr: "Signer la demande", ar: "توقيع الطلب"}
    kind: other
"""
NEW = (
    SHIPPED.replace(_SCHOOL, _PASSPORT)
    .replace("      - school_certificate\n", "")
    .replace("valid_months: 3", "valid_months: 6")
    .replace("steps:\n", f"steps:\n{_SIGN}")
)


def _changed(office: Office, text: str = NEW, based_on: int = 1) -> None:
    office.do(change_procedure, CODE, based_on, text)


def _would_move(office: Office, record: DossierRecord) -> WhatWouldMove:
    found = office.ask(what_would_move, record.id)
    assert found is not None
    return found


def _told(differences: tuple[Difference, ...]) -> list[tuple[str, str]]:
    return [(one.what, one.name.fr) for one in differences]


def _codes(record: DossierRecord) -> list[str]:
    return [paper.code for paper in record.papers]


def _move(office: Office, record: DossierRecord) -> DossierRecord:
    record = shown(office, record.id)
    office.do(move_dossier, record.id, record.version, _would_move(office, record).after)
    return shown(office, record.id)


def test_a_dossier_keeps_the_version_that_it_began_with(office: Office) -> None:
    record = opened(on(office), CODE)
    assert office.ask(what_would_move, record.id) is None
    with pytest.raises(Refusal, match="newest version already"):
        office.do(move_dossier, record.id, record.version, 1)
    _changed(office)
    record = shown(office, record.id)
    assert (record.procedure.number, record.procedure.newer) == (1, 2)
    assert "school_certificate" in _codes(record) and "passport" not in _codes(record)


def test_what_would_change_is_shown_before_it_does(office: Office) -> None:
    record = opened(on(office), CODE)
    _changed(office)
    found = _would_move(office, record)
    assert (found.before, found.after) == (1, 2)
    assert _told(found.papers) == [
        ("changed", "Extrait d'acte de naissance de l'enfant"),
        ("added", "Passeport du parent"),
        ("gone", "Certificat de scolarité"),
    ]
    (field,) = found.papers[0].fields
    assert (field.label, field.before, field.after) == ("Holds for (months)", "3", "6")
    assert _told(found.steps) == [("added", "Signer la demande")]


def test_moving_gives_the_papers_and_steps_of_the_newer_version(office: Office) -> None:
    record = opened(on(office), CODE)
    _changed(office)
    record = _move(office, record)
    assert (record.procedure.number, record.procedure.newer) == (2, None)
    assert _codes(record) == [
        "child_record",
        "guardian_cin",
        "photos",
        "residence_certificate",
        "passport",
    ]
    assert [step.code for step in record.steps] == ["sign", "gather", "submit", "collect"]
    assert record.step == "sign"
    assert office.ask(what_would_move, record.id) is None


def test_papers_that_something_was_done_with_are_never_lost(office: Office) -> None:
    record = opened(on(office), CODE)
    school = next(paper for paper in record.papers if paper.code == "school_certificate")
    office.do(ask_for_paper, school.id, school.version, TODAY)
    office.do(receive_paper, school.id, school.version + 1, TODAY)
    _changed(office)
    assert ("kept", "Certificat de scolarité") in _told(_would_move(office, record).papers)
    record = _move(office, record)
    kept = record.papers[-1]
    assert (kept.id, kept.code, kept.state, kept.received_on) == (school.id, "", "received", TODAY)


def test_a_paper_at_hand_holds_as_long_as_the_newer_version_says(office: Office) -> None:
    record = gather(office, opened(on(office), CODE))
    before = record.papers[0].valid_until
    assert before is not None
    _changed(office)
    after = _move(office, record).papers[0].valid_until
    assert after is not None and (after - before).days in range(89, 93)


def test_papers_of_brothers_and_sisters_move_each(office: Office) -> None:
    record = opened(on(office), CODE, children=2)
    assert _codes(record).count("school_certificate") == 2
    _changed(office, NEW.replace(_PASSPORT, f"{_PASSPORT}    each: true\n"))
    gone = [one for one in _would_move(office, record).papers if one.what == "gone"]
    assert [one.whose[-1] for one in gone if "scolarité" in one.name.fr] == ["1", "2"]
    assert _codes(_move(office, record)).count("passport") == 2


def test_what_was_done_at_a_step_that_goes_stays_as_a_note(office: Office) -> None:
    record = opened(on(office), CODE)
    _changed(office)
    record = finish(office, gather(office, _move(office, record)))
    assert record.steps[0].state == "done"
    office.do(
        add_dossier_appointment, record.id, TODAY, kind="errand", step="sign", title="Signature"
    )
    office.do(back_to_shipped, CODE, 2)
    assert ("kept", "Signer la demande") in _told(_would_move(office, record).steps)
    record = _move(office, record)
    assert [step.code for step in record.steps] == ["gather", "submit", "collect"]
    assert "Signer la demande" in record.notes[0].text and "2026" in record.notes[0].text
    assert len(record.appointments) == 1


def test_what_was_not_shown_is_not_done(office: Office) -> None:
    record = opened(on(office), CODE)
    _changed(office)
    _changed(office, NEW.replace("valid_months: 6", "valid_months: 9"), 2)
    with pytest.raises(ChangedMeanwhile):
        office.do(move_dossier, record.id, record.version, 2)
    assert shown(office, record.id).procedure.number == 1


def test_a_protected_familys_dossier_is_moved_by_its_people_alone(office: Office) -> None:
    record = opened(on(office), CODE)
    _changed(office)
    protect(office, record.family_id)
    work_as(office, Role.SOCIAL_WORKER, 7)
    with pytest.raises(NotAllowed):
        office.ask(what_would_move, record.id)
    with pytest.raises(NotAllowed):
        office.do(move_dossier, record.id, record.version, 2)


def test_undo_brings_the_dossier_back_as_it_was(office: Office) -> None:
    tables = (Dossier, RequiredPaper, DossierStep, DossierNote)
    record = gather(office, opened(on(office), CODE))
    _changed(office)
    before = {table: rows_of(office, table) for table in tables}
    _move(office, record)
    assert before[RequiredPaper] != rows_of(office, RequiredPaper)
    assert office.undo_last()
    assert before == {table: rows_of(office, table) for table in tables}
