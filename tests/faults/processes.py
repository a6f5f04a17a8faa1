"""Running the driver beside the tests, with system calls that fail or kill when it is wanted."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

from amane_desktop.office import centre
from tests.conftest import PASSWORD
from tests.rows import families_of

ROOT = Path(__file__).parents[2]


@dataclass
class Told:
    """What the driver said until its end, as a person in front of it would remember it."""

    kept: set[str] = field(default_factory=set)
    under_way: str = ""
    refused: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    broke: str = ""

    def hear(self, line: str) -> None:
        """Take in one line."""
        if " " not in line:
            # Killed in the middle of a word: nobody has read it.
            return
        word, about = line.rstrip("\n").split(" ", 1)
        self.words.append(word)
        if word == "doing":
            self.under_way = about
            return
        if word == "done":
            self.kept = self.after()
        elif word == "refused":
            self.refused.append(about)
        elif word == "broke":
            self.broke = about
        self.under_way = ""

    def after(self) -> set[str]:
        """What stands there if what is under way has been done."""
        changes = self.under_way.split()
        added = {change[1:] for change in changes if change[0] == "+"}
        return (self.kept - {change[1:] for change in changes if change[0] == "-"}) | added


def start(verb: str, folder: Path, *more: str, inject: str = "") -> "subprocess.Popen[str]":
    """The driver, begun; `inject` is what strace does to its system calls."""
    command = [sys.executable, "-m", "tests.faults.driver", verb, str(folder), *more]
    if inject:
        need_strace()
        traced = f"trace={inject.split(':')[0]}"
        # A signal is only sent where every call is stopped at.
        quick = [] if "signal" in inject else ["--seccomp-bpf"]
        command = [*_STRACE, *quick, "-e", traced, "-e", f"inject={inject}", *command]
    return subprocess.Popen(
        command,
        cwd=ROOT,
        # Modules compiled on the way would be written by the same calls.
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def run(verb: str, folder: Path, *more: str, inject: str = "", told: Told | None = None) -> Told:
    """What the driver said until it ended or was killed; it never ends in a traceback."""
    told = told or Told()
    process = start(verb, folder, *more, inject=inject)
    try:
        out, errors = process.communicate(timeout=30)
    finally:
        process.kill()
    assert "Traceback" not in errors, errors
    for line in out.splitlines():
        told.hear(line)
    return told


_STRACE = ["strace", "-f", "-qqq", "-o", os.devnull]


@cache
def _strace_works() -> bool:
    tried = [*_STRACE, "true"]
    return bool(shutil.which("strace")) and subprocess.run(tried, check=False).returncode == 0


def need_strace() -> None:
    """Skip, and say so, where system calls cannot be made to fail."""
    if not _strace_works():
        pytest.skip("strace is missing or may not trace: faults of the disk were NOT tried")


def names_in(folder: Path) -> set[str]:
    """The families that stand in the centre when it is opened again."""
    office = centre.open_centre(folder, "Khadija", PASSWORD)
    try:
        return {line.name for line in families_of(office)}
    finally:
        office.close()


def check_nothing_is_lost(told: Told, folder: Path) -> None:
    """All that was shown as saved is there; what was under way, as a whole or not at all."""
    found = names_in(folder)
    assert found in (told.kept, told.after()), found ^ told.kept
    told.kept = found
