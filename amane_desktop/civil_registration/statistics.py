"""How many people are in the register: this year, last year, and since the centre began."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import extract, func, select

from amane_desktop.access.permissions import Permission
from amane_desktop.civil_registration.models import (
    Dossier,
    DossierPerson,
    ProcedureVersion,
    RegisteredBefore,
)
from amane_desktop.civil_registration.procedures import kept
from amane_desktop.civil_registration.reach import dossiers_seen
from amane_desktop.civil_registration.words import Outcome
from amane_desktop.i18n import N_, _
from amane_desktop.office.errors import Refusal
from amane_desktop.office.registry import action, query
from amane_desktop.office.work import Reading, Work

FIRST_YEAR = 2009
_MOST = 100_000
_BIRTH_RECORD = "birth_record"


@dataclass(frozen=True)
class YearBefore:
    """How many were registered in a year before the program was there, as staff entered it."""

    year: int
    count: int
    version: int


@dataclass(frozen=True)
class Registered:
    """How many people were registered; `by_year` has every year with any, `entered` what of it
    was entered by hand."""

    this_year: int
    last_year: int
    since_first: int
    first_year: int
    by_year: Mapping[int, int]
    entered: tuple[YearBefore, ...]


@query(Permission.SEE_DOSSIERS, {})
def registered(reading: Reading) -> Registered:
    """Of the dossiers that the reader sees; a person counts once, with the first birth record."""
    counted = Counter(_first_years(reading).values())
    entered = _entered(reading)
    counted.update({row.year: row.count for row in entered})
    year = reading.today.year
    return Registered(
        this_year=counted[year],
        last_year=counted[year - 1],
        since_first=sum(counted.values()),
        first_year=min((*counted, FIRST_YEAR)),
        by_year=dict(sorted((year, n) for year, n in counted.items() if n)),
        entered=entered,
    )


def _first_years(reading: Reading) -> Mapping[int, int]:
    """In which year each person who has a birth record by a dossier got it first."""
    versions = reading.session.execute(select(ProcedureVersion.id, ProcedureVersion.text))
    with_record = [number for number, text in versions if kept(text).ends_with == _BIRTH_RECORD]
    year = func.coalesce(DossierPerson.record_year, extract("year", Dossier.closed_on))
    rows = reading.session.execute(
        select(DossierPerson.person_id, year)
        .join(Dossier, Dossier.id == DossierPerson.dossier_id)
        .where(
            Dossier.outcome == Outcome.REGISTERED,
            Dossier.procedure_id.in_(with_record),
            dossiers_seen(reading),
        )
        .order_by(year.desc())
    )
    return {person_id: int(year_of) for person_id, year_of in rows}


def _entered(reading: Reading) -> tuple[YearBefore, ...]:
    rows = reading.session.scalars(select(RegisteredBefore).order_by(RegisteredBefore.year))
    return tuple(YearBefore(row.year, row.count, vars(row)["version"]) for row in rows)


@action(
    N_("Entered how many were registered in a year"),
    Permission.CHANGE_SETTINGS,
    {"year": 2012, "count": 214},
)
def enter_registered_before(work: Work, year: int, count: int, version: int = 0) -> None:
    """Enter how many people were registered in a year that the program does not know of.

    What its dossiers tell comes on top. Changing a year asks for its `version`; none at all takes
    it out again.
    """
    if not FIRST_YEAR - 20 <= year <= work.today.year:
        raise Refusal(_("The year must not lie in the future, nor long before the centre."), "year")
    if not 0 <= count <= _MOST:
        raise Refusal(_("This cannot be how many were registered."), "count")
    found = select(RegisteredBefore).where(RegisteredBefore.year == year)
    row = work.session.scalar(found)
    if row is None:
        if count:
            work.session.add(RegisteredBefore(year=year, count=count))
        return
    row = work.editable(RegisteredBefore, row.id, version)
    if count:
        row.count = count
    else:
        work.session.delete(row)
