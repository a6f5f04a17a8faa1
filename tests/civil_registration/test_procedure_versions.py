"""The centre's own versions of procedures: put in force, kept by dossiers, and put back."""

from dataclasses import replace

import pytest

import amane_desktop.rooms  # noqa: F401
from amane_desktop.civil_registration import procedure_versions
from amane_desktop.civil_registration.change_procedures import (
    add_procedure,
    back_to_shipped,
    change_procedure,
    changes_of_procedure,
    copy_of_procedure,
    faults_of,
    versions_of_procedure,
)
from amane_desktop.civil_registration.faults import ProcedureFaulty
from amane_desktop.civil_registration.procedure_example import EXAMPLE
from amane_desktop.civil_registration.procedure_versions import (
    ProcedureLine,
    procedure_in_force,
    procedure_of,
    procedures,
    shipped_procedure,
)
from amane_desktop.civil_registration.proposals import proposals
from amane_desktop.civil_registration.shipped import shipped, shipped_texts
from amane_desktop.civil_registration.version_differences import differences_of
from amane_desktop.office.errors import ChangedMeanwhile, Refusal
from amane_desktop.office.office import Office

RNP = shipped_texts()["rnp"]
OWN = RNP.replace('"RNP"', '"RNP (Taroudant)"')


def _line(office: Office, code: str) -> ProcedureLine:
    return next(line for line in office.ask(procedures) if line.code == code)


def test_a_new_centre_follows_what_is_shipped(office: Office) -> None:
    lines = office.ask(procedures)
    assert len(lines) == len(shipped_texts()) == 20
    assert not any(line.is_own for line in lines)
    assert office.ask(procedure_in_force, "rnp").text == RNP


def test_a_changed_procedure_is_in_force_under_the_next_number(office: Office) -> None:
    version = office.do(change_procedure, "rnp", 1, OWN)
    assert (_line(office, "rnp").number, _line(office, "rnp").is_own) == (2, True)
    assert _line(office, "rnp").badge.fr == "RNP (Taroudant)"
    assert office.ask(procedure_of, version).number == 2
    asked = {"registered": "yes", "wanted": "rnp"}
    assert [one.badge.fr for one in office.ask(proposals, asked)] == ["RNP (Taroudant)"]


def test_a_fault_leaves_the_version_before_in_force(office: Office) -> None:
    office.do(change_procedure, "rnp", 1, OWN)
    wrong = OWN.replace("    need: due", "    need: sometimes", 1)
    with pytest.raises(ProcedureFaulty) as faulty:
        office.do(change_procedure, "rnp", 2, wrong)
    (fault,) = faulty.value.faults
    assert OWN.splitlines()[fault.line - 1].strip() == "need: due"
    assert "sometimes" in fault.message and f"Line {fault.line}: " in faulty.value.message
    assert office.ask(procedure_in_force, "rnp").procedure.badge.fr == "RNP (Taroudant)"
    assert _line(office, "rnp").number == 2


def test_two_who_change_a_procedure_minutes_apart_do_not_lose_a_word(office: Office) -> None:
    office.do(change_procedure, "rnp", 1, OWN)
    with pytest.raises(ChangedMeanwhile):
        office.do(change_procedure, "rnp", 1, RNP.replace('"RNP"', '"R.N.P."'))
    assert _line(office, "rnp").badge.fr == "RNP (Taroudant)"


def test_what_was_not_changed_makes_no_version(office: Office) -> None:
    with pytest.raises(Refusal):
        office.do(change_procedure, "rnp", 1, RNP)
    assert _line(office, "rnp").number == 1


def test_back_to_shipped_and_on_again(office: Office) -> None:
    office.do(change_procedure, "rnp", 1, OWN)
    office.do(back_to_shipped, "rnp", 2)
    assert office.ask(procedure_in_force, "rnp").text == RNP
    assert not _line(office, "rnp").is_own
    with pytest.raises(Refusal):
        office.do(back_to_shipped, "rnp", 1)
    office.do(change_procedure, "rnp", 1, OWN)
    assert _line(office, "rnp").number == 3


def test_undo_puts_the_version_before_in_force(office: Office) -> None:
    office.do(change_procedure, "rnp", 1, OWN)
    assert office.undo_last()
    assert office.ask(procedure_in_force, "rnp").text == RNP


def test_the_history_says_who_changed_what(office: Office) -> None:
    assert office.ask(changes_of_procedure, "rnp") == ()
    office.do(change_procedure, "rnp", 1, OWN)
    office.do(back_to_shipped, "rnp", 2)
    back, changed = office.ask(changes_of_procedure, "rnp")
    assert changed.sentence == "Changed a procedure" and changed.by == "Khadija"
    assert [field.label for field in changed.fields] == ["Number of the version"]
    assert back.sentence == "Put back a procedure as the program has it"


def test_the_versions_that_were_in_force_are_there_to_look_at(office: Office) -> None:
    office.do(change_procedure, "rnp", 1, OWN)
    office.do(back_to_shipped, "rnp", 2)
    shipped, own = office.ask(versions_of_procedure, "rnp")
    assert (shipped.number, shipped.is_own, shipped.text) == (1, False, RNP)
    assert (own.number, own.is_own, own.by) == (2, True, "Khadija")
    assert own.text == OWN.replace("number: 1", "number: 2")


def test_what_the_program_ships_stands_beside_the_centres_own(office: Office) -> None:
    office.do(change_procedure, "rnp", 1, OWN)
    beside = office.ask(shipped_procedure, "rnp")
    assert beside is not None and beside.text == RNP
    assert office.ask(shipped_procedure, "example") is None


def test_a_version_that_the_program_renewed_since_is_told(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.do(change_procedure, "rnp", 1, OWN)
    assert _line(office, "rnp").newer_shipped is None
    renewed = {**shipped(), "rnp": replace(shipped()["rnp"], number=2)}
    monkeypatch.setattr(procedure_versions, "shipped", lambda: renewed)
    assert _line(office, "rnp").newer_shipped == 2


def test_what_two_versions_say_otherwise_is_told_in_words(office: Office) -> None:
    new = OWN.replace("    need: due", "    need: often_asked\n    cost: 2000", 1)
    new = new.replace("S'inscrire au RNP", "S'inscrire")
    found = office.ask(differences_of, RNP, new)
    assert [(f.label, f.before, f.after) for f in found.fields] == [
        ("Short name", "RNP", "RNP (Taroudant)")
    ]
    ((paper,), (step,)) = found.papers, found.steps
    assert {(f.label, f.after) for f in paper.fields} == {
        ("How much it is needed", "Often asked for, though not due"),
        ("Cost", "20 DH"),
    }
    assert (step.what, step.name.fr) == ("changed", "S'inscrire")
    back = office.ask(
        differences_of,
        EXAMPLE,
        EXAMPLE.replace("id: photos", "id: two").replace("[photos]", "[two]"),
    )
    assert [(one.what, one.name.fr) for one in back.papers] == [
        ("added", "Deux photos d'identité"),
        ("gone", "Deux photos d'identité"),
    ]


def test_a_copy_has_a_code_of_its_own(office: Office) -> None:
    text = office.ask(copy_of_procedure, "rnp")
    assert text == RNP.replace("code: rnp", "code: rnp_2")
    office.do(add_procedure, text)
    assert _line(office, "rnp_2").is_own and not _line(office, "rnp_2").is_shipped
    assert "\ncode: rnp_3\n" in office.ask(copy_of_procedure, "rnp")


def test_a_code_is_given_once_and_stays(office: Office) -> None:
    office.do(add_procedure, EXAMPLE)
    assert office.ask(faults_of, EXAMPLE)[0].line == 1
    with pytest.raises(ProcedureFaulty):
        office.do(add_procedure, EXAMPLE)
    renamed = EXAMPLE.replace("code: example", "code: other")
    assert office.ask(faults_of, renamed) == ()
    assert [fault.line for fault in office.ask(faults_of, renamed, "example")] == [1]


def test_a_procedure_names_only_procedures_that_are_there(office: Office) -> None:
    (fault,) = office.ask(faults_of, EXAMPLE + "follows: [rnp, moon]\n")
    assert fault.line == EXAMPLE.count("\n") + 1 and "“moon”" in fault.message


def test_procedures_do_not_wait_for_each_other_in_a_circle(office: Office) -> None:
    (fault,) = office.ask(faults_of, EXAMPLE + "follows: [example]\n")
    assert "itself" in fault.message
    office.do(add_procedure, EXAMPLE + "needs_first: [rsu]\n")
    changed = RNP.replace("follows: [rsu]", "follows: [rsu]\nneeds_first: [example]")
    (fault,) = office.ask(faults_of, changed, "rnp")
    assert "example" in fault.message and "rnp" in fault.message
    with pytest.raises(ProcedureFaulty):
        office.do(change_procedure, "rnp", 1, changed)
    assert office.ask(procedure_in_force, "rnp").text == RNP
