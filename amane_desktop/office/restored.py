"""That a backup was restored, in the journal; and who signs in no more since then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Mapped

from amane_desktop.access.models import StaffMember
from amane_desktop.access.permissions import Permission
from amane_desktop.i18n import (
    N_,
    _,
    comma,
    format_date,
    in_its_own_direction,
    is_rtl,
    isolate,
    ngettext,
)
from amane_desktop.office.clock import in_taroudant
from amane_desktop.office.labels import Column, describe
from amane_desktop.office.registry import action
from amane_desktop.office.short_lines import short_line
from amane_desktop.office.work import Work
from amane_desktop.storage.database import Base


class RestoredBackup(Base):
    """A backup that took the centre's place: when it was made, and who restored it.

    `by` is a name, for whoever did it may not stand in that state; empty with the recovery code.
    """

    __tablename__ = "restored_backup"
    __table_args__ = ({"sqlite_autoincrement": True},)
    made_at: Mapped[datetime]
    by: Mapped[str]


@action(
    N_("Restored a backup"),
    Permission.RESTORE,
    {"made_at": datetime(2026, 11, 20, 18, tzinfo=UTC), "by": "Khadija", "slots": {}},
    is_undoable=False,
)
def note_restored(
    work: Work, made_at: datetime, by: str, slots: Mapping[int, str]
) -> tuple[str, ...]:
    """Keep that this state was restored, and let those alone sign in who have a slot.

    Gives the names of those who had none. With no slots at all everybody stays.
    """
    work.session.add(RestoredBackup(made_at=made_at.replace(tzinfo=None), by=short_line(by, "by")))
    gone = []
    active = select(StaffMember).where(StaffMember.is_active).order_by(StaffMember.id)
    for member in work.session.scalars(active).all() if slots else ():
        if member.id not in slots:
            member.is_active = False
            gone.append(member.name)
        elif member.slot_id != slots[member.id]:
            member.slot_id = slots[member.id]
    return tuple(gone)


@dataclass(frozen=True)
class Restored:
    """What came of a restore, beside the centre that stands again.

    `let_go` were at work in the backup and sign in no more; `added_since` came after it and are
    not in it; `missing` counts the photos and papers that are neither here nor in the backup.
    """

    let_go: tuple[str, ...]
    added_since: tuple[str, ...]
    is_erased_again: bool
    missing: int

    def told(self) -> list[str]:
        """What the director should know of it, a sentence each."""
        told = []
        if self.let_go:
            words = _("They sign in no more; a new password lets them come back: {names}")
            told.append(words.format(names=_names(self.let_go)))
        if self.added_since:
            words = _("They came after this backup and are to be added again: {names}")
            told.append(words.format(names=_names(self.added_since)))
        if self.is_erased_again:
            told.append(_("What was erased for good since then was erased again."))
        if self.missing:
            words = ngettext(
                "{n} photo or paper is neither on this PC nor in the backup.",
                "{n} photos or papers are neither on this PC nor in the backup.",
                self.missing,
            )
            told.append(words.format(n=self.missing))
        return told


def _names(names: tuple[str, ...]) -> str:
    return comma().join(map(in_its_own_direction, names))


def local_moment(moment: datetime) -> str:
    """An instant (UTC) by day and clock, as it was in Taroudant."""
    local = in_taroudant(moment)
    clock = f"{local:%H:%M}"
    return f"{format_date(local.date())}{comma()}{isolate(clock) if is_rtl() else clock}"


def local_day(moment: datetime) -> str:
    """The day of an instant (UTC), as it was in Taroudant."""
    return format_date(in_taroudant(moment).date())


describe(
    RestoredBackup.__tablename__,
    Permission.SEE_CENTRE,
    lambda values: local_day(datetime.fromisoformat(str(values["made_at"]))),
    {"by": Column(N_("Restored by"), lambda by: by or _("the recovery code"))},
)
