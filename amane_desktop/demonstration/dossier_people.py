"""For whom an invented dossier is: somebody of a family whom its procedure fits."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from sqlalchemy import select

from amane_desktop.civil_registration.shipped import shipped
from amane_desktop.civil_registration.words import Outcome
from amane_desktop.demonstration.dossier_plans import (
    CHILD,
    ELDER,
    MOTHER,
    NEWBORN,
    SHOWN,
    SIBLINGS,
    TEEN,
    Plan,
)
from amane_desktop.demonstration.households import REGISTERED
from amane_desktop.office.work import Work
from amane_desktop.people.models import Family, Person
from amane_desktop.people.states import State

_CHILDREN = ("daughter", "son")
_BIRTH_RECORD = "birth_record"
# (procedures of who has no birth record yet, though they end with another paper)
_BEFORE_IT = ("marriage_recognition", "paternity_recognition")
_YEAR, _MONTH, _TOGETHER = 365, 31, 3
_BETWEEN = {CHILD: (1, 17), TEEN: (12, 18), SIBLINGS: (1, 17), SHOWN: (4, 15)}


@dataclass(frozen=True)
class Whose:
    """The persons of a dossier, and their family."""

    family_id: int
    persons: tuple[Person, ...]


class Houses:
    """The families whose file is open and that are not protected; each is asked in its turn."""

    def __init__(self, work: Work, random: Random) -> None:
        rows = work.session.scalars(
            select(Person)
            .join(Family, Family.id == Person.family_id)
            .where(Family.state == State.OPEN, Family.is_protected.is_(False))
            .order_by(Person.id)
        )
        houses: dict[int, list[Person]] = defaultdict(list)
        for person in rows:
            houses[person.family_id].append(person)
        self._houses = houses
        self._today = work.today
        turns = sorted(houses)
        random.shuffle(turns)
        self._turns = deque(turns)
        self._taken: set[tuple[int, str]] = set()

    def find(self, plan: Plan, before: Whose | None) -> Whose | None:
        """Whose dossier the plan is; None where it fits nobody.

        Those whose registration stands as the plan says come first; in a small centre anybody.
        """
        if plan.waits:
            return before and self._fitting(before.family_id, plan, is_strict=False)
        for is_strict in (True, False):
            for _each in range(len(self._turns)):
                self._turns.rotate(-1)
                found = self._fitting(self._turns[-1], plan, is_strict=is_strict)
                if found is not None:
                    return found
        return None

    def _fitting(self, family_id: int, plan: Plan, *, is_strict: bool) -> Whose | None:
        kind = self._kind(plan)
        persons = [
            person
            for person in _choose(self._houses[family_id], plan.whose, self._today)
            if (person.id, kind) not in self._taken
            and (not is_strict or _is_as_planned(person, plan, kind))
        ]
        if plan.whose == SIBLINGS:
            persons = persons[:_TOGETHER] if len(persons) > 1 else []
        else:
            persons = persons[:1]
        if not persons:
            return None
        self._taken |= {(person.id, kind) for person in persons}
        return Whose(family_id, tuple(persons))

    def _kind(self, plan: Plan) -> str:
        """Nobody is on two ways to one paper; of ways to a birth record there are several."""
        ends_with = shipped()[plan.procedure].ends_with
        return ends_with if ends_with == _BIRTH_RECORD else plan.procedure


def _is_as_planned(person: Person, plan: Plan, kind: str) -> bool:
    if plan.whose == SHOWN and person.birth_precision != "estimate":
        return False
    if kind != _BIRTH_RECORD:
        is_before = plan.procedure in _BEFORE_IT
        return (person.civil_status == REGISTERED) is not is_before
    if plan.outcome == Outcome.REGISTERED:
        return person.civil_status == REGISTERED and person.birth_precision == "exact"
    return person.civil_status != REGISTERED


def _choose(house: Sequence[Person], whose: str, today: date) -> list[Person]:
    """Those of a household who come into question, who fits best first."""
    if whose == NEWBORN:
        return [person for person in house if _age(person, today) < _MONTH]
    adults = [person for person in house if person.kinship not in _CHILDREN]
    if whose == MOTHER:
        return [person for person in adults if person.kinship == "mother"] or adults
    if whose == ELDER:
        return adults[::-1]
    youngest, oldest = (years * _YEAR for years in _BETWEEN[whose])
    return [
        person
        for person in house
        if person.kinship in _CHILDREN and youngest <= _age(person, today) < oldest
    ]


def _age(person: Person, today: date) -> int:
    return (today - person.birth_date).days if person.birth_date is not None else 0
