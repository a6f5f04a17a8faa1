"""What the reader may see of families and persons: the table of `access`, held in every query."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, false, literal, or_, select, true

from amane_desktop.access.permissions import Part, Permission, Reach, may, reach, sees
from amane_desktop.i18n import _, language
from amane_desktop.office.errors import NotAllowed
from amane_desktop.office.work import Reading
from amane_desktop.people.models import Family, Person

Children = Callable[[date], Select[int]]
# The rooms above say who is in a group, and who comes on a day; without a word of theirs, nobody.
CHILDREN: dict[Reach, list[Children]] = {Reach.GROUPS: [], Reach.DAY: []}


@dataclass(frozen=True)
class Sight:
    """What one reader sees, as conditions on rows of `Family` and of `Person` beside it."""

    reading: Reading

    def persons(self) -> ColumnElement[bool]:
        """The persons of whom the reader sees anything; on a row of both tables."""
        return and_(self.part(Part.NAME), self._within_reach())

    def families(self) -> ColumnElement[bool]:
        """The families of whom the reader sees anything."""
        if reach(self.reading.by.role) is Reach.ALL:
            return self.part(Part.NAME)
        theirs = select(Person.family_id).where(self._within_reach())
        return and_(self.part(Part.NAME), Family.id.in_(theirs))

    def part(self, part: Part) -> ColumnElement[bool]:
        """The families of whom the reader sees this part."""
        role = self.reading.by.role
        if sees(role, part, is_protected=True):
            return true()
        if not sees(role, part):
            return false()
        return or_(Family.is_protected.is_(False), self._is_responsible())

    def whole(self) -> ColumnElement[bool]:
        """The families of whom the reader sees all that the role ever sees, and so may change."""
        role = self.reading.by.role
        if not may(role, Permission.EDIT_FAMILIES):
            return false()
        return and_(self.families(), *(self.part(part) for part in Part if sees(role, part)))

    def value(self, part: Part, column: Any, hidden: Any = "") -> ColumnElement[Any]:
        """The column where the reader sees it, and `hidden` where not: also to sort by."""
        condition = self.part(part)
        return case((condition, column), else_=literal(hidden, column.type)).label(column.key)

    def sees_family(self, family_id: int, *, whole: bool = False) -> bool:
        """Whether the reader sees anything of the family, or all of it."""
        condition = self.whole() if whole else self.families()
        found = select(Family.id).where(Family.id == family_id, condition)
        return self.reading.session.scalar(found) is not None

    def sees_household(self, family_id: int) -> bool:
        """Whether the reader sees how the family's persons stand to each other."""
        condition = and_(self.families(), self.part(Part.HOUSEHOLD))
        found = select(Family.id).where(Family.id == family_id, condition)
        return self.reading.session.scalar(found) is not None

    def sees_person(self, person_id: int) -> bool:
        """Whether the reader sees anything of the person."""
        found = select(Person.id).join(Family, Family.id == Person.family_id)
        found = found.where(Person.id == person_id, self.persons())
        return self.reading.session.scalar(found) is not None

    def names_person(self, person_id: int) -> bool:
        """Whether the reader may read the person's name on the sheets that show it."""
        found = select(Person.id).join(Family, Family.id == Person.family_id)
        found = found.where(Person.id == person_id, self.named())
        return self.reading.session.scalar(found) is not None

    def named(self) -> ColumnElement[bool]:
        """The persons whose names stand on the attendance sheets that the reader sees."""
        if reach(self.reading.by.role) is Reach.DAY:
            return self.persons()
        # Who left a group still stands on its older sheets.
        return self.part(Part.NAME)

    def _within_reach(self) -> ColumnElement[bool]:
        whose = reach(self.reading.by.role)
        if whose is Reach.ALL:
            return true()
        children = (select_(self.reading.today) for select_ in CHILDREN[whose])
        return or_(false(), *(Person.id.in_(found) for found in children))

    def _is_responsible(self) -> ColumnElement[bool]:
        if not may(self.reading.by.role, Permission.PROTECT_FAMILIES):
            return false()
        return Family.responsible_id == self.reading.by.id


_MOST_KEPT = 80
_kept: dict[object, Select[*tuple[Any, ...]]] = {}


def as_seen_by(
    reading: Reading, statement: Callable[..., Select[*tuple[Any, ...]]], *asked: object
) -> Select[*tuple[Any, ...]]:
    """`statement(sight, *asked)` for this reader; kept for the day, as making it takes longer than
    asking. What changes from question to question is a parameter of it.
    """
    key = (statement, asked, reading.by, reading.today, language())
    if key not in _kept:
        if len(_kept) >= _MOST_KEPT:
            _kept.clear()
        _kept[key] = statement(Sight(reading), *asked)
    return _kept[key]


def check_whole(reading: Reading, family_id: int) -> None:
    """Refuse a change of a family that the reader does not see whole."""
    if not Sight(reading).sees_family(family_id, whole=True):
        raise NotAllowed(_("Your role does not allow this."))


def note_look(reading: Reading, kind: str, row_id: int, *, is_protected: bool) -> None:
    """Let it be kept that the reader was shown the whole of a protected record."""
    if is_protected:
        reading.looked.add((kind, row_id))
