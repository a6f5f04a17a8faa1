"""The one table of who may see and do what."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a staff member is at the centre."""

    DIRECTOR = "director"


class Permission(StrEnum):
    """One thing that a query shows or an action changes."""

    SEE_CENTRE = "see_centre"
    SEE_FAMILIES = "see_families"
    EDIT_FAMILIES = "edit_families"
    SEE_ATTENDANCE = "see_attendance"
    MARK_ATTENDANCE = "mark_attendance"
    EDIT_GROUPS = "edit_groups"


_GRANTED: dict[Role, frozenset[Permission]] = {Role.DIRECTOR: frozenset(Permission)}


def may(role: Role, permission: Permission) -> bool:
    """Whether the role holds the permission."""
    return permission in _GRANTED[role]
