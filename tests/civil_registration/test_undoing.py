"""Undo of any action on a dossier restores states, dates and reminders exactly."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amane_desktop.agenda import appointments
from amane_desktop.agenda.models import Appointment, Task
from amane_desktop.checklists import papers
from amane_desktop.checklists.models import Checklist, RequiredPaper
from amane_desktop.civil_registration import course, expenses, hearings, notes, record, steps
from amane_desktop.civil_registration.attention import dossiers_wanting_attention
from amane_desktop.civil_registration.board import DossierLine, dossier_lines
from amane_desktop.civil_registration.chain import need_dossier, need_no_more
from amane_desktop.civil_registration.judgment import write_judgment
from amane_desktop.civil_registration.models import (
    Dossier,
    DossierAppointment,
    DossierExpense,
    DossierNeed,
    DossierNote,
    DossierPerson,
    DossierStep,
)
from amane_desktop.civil_registration.opening import open_dossier
from amane_desktop.civil_registration.shown import DossierRecord
from amane_desktop.office import centre
from amane_desktop.office.errors import Refusal
from amane_desktop.office.office import Office
from amane_desktop.people.models import Person
from tests.civil_registration.dossiers import TODAY, TRIAL, on, opened, shown
from tests.conftest import PASSWORD
from tests.rows import rows_of

TABLES: tuple[Any, ...] = (
    *(Dossier, DossierPerson, DossierStep, DossierAppointment, DossierNeed, DossierExpense),
    *(DossierNote, Checklist, RequiredPaper, Appointment, Task, Person),
)
LATER = date(2028, 1, 1)
Given = tuple[Any, ...]
# One thing that staff may do: with what, out of the dossier, a number, and the day.
Doing = tuple[Callable[..., Any], Callable[[DossierRecord, int, date], Given]]


def _paper(record: DossierRecord, n: int) -> Given:
    paper = record.papers[n % len(record.papers)]
    return paper.id, paper.version


def _step(record: DossierRecord, n: int) -> Given:
    step = record.steps[n % len(record.steps)]
    return step.id, step.version


def _appointment(record: DossierRecord, n: int) -> Given:
    line = record.appointments[n % len(record.appointments)]
    return line.id, line.version


def _person(record: DossierRecord, n: int) -> Given:
    one = record.persons[n % len(record.persons)]
    return one.id, one.version


OUTCOMES = ("registered", "refused", "abandoned", "moved")
DOINGS: tuple[Doing, ...] = (
    (papers.ask_for_paper, lambda r, n, d: (*_paper(r, n), d)),
    (papers.receive_paper, lambda r, n, d: (*_paper(r, n), d)),
    (papers.receive_paper, lambda r, n, d: (*_paper(r, n), d)),
    (papers.hand_in_paper, lambda r, n, d: (*_paper(r, n), d, "Tribunal")),
    (papers.paper_not_needed, lambda r, n, d: (*_paper(r, n), "Le tribunal l'a")),
    (papers.paper_needed_again, lambda r, n, d: _paper(r, n)),
    (papers.entrust_paper, lambda r, n, d: (*_paper(r, n), d)),
    (steps.finish_step, lambda r, n, d: (*_step(r, n), d)),
    (steps.skip_step, lambda r, n, d: (*_step(r, n), "Pas demandé")),
    (steps.reopen_step, lambda r, n, d: _step(r, n)),
    (write_judgment, lambda r, n, d: (r.id, r.version, "Taroudant", "12", "34", d)),
    (course.change_dossier, lambda r, n, d: (r.id, r.version)),
    (course.rest_dossier, lambda r, n, d: (r.id, r.version, d + timedelta(days=n + 1), "Été")),
    (course.take_up_dossier, lambda r, n, d: (r.id, r.version)),
    (
        course.close_dossier,
        lambda r, n, d: (r.id, r.version, OUTCOMES[n % 4], d, d + timedelta(days=30), "Fini"),
    ),
    (course.reopen_dossier, lambda r, n, d: (r.id, r.version)),
    (hearings.add_dossier_appointment, lambda r, n, d: (r.id, d + timedelta(days=n))),
    (appointments.hold_appointment, lambda r, n, d: _appointment(r, n)),
    (
        appointments.move_appointment,
        lambda r, n, d: (*_appointment(r, n), d + timedelta(days=n + 3)),
    ),
    (expenses.add_expense, lambda r, n, d: (r.id, d, 100 + n, "Timbre", "family")),
    (notes.add_note, lambda r, n, d: (r.id, d, f"Note {n}")),
    (record.write_record, lambda r, n, d: _person(r, n)),
    (need_dossier, lambda r, n, d: (r.id, 1)),
    (need_no_more, lambda r, n, d: (r.id, 1)),
    (
        open_dossier,
        lambda r, n, d: (r.family_id, (r.persons[0].person_id,), ("rnp", TRIAL)[n % 2], {}),
    ),
)


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("worked") / "centre"
    centre.create(folder, name="C", name_ar="", director="Khadija", password=PASSWORD)
    office = centre.open_centre(folder, "Khadija", PASSWORD)
    opened(on(office))
    yield office
    office.close()


def _all(office: Office) -> Any:
    """Every row, and what the lists and reminders of one later day say of it."""
    day, office.clock = office.clock, on(office, LATER).clock
    lines: list[DossierLine] = list(office.ask(dossier_lines))
    told = office.ask(dossiers_wanting_attention)
    reminders = [
        [line.number for line in part] for part in (told.untouched, told.appeals, told.rested)
    ]
    office.clock = day
    return [rows_of(office, model) for model in TABLES], lines, reminders


_doings = st.lists(st.tuples(st.sampled_from(DOINGS), st.integers(0, 9)), max_size=14)


@given(_doings)
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_undo_restores_everything_as_it_was(
    worked: Office, doings: list[tuple[Doing, int]]
) -> None:
    office = on(worked)
    dossier_id = opened(office, children=2, birth_date=date(2018, 1, 1)).id
    states = []
    for at, ((action, given_), n) in enumerate(doings):
        day = TODAY + timedelta(days=at)
        on(office, day)
        told = shown(office, dossier_id)
        before = _all(office)
        try:
            extra = _told(action, n)
            office.do(action, *given_(told, n, day), **extra)
        except (Refusal, ZeroDivisionError):
            assert _all(office) == before  # (refused, and nothing half done)
        else:
            states.append(before)
    for before in reversed(states):
        assert office.undo_last()
        assert _all(office) == before


def _told(action: Callable[..., Any], n: int) -> dict[str, Any]:
    """What some of them are told by name."""
    if action is course.change_dossier:
        return {"obstacle": f"Obstacle {n}"}
    if action is record.write_record:
        return {"record_number": str(n), "record_year": 2026}
    return {}
