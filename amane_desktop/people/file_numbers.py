"""The numbers of families' files: a year and a count, never given again."""

from __future__ import annotations

from sqlalchemy import select

from amane_desktop.office.work import Work
from amane_desktop.people.models import FileNumber


def next_numbers(work: Work, how_many: int) -> list[str]:
    """The next file numbers of the year."""
    year = work.today.year
    counter = work.session.scalar(select(FileNumber).where(FileNumber.year == year))
    if counter is None:
        counter = FileNumber(year=year, last=0)
        work.session.add(counter)
    first = counter.last + 1
    counter.last += how_many
    return [f"{year}-{number:04d}" for number in range(first, first + how_many)]
