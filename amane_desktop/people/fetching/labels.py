"""How the history tells that something was fetched back, and from which backup."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select

from amane_desktop.access.permissions import Permission
from amane_desktop.i18n import N_, _
from amane_desktop.office.erasing import goes_with
from amane_desktop.office.labels import describe
from amane_desktop.office.restored import local_day
from amane_desktop.office.rows import Row
from amane_desktop.office.work import Reading
from amane_desktop.people.gone import sees_whole_or_gone
from amane_desktop.people.models import FetchedBack

_KIND = str(FetchedBack.__tablename__)


def fetched_rows(reading: Reading, family_id: int) -> Iterator[Row]:
    """What was fetched back of a family, for its history."""
    found = select(FetchedBack.id).where(FetchedBack.family_id == family_id)
    for number in reading.session.scalars(found.order_by(FetchedBack.id)):
        yield _KIND, number


def backup_of(made_at: datetime) -> str:
    """What a backup of that instant (UTC) is called."""
    return _("Backup of {day}").format(day=local_day(made_at))


def _subject(values: Mapping[str, Any]) -> str:
    # A row has an instant, the journal its text.
    return backup_of(datetime.fromisoformat(str(values["made_at"])))


describe(
    _KIND,
    Permission.SEE_FAMILIES,
    _subject,
    {},
    lambda reading, values: sees_whole_or_gone(reading, values["family_id"]),
    refers={"family_id": "family"},
)
goes_with("family", FetchedBack.family_id, N_("Fetched back from backups"))
