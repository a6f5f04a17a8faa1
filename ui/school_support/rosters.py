"""The filled button that prints the week's rosters of every group, and the other papers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QWidget

from amane_desktop.attendance.queries import GroupLine
from amane_desktop.attendance.week_parts import WeekChild
from amane_desktop.attendance.weeks import monday_of, week_to_print
from amane_desktop.i18n import _, language
from amane_desktop.school_support.roster import PaperLang
from ui.school_support.papers import Shown, papers_button, preview_rosters
from ui.tasks import Desk
from ui.theme import accent
from ui.widgets.basics import primary_button
from ui.widgets.choice import Choice

Standing = tuple[date, WeekChild | None]
PAPERS: tuple[PaperLang, ...] = ("fr", "ar", "fr+ar")


def print_button_text(today: date, shown: date) -> str:
    """What the one filled button says: the week that people prepare, or another that is shown."""
    if shown not in (monday_of(today), week_to_print(today)):
        number = shown.isocalendar().week
        return _("Print the attendance sheets of week {number}").format(number=number)
    if week_to_print(today) == monday_of(today):
        return _("Print this week's attendance sheets")
    return _("Print next week's attendance sheets")


class RosterButtons(QWidget):
    """The papers' language, the other papers, and the filled button."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._group: GroupLine | None = None
        self._standing: Callable[[], Standing] = lambda: (self._monday, None)
        self._monday = monday_of(desk.office.clock.today())
        self._paper = Choice()
        self._paper.setObjectName("paperLanguage")
        self._paper.setToolTip(_("Language of the sheets"))
        self._paper.setAccessibleName(_("Language of the sheets"))
        for paper, words in zip(
            PAPERS, (_("in French"), _("in Arabic"), _("in both")), strict=True
        ):
            self._paper.addItem(words, paper)
        self._paper.setCurrentIndex(PAPERS.index("ar" if language() == "ar" else "fr"))
        self._papers_button = papers_button(desk, self, self._shown)
        words = print_button_text(desk.office.clock.today(), self._monday)
        self._print = primary_button(words, accent("school"), icon="mdi6.printer-outline")
        self._print.setObjectName("printRosters")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        for widget in (self._paper, self._papers_button, self._print):
            row.addWidget(widget)
        self._print.clicked.connect(self._print_week)

    def show_week(
        self, group: GroupLine | None, monday: date, standing: Callable[[], Standing]
    ) -> None:
        """Which group and week the papers are of, and how to know where in it one stands."""
        self._group, self._monday, self._standing = group, monday, standing
        self.setEnabled(group is not None)
        self._print.setText(print_button_text(self._desk.office.clock.today(), monday))

    def _shown(self) -> Shown | None:
        if self._group is None:
            return None
        return Shown(self._group, self._monday, *self._standing(), self._paper.currentData())

    def _week_to_print(self) -> date:
        today = self._desk.office.clock.today()
        return week_to_print(today) if self._monday == monday_of(today) else self._monday

    def _print_week(self) -> None:
        preview_rosters(self._desk, self, self._week_to_print(), "", self._paper.currentData())
