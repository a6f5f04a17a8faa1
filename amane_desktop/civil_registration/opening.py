"""Opening a dossier: for whom, by which procedure, with the papers and steps of the answers."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from sqlalchemy import select

from amane_desktop.access.models import StaffMember
from amane_desktop.access.permissions import Permission, Role, may
from amane_desktop.checklists.fill import NewPaper, fill
from amane_desktop.checklists.models import Checklist
from amane_desktop.civil_registration.models import (
    Dossier,
    DossierPerson,
    DossierStep,
    ProcedureVersion,
)
from amane_desktop.civil_registration.numbers import DOSSIER, next_number
from amane_desktop.civil_registration.procedure_versions import kept_version
from amane_desktop.civil_registration.procedures import ProcedurePaper, kept
from amane_desktop.civil_registration.questions import answer_codes
from amane_desktop.civil_registration.words import SERVICE, State
from amane_desktop.i18n import N_, _, isolate
from amane_desktop.office.errors import Refusal
from amane_desktop.office.registry import action
from amane_desktop.office.work import Reading, Work
from amane_desktop.people.models import Person
from amane_desktop.people.sight import check_whole


@action(
    N_("Opened a dossier"),
    Permission.EDIT_DOSSIERS,
    {
        "family_id": 1,
        "persons": (1,),
        "procedure_code": "late_with_marriage_act",
        "answers": {"registered": "no"},
    },
)
def open_dossier(
    work: Work,
    family_id: int,
    persons: Collection[int],
    procedure_code: str,
    answers: Mapping[str, str],
    responsible_id: int | None = None,
    opened_on: date | None = None,
) -> int:
    """Open a dossier for a person, or for brothers and sisters together, under the next number.

    Papers and steps are those that the answers ask for; of papers that each of them needs there is
    one a person. Refuses persons who do not live in the family, and one who has a dossier of this
    procedure that is not closed. Without a day it is opened today; a day to come is refused.
    """
    opened_on = opened_on or work.today
    if opened_on > work.today:
        raise Refusal(_("This day has not come yet."), "opened_on")
    check_whole(work, family_id)
    persons = tuple(dict.fromkeys(persons))
    _check_persons(work, family_id, persons)
    _check_answers(answers)
    check_responsible(work, responsible_id)
    if number := under_way(work, persons, procedure_code):
        message = _("There is a dossier of this kind under way already: {number}.")
        raise Refusal(message.format(number=isolate(number)), "persons")
    version = kept_version(work, procedure_code)
    procedure = kept(version.text)
    checklist = Checklist(service=SERVICE, family_id=family_id)
    fill(work, checklist, new_papers(procedure.papers_for(answers), persons))
    steps = procedure.steps_for(answers)
    dossier = Dossier(
        number=next_number(work, DOSSIER),
        family_id=family_id,
        procedure_id=version.id,
        checklist_id=checklist.id,
        responsible_id=responsible_id,
        opened_on=opened_on,
        touched_on=work.today,
        step=steps[0].id if steps else "",
        answers=dict(answers),
    )
    work.session.add(dossier)
    work.session.flush()
    work.session.add_all(DossierPerson(dossier_id=dossier.id, person_id=one) for one in persons)
    work.session.add_all(
        DossierStep(dossier_id=dossier.id, code=step.id, position=n) for n, step in enumerate(steps)
    )
    work.session.flush()
    return dossier.id


def new_papers(papers: Collection[ProcedurePaper], persons: Collection[int]) -> Iterator[NewPaper]:
    """The papers as a checklist takes them: shared ones once, the others one a person."""
    for paper in papers:
        # Of an only child's paper nobody asks whose it is.
        whose = tuple(persons) if paper.each and len(persons) > 1 else (None,)
        for person_id in whose:
            yield NewPaper(
                code=paper.id,
                name=paper.name,
                authority=paper.issuer,
                is_original=paper.is_original,
                copies=paper.copies,
                need=paper.need,
                valid_months=paper.valid_months,
                cost=paper.cost,
                bring=paper.bring,
                person_id=person_id,
            )


def under_way(reading: Reading, persons: Collection[int], procedure_code: str) -> str:
    """The number of a dossier of this procedure for one of these that is not closed, if any."""
    found = (
        select(Dossier.number)
        .join(DossierPerson, DossierPerson.dossier_id == Dossier.id)
        .join(ProcedureVersion, ProcedureVersion.id == Dossier.procedure_id)
        .where(
            DossierPerson.person_id.in_(persons),
            ProcedureVersion.code == procedure_code,
            Dossier.state != State.CLOSED,
        )
        .order_by(Dossier.id)
    )
    return reading.session.scalar(found.limit(1)) or ""


def check_responsible(work: Work, staff_id: int | None) -> None:
    """Refuse as responsible who has left, or may not work on dossiers."""
    if staff_id is None:
        return
    member = work.session.get(StaffMember, staff_id)
    if member is None or not member.is_active:
        raise Refusal(_("Choose from the list."), "responsible_id")
    if not may(Role(member.role), Permission.EDIT_DOSSIERS):
        raise Refusal(_("This staff member does not work on dossiers."), "responsible_id")


def _check_persons(work: Work, family_id: int, persons: Collection[int]) -> None:
    if not persons:
        raise Refusal(_("Choose whom the dossier is for."), "persons")
    for number in persons:
        person = work.session.get(Person, number)
        if person is None or person.family_id != family_id:
            raise Refusal(_("This person does not live in the family."), "persons")


def _check_answers(answers: Mapping[str, str]) -> None:
    codes = answer_codes()
    if any(answer not in codes.get(question, ()) for question, answer in answers.items()):
        raise Refusal(_("This is not one of the choices."), "answers")
