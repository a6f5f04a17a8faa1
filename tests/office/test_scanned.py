"""What is given to be kept: which files are taken, what becomes of each, and what is refused."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pypdfium2 import PdfDocument
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from amane_desktop.office.errors import Refusal
from amane_desktop.office.scanned import Prepared, prepare


def a_file(image: Image.Image, kind: str = "PNG", **how: object) -> bytes:
    out = BytesIO()
    image.save(out, kind, **how)
    return out.getvalue()


def a_pdf(pages: int = 1) -> bytes:
    document = PdfDocument.new()
    for _page in range(pages):
        document.new_page(595, 842).close()
    out = BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()


def a_locked_pdf() -> bytes:
    out = BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption("nobody knows it"))
    canvas.drawString(10, 10, "words")
    canvas.save()
    return out.getvalue()


def kept(prepared: Prepared) -> Image.Image:
    assert isinstance(prepared.content, bytes)
    return Image.open(BytesIO(prepared.content))


def photo(side: int = 400) -> Image.Image:
    return Image.effect_noise((side, side // 2), 90).convert("RGB")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "BMP"])
def test_a_photo_of_each_kind_is_kept_as_a_jpeg(kind: str) -> None:
    prepared = prepare(a_file(photo(), kind))
    assert prepared.media_type == "image/jpeg"
    assert kept(prepared).size == (400, 200)
    assert Image.open(BytesIO(prepared.small)).size == (320, 160)


def test_a_large_photo_is_kept_as_large_as_a_sheet_at_300_dpi() -> None:
    assert kept(prepare(a_file(photo(5000), "JPEG"))).size == (3508, 1754)


def test_writing_in_few_shades_stays_free_of_smears() -> None:
    page = Image.new("1", (200, 300), 1)
    page.paste(0, (20, 20, 180, 40))
    prepared = prepare(a_file(page))
    assert prepared.media_type == "image/png"
    assert kept(prepared).getcolors() == [(3200, 0), (56800, 255)]


def test_what_is_seen_through_lies_on_white() -> None:
    assert kept(prepare(a_file(Image.new("RGBA", (9, 9), (0, 0, 0, 0))))).getpixel((4, 4)) == (
        255,
        255,
        255,
    )


def test_shades_of_sixteen_bits_are_not_burnt_out() -> None:
    grey = kept(prepare(a_file(Image.new("I;16", (9, 9), 32000)))).getpixel((4, 4))
    assert grey == 125


def test_a_photo_is_turned_upright_and_says_nothing_of_where_it_was_taken() -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "secret maker"
    exif.get_ifd(0x8825)[1] = "N"
    given = a_file(photo(), "JPEG", exif=exif.tobytes(), comment=b"secret words")
    image = kept(prepare(given))
    assert image.size == (200, 400)
    assert not image.getexif()
    assert b"secret" in given
    assert b"secret" not in a_file(image, "PNG")
    content = prepare(given).content
    assert isinstance(content, bytes) and b"secret" not in content


def test_the_pages_of_a_tiff_become_a_pdf() -> None:
    pages = [Image.new("1", (800, 1100), 1), photo(), photo()]
    prepared = prepare(a_file(photo(1100), "TIFF", save_all=True, append_images=pages))
    assert prepared.media_type == "application/pdf"
    assert isinstance(prepared.content, bytes)
    document = PdfDocument(prepared.content)
    assert [tuple(map(round, document.get_page_size(n))) for n in range(len(document))] == [
        (842, 421),
        (612, 842),
        (842, 421),
        (842, 421),
    ]
    document.close()


def test_a_pdf_stays_in_its_file_until_it_is_stored(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(a_pdf(2))
    prepared = prepare(path)
    assert prepared.content == path
    assert Image.open(BytesIO(prepared.small)).height == 320


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (b"", "empty"),
        (b"hello", "take a PDF, JPEG, PNG, TIFF or BMP"),
        (b"GIF89a\x01\x00\x01\x00", "take a PDF"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "HEIC"),
        (b"%PDF-1.7 and no more", "damaged"),
        (a_pdf()[:-300], "damaged"),
        (a_file(photo(), "JPEG")[:4000], "damaged"),
        (a_file(photo(), "PNG")[:4000], "damaged"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_plain_words(given: bytes, words: str) -> None:
    with pytest.raises(Refusal, match=words) as refused:
        prepare(given)
    assert refused.value.field == "files"


def test_a_locked_pdf_is_refused_as_such() -> None:
    with pytest.raises(Refusal, match="locked with a password"):
        prepare(a_locked_pdf())


def test_a_picture_too_large_to_unpack_is_refused_before_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given = a_file(Image.new("1", (12_000, 7_000)), "PNG")
    monkeypatch.setattr(Image.Image, "load", lambda *_given: pytest.fail("it was unpacked"))
    with pytest.raises(Refusal, match="megapixels"):
        prepare(given)


def test_a_file_that_is_gone_or_is_a_folder_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "gone.pdf", tmp_path):
        with pytest.raises(Refusal, match="cannot be read"):
            prepare(path)


def test_a_file_larger_than_two_gigabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.pdf"
    with path.open("wb") as file:
        file.write(b"%PDF-1.4\n")
        file.truncate(2 * 1024**3 + 1)
    with pytest.raises(Refusal, match="2 GB"):
        prepare(path)
