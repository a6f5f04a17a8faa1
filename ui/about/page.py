"""The page *About and help*, for everybody who is signed in."""

from __future__ import annotations

from time import perf_counter

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout

from amane_desktop.access.permissions import Permission
from amane_desktop.office.errors import Refusal, SignedOut
from amane_desktop.office.help_report.figures import centre_figures
from amane_desktop.office.help_report.report import Opened, help_report
from amane_desktop.office.queries import centre_card
from ui import theme, timings
from ui.about.around import around
from ui.about.report_sheet import ReportSheet
from ui.about.view import AboutView
from ui.tasks import Desk
from ui.widgets.page import Page


class AboutPage(Page):
    """Leads to what helps; the report is read beside the window."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.view = AboutView(desk.office.folder, may_check=desk.may(Permission.BACK_UP))
        self.view.guide_wanted.connect(desk.guide_wanted)
        self.view.report_wanted.connect(self._make_report)
        self.view.check_wanted.connect(lambda: desk.go("check"))
        page = QHBoxLayout(self)
        page.setContentsMargins(theme.EDGE, 14, theme.EDGE, 12)
        page.addWidget(self.view, 1)
        page.addStretch()

    def _make_report(self) -> None:
        office, seen = self.desk.office, around()

        def read() -> str:
            opened, seconds = Opened(), dict(timings.seconds)
            try:
                began = perf_counter()
                office.ask(centre_card)
                seconds["query"] = perf_counter() - began
                opened = Opened(office.ask(centre_figures))
            except SignedOut:
                raise
            except Refusal as refusal:
                opened = Opened(refusal=refusal)
            return help_report(office.folder, office.clock.local(), seen, seconds, opened)

        ReportSheet(self, self.desk.read, read).open()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the first button."""
        super().focusInEvent(event)
        self.view.guide.setFocus()
