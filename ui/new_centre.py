"""Our centre: its names, its director, and the recovery code on paper."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from amane_desktop.i18n import _, isolate, language
from amane_desktop.office.errors import Refusal
from ui import theme
from ui.centre_lines import CentreLines
from ui.widgets.basics import flat_button, line_label, plain_button, primary_button
from ui.widgets.password_advice import PasswordAdvice
from ui.widgets.password_line import PasswordLine


class CentreForm(CentreLines):
    """Asks what a new centre needs; keeps what was typed when something is refused."""

    def __init__(self) -> None:
        super().__init__()
        latin, arabic = _("The centre's name in Latin letters"), _("The centre's name in Arabic")
        self.add_line("name", latin, "Centre Amane · Taroudant", QLineEdit())
        self.add_line("name_ar", arabic, "مركز أمان · تارودانت", QLineEdit())
        self.add_line("director", _("Your name, as you will sign in"), "", QLineEdit())
        password = PasswordLine()
        self.add_line("password", _("Your password"), "", password)
        advice = PasswordAdvice(password, self._known)
        self._grid.addWidget(advice, self._grid.rowCount(), 1)
        self._lines["name_ar"].setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        password.textChanged.connect(lambda: self._errors["password"].setText(""))
        column = QVBoxLayout(self)
        column.addWidget(line_label("subject", _("Our centre")))
        column.addLayout(self._grid)
        column.addLayout(self.make_buttons("goOn"))

    @property
    def name(self) -> str:
        """The centre's name."""
        return self._lines["name"].text().strip()

    @property
    def name_ar(self) -> str:
        """The centre's name in Arabic."""
        return self._lines["name_ar"].text().strip()

    @property
    def director(self) -> str:
        """The director's name."""
        return self._lines["director"].text().strip()

    @property
    def password(self) -> str:
        """The director's password."""
        return self._lines["password"].text()

    def check(self) -> None:
        """Refuse names and a password that a centre cannot have."""
        from amane_desktop.office.centre import check_names
        from amane_desktop.office.staff import check_password

        check_names(self.name, self.name_ar, self.director)
        check_password(self.password)

    def _known(self) -> tuple[str, ...]:
        return self.name, self.name_ar, self.director


class RecoveryCode(QWidget):
    """Shows the code, prints its sheet, and asks for its last block before anything is made."""

    confirmed = Signal()

    def __init__(self, confirm: str = "") -> None:
        super().__init__()
        self.code, self._number = "", 1
        self._name = self._name_ar = ""
        self._shown = line_label("code")
        self._shown.setObjectName("shownCode")
        self._shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._last = QLineEdit()
        self._last.setObjectName("lastBlock")
        self._last.setMaximumWidth(140)
        self._last.returnPressed.connect(self._try)
        self._error = line_label("error")
        told = line_label(
            "secondary",
            _(
                "If a password is forgotten, this code alone opens the centre. Print it, keep it "
                "in a locked drawer, and not beside the PC."
            ),
        )
        told.setWordWrap(True)
        sheet = plain_button(_("Print the sheet"), "mdi6.printer-outline")
        sheet.setObjectName("printSheet")
        sheet.clicked.connect(self._print)
        self.back = flat_button(_("Back"), "mdi6.chevron-left", mirrored=True)
        make = primary_button(confirm or _("Open the centre"), theme.accent("social"))
        make.setObjectName("makeCentre")
        make.clicked.connect(self._try)
        for button in (sheet, self.back, make) if confirm else ():
            # In a dialog, Enter in the line would press one of them besides.
            button.setAutoDefault(False)
        asked = QHBoxLayout()
        asked.addWidget(line_label("strong", _("Type the last block of the code:")))
        asked.addWidget(self._last)
        asked.addStretch()
        asked.addWidget(sheet)
        buttons = QHBoxLayout()
        buttons.addWidget(self.back)
        buttons.addStretch()
        buttons.addWidget(make)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addWidget(line_label("subject", _("The recovery code")))
        column.addWidget(told)
        column.addWidget(self._shown)
        column.addLayout(asked)
        column.addWidget(self._error)
        column.addLayout(buttons)

    def refuse(self, refusal: Refusal) -> None:
        """Say why the code was not put in force."""
        self._error.setText(refusal.message)

    def show_for(self, name: str, name_ar: str, number: int = 1) -> None:
        """Show a code for the centre; the same one when the reader went back a step."""
        from amane_desktop.storage.keyring import new_recovery_code

        self._name, self._name_ar, self._number = name, name_ar, number
        self.code = self.code or new_recovery_code()
        self._shown.setText(isolate(self.code.replace("-", "  ")))
        self._last.clear()
        self._error.setText("")
        self._last.setFocus()

    def _print(self) -> None:
        from amane_desktop.office.clock import Clock
        from amane_desktop.office.recovery_sheet import draw_recovery_sheet
        from ui.widgets.document_preview import DocumentPreview

        at = Clock().local()
        pdf = draw_recovery_sheet(
            self._name, self._name_ar, self.code, at, language(), self._number
        )
        DocumentPreview(pdf, _("recovery-code"), self).exec()

    def _try(self) -> None:
        from amane_desktop.storage.keyring import normal_code

        if normal_code(self._last.text()) == self.code.rsplit("-", 1)[1]:
            self.confirmed.emit()
        else:
            self._error.setText(_("These are not the last four characters of the code."))
            self._last.setFocus()
            self._last.selectAll()
