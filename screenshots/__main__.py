"""Takes every picture of the guide anew, in both languages: `python -m screenshots [NAME ...]`."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path

from PySide6.QtWidgets import QApplication

import amane_desktop.rooms  # noqa: F401
from screenshots.pictures import PICTURES, load, small_png
from screenshots.stage import Stage
from ui import theme
from ui.guide.jobs import FOLDER

LANGUAGES = ("fr", "ar")


def main(wanted: list[str]) -> int:
    """Take the pictures that are wanted, or all of them; a picture that is no more is removed."""
    load()
    unknown = [name for name in wanted if name not in PICTURES]
    if unknown:
        print("There is no such picture: " + ", ".join(unknown), file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as room:
        _give_a_screen(Path(room))
        app = QApplication(sys.argv[:1])
    # A cursor that blinks would be in one picture and not in the next.
    app.setCursorFlashTime(0)
    theme.apply(app)
    for lang in LANGUAGES:
        place = FOLDER / "pictures" / lang
        place.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory() as room:
            _take(lang, Path(room), place, wanted or list(PICTURES))
        for old in place.glob("*.png"):
            if old.stem not in PICTURES:
                old.unlink()
    return 0


def _give_a_screen(room: Path) -> None:
    """A screen that nobody sees, large enough that no menu has to move aside."""
    config = room / "screen.json"
    screen = {"name": "office", "x": 0, "y": 0, "width": 1600, "height": 1000}
    screen |= {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    config.write_text(json.dumps({"screens": [screen]}))
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={config}"


def _take(lang: str, room: Path, place: Path, wanted: list[str]) -> None:
    stage = Stage(lang, room)
    try:
        for name, take in PICTURES.items():
            if name in wanted:
                path = place / f"{name}.png"
                path.write_bytes(small_png(take(stage)))
                print(f"{lang}/{path.name}  {path.stat().st_size / 1000:.0f} KB", flush=True)
    finally:
        stage.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
