"""The list of pictures: each a function that brings the program to where it is taken."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from PySide6.QtGui import QPixmap

from screenshots.stage import Stage

Take = Callable[[Stage], QPixmap]
PICTURES: dict[str, Take] = {}
_PARTS = ("first", "house", "families", "at_school", "dossiers", "backups")


def picture(take: Take) -> Take:
    """Add a picture, called as its function is."""
    PICTURES[take.__name__.replace("_", "-")] = take
    return take


def load() -> None:
    """Fill the list, part by part: in this order the pictures are taken."""
    for part in _PARTS:
        import_module(f"screenshots.{part}")
