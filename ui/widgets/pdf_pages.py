"""The pages of a PDF, as pictures of any size."""

from __future__ import annotations

from math import ceil
from typing import Any, BinaryIO

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage

from amane_desktop.office.pdf import PDFIUM

POINTS_PER_INCH = 72.0


class PdfPages:
    """A PDF in memory or in a file; its pages are drawn when somebody looks at them."""

    def __init__(self, pdf: bytes | BinaryIO) -> None:
        import pypdfium2

        with PDFIUM:
            is_file = not isinstance(pdf, bytes)
            self._document: Any = pypdfium2.PdfDocument(pdf, autoclose=is_file)
            pages = range(len(self._document))
            self.sizes = [QSizeF(*self._document.get_page_size(number)) for number in pages]

    def __len__(self) -> int:
        return len(self.sizes)

    def picture(self, number: int, scale: float, ratio: float = 1.0) -> QImage:
        """A page at so many logical pixels a point, crisp on a screen of that pixel ratio."""
        image = self._rendered(number, scale * ratio, (0, 0, 0, 0))
        image.setDevicePixelRatio(ratio)
        return image

    def rows(self, number: int, scale: float) -> int:
        """How many rows of pixels a page has at so many pixels a point."""
        return ceil(self.sizes[number].height() * scale)

    def band(self, number: int, scale: float, top: int, rows: int) -> QImage:
        """So many rows of pixels across a page, from `top`: a whole page may be too large."""
        below = max(0, self.rows(number, scale) - top - rows)
        # The library rounds up what it leaves away: from half a row before, to this very row.
        above, beneath = (max(0.0, away - 0.5) / scale for away in (top, below))
        return self._rendered(number, scale, (0, beneath, 0, above), optimize_mode="print")

    def close(self) -> None:
        """Let the document go."""
        with PDFIUM:
            self._document.close()

    def _rendered(
        self, number: int, scale: float, crop: tuple[float, float, float, float], **how: Any
    ) -> QImage:
        with PDFIUM:
            page = self._document[number]
            bitmap = page.render(
                scale=scale, crop=crop, may_draw_forms=False, prefer_bgrx=True, **how
            )
            image = QImage(
                bytes(bitmap.buffer),
                bitmap.width,
                bitmap.height,
                bitmap.stride,
                QImage.Format.Format_RGB32,
            ).copy()
            bitmap.close()
            page.close()
        return image
