"""When a quiet screen locks, and the recovery code: what the director sets for everybody."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QSpinBox, QVBoxLayout

from amane_desktop.i18n import _
from amane_desktop.office import staff
from amane_desktop.office.errors import Refusal
from amane_desktop.office.queries import centre_card
from amane_desktop.office.staff import LONGEST_IDLE, SHORTEST_IDLE
from ui.new_centre import RecoveryCode
from ui.tasks import Desk
from ui.widgets.basics import Card, let_shrink, line_label, plain_button

_WIDTH = 620


class LockCard(Card):
    """Two settings that keep the house shut."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._minutes = QSpinBox()
        self._minutes.setObjectName("idleMinutes")
        self._minutes.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._minutes.setFixedWidth(70)
        self._minutes.setRange(SHORTEST_IDLE, LONGEST_IDLE)
        self._minutes.setAccessibleName(_("Minutes until a quiet screen locks"))
        keep = plain_button(_("Save"))
        keep.setObjectName("saveIdle")
        keep.clicked.connect(self._save)
        self._code = line_label("strong")
        renew = plain_button(_("Renew and print"), "mdi6.printer-outline")
        renew.setObjectName("renewCode")
        renew.clicked.connect(self._renew)
        self._error = let_shrink(line_label("error"))
        lock, code = QHBoxLayout(), QHBoxLayout()
        lock.addWidget(line_label("strong", _("Minutes until a quiet screen locks")))
        lock.addStretch()
        lock.addWidget(self._minutes)
        lock.addWidget(keep)
        code.addWidget(self._code)
        code.addStretch()
        code.addWidget(renew)
        self.body.addWidget(line_label("title", _("Lock and recovery code")))
        self.body.addLayout(lock)
        self.body.addLayout(code)
        self.body.addWidget(self._error)

    def refresh(self) -> None:
        """Show what is set now."""
        card = self._desk.ask(centre_card)
        self._version = card.version
        self._minutes.setValue(card.idle_minutes)
        number = self._desk.office.vault.ring.code_number
        self._code.setText(_("Recovery code no. {n}").format(n=number))
        self._error.hide()

    def _save(self) -> None:
        minutes = self._minutes.value()
        self._desk.do(staff.set_idle_minutes, self._version, minutes, refused=self._refuse)

    def _refuse(self, refusal: Refusal) -> None:
        self._error.setText(refusal.message)
        self._error.show()

    def _renew(self) -> None:
        dialog = RenewCode(self._desk, self)
        dialog.finished.connect(lambda _result: self.refresh())
        dialog.open()


class RenewCode(QDialog):
    """Shows the next code, and puts it in force once its sheet was printed."""

    def __init__(self, desk: Desk, parent: Card) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setObjectName("renewCodeDialog")
        self.setWindowTitle(_("The recovery code"))
        self.setFixedWidth(_WIDTH)
        card = desk.ask(centre_card)
        self._new = RecoveryCode(_("Put this code in force"))
        self._new.show_for(card.name, card.name_ar, desk.office.vault.ring.code_number + 1)
        self._new.confirmed.connect(self._keep)
        self._new.back.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self._new)

    def _keep(self) -> None:
        self._desk.do(
            staff.renew_recovery_code,
            self._new.code,
            done=lambda _nothing: self.accept(),
            refused=self._new.refuse,
        )
