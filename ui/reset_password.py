"""A new password with the printed recovery code."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from amane_desktop.i18n import _
from amane_desktop.office.errors import Refusal
from ui import theme
from ui.background import Background
from ui.widgets.basics import line_label, plain_button, primary_button

_WIDTH = 460


class ResetPassword(QDialog):
    """Asks for the code and the new password; says what is wrong under the field."""

    def __init__(
        self, folder: Path, staff_name: str, background: Background, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("resetPassword")
        self.setWindowTitle(_("Forgotten password"))
        self.setFixedWidth(_WIDTH)
        self._folder, self._staff_name, self._background = folder, staff_name, background
        self._code, self._password = QLineEdit(), QLineEdit()
        self._code.setObjectName("recoveryCode")
        self._password.setObjectName("newPassword")
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        self._errors = {"code": line_label("error"), "password": line_label("error")}
        self._save = primary_button(_("Set the new password"), theme.accent("neutral"))
        self._save.setObjectName("setPassword")
        self._save.clicked.connect(self._try)
        cancel = plain_button(_("Cancel"))
        cancel.clicked.connect(self.reject)
        words = _("The recovery code stands on the sheet that was printed at the first start.")
        advice = line_label("secondary", words)
        advice.setWordWrap(True)
        column = QVBoxLayout(self)
        column.addWidget(line_label("subject", staff_name))
        column.addWidget(advice)
        for label, line, error in (
            (_("Recovery code"), self._code, self._errors["code"]),
            (_("New password"), self._password, self._errors["password"]),
        ):
            column.addWidget(line_label("strong", label))
            column.addWidget(line)
            column.addWidget(error)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(cancel)
        buttons.addWidget(self._save)
        column.addLayout(buttons)

    def _try(self) -> None:
        code, password = self._code.text(), self._password.text()
        for error in self._errors.values():
            error.setText("")
        self._save.setEnabled(False)
        self._background.run(
            lambda: _reset(self._folder, self._staff_name, code, password),
            lambda _nothing: self.accept(),
            self._refuse,
        )

    def _refuse(self, refusal: Refusal) -> None:
        self._save.setEnabled(True)
        self._errors.get(refusal.field, self._errors["password"]).setText(refusal.message)


def _reset(folder: Path, staff_name: str, code: str, password: str) -> None:
    import amane_desktop.rooms  # noqa: F401
    from amane_desktop.office.centre import reset_password

    reset_password(folder, staff_name, code, password)
