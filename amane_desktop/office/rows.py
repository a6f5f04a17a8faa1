"""Rows as the journal knows them: by their table and number, with plain values."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from amane_desktop.storage.database import Base

Row = tuple[str, int]
Values = dict[str, Any]
_AT_ONCE = 500
_SPAN = 3


def model_of(table: str) -> type[Base]:
    """The model whose rows the journal calls by this table."""
    return next(
        mapper.class_ for mapper in Base.registry.mappers if mapper.class_.__tablename__ == table
    )


def plain(value: Any) -> Any:
    """A column's value as the journal keeps it."""
    return value.isoformat() if isinstance(value, date | datetime | time) else value


def typed(model: type[Base], values: Mapping[str, Any]) -> Values:
    """The journal's plain values as the columns' own types."""
    found = {}
    for key, value in values.items():
        kind = model.__table__.c[key].type.python_type
        parse = kind in (date, datetime, time) and value is not None
        found[key] = kind.fromisoformat(value) if parse else value
    return found


def within(column: Any, numbers: Collection[int]) -> Iterator[ColumnElement[bool]]:
    """Conditions that together name the numbers, each of a size for one statement."""
    single: list[int] = []
    for first, last in _spans(numbers):
        if last - first < _SPAN:
            single += range(first, last + 1)
        else:
            yield column.between(first, last)
    for at in range(0, len(single), _AT_ONCE):
        yield column.in_(single[at : at + _AT_ONCE])


def _spans(numbers: Collection[int]) -> Iterator[tuple[int, int]]:
    first = last = None
    for number in sorted(numbers):
        if first is None or last is None:
            first = last = number
        elif number == last + 1:
            last = number
        else:
            yield first, last
            first = last = number
    if first is not None and last is not None:
        yield first, last


def values_of(session: Session, kind: str, numbers: Collection[int]) -> dict[int, Values]:
    """The rows that there are, in plain values."""
    table = model_of(kind).__table__
    return {
        row["id"]: {key: plain(value) for key, value in row.items()}
        for condition in within(table.c.id, numbers)
        for row in session.execute(select(table).where(condition)).mappings()
    }


def numbers_of(session: Session, kind: str, numbers: Collection[int]) -> set[int]:
    """Which of the rows are there."""
    ids = model_of(kind).__table__.c.id
    return {
        number
        for condition in within(ids, numbers)
        for number in session.scalars(select(ids).where(condition))
    }
