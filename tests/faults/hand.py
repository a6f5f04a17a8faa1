"""A hand that works in a centre, by whatever numbers it is given."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from hypothesis import strategies as st
from sqlalchemy import text

import amane_desktop.rooms  # noqa: F401
from amane_desktop.attendance import actions as groups
from amane_desktop.attendance import marking, timetable
from amane_desktop.attendance.closures import DayPart
from amane_desktop.attendance.ending import end_group, remove_group, take_up_group
from amane_desktop.attendance.enrolling import move_to_group
from amane_desktop.attendance.models import Mark
from amane_desktop.attendance.pauses import end_pause, pause_enrolment
from amane_desktop.attendance.waiting import pass_over, stop_waiting, wait_for_place
from amane_desktop.office.clock import Clock
from amane_desktop.office.errors import Refusal
from amane_desktop.office.office import Office
from amane_desktop.people import actions
from amane_desktop.people.levels import LEVELS
from amane_desktop.storage.database import Base

TODAY = Clock(datetime(2026, 11, 24, 9, tzinfo=UTC))
Tables = dict[str, list[dict[str, Any]]]


def tables_of(office: Office) -> Tables:
    """Every journalled row, without how often it was written."""
    found: Tables = {}
    with office._engine.connect() as connection:
        for mapper in Base.registry.mappers:
            if mapper.class_.is_journalled:
                table = str(mapper.class_.__tablename__)
                rows = connection.execute(text(f"SELECT * FROM {table} ORDER BY id")).mappings()
                found[table] = [{k: v for k, v in row.items() if k != "version"} for row in rows]
    return found


# A short history of a centre: which action, and which rows and days it is about.
STEPS = st.lists(
    st.tuples(st.integers(0, 25), st.integers(0, 3), st.integers(0, 3), st.integers(0, 13)),
    max_size=14,
)
NUMBERS = ("0612345678", "0528123456", "+212712345678")
LEVEL = tuple(LEVELS)


class Hand:
    """Does actions on rows that are there; what is refused is left."""

    def __init__(self, office: Office) -> None:
        self.office, self.done = office, 0

    def pick(self, table: str, n: int) -> tuple[int, int]:
        """The number and the version of one of a table's rows; (0, 0) when it has none."""
        with self.office._engine.connect() as connection:
            rows = connection.execute(text(f"SELECT * FROM {table}")).mappings().all()
        row = rows[n % len(rows)] if rows else {"id": 0}
        return row["id"], row.get("version", 0)

    def step(self, what: int, one: int, two: int, n: int) -> None:
        """One action, with arguments that follow from the numbers."""
        family, person, phone, group, enrolment = (
            self.pick(table, one)
            for table in ("family", "person", "telephone", "child_group", "enrolment")
        )
        day = date(2026, 11, 16) + timedelta(days=n)
        hour = time(10) if two % 2 else time(15)
        child = self.pick("person", two)[0]
        meeting = (group[0], child, day, hour)
        hours = timetable.DEFAULT_TIMETABLE[: n + 1]
        name = f"Nom {n}"
        todo: list[tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]] = [
            (actions.add_family, (name, ""), {}),
            (actions.change_family, (*family, name, "اسم", "Lastah"), {}),
            (actions.add_person, (family[0], name, name), {"level": LEVEL[n % len(LEVEL)]}),
            (actions.change_person, (*person, name, "Aït"), {"birth_date": date(2015, 9, n + 1)}),
            (actions.add_telephone, (family[0], NUMBERS[n % 3]), {"is_safe": True}),
            (actions.change_telephone, (*phone, NUMBERS[n % 3], name), {"is_safe": False}),
            (actions.remove_telephone, phone, {}),
            (groups.add_group, (name, ""), {"from_": date(2026, 9, 7)}),
            (groups.change_group, (*group, name, "مجموعة"), {"capacity": n + 1}),
            (groups.enrol_child, (group[0], child), {"from_": day}),
            (groups.end_enrolment, (*enrolment, day), {}),
            (timetable.set_timetable, (group[0], hours, day), {}),
            (timetable.set_day, (day,), {"part": list(DayPart)[two % 3], "is_open": one > 1}),
            (timetable.unset_day, (day,), {}),
            (marking.mark_child, (*meeting, [*Mark, None][n % 5]), {}),
            (marking.note_attendance, (*meeting, name), {}),
            (marking.mark_all_present, (group[0], day, hour), {}),
            (move_to_group, (*enrolment, self.pick("child_group", two)[0], day), {}),
            (pause_enrolment, (*enrolment, day, day + timedelta(days=two)), {}),
            (end_pause, (*self.pick("enrolment_pause", two), day), {}),
            (wait_for_place, (group[0], child), {}),
            (pass_over, (*self.pick("waiting", two), name), {}),
            (stop_waiting, self.pick("waiting", two), {}),
            (end_group, (*group, day), {}),
            (take_up_group, group, {}),
            (remove_group, group, {}),
        ]
        action, args, kwargs = todo[what]
        try:
            self.office.do(action, *args, **kwargs)
        except Refusal:
            return
        self.done += 1
