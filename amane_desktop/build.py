"""Which build of the program this is: its version, and the commit that it was made from."""

from __future__ import annotations

import subprocess
from pathlib import Path

from amane_desktop import __version__

ROOT = Path(__file__).resolve().parents[1]
# Written when the program is bundled; there is none where it runs from its source.
MADE = ROOT / "resources" / "commit.txt"


def version() -> str:
    """The version, with the commit where it is known."""
    made_from = commit()
    return f"{__version__} ({made_from})" if made_from else __version__


def commit() -> str:
    """The commit, marked as changed where the source was; empty where nobody knows."""
    if MADE.exists():
        return MADE.read_text("utf-8").strip()
    if not (ROOT / ".git").exists():
        return ""
    asked = ["git", "describe", "--always", "--dirty=-changed", "--abbrev=10", "--exclude=*"]
    try:
        told = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return told.stdout.strip()
