"""When the centre is closed: its own days, public holidays, and school holidays that close it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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
    desc,
    exists,
    false,
    literal,
    not_,
    or_,
    select,
    union_all,
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
_HOLIDAYS = select(
    literal(Why.PUBLIC_HOLIDAY.value),
    PublicHoliday.day.label("first_day"),
    PublicHoliday.day.label("last_day"),
    literal(DayPart.DAY.value).label("part"),
    PublicHoliday.is_estimate.label("is_such"),
    PublicHoliday.name,
    PublicHoliday.name_ar,
).where(
    PublicHoliday.day.between(bindparam("january", type_=Date), bindparam("december", type_=Date))
)
# All that closes the centre on some days; `is_such` says that it is open, or an estimate.
_CLOSINGS = union_all(
    _HOLIDAYS,
    select(
        literal(Why.OWN.value),
        DayException.day,
        DayException.day,
        DayException.part,
        DayException.is_open,
        DayException.reason,
        DayException.reason_ar,
    ).where(DayException.day.between(_FIRST, _LAST)),
    select(
        literal(Why.SCHOOL_HOLIDAY.value),
        SchoolHoliday.first_day,
        SchoolHoliday.last_day,
        literal(DayPart.DAY.value),
        false(),
        SchoolHoliday.name,
        SchoolHoliday.name_ar,
    ).where(
        SchoolHoliday.first_day <= _LAST, SchoolHoliday.last_day >= _FIRST, SchoolHoliday.is_closed
    ),
)
# What is confirmed comes after an estimate of the same day, and takes its place.
_ALL_HOLIDAYS = _HOLIDAYS.order_by("first_day", desc("is_such"))
_ALL_CLOSINGS = _CLOSINGS.order_by("first_day", desc("is_such"))


class Closures:
    """The closings of some days; the centre's own word goes before the calendar's."""

    def __init__(
        self,
        own: Mapping[tuple[date, str], Closure | None],
        holidays: Mapping[date, Closure],
        vacations: Sequence[tuple[date, date, Closure]],
    ) -> None:
        self._own = own
        self._holidays = holidays
        self._vacations = vacations

    def at(self, day: date, start: time) -> Closure | None:
        """Why the centre is closed at that hour; None when it is open."""
        if self._own:
            half = DayPart.MORNING if start < _NOON else DayPart.AFTERNOON
            for part in (half, DayPart.DAY):
                if (day, part) in self._own:
                    return self._own[day, part]
        if (holiday := self._holidays.get(day)) is not None:
            return holiday
        for first, last, vacation in self._vacations:
            if first <= day <= last:
                return vacation
        return None


def closures_between(session: Session, first: date, last: date) -> Closures:
    """The closings from one day to another."""
    asked = {"first": first, "last": last, **_whole_years(first, last)}
    rows = session.connection().execute(_ALL_CLOSINGS, asked).all()
    own: dict[tuple[date, str], Closure | None] = {}
    vacations = []
    for why, since, until, part, is_such, reason, reason_ar in rows:
        if why == Why.OWN:
            own[since, part] = None if is_such else Closure(reason, reason_ar)
        elif why == Why.SCHOOL_HOLIDAY:
            closure = Closure(reason, reason_ar, why=Why.SCHOOL_HOLIDAY)
            vacations.append((since, until, closure))
    return Closures(own, _public_holidays(rows, first, last), vacations)


def public_holidays_between(session: Session, first: date, last: date) -> dict[date, Closure]:
    """The public holidays of the days' years: as they are kept, or computed for a year without."""
    rows = session.connection().execute(_ALL_HOLIDAYS, _whole_years(first, last)).all()
    return _public_holidays(rows, first, last)


def _whole_years(first: date, last: date) -> dict[str, date]:
    return {"january": date(first.year, 1, 1), "december": date(last.year, 12, 31)}


def _public_holidays(
    closings: Iterable[Row[*tuple[Any, ...]]], first: date, last: date
) -> dict[date, Closure]:
    found = {
        day: Closure(name, name_ar, is_estimate, Why.PUBLIC_HOLIDAY)
        for why, day, _last, _part, is_estimate, name, name_ar in closings
        if why == Why.PUBLIC_HOLIDAY
    }
    for year in set(range(first.year, last.year + 1)) - {day.year for day in found}:
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
