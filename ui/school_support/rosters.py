"""The two buttons that print: the week's rosters of every group, and the sheet on screen."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QWidget

from amane_desktop.attendance.queries import GroupLine
from amane_desktop.attendance.weeks import monday_of, week_to_print
from amane_desktop.i18n import _, language, week_title
from amane_desktop.office.errors import Refusal
from amane_desktop.school_support.queries import rosters
from amane_desktop.school_support.roster import PaperLang, draw_rosters
from ui.tasks import Desk
from ui.theme import accent
from ui.widgets.basics import plain_button, primary_button
from ui.widgets.choice import Choice

PAPERS: tuple[PaperLang, ...] = ("fr", "ar", "fr+ar")


def print_button_text(today: date, shown: date) -> str:
    """What the one filled button says: the week that people prepare, or another that is shown."""
    if shown not in (monday_of(today), week_to_print(today)):
        number = shown.isocalendar().week
        return _("Print the attendance sheets of week {number}").format(number=number)
    if week_to_print(today) == monday_of(today):
        return _("Print this week's attendance sheets")
    return _("Print next week's attendance sheets")


def preview_rosters(
    desk: Desk, parent: QWidget, monday: date, group: str, paper: PaperLang
) -> None:
    """Draw the rosters beside the window's work, then open them in the preview."""
    from ui.widgets.document_preview import DocumentPreview

    def draw() -> bytes:
        sheets = desk.ask(rosters, monday, group, paper)
        if not sheets:
            raise Refusal(_("No group has children in this week, so there is nothing to print."))
        return draw_rosters(sheets, paper, desk.office.signed_in.name, desk.office.clock.local())

    def show(pdf: bytes) -> None:
        year, week, _day = monday.isocalendar()
        name = _("attendance-{year}-W{week}").format(year=year, week=f"{week:02}")
        preview = DocumentPreview(pdf, f"{name}-{paper.replace('+', '-')}", parent)
        preview.setWindowTitle(week_title(monday))
        preview.open()

    desk.read(draw, show)


class RosterButtons(QWidget):
    """The papers' language, a look at this group's sheet, and the filled button."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._group = ""
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
        self._look = plain_button(_("This group"), icon="mdi6.eye-outline")
        self._look.setToolTip(_("Look at this group's sheet before printing"))
        self._look.setObjectName("previewGroup")
        words = print_button_text(desk.office.clock.today(), self._monday)
        self._print = primary_button(words, accent("school"), icon="mdi6.printer-outline")
        self._print.setObjectName("printRosters")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        for widget in (self._paper, self._look, self._print):
            row.addWidget(widget)
        self._look.clicked.connect(lambda: self._preview(self._monday, self._group))
        self._print.clicked.connect(lambda: self._preview(self._week_to_print(), ""))

    def show_week(self, group: GroupLine | None, monday: date) -> None:
        """Which sheet the preview is of."""
        self._group = "" if group is None else group.name or group.name_ar
        self._monday = monday
        self.setEnabled(group is not None)
        self._print.setText(print_button_text(self._desk.office.clock.today(), monday))

    def _week_to_print(self) -> date:
        today = self._desk.office.clock.today()
        return week_to_print(today) if self._monday == monday_of(today) else self._monday

    def _preview(self, monday: date, group: str) -> None:
        preview_rosters(self._desk, self, monday, group, self._paper.currentData())
