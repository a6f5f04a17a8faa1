"""Updating from a stick as staff do it, by mouse and keyboard; runs inside the small Debian."""

from __future__ import annotations

import shutil
import time

from staff import (
    DATA,
    DEMO,
    STICK,
    WHOLE,
    amane,
    click,
    colour,
    end,
    keys,
    look,
    must,
    sign_in,
    version_in_the_list,
    wait_for,
    window,
    windows,
)

NEWER = "9.9.9"
# The line that tells of it on Today, and its button at the far end.
_LINE, _BUTTON = (683, 242), (1276, 242)


def updates_by_stick() -> str:
    """A newer installer on E:, as in a centre: told on Today, confirmed, backed up, installed"""
    installer = WHOLE / f"AmaneSetup-{NEWER}.exe"
    amane("--data", DEMO, "backup", "E:\\")
    on_stick = shutil.copy(installer, STICK / "Amane" / installer.name)
    before = _backups()
    process = window("--data", DEMO, "--lang", "fr")
    sign_in()
    wait_for(lambda: "#FBF0CF" in colour(*_LINE), "the line on Today", 90)
    look("update-told")
    click(*_BUTTON)
    wait_for(lambda: _copied() == [installer.stat().st_size], "the copy", 180)
    time.sleep(8)
    look("update-fingerprint")
    keys("space", "Return")
    must(process.wait(300) == 0, "the program did not close by itself")
    must(_backups() > before, "no backup was made before")
    wait_for(_others, "the installer's window")
    look("update-installer")
    keys("Return")
    wait_for(lambda: NEWER in version_in_the_list(), "the newer version in the list", 300)
    time.sleep(5)
    look("update-installed")
    keys("Return")
    wait_for(windows, "the newer version's window", 90)
    keys("alt+F4")
    wait_for(lambda: not windows(), "it to close")
    end(window("--data", DEMO, "--lang", "fr"))
    must(not _copied(), "the installer's copy is left on the PC")
    on_stick.unlink()
    return f"the window closed, version {NEWER} is installed, backed up before, no copy left"


def _backups() -> list[str]:
    """When each backup on the drive was made; of those of one day the last is kept."""
    return sorted(file.parent.name for file in STICK.glob("Amane/*/*/amane.backup"))


def _copied() -> list[int]:
    return [file.stat().st_size for file in (DATA / "demonstration").glob("update/*/*.exe")]


def _others() -> list[str]:
    """Windows of the installer: ours is called Amane, and nothing else."""
    return [each for each in windows("Amane") if each not in windows()]
