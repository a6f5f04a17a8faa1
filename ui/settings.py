"""What the window remembers on this machine: the language and folders, nothing about families."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

from amane_desktop.i18n import LANGUAGES

FILE = "settings.json"
log = logging.getLogger("amane")


def remembered_language(folder: Path) -> str | None:
    """The language chosen last; a broken file counts as none."""
    lang = _read(folder).get("language")
    return lang if lang in LANGUAGES else None


def remember_language(folder: Path, lang: str) -> None:
    """Keep the language for the next start; on a disk that is full it is asked again."""
    _keep(folder, language=lang)


def scanner_folder(folder: Path) -> Path | None:
    """The folder that a scanner writes to, as it was chosen on this PC."""
    kept = _read(folder).get("scanner_folder")
    return Path(kept) if isinstance(kept, str) and kept else None


def remember_scanner_folder(folder: Path, scanner: Path | None) -> None:
    """Keep where the scanner writes to, or that no folder is looked at."""
    _keep(folder, scanner_folder="" if scanner is None else str(scanner))


def _read(folder: Path) -> dict[str, Any]:
    try:
        kept = json.loads((folder / FILE).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _keep(folder: Path, **changes: str) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / FILE).write_text(json.dumps(_read(folder) | changes), "utf-8")
    except OSError as error:
        log.warning("settings not kept: %s", error.strerror)
