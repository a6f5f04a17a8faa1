"""A new password with the printed recovery code, and the code that follows it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from amane_desktop.i18n import _
from amane_desktop.office.errors import Refusal
from amane_desktop.office.front_door import front_door
from ui import theme
from ui.background import Background
from ui.new_centre import RecoveryCode
from ui.widgets.basics import (
    at_its_beginning,
    let_shrink,
    line_label,
    plain_button,
    primary_button,
)
from ui.widgets.password_advice import PasswordAdvice
from ui.widgets.password_line import PasswordLine

_WIDTH = 620


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
        self._code, self._password = QLineEdit(), PasswordLine()
        self._code.setObjectName("recoveryCode")
        self._password.setObjectName("newPassword")
        self._errors = {key: let_shrink(line_label("error")) for key in ("code", "password")}
        self._save = primary_button(_("Set the new password"), theme.accent("neutral"))
        self._save.setObjectName("setPassword")
        # Enter goes on; without a word it would press the first button, which gives up.
        self._save.setDefault(True)
        self._save.clicked.connect(self._try)
        cancel = plain_button(_("Cancel"))
        cancel.clicked.connect(self.reject)
        words = _(
            "The recovery code stands on the sheet with the highest number. Whoever has none "
            "asks the director for a new password."
        )
        advice = line_label("secondary", words)
        advice.setWordWrap(True)
        self._next = RecoveryCode(_("Put this code in force"))
        first = QWidget()
        self._steps = QStackedWidget()
        self._next.back.clicked.connect(lambda: self._steps.setCurrentIndex(0))
        self._next.confirmed.connect(self._reset)
        self._steps.addWidget(first)
        self._steps.addWidget(self._next)
        whole = QVBoxLayout(self)
        whole.addWidget(self._steps)
        column = QVBoxLayout(first)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(at_its_beginning(line_label("subject", staff_name)))
        column.addWidget(advice)
        for label, line, error in (
            (_("Recovery code"), self._code, self._errors["code"]),
            (_("New password"), self._password, self._errors["password"]),
        ):
            column.addWidget(line_label("strong", label))
            column.addWidget(line)
            column.addWidget(error)
        door = front_door(folder)
        known = (staff_name, door.name, door.name_ar)
        column.addWidget(PasswordAdvice(self._password, lambda: known))
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
            lambda: _check(self._folder, code, password), self._show_next, self._refuse
        )

    def _show_next(self, number: int) -> None:
        """Let the code that follows be printed before it takes the old one's place."""
        self._save.setEnabled(True)
        door = front_door(self._folder)
        self._next.show_for(door.name, door.name_ar, number)
        self._steps.setCurrentIndex(1)

    def _reset(self) -> None:
        # The keys are renewed for a while; a second click would try with a code that is gone.
        self._next.setEnabled(False)
        code, password, following = self._code.text(), self._password.text(), self._next.code
        self._background.run(
            lambda: _reset(self._folder, self._staff_name, code, password, following),
            lambda _nothing: self.accept(),
            self._refuse_reset,
        )

    def _refuse(self, refusal: Refusal) -> None:
        self._save.setEnabled(True)
        self._errors.get(refusal.field, self._errors["password"]).setText(refusal.message)

    def _refuse_reset(self, refusal: Refusal) -> None:
        self._next.setEnabled(True)
        self._steps.setCurrentIndex(0)
        self._refuse(refusal)


def _check(folder: Path, code: str, password: str) -> int:
    import amane_desktop.rooms  # noqa: F401
    from amane_desktop.office.centre import check_code

    return check_code(folder, code, password)


def _reset(folder: Path, staff_name: str, code: str, password: str, following: str) -> None:
    from amane_desktop.office.centre import reset_password

    reset_password(folder, staff_name, code, password, following)
