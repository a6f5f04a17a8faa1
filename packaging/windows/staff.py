"""Hands and eyes of staff before the Windows that Wine plays; runs inside the small Debian."""

from __future__ import annotations

import csv
import os
import subprocess
import time
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path

from places import CACHE, ROOT
from wine import WINE, environment

WHOLE = CACHE / "check"
PREFIX, SEEN = WHOLE / "windows", WHOLE / "seen"
DRIVE_C = PREFIX / "drive_c"
PROGRAM = r"C:\users\office\AppData\Local\Programs\Amane"
ACCOUNT = {"AMANE_USER": "demo", "AMANE_PASSWORD": "amane-demo-2026"}
DISPLAY = ":7"
ENV = {**os.environ, **environment(str(PREFIX)), "DISPLAY": DISPLAY, "USER": "office",
       "XDG_RUNTIME_DIR": str(WHOLE)}  # fmt: skip
STARTED: list[subprocess.Popen[bytes]] = []
HOME = DRIVE_C / "users" / "office"
INSTALLED = HOME / "AppData" / "Local" / "Programs" / "Amane"
DATA = HOME / "AppData" / "Local" / "Amane"
DEMO = r"C:\users\office\AppData\Local\Amane\demonstration"
UNINSTALL = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\Amane"
WEEK = ("--week", "2026-W48")
# What Windows sees as E:, a drive that is plugged in.
STICK = WHOLE / "stick"


class Unlike(Exception):
    """What was seen is not what should have been."""


def must(holds: object, words: str) -> None:
    """End this visit unless it is as it should be."""
    if not holds:
        raise Unlike(words)


def start(program: str, *arguments: str, before: Sequence[str] = ()) -> subprocess.Popen[bytes]:
    """Start a Windows program and leave it running."""
    process = subprocess.Popen(
        [*before, WINE, program, *arguments],
        env=ENV,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=WHOLE,
    )
    STARTED.append(process)
    return process


def run(program: str, *arguments: str, before: Sequence[str] = ()) -> tuple[int, str, str]:
    """Run a Windows program to its end: its exit code, what it said, and its complaints."""
    process = start(program, *arguments, before=before)
    try:
        out, complaints = process.communicate(timeout=180)
    except subprocess.TimeoutExpired:
        process.kill()
        raise Unlike(f"it hung: {' '.join(arguments)[:200]}") from None
    told = complaints.decode("utf-8", "replace")
    return process.returncode, out.decode("utf-8", "replace").strip(), told.strip()


def amane(*arguments: str, code: int = 0, before: Sequence[str] = ()) -> str:
    """Run a verb of the installed program, as the demonstration's account; what it said."""
    ENV.update(ACCOUNT)
    ended, said, complaints = run(rf"{PROGRAM}\amane-desktop.exe", *arguments, before=before)
    must("Traceback" not in complaints, complaints)
    must(ended == code, f"{' '.join(arguments)[:200]}: {ended}, {said} {complaints}")
    return said or complaints


def asked_of_windows(*words: str) -> str:
    """What Windows' registry answers; nothing where it has no such thing."""
    ended, said, _ = run(r"C:\windows\system32\reg.exe", *words)
    return said if ended == 0 else ""


def version_in_the_list() -> str:
    """The version that Windows' list of programs has."""
    return asked_of_windows("query", UNINSTALL, "/v", "DisplayVersion")


def tell_windows(key: str, name: str, number: int) -> None:
    """Write a number into Windows' registry."""
    told = ("add", key, "/v", name, "/t", "REG_DWORD", "/d", str(number), "/f")
    must(asked_of_windows(*told), f"Windows does not take {name}")


def window(*arguments: str, before: Sequence[str] = ()) -> subprocess.Popen[bytes]:
    """Open the program's window and wait until it stands on the screen."""
    process = start(rf"{PROGRAM}\Amane.exe", *arguments, before=before)
    wait_for(lambda: windows() or process.poll() is not None, "the window", 90)
    must(process.poll() is None, "the program ended before its window stood there")
    time.sleep(4)
    return process


def windows(name: str = "^Amane$") -> list[str]:
    """The windows on the screen that have this name; the program's own unless told."""
    asked = subprocess.run(
        ["xdotool", "search", "--onlyvisible", "--name", name],
        env=ENV,
        capture_output=True,
        text=True,
        check=False,
    )
    return asked.stdout.split()


def wait_for(there: Callable[[], object], what: str, seconds: float = 60) -> None:
    """Wait until something is there."""
    until = time.monotonic() + seconds
    while not there():
        must(time.monotonic() < until, f"waited in vain for {what}")
        time.sleep(0.5)


def keys(*names: str) -> None:
    """Press keys one after the other."""
    for name in names:
        subprocess.run(["xdotool", "key", "--clearmodifiers", name], env=ENV, check=True)
        time.sleep(0.4)


def click(x: int, y: int) -> None:
    """Click at a point of the screen, which the program's window fills."""
    move = ["xdotool", "mousemove", str(x), str(y), "click", "1"]
    subprocess.run(move, env=ENV, check=True)
    time.sleep(0.4)


def type_(text: str) -> None:
    """Type a text."""
    subprocess.run(["xdotool", "type", "--delay", "40", text], env=ENV, check=True)
    time.sleep(0.4)


def sign_in() -> None:
    """Type the demonstration's password, and wait for the band over its workplace."""
    type_(ACCOUNT["AMANE_PASSWORD"])
    keys("Return")
    wait_for(lambda: "#FBF0CF" in colour(5, 30), "the workplace", 120)
    time.sleep(4)


def colour(x: int, y: int) -> str:
    """What the screen shows at one point."""
    point = ["import", "-window", "root", "-crop", f"1x1+{x}+{y}", "-depth", "8", "txt:-"]
    return subprocess.run(point, env=ENV, check=True, capture_output=True, text=True).stdout


def look(name: str) -> Path:
    """A picture of the whole screen."""
    file = SEEN / f"{name}.png"
    subprocess.run(["import", "-window", "root", str(file)], env=ENV, check=True)
    return file


def end(process: subprocess.Popen[bytes]) -> None:
    """Kill a program at once, as a power cut does."""
    process.kill()
    process.wait()
    wait_for(lambda: not windows(), "the window to go", 20)


def read_paper(file: Path) -> str:
    """The letters of a PDF, as another program reads them."""
    asked = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, check=True)
    return letters(asked.stdout.decode("utf-8"))


def letters(text: str) -> str:
    """A text without forms and marks of direction."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(each for each in plain if unicodedata.category(each) != "Cf")


def sample(name: str, script: int) -> list[str]:
    """The words of a sample: in Latin letters (0) or Arabic ones (1)."""
    file = ROOT / "resources" / "sample" / f"{name}.csv"
    with file.open(encoding="utf-8", newline="") as table:
        return [letters(row[script]) for row in csv.reader(table)][1:]
