"""Where each file of the bundle comes from: nothing of Wine, nothing made for trying."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable
from pathlib import Path

from places import PYTHON, ROOT

SOURCES = (
    PYTHON,
    ROOT / "resources",
    ROOT / "docs" / "guide",
    ROOT / "translations",
    ROOT / "amane_desktop" / "storage" / "migrations",
)
# Packed of Python and of our code, or written by `installer.spec`: the licences, the commit.
_PACKED = {"Amane.exe", "amane-desktop.exe", "base_library.zip", "inside.json", "commit.txt"}


def judge(program: Path) -> None:
    """End everything when a file is not, byte for byte, one of Python, its wheels or ours."""
    known = digests(SOURCES)
    files = (file for file in program.rglob("*") if file.is_file() and file.name not in _PACKED)
    strangers = sorted(file for file in files if _digest(file) not in known)
    if strangers:
        sys.exit("Nobody knows where this comes from: " + ", ".join(map(str, strangers)))


def digests(folders: Iterable[Path]) -> set[str]:
    """The digests of all files of some folders."""
    files = (file for folder in folders for file in folder.rglob("*") if file.is_file())
    return {_digest(file) for file in files}


def _digest(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
