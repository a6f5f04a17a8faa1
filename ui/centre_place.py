"""Where our centre is, and its logo: a step that may be left for later."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from amane_desktop.i18n import _
from amane_desktop.office.errors import Refusal
from amane_desktop.office.pictures import PNG, small_picture
from ui.background import Background
from ui.centre_lines import CentreLines
from ui.widgets.basics import let_shrink, line_label
from ui.widgets.photo_field import PhotoField


class PlaceForm(CentreLines):
    """Asks for the address in both scripts and the logo; all of it may stay empty."""

    def __init__(self, background: Background) -> None:
        super().__init__()
        self._background = background
        self.logo_content = b""
        latin, arabic = _("Address in Latin letters"), _("Address in Arabic")
        self.add_line("address", latin, "Derb Akka, Taroudant", QLineEdit())
        self.add_line("address_ar", arabic, "درب أقا، تارودانت", QLineEdit())
        self._lines["address"].setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._lines["address_ar"].setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.logo = PhotoField(_("The centre's logo"), _("Choose a logo…"), "mdi6.image-outline")
        self.logo.setObjectName("logo")
        self.logo.chosen.connect(self._take_logo)
        self.logo.removed.connect(lambda: self._show_logo(b""))
        told = _("For the head of your papers. All of this may wait: it stands in the settings.")
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addWidget(line_label("subject", _("Address and logo")))
        column.addWidget(let_shrink(line_label("secondary", told)))
        column.addLayout(self._grid)
        column.addWidget(self.logo)
        column.addStretch()
        column.addLayout(self.make_buttons("placeGoOn"))

    @property
    def address(self) -> str:
        """The centre's address."""
        return self._lines["address"].text()

    @property
    def address_ar(self) -> str:
        """The centre's address in Arabic."""
        return self._lines["address_ar"].text()

    def refuse(self, refusal: Refusal) -> bool:
        """Show a refusal at its field; False when it is of no field here."""
        if refusal.field != "logo":
            return super().refuse(refusal)
        self.logo.say_error(refusal.message)
        self.logo.choose.setFocus()
        return True

    def check(self) -> None:
        """Refuse an address that fits no line."""
        from amane_desktop.office.short_lines import LONGEST_ADDRESS, short_line

        for key, line in self._lines.items():
            short_line(line.text(), key, LONGEST_ADDRESS)

    def _take_logo(self, content: bytes) -> None:
        """Let the logo be made small beside the window, and show what will be kept of it."""
        self._background.run(
            lambda: small_picture(content, "logo", PNG),
            self._show_logo,
            lambda refusal: self.logo.say_error(refusal.message),
        )

    def _show_logo(self, content: bytes) -> None:
        self.logo_content = content
        self.logo.show_picture(content)
