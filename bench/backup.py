"""A backup onto a drive, beside restic, and beside copying with reading back; and the next one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from random import Random

from amane_desktop.access.permissions import Permission
from amane_desktop.office.office import Office
from amane_desktop.office.registry import action
from amane_desktop.office.work import Work
from bench import attendance, centre
from bench.pairs import Pair, Promise, pair_of, timed
from bench.people import fill_with_people
from bench.watched import ROOT

SCAN, SCANS_A_WEEK = 512 * 1024, 10
_READ = 1024 * 1024


@dataclass(frozen=True)
class Size:
    """A centre of so many people and scans, and how often it is backed up to be measured."""

    name: str
    people: int
    scans: int
    rounds: int
    next_at_most: float


SMALL = Size("100 MB", 39_000, 153, 9, 0.35)
LARGE = Size("1 GB", 124_000, 1_790, 5, 0.12)


@dataclass(frozen=True)
class Measured:
    """The first backup beside each peer, the next one beside the first, and what it holds."""

    restic: Pair | None
    copying: Pair
    next: Pair
    told: str
    memory: int


@action("Filled a centre with scans to be measured", Permission.EDIT_SCANS, {"scans": 1})
def fill_with_scans(work: Work, scans: int) -> None:
    """Keep so many scans of half a megabyte that nothing makes smaller."""
    from amane_desktop.office.attachments import attach

    random = Random(work.clock.now().timestamp())
    for _scan in range(scans):
        attach(work, BytesIO(random.randbytes(SCAN)), "image/jpeg")


def promises(place: Path) -> tuple[list[Promise], list[str]]:
    """What is promised of a backup of both sizes, and what is only told."""
    promised, told, memory = [], [], []
    for size in (SMALL, LARGE):
        found = measure(place, size)
        promised += [
            Promise(f"a first backup of a centre of {size.name}, read back from the medium and "
                    "checked", "restic's backup and check --read-data", 0.7, found.restic),
            Promise("the same", "cp, with fsync and reading back", 2.5, found.copying),
            Promise("the next one, after a week's work", "the first", size.next_at_most,
                    found.next),
        ]  # fmt: skip
        told.append(found.told)
        memory.append(found.memory)
    told.append(
        "The most memory of a process that backs up the larger of the two: "
        f"**{memory[1] / memory[0]:.2f}** times that of the smaller ({memory[1] / 1e6:.0f} beside "
        f"{memory[0] / 1e6:.0f} MB, the password's hash included)."
    )
    return promised, told


def measure(place: Path, size: Size) -> Measured:
    """Back a centre up onto an empty folder again and again, each time beside its peers.

    Everything is read back from the medium: what the system remembers of it is dropped first.
    """
    from amane_desktop.attendance.weeks import monday_of

    folder = place / f"backed-up-{size.people}"
    office = centre.new(folder)
    office.do(fill_with_people, size.people)
    office.do(attendance.fill_with_weeks, 1)
    office.do(fill_with_scans, size.scans)
    office.close()
    database, whole = (folder / "amane.db").stat().st_size, _size(folder)
    copy, repository = place / "copy", place / "repository"
    rounds: list[tuple[float, float, float | None, float]] = []
    monday = monday_of(date(2026, 11, 23))
    for turn in range(size.rounds + 1):
        for target in (copy, repository):
            shutil.rmtree(target, ignore_errors=True)
        # Where a known drive stood, no other is taken for it.
        drive = place / f"drive-{turn}"
        drive.mkdir()
        office = centre.open_(folder)
        back_up = _backing_up(office, drive)
        first = timed(back_up)()
        theirs = timed(lambda: _copied(folder, copy))()
        restic = _by_restic(folder, repository)
        _work_a_week(office, monday)
        rounds.append((first, theirs, restic, timed(back_up)()))
        office.close()
        shutil.rmtree(drive)
    rounds = rounds[1:]
    memory = _memory(folder, place / "drive")
    return Measured(
        _pair([(ours, restic) for ours, _copy, restic, _next in rounds]),
        pair_of([(ours, copied) for ours, copied, _restic, _next in rounds]),
        pair_of([(following, ours) for ours, _copy, _restic, following in rounds]),
        f"A centre of {size.name} to back up: {whole / 1e6:.0f} MB, of them "
        f"{database / 1e6:.0f} MB database.",
        memory,
    )


def _pair(rounds: list[tuple[float, float | None]]) -> Pair | None:
    known = [(ours, peer) for ours, peer in rounds if peer is not None]
    return pair_of(known) if known else None


def _backing_up(office: Office, drive: Path) -> Callable[[], object]:
    from amane_desktop.office.backing_up import back_up, prepare_drive
    from amane_desktop.storage.backup.progress import Progress

    prepare_drive(office, drive, drive.name, "")
    return lambda: back_up(office, drive, Progress())


def _work_a_week(office: Office, monday: date) -> None:
    """Two hundred marks and ten scans."""
    from amane_desktop.attendance.marking import mark_all_present
    from amane_desktop.attendance.queries import groups

    start, _end = attendance.HOURS[0]
    for group in office.ask(groups):
        office.do(mark_all_present, group.id, monday, start)
    office.do(fill_with_scans, SCANS_A_WEEK)


def _copied(folder: Path, copy: Path) -> None:
    """Copy a folder by `cp`, wait until each file is on the disk, and read it back from there."""
    subprocess.run(["cp", "-r", "--reflink=never", str(folder), str(copy)], check=True)
    for file in _files(copy):
        with file.open("rb+") as written:
            os.fsync(written.fileno())
    for file in _files(copy):
        _forget(file)
        with file.open("rb", buffering=0) as kept:
            while kept.read(_READ):
                pass


def _by_restic(folder: Path, repository: Path) -> float | None:
    """Seconds of restic's backup and its check that reads all data back; None without it."""
    if shutil.which("restic") is None:
        return None
    cache = repository.with_name("restic-cache")
    environment = {
        **os.environ,
        "RESTIC_PASSWORD": centre.PASSWORD,
        "RESTIC_REPOSITORY": str(repository),
        "RESTIC_CACHE_DIR": str(cache),
    }

    def run(*words: str) -> None:
        subprocess.run(
            ["restic", "--quiet", *words], env=environment, stdout=subprocess.DEVNULL, check=True
        )

    shutil.rmtree(cache, ignore_errors=True)
    run("init")
    before = time.perf_counter()
    run("backup", str(folder))
    for file in _files(repository):
        _forget(file)
    run("check", "--read-data")
    return time.perf_counter() - before


def _memory(folder: Path, drive: Path) -> int:
    """The most memory that a process of its own holds which backs the centre up, in bytes."""
    drive.mkdir()
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from bench import backup, centre, memory\n"
        "office = centre.open_(Path(sys.argv[1]))\n"
        "backup._backing_up(office, Path(sys.argv[2]))()\n"
        "print(memory.most_memory())\n"
    )
    command = [sys.executable, "-c", program, str(folder), str(drive)]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    shutil.rmtree(drive)
    return int(told.stdout)


def _forget(file: Path) -> None:
    """Let the system forget what it remembers of a file that is on the disk."""
    number = os.open(file, os.O_RDONLY)
    os.fsync(number)
    os.posix_fadvise(number, 0, 0, os.POSIX_FADV_DONTNEED)
    os.close(number)


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in _files(folder))
