"""*About and help* where nobody is signed in: before the door, or when the centre does not open."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget
from shiboken6 import isValid

from amane_desktop.i18n import _
from amane_desktop.office.clock import Clock
from amane_desktop.office.errors import Refusal
from amane_desktop.office.help_report.report import Opened, help_report
from ui import theme, timings
from ui.about.around import around
from ui.about.close_row import close_row
from ui.about.report_sheet import Refused, ReportSheet
from ui.about.view import AboutView
from ui.background import Background
from ui.widgets.basics import fit_height

_WIDTH = 720


class AboutSheet(QDialog):
    """Tells what can be known of a closed centre; `refusal` is why it did not open."""

    guide_wanted = Signal()

    def __init__(
        self, parent: QWidget, folder: Path, background: Background, refusal: Refusal | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("aboutSheet")
        self.setWindowTitle(_("About and help"))
        self.setFixedWidth(_WIDTH)
        self._folder, self._background, self._refusal = folder, background, refusal
        view = AboutView(folder, may_check=False)
        view.guide_wanted.connect(self.guide_wanted)
        view.report_wanted.connect(self._make_report)
        column = QVBoxLayout(self)
        column.setSpacing(theme.GAP)
        column.addWidget(view)
        column.addLayout(close_row(self, "closeAbout"))
        view.guide.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Be as tall as what is told."""
        super().showEvent(event)
        fit_height(self)

    def _make_report(self) -> None:
        folder, seen, opened = self._folder, around(), Opened(refusal=self._refusal)

        def read() -> str:
            return help_report(folder, Clock().local(), seen, timings.seconds, opened)

        ReportSheet(self, self._read, read).open()

    def _read(
        self,
        asker: QObject,
        work: Callable[[], str],
        done: Callable[[str], None],
        refused: Refused,
    ) -> None:
        # The sheet may be closed by then.
        self._background.run(
            work,
            lambda report: done(report) if isValid(asker) else None,
            lambda refusal: refused(refusal) if isValid(asker) else None,
        )
