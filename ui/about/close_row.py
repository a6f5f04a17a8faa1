"""The foot of a sheet that only tells: the button that closes it."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout

from amane_desktop.i18n import _
from ui.widgets import named
from ui.widgets.basics import plain_button


def close_row(sheet: QDialog, name: str) -> QHBoxLayout:
    """A row whose one button, of that name, closes the sheet."""
    close = named(plain_button(_("Close")), name)
    close.clicked.connect(sheet.reject)
    row = QHBoxLayout()
    row.addStretch()
    row.addWidget(close)
    return row
