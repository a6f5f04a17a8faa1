"""What scans hang on, and whose they are to see: each service that has scans says it in one place.

A service adds a column to `Scan` that names its record, and one line here or in its own room.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, ForeignKeyConstraint, Select, and_, false, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from amane_desktop.access.permissions import Part, Permission, Role, may, sees
from amane_desktop.i18n import _
from amane_desktop.office.errors import NotAllowed
from amane_desktop.office.history import last_values
from amane_desktop.office.rows import Row
from amane_desktop.office.work import Reading
from amane_desktop.people.gone import sees_whole_or_gone
from amane_desktop.people.models import Family, Person, Scan
from amane_desktop.people.sight import Sight

# What a scan hangs on: a holder's name and the number of its row, such as ("person", 3).
Whose = tuple[str, int]
# Kinds that are seen with a part of the role table, beside what they hang on.
_WITH_PART: Mapping[str, Part] = {"health": Part.HEALTH, "justice": Part.NOTES}


@dataclass(frozen=True)
class Holder:
    """One that scans hang on: its column of `Scan`, who sees and changes them, of which rows.

    `record` gives the person or family whose record it stands on, also of what is gone; `gathers`
    is given where more scans than its own are shown with it.
    """

    column: InstrumentedAttribute[int | None]
    see: Permission
    edit: Permission
    reach: Callable[[Reading], Select[int]]
    record: Callable[[Reading, int], Row | None]
    gathers: Callable[[int], ColumnElement[bool]] | None = None

    def scans(self, row_id: int) -> ColumnElement[bool]:
        """The scans that are shown with one of its rows."""
        return self.gathers(row_id) if self.gathers is not None else self.column == row_id


HOLDERS: dict[str, Holder] = {}
# The columns of a scan that tell what it is about, each with that record's table.
REFERS: dict[str, str] = {}


def hold_scans(name: str, holder: Holder) -> None:
    """Let scans hang on a service's records; they are called by their table."""
    HOLDERS[name] = holder
    REFERS[holder.column.key] = name
    column = Scan.metadata.tables[Scan.__tablename__].c[holder.column.key]
    if not column.foreign_keys:
        # Floors below know nothing of the service's table.
        column.table.append_constraint(ForeignKeyConstraint([column.key], [f"{name}.id"]))


def whose(values: Mapping[str, Any]) -> Whose:
    """What a scan hangs on, by its row's values."""
    found = ((name, values.get(holder.column.key)) for name, holder in HOLDERS.items())
    return next((name, number) for name, number in found if number is not None)


def columns_for(holder: Whose) -> dict[str, int | None]:
    """The columns of a scan that hangs on this and on nothing else."""
    return {h.column.key: holder[1] if n == holder[0] else None for n, h in HOLDERS.items()}


def kind_is_seen(role: Role, kind: str) -> bool:
    """Whether the role sees scans of this kind."""
    return kind not in _WITH_PART or sees(role, _WITH_PART[kind])


def scans_seen(reading: Reading) -> ColumnElement[bool]:
    """The scans that the reader sees, on a row of `Scan`."""
    role = reading.by.role
    theirs = [
        holder.column.in_(holder.reach(reading))
        for holder in HOLDERS.values()
        if may(role, holder.see)
    ]
    hidden = [kind for kind in _WITH_PART if not kind_is_seen(role, kind)]
    return and_(or_(false(), *theirs), Scan.kind.not_in(hidden))


def check_change(reading: Reading, holder: Whose, kind: str) -> None:
    """Refuse a scan of a record, or of a kind, that is not the reader's to change."""
    name, number = holder
    held = HOLDERS[name]
    reached = held.reach(reading)
    (column,) = reached.selected_columns
    is_theirs = reading.session.scalar(reached.where(column == number)) is not None
    role = reading.by.role
    if not (is_theirs and may(role, held.edit) and kind_is_seen(role, kind)):
        raise NotAllowed(_("Your role does not allow this."))


def is_shown(reading: Reading, values: Mapping[str, Any]) -> bool:
    """Whether the reader sees a scan by its values, which may be of one that is gone."""
    name, number = whose(values)
    role = reading.by.role
    family_id = family_of(reading, (name, number))
    return (
        may(role, HOLDERS[name].see)
        and kind_is_seen(role, values["kind"])
        and family_id is not None
        and sees_whole_or_gone(reading, family_id)
    )


def family_of(reading: Reading, holder: Whose) -> int | None:
    """The family on whose record a scan stands; of who is gone, the last one."""
    record = HOLDERS[holder[0]].record(reading, holder[1])
    if record is None or record[0] == "family":
        return record[1] if record else None
    was = last_values(reading.session, *record)
    return was["family_id"] if was else None


def _families(reading: Reading) -> Select[int]:
    return select(Family.id).where(Sight(reading).whole())


def _persons(reading: Reading) -> Select[int]:
    found = select(Person.id).join(Family, Family.id == Person.family_id)
    return found.where(Sight(reading).whole())


def _of_household(family_id: int) -> ColumnElement[bool]:
    persons = select(Person.id).where(Person.family_id == family_id)
    return or_(Scan.family_id == family_id, Scan.person_id.in_(persons))


_PERMISSIONS = (Permission.SEE_SCANS, Permission.EDIT_SCANS)
hold_scans(
    "family",
    Holder(
        Scan.family_id, *_PERMISSIONS, _families, lambda _reading, n: ("family", n), _of_household
    ),
)
hold_scans(
    "person",
    Holder(Scan.person_id, *_PERMISSIONS, _persons, lambda _reading, n: ("person", n)),
)
