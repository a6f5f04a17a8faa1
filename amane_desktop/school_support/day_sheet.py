"""The day sheet for the door: every group of a day, and who may fetch each child."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import select

from amane_desktop.access.permissions import Part, Permission
from amane_desktop.attendance.queries import DaySession, sessions_of_day
from amane_desktop.attendance.week_parts import children_of_week
from amane_desktop.attendance.weeks import monday_of
from amane_desktop.i18n import N_, _, format_date, translator
from amane_desktop.office.errors import Refusal
from amane_desktop.office.registry import query
from amane_desktop.office.work import Reading
from amane_desktop.people.models import Family, Person
from amane_desktop.people.safe_telephones import safe_telephones
from amane_desktop.people.sight import Sight
from amane_desktop.school_support.on_paper import (
    PaperChild,
    PaperHead,
    head,
    paper_child,
)
from amane_desktop.school_support.roster import PaperLang


@dataclass(frozen=True)
class DoorChild:
    """A child at the door: who may fetch it, who must not, and whom to call."""

    child: PaperChild
    may_fetch: str
    must_not_fetch: str
    telephones: tuple[str, ...]


@dataclass(frozen=True)
class DoorSession:
    """A group session of the day and its children."""

    group: PaperHead
    start: time
    end: time
    children: tuple[DoorChild, ...]


@dataclass(frozen=True)
class DaySheet:
    """The sessions of a day by hour, without those that do not take place."""

    head: PaperHead
    day: date
    sessions: tuple[DoorSession, ...]


@query(Permission.SEE_ATTENDANCE, {"day": date(2026, 9, 7)})
def day_sheet(reading: Reading, day: date, paper_lang: PaperLang = "fr") -> DaySheet:
    """What the door needs on a day; refuses a day without sessions."""
    sessions = [
        session for session in sessions_of_day(reading, day) if session.slot.closure is None
    ]
    if not sessions:
        raise Refusal(_("No group meets on this day, so there is nothing to print."))
    lang = "ar" if paper_lang == "ar" else "fr"
    children = children_of_week(reading, monday_of(day), lang)
    enrolled = {
        group_id: [child for child in of_group if child.is_enrolled(day)]
        for group_id, of_group in children.items()
    }
    ids = {child.person_id for of_group in enrolled.values() for child in of_group}
    fetching = _fetching(reading, ids)
    telephones = safe_telephones(reading, ids, lang)

    def at_door(session: DaySession) -> DoorSession:
        return DoorSession(
            head(reading, session.group),
            session.slot.start,
            session.slot.end,
            tuple(
                DoorChild(
                    paper_child(child),
                    *fetching.get(child.person_id, ("", "")),
                    telephones.get(child.person_id, ()),
                )
                for child in enrolled.get(session.group.id, ())
            ),
        )

    return DaySheet(head(reading), day, tuple(map(at_door, sessions)))


def _fetching(reading: Reading, person_ids: set[int]) -> dict[int, tuple[str, str]]:
    sight = Sight(reading)
    rows = reading.session.execute(
        select(
            Person.id,
            sight.value(Part.DOOR, Person.may_fetch),
            sight.value(Part.DOOR, Person.must_not_fetch),
        )
        .join(Family, Family.id == Person.family_id)
        .where(Person.id.in_(person_ids))
    )
    return {person_id: (may, must_not) for person_id, may, must_not in rows}


def draw_day_sheet(
    sheet: DaySheet, paper_lang: PaperLang, printed_by: str, printed_at: datetime
) -> bytes:
    """The sheet as a PDF file: a part for each session, arrival and leaving to be written in."""
    from amane_desktop.printing.frame import MM, Heading
    from amane_desktop.printing.table import Column, Part, Sheet, draw_tables
    from amane_desktop.printing.wording import in_each, in_script
    from amane_desktop.school_support.table_words import group_title, name_cells, name_columns

    languages = tuple(paper_lang.split("+"))
    headings = tuple(
        Heading(
            in_script(lang == "ar", sheet.head.centre, sheet.head.centre_ar),
            translator(lang).gettext(N_("Day sheet for the door")),
            format_date(sheet.day, "full", lang),
            rtl=lang == "ar",
        )
        for lang in languages
    )
    columns = (
        Column(("",), width=8 * MM, is_quiet=True, is_number=True),
        *name_columns(languages, 46 * MM),
        Column(in_each(languages, N_("Arrival")), width=17 * MM),
        Column(in_each(languages, N_("Leaving")), width=17 * MM),
        Column(in_each(languages, N_("May be fetched by"))),
        Column(in_each(languages, N_("Must not be fetched by")), is_strong=True),
        Column(in_each(languages, N_("Telephone")), width=44 * MM),
    )
    parts = tuple(
        Part(
            tuple(
                group_title(session.group, lang, (session.start, session.end)) for lang in languages
            ),
            columns,
            tuple(
                (
                    str(number),
                    *name_cells(child.child, languages),
                    "",
                    "",
                    child.may_fetch,
                    child.must_not_fetch,
                    "\n".join(child.telephones),
                )
                for number, child in enumerate(session.children, 1)
            ),
        )
        for session in sheet.sessions
    )
    title = translator(languages[0]).gettext(N_("Day sheet for the door"))
    sheets = [Sheet(headings, parts, landscape=True)]
    return draw_tables(title, sheets, languages, printed_by, printed_at)
