"""A centre with a family and a dossier, in a line or two."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

import amane_desktop.rooms  # noqa: F401  (all that registers)
from amane_desktop.checklists.models import Checklist
from amane_desktop.checklists.papers import receive_paper
from amane_desktop.civil_registration.change_procedures import add_procedure
from amane_desktop.civil_registration.models import Dossier
from amane_desktop.civil_registration.opening import open_dossier
from amane_desktop.civil_registration.procedure_versions import procedures
from amane_desktop.civil_registration.queries import dossier
from amane_desktop.civil_registration.shown import DossierRecord
from amane_desktop.civil_registration.steps import finish_step
from amane_desktop.civil_registration.words import SERVICE
from amane_desktop.office.clock import Clock
from amane_desktop.office.office import Office
from amane_desktop.people.actions import add_family, add_person

TODAY = date(2026, 11, 24)
# A procedure of the centre's own: what the program ships may change with the law.
TRIAL = "trial"
_TRIAL = Path(__file__).with_name("trial.yaml")


def at(day: date) -> Clock:
    """The clock of a morning."""
    return Clock(datetime(day.year, day.month, day.day, 9, tzinfo=UTC))


def on(office: Office, day: date = TODAY) -> Office:
    """The centre as it works on a day, with the procedure of these tests."""
    office.clock = at(day)
    if TRIAL not in {line.code for line in office.ask(procedures)}:
        office.do(add_procedure, _TRIAL.read_text("utf-8"))
    return office


def family(office: Office, name: str = "Aït Baha", children: int = 1, **told: Any) -> list[int]:
    """A new family's number, and those of its mother and children."""
    number = office.do(add_family, name, "")
    mother = office.do(add_person, number, "Fatima", name, sex="f")
    ids = [office.do(add_person, number, f"Enfant {n + 1}", name, **told) for n in range(children)]
    return [number, mother, *ids]


def opened(
    office: Office,
    procedure: str = TRIAL,
    children: int = 1,
    answers: dict[str, str] | None = None,
    **told: Any,
) -> DossierRecord:
    """A dossier for the children of a new family."""
    number, _mother, *ids = family(office, children=children, **told)
    return shown(office, office.do(open_dossier, number, tuple(ids), procedure, answers or {}))


def begin_dossier(office: Office, family_id: int) -> None:
    """A second dossier of that family, beside those that actions open."""
    with Session(office._engine.execution_options(writes=True)) as session, session.begin():
        one = session.get_one(Dossier, 1)
        checklist = Checklist(service=SERVICE, family_id=family_id)
        session.add(checklist)
        session.flush()
        days = {"opened_on": TODAY, "touched_on": TODAY}
        told = {
            "number": "EC-2026-901",
            "procedure_id": one.procedure_id,
            "step": "",
            "answers": {},
        }
        session.add(Dossier(family_id=family_id, checklist_id=checklist.id, **days, **told))


def shown(office: Office, dossier_id: int) -> DossierRecord:
    """The dossier as its page shows it."""
    record = office.ask(dossier, dossier_id)
    assert record is not None
    return record


def gather(office: Office, record: DossierRecord, day: date = TODAY) -> DossierRecord:
    """All due papers at hand."""
    for paper in record.papers:
        if paper.need == "due" and paper.state == "needed":
            office.do(receive_paper, paper.id, paper.version, day)
    return shown(office, record.id)


def finish(office: Office, record: DossierRecord, day: date = TODAY) -> DossierRecord:
    """The step that is next, done."""
    step = record.current_step
    assert step is not None
    office.do(finish_step, step.id, step.version, day)
    return shown(office, record.id)


def later(days: int) -> date:
    """A day after today."""
    return TODAY + timedelta(days=days)
