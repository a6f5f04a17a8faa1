"""Where our centre is, and its logo: a step that may be left for later."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from amane_desktop.i18n import _
from amane_desktop.office.errors import Refusal
from amane_desktop.office.pictures import PNG, small_picture
from ui import theme
from ui.background import Background
from ui.widgets.basics import flat_button, let_shrink, line_label, primary_button
from ui.widgets.photo_field import PhotoField


class PlaceForm(QWidget):
    """Asks for the address in both scripts and the logo; all of it may stay empty."""

    filled = Signal()

    def __init__(self, background: Background) -> None:
        super().__init__()
        self._background = background
        self.logo_content = b""
        self._lines: dict[str, QLineEdit] = {}
        self._errors = {key: let_shrink(line_label("error")) for key in ("address", "address_ar")}
        grid = QGridLayout()
        grid.setVerticalSpacing(2)
        fields = (
            ("address", _("Address in Latin letters"), "Derb Akka, Taroudant"),
            ("address_ar", _("Address in Arabic"), "درب أقا، تارودانت"),
        )
        for row, (key, label, example) in enumerate(fields):
            line = self._lines[key] = QLineEdit()
            line.setObjectName(f"centre_{key}")
            line.setPlaceholderText(example)
            line.setAccessibleName(label)
            line.returnPressed.connect(self._try)
            grid.addWidget(line_label("strong", label), 2 * row, 0)
            grid.addWidget(line, 2 * row, 1)
            grid.addWidget(self._errors[key], 2 * row + 1, 1)
        self._lines["address"].setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._lines["address_ar"].setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.logo = PhotoField(_("The centre's logo"), _("Choose a logo…"), "mdi6.image-outline")
        self.logo.setObjectName("logo")
        self.logo.chosen.connect(self._take_logo)
        self.logo.removed.connect(lambda: self._show_logo(b""))
        self.back = flat_button(_("Back"), "mdi6.chevron-left", mirrored=True)
        go_on = primary_button(_("Go on"), theme.accent("social"))
        go_on.setObjectName("placeGoOn")
        go_on.clicked.connect(self._try)
        buttons = QHBoxLayout()
        buttons.addWidget(self.back)
        buttons.addStretch()
        buttons.addWidget(go_on)
        told = _("For the head of your papers. All of this may wait: it stands in the settings.")
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addWidget(line_label("subject", _("Address and logo")))
        column.addWidget(let_shrink(line_label("secondary", told)))
        column.addLayout(grid)
        column.addWidget(self.logo)
        column.addStretch()
        column.addLayout(buttons)

    @property
    def address(self) -> str:
        """The centre's address."""
        return self._lines["address"].text()

    @property
    def address_ar(self) -> str:
        """The centre's address in Arabic."""
        return self._lines["address_ar"].text()

    def ready(self) -> None:
        """Take the keyboard."""
        self._lines["address"].setFocus()

    def refuse(self, refusal: Refusal) -> bool:
        """Show a refusal at its field; False when it is of no field here."""
        if refusal.field == "logo":
            self.logo.say_error(refusal.message)
            self.logo.choose.setFocus()
        elif refusal.field in self._errors:
            self._errors[refusal.field].setText(refusal.message)
            self._lines[refusal.field].setFocus()
        else:
            return False
        return True

    def _try(self) -> None:
        from amane_desktop.office.short_lines import LONGEST_ADDRESS, short_line

        for error in self._errors.values():
            error.setText("")
        try:
            for key, line in self._lines.items():
                short_line(line.text(), key, LONGEST_ADDRESS)
        except Refusal as refusal:
            self.refuse(refusal)
            return
        self.filled.emit()

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
