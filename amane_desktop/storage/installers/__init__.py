"""Installers of the program as they lie on a drive: found, told by their own word, started."""

from __future__ import annotations

from amane_desktop.storage.installers.looking import (
    LARGEST,
    PATTERN,
    Installer,
    newest_installer,
    of_its_own_word,
    version_of,
)
from amane_desktop.storage.installers.starting import Start, starter

__all__ = [
    "LARGEST",
    "PATTERN",
    "Installer",
    "Start",
    "newest_installer",
    "of_its_own_word",
    "starter",
    "version_of",
]
