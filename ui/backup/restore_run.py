"""A restore under way, and what is told once it is done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from amane_desktop.i18n import N_, _
from amane_desktop.storage.backup.progress import Progress, Step
from ui import theme
from ui.backup.words import share_in_words
from ui.widgets import named
from ui.widgets.basics import let_shrink, line_label, plain_button, primary_button
from ui.widgets.progress_line import ProgressLine

_SIGN = 40
_STEPS = {
    Step.SNAPSHOT: N_("Keeping the centre as it is now"),
    Step.COPYING: N_("Copying to this PC"),
    Step.READING_BACK: N_("Reading the whole backup"),
    Step.CHECKING: N_("Checking it"),
    Step.TIDYING: N_("Putting it in its place"),
}


class RestoreRun(QWidget):
    """The bar, with bytes, and *Cancel* until the new state takes its place."""

    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._step = named(line_label("secondary"), "restoreStep")
        self._bar = ProgressLine()
        self._cancel = named(plain_button(_("Cancel")), "cancelRestore")
        self._cancel.clicked.connect(self._stop)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self._cancel)
        told = _("Leave the drive plugged in. Until it is done, everything is as it was.")
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addWidget(line_label("subject", _("Restoring…")))
        column.addWidget(let_shrink(line_label("secondary", told)))
        column.addSpacing(12)
        column.addWidget(self._bar)
        column.addWidget(self._step)
        column.addStretch()
        column.addLayout(buttons)

    def begin(self) -> None:
        """Stand at the beginning."""
        self._bar.show_share(0, 0)
        self._step.setText("")
        self._cancel.setEnabled(True)
        self._cancel.setFocus()

    def show_progress(self, progress: Progress) -> None:
        """Show how far it is."""
        done, total = min(progress.done, progress.total), progress.total
        self._bar.show_share(done, total)
        self._step.setText(f"{_(_STEPS[progress.step])} · {share_in_words(done, total)}")
        if progress.step is Step.TIDYING:
            self._cancel.setEnabled(False)

    def _stop(self) -> None:
        self._cancel.setEnabled(False)
        self.cancelled.emit()


class RestoreDone(QWidget):
    """That it is done, and what the director should know."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        sign = QLabel()
        icon = theme.icon("mdi6.check-circle-outline", theme.GOOD)
        sign.setPixmap(icon.pixmap(_SIGN, _SIGN))
        self._told = QVBoxLayout()
        self._told.setSpacing(8)
        self._go = named(primary_button(_("Sign in"), theme.accent("neutral")), "afterRestore")
        self._go.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(sign)
        head.addWidget(line_label("subject", _("The centre is restored.")), 1)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self._go)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addLayout(head)
        column.addLayout(self._told)
        column.addStretch()
        column.addLayout(buttons)

    def show_told(self, told: Sequence[str]) -> None:
        """Say what came of it."""
        usual = _("Sign in with the passwords that you had.")
        for words in told or (usual,):
            self._told.addWidget(let_shrink(line_label("", words)))
        self._go.setFocus()
