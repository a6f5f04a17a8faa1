"""A short mark of a centre's folder, by which it is told from others on this PC."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCryptographicHash


def folder_mark(folder: Path) -> str:
    """The first 16 hex digits of the SHA-256 of its full path."""
    # Qt is loaded anyway; Python's own hashes would be loaded at the start for this alone.
    algorithm = QCryptographicHash.Algorithm.Sha256
    hashed = QCryptographicHash.hash(str(folder.resolve()).encode(), algorithm)
    return bytes(hashed.toHex().data()).decode()[:16]
