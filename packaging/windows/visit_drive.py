"""The backup drive as staff use it from the window; runs inside the small Debian."""

from __future__ import annotations

import time

from staff import DEMO, STICK, click, end, keys, look, sign_in, type_, wait_for, window

# The button on Today.
_BACK_UP = (1282, 184)


def backs_up_from_the_window() -> str:
    """A drive that is not known yet: named, backed up to, and how it is let go"""
    process = window("--data", DEMO, "--lang", "fr")
    sign_in()
    click(*_BACK_UP)
    time.sleep(6)
    look("drive-found")
    keys("space")
    time.sleep(3)
    type_("Bleue")
    keys("Return")
    time.sleep(4)
    keys("space")
    wait_for(lambda: list(STICK.glob("Amane/*/*/amane.backup")), "the backup", 120)
    time.sleep(10)
    look("drive-backed-up")
    end(process)
    return "E: is offered, named and backed up to; it is told to use Windows' icon to let it go"
