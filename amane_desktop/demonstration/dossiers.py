"""Invented dossiers of the civil registry: in every procedure, and at every point of the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import count
from random import Random
from typing import Any

from amane_desktop.access.models import StaffMember
from amane_desktop.access.permissions import Role
from amane_desktop.agenda.models import Appointment
from amane_desktop.checklists.models import Checklist, RequiredPaper
from amane_desktop.civil_registration.models import (
    Dossier,
    DossierAppointment,
    DossierExpense,
    DossierNeed,
    DossierNote,
    DossierNumber,
    DossierPerson,
    DossierStep,
    ProcedureVersion,
)
from amane_desktop.civil_registration.numbers import DOSSIER
from amane_desktop.civil_registration.shipped import shipped, shipped_texts
from amane_desktop.civil_registration.words import SERVICE
from amane_desktop.demonstration.counters import add_counters
from amane_desktop.demonstration.days import working_day
from amane_desktop.demonstration.dossier_drawing import Drawn, Office, draw_dossier
from amane_desktop.demonstration.dossier_extras import (
    add_letters,
    add_paper_scans,
    add_years_before,
)
from amane_desktop.demonstration.dossier_people import Houses, Whose
from amane_desktop.demonstration.dossier_plans import SHOWN, Plan, plans
from amane_desktop.demonstration.scans import Pages
from amane_desktop.office.front_door import DEMO_PASSWORD
from amane_desktop.office.work import Work
from amane_desktop.storage.database import Base

Row = dict[str, Any]
SOCIAL_WORKER = ("Khadija El Alaoui", "خديجة العلوي")
_TELEPHONE, _OF_DEMO = "0612345678", "0600000014"
# So many days ago the first dossier was opened, and the last of those that are drawn.
_LONG_AGO, _LATELY = 300, 12
# In fewer families not every procedure finds somebody.
_FEWEST = 20


def add_dossiers(work: Work, random: Random, families: int, pages: Pages) -> None:
    """Add the dossiers of so many families, numbered by the year in which each was opened.

    A centre of a handful of families has none.
    """
    if families < _FEWEST:
        return
    office = Office(work.today, _staff(work), add_counters(work, random))
    found = list(_find(Houses(work, random), plans(random, families)))
    procedures, versions = shipped(), _keep_versions(work)
    opened = list(_opening_days(work.today, [plan for plan, _whose in found]))
    drawn = [
        draw_dossier(random, plan, whose, procedures[plan.procedure], day, office)
        for (plan, whose), day in zip(found, opened, strict=True)
    ]
    for each, number in zip(drawn, _numbers(work, opened), strict=True):
        each.columns["number"] = number
        each.columns["procedure_id"] = versions[each.plan.procedure]
    first = _add(work, random, drawn, pages)
    letters = {n: each.plan.letter for n, each in enumerate(drawn, first) if each.plan.letter}
    add_letters(work, letters)
    add_years_before(work, random, min((day.year for day in opened), default=work.today.year))


def _staff(work: Work) -> tuple[int, int]:
    """A social worker, who does most of it, and who signed in."""
    name, name_ar = SOCIAL_WORKER
    slot = work.vault.add(DEMO_PASSWORD)
    member = StaffMember(
        name=name, name_ar=name_ar, telephone=_TELEPHONE, role=Role.SOCIAL_WORKER, slot_id=slot
    )
    work.session.add(member)
    work.session.get_one(StaffMember, work.by.id).telephone = _OF_DEMO
    work.session.flush()
    work.afterwards.append(lambda office: office.show_names())
    return member.id, work.by.id


def _keep_versions(work: Work) -> dict[str, int]:
    """The shipped procedures as dossiers keep them; gives their numbers by code."""
    texts = shipped_texts()
    rows = [
        {"code": code, "number": one.number, "is_centres_own": False, "text": texts[code]}
        for code, one in shipped().items()
    ]
    return dict(zip(shipped(), count(work.add_in_bulk(ProcedureVersion, rows)), strict=False))


def _find(houses: Houses, wanted: Iterator[Plan]) -> Iterator[tuple[Plan, Whose]]:
    """Each plan with those whom it fits; one that fits nobody is left out."""
    before = None
    for plan in wanted:
        whose = houses.find(plan, before)
        if whose is not None:
            yield plan, whose
        before = whose


def _opening_days(today: date, planned: Sequence[Plan]) -> Iterator[date]:
    """At even distances over most of a year, in the order of their numbers."""
    steps = max(1, len(planned) - 1)
    for turn, plan in enumerate(planned):
        ago = plan.opened or _LONG_AGO - (_LONG_AGO - _LATELY) * turn // steps
        yield working_day(today - timedelta(days=ago))


def _numbers(work: Work, opened: Sequence[date]) -> list[str]:
    given: Counter[int] = Counter()
    numbers = []
    for day in opened:
        given[day.year] += 1
        numbers.append(f"{DOSSIER}-{day.year}-{given[day.year]:03d}")
    rows = [DossierNumber(series=DOSSIER, year=year, last=last) for year, last in given.items()]
    work.session.add_all(rows)
    return numbers


def _add(work: Work, random: Random, drawn: Sequence[Drawn], pages: Pages) -> int:
    """Add the rows of all dossiers, table by table; gives the first dossier's number."""
    checklists = work.add_in_bulk(
        Checklist, [{"service": SERVICE, "family_id": each.whose.family_id} for each in drawn]
    )
    first = work.add_in_bulk(
        Dossier, [each.columns | {"checklist_id": n} for n, each in enumerate(drawn, checklists)]
    )
    _add_papers(work, random, drawn, checklists, pages)
    for model, rows in (
        (DossierPerson, (each.persons for each in drawn)),
        (DossierStep, (each.steps for each in drawn)),
        (DossierExpense, (each.expenses for each in drawn)),
        (DossierNote, (each.notes for each in drawn)),
    ):
        _add_of_each(work, model, rows, first)
    meetings = [(n, row) for n, each in enumerate(drawn, first) for row in each.meetings]
    appointments = [row | {"service": SERVICE} for _n, row in meetings]
    first_met = work.add_in_bulk(Appointment, appointments)
    met = zip(count(first_met), meetings, strict=False)
    links = [{"dossier_id": n, "appointment_id": number} for number, (n, _row) in met]
    work.add_in_bulk(DossierAppointment, [link | {"step": ""} for link in links])
    waiting = [n for n, each in enumerate(drawn, first) if each.plan.waits]
    work.add_in_bulk(DossierNeed, [{"dossier_id": n, "needs_id": n - 1} for n in waiting])
    return first


def _add_of_each(work: Work, model: type[Base], rows: Iterator[Sequence[Row]], first: int) -> None:
    work.add_in_bulk(
        model, [{"dossier_id": n, **row} for n, of_it in enumerate(rows, first) for row in of_it]
    )


def _add_papers(
    work: Work, random: Random, drawn: Sequence[Drawn], checklists: int, pages: Pages
) -> None:
    rows = [
        {"checklist_id": n, **row}
        for n, each in enumerate(drawn, checklists)
        for row in each.papers
    ]
    first = work.add_in_bulk(RequiredPaper, rows)
    numbers = count(first)
    lists = [
        [
            paper | {"id": next(numbers), "is_shown": each.plan.whose == SHOWN}
            for paper in each.papers
        ]
        for each in drawn
    ]
    add_paper_scans(work, random, lists, pages)
