"""Advice in words under a new password, as it is typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from amane_desktop.i18n import _

_TWO_LINES = 40


class PasswordAdvice(QLabel):
    """Follows a line; `known` gives the names that a guesser would try first."""

    def __init__(
        self, line: QLineEdit, known: Callable[[], Sequence[str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "secondary")
        self.setObjectName("passwordAdvice")
        self.setWordWrap(True)
        self.setMinimumWidth(1)
        self.setMinimumHeight(_TWO_LINES)
        self._known = known
        line.textChanged.connect(self._advise)
        self._advise("")

    def _advise(self, password: str) -> None:
        if not password:
            self.setText(
                _("Three or four words that belong to nobody else are easy to keep in mind.")
            )
            return
        # Its lists of words are loaded only now that somebody chooses a password.
        from amane_desktop.office.password_advice import password_advice

        self.setText(password_advice(password, self._known()))
