"""What the newest state of a centre knows that an older one cannot: who left, what was erased."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, inspect, select, text
from sqlalchemy.orm import Session

from amane_desktop.access.models import StaffMember
from amane_desktop.access.permissions import Role
from amane_desktop.office.erasing import Erased
from amane_desktop.office.journal import JournalAction
from amane_desktop.office.keepsakes import Erasure
from amane_desktop.office.settings import CentreSettings


@dataclass(frozen=True)
class KnownStaff:
    """A staff member as one state of the centre knows them."""

    id: int
    name: str
    role: str
    slot_id: str
    is_active: bool

    def is_same(self, other: KnownStaff) -> bool:
        """Whether both states mean one person; of two branches a number alone does not say it."""
        same_name = self.name.casefold() == other.name.casefold()
        return self.slot_id == other.slot_id or (self.id == other.id and same_name)


@dataclass(frozen=True)
class Known:
    """One state of a centre; `actions` counts what its journal holds."""

    staff: tuple[KnownStaff, ...]
    erased: tuple[Erased, ...]
    is_demonstration: bool
    actions: int


def known_by(session: Session) -> Known:
    """What this state of the centre, which may be of an older version, knows."""
    columns = (
        StaffMember.id,
        StaffMember.name,
        StaffMember.role,
        StaffMember.slot_id,
        StaffMember.is_active,
    )
    found = select(*columns).order_by(StaffMember.id)
    return Known(
        tuple(KnownStaff(*row) for row in session.execute(found)),
        _erased_in(session),
        session.scalars(select(CentreSettings.is_demonstration)).one(),
        session.scalar(select(func.count()).select_from(JournalAction)) or 0,
    )


def _erased_in(session: Session) -> tuple[Erased, ...]:
    if not inspect(session.connection()).has_table(Erasure.__tablename__):
        return ()  # nothing could be erased in that version
    erased = select(Erasure.kind, Erasure.row_id, Erasure.at).order_by(Erasure.id)
    return tuple(Erased(*row) for row in session.execute(erased))


def schema_of(session: Session) -> str:
    """The version of a state's tables."""
    return str(session.scalar(text("SELECT version_num FROM alembic_version")))


def slots_now(
    restored: Iterable[KnownStaff], newest: Known, ring: frozenset[str]
) -> dict[int, str]:
    """The slot by which each may sign in to a restored state; those who may not are left out.

    A password that was changed since has another slot, which the newest state knows; whoever was
    let go since has none. Directors without any stay, so that the recovery code lets one in.
    """
    slots: dict[int, str] = {}
    directors: dict[int, str] = {}
    for each in restored:
        if not each.is_active:
            continue
        now = next((other for other in newest.staff if other.is_same(each)), each)
        if now.is_active and now.slot_id in ring:
            slots[each.id] = now.slot_id
        if each.role == Role.DIRECTOR and now.is_active:
            directors[each.id] = now.slot_id
    return slots if slots.keys() & directors.keys() else slots | directors
