"""Which drives a person has plugged in, and letting one go, without administrator's rights."""

from __future__ import annotations

import sys
from pathlib import Path

from amane_desktop.storage.drives.drive import Drive, Letting, device_of, in_words

__all__ = ["Drive", "Letting", "device_of", "in_words", "let_go", "plugged_in"]


def plugged_in() -> tuple[Drive, ...]:
    """The USB sticks, USB disks and cards whose files can be reached now.

    Never the system's own disk, a network share or an optical drive. It looks at the drives
    themselves, so call it beside the window; a dead one costs five seconds, once.
    """
    if sys.platform == "win32":
        from amane_desktop.storage.drives import windows

        return windows.plugged_in()
    from amane_desktop.storage.drives.linux import Linux

    return Linux().plugged_in()


def let_go(root: Path) -> Letting:
    """Let a drive go, with all that is mounted of it; GONE only once the system says so.

    Close every file of it first, and call it beside the window: what other programs wrote may
    take its time to reach the drive.
    """
    if sys.platform == "win32":
        from amane_desktop.storage.drives import windows

        return windows.let_go(root)
    from amane_desktop.storage.drives.linux import Linux

    return Linux().let_go(root)
