"""Pages on their way to a printer, beside the window's other work."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QMarginsF, QObject, QRectF, QTimer, Signal
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from ui.widgets.pdf_pages import POINTS_PER_INCH, PdfPages

# Beyond this an office printer shows no difference, and a page costs seconds.
_FINEST_DPI = 600
_BAND_ROWS = 512


class PrintJob(QObject):
    """Pages drawn a band at each turn of the event loop, with no file in between.

    It has the paper for itself, so that the preview may be closed meanwhile.
    """

    progress = Signal(int, int)
    finished = Signal(bool)

    def __init__(
        self, pdf: bytes, printer: QPrinter, pages: Sequence[int], parent: QObject | None
    ) -> None:
        super().__init__(parent)
        self._document = PdfPages(pdf)
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
        self._lay(self._pages[0])
        painter = QPainter()
        if not painter.begin(printer):
            self._end(False)
            return
        for done, number in enumerate(self._pages):
            if done:
                self._lay(number)
                if not printer.newPage():
                    painter.end()
                    self._end(False)
                    return
            for _band in self._draw(painter, number):
                yield done + 1
        self._end(painter.end())

    def _end(self, is_complete: bool) -> None:
        self._document.close()
        self.finished.emit(is_complete)
        self.deleteLater()

    def _lay(self, number: int) -> None:
        """Turn the paper as the page stands."""
        size = self._document.sizes[number]
        turned = size.width() > size.height()
        side = QPageLayout.Orientation.Landscape if turned else QPageLayout.Orientation.Portrait
        layout = QPageLayout(QPageSize(QPageSize.PageSizeId.A4), side, QMarginsF(0, 0, 0, 0))
        # With margins narrower than its own, a printer would keep its own paper, upright.
        layout.setMode(QPageLayout.Mode.FullPageMode)
        self._printer.setPageLayout(layout)

    def _draw(self, painter: QPainter, number: int) -> Iterator[int]:
        """Draw a page in bands, at its own size: rows stay as wide as they were measured."""
        drawn_at = min(self._printer.resolution(), _FINEST_DPI)
        scale, dots = drawn_at / POINTS_PER_INCH, self._printer.resolution() / drawn_at
        for top in range(0, self._document.rows(number, scale), _BAND_ROWS):
            band = self._document.band(number, scale, top, _BAND_ROWS)
            place = QRectF(0, top * dots, band.width() * dots, band.height() * dots)
            painter.drawImage(place, band)
            yield top
