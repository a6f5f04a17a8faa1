"""What the rosters of a week hold."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from amane_desktop.access.permissions import Permission
from amane_desktop.attendance.queries import WeekChild, WeekSheet, WeekSlot, groups, week
from amane_desktop.attendance.weeks import working_days
from amane_desktop.i18n import N_, _, translator
from amane_desktop.office.errors import Refusal
from amane_desktop.office.registry import query
from amane_desktop.office.settings import CentreSettings
from amane_desktop.office.work import Reading
from amane_desktop.people.birthdays import birthday_among
from amane_desktop.people.levels import level_name
from amane_desktop.school_support.roster import PaperLang, RosterChild, RosterSheet, RosterSlot


@query(Permission.SEE_ATTENDANCE, {"monday": date(2026, 9, 7)})
def rosters(
    reading: Reading, monday: date, group: str = "", paper_lang: PaperLang = "fr"
) -> tuple[RosterSheet, ...]:
    """The rosters of a week, of one group (by name) or of all that have children in it."""
    settings = reading.session.scalars(select(CentreSettings)).one()
    sheets = []
    for line in groups(reading, monday):
        if group and group not in (line.name, line.name_ar):
            continue
        found = week(reading, line.id, monday, "ar" if paper_lang == "ar" else "fr")
        if found is not None and (group or any(child.spans for child in found.children)):
            sheets.append(_sheet(settings, found))
    if group and not sheets:
        message = _("There is no group called “{name}”.")
        raise Refusal(message.format(name=group[:40]), "group")
    return tuple(sheets)


def _sheet(settings: CentreSettings, found: WeekSheet) -> RosterSheet:
    group = found.group
    return RosterSheet(
        centre=settings.name,
        centre_ar=settings.name_ar,
        group=group.name,
        group_ar=group.name_ar,
        room=group.room,
        room_ar=group.room_ar,
        teacher=group.teacher,
        teacher_ar=group.teacher_ar,
        monday=found.monday,
        slots=tuple(map(_slot, found.slots)),
        children=tuple(_child(c, found.monday) for c in found.children if c.spans),
    )


def _slot(slot: WeekSlot) -> RosterSlot:
    if slot.closure is None:
        return RosterSlot(slot.day, slot.start, slot.end, False, "", "")
    closed, closed_ar = (translator(lang).gettext(N_("centre closed")) for lang in ("fr", "ar"))
    return RosterSlot(
        slot.day,
        slot.start,
        slot.end,
        True,
        slot.closure.reason or closed,
        slot.closure.reason_ar or closed_ar,
    )


def _child(child: WeekChild, monday: date) -> RosterChild:
    return RosterChild(
        name=f"{child.family_name} {child.given_name}".strip(),
        name_ar=f"{child.given_name_ar} {child.family_name_ar}".strip(),
        level=level_name(child.level, "fr"),
        level_ar=level_name(child.level, "ar"),
        birthday=birthday_among(child.birth_date, child.birth_precision, working_days(monday)),
    )
