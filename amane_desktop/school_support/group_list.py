"""The list of a group: its children, and the telephones of those who answer for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from amane_desktop.access.permissions import Permission, may
from amane_desktop.attendance.queries import groups
from amane_desktop.attendance.week_parts import children_of_week
from amane_desktop.attendance.weeks import monday_of
from amane_desktop.i18n import N_, _, format_date, translator
from amane_desktop.office.errors import NotAllowed
from amane_desktop.office.registry import query
from amane_desktop.office.work import Reading
from amane_desktop.people.safe_telephones import safe_telephones
from amane_desktop.school_support.on_paper import (
    PaperChild,
    PaperHead,
    head,
    paper_child,
)
from amane_desktop.school_support.queries import chosen
from amane_desktop.school_support.roster import PaperLang


@dataclass(frozen=True)
class GroupList:
    """A group on a day: each child with the numbers that are safe to call."""

    head: PaperHead
    day: date
    children: tuple[tuple[PaperChild, tuple[str, ...]], ...]


@query(Permission.SEE_ATTENDANCE, {"day": date(2026, 9, 7)})
def group_lists(
    reading: Reading, day: date, group: str = "", paper_lang: PaperLang = "fr"
) -> tuple[GroupList, ...]:
    """The lists of one group (by name), or of all that have children on the day."""
    if not may(reading.by.role, Permission.SEE_OTHER_DAYS):
        raise NotAllowed(_("Your role does not allow this."))
    lang = "ar" if paper_lang == "ar" else "fr"
    children = {
        group_id: [child for child in of_group if child.is_enrolled(day)]
        for group_id, of_group in children_of_week(reading, monday_of(day), lang).items()
    }
    ids = {child.person_id for of_group in children.values() for child in of_group}
    telephones = safe_telephones(reading, ids, lang)
    return tuple(
        GroupList(
            head(reading, line),
            day,
            tuple(
                (paper_child(child), telephones.get(child.person_id, ()))
                for child in children.get(line.id, ())
            ),
        )
        for line in chosen(groups(reading, day), group, children)
    )


def draw_group_lists(
    lists: tuple[GroupList, ...], paper_lang: PaperLang, printed_by: str, printed_at: datetime
) -> bytes:
    """The lists as a PDF file, one group after the other."""
    from amane_desktop.printing.frame import MM, Heading
    from amane_desktop.printing.table import Column, Part, Sheet, draw_tables
    from amane_desktop.printing.wording import in_each, in_script
    from amane_desktop.school_support.table_words import group_title, name_cells, name_columns

    languages = tuple(paper_lang.split("+"))
    rtl = languages[0] == "ar"
    columns = (
        Column(("",), width=8 * MM, is_quiet=True, is_number=True),
        *name_columns(languages, 0),
        Column(in_each(languages, N_("Level")), width=28 * MM, is_quiet=True),
        Column(in_each(languages, N_("Telephone")), width=60 * MM),
    )
    sheets = [
        Sheet(
            tuple(
                Heading(
                    in_script(lang == "ar", each.head.centre, each.head.centre_ar),
                    group_title(each.head, lang),
                    format_date(each.day, "long", lang),
                    rtl=lang == "ar",
                )
                for lang in languages
            ),
            (
                Part(
                    ("",),
                    columns,
                    tuple(
                        (
                            str(number),
                            *name_cells(child, languages),
                            in_script(rtl, child.level, child.level_ar),
                            "\n".join(telephones),
                        )
                        for number, (child, telephones) in enumerate(each.children, 1)
                    ),
                ),
            ),
        )
        for each in lists
    ]
    title = translator(languages[0]).gettext(N_("Group lists"))
    return draw_tables(title, sheets, languages, printed_by, printed_at)
