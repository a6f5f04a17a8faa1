"""Pictures that staff give: small and clean, or refused in plain words."""

import struct
import zlib
from io import BytesIO
from random import Random

import pytest
from PIL import Image

from amane_desktop.office.errors import Refusal
from amane_desktop.office.pictures import LARGEST_FILE, PNG, small_picture


def a_photo(width: int = 1200, height: int = 800, **saved: object) -> bytes:
    out = BytesIO()
    # Noise, so that its file is long enough to be cut short.
    image = Image.frombytes("L", (50, 50), Random(1).randbytes(2500)).resize((width, height))
    image.convert("RGB").save(out, "JPEG", **saved)
    return out.getvalue()


def a_png(width: int, height: int) -> bytes:
    """A picture of so many pixels, which weighs nothing: only its head is honest."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        end = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + end

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


def test_it_is_scaled_and_nothing_but_the_picture_is_kept() -> None:
    exif = Image.Exif()
    exif[0x010E] = "Zineb devant l'école"
    exif.get_ifd(0x8825)[2] = (30.0, 28.0, 14.0)
    photo = a_photo(exif=exif, comment="Taroudant", icc_profile=b"Profil de Zineb")
    assert b"Taroudant" in photo and b"Zineb" in photo
    small = small_picture(photo, "photo")
    kept = opened(small)
    assert (kept.format, kept.size) == ("JPEG", (600, 400))
    assert set(kept.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert not kept.getexif() and b"Taroudant" not in small and b"Zineb" not in small


def test_it_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    assert opened(small_picture(a_photo(exif=exif), "photo")).size == (400, 600)


def test_a_small_one_is_not_blown_up() -> None:
    assert opened(small_picture(a_photo(90, 60), "photo")).size == (90, 60)


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGBA", "CMYK", "I;16"])
def test_every_kind_of_colour_becomes_a_photo(mode: str) -> None:
    out = BytesIO()
    kind = "JPEG" if mode == "CMYK" else "PNG"
    Image.new("L", (40, 30), 90).convert("RGB").convert(
        mode if mode not in ("LA", "I;16") else "L"
    ).convert(mode).save(out, kind)
    assert opened(small_picture(out.getvalue(), "photo")).mode == "RGB"


def test_a_logo_keeps_what_shows_through() -> None:
    out = BytesIO()
    Image.new("RGBA", (800, 400), (0, 0, 0, 0)).save(out, "PNG")
    logo = opened(small_picture(out.getvalue(), "logo", PNG))
    assert (logo.format, logo.size, logo.mode) == ("PNG", (600, 300), "RGBA")
    assert logo.getchannel("A").getextrema() == (0, 0)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "no picture"),
        (b"%PDF-1.7 a letter", "no picture"),
        (b"GIF89a" + bytes(100), "no picture"),
        (a_photo()[:4000], "not whole"),
        (a_png(100, 100), "not whole"),
        (a_png(20_000, 10_000), "megapixels"),
        (a_png(10_000, 6_500), "megapixels"),
        (a_png(2**31 - 1, 2**31 - 1), "megapixels"),
        (bytes(LARGEST_FILE + 1), "30 MB"),
    ],
    ids=["nothing", "a letter", "gif", "cut", "hollow", "200 MP", "65 MP", "bomb", "huge"],
)
def test_what_is_no_picture_is_refused_at_its_field(content: bytes, told: str) -> None:
    with pytest.raises(Refusal, match=told) as refused:
        small_picture(content, "photo")
    assert refused.value.field == "photo"
