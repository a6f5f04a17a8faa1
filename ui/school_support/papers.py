"""The papers of school support beside the roster: drawn beside the window, shown in the preview."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from amane_desktop.attendance.printed import remember_printed
from amane_desktop.attendance.queries import GroupLine
from amane_desktop.attendance.week_parts import WeekChild
from amane_desktop.i18n import _, format_date, week_title
from amane_desktop.office.errors import Refusal
from amane_desktop.school_support.day_sheet import day_sheet, draw_day_sheet
from amane_desktop.school_support.group_list import draw_group_lists, group_lists
from amane_desktop.school_support.queries import rosters
from amane_desktop.school_support.register import draw_registers, registers
from amane_desktop.school_support.roster import PaperLang, RosterSheet, draw_rosters, pages_of
from ui.school_support.letter_form import LetterForm
from ui.school_support.paper_preview import preview
from ui.school_support.titles import group_title
from ui.school_support.week_model import child_name
from ui.tasks import Desk
from ui.widgets.basics import plain_button
from ui.widgets.sections import Section


@dataclass(frozen=True)
class Shown:
    """What the week shows: of which group, from which Monday; on which day and child one stands."""

    group: GroupLine
    monday: date
    day: date
    child: WeekChild | None
    paper: PaperLang

    @property
    def group_name(self) -> str:
        """The name by which the group is asked for."""
        return self.group.name or self.group.name_ar


def preview_rosters(
    desk: Desk,
    parent: QWidget,
    monday: date,
    group: str,
    paper: PaperLang,
    *,
    is_blank: bool = False,
) -> None:
    """The rosters of a week; which children stand on them is kept once they leave."""
    sheets: list[RosterSheet] = []

    def draw() -> bytes:
        sheets.extend(desk.ask(rosters, monday, group, paper, is_blank=is_blank))
        if not sheets:
            raise Refusal(_("No group has children in this week, so there is nothing to print."))
        return draw_rosters(sheets, paper, desk.office.signed_in.name, desk.office.clock.local())

    def sections() -> list[Section]:
        found, first = [], 0
        for sheet in sheets:
            count = pages_of(sheet, paper)
            name = sheet.group_ar or sheet.group if paper == "ar" else sheet.group or sheet.group_ar
            found.append(Section(name, range(first, first + count)))
            first += count
        return found

    def taken() -> None:
        if not is_blank:
            kept = {sheet.group_id: sheet.person_ids for sheet in sheets}
            desk.do(remember_printed, monday, kept)

    year, week, _day = monday.isocalendar()
    name = _("attendance-{year}-W{week}").format(year=year, week=f"{week:02}")
    file_name = f"{name}-{paper.replace('+', '-')}"
    preview(desk, parent, week_title(monday), file_name, draw, sections=sections, taken=taken)


def preview_day_sheet(desk: Desk, parent: QWidget, day: date, paper: PaperLang) -> None:
    """The sheet for the door of one day."""

    def draw() -> bytes:
        sheet = desk.ask(day_sheet, day, paper)
        by, at = desk.office.signed_in.name, desk.office.clock.local()
        return draw_day_sheet(sheet, paper, by, at)

    title = _("Day sheet for the door")
    preview(desk, parent, title, _("day-sheet") + f"-{day}", draw)


def preview_registers(
    desk: Desk, parent: QWidget, month: date, group: str, paper: PaperLang
) -> None:
    """The register of a month, of a group or of all."""

    def draw() -> bytes:
        found = desk.ask(registers, month, group, paper)
        if not found:
            raise Refusal(_("No group had children in this month, so there is nothing to print."))
        by, at = desk.office.signed_in.name, desk.office.clock.local()
        return draw_registers(found, paper, by, at)

    preview(desk, parent, _("Monthly register"), _("register") + f"-{month:%Y-%m}", draw)


def preview_group_lists(
    desk: Desk, parent: QWidget, day: date, group: str, paper: PaperLang
) -> None:
    """The list of a group with telephones, or those of all groups."""

    def draw() -> bytes:
        found = desk.ask(group_lists, day, group, paper)
        if not found:
            raise Refusal(_("No group has children on this day, so there is nothing to print."))
        by, at = desk.office.signed_in.name, desk.office.clock.local()
        return draw_group_lists(found, paper, by, at)

    preview(desk, parent, _("Group lists"), _("group-list") + f"-{day}", draw)


def papers_button(desk: Desk, parent: QWidget, shown: Callable[[], Shown | None]) -> QPushButton:
    """A button whose menu has every paper of the group, the day and the month that are shown."""
    button = plain_button(_("Other papers"), icon="mdi6.file-document-multiple-outline")
    button.setObjectName("otherPapers")
    menu = QMenu(button)
    button.setMenu(menu)

    def fill() -> None:
        menu.clear()
        now = shown()
        if now is None:
            return
        name, paper = now.group_name, now.paper
        title = group_title(now.group)
        month = format_date(now.monday, "month")
        day = format_date(now.day, "weekday_short")
        for words, show in (
            (
                _("Attendance sheet: {group}").format(group=title),
                lambda: preview_rosters(desk, parent, now.monday, name, paper),
            ),
            (
                _("Blank sheet: {group}").format(group=title),
                lambda: preview_rosters(desk, parent, now.monday, name, paper, is_blank=True),
            ),
            (
                _("List with telephones: {group}").format(group=title),
                lambda: preview_group_lists(desk, parent, now.day, name, paper),
            ),
            (
                _("Register of {month}: {group}").format(month=month, group=title),
                lambda: preview_registers(desk, parent, now.monday, name, paper),
            ),
            (
                _("Registers of {month}: all groups").format(month=month),
                lambda: preview_registers(desk, parent, now.monday, "", paper),
            ),
            (
                _("Day sheet for the door: {day}").format(day=day),
                lambda: preview_day_sheet(desk, parent, now.day, paper),
            ),
        ):
            menu.addAction(words).triggered.connect(show)
        child = now.child
        if child is not None:
            words = _("Attendance letter: {child}").format(child=child_name(child))
            write = menu.addAction(words)
            write.triggered.connect(lambda: LetterForm(desk, child, paper, parent).open())

    menu.aboutToShow.connect(fill)
    return button
