"""The director's changes to the lists of values; no value in use is ever removed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from amane_desktop.access.permissions import Permission
from amane_desktop.i18n import N_, _, ngettext
from amane_desktop.office.errors import Refusal
from amane_desktop.office.labels import Column, describe, yes_or_no
from amane_desktop.office.registry import action, query
from amane_desktop.office.short_lines import short_line
from amane_desktop.office.undo_rules import removed_unless
from amane_desktop.office.values import LISTS, ListedValue, in_reader_script, listed
from amane_desktop.office.work import Reading, Work
from amane_desktop.storage.numbering import next_number

# What the example of `add_value` makes, after the values that a centre begins with.
_ADDED = 79


@dataclass(frozen=True)
class ValueUse:
    """How many records have a value."""

    code: str
    records: int


@query(Permission.CHANGE_SETTINGS, {"list_": "nationality"})
def value_uses(reading: Reading, list_: str) -> tuple[ValueUse, ...]:
    """How many records have each value of a list, in all families alike."""
    counted = _count_uses(reading.session, list_)
    return tuple(ValueUse(line.code, counted[line.code]) for line in listed(reading, list_))


@action(
    N_("Added to a list"),
    Permission.CHANGE_SETTINGS,
    {"list_": "neighbourhood", "name": "Hay Mohammadi", "name_ar": "الحي المحمدي"},
)
def add_value(work: Work, list_: str, name: str, name_ar: str) -> int:
    """Put a value at the end of a list; refuses one whose words are in it already."""
    if list_ not in LISTS:
        raise Refusal(_("There is no such list."))
    name, name_ar = _words(work, list_, None, name, name_ar)
    last = select(func.max(ListedValue.position)).where(ListedValue.list == list_)
    value = ListedValue(
        list=list_,
        # The number is not given again, so that a removed value is never taken for another.
        code=f"own-{next_number(work.session, ListedValue)}",
        name=name,
        name_ar=name_ar,
        position=(work.session.scalar(last) or 0) + 1,
    )
    work.session.add(value)
    work.session.flush()
    return value.id


@action(
    N_("Changed the words of a list"),
    Permission.CHANGE_SETTINGS,
    {"value_id": _ADDED, "version": 1, "name": "Derb Mohammadi", "name_ar": ""},
)
def change_value(work: Work, value_id: int, version: int, name: str, name_ar: str) -> None:
    """Change what a value is called, wherever it stands."""
    value = work.editable(ListedValue, value_id, version)
    value.name, value.name_ar = _words(work, value.list, value_id, name, name_ar)


@action(
    N_("Changed the order of a list"),
    Permission.CHANGE_SETTINGS,
    {"value_id": _ADDED, "places": -1},
)
def move_value(work: Work, value_id: int, places: int) -> None:
    """Move a value down by so many places, or up when negative; at most to the list's end."""
    value = work.session.get(ListedValue, value_id)
    if value is None:
        raise Refusal(_("This is no longer there."))
    rows = list(
        work.session.scalars(
            select(ListedValue)
            .where(ListedValue.list == value.list)
            .order_by(ListedValue.position, ListedValue.id)
        )
    )
    place = rows.index(value)
    rows.insert(max(0, place + places), rows.pop(place))
    for position, row in enumerate(rows):
        row.position = position


@action(
    N_("Stopped offering a value of a list"),
    Permission.CHANGE_SETTINGS,
    {"value_id": _ADDED, "version": 3},
)
def retire_value(work: Work, value_id: int, version: int) -> None:
    """Offer a value no more; the records that have it keep it."""
    work.editable(ListedValue, value_id, version).is_retired = True


@action(
    N_("Offered a value of a list again"),
    Permission.CHANGE_SETTINGS,
    {"value_id": _ADDED, "version": 4},
)
def bring_back_value(work: Work, value_id: int, version: int) -> None:
    """Offer a retired value again."""
    work.editable(ListedValue, value_id, version).is_retired = False


@action(
    N_("Removed a value from a list"),
    Permission.CHANGE_SETTINGS,
    {"value_id": _ADDED, "version": 5},
)
def remove_value(work: Work, value_id: int, version: int) -> None:
    """Remove a value; refuses while a record has it."""
    value = work.editable(ListedValue, value_id, version)
    _stay_where_used(work.session, value.id)
    work.session.delete(value)


def _stay_where_used(session: Session, value_id: int) -> None:
    value = session.get_one(ListedValue, value_id)
    n = _count_uses(session, value.list)[value.code]
    if n:
        told = ngettext(
            "{n} record has this value. Offer it no more instead: it stays readable there.",
            "{n} records have this value. Offer it no more instead: it stays readable there.",
            n,
        )
        raise Refusal(told.format(n=n))


# What an undone action added may be in use by now.
removed_unless("listed_value", _stay_where_used)


def _count_uses(session: Session, list_: str) -> Counter[str]:
    counted: Counter[str] = Counter()
    for use in LISTS[list_].uses if list_ in LISTS else ():
        codes = select(use.column, func.count()).where(use.column != "").group_by(use.column)
        for together, records in session.execute(codes):
            for code in together.split(",") if use.is_several else [together]:
                counted[code] += records
    return counted


def _words(
    work: Work, list_: str, value_id: int | None, name: str, name_ar: str
) -> tuple[str, str]:
    """Both words as they are kept; one may be missing, and none is there twice."""
    name, name_ar = short_line(name, "name"), short_line(name_ar, "name_ar")
    if not (name or name_ar):
        raise Refusal(_("Write it in one language at least."), "name")
    for line in listed(work, list_):
        if line.id == value_id:
            continue
        for field, mine, theirs in (("name", name, line.name), ("name_ar", name_ar, line.name_ar)):
            if mine and mine.casefold() == theirs.casefold():
                retired = _("This is in the list already: offer it again.")
                there = _("This is in the list already.")
                raise Refusal(retired if line.is_retired else there, field)
    return name, name_ar


def _told(values: Mapping[str, Any]) -> str:
    list_ = LISTS.get(values["list"])
    title = _(list_.title) if list_ else ""
    name = in_reader_script(values["name"], values["name_ar"])
    return " · ".join(filter(None, (title, name)))


describe(
    ListedValue.__tablename__,
    Permission.CHANGE_SETTINGS,
    _told,
    {
        "name": Column(N_("In French")),
        "name_ar": Column(N_("In Arabic")),
        "is_retired": Column(N_("Offered no more"), yes_or_no),
    },
)
