"""One dossier, whole, for its page and its papers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import select

from amane_desktop.access.models import StaffMember
from amane_desktop.access.permissions import Permission
from amane_desktop.agenda.appointment_lines import AppointmentLine, appointments_by_id
from amane_desktop.checklists.queries import PaperLine, paper_lines
from amane_desktop.checklists.standing import AT_HAND, Need, Standing
from amane_desktop.civil_registration.chain import all_chains, along
from amane_desktop.civil_registration.models import (
    Dossier,
    DossierAppointment,
    DossierExpense,
    DossierNote,
    DossierPerson,
    OutgoingLetter,
    ProcedureVersion,
)
from amane_desktop.civil_registration.numbers import spelled
from amane_desktop.civil_registration.procedure_versions import newer_version
from amane_desktop.civil_registration.procedures import Procedure, kept
from amane_desktop.civil_registration.questions import questions
from amane_desktop.civil_registration.reach import dossiers_seen
from amane_desktop.civil_registration.rows import rows_of_dossier
from amane_desktop.civil_registration.shown import (
    AnswerLine,
    BirthRecord,
    ChainLine,
    DossierPersonLine,
    DossierRecord,
    ExpenseLine,
    LetterLine,
    NoteLine,
    PaperHint,
    ProcedureShown,
)
from amane_desktop.civil_registration.step_lines import step_lines
from amane_desktop.i18n import Text
from amane_desktop.office.registry import query
from amane_desktop.office.work import Reading
from amane_desktop.people.models import Family, Person
from amane_desktop.people.names import whole_names
from amane_desktop.people.sight import note_look


@query(Permission.SEE_DOSSIERS, {"dossier_id": 1})
def dossier(reading: Reading, dossier_id: int) -> DossierRecord | None:
    """All that is known of a dossier; None where there is none for this reader."""
    return _record(reading, Dossier.id == dossier_id)


@query(Permission.SEE_DOSSIERS, {"number": "EC-2026-001"})
def dossier_of_number(reading: Reading, number: str) -> DossierRecord | None:
    """The dossier under this number, however its letters and hyphens were typed."""
    return _record(reading, Dossier.number == spelled(number))


def _record(reading: Reading, condition: Any) -> DossierRecord | None:
    found = reading.session.execute(
        select(Dossier, Family, ProcedureVersion, StaffMember.name, StaffMember.name_ar)
        .join(Family, Family.id == Dossier.family_id)
        .join(ProcedureVersion, ProcedureVersion.id == Dossier.procedure_id)
        .outerjoin(StaffMember, StaffMember.id == Dossier.responsible_id)
        .where(condition, dossiers_seen(reading))
    ).one_or_none()
    if found is None:
        return None
    row, family, version, staff, staff_ar = found
    note_look(reading, "family", family.id, is_protected=family.is_protected)
    procedure = kept(version.text)
    persons = _persons(reading, row.id)
    papers = paper_lines(reading, row.checklist_id)
    appointments = _appointments(reading, row.id)
    due = [paper for paper in papers if counts(paper)]
    ready = [paper for paper in due if paper.standing in AT_HAND]
    expenses = _expenses(reading, row.id)
    chain = all_chains(reading.session)
    return DossierRecord(
        id=row.id,
        number=row.number,
        version=vars(row)["version"],
        family_id=family.id,
        family=family.name,
        family_ar=family.name_ar,
        file_number=family.file_number,
        is_protected=family.is_protected,
        persons=persons,
        procedure=_procedure(reading, version, procedure),
        state=row.state,
        outcome=row.outcome,
        opened_on=row.opened_on,
        closed_on=row.closed_on,
        appeal_by=row.appeal_by,
        rests_until=row.rests_until,
        touched_on=row.touched_on,
        days_untouched=(reading.today - row.touched_on).days,
        responsible_id=row.responsible_id,
        responsible=staff or "",
        responsible_ar=staff_ar or "",
        step=row.step,
        steps=step_lines(reading, row, procedure, persons, appointments),
        checklist_id=row.checklist_id,
        papers=papers,
        hints={one.id: PaperHint(one.note, one.certainty) for one in procedure.papers},
        ready=len(ready),
        due=len(due),
        is_complete=len(ready) == len(due),
        next_expiry=_next_expiry(papers),
        answers=_answers(row.answers),
        obstacle=row.obstacle,
        needs=_chain_lines(reading, along(chain.needs, row.id)),
        needed_by=_chain_lines(reading, along(chain.needed_by, row.id)),
        court=row.court,
        court_file_number=row.court_file_number,
        judgment_number=row.judgment_number,
        judgment_on=row.judgment_on,
        judgment_note=row.judgment_note,
        expenses=expenses,
        spent=sum(expense.amount for expense in expenses),
        spent_by=_by_payer(expenses),
        notes=_notes(reading, row.id),
        letters=_letters(reading, row.id),
        appointments=tuple(line for _step, line in appointments),
        next_appointment=_next(reading, appointments),
        rows=rows_of_dossier(reading, row),
    )


def counts(paper: PaperLine) -> bool:
    """Whether a paper counts among those that hold the dossier up."""
    return paper.need == Need.DUE and paper.standing != Standing.NOT_NEEDED


def _next_expiry(papers: Iterable[PaperLine]) -> date | None:
    """The first day on which a paper at hand will no longer hold the day after."""
    days = [
        paper.valid_until
        for paper in papers
        if paper.valid_until and paper.standing in (Standing.RECEIVED, Standing.EXPIRING)
    ]
    return min(days, default=None)


def _persons(reading: Reading, dossier_id: int) -> tuple[DossierPersonLine, ...]:
    rows = reading.session.execute(
        select(DossierPerson, Person)
        .join(Person, Person.id == DossierPerson.person_id)
        .where(DossierPerson.dossier_id == dossier_id)
        .order_by(Person.birth_date.nulls_last(), Person.id)
    )
    return tuple(_person(row, person) for row, person in rows)


def _person(row: DossierPerson, person: Person) -> DossierPersonLine:
    name, name_ar = whole_names(person)
    return DossierPersonLine(
        id=row.id,
        person_id=person.id,
        name=name,
        name_ar=name_ar,
        sex=person.sex,
        birth_date=person.birth_date,
        birth_precision=person.birth_precision,
        birth_estimated_on=person.birth_estimated_on,
        civil_status=person.civil_status,
        record=birth_record(row),
        version=vars(row)["version"],
    )


def birth_record(row: DossierPerson) -> BirthRecord:
    """The record of somebody as it is written in the register."""
    return BirthRecord(
        number=row.record_number,
        year=row.record_year,
        registry_office=row.registry_office,
        given_name=row.given_name,
        family_name=row.family_name,
        given_name_ar=row.given_name_ar,
        family_name_ar=row.family_name_ar,
        father_name=row.father_name,
        father_name_ar=row.father_name_ar,
        birth_date=row.birth_date,
        taken_over_on=row.taken_over_on,
    )


def _procedure(reading: Reading, version: ProcedureVersion, procedure: Procedure) -> ProcedureShown:
    return ProcedureShown(
        version_id=version.id,
        code=version.code,
        number=version.number,
        is_centres_own=version.is_centres_own,
        title=procedure.title,
        badge=procedure.badge,
        concerns=procedure.concerns,
        advice_first=procedure.advice_first,
        ends_with=procedure.ends_with,
        newer=newer_version(reading, version),
    )


def _appointments(reading: Reading, dossier_id: int) -> tuple[tuple[str, AppointmentLine], ...]:
    found = select(DossierAppointment.appointment_id, DossierAppointment.step)
    rows = reading.session.execute(found.where(DossierAppointment.dossier_id == dossier_id))
    steps = {row.appointment_id: row.step for row in rows}
    return tuple((steps[line.id], line) for line in appointments_by_id(reading, steps))


def _next(
    reading: Reading, appointments: Iterable[tuple[str, AppointmentLine]]
) -> AppointmentLine | None:
    ahead = (
        line
        for _step, line in appointments
        if line.state == "planned" and line.day >= reading.today
    )
    return next(ahead, None)


def _answers(answers: dict[str, Any]) -> tuple[AnswerLine, ...]:
    """In the order of the questions; one that is no longer asked stays as its code says."""
    lines = []
    for question in questions():
        for answer in question.answers:
            if answers.get(question.id) == answer.code:
                lines.append(AnswerLine(question.id, answer.code, question.text, answer.text))
    known = {line.question for line in lines}
    for question_id, code in answers.items():
        if question_id not in known:
            told = Text(question_id, question_id), Text(str(code), str(code))
            lines.append(AnswerLine(question_id, str(code), *told))
    return tuple(lines)


def _chain_lines(reading: Reading, depths: dict[int, int]) -> tuple[ChainLine, ...]:
    """The dossiers of a chain that the reader sees, the next ones first."""
    if not depths:
        return ()
    rows = reading.session.execute(
        select(Dossier, ProcedureVersion.text)
        .join(ProcedureVersion, ProcedureVersion.id == Dossier.procedure_id)
        .where(Dossier.id.in_(depths), dossiers_seen(reading))
    )
    lines = []
    for row, text in rows:
        step = kept(text).step(row.step)
        names = [(person.name, person.name_ar) for person in _persons(reading, row.id)]
        lines.append(
            ChainLine(
                id=row.id,
                number=row.number,
                name=" · ".join(name for name, _ar in names),
                name_ar=" · ".join(ar for _name, ar in names),
                state=row.state,
                outcome=row.outcome,
                step=step.name if step is not None else Text(),
                depth=depths[row.id],
            )
        )
    return tuple(sorted(lines, key=lambda line: (line.depth, line.number)))


def _expenses(reading: Reading, dossier_id: int) -> tuple[ExpenseLine, ...]:
    found = select(DossierExpense).where(DossierExpense.dossier_id == dossier_id)
    rows = reading.session.scalars(found.order_by(DossierExpense.day, DossierExpense.id))
    return tuple(
        ExpenseLine(row.id, row.day, row.amount, row.what, row.paid_by, vars(row)["version"])
        for row in rows
    )


def _by_payer(expenses: Iterable[ExpenseLine]) -> dict[str, int]:
    paid: dict[str, int] = {}
    for expense in expenses:
        paid[expense.paid_by] = paid.get(expense.paid_by, 0) + expense.amount
    return paid


def _notes(reading: Reading, dossier_id: int) -> tuple[NoteLine, ...]:
    """The newest first."""
    rows = reading.session.execute(
        select(DossierNote, StaffMember.name)
        .join(StaffMember, StaffMember.id == DossierNote.staff_id)
        .where(DossierNote.dossier_id == dossier_id)
        .order_by(DossierNote.day.desc(), DossierNote.id.desc())
    )
    return tuple(
        NoteLine(row.id, row.day, staff, row.text, vars(row)["version"]) for row, staff in rows
    )


def _letters(reading: Reading, dossier_id: int) -> tuple[LetterLine, ...]:
    found = select(OutgoingLetter).where(OutgoingLetter.dossier_id == dossier_id)
    rows = reading.session.scalars(found.order_by(OutgoingLetter.id))
    return tuple(
        LetterLine(
            row.id,
            row.number,
            row.template,
            row.lang,
            row.day,
            Text(row.addressee, row.addressee_ar),
            Text(row.subject, row.subject_ar),
            row.stamped_on,
            vars(row)["version"],
        )
        for row in rows
    )
