"""The one table of who may see and do what."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a staff member is at the centre."""

    DIRECTOR = "director"
    SOCIAL_WORKER = "social_worker"
    TEACHER = "teacher"
    ADMINISTRATOR = "administrator"
    VOLUNTEER = "volunteer"


class Permission(StrEnum):
    """One thing that a query shows or an action changes; of which families, `SEES` says."""

    SEE_CENTRE = "see_centre"
    SEE_FAMILIES = "see_families"
    EDIT_FAMILIES = "edit_families"
    PROTECT_FAMILIES = "protect_families"
    SEE_ATTENDANCE = "see_attendance"
    SEE_OTHER_DAYS = "see_other_days"
    MARK_ATTENDANCE = "mark_attendance"
    EDIT_GROUPS = "edit_groups"
    SEE_SCHOOL = "see_school"
    EDIT_SCHOOL = "edit_school"
    MANAGE_STAFF = "manage_staff"
    CHANGE_SETTINGS = "change_settings"
    SEE_AUDIT = "see_audit"
    BACK_UP = "back_up"
    RESTORE = "restore"
    SEE_SCANS = "see_scans"
    EDIT_SCANS = "edit_scans"
    EXPORT_LISTS = "export_lists"
    EXPORT_FAMILIES = "export_families"
    SEE_LOOKS = "see_looks"
    ERASE = "erase"
    SEE_DOSSIERS = "see_dossiers"
    EDIT_DOSSIERS = "edit_dossiers"
    EDIT_PROCEDURES = "edit_procedures"


class Part(StrEnum):
    """What is known of a family and its persons, as far as it is seen together."""

    NAME = "names"
    AGE = "age and sex"
    LEVEL = "level"
    SCHOOL = "school"
    PHOTO = "photo"
    TELEPHONE = "telephones"
    ADDRESS = "address, and how the family came"
    HOUSEHOLD = "file number, kinship, who houses and who signs"
    DOOR = "who may fetch the child, who must not, the safety note"
    IDENTITY = "CIN, Massar code, nationality, place of birth"
    CIVIL_STATUS = "civil status"
    HEALTH = "health cover"
    NOTES = "notes, and why the family came"


class Reach(StrEnum):
    """Whose data a role works with."""

    ALL = "everybody"
    GROUPS = "the children in groups"
    DAY = "the children of the day's sessions"


_D, _S, _T, _A, _V = Role
_MAY: dict[Permission, tuple[Role, ...]] = {
    Permission.SEE_CENTRE: (_D, _S, _T, _A, _V),
    Permission.SEE_FAMILIES: (_D, _S, _T, _A, _V),
    Permission.EDIT_FAMILIES: (_D, _S, _A),
    Permission.PROTECT_FAMILIES: (_D, _S),
    Permission.SEE_ATTENDANCE: (_D, _S, _T, _A, _V),
    Permission.SEE_OTHER_DAYS: (_D, _S, _T, _A),
    Permission.MARK_ATTENDANCE: (_D, _S, _T, _V),
    Permission.EDIT_GROUPS: (_D, _S, _T),
    Permission.SEE_SCHOOL: (_D, _S, _T, _A),
    Permission.EDIT_SCHOOL: (_D, _S, _T),
    Permission.MANAGE_STAFF: (_D,),
    Permission.CHANGE_SETTINGS: (_D,),
    Permission.SEE_AUDIT: (_D,),
    Permission.BACK_UP: (_D, _A),
    Permission.RESTORE: (_D,),
    Permission.SEE_SCANS: (_D, _S, _A),
    Permission.EDIT_SCANS: (_D, _S, _A),
    Permission.EXPORT_LISTS: (_D, _A),
    Permission.EXPORT_FAMILIES: (_D,),
    Permission.SEE_LOOKS: (_D,),
    Permission.ERASE: (_D,),
    Permission.SEE_DOSSIERS: (_D, _S, _A),
    Permission.EDIT_DOSSIERS: (_D, _S, _A),
    Permission.EDIT_PROCEDURES: (_D,),
}

_EVERYTHING = frozenset(Part)
_OF_A_CHILD = frozenset(
    {Part.NAME, Part.PHOTO, Part.AGE, Part.LEVEL, Part.SCHOOL, Part.TELEPHONE, Part.DOOR}
)
_SEES: dict[Role, tuple[Reach, frozenset[Part]]] = {
    _D: (Reach.ALL, _EVERYTHING),
    _S: (Reach.ALL, _EVERYTHING),
    _T: (Reach.GROUPS, _OF_A_CHILD),
    _A: (Reach.ALL, _EVERYTHING - {Part.HEALTH, Part.NOTES}),
    _V: (Reach.DAY, _OF_A_CHILD),
}
# Of a protected family; its responsible social worker sees it as the director does.
_SEES_OF_PROTECTED: dict[Role, frozenset[Part]] = {
    _D: _EVERYTHING,
    _S: frozenset({Part.NAME, Part.AGE, Part.LEVEL, Part.HOUSEHOLD, Part.DOOR}),
    _T: frozenset({Part.NAME, Part.LEVEL}),
    _A: frozenset({Part.NAME}),
    _V: frozenset(),
}


def may(role: Role, permission: Permission) -> bool:
    """Whether the role holds the permission."""
    return role in _MAY[permission]


def reach(role: Role) -> Reach:
    """Whose data the role works with."""
    return _SEES[role][0]


def sees(role: Role, part: Part, *, is_protected: bool = False) -> bool:
    """Whether the role sees the part, of a family that is protected from it or not."""
    return part in _SEES[role][1] and (not is_protected or part in _SEES_OF_PROTECTED[role])
