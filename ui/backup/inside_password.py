"""What opens a backup that the centre's own keys do not open: a password or code of its time."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from amane_desktop.i18n import _
from amane_desktop.office.inside import AsksPassword
from ui import theme
from ui.widgets import named
from ui.widgets.basics import Card, in_the_middle, let_shrink, line_label, primary_button
from ui.widgets.password_line import PasswordLine

_WIDTH = 460


class InsidePassword(QWidget):
    """Asks for the secret; nobody's password is kept, not even half-typed."""

    given = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        card = Card()
        card.setFixedWidth(_WIDTH)
        self._why = let_shrink(line_label("strong"))
        self._error = let_shrink(line_label("error"))
        self._line = named(PasswordLine(), "insideSecret")
        self._line.setAccessibleName(_("Password or recovery code"))
        self._line.returnPressed.connect(self._give)
        go = named(primary_button(_("Open the backup"), theme.accent("neutral")), "openInside")
        go.clicked.connect(self._give)
        for part in (
            self._why,
            line_label("secondary", _("Password or recovery code")),
            self._line,
            self._error,
        ):
            card.body.addWidget(part)
        card.body.addWidget(go, 0, Qt.AlignmentFlag.AlignLeading)
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addLayout(in_the_middle(card))
        column.addStretch(2)

    def ask(self, why: AsksPassword) -> None:
        """Say why it is asked, or that what was typed is wrong."""
        is_wrong = bool(why.field)
        if not is_wrong:
            self._why.setText(why.message)
        self._error.setText(why.message if is_wrong else "")
        self._error.setVisible(is_wrong)
        self._line.clear()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Type at once."""
        super().focusInEvent(event)
        self._line.setFocus()

    def _give(self) -> None:
        if self._line.text():
            self.given.emit(self._line.text())
