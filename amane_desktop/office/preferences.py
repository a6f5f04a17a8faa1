"""How each staff member likes the lists: kept for the next time, and no change of a record."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from amane_desktop.access.permissions import Permission
from amane_desktop.office.keepsakes import Preference
from amane_desktop.office.registry import action, query
from amane_desktop.office.work import Reading, Work


@query(Permission.SEE_CENTRE, {"key": "persons"})
def preference(reading: Reading, key: str) -> dict[str, Any]:
    """What this staff member kept under the key; empty when it is nothing yet."""
    row = _row(reading, key)
    return {} if row is None else dict(row.value)


@action("", Permission.SEE_CENTRE, {"key": "persons", "value": {"a": 1}}, is_journalled=False)
def keep_preference(work: Work, key: str, value: dict[str, Any]) -> None:
    """Keep it in the place of what stood there."""
    row = _row(work, key)
    if row is None:
        work.session.add(Preference(staff_id=work.by.id, key=key, value=value))
    else:
        row.value = value


def _row(reading: Reading, key: str) -> Preference | None:
    mine = select(Preference).where(Preference.staff_id == reading.by.id, Preference.key == key)
    return reading.session.scalar(mine)
