"""The guide's pictures: the same each time they are taken, and of the page that they name."""

from io import BytesIO
from pathlib import Path

from PIL import Image
from PySide6.QtWidgets import QApplication

from screenshots.pictures import PICTURES, load, small_png
from screenshots.stage import HEIGHT, WIDTH, Stage
from ui import theme


def taken(room: Path, lang: str, name: str) -> bytes:
    """A picture from a centre of its own."""
    load()
    stage = Stage(lang, room, families=12)
    try:
        return small_png(PICTURES[name](stage))
    finally:
        stage.close()


def test_a_picture_is_the_same_when_it_is_taken_again(qapp: QApplication, tmp_path: Path) -> None:
    qapp.setCursorFlashTime(0)
    theme.apply(qapp)
    once, again = (taken(tmp_path / room, "ar", "today") for room in ("first", "second"))
    assert once == again
    shown = Image.open(BytesIO(once))
    assert shown.mode == "P" and shown.size == (WIDTH, HEIGHT)
    # The accent of the one filled button, with which a page of the program differs from a blank.
    assert theme.ACCENTS["school"] in _colours(shown)


def _colours(shown: Image.Image) -> set[str]:
    found = shown.convert("RGB").getcolors(WIDTH * HEIGHT) or []
    return {"#{:02X}{:02X}{:02X}".format(*colour) for _count, colour in found}
