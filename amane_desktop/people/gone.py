"""Who may read of a family that is gone: whoever would see it as it was at last."""

from __future__ import annotations

from amane_desktop.access.permissions import Part, Permission, Reach, may, reach, sees
from amane_desktop.office.history import last_values
from amane_desktop.office.work import Reading
from amane_desktop.people.models import Family
from amane_desktop.people.sight import Sight


def sees_whole_or_gone(reading: Reading, family_id: int) -> bool:
    """Whether the reader sees the family whole, or would, if it were still there."""
    role = reading.by.role
    if reach(role) is Reach.ALL and all(sees(role, part, is_protected=True) for part in Part):
        return True
    if reading.session.get(Family, family_id) is not None:
        return Sight(reading).sees_family(family_id, whole=True)
    was = last_values(reading.session, "family", family_id)
    if was is None or reach(role) is not Reach.ALL or not may(role, Permission.EDIT_FAMILIES):
        return False
    is_theirs = may(role, Permission.PROTECT_FAMILIES) and was["responsible_id"] == reading.by.id
    return is_theirs or not was["is_protected"]
