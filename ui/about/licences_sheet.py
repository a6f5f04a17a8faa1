"""What the program is made of: the list of parts, and the text of the chosen one's licence."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from amane_desktop.i18n import _, isolate
from amane_desktop.licences import Part, parts
from ui import theme
from ui.about.close_row import close_row
from ui.widgets import named
from ui.widgets.basics import let_shrink, line_label

_WIDTH, _HEIGHT, _LIST = 980, 600, 330


class LicencesSheet(QDialog):
    """Texts stay as their authors wrote them, from the left in every language."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("licencesSheet")
        self.setWindowTitle(_("Licences"))
        self.resize(_WIDTH, _HEIGHT)
        self._parts = parts()
        self.list = named(QListWidget(), "licenceParts")
        self.list.setAccessibleName(_("Licences"))
        self.list.setFixedWidth(_LIST)
        self.head = named(let_shrink(line_label("strong")), "licenceHead")
        self.text = named(QPlainTextEdit(), "licenceText")
        self.text.setReadOnly(True)
        self.text.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        option.setTextDirection(Qt.LayoutDirection.LeftToRight)
        self.text.document().setDefaultTextOption(option)
        for part in self._parts:
            self.list.addItem(QListWidgetItem(isolate(f"{part.name} {part.version}".strip())))
        self.list.currentRowChanged.connect(lambda row: self._show(self._parts[row]))
        self._lay_out()
        self.list.setCurrentRow(0)
        self.list.setFocus()

    def _lay_out(self) -> None:
        beside = QVBoxLayout()
        beside.addWidget(self.head)
        beside.addWidget(self.text, 1)
        body = QHBoxLayout()
        body.addWidget(self.list)
        body.addLayout(beside, 1)
        column = QVBoxLayout(self)
        column.setSpacing(theme.GAP)
        column.addWidget(line_label("subject", _("Licences")))
        words = _("Amane is built on the work of many others, who give it away under these terms.")
        column.addWidget(let_shrink(line_label("secondary", words)))
        column.addLayout(body, 1)
        column.addLayout(close_row(self, "closeLicences"))

    def _show(self, part: Part) -> None:
        self.head.setText(isolate(f"{part.name} {part.version} · {part.licence}"))
        self.text.setPlainText(part.text)
