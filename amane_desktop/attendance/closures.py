"""When the centre is closed: its own days, public holidays, and school holidays that close it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Row,
    and_,
    bindparam,
    exists,
    false,
    not_,
    or_,
    select,
)
from sqlalchemy.orm import Session

from amane_desktop.attendance.models import DayException, PublicHoliday, SchoolHoliday
from amane_desktop.i18n import N_, format_date, in_its_own_direction, isolate, language, translator

_NOON = time(13)


class DayPart(StrEnum):
    """How much of a day a closing takes."""

    DAY = "day"
    MORNING = "morning"
    AFTERNOON = "afternoon"


class Why(StrEnum):
    """What keeps a session from taking place."""

    OWN = "own"
    PUBLIC_HOLIDAY = "public_holiday"
    SCHOOL_HOLIDAY = "school_holiday"
    CANCELLED = "cancelled"
    MOVED = "moved"


# What stands where nobody gave a reason.
_WORDS = {
    Why.OWN: N_("centre closed"),
    Why.PUBLIC_HOLIDAY: N_("public holiday"),
    Why.SCHOOL_HOLIDAY: N_("school holidays"),
    Why.CANCELLED: N_("session cancelled"),
    Why.MOVED: N_("moved to {day}, {hour}"),
}


@dataclass(frozen=True)
class Closure:
    """Why a session does not take place; a holiday of the moon may shift by a day."""

    reason: str
    reason_ar: str
    is_estimate: bool = False
    why: Why = Why.OWN
    moved_to: tuple[date, time] | None = None

    def told(self, lang: str | None = None) -> str:
        """The reason in a language (the screen's, if none is given)."""
        lang = lang or language()
        reason = (
            (self.reason_ar or self.reason) if lang == "ar" else (self.reason or self.reason_ar)
        )
        if self.why is Why.PUBLIC_HOLIDAY and lang == "en":
            return ENGLISH.get(self.reason, self.reason)
        if reason and self.why in (Why.OWN, Why.PUBLIC_HOLIDAY, Why.SCHOOL_HOLIDAY):
            return reason
        words = translator(lang).gettext(_WORDS[self.why])
        if self.moved_to is not None:
            day, start = self.moved_to
            weekday = format_date(day, "weekday", lang)
            words = words.format(
                day=f"{weekday} {isolate(f'{day:%d/%m}')}", hour=isolate(f"{start:%H:%M}")
            )
        return " · ".join(filter(None, (words, in_its_own_direction(reason) if reason else "")))

    def on_paper(self, lang: str) -> str:
        """The reason as a wall may read it: not why a single session was cancelled or moved."""
        is_single = self.why in (Why.CANCELLED, Why.MOVED)
        return (replace(self, reason="", reason_ar="") if is_single else self).told(lang)


# The names of the calendar's package, for a screen in English.
ENGLISH = {
    "Nouvel an": "New Year's Day",
    "Manifeste de l'indépendance": "Proclamation of Independence",
    "Nouvel an Amazigh": "Amazigh New Year",
    "Fête de la rupture du jeûne": "Eid al-Fitr",
    "Fête du Travail": "Labour Day",
    "Fête du sacrifice": "Eid al-Adha",
    "Nouvel an musulman": "Islamic New Year",
    "Fête du Trône": "Throne Day",
    "Allégeance Oued Eddahab": "Oued Ed-Dahab Day",
    "La révolution du roi et du peuple": "Revolution of the King and the People",
    "Fête de la Jeunesse": "Youth Day",
    "Anniversaire du prophète": "Prophet's Birthday",
    "Fête de l'Unité": "Unity Day",
    "La marche verte": "Green March Day",
    "Fête de l'indépendance": "Independence Day",
}


# Made once: a statement takes longer to make than to run.
_FIRST, _LAST = bindparam("first", type_=Date), bindparam("last", type_=Date)
_OWN = select(
    DayException.day,
    DayException.part,
    DayException.is_open,
    DayException.reason,
    DayException.reason_ar,
).where(DayException.day.between(_FIRST, _LAST))
_VACATIONS = select(
    SchoolHoliday.name, SchoolHoliday.name_ar, SchoolHoliday.first_day, SchoolHoliday.last_day
).where(SchoolHoliday.first_day <= _LAST, SchoolHoliday.last_day >= _FIRST, SchoolHoliday.is_closed)
_HOLIDAYS = (
    select(PublicHoliday.day, PublicHoliday.name, PublicHoliday.name_ar, PublicHoliday.is_estimate)
    .where(PublicHoliday.day.between(_FIRST, _LAST))
    .order_by(PublicHoliday.day, PublicHoliday.is_estimate.desc())
)


class Closures:
    """The closings of some days; the centre's own word goes before the calendar's."""

    def __init__(
        self,
        exceptions: Iterable[Row[Any]],
        holidays: Mapping[date, Closure],
        vacations: Iterable[Row[Any]],
    ) -> None:
        self._own = {(e.day, e.part): e for e in exceptions}
        self._holidays = holidays
        self._vacations = list(vacations)

    def at(self, day: date, start: time) -> Closure | None:
        """Why the centre is closed at that hour; None when it is open."""
        part = DayPart.MORNING if start < _NOON else DayPart.AFTERNOON
        own = self._own.get((day, part)) or self._own.get((day, DayPart.DAY))
        if own is not None:
            return None if own.is_open else Closure(own.reason, own.reason_ar)
        if (holiday := self._holidays.get(day)) is not None:
            return holiday
        for vacation in self._vacations:
            if vacation.first_day <= day <= vacation.last_day:
                return Closure(vacation.name, vacation.name_ar, why=Why.SCHOOL_HOLIDAY)
        return None


def closures_between(session: Session, first: date, last: date) -> Closures:
    """The closings from one day to another."""
    connection, days = session.connection(), {"first": first, "last": last}
    return Closures(
        connection.execute(_OWN, days),
        public_holidays_between(session, first, last),
        connection.execute(_VACATIONS, days),
    )


def public_holidays_between(session: Session, first: date, last: date) -> dict[date, Closure]:
    """The public holidays of the days' years: as they are kept, or computed for a year without."""
    years = range(first.year, last.year + 1)
    asked = {"first": date(years[0], 1, 1), "last": date(years[-1], 12, 31)}
    kept = session.connection().execute(_HOLIDAYS, asked).all()
    found = {
        holiday.day: Closure(holiday.name, holiday.name_ar, holiday.is_estimate, Why.PUBLIC_HOLIDAY)
        for holiday in kept
    }
    for year in set(years) - {holiday.day.year for holiday in kept}:
        # The calendar's package takes its time to load, and a filled centre needs none of it.
        from amane_desktop.attendance.moroccan_calendar import computed_holidays

        for each in computed_holidays(year):
            found[each.day] = Closure(each.name, each.name_ar, each.is_estimate, Why.PUBLIC_HOLIDAY)
    return found


def closed_at(day: date, start: ColumnElement[time]) -> ColumnElement[bool]:
    """`Closures.at` as a condition in SQL, of a year whose public holidays are kept."""
    part = or_(
        DayException.part == DayPart.DAY,
        and_(DayException.part == DayPart.MORNING, start < _NOON),
        and_(DayException.part == DayPart.AFTERNOON, start >= _NOON),
    )
    # Half a day's own word goes before the whole day's.
    is_open = (
        select(DayException.is_open)
        .where(DayException.day == day, part)
        .order_by(DayException.part == DayPart.DAY)
        .limit(1)
        .scalar_subquery()
    )
    calendar = or_(
        exists().where(PublicHoliday.day == day),
        exists().where(
            SchoolHoliday.is_closed, SchoolHoliday.first_day <= day, SchoolHoliday.last_day >= day
        ),
    )
    return or_(is_open.is_(false()), and_(is_open.is_(None), calendar))


def open_at(day: date, start: ColumnElement[time]) -> ColumnElement[bool]:
    """Whether the centre is open on the day at the hour."""
    return not_(closed_at(day, start))
