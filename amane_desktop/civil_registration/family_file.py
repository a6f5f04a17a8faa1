"""What a family's whole file tells of its dossiers."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from amane_desktop.checklists.queries import paper_lines
from amane_desktop.checklists.standing import STANDINGS
from amane_desktop.civil_registration.models import (
    Dossier,
    DossierExpense,
    DossierNote,
    DossierPerson,
)
from amane_desktop.civil_registration.reach import dossiers_seen
from amane_desktop.civil_registration.steps import procedure_of, steps_of
from amane_desktop.civil_registration.words import PAYERS, STEP_STATES, state_words
from amane_desktop.i18n import _, format_date, isolate, labelled, money_in_words
from amane_desktop.office.labels import DESCRIPTIONS
from amane_desktop.office.rows import plain
from amane_desktop.office.work import Reading
from amane_desktop.people.family_file import FILE_PARTS, Section
from amane_desktop.people.models import Person
from amane_desktop.people.names import in_reader_script

_Rows = Iterator[tuple[str, str]]


def _of_dossiers(reading: Reading, family_id: int) -> Iterator[Section]:
    """A section for each dossier, in the words of its procedure."""
    found = select(Dossier).where(Dossier.family_id == family_id, dossiers_seen(reading))
    for dossier in reading.session.scalars(found.order_by(Dossier.id)).all():
        title = _("Dossier {number}").format(number=isolate(dossier.number))
        yield Section(title, tuple(_rows(reading, dossier)))


def _rows(reading: Reading, dossier: Dossier) -> _Rows:
    procedure = procedure_of(reading, dossier)
    yield _("Procedure"), procedure.title.here
    yield from _told(reading, dossier)
    yield from _persons(reading, dossier)
    for paper in paper_lines(reading, dossier.checklist_id):
        day = paper.handed_in_on or paper.received_on or paper.asked_on
        told = (_(STANDINGS[paper.standing]), format_date(day) if day else "", paper.reason)
        yield paper.name.here, " · ".join(filter(None, (*told, paper.number, paper.note)))
    for row in steps_of(reading, dossier.id):
        step = procedure.step(row.code)
        done = format_date(row.done_on) if row.done_on else ""
        words = filter(None, (_(STEP_STATES[row.state]), done, row.note))
        yield step.name.here if step else row.code, " · ".join(words)
    yield from _expenses_and_notes(reading, dossier)


def _told(reading: Reading, dossier: Dossier) -> _Rows:
    """What stands on the dossier itself, as its history calls it."""
    yield _("State"), state_words(dossier.state, dossier.outcome)
    for key, column in DESCRIPTIONS[Dossier.__tablename__].columns.items():
        value = getattr(dossier, key)
        if key not in ("state", "outcome") and value not in (None, ""):
            yield _(column.label), column.told(reading, plain(value))


def _persons(reading: Reading, dossier: Dossier) -> _Rows:
    columns = DESCRIPTIONS[DossierPerson.__tablename__].columns
    rows = reading.session.execute(
        select(DossierPerson, Person)
        .join(Person, Person.id == DossierPerson.person_id)
        .where(DossierPerson.dossier_id == dossier.id)
        .order_by(DossierPerson.id)
    )
    for row, person in rows:
        told = (
            labelled(_(column.label), column.told(reading, plain(value)))
            for key, column in columns.items()
            if (value := getattr(row, key)) not in (None, "")
        )
        yield in_reader_script(person.given_name, person.given_name_ar), " · ".join(told)


def _expenses_and_notes(reading: Reading, dossier: Dossier) -> _Rows:
    of_it = DossierExpense.dossier_id == dossier.id
    for expense in reading.session.scalars(select(DossierExpense).where(of_it)):
        told = (format_date(expense.day), money_in_words(expense.amount), expense.what)
        yield _("Expense"), " · ".join((*told, _(PAYERS[expense.paid_by])))
    of_it = DossierNote.dossier_id == dossier.id
    for note in reading.session.scalars(select(DossierNote).where(of_it)):
        yield format_date(note.day), note.text


FILE_PARTS.append(_of_dossiers)
