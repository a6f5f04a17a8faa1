"""Which printer, how many copies of what, which pages."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QIntValidator
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QScrollArea,
    QWidget,
)

from amane_desktop.i18n import _, is_rtl
from ui import theme
from ui.widgets import named
from ui.widgets.basics import line_label, primary_button
from ui.widgets.sections import Section

_DASHES = str.maketrans("–—،؛", "--,,")
MOST_COPIES = 99


def read_pages(text: str, count: int) -> list[int]:
    """The pages, counted from 0, of words like *1-3, 5*; none if they cannot be understood."""
    if not text.strip():
        return list(range(count))
    pages: list[int] = []
    for part in text.translate(_DASHES).split(","):
        match = re.fullmatch(r"\s*(\d{1,4})\s*(?:-\s*(\d{1,4})\s*)?", part)
        if not match:
            return []
        first = int(match[1])
        last = int(match[2] or first)
        if not 1 <= first <= last <= count:
            return []
        pages.extend(range(first - 1, last))
    return pages


def _number(least: int) -> QLineEdit:
    line = QLineEdit("1")
    # A number alone has no direction; it stands where the words of the other fields begin.
    side = Qt.AlignmentFlag.AlignRight if is_rtl() else Qt.AlignmentFlag.AlignLeft
    line.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
    line.setValidator(QIntValidator(least, MOST_COPIES, line))
    return line


class PrintForm(QDialog):
    """A small form: printer, copies (of each group where there are several), pages."""

    def __init__(
        self,
        pages: int,
        parent: QWidget | None = None,
        *,
        printer: str = "",
        sections: Sequence[Section] = (),
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Print"))
        self.setMinimumWidth(420)
        self._count = pages
        self._sections = sections if len(sections) > 1 else ()
        self.printer = named(QComboBox(), "printer")
        self.printer.addItems(QPrinterInfo.availablePrinterNames())
        self.printer.setCurrentText(QPrinterInfo.defaultPrinterName())
        self.printer.setCurrentText(printer)
        self.copies = named(_number(1), "copies")
        self.pages = named(QLineEdit(), "pages")
        self.pages.setPlaceholderText(_("all, or 1-3, 5"))
        self.of_each = [self._copies_of(number) for number in range(len(self._sections))]
        self._error = named(line_label("error" if self.printer.count() else "news"), "error")
        self._error.setWordWrap(True)
        self._lay_out()
        self.copies.textEdited.connect(self._copy_all)
        if not self.printer.count():
            self._error.setText(_("This computer has no printer yet. Save the paper as PDF."))
            self._print.setEnabled(False)

    def _copies_of(self, number: int) -> QLineEdit:
        line = named(_number(0), f"copiesOf{number}")
        line.setAccessibleName(self._sections[number].title)
        return line

    def _lay_out(self) -> None:
        buttons = QDialogButtonBox()
        self._print = primary_button(_("Print"), theme.accent("neutral"), "mdi6.printer")
        buttons.addButton(self._print, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        form = QFormLayout(self)
        form.setContentsMargins(theme.EDGE, theme.EDGE, theme.EDGE, theme.EDGE)
        form.setSpacing(theme.GAP)
        form.addRow(_("Printer"), self.printer)
        form.addRow(_("Copies"), self.copies)
        if self.of_each:
            form.addRow(line_label("secondary", _("Copies of each group")))
            form.addRow(self._each_group())
        form.addRow(_("Pages"), self.pages)
        form.addRow(self._error)
        form.addRow(buttons)

    def _each_group(self) -> QScrollArea:
        inside = QWidget()
        rows = QFormLayout(inside)
        rows.setContentsMargins(0, 0, theme.INSIDE, 0)
        for section, line in zip(self._sections, self.of_each, strict=True):
            rows.addRow(section.title, line)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setMaximumHeight(210)
        return area

    def _copy_all(self, text: str) -> None:
        for line in self.of_each:
            line.setText(text)

    @property
    def error(self) -> str:
        """What keeps the form from printing, in words."""
        return self._error.text()

    def chosen_pages(self) -> list[int]:
        """The pages to print, counted from 0; those of a group again for each of its copies."""
        wanted = read_pages(self.pages.text(), self._count)
        if not self.of_each:
            return wanted
        found = []
        for section, line in zip(self._sections, self.of_each, strict=True):
            copies = int(line.text() or 0)
            found += [page for page in wanted if page in section.pages] * copies
        return found

    def chosen_printer(self) -> QPrinter:
        """The printer as it was set."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPrinterName(self.printer.currentText())
        printer.setCopyCount(1 if self.of_each else int(self.copies.text()))
        return printer

    def _accept(self) -> None:
        if not self.copies.hasAcceptableInput():
            self._error.setText(_("Between 1 and 99 copies."))
            self.copies.setFocus()
            return
        if self.chosen_pages():
            self.accept()
            return
        if read_pages(self.pages.text(), self._count):
            self._error.setText(_("Choose at least one copy of one group."))
            self.copies.setFocus()
            return
        self._error.setText(
            _("The paper has pages 1 to {count}: write for example 1-3, 5.").format(
                count=self._count
            )
        )
        self.pages.setFocus()
