"""An old PC: one core, and a disk of 20 MB/s that nothing was read from since it was turned on.

Python, the program and a centre stand on a disk of their own, which is mounted anew before each
start: nothing of it is in memory. The kernel holds reading from it to so many bytes a second
(blkio.throttle of cgroup v1), and the process to one core.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median

from bench.centre import PASSWORD, STAFF, WEEK
from bench.pairs import Pair, pair_of
from bench.watched import OFFSCREEN, ROOT

BYTES_A_SECOND = 20 * 1000 * 1000
ROUNDS = 5
_SIZE = 2 * 1024**3
_GROUP = Path("/sys/fs/cgroup/blkio/amane-old-pc")
_LIMIT = "blkio.throttle.read_bps_device"
_PARTS = ("amane_desktop", "ui", "bench", "resources", "translations")
_WATCHED = ["-m", "bench.window"]


@dataclass(frozen=True)
class Slowed:
    """What it took on the old PC beside this one, and how much of the disk it read."""

    what: str
    pair: Pair
    read: int


def told(place: Path, centre: Path) -> list[str]:
    """Each of them in a sentence."""
    if not (_GROUP.parent / _LIMIT).exists() or os.geteuid():
        return ["An old PC: not measured, its disk cannot be held back here."]
    return [
        f"On an old PC, {one.what}: **{one.pair.ratio:.1f}** times what it takes on this one, "
        f"where nothing is in memory either ({one.pair.ours:.1f} beside {one.pair.peer:.1f} s; "
        f"{one.read / 1e6:.0f} MB read from the disk)."
        for one in measure(place, centre)
    ]


def measure(place: Path, centre: Path) -> list[Slowed]:
    """Start to sign-in, the list of families, a roster."""
    pc = OldPC(place, centre)
    folder = str(pc.centre)
    roster = ["-m", "amane_desktop", "--data", folder, "roster", "--week", WEEK, "--out"]
    works = {
        "start until the password field takes a key": [*_WATCHED, "ready", folder],
        "from Enter to the list of families": [*_WATCHED, "families", folder],
        "a week's rosters as a whole process": [*roster, str(place / "old-pc.pdf")],
    }
    return [_slowed(what, partial(pc.start, command)) for what, command in works.items()]


def _slowed(what: str, start: Callable[[bool], tuple[float, int]]) -> Slowed:
    start(False)
    rounds = [(start(True), start(False)) for _round in range(ROUNDS)]
    pair = pair_of([(old, now) for (old, _read), (now, _same) in rounds])
    return Slowed(what, pair, int(median(read for (_old, read), _now in rounds)))


class OldPC:
    """The disk, with Python, the program and a centre on it."""

    def __init__(self, place: Path, centre: Path) -> None:
        self._image, self._disk = place / "old-pc.img", place / "old-pc"
        self.centre = self._disk / "centre"
        self._disk.mkdir()
        with self._image.open("wb") as file:
            file.truncate(_SIZE)
        subprocess.run(["mkfs.ext4", "-q", "-F", self._image], check=True)
        with self._plugged_in():
            self._fill(centre)

    def start(self, command: list[str], is_old: bool) -> tuple[float, int]:
        """Seconds and bytes read of a command of this Python there, slowed or as it comes."""
        with self._plugged_in() as device, _held_back(device) as slowed:
            before = time.monotonic()
            process = subprocess.Popen(
                [self._disk / "bin" / "python3", "-s", *command],
                cwd=self._disk / "amane",
                env=self._environment(),
                stdout=subprocess.PIPE,
                preexec_fn=slowed if is_old else None,
            )
            assert process.stdout is not None
            said = process.stdout.read().split()
            _pid, process.returncode, used = os.wait4(process.pid, 0)
            after = time.monotonic()
            assert not process.returncode, command
        return _seconds(command, said, before, after), used.ru_inblock * 512

    def _fill(self, centre: Path) -> None:
        stdlib, disk = Path(sysconfig.get_path("stdlib")), self._disk
        python = Path(sys._base_executable).resolve()  # type: ignore[attr-defined]
        (disk / "bin").mkdir()
        shutil.copy2(python, disk / "bin" / "python3")
        for library in (python.parent.parent / "lib").glob("libpython*.so*"):
            (disk / "lib").mkdir(exist_ok=True)
            shutil.copy2(library, disk / "lib")
        unused = shutil.ignore_patterns("test", "site-packages", "dist-packages")
        shutil.copytree(stdlib, disk / "lib" / stdlib.name, ignore=unused)
        shutil.copytree(sysconfig.get_path("purelib"), disk / "packages", symlinks=True)
        for part in _PARTS:
            shutil.copytree(ROOT / part, disk / "amane" / part)
        shutil.copytree(centre, self.centre)
        self._pack()

    def _pack(self) -> None:
        """As in the program that is handed out: byte-code alone, and libraries without symbols."""
        for code in self._disk.rglob(f"__pycache__/*.{sys.implementation.cache_tag}.pyc"):
            module = code.parent.parent / code.name.split(".")[0]
            module.with_suffix(".py").unlink(missing_ok=True)
            code.rename(module.with_suffix(".pyc"))
        for library in self._disk.rglob("*.so*"):
            # Qt's come without, and Pillow's do not survive it (installer.spec).
            if not {"PySide6", "pillow.libs"} & set(library.parts) and not library.is_symlink():
                subprocess.run(["strip", "--strip-unneeded", library], check=True)

    def _environment(self) -> dict[str, str]:
        return {
            **OFFSCREEN,
            "PYTHONHOME": str(self._disk),
            "PYTHONPATH": str(self._disk / "packages"),
            "LD_LIBRARY_PATH": str(self._disk / "lib"),
            "AMANE_USER": STAFF,
            "AMANE_PASSWORD": PASSWORD,
        }

    @contextmanager
    def _plugged_in(self) -> Iterator[str]:
        """Mounted, with nothing of it in memory; gives the device as the kernel numbers it."""
        subprocess.run(["mount", "-o", "loop", self._image, self._disk], check=True)
        try:
            device = os.stat(self._disk).st_dev
            yield f"{os.major(device)}:{os.minor(device)}"
        finally:
            subprocess.run(["umount", self._disk], check=True)


@contextmanager
def _held_back(device: str) -> Iterator[Callable[[], None]]:
    """What a process does before it starts, to be held to the old PC's disk and to one core."""
    _GROUP.mkdir(exist_ok=True)
    (_GROUP / _LIMIT).write_text(f"{device} {BYTES_A_SECOND}")

    def join() -> None:
        (_GROUP / "cgroup.procs").write_text("0")
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})

    try:
        yield join
    finally:
        _GROUP.rmdir()


def _seconds(command: list[str], said: list[bytes], before: float, after: float) -> float:
    """A start ends at the moment that the window says; after Enter it says how long it took."""
    if command[:2] != _WATCHED:
        return after - before
    return float(said[0]) - (before if command[2] == "ready" else 0)
