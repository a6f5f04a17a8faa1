"""Starting an installer, which outlives this program: on Windows, for which it is made."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

Start = Callable[[Path], None]


def starter() -> Start | None:
    """How an installer is started on this system; None where there is none for it."""
    return _start_on_windows if sys.platform == "win32" else None


def _start_on_windows(path: Path) -> None:
    """Start it with its window, in our place and in none of our folders; raises OSError."""
    import subprocess
    import tempfile

    from amane_desktop.storage.drives.windows_calls import kernel

    # What was told to this packed program is not for another one: neither where its libraries
    # are, which the installer is to replace, nor which program it belongs to.
    ours = ("_PYI_", "_MEI")
    env = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    kernel().SetDllDirectoryW(None)
    try:
        subprocess.Popen([str(path)], env=env, cwd=tempfile.gettempdir())
    finally:
        kernel().SetDllDirectoryW(getattr(sys, "_MEIPASS", None))
