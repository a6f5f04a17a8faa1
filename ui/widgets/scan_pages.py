"""The pages of a scan, drawn beside the window, and turned for whoever looks at them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from io import BufferedReader
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QTransform

from amane_desktop.i18n import _
from amane_desktop.office.errors import Refusal
from amane_desktop.office.pdf import PDF
from amane_desktop.people.scan_lines import ScanContent
from amane_desktop.storage.attachments import AttachmentDamaged
from ui.background import Background
from ui.widgets.pdf_pages import PdfPages

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_LONGER_SIDE_OF_A4 = 842.0
_POINTS_OF_A_PIXEL = 0.75
# A page that says that it is as wide as a street is drawn no finer than this.
_MOST_PIXELS = 16_000_000
_KEPT = 6

# The page, how large, on which screen, and how many quarters it is turned.
_Wanted = tuple[int, float, float, int]


class Drawn(Protocol):
    """What can draw pages of a scan."""

    sizes: list[QSizeF]

    def picture(self, number: int, scale: float, ratio: float = 1.0) -> QImage: ...

    def close(self) -> None: ...


class OnePicture:
    """A photo as the one page that it is."""

    def __init__(self, image: QImage) -> None:
        self._image = image
        longer = max(image.width(), image.height(), 1)
        self._points = min(_POINTS_OF_A_PIXEL, _LONGER_SIDE_OF_A4 / longer)
        self.sizes = [QSizeF(image.size()) * self._points]

    def picture(self, number: int, scale: float, ratio: float = 1.0) -> QImage:
        """The picture at so many logical pixels a point."""
        size = self.sizes[number] * (scale * ratio)
        smooth = Qt.TransformationMode.SmoothTransformation
        whole = Qt.AspectRatioMode.IgnoreAspectRatio
        image = self._image.scaled(size.toSize(), whole, smooth)
        image.setDevicePixelRatio(ratio)
        return image

    def close(self) -> None:
        """Let the picture go."""
        self._image = QImage()


class _Unbroken(BufferedReader):
    """What is damaged reads as nothing: PDFium then says itself that it cannot go on."""

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        try:
            return super().readinto(buffer)
        except AttachmentDamaged:
            return 0


def drawn(content: ScanContent) -> Drawn:
    """Read a scan for drawing, without a file in clear; refuses one that cannot be read."""
    if content.media_type != PDF:
        content.file.close()
        image = QImage.fromData(b"".join(content.chunks))
        if image.isNull():
            raise Refusal(_("A photo or paper is damaged on this PC. Restore the last backup."))
        return OnePicture(image)
    try:
        return PdfPages(_Unbroken(content.file))
    except RuntimeError:  # (PDFium's own error)
        told = _("A photo or paper is damaged on this PC. Restore the last backup.")
        raise Refusal(told) from None


class ScanPages(QObject):
    """Gives at once what picture of a page there is, and the right one as soon as it is drawn."""

    arrived = Signal()

    def __init__(self, source: Drawn, parent: QObject) -> None:
        super().__init__(parent)
        self._source = source
        self._quarters = 0
        self._pictures: OrderedDict[_Wanted, QImage] = OrderedDict()
        self._asked: set[_Wanted] = set()
        self._thread = Background("pages", self)

    def __len__(self) -> int:
        return len(self._source.sizes)

    @property
    def sizes(self) -> Sequence[QSizeF]:
        """The sizes of the pages as they are turned."""
        sizes = self._source.sizes
        return [size.transposed() for size in sizes] if self._quarters % 2 else sizes

    def turn(self, quarters: int) -> None:
        """Turn all pages by quarters of a turn, clockwise; the scan stays as it is."""
        self._quarters = (self._quarters + quarters) % 4

    def picture(self, number: int, scale: float, ratio: float = 1.0, /) -> QImage:
        """The page as well as it is drawn by now."""
        pixels = self.sizes[number].width() * self.sizes[number].height() * (scale * ratio) ** 2
        fine = scale * min(1.0, (_MOST_PIXELS / max(pixels, 1.0)) ** 0.5)
        wanted = (number, fine, ratio, self._quarters)
        if wanted not in self._pictures:
            self._draw(wanted)
        same = [key for key in self._pictures if (key[0], key[3]) == (number, self._quarters)]
        nearest = wanted if wanted in same else same[-1] if same else None
        found = self._pictures[nearest] if nearest else QImage()
        size = (self.sizes[number] * scale * ratio).toSize()
        if not found.isNull() and found.size() != size:
            found = found.scaled(size)
        found.setDevicePixelRatio(ratio)
        return found

    def close(self) -> None:
        """Let the scan go."""
        self._thread.close()
        self._source.close()
        self._pictures.clear()

    def _draw(self, wanted: _Wanted) -> None:
        if wanted in self._asked:
            return
        self._asked.add(wanted)
        self._thread.run(
            lambda: _turned(self._source.picture(*wanted[:3]), wanted[3]),
            lambda image: self._keep(wanted, image),
            lambda _refusal: None,
        )

    def _keep(self, wanted: _Wanted, image: QImage) -> None:
        self._asked.discard(wanted)
        self._pictures[wanted] = image
        if len(self._pictures) > _KEPT:
            self._pictures.popitem(last=False)
        self.arrived.emit()


def _turned(image: QImage, quarters: int) -> QImage:
    return image.transformed(QTransform().rotate(90 * quarters)) if quarters else image
