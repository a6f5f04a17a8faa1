"""Any history of enrolments, changes and pauses: each child is once where its dates allow it."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

import amane_desktop.rooms  # noqa: F401
from amane_desktop.attendance import actions
from amane_desktop.attendance.enrolling import move_to_group
from amane_desktop.attendance.models import Enrolment, EnrolmentPause
from amane_desktop.attendance.pauses import end_pause, pause_enrolment
from amane_desktop.attendance.queries import week
from amane_desktop.attendance.weeks import working_days
from amane_desktop.office import centre
from amane_desktop.office.errors import Refusal
from amane_desktop.office.office import Office
from amane_desktop.people import actions as people
from amane_desktop.school_support.queries import rosters
from amane_desktop.storage.database import Base
from tests.conftest import PASSWORD

# ISO weeks 51 to 53 and 1 to 3.
MONDAYS = [date(2026, 12, 14) + timedelta(weeks=n) for n in range(6)]
FIRST, DAYS = MONDAYS[0], 6 * 7
SPAN = st.integers(0, DAYS - 1)
STEP = st.tuples(
    st.sampled_from(["enrol", "move", "leave", "pause", "end pause"]),
    st.integers(0, 1),
    st.integers(0, 2),
    SPAN,
    st.none() | SPAN,
)
# By child and group: the days on which it is enrolled, and whether it is expected on each.
Calendar = dict[tuple[int, int], dict[date, bool]]


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One centre for many examples; each takes groups and children of its own."""
    folder = tmp_path_factory.mktemp("shared") / "centre"
    centre.create(folder, name="Centre", name_ar="", director="Khadija", password=PASSWORD)
    office = centre.open_centre(folder, "Khadija", PASSWORD)
    yield office
    office.close()


def day_of(n: int | None) -> date | None:
    return None if n is None else FIRST + timedelta(days=n)


def days(first: date, last: date | None) -> list[date]:
    every = (FIRST + timedelta(days=n) for n in range(DAYS))
    return [day for day in every if first <= day and (last is None or day <= last)]


class History:
    """Does what the numbers say, and notes on a calendar of days what came of it."""

    def __init__(self, office: Office) -> None:
        self.office, self.calendar = office, Calendar()
        family = office.do(people.add_family, "Bouzid", "")
        self.children = [
            office.do(people.add_person, family, name, "Bouzid") for name in ("Aya", "Ilyas")
        ]
        self.names = [f"G{family}-{n}" for n in range(3)]
        self.groups = [
            office.do(actions.add_group, name, "", capacity=2 if n else 1, from_=FIRST)
            for n, name in enumerate(self.names)
        ]

    def step(self, what: str, one: int, two: int, first: date, last: date | None) -> None:
        """One action on a row that is there; what is refused changes no day."""
        if what == "enrol":
            child, group = self.children[one], self.groups[two]
            if self._does(actions.enrol_child, group, child, from_=first, to=last):
                self.calendar.setdefault((child, group), {}).update(
                    dict.fromkeys(days(first, last), True)
                )
        elif what == "end pause":
            self._end_pause(two, first)
        elif (row := self._pick(Enrolment, two)) is not None:
            getattr(self, f"_{what}")(row, self.groups[one], first, last)

    def _leave(self, row: dict[str, Any], _group: int, first: date, _last: date | None) -> None:
        if row["last_day"] is not None and first > row["last_day"]:
            return  # (to stay longer is no leaving)
        if self._does(actions.end_enrolment, row["id"], row["version"], first):
            for day in days(first + timedelta(days=1), row["last_day"]):
                del self._of(row)[day]

    def _move(self, row: dict[str, Any], group: int, first: date, _last: date | None) -> None:
        if self._does(move_to_group, row["id"], row["version"], group, first):
            other = self.calendar.setdefault((row["person_id"], group), {})
            for day in days(first, row["last_day"]):
                other[day] = self._of(row).pop(day)

    def _pause(self, row: dict[str, Any], _group: int, first: date, last: date | None) -> None:
        if self._does(pause_enrolment, row["id"], row["version"], first, last):
            for day in days(first, last or row["last_day"]):
                self._of(row)[day] = False

    def _end_pause(self, n: int, first: date) -> None:
        pause = self._pick(EnrolmentPause, n)
        if pause is not None and self._does(end_pause, pause["id"], pause["version"], first):
            row = next(e for e in self._rows(Enrolment) if e["id"] == pause["enrolment_id"])
            for day in days(first, pause["last_day"]):
                self._of(row)[day] = True

    def _of(self, row: dict[str, Any]) -> dict[date, bool]:
        return self.calendar[row["person_id"], row["group_id"]]

    def _does(self, action: Any, *args: Any, **kwargs: Any) -> bool:
        try:
            self.office.do(action, *args, **kwargs)
        except Refusal:
            return False
        return True

    def _pick(self, model: type[Base], n: int) -> dict[str, Any] | None:
        rows = self._rows(model)
        return rows[n % len(rows)] if rows else None

    def _rows(self, model: type[Base]) -> list[dict[str, Any]]:
        with Session(self.office._engine) as session:
            own = select(Enrolment.id).where(Enrolment.group_id.in_(self.groups))
            key = Enrolment.id if model is Enrolment else EnrolmentPause.enrolment_id
            found = session.execute(
                select(*model.__table__.c).where(key.in_(own)).order_by(model.id)
            )
            return [dict(row) for row in found.mappings()]


@settings(max_examples=60)
@given(steps=st.lists(STEP, min_size=1, max_size=12))
def test_each_child_is_once_in_the_rosters_that_its_dates_allow_and_in_no_other(
    shared: Office, steps: list[tuple[str, int, int, int, int | None]]
) -> None:
    history = History(shared)
    for what, one, two, first, last in steps:
        begins = day_of(first)
        assert begins is not None
        history.step(what, one, two, begins, day_of(last))
    for monday in MONDAYS:
        sheets = {sheet.group: sheet for sheet in shared.ask(rosters, monday)}
        for name, group in zip(history.names, history.groups, strict=True):
            expected = {
                child: [history.calendar.get((child, group), {}).get(day) for day in week_days]
                for week_days in [working_days(monday)]
                for child in history.children
            }
            on_paper = [c.name for c in sheets[name].children] if name in sheets else []
            assert on_paper == [
                f"Bouzid {given}"
                for child, given in zip(history.children, ("Aya", "Ilyas"), strict=True)
                if True in expected[child]
            ]
            shown = shared.ask(week, group, monday)
            assert shown is not None
            assert {
                child.person_id: [
                    True if child.is_enrolled(d) else False if child.is_paused(d) else None
                    for d in working_days(monday)
                ]
                for child in shown.children
            } == {
                child: found
                for child, found in expected.items()
                if any(each is not None for each in found)
            }
    full = [history.calendar.get((child, history.groups[0]), {}) for child in history.children]
    assert not set(full[0]) & set(full[1]), "one place alone"
