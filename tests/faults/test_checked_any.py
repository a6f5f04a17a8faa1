"""Whatever is done, undone, merged, taken in or erased: the rows are as the journal has them."""

from collections.abc import Callable
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amane_desktop.office.checking import data_faults
from amane_desktop.office.errors import Refusal
from amane_desktop.office.office import Office
from amane_desktop.office.pictures import EXAMPLE
from amane_desktop.people.comparing import compare_persons
from amane_desktop.people.erasing import erase_family, erase_person
from amane_desktop.people.importing.actions import take_in
from amane_desktop.people.importing.plan import plan_import
from amane_desktop.people.memberships import move_person
from amane_desktop.people.merging import CHOSEN, merge_persons
from amane_desktop.people.photos import put_photo, remove_photo
from tests.faults.hand import STEPS, Hand
from tests.faults.test_undo_any import standing

DEEDS = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 3), st.integers(0, 60)), max_size=6)


class Deeds:
    """What changes many rows at once, on rows that are there."""

    def __init__(self, office: Office) -> None:
        self.office, self.hand = office, Hand(office)

    def do(self, what: int, one: int, two: int) -> None:
        """One of them; what is refused is left."""
        deeds: tuple[Callable[[int, int], object], ...] = (
            self.undo,
            self.undo,
            self.merge,
            self.take_in,
            self.erase,
            self.put_photo,
            lambda one, _two: self.office.do(remove_photo, self.person(one)),
            self.move,
        )
        try:
            deeds[what](one, two)
        except Refusal:
            return

    def person(self, n: int) -> int:
        return self.hand.pick("person", n)[0]

    def undo(self, _one: int, two: int) -> None:
        ids = standing(self.office)
        self.office.undo(ids[two % len(ids)], keep_conflicts=True)

    def merge(self, one: int, two: int) -> None:
        kept, other = self.person(one), self.person(two)
        compared = self.office.ask(compare_persons, kept, other) if kept != other else None
        if compared is not None:
            versions = compared.kept.version, compared.other.version
            taken = sorted(CHOSEN)[: two % 5]
            self.office.do(merge_persons, kept, versions[0], other, versions[1], taken)

    def take_in(self, one: int, two: int) -> None:
        rows = ((f"Bahi {one}", f"Nom {two}", "0612345678"), (f"Bahi {one}", "Salma", ""))
        columns = {0: "family_name", 1: "given_name", 2: "telephone"}
        plan = self.office.ask(plan_import, rows, 0, columns)
        self.office.do(take_in, plan, [person.place for person in plan.persons])

    def erase(self, one: int, two: int) -> None:
        with self.office._engine.connect() as connection:
            people = (
                "SELECT f.id, file_number, p.id FROM family f JOIN person p ON f.id = family_id"
            )
            found = connection.exec_driver_sql(people).all()
        if found:
            family, number, person = found[one % len(found)]
            if two % 2:
                self.office.do(erase_family, family, number)
            else:
                self.office.do(erase_person, family, person, number)

    def put_photo(self, one: int, _two: int) -> None:
        self.office.do(put_photo, self.person(one), EXAMPLE)

    def move(self, one: int, two: int) -> None:
        person, version = self.hand.pick("person", one)
        family, _version = self.hand.pick("family", two)
        day = self.office.clock.today() - timedelta(days=one)
        self.office.do(move_person, person, version, family, day)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, deeds=DEEDS, more=STEPS)
def test_any_history_is_in_step(
    begun: Office,
    steps: list[tuple[int, int, int, int]],
    deeds: list[tuple[int, int, int]],
    more: list[tuple[int, int, int, int]],
) -> None:
    work = Deeds(begun)
    for step in steps:
        work.hand.step(*step)
    for deed in deeds:
        work.do(*deed)
    for step in more:
        work.hand.step(*step)
    assert begun.ask(data_faults) == ()
