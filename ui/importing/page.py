"""Taking in a spreadsheet: choose it, say what its columns hold, see what is made, take it in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from amane_desktop.i18n import _, ngettext
from amane_desktop.office.errors import Refusal
from amane_desktop.people.importing.actions import take_in
from amane_desktop.people.importing.plan import Plan, plan_import
from amane_desktop.people.importing.spreadsheet import Sheet, read_sheets
from ui import theme
from ui.importing.columns_step import ColumnsStep
from ui.importing.preview_step import PreviewStep
from ui.importing.running import Running
from ui.tasks import Desk
from ui.widgets.basics import line_label
from ui.widgets.page import Page

R = TypeVar("R")


class ImportPage(Page):
    """Two steps, one after the other; nothing is kept before the last button."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._plan: Plan | None = None
        self.columns, self.preview, self.running = ColumnsStep(), PreviewStep(), Running()
        self._steps = QStackedWidget()
        self._steps.addWidget(self.columns)
        self._steps.addWidget(self.preview)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.EDGE, 12, theme.EDGE, 12)
        column.setSpacing(theme.GAP)
        column.addWidget(line_label("subject", _("Take in a spreadsheet")))
        column.addWidget(self._steps, 1)
        column.addWidget(self.running)
        self.columns.choose.clicked.connect(self._choose)
        self.columns.go_on.clicked.connect(self._make_plan)
        self.preview.back.clicked.connect(lambda: self._steps.setCurrentWidget(self.columns))
        self.preview.take_in.clicked.connect(self._take_in)

    def read(self, path: Path) -> None:
        """Read a file beside the window, and show its sheets."""
        self._begin(_("Reading the spreadsheet…"))
        self.desk.read(
            self, lambda: _tried(lambda: read_sheets(path)), lambda got: self._show(path, got)
        )

    def _choose(self) -> None:
        if path := self.columns.ask_path():
            self.read(Path(path))

    def _show(self, path: Path, got: tuple[Sheet, ...] | Refusal) -> None:
        self._end()
        if isinstance(got, Refusal):
            self.columns.show_sheets(path.name, ())
            self.columns.error.setText(got.message)
        else:
            self.columns.show_sheets(path.name, got)

    def _make_plan(self) -> None:
        columns = self.columns.columns()
        rows, first, tell = self.columns.sheet.rows, self.columns.first, self.running.tell
        self._begin(_("Comparing with who is there already…"))
        self.desk.read(
            self,
            lambda: _tried(
                lambda: self.desk.office.ask(plan_import, rows, first, columns, progress=tell)
            ),
            self._show_plan,
        )

    def _show_plan(self, got: Plan | Refusal) -> None:
        self._end()
        if isinstance(got, Refusal):
            self.columns.error.setText(got.message)
        elif not got.families:
            self.columns.error.setText(_("Say which column holds the names."))
        else:
            self._plan = got
            self.preview.show_plan(got)
            self._steps.setCurrentWidget(self.preview)

    def _take_in(self) -> None:
        assert self._plan is not None
        self._begin(_("Taking in…"))
        anyway = frozenset(self.preview.model.anyway)
        self.desk.do(
            take_in,
            self._plan,
            anyway,
            self.running.tell,
            done=self._taken_in,
            refused=self._refused,
        )

    def _taken_in(self, made: int) -> None:
        self._end()
        words = ngettext("{n} person was taken in.", "{n} persons were taken in.", made)
        # A notice goes with the page that it was given on.
        self.desk.go("families")
        self.desk.notice.emit(words.format(n=made))

    def _refused(self, refusal: Refusal) -> None:
        self._end()
        self.preview.error.setText(refusal.message)

    def _begin(self, words: str) -> None:
        self.columns.error.setText("")
        self._steps.setEnabled(False)
        self.running.begin(words)

    def _end(self) -> None:
        self.running.hide()
        self._steps.setEnabled(True)


def _tried(work: Callable[[], R]) -> R | Refusal:
    """What comes of the work, a refusal among it: it belongs on this page."""
    try:
        return work()
    except Refusal as refusal:
        return refusal
