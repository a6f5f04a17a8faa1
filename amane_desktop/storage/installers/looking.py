"""Which installer lies on a drive, by its name and by what it says of itself."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from amane_desktop.storage.backup.layout import FOLDER
from amane_desktop.storage.installers.version_resource import words_of

PATTERN = "AmaneSetup-*.exe"
_NAME = re.compile(r"AmaneSetup-(\d{1,5}\.\d{1,5}\.\d{1,5})\.exe", re.ASCII)
_VERSION = re.compile(r"(\d{1,5})\.(\d{1,5})\.(\d{1,5})", re.ASCII)
_PRODUCT = "Amane"
# Ours have 60 MB; nothing larger is read.
LARGEST = 300_000_000


@dataclass(frozen=True)
class Installer:
    """An installer that lies somewhere, and the version that it says it is."""

    path: Path
    version: str

    def is_newer_than(self, version: str) -> bool:
        """Whether it comes after that version."""
        return version_of(self.path.name) > _numbers(version)


def version_of(name: str) -> tuple[int, ...]:
    """The version that a file's name says, as numbers to compare; empty for any other file."""
    found = _NAME.fullmatch(name)
    return _numbers(found[1]) if found is not None else ()


def newest_installer(root: Path) -> Installer | None:
    """The newest on a drive, in our folder or above it.

    Links are not followed. What is called so and says otherwise of itself is passed over, and so
    is what cannot be read.
    """
    found = sorted(_candidates(root), key=lambda path: version_of(path.name), reverse=True)
    return next((each for path in found if (each := _looked_at(path)) is not None), None)


def of_its_own_word(file: BinaryIO, name: str) -> str:
    """The version of an installer of that name; empty where the file says another thing."""
    words = words_of(file)
    told = words.get("ProductVersion", "")
    is_ours = words.get("ProductName") == _PRODUCT and name == f"AmaneSetup-{told}.exe"
    return told if is_ours and version_of(name) else ""


def _candidates(root: Path) -> Iterator[Path]:
    for folder in (root, root / FOLDER):
        try:
            if folder.is_symlink():
                continue
            with os.scandir(folder) as entries:
                for entry in entries:
                    if (
                        version_of(entry.name)
                        and entry.is_file(follow_symlinks=False)
                        and entry.stat(follow_symlinks=False).st_size <= LARGEST
                    ):
                        yield Path(entry.path)
        except OSError:
            continue


def _looked_at(path: Path) -> Installer | None:
    try:
        with path.open("rb") as file:
            told = of_its_own_word(file, path.name)
    except OSError:
        return None
    return Installer(path, told) if told else None


def _numbers(version: str) -> tuple[int, ...]:
    found = _VERSION.match(version)
    return tuple(map(int, found.groups())) if found is not None else ()
