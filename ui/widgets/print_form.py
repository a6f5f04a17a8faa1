"""Which printer, how many copies, which pages; and the printing itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QMarginsF, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QIntValidator, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QWidget,
)

from amane_desktop.i18n import _, is_rtl
from ui import theme
from ui.widgets import named
from ui.widgets.basics import line_label, primary_button
from ui.widgets.pdf_pages import POINTS_PER_INCH, PdfPages

# Beyond this an office printer shows no difference, and a page costs seconds.
_FINEST_DPI = 600
_BAND_POINTS = 72.0
_DASHES = str.maketrans("–—،؛", "--,,")


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


class PrintForm(QDialog):
    """A small form: printer, copies, pages."""

    def __init__(self, pages: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Print"))
        self.setMinimumWidth(380)
        self._count = pages
        self.printer = named(QComboBox(), "printer")
        self.printer.addItems(QPrinterInfo.availablePrinterNames())
        self.printer.setCurrentText(QPrinterInfo.defaultPrinterName())
        self.copies = named(QLineEdit("1"), "copies")
        # A number alone has no direction; it stands where the words of the other fields begin.
        side = Qt.AlignmentFlag.AlignRight if is_rtl() else Qt.AlignmentFlag.AlignLeft
        self.copies.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        self.copies.setValidator(QIntValidator(1, 99, self.copies))
        self.pages = named(QLineEdit(), "pages")
        self.pages.setPlaceholderText(_("all, or 1-3, 5"))
        self._error = named(line_label("error" if self.printer.count() else "news"), "error")
        self._error.setWordWrap(True)
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
        form.addRow(_("Pages"), self.pages)
        form.addRow(self._error)
        form.addRow(buttons)
        if not self.printer.count():
            self._error.setText(_("This computer has no printer yet. Save the paper as PDF."))
            self._print.setEnabled(False)

    @property
    def error(self) -> str:
        """What keeps the form from printing, in words."""
        return self._error.text()

    def chosen_pages(self) -> list[int]:
        """The pages to print, counted from 0."""
        return read_pages(self.pages.text(), self._count)

    def chosen_printer(self) -> QPrinter:
        """The printer as it was set."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPrinterName(self.printer.currentText())
        printer.setCopyCount(int(self.copies.text()))
        return printer

    def _accept(self) -> None:
        if not self.copies.hasAcceptableInput():
            self._error.setText(_("Between 1 and 99 copies."))
            self.copies.setFocus()
            return
        if self.chosen_pages():
            self.accept()
            return
        self._error.setText(
            _("The paper has pages 1 to {count}: write for example 1-3, 5.").format(
                count=self._count
            )
        )
        self.pages.setFocus()


class PrintJob(QObject):
    """Pages on their way to a printer, one at each turn of the event loop; no file in between."""

    progress = Signal(int, int)
    finished = Signal(bool)

    def __init__(
        self, document: PdfPages, printer: QPrinter, pages: Sequence[int], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._printer = printer
        self._pages = pages
        self._steps = self._print()

    def start(self) -> None:
        """Begin; `finished` tells whether the printer took all pages."""
        QTimer.singleShot(0, self, self._next)

    def _next(self) -> None:
        done = next(self._steps, None)
        if done is None:
            return
        self.progress.emit(done, len(self._pages))
        QTimer.singleShot(0, self, self._next)

    def _print(self) -> Iterator[int]:
        printer = self._printer
        printer.setFullPage(True)
        self._lay(self._pages[0])
        painter = QPainter()
        if not painter.begin(printer):
            self.finished.emit(False)
            return
        for done, number in enumerate(self._pages):
            yield done + 1
            if done:
                self._lay(number)
                if not printer.newPage():
                    painter.end()
                    self.finished.emit(False)
                    return
            self._draw(painter, number)
        self.finished.emit(painter.end())

    def _lay(self, number: int) -> None:
        """Turn the paper as the page stands."""
        size = self._document.sizes[number]
        turned = size.width() > size.height()
        side = QPageLayout.Orientation.Landscape if turned else QPageLayout.Orientation.Portrait
        page = QPageSize(QPageSize.PageSizeId.A4)
        self._printer.setPageLayout(QPageLayout(page, side, QMarginsF(0, 0, 0, 0)))

    def _draw(self, painter: QPainter, number: int) -> None:
        """Draw a page in bands, at its own size: rows stay as wide as they were measured."""
        size = self._document.sizes[number]
        dots = self._printer.resolution() / POINTS_PER_INCH
        scale = min(self._printer.resolution(), _FINEST_DPI) / POINTS_PER_INCH
        top = 0.0
        while top < size.height():
            height = min(_BAND_POINTS, size.height() - top)
            band = self._document.band(number, scale, top, height)
            place = QRectF(0, top * dots, band.width() / scale * dots, band.height() / scale * dots)
            painter.drawImage(place, band)
            top += height
