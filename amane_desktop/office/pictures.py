"""Pictures that staff give: made small, and rid of all that a camera wrote beside the picture."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from amane_desktop.i18n import _
from amane_desktop.office.errors import Refusal

if TYPE_CHECKING:
    from PIL import Image

JPEG, PNG = "image/jpeg", "image/png"
LONGEST_SIDE = 600
LARGEST_FILE = 30 * 1024 * 1024
_MOST_PIXELS = 64_000_000
# What else Pillow reads stays out: each format is a door of its own.
_FORMATS = ("JPEG", "PNG", "BMP")
# The smallest picture there is, for examples.
EXAMPLE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154"
    "789c6338916204000356015fe81784520000000049454e44ae426082"
)


def small_picture(
    content: bytes, field: str, media_type: str = JPEG, *, longest: int = LONGEST_SIDE
) -> bytes:
    """The picture upright, at most 600 pixels a side, without place or date; as JPEG or PNG.

    Refuses at the field what is no picture, not a whole one, or far too large to be opened.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError

    if len(content) > LARGEST_FILE:
        raise Refusal(_("This file is too large for a picture: 30 MB at most."), field)
    try:
        # Only its head is read here: what is too large is never unpacked.
        with Image.open(BytesIO(content), formats=_FORMATS) as image:
            if image.width * image.height > _MOST_PIXELS:
                raise Image.DecompressionBombError
            upright = ImageOps.exif_transpose(_scaled(image, longest))
    except Image.DecompressionBombError:
        raise Refusal(_("This picture is too large: 64 megapixels at most."), field) from None
    except UnidentifiedImageError:
        raise Refusal(
            _("This is no picture that can be read: take a JPEG or PNG."), field
        ) from None
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError):
        raise Refusal(_("This picture is damaged or not whole."), field) from None
    return _written(upright, media_type)


def _scaled(image: Image.Image, longest: int) -> Image.Image:
    """The picture at its final size; a JPEG is not even unpacked in full for it."""
    if image.mode == "P":
        image = image.convert("RGBA")
    image.thumbnail((longest, longest))
    return image


def _written(image: Image.Image, media_type: str) -> bytes:
    """The pixels alone, on a picture of their own: whatever else came along stays behind."""
    from PIL import Image

    image = image.convert("RGBA")
    is_photo = media_type == JPEG
    clean = Image.new("RGBA", image.size, (255, 255, 255, 255 if is_photo else 0))
    clean.alpha_composite(image)
    out = BytesIO()
    if is_photo:
        clean.convert("RGB").save(out, "JPEG", quality=85, optimize=True)
    else:
        clean.save(out, "PNG", optimize=True)
    return out.getvalue()
