"""The verbs that write a paper into a file."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from amane_desktop.i18n import _

if TYPE_CHECKING:
    from amane_desktop.office.office import Office

Unlocking = Callable[[argparse.Namespace], Callable[[], "Office"]]
Draw = Callable[["Office", argparse.Namespace], bytes]


def add_paper_verbs(verbs: Any, unlocking: Unlocking) -> None:
    """Add the papers of the services, each opening the centre as the other verbs do."""
    day = verbs.add_parser("day-sheet", help="write the day sheet for the door")
    day.add_argument("--day", type=read_day, metavar="2026-11-25")
    register = verbs.add_parser("register", help="write the registers of a month")
    register.add_argument("--month", type=_month, required=True, metavar="2026-11")
    register.add_argument("--group", default="", metavar="NAME")
    lists = verbs.add_parser("group-list", help="write the lists of groups with telephones")
    lists.add_argument("--day", type=read_day, metavar="2026-11-25")
    lists.add_argument("--group", default="", metavar="NAME")
    letter = verbs.add_parser("letter", help="write a child's attendance letter")
    letter.add_argument("--family", required=True, metavar="2026-0001", help="the file number")
    letter.add_argument("--child", required=True, metavar="NAME", help="the given name")
    letter.add_argument("--from", dest="first", type=read_day, required=True)
    letter.add_argument("--to", dest="last", type=read_day, required=True)
    letter.add_argument("--for", dest="reader", choices=("guardian", "school"), default="school")
    checklist = verbs.add_parser("checklist", help="write the checklist of a dossier")
    checklist.add_argument("--dossier", required=True, metavar="EC-2026-001", help="its number")
    for parser, draw in (
        (day, _day_sheet),
        (register, _registers),
        (lists, _group_lists),
        (letter, _letter),
        (checklist, _checklist),
    ):
        paper_arguments(parser)
        parser.set_defaults(run=_running(unlocking, draw))


def paper_arguments(parser: argparse.ArgumentParser) -> None:
    """In which languages a paper is written, and where."""
    parser.add_argument("--paper-lang", choices=("fr", "ar", "fr+ar"), default="fr")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE.pdf")


def write_paper(path: Path, paper: bytes) -> None:
    """Put a paper into its file, whole or not at all."""
    aside = path.with_name(path.name + ".new")
    aside.write_bytes(paper)
    aside.replace(path)


def read_day(text: str) -> date:
    """A day as it is given to a verb; what is none is said in clear words."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"a day like 2026-11-25, not {text}") from None


def _month(text: str) -> date:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        raise argparse.ArgumentTypeError(f"a month like 2026-11, not {text}") from None


def _running(unlocking: Unlocking, draw: Draw) -> Callable[[argparse.Namespace], None]:
    def run(given: argparse.Namespace) -> None:
        office = unlocking(given)()
        try:
            paper = draw(office, given)
        finally:
            office.close()
        write_paper(given.out, paper)

    return run


def _day_sheet(office: Office, given: argparse.Namespace) -> bytes:
    from amane_desktop.school_support.day_sheet import day_sheet, draw_day_sheet

    sheet = office.ask(day_sheet, given.day or office.clock.today(), given.paper_lang)
    return draw_day_sheet(sheet, given.paper_lang, office.signed_in.name, office.clock.local())


def _registers(office: Office, given: argparse.Namespace) -> bytes:
    from amane_desktop.school_support.register import draw_registers, registers

    found = office.ask(registers, given.month, given.group, given.paper_lang)
    return draw_registers(found, given.paper_lang, office.signed_in.name, office.clock.local())


def _group_lists(office: Office, given: argparse.Namespace) -> bytes:
    from amane_desktop.school_support.group_list import draw_group_lists, group_lists

    day = given.day or office.clock.today()
    found = office.ask(group_lists, day, given.group, given.paper_lang)
    return draw_group_lists(found, given.paper_lang, office.signed_in.name, office.clock.local())


def _letter(office: Office, given: argparse.Namespace) -> bytes:
    from amane_desktop.office.errors import Refusal
    from amane_desktop.school_support.letter import (
        attendance_letter,
        children_of_file,
        draw_letter,
    )

    found = office.ask(children_of_file, given.family, given.child)
    if len(found) != 1:
        raise Refusal(_("There is no such child in this file, or two have this name."), "child")
    letter = office.ask(attendance_letter, found[0], given.first, given.last)
    return draw_letter(letter, given.reader, given.paper_lang, office.clock.local())


def _checklist(office: Office, given: argparse.Namespace) -> bytes:
    from amane_desktop.civil_registration.checklist_paper import (
        checklist_of_number,
        draw_checklist,
    )

    sheet = office.ask(checklist_of_number, given.dossier)
    return draw_checklist(sheet, "family", given.paper_lang, office.clock.local())
