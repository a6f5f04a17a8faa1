"""What the window remembers on this machine: the language, nothing about families."""

from __future__ import annotations

import json
import logging
from pathlib import Path

from amane_desktop.i18n import LANGUAGES

FILE = "settings.json"
log = logging.getLogger("amane")


def remembered_language(folder: Path) -> str | None:
    """The language chosen last; a broken file counts as none."""
    try:
        lang = json.loads((folder / FILE).read_text("utf-8"))["language"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return lang if lang in LANGUAGES else None


def remember_language(folder: Path, lang: str) -> None:
    """Keep the language for the next start; on a disk that is full it is asked again."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / FILE).write_text(json.dumps({"language": lang}), "utf-8")
    except OSError as error:
        log.warning("settings not kept: %s", error.strerror)
