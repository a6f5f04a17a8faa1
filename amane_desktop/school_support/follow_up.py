"""Who was not heard about at school for long, and who is falling behind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from sqlalchemy import ColumnElement, Subquery, func, or_, select, true, union_all

from amane_desktop.access.permissions import Part, Permission
from amane_desktop.attendance.models import Attendance, Enrolment, GroupSession, Mark
from amane_desktop.i18n import _, comma, is_rtl, isolate, language, ngettext
from amane_desktop.office.registry import query
from amane_desktop.office.settings import CentreSettings
from amane_desktop.office.work import Reading
from amane_desktop.people.levels import NO_SCHOOL
from amane_desktop.people.models import Family, Person
from amane_desktop.people.schooling import school_year_of
from amane_desktop.people.schools import school_name
from amane_desktop.people.sight import Sight
from amane_desktop.people.states import State
from amane_desktop.school_support.models import SchoolAbsence, SchoolMeeting, TermResult
from amane_desktop.school_support.terms import average_words

Which = Literal["unheard", "falling", "all"]
WEEKS_OF_ATTENDANCE = 8
# Of fewer sessions a percentage says nothing.
FEWEST_SESSIONS = 4
_IN_A_ROW = 3


@dataclass(frozen=True)
class FollowedChild:
    """A child at school, when it was last heard of, how it came and how its averages go.

    `unheard_weeks` is 0 unless that is longer than the centre wants, and counts from the year's
    beginning unless something was `heard_this_year`; `attendance` is a percentage where it is
    below what the centre wants; `averages` are the last three (in hundredths, and out of what),
    the oldest first, where they went down twice.
    """

    person_id: int
    family_id: int
    name: str
    name_ar: str
    level: str
    school: str
    is_in_group: bool
    last_heard: date | None
    heard_this_year: bool
    unheard_weeks: int
    attendance: int | None
    averages: tuple[tuple[int, int], ...]

    @property
    def is_falling(self) -> bool:
        """Whether it comes too little, or its averages went down two terms running."""
        return self.attendance is not None or bool(self.averages)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why the child stands in the list, in the reader's words."""
        found = []
        if self.unheard_weeks:
            found.append(self._silence())
        if self.attendance is not None:
            found.append(_("came {rate} of the time").format(rate=isolate(f"{self.attendance} %")))
        if self.averages:
            arrow = " ← " if is_rtl() else " → "
            found.append(arrow.join(average_words(*each) for each in self.averages))
        return tuple(found)

    def _silence(self) -> str:
        weeks = self.unheard_weeks
        if self.heard_this_year:
            words = ngettext("nothing heard for {n} week", "nothing heard for {n} weeks", weeks)
        else:
            words = ngettext(
                "nothing heard this school year ({n} week)",
                "nothing heard this school year ({n} weeks)",
                weeks,
            )
        return words.format(n=weeks)

    @property
    def reason(self) -> str:
        """The reasons in one line."""
        return comma().join(self.reasons)


@query(Permission.SEE_SCHOOL, {"which": "all"})
def follow_up(reading: Reading, which: Which) -> tuple[FollowedChild, ...]:
    """The children at school whose school the reader sees, those who need it most first.

    Those in groups stand before the others.
    """
    wanted = {
        "unheard": lambda child: child.unheard_weeks > 0,
        "falling": lambda child: child.is_falling,
        "all": lambda _child: True,
    }[which]
    return tuple(filter(wanted, _children(reading)))


@query(Permission.SEE_SCHOOL, {"family_id": 1})
def family_follow_up(reading: Reading, family_id: int) -> tuple[FollowedChild, ...]:
    """The children of a family who are at school."""
    return _children(reading, Person.family_id == family_id)


def followed(reading: Reading, person_id: int) -> FollowedChild | None:
    """One child at school; None where the reader does not see it, or it goes to none."""
    return next(iter(_children(reading, Person.id == person_id)), None)


def _children(
    reading: Reading, whose: ColumnElement[bool] | None = None
) -> tuple[FollowedChild, ...]:
    settings = reading.session.scalars(select(CentreSettings)).one()
    rates, averages = _rates(reading, whose), _falling_averages(reading, whose)
    heard = _heard(whose)
    begun = date(school_year_of(reading.today), 9, 1)
    sight = Sight(reading)
    by_name = Person.sort_key_ar if language() == "ar" else Person.sort_key
    rows = reading.session.execute(
        select(
            Person.id,
            Person.family_id,
            (Person.given_name + " " + Person.family_name),
            (Person.given_name_ar + " " + Person.family_name_ar),
            Person.level,
            func.coalesce(school_name(), ""),
            _is_in_group(reading),
            heard.c.day,
        )
        .join(Family, Family.id == Person.family_id)
        .outerjoin(heard, heard.c.person_id == Person.id)
        .where(
            true() if whose is None else whose,
            Person.level.not_in(("", NO_SCHOOL)),
            Person.is_deceased.is_(False),
            Family.state != State.CLOSED,
            sight.persons(),
            sight.part(Part.SCHOOL),
        )
        .order_by(by_name, Person.id)
    )
    found = []
    for person_id, family_id, name, name_ar, level, school, is_in_group, day in rows:
        rate = rates.get(person_id)
        child = FollowedChild(
            person_id,
            family_id,
            name.strip(),
            name_ar.strip(),
            level,
            school,
            bool(is_in_group),
            day,
            day is not None and day >= begun,
            _weeks(reading.today, max(day or begun, begun), settings.unheard_weeks),
            rate if rate is not None and rate < settings.attendance_threshold else None,
            averages.get(person_id, ()),
        )
        found.append(child)
    return tuple(sorted(found, key=_urgency))


def _urgency(child: FollowedChild) -> tuple[bool, int, int, int]:
    needs = (child.unheard_weeks > 0) + (child.attendance is not None) + bool(child.averages)
    rate = 100 if child.attendance is None else child.attendance
    return (not child.is_in_group, -needs, -child.unheard_weeks, rate)


def _weeks(today: date, since: date, most: int) -> int:
    """Whole weeks of silence, if they are more than the centre wants."""
    silent = today - since
    return silent.days // 7 if silent > timedelta(weeks=most) else 0


def _among(column: Any, whose: ColumnElement[bool] | None) -> ColumnElement[bool]:
    """The rows of these persons; of everybody where nobody is named."""
    return true() if whose is None else column.in_(select(Person.id).where(whose))


def _heard(whose: ColumnElement[bool] | None) -> Subquery:
    """The newest day on which anything was heard of each child."""
    days = union_all(
        select(TermResult.person_id, TermResult.told_on.label("day")),
        select(SchoolAbsence.person_id, SchoolAbsence.last_day),
        select(SchoolMeeting.person_id, SchoolMeeting.day),
    ).subquery()
    newest = select(days.c.person_id, func.max(days.c.day).label("day"))
    return newest.where(_among(days.c.person_id, whose)).group_by(days.c.person_id).subquery()


def _is_in_group(reading: Reading) -> ColumnElement[bool]:
    today = reading.today
    return (
        select(Enrolment.id)
        .where(
            Enrolment.person_id == Person.id,
            Enrolment.first_day <= today,
            or_(Enrolment.last_day.is_(None), Enrolment.last_day >= today),
        )
        .exists()
    )


def _rates(reading: Reading, whose: ColumnElement[bool] | None) -> Mapping[int, int]:
    """How often each child came in the last weeks, in percent; an excused absence is none."""
    first = reading.today - timedelta(weeks=WEEKS_OF_ATTENDANCE)
    counted = Attendance.mark != Mark.EXCUSED
    came = Attendance.mark.in_((Mark.PRESENT, Mark.LATE))
    rows = reading.session.execute(
        select(Attendance.person_id, func.count().filter(came), func.count())
        .join(GroupSession, GroupSession.id == Attendance.session_id)
        .where(
            GroupSession.day.between(first, reading.today),
            counted,
            _among(Attendance.person_id, whose),
        )
        .group_by(Attendance.person_id)
        .having(func.count() >= FEWEST_SESSIONS)
    )
    return {person_id: 100 * times // marked for person_id, times, marked in rows}


def _falling_averages(
    reading: Reading, whose: ColumnElement[bool] | None
) -> Mapping[int, tuple[tuple[int, int], ...]]:
    """The last three averages of those whose went down twice, each measured by what it is out of.

    A semester without an average between them breaks the row, and what is old tells nothing.
    """
    year = school_year_of(reading.today)
    rows = reading.session.execute(
        select(
            TermResult.person_id,
            TermResult.year * 2 + TermResult.term,
            TermResult.average,
            TermResult.out_of,
        )
        .where(
            TermResult.average.is_not(None),
            TermResult.year >= year - 2,
            _among(TermResult.person_id, whose),
        )
        .order_by(TermResult.person_id, TermResult.year, TermResult.term)
    )
    told: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for person_id, place, average, out_of in rows:
        told[person_id].append((place, average or 0, out_of))
    found = {}
    for person_id, terms in told.items():
        last = terms[-_IN_A_ROW:]
        is_recent = last[-1][0] > (year - 1) * 2
        in_a_row = len(last) == _IN_A_ROW and last[-1][0] - last[0][0] == _IN_A_ROW - 1
        parts = [average / out_of for _place, average, out_of in last]
        if is_recent and in_a_row and parts[0] > parts[1] > parts[2]:
            found[person_id] = tuple((average, out_of) for _place, average, out_of in last)
    return found
