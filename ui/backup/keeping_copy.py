"""What stands in the window's place while it closes and a last snapshot is taken."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from amane_desktop.i18n import _
from ui.widgets import named
from ui.widgets.basics import line_label, plain_button

# Most are done before anybody could read a button.
_MOMENT_MS = 1500


class KeepingCopy(QWidget):
    """Nothing of the centre is shown any more; whoever is in a hurry need not wait.

    `ended` comes from the thread that works.
    """

    close_now = Signal()
    ended = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("keepingCopy")
        words = line_label("subject", _("Keeping a copy…"))
        beneath = line_label("secondary", _("Amane closes by itself in a moment."))
        self.now = named(plain_button(_("Close now")), "closeNow")
        self.now.clicked.connect(self.close_now)
        self.now.hide()
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addStretch()
        for part in (words, beneath, self.now):
            column.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()
        QTimer.singleShot(_MOMENT_MS, self, self.now.show)
