"""A password of one's own, in the place of the one that was given."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from amane_desktop.i18n import _
from amane_desktop.office.errors import Refusal
from ui import theme
from ui.widgets.basics import (
    at_its_beginning,
    let_shrink,
    line_label,
    plain_button,
    primary_button,
)
from ui.widgets.password_advice import PasswordAdvice
from ui.widgets.password_line import PasswordLine

if TYPE_CHECKING:
    from ui.tasks import Desk

_WIDTH = 460
Done = Callable[[object], None]
Refused = Callable[[Refusal], None]
Choose = Callable[[str, str, Done, Refused], None]


class OwnPassword(QDialog):
    """Asks for the password that is known and for the new one; `chosen` once it is kept."""

    chosen = Signal()

    def __init__(
        self,
        name: str,
        choose: Choose,
        parent: QWidget,
        *,
        centre: tuple[str, str],
        old: str = "",
    ) -> None:
        super().__init__(parent)
        self.setObjectName("ownPassword")
        self.setWindowTitle(_("Your password"))
        self.setFixedWidth(_WIDTH)
        self._choose = choose
        self._old, self._new = PasswordLine(), PasswordLine()
        self._old.setObjectName("oldPassword")
        self._new.setObjectName("ownNewPassword")
        self._old.setText(old)
        self._errors = {key: let_shrink(line_label("error")) for key in ("old", "password")}
        self._save = primary_button(_("Set the new password"), theme.accent("neutral"))
        self._save.setObjectName("setOwnPassword")
        # Enter goes on; without a word it would press the first button, which gives up.
        self._save.setDefault(True)
        self._save.clicked.connect(self._try)
        cancel = plain_button(_("Cancel"))
        cancel.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(at_its_beginning(line_label("subject", name)))
        if old:
            given = _("This password was given to you. Choose one that nobody else knows.")
            column.addWidget(let_shrink(line_label("secondary", given)))
        for label, line, error in (
            (_("Your password until now"), self._old, self._errors["old"]),
            (_("New password"), self._new, self._errors["password"]),
        ):
            above = line_label("strong", label)
            line.setAccessibleName(label)
            column.addWidget(above)
            column.addWidget(line)
            column.addWidget(error)
            if old and line is self._old:
                for widget in (above, line):
                    widget.hide()
        column.addWidget(PasswordAdvice(self._new, lambda: (name, *centre)))
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(cancel)
        buttons.addWidget(self._save)
        column.addLayout(buttons)
        (self._new if old else self._old).setFocus()

    def _try(self) -> None:
        old, new = self._old.text(), self._new.text()
        for error in self._errors.values():
            error.setText("")
        self._save.setEnabled(False)
        self._choose(old, new, self._done, self._refuse)

    def _done(self, _nothing: object) -> None:
        self.accept()
        self.chosen.emit()

    def _refuse(self, refusal: Refusal) -> None:
        self._save.setEnabled(True)
        self._errors.get(refusal.field, self._errors["password"]).setText(refusal.message)


def choose_by(desk: Desk, old: str, new: str, done: Done, refused: Refused) -> None:
    """Let the writer put the new password in the place of the old one."""
    from amane_desktop.office.staff import choose_password

    desk.do(choose_password, old, new, done=done, refused=refused)
