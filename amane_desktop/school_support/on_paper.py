"""What papers say of the centre, of a group and of its children."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from amane_desktop.attendance.queries import GroupLine
from amane_desktop.attendance.week_parts import WeekChild
from amane_desktop.office.settings import CentreSettings
from amane_desktop.office.work import Reading
from amane_desktop.people.levels import level_name
from amane_desktop.people.names import sheet_names


@dataclass(frozen=True)
class PaperHead:
    """The centre and a group in both scripts, as they stand above a paper."""

    centre: str
    centre_ar: str
    group: str = ""
    group_ar: str = ""
    room: str = ""
    room_ar: str = ""
    teacher: str = ""
    teacher_ar: str = ""


@dataclass(frozen=True)
class PaperChild:
    """A child's names in both scripts, and its level as an office writes it."""

    name: str
    name_ar: str
    level: str
    level_ar: str


def head(reading: Reading, group: GroupLine | None = None) -> PaperHead:
    """The centre's names, and those of a group."""
    settings = reading.session.scalars(select(CentreSettings)).one()
    if group is None:
        return PaperHead(settings.name, settings.name_ar)
    return PaperHead(
        settings.name,
        settings.name_ar,
        group.name,
        group.name_ar,
        group.room,
        group.room_ar,
        group.teacher,
        group.teacher_ar,
    )


def paper_child(child: WeekChild) -> PaperChild:
    """A child of a group as it stands on papers: the family name first in Latin letters."""
    return PaperChild(
        *sheet_names(child),
        level_name(child.level, "fr"),
        level_name(child.level, "ar"),
    )
