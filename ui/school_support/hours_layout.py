"""Where the blocks of a week's plan stand: lanes, hours and days, without drawing anything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from PySide6.QtCore import QPointF, QRectF

STEP = 15  # minutes
_FIRST, _LAST = 8 * 60, 19 * 60


def minutes(at: time) -> int:
    """Minutes since midnight."""
    return at.hour * 60 + at.minute


def clock(at: int) -> time:
    """The wall-clock time of so many minutes, within one day."""
    return time(*divmod(min(max(at, 0), 24 * 60 - STEP), 60))


@dataclass(frozen=True)
class Place:
    """A day and the hours on it."""

    day: date
    start: time
    end: time

    def shifted(self, days: Sequence[date], by_days: int, by_minutes: int) -> Place:
        """As long, on another day of these or at another hour; no further than they go."""
        at = min(max(days.index(self.day) + by_days, 0), len(days) - 1)
        length = minutes(self.end) - minutes(self.start)
        start = min(max(minutes(self.start) + by_minutes, 0), 24 * 60 - STEP - length)
        return Place(days[at], clock(start), clock(start + length))

    def stretched(self, by_minutes: int, *, at_start: bool = False) -> Place:
        """Longer or shorter, by its beginning or by its end; never less than a quarter of one."""
        start, end = minutes(self.start), minutes(self.end)
        if at_start:
            return Place(self.day, clock(min(start + by_minutes, end - STEP)), self.end)
        return Place(self.day, self.start, clock(max(end + by_minutes, start + STEP)))


@dataclass(frozen=True)
class Sheet:
    """The days as columns and the hours as rows, in a rectangle; turned in Arabic."""

    area: QRectF
    days: tuple[date, ...]
    first: int
    last: int
    is_turned: bool

    def column(self, day: date) -> QRectF:
        """The column of a day."""
        width = self.area.width() / len(self.days)
        at = self.days.index(day)
        at = len(self.days) - 1 - at if self.is_turned else at
        return QRectF(self.area.left() + at * width, self.area.top(), width, self.area.height())

    def y(self, at: int) -> float:
        """How far down an hour stands."""
        span = self.last - self.first
        return self.area.top() + (at - self.first) * self.area.height() / span

    def rect(self, place: Place, lane: int = 0, lanes: int = 1) -> QRectF:
        """Where hours stand in their day, in one of its lanes."""
        column = self.column(place.day).adjusted(2, 0, -2, 0)
        width = column.width() / lanes
        at = lanes - 1 - lane if self.is_turned else lane
        top, bottom = self.y(minutes(place.start)), self.y(minutes(place.end))
        return QRectF(column.left() + at * width, top, width - 1, bottom - top)

    def day_at(self, point: QPointF) -> date:
        """The day at a point, or the nearest one."""
        width = self.area.width() / len(self.days)
        at = min(max(int((point.x() - self.area.left()) / width), 0), len(self.days) - 1)
        return self.days[len(self.days) - 1 - at if self.is_turned else at]

    def minutes_at(self, y: float) -> int:
        """The hour at a height, by the quarter."""
        span = self.last - self.first
        exact = self.first + (y - self.area.top()) * span / self.area.height()
        return round(exact / STEP) * STEP


def hours_shown(places: Sequence[Place]) -> tuple[int, int]:
    """From when to when the sheet goes: the usual day, and whatever lies beyond."""
    starts = [minutes(place.start) // 60 * 60 for place in places]
    ends = [-(-minutes(place.end) // 60) * 60 for place in places]
    return min([_FIRST, *starts]), max([_LAST, *ends])


def lanes_of(places: Sequence[Place]) -> list[tuple[int, int]]:
    """For each place its lane and how many lanes stand beside each other there."""
    order = sorted(range(len(places)), key=lambda n: (places[n].day, places[n].start))
    lanes = [(0, 1)] * len(places)
    bunch: list[int] = []
    ends: list[time] = []
    for n in order:
        place = places[n]
        if bunch and (places[bunch[0]].day != place.day or max(ends) <= place.start):
            _close(bunch, lanes, len(ends))
            bunch, ends = [], []
        free = next((lane for lane, end in enumerate(ends) if end <= place.start), len(ends))
        ends[free : free + 1] = [place.end]
        lanes[n] = free, 0
        bunch.append(n)
    _close(bunch, lanes, len(ends))
    return lanes


def _close(bunch: Sequence[int], lanes: list[tuple[int, int]], count: int) -> None:
    for n in bunch:
        lanes[n] = lanes[n][0], count
