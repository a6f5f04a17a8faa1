"""The Windows that Wine plays: made anew, and programs run on it."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

import debian
from places import CACHE, HERE, inside

WINE = "/usr/lib/wine/wine64"
# What Wine lacks and Windows 10 has; Windows keeps it where no program is packed from.
STUB = CACHE / "icuuc.dll"


def environment(prefix: str) -> dict[str, str]:
    """What a program on Wine is told: where its Windows is, and to be quiet."""
    # Neither .NET nor a browser: Wine would offer to fetch them.
    return {"WINEPREFIX": prefix, "WINEDEBUG": "-all", "WINEDLLOVERRIDES": "mscoree,mshtml="}


def make(prefix: Path, *, is_staff: bool = False) -> None:
    """A fresh Windows in place of what stood there."""
    shutil.rmtree(prefix, ignore_errors=True)
    source = HERE / "stubs" / "icuuc.c"
    compile_ = ("x86_64-w64-mingw32-gcc", "-shared", "-s", "-O1")
    debian.run([*compile_, "-o", inside(STUB), inside(source)])
    set_up = f'{WINE} wineboot -i && wineserver -w && cp "$1" "$2/drive_c/windows/system32/"'
    place = inside(prefix)
    debian.run(
        ["sh", "-c", set_up, "sh", inside(STUB), place], environment(place), is_staff=is_staff
    )


def run(prefix: Path, command: Iterable[str], env: Mapping[str, str] | None = None) -> str:
    """Run a Windows program and return what it said; the end of everything when it fails."""
    return debian.run([WINE, *command], environment(inside(prefix)) | dict(env or {}))
