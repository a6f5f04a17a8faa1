"""The numbers of dossiers and of outgoing letters: a series, a year and a count."""

from __future__ import annotations

from sqlalchemy import select

from amane_desktop.civil_registration.models import DossierNumber
from amane_desktop.office.work import Work
from amane_desktop.people.names import clean

DOSSIER, LETTER = "EC", "C"


def spelled(number: str) -> str:
    """A number as it is kept, however its letters and hyphens were typed."""
    return "-".join(clean(number).upper().replace("-", " ").split())


def next_number(work: Work, series: str) -> str:
    """The next number of the series in this year, such as EC-2026-014; never given again."""
    year = work.today.year
    found = select(DossierNumber).where(DossierNumber.series == series, DossierNumber.year == year)
    counter = work.session.scalar(found)
    if counter is None:
        counter = DossierNumber(series=series, year=year, last=0)
        work.session.add(counter)
    counter.last += 1
    return f"{series}-{year}-{counter.last:03d}"
