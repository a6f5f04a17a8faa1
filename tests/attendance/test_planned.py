"""Whatever the timetable, its periods, changes and closings: each session once, none on a closed
day."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from amane_desktop.attendance.models import (
    DayException,
    Group,
    SchoolHoliday,
    SessionChange,
    TimetablePeriod,
    TimetableSlot,
)
from amane_desktop.attendance.planned import groups_of_day, sessions
from amane_desktop.attendance.public_holidays import fill_public_holidays
from amane_desktop.attendance.weeks import working_days
from amane_desktop.office import centre
from amane_desktop.office.office import Office
from tests.conftest import PASSWORD

# The weeks around a new year, and those in which Morocco's clock goes back for Ramadan and on.
MONDAYS = [
    *(date.fromisocalendar(*week, 1) for week in ((2026, 52), (2026, 53), (2027, 1))),
    *(date(2026, 2, 9), date(2026, 3, 16), date(2027, 2, 1), date(2027, 3, 8)),
]
# In words of the calendar itself: the public holidays of these weeks.
HOLIDAYS = {date(2027, 1, 1), date(2026, 3, 20), date(2026, 3, 21), date(2027, 3, 9)}
HOLIDAYS |= {date(2027, 3, 10)}
HOURS = [time(9), time(10, 30), time(15)]
LENGTH = 90  # minutes


@dataclass
class Invented:
    """A timetable, its periods, its changes and its closings."""

    periods: list[tuple[str, date, date]]
    slots: list[tuple[int, int, time, date, date | None]]  # period (0: none), weekday, start
    changes: dict[tuple[date, time], tuple[str, date, time]]
    closings: dict[tuple[date, str], bool]
    vacations: list[tuple[date, date, bool]]


@st.composite
def invented(draw: st.DrawFn, monday: date) -> Invented:
    days = st.integers(-9, 14).map(lambda n: monday + timedelta(days=n))
    # What meets in one place tells more than what lies apart.
    in_week = st.integers(0, 5).map(lambda n: monday + timedelta(days=n))
    long_before = st.just(monday - timedelta(days=60))
    at = st.tuples(in_week, st.sampled_from(HOURS))
    spans = st.tuples(days, days).map(sorted)
    kinds = draw(st.lists(st.sampled_from(["ramadan", "season"]), max_size=2, unique=True))
    changed = st.tuples(
        st.sampled_from(["cancelled", "moved", "extra"]), in_week | days, st.sampled_from(HOURS)
    )
    slot = st.tuples(
        st.integers(0, len(kinds)),
        st.integers(1, 6),
        st.sampled_from(HOURS),
        long_before | long_before | days,
        st.none() | st.none() | days,
    )
    parts = st.tuples(in_week, st.sampled_from(["day", "morning", "afternoon"]))
    return Invented(
        [(kind, *draw(spans)) for kind in kinds],
        draw(st.lists(slot, min_size=8, max_size=24, unique_by=lambda s: s[:3])),
        draw(st.dictionaries(at, changed, min_size=2, max_size=6)),
        draw(st.dictionaries(parts, st.booleans(), max_size=6)),
        [(*draw(spans), draw(st.booleans())) for _n in range(draw(st.integers(0, 2)))],
    )


def end_of(start: time) -> time:
    minutes = start.hour * 60 + start.minute + LENGTH
    return time(minutes // 60, minutes % 60)


def keep(session: Session, made: Invented) -> int:
    """Write it down for a group of its own; gives the group."""
    words = dict.fromkeys(("name", "name_ar", "levels", "teacher", "teacher_ar", "room"), "")
    group = Group(**words, room_ar="", capacity=9)
    periods = [
        TimetablePeriod(name="", name_ar="", kind=kind, first_day=first, last_day=last)
        for kind, first, last in made.periods
    ]
    session.add_all([group, *periods])
    session.flush()
    ids = [None, *(period.id for period in periods)]
    for period, weekday, start, first, last in made.slots:
        columns = {"first_day": first, "last_day": last, "period_id": ids[period]}
        hours = {"weekday": weekday, "start": start, "end": end_of(start)}
        session.add(TimetableSlot(group_id=group.id, **hours, **columns))
    for (day, start), (kind, to_day, to_start) in made.changes.items():
        to = (day, start) if kind == "extra" else (to_day, to_start)
        columns = {"to_day": to[0], "to_start": to[1], "to_end": end_of(to[1])}
        columns = {} if kind == "cancelled" else columns
        session.add(SessionChange(group_id=group.id, day=day, start=start, kind=kind, **columns))
    for (day, part), is_open in made.closings.items():
        session.add(DayException(day=day, part=part, is_open=is_open, reason="", reason_ar=""))
    for first, last, is_closed in made.vacations:
        days = {"first_day": first, "last_day": last}
        session.add(SchoolHoliday(name="", name_ar="", **days, is_closed=is_closed))
    session.flush()
    return group.id


def is_open(made: Invented, day: date, start: time) -> bool:
    for part in ("morning" if start < time(13) else "afternoon", "day"):
        if (day, part) in made.closings:
            return made.closings[day, part]
    is_vacation = any(c and first <= day <= last for first, last, c in made.vacations)
    return day not in HOLIDAYS and not is_vacation


def expected(made: Invented, day: date) -> set[time]:
    """When the group meets on a day, as a person would work it out."""
    of_day = {k: n for n, (k, first, last) in enumerate(made.periods, 1) if first <= day <= last}
    period = of_day.get("ramadan", of_day.get("season", 0))
    starts = {
        start
        for of, weekday, start, first, last in made.slots
        if of == period
        and weekday == day.isoweekday()
        and first <= day
        and (last is None or day <= last)
    }
    starts -= {s for (d, s), change in made.changes.items() if d == day and change[0] != "extra"}
    for (from_, start), (kind, to_day, to_start) in made.changes.items():
        if kind == "extra" and from_ == day:
            starts.add(start)
        if kind == "moved" and to_day == day:
            starts.add(to_start)
    return {start for start in starts if is_open(made, day, start)}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One centre for many examples; none of them is kept."""
    folder = tmp_path_factory.mktemp("planned") / "centre"
    centre.create(folder, name="Centre", name_ar="", director="Khadija", password=PASSWORD)
    office = centre.open_centre(folder, "Khadija", PASSWORD)
    office.do(fill_public_holidays, (2026, 2027))
    yield office
    office.close()


@settings(max_examples=200)
@given(data=st.data(), monday=st.sampled_from(MONDAYS))
def test_each_session_stands_once_and_none_on_a_closed_day(
    office: Office, data: st.DataObject, monday: date
) -> None:
    made = data.draw(invented(monday))
    with Session(office._engine.execution_options(writes=True)) as session:
        group = keep(session, made)
        days = working_days(monday)
        slots = sessions(session, days, group).get(group, ())
        assert set(Counter((slot.day, slot.start) for slot in slots).values()) <= {1}
        for day in days:
            held = {slot.start for slot in slots if slot.day == day and slot.closure is None}
            assert held == expected(made, day)
            meets = group in session.scalars(groups_of_day(day)).all()
            assert meets == bool(held)
        session.rollback()
