"""A centre with six groups of twenty children, whose names and levels are the sample's."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random

from amane_desktop.office.office import Office
from bench.people import fill_with_people

STAFF, PASSWORD = "demo", "amane-demo-2026"
GROUPS, CHILDREN, SESSIONS = 6, 20, 12
MONDAY = date(2026, 11, 23)
WEEK = "2026-W48"


def build(folder: Path) -> None:
    """Make the centre by the actions that staff use."""
    office = new(folder)
    try:
        _fill(office)
    finally:
        office.close()


def with_people(folder: Path, people: int) -> Path:
    """Make a centre of so many invented people; gives its folder."""
    office = new(folder)
    try:
        office.do(fill_with_people, people)
    finally:
        office.close()
    return folder


def new(folder: Path) -> Office:
    """An empty centre, made and opened."""
    import amane_desktop.rooms  # noqa: F401
    from amane_desktop.office import centre

    centre.create(
        folder,
        name="Centre Amane · Taroudant",
        name_ar="مركز أمان · تارودانت",
        director=STAFF,
        password=PASSWORD,
    )
    return open_(folder)


def open_(folder: Path) -> Office:
    """That centre, opened."""
    import amane_desktop.rooms  # noqa: F401
    from amane_desktop.office.centre import open_centre

    return open_centre(folder, STAFF, PASSWORD)


def _fill(office: Office) -> None:
    from amane_desktop.attendance.actions import add_group, enrol_child
    from amane_desktop.attendance.public_holidays import fill_public_holidays
    from amane_desktop.demonstration.sample import sample
    from amane_desktop.people.actions import add_family, add_person

    random = Random(1)
    first_day = date(2026, 9, 7)
    # As the first sign-in of each year does.
    office.do(fill_public_holidays, (2026, 2027))
    for name, name_ar, *_ in sample("groups")[:GROUPS]:
        group = office.do(add_group, name, name_ar, capacity=CHILDREN, from_=first_day)
        for _child in range(CHILDREN):
            surname, surname_ar, *_ = random.choice(sample("family_names"))
            given, given_ar, *_ = random.choice(sample("girls") + sample("boys"))
            family = office.do(add_family, surname, surname_ar)
            child = office.do(
                add_person, family, given, surname, given_ar, surname_ar, level="4AEP"
            )
            office.do(enrol_child, group, child, from_=first_day)
