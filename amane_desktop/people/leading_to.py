"""From the records that an action touched to the page that shows one of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from amane_desktop.access.permissions import Permission
from amane_desktop.office.labels import DESCRIPTIONS
from amane_desktop.office.registry import query
from amane_desktop.office.rows import Row, values_of
from amane_desktop.office.work import Reading
from amane_desktop.people.models import Family, Person
from amane_desktop.people.names import in_reader_script

_MOST = 20


@dataclass(frozen=True)
class FamilyPage:
    """The page of a family, at one of its persons where it is about one."""

    family_id: int
    person_id: int | None
    name: str


@query(Permission.SEE_AUDIT, {"rows": (("family", 1),)})
def family_page(reading: Reading, rows: tuple[Row, ...]) -> FamilyPage | None:
    """The page of the first of these records that is there, or that is about a family."""
    return next((page for row in rows[:_MOST] for page in _pages(reading, row)), None)


def _pages(reading: Reading, row: Row) -> Iterator[FamilyPage]:
    kind, number = row
    if kind == "family" and (family := reading.session.get(Family, number)) is not None:
        yield _page(family, None)
    elif kind == "person" and (person := reading.session.get(Person, number)) is not None:
        yield _page(reading.session.get_one(Family, person.family_id), person.id)
    elif kind in DESCRIPTIONS:
        for values in values_of(reading.session, kind, {number}).values():
            for column, other in DESCRIPTIONS[kind].refers.items():
                if values[column] is not None:
                    yield from _pages(reading, (other, values[column]))


def _page(family: Family, person_id: int | None) -> FamilyPage:
    return FamilyPage(family.id, person_id, in_reader_script(family.name, family.name_ar))
