"""A line for a password, with an eye to look at what is typed."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from amane_desktop.i18n import _
from ui import theme


class PasswordLine(QLineEdit):
    """Hides what is typed until the eye is clicked."""

    def __init__(self) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        see = self.addAction(
            theme.icon("mdi6.eye-outline"), QLineEdit.ActionPosition.TrailingPosition
        )
        see.setToolTip(_("Show the password"))
        see.triggered.connect(self._see)

    def _see(self) -> None:
        is_hidden = self.echoMode() == QLineEdit.EchoMode.Password
        self.setEchoMode(QLineEdit.EchoMode.Normal if is_hidden else QLineEdit.EchoMode.Password)
