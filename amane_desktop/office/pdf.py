"""PDFs that staff give: whether each opens, its first page as a picture, and one made of pages."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from threading import RLock
from typing import TYPE_CHECKING, Any, BinaryIO

from amane_desktop.i18n import _
from amane_desktop.office.errors import Refusal

if TYPE_CHECKING:
    from PIL import Image

PDF = "application/pdf"
# PDFium serves one thread at a time, whichever document it is about.
PDFIUM = RLock()
_WRONG_PASSWORD = 4
_LONGER_SIDE_OF_A4 = 842.0


def checked_pdf(file: BinaryIO, side: int, field: str) -> Image.Image:
    """Its first page, at most so many pixels a side; refuses what is no PDF that opens for all.

    It is read where PDFium wants to read it: a large one never stands in memory.
    """
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        with PDFIUM:
            document = PdfDocument(file)
            try:
                return _first_page(document, side)
            finally:
                document.close()
    except PdfiumError as error:
        if getattr(error, "err_code", None) == _WRONG_PASSWORD:
            told = _("This PDF is locked with a password: save it again without one.")
        else:
            told = _("This PDF cannot be opened: it is damaged or not whole.")
        raise Refusal(told, field) from None


def _first_page(document: Any, side: int) -> Image.Image:
    page = document[0]
    bitmap = page.render(scale=side / max(1.0, *page.get_size()), may_draw_forms=False)
    picture: Image.Image = bitmap.to_pil().convert("RGB")
    bitmap.close()
    page.close()
    return picture


def pdf_of(pages: Iterable[bytes]) -> bytes:
    """One PDF of JPEG pictures, each a page whose longer side is that of a sheet of A4."""
    from pypdfium2 import PdfDocument, PdfImage, PdfMatrix

    with PDFIUM:
        document = PdfDocument.new()
    for jpeg in pages:
        with PDFIUM:
            picture = PdfImage.new(document)
            picture.load_jpeg(BytesIO(jpeg), inline=True)
            wide, tall = picture.get_px_size()
            scale = _LONGER_SIDE_OF_A4 / max(wide, tall)
            picture.set_matrix(PdfMatrix().scale(wide * scale, tall * scale))
            page = document.new_page(wide * scale, tall * scale)
            page.insert_obj(picture)
            page.gen_content()
            page.close()
    out = BytesIO()
    with PDFIUM:
        document.save(out)
        document.close()
    return out.getvalue()
