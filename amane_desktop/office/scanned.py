"""What staff scanned or photographed, made ready to be kept: looked at before anything is stored.

A PDF stays as it is, and is streamed from its file. A picture is turned upright, rid of all that a
camera wrote beside it, and no larger than a sheet of A4 at 300 dots an inch.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO, FileIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from amane_desktop.i18n import _
from amane_desktop.office.attachments import attach_once
from amane_desktop.office.errors import Refusal
from amane_desktop.office.pdf import PDF, checked_pdf, pdf_of
from amane_desktop.office.pictures import EXAMPLE, JPEG, PNG

if TYPE_CHECKING:
    from PIL import Image

    from amane_desktop.office.work import Work

FIELD = "files"
LARGEST_FILE = 2 * 1024**3
_LONGEST_SIDE = 3508
_MOST_PIXELS = 80_000_000
_MOST_PAGES = 100
_SMALL_SIDE = 320
_FORMATS = ("JPEG", "PNG", "BMP", "TIFF")
# What draws with so few shades is writing or lines, which a JPEG would smear.
_FEW_COLOURS = 64
_HEAD, _PART = 1024, 1024 * 1024
_TELEPHONE_PHOTOS = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif")


@dataclass(frozen=True)
class Prepared:
    """A file that can be kept: its bytes, or where they are read from, and a small picture of it.

    `original_sha256` is of what was given.
    """

    content: bytes | Path
    media_type: str
    original_sha256: str
    small: bytes


EXAMPLE_SCAN = Prepared(EXAMPLE, PNG, hashlib.sha256(EXAMPLE).hexdigest(), EXAMPLE)


def prepare(given: Path | bytes) -> Prepared:
    """Look at a file or a pasted picture; takes its time. Refuses in plain words at `files`."""
    with _readable(), _opened(given) as file:
        size = file.seek(0, 2)
        file.seek(0)
        head = file.read(_HEAD)
        if not head:
            raise Refusal(_("This file is empty."), FIELD)
        if size > LARGEST_FILE:
            raise Refusal(_("This file is too large: 2 GB at most."), FIELD)
        digest = _digest(file)
        if b"%PDF-" in head:
            small = _small(checked_pdf(file, _SMALL_SIDE, FIELD))
            return Prepared(given, PDF, digest, small)
        return _picture(file, head, digest)


def keep_scan(work: Work, prepared: Prepared) -> int:
    """Store what was prepared, once; gives its attachment. Refuses a file that changed since."""
    content, digest = prepared.content, prepared.original_sha256

    def opened() -> BinaryIO:
        return _Unchanged(content, digest) if isinstance(content, Path) else BytesIO(content)

    with _readable():
        return attach_once(work, opened, prepared.media_type, digest)


def small_picture_of(file: BinaryIO, media_type: str) -> bytes:
    """A small picture of what is kept; refuses what cannot be read any more."""
    from PIL import Image

    if media_type == PDF:
        return _small(checked_pdf(file, _SMALL_SIDE, FIELD))
    with Image.open(file, formats=_FORMATS) as image:
        image.draft(None, (_SMALL_SIDE, _SMALL_SIDE))
        return _small(image)


def is_still(path: Path, original_sha256: str) -> bool:
    """Whether a file is the one that was kept, to the last byte."""
    try:
        with path.open("rb") as file:
            return _digest(file) == original_sha256
    except OSError:
        return False


class _Unchanged(FileIO):
    """A file that is read to its end only if it is the one that was looked at."""

    def __init__(self, path: Path, sha256: str) -> None:
        super().__init__(path, "rb")
        self._sha256, self._digest = sha256, hashlib.sha256()

    def read(self, size: int | None = -1, /) -> bytes:
        """The next bytes; at the end of another file than the one that was looked at, Refusal."""
        part = super().read(size) or b""
        self._digest.update(part)
        if not part and self._digest.hexdigest() != self._sha256:
            raise Refusal(_("This file has changed meanwhile: add it again."), FIELD)
        return part


def _opened(given: Path | bytes) -> BinaryIO:
    return given.open("rb") if isinstance(given, Path) else BytesIO(given)


def _digest(file: BinaryIO) -> str:
    digest = hashlib.sha256()
    file.seek(0)
    while part := file.read(_PART):
        digest.update(part)
    file.seek(0)
    return digest.hexdigest()


@contextmanager
def _readable() -> Iterator[None]:
    """Tell in plain words that a file is gone, or cannot be read."""
    try:
        yield
    except OSError as error:
        # The disk that it is kept on speaks for itself.
        if error.filename is None and error.errno is not None:
            raise
        raise Refusal(_("This file cannot be read."), FIELD) from None


def _picture(file: BinaryIO, head: bytes, digest: str) -> Prepared:
    from PIL import Image, UnidentifiedImageError

    if head[4:8] == b"ftyp" and head[8:12] in _TELEPHONE_PHOTOS:
        told = _(
            "This is a HEIC photo, which cannot be kept: on the telephone choose JPEG"
            " (“Most compatible”), or send it as a photo by message."
        )
        raise Refusal(told, FIELD)
    try:
        with Image.open(file, formats=_FORMATS) as image:
            pages = getattr(image, "n_frames", 1) if image.format == "TIFF" else 1
            if pages > 1:
                return _of_pages(image, pages, digest)
            upright = _upright(image)
            small, is_drawn = _small(upright), image.format != "JPEG" and _is_drawn(upright)
            content, media_type = _written(upright, is_drawn=is_drawn)
            return Prepared(content, media_type, digest, small)
    except Image.DecompressionBombError:
        raise Refusal(_("This picture is too large: 80 megapixels at most."), FIELD) from None
    except UnidentifiedImageError:
        told = _("This cannot be kept: take a PDF, JPEG, PNG, TIFF or BMP file.")
        raise Refusal(told, FIELD) from None
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError):
        raise Refusal(_("This picture is damaged or not whole."), FIELD) from None


def _of_pages(image: Image.Image, pages: int, digest: str) -> Prepared:
    """A picture of several pages, as a scanner writes it, becomes a PDF."""
    if pages > _MOST_PAGES:
        told = _("This picture has too many pages: let the scanner write a PDF.")
        raise Refusal(told, FIELD)
    small = b""

    def jpegs() -> Iterator[bytes]:
        nonlocal small
        for number in range(pages):
            image.seek(number)
            page = _upright(image.copy())
            small = small or _small(page)
            yield _written(page, is_drawn=False)[0]

    return Prepared(pdf_of(jpegs()), PDF, digest, small)


def _upright(image: Image.Image) -> Image.Image:
    """The picture at its final size, in shades or colours on white, as it is to be looked at."""
    from PIL import Image, ImageOps

    if image.width * image.height > _MOST_PIXELS:
        raise Image.DecompressionBombError
    sides = (_LONGEST_SIDE, _LONGEST_SIDE)
    # A JPEG is not even unpacked in full for it.
    image.draft(None, sides)
    turned = ImageOps.exif_transpose(image)
    if turned.mode.startswith("I"):
        turned = turned.convert("I").point(lambda shade: shade * (1 / 256)).convert("L")
    if turned.mode in ("P", "PA", "LA", "RGBA", "La", "RGBa"):
        clear = turned.convert("RGBA")
        turned = Image.new("RGBA", clear.size, "white")
        turned.alpha_composite(clear)
    # On a picture of its own: whatever else came along stays behind.
    clean = turned.convert("L" if turned.mode in ("1", "L", "F") else "RGB")
    clean.thumbnail(sides)
    clean.info.clear()
    return clean


def _is_drawn(image: Image.Image) -> bool:
    """Whether it is writing or lines in a few shades."""
    return image.getcolors(_FEW_COLOURS) is not None


def _written(image: Image.Image, *, is_drawn: bool) -> tuple[bytes, str]:
    out = BytesIO()
    if is_drawn:
        image.save(out, "PNG", optimize=True)
        return out.getvalue(), PNG
    image.save(out, "JPEG", quality=85, optimize=True)
    return out.getvalue(), JPEG


def _small(image: Image.Image) -> bytes:
    small = image.copy()
    small.thumbnail((_SMALL_SIDE, _SMALL_SIDE))
    out = BytesIO()
    small.convert("RGB").save(out, "JPEG", quality=80)
    return out.getvalue()
