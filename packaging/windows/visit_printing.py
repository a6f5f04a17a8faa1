"""Printing as staff do it, on a printer of this Windows; runs inside the small Debian."""

from __future__ import annotations

import re
import shutil
import subprocess
import time
from pathlib import Path

from printer import plug_in, printed
from staff import (
    DEMO,
    ENV,
    HOME,
    SEEN,
    amane,
    click,
    end,
    keys,
    look,
    must,
    sign_in,
    wait_for,
    window,
    windows,
)

# The button on Today.
_PRINT = (977, 184)


def prints() -> str:
    """The rosters printed from their form onto a printer of Windows: the pages, their paper"""
    plug_in()
    process = window("--data", DEMO, "--lang", "fr")
    sign_in()
    click(*_PRINT)
    wait_for(lambda: windows("^Semaine"), "the rosters on the screen")
    week = _week(windows("^Semaine")[0])
    time.sleep(3)
    keys("ctrl+p")
    wait_for(lambda: windows("^Imprimer$"), "the form")
    time.sleep(1)
    look("print-form")
    keys("Return")
    paper = printed()
    look("printed")
    end(process)
    wanted = HOME / "Documents" / "to-print.pdf"
    out = rf"C:\users\office\Documents\{wanted.name}"
    amane("--data", DEMO, "roster", "--week", week, "--paper-lang", "fr", "--out", out)
    shutil.copy(paper, SEEN / "printed.pdf")
    pages, of = _pages(paper, "printed"), _pages(wanted, "wanted")
    must(len(pages) == len(of), f"{len(pages)} of {len(of)} pages")
    for number, page in enumerate(pages):
        likest = min(range(len(of)), key=lambda each: _difference(page, of[each]))
        must(likest == number, f"page {number + 1} looks like page {likest + 1}")
    told = subprocess.run(["pdfinfo", paper], capture_output=True, text=True, check=True).stdout
    must("(A4)" in told, "it is not on A4")
    return f"{len(pages)} pages on A4, each like its page of the PDF; a picture to look at"


def _week(number: str) -> str:
    """The week that a window's title names, as a verb is told it."""
    asked = ["xdotool", "getwindowname", number]
    title = subprocess.run(asked, env=ENV, capture_output=True, text=True, check=True).stdout
    found = re.search(r"Semaine (\d+) .* (\d{4})", title)
    must(found, f"the window is called {title}")
    assert found is not None
    return f"{found[2]}-W{int(found[1]):02}"


def _pages(pdf: Path, name: str) -> list[Path]:
    subprocess.run(["pdftoppm", "-r", "70", "-gray", "-png", pdf, SEEN / name], check=True)
    return sorted(SEEN.glob(f"{name}-*.png"))


def _difference(one: Path, other: Path) -> float:
    alike = ("-resize", "580x820!", "-blur", "0x2", "-metric", "RMSE", "-compare")
    asked = ["convert", one, other, *alike, "-format", "%[distortion]", "info:"]
    return float(subprocess.run(asked, capture_output=True, text=True, check=True).stdout)
